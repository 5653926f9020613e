"""Makers, characters and goods that are called as people are, in one word. Data only.

Such a word is nobody's name unless something announces it: "my daughter Tiana", no "Tiana dress".
"""

from assistant.redaction.tokens import word_set

THINGS = word_set(
    """
    ferrari lamborghini porsche toyota honda suzuki yamaha kawasaki nissan mazda hyundai subaru
    peugeot renault citroen fiat ducati bentley bugatti mcdonalds nando nandos siemens
    absolut acqua aesop ajax aladdin alessi alexa amadeus amelie amélie anakin aperol aphrodite
    apollo aquaman aragorn ariel armani asterix athena aurora azzaro babar balenciaga barbapapa
    barbie batman belle bellini bert bilbo birkenstock bisto blahnik bluey bollinger bosch bose
    brabantia branston braun breguet buddha buffy bulova burberry cadbury caesar calpol cartier
    casamigos casio cassina chablis chandon chanel cheerios chewbacca chewie chianti cinderella
    clarins clarks cleopatra cointreau coraline cortana cruella cuervo daenerys darjeeling darth
    denby deuter dewalt dexter dior disaronno djokovic dobby dostoevsky doubtfire dracula dualit
    dumbledore dyson ecco eevee elmo eminem ernie ezio facebook fanta faust fendi ferragamo
    fiskars fissler fjallraven flamingo frankenstein frasier fred's frodo galliano gandalf
    ganesh gardena garfield gaultier gaviscon geox geralt gevalia givenchy gizmo glenfiddich
    goku gollum goofy grinch groot grundig gryffindor guerlain guinness gulliver hallmark hamlet
    hedwig heineken heinz hellmann hellmann's hemnes hendrick hendrick's hendricks hercules
    hermes hermione hermès hershey hobbes hogwarts houdini hublot huda hulk iittala instagram
    jameson jameson's jansport johnson's joker joop jupiter kakashi kallax karcher katniss
    kellogg kellogg's kenwood kenzo kermit khaleesi kiehl kiehl's kirby kitkat klimt klippan
    knipex knorr kronenbourg krug kärcher lacoste lagerfeld lagostina lancome lancôme lavazza
    leatherman legolas leia leica lenor lestat leviathan lindor lindt loewe logitech loki
    longchamp loreal louboutin lowa luigi lumix macallan macbeth madeleine madeleines mafalda
    magimix makita maleficent malfoy malibu malm mammut manolo marimekko marlboro marple martini
    medela medusa meissen merida merlin merlot miele miffy mjolnir moana moccona moet moleskine
    montblanc mortadella moët mulan narnia naruto nefertiti nespresso nikon nirvana nivea
    nutella odin odysseus olaf olay onitsuka opinel orval osprey othello paco pandora pantene
    pepsi perignon persil philips pikachu pingu pinocchio pinot pinterest pippi pocahontas
    poirot pokemon popeye poseidon prada pringles quixote rabanne rambo rapunzel ravenclaw
    reddit remus ribena rieker rioja robocop rocher rodenstock rolex romeo rosenthal rosso
    rowenta ryobi sabatier samsonite samus scrooge seiko sennheiser sherlock shrek siemens sigma
    simba siri skagen skellington skywalker slytherin smeg smirnoff smurfette snapchat snape
    snoopy sonos spiderman spode stabila stark starsky superman swarovski tamaris tanqueray
    targaryen tarzan tefal thor tiana tigger tiktok tinkerbell tintin tissot titos toblerone
    toffifee totoro triss tupac tupperware twitter umbro ursa valentino vans vax versace
    victorinox vileda villeroy vulcan wedgwood wera werther werther's whatsapp wolverine worx
    wurlitzer wusthof yeezy yennefer yoda yoshi youtube zelda zeus ziggy zippo zorro zwilling
    """
)
"""In lower case."""
GOODS = word_set(
    """
    movie movies film films book books novel novels dvd dvds vinyl cd album soundtrack perfume
    cologne fragrance toilette parfum aftershave costume costumes mask wig doll dolls figure figures
    figurine figurines plush plushie lego poster posters comic comics dreamhouse merch trilogy
    series biography memoir autobiography boxset paperback hardback hardcover audiobook barbie
    funko minifigure bobblehead
    """
)
"""What is named after a character, an author or a musician."""
GOODS_BEHIND = GOODS | word_set(
    "edition action season box audio signature tour puzzle mug mugs tshirt t tee shirts lp"
)
"""Of those, and what else stands behind such a name: "Emma edition"."""
GOODS_BEFORE = GOODS | word_set("edition editions costume bottle author starring series")
CARRIED = word_set("dvd blu vinyl cd kindle audiobook netflix paperback hardback bluray tape")
"""What a work is on: "Rebecca on dvd"."""
WORN = word_set(
    """
    tee tees capri capris hoodie hoodies pullie pant pants legging leggings tank yoga bra jacket
    armoire pouf ottoman pillow sofa sectional dresser nightstand bookcase recliner velvet
    """
)
"""What makers call after people: "Layla tee", "Elyse armoire"."""
