"""First names that are hardly anything else. Data only.

No product, brand, colour, stone, flower or everyday word, so not Rose, Jordan, Levi or Mark: those
are only names where something says so outright.
"""

from assistant.redaction.tokens import word_set

FIRST_NAMES = word_set(
    """
    aaliyah aaron abdul abdullah abigail adam adele adrian adriana agnes ahmad ahmed aidan aiden
    aisha akira alan albert alberto alejandra alejandro alessandro alexander alexandra alexis
    alfonso ali alice alicia alina alison allison alma alvaro amanda amelia amina amir amit ana
    anastasia anders andre andrea andreas andrew andy angela angelina anika anita anjali ann anna
    anne annette annie anthony antoine anton antonio anya ariana arjun arnold arthur arturo asha
    ashley astrid audrey aurelia ayesha barbara bart bartholomew beatrice beatriz benedict
    benjamin bernadette bernard bernice beth bethany betty beverly bianca bjorn bobby boris
    brandon brenda brendan brett brian bridget britney brittany bruce bruno bryan caitlin camila
    camille carla carlos carmen carol carolina caroline carolyn catherine cathy cecilia cedric
    celeste celia cesar chad charlene charlotte chen chiara chidi chloe christina christine
    christopher christoph cindy claire clara clarence claudia claudio clement clifford clint
    colleen connie connor constance corey courtney craig cristina curtis cynthia damian damien
    daniel daniela danielle danny daphne darius darlene darren daryl dave david deborah debra
    deepak deirdre delia denise dennis derek desmond devon diana diane diego dieter dimitri dina
    dirk dmitri dolores dominic dominique donald donna doreen dorothy douglas duane duncan dwayne
    dwight dylan ebony edgar edith edmund eduardo edward edwin eileen elaine eleanor elena eli
    elias elijah elisabeth elise eliza elizabeth ella ellen elliot elsa elsie emil emilia emilio
    emily emma emmanuel enrique eric erica erik erika erin ernest ernesto esme esteban esther
    ethan eugene eun eva evan evelyn fatima federico felicia felipe felix fernanda fernando filip
    finn fiona florence frances francesca francesco francis francisco francois frederick frederik
    frieda gabriel gabriela gabrielle gareth gary gavin geoffrey george georgina gerald geraldine
    gerard gertrude giacomo gianna gilbert gillian gina giorgio giovanni gisela giselle giulia
    giuseppe gladys glen glenda glenn gloria gordon grant greg gregory greta gretchen guadalupe
    guillermo gustavo gwen gwendolyn hamza hannah hans harold haruka hassan hector heather heidi
    helen helena helga henrietta henrik henry herbert herman hilda hiroshi holly howard hugo
    humberto ibrahim ignacio igor ilse imran ines inga ingrid irene irina irving isaac isabel
    isabella isaiah ismael ivan jacob jacqueline jacques jaime jake jamal james jamie jana jane
    janet janice jared jasmine jason javier jeanette jeff jeffrey jenna jennifer jenny jeremiah
    jeremy jerome jesse jessica jesus jill jim jimmy joan joanna joanne joao jochen joel joan
    johan johann johannes john johnny jonas jonathan jorge jose josef joseph josephine josh joshua
    josie joyce juan juanita judith judy julia julian juliana julie juliet julio jung justin
    kareem karen karim karin karina karl karla kate katarina katherine kathleen kathryn kathy
    katie katrina kavita kayla keith kelsey ken kendra kenji kenneth kerry kevin khadija khalid
    kim kimberly kirsten klaus kofi kristen kristin kristina krzysztof kumar kurt kwame kyle
    lakshmi lamar lars larissa larry latoya laura lauren laurence laurie lavinia lawrence lea leah
    leandro lena leon leonard leonardo leroy leslie leticia liam lidia lillian linda lindsay
    lindsey lisa lloyd lois lorena lorenzo loretta lorraine lottie louis louise lourdes luca lucas
    lucia luciana lucille lucy ludmila ludwig luis luisa lukas luke lydia lyle lynn mabel madeline
    madison maggie magdalena malik manuel manuela marcel marcela marcia marco marcos marcus
    margaret margarita margot maria mariam marian mariana marianne marie marilyn mario marion
    marisol marissa marjorie marlene martha martin martina marvin mary mateo mathew matilda matt
    matteo matthew matthias maureen maurice mauricio megan mehmet mei melanie melinda melissa
    melody mercedes meredith miguel mike mikhail milan mildred milena ming mira miranda miriam
    mitchell mohamed mohammad mohammed moira molly mona monica monique morris moses muhammad
    muriel murray mustafa myra myrtle nadia nadine nancy naomi natalia natalie natasha nathan
    nathaniel neil nelson nicholas nick nicola nicolas nicole niels nigel nikhil nikita nikolai
    nina noah noel noelle noemi nora norma norman octavia olga oliver olivia omar oscar otto pablo
    pam pamela paolo patricia patrick paul paula paulina pauline pedro peggy pedro percy perry
    peter petra philip philippa phillip phyllis pierre pieter piotr pradeep priya quentin rachel
    rafael rahul raj rajesh ralph ramon randall randy raphael raquel rashid rasheed raul ravi
    raymond rebecca reginald renata renee ricardo richard rita robert roberta roberto robin rodney
    rodrigo roger roland rolf roman ronald rosa rosalie rosalind rosanna rosario rosemarie ross
    roxanne ruben rudolf rupert russell ruth ryan sabine sabrina sally salma salvador sam samantha
    samir samuel sandeep sandra sanjay santiago saoirse sara sarah saul sean sebastian serena
    sergei sergio seth shannon sharon shaun shawn sheila shelley sheryl shirley sidney siegfried
    sigrid silvia simon simone siobhan sofia solomon sonia sophia sophie soren stacy stanley
    stefan stefanie stella stephan stephanie stephen steve steven stuart sunita susan susana
    susanne suzanne sven svetlana sylvia tabitha tadeusz tamara tamika tania tanya tara tatiana
    ted teresa terence teresa terrence terry tess thaddeus thea theo theodore theresa therese
    thomas tim timothy tina tobias todd tom tomas toni tony tracey tracy travis trevor trinity
    tristan troy trudy tyler tyrone ulrich ursula valentina valeria valerie vanessa vera verena
    vernon veronica victor victoria vijay vikram vincent virginia vivek vivian vladimir walter
    wanda wayne wei wendy werner wilfred wilhelm willem william wolfgang xavier ximena xiomara yan
    yasmin yasmine yolanda yosef youssef yuki yusuf yvette yvonne zachary zainab zoe zofia
    """
)
BRANDS = {
    name: frozenset(words.split())
    for name, words in (
        line.strip().split(" ", 1)
        for line in """
        alexander mcqueen wang calder
        alfred dunner hitchcock
        andrew marc
        ann taylor
        anne klein geddes
        annie sloan
        arthur court
        barbara bui
        bernard matthews
        betty crocker boop barclay
        bobby jones
        bruno magli marc mars
        calvin klein
        carolina herrera panthers hurricanes blue
        catherine malandrino
        charlotte tilbury russe olympia hornets
        claire v
        clint eastwood
        dale earnhardt
        daniel wellington hechter
        diane von
        dolores park
        donna karan
        eddie bauer
        edwin jagger
        elizabeth arden and
        elsa and dress doll costume
        emily the rose
        emma bridgewater
        ernest hemingway
        eva longoria
        frances valentine
        francesca ashley
        frank lloyd
        frederick maryland
        george foreman
        gerard cosmetics
        giorgio armani
        gloria vanderbilt jeans
        gordon setter ramsay
        greg norman
        hans christian wegner grohe
        harold lloyd
        harry potter styles winston josh
        hector salamanca
        helen of
        henry cotton hoover vacuum
        hugo boss
        irene neuwirth
        jake paul
        james bond avery perse read
        jane iredale austen
        jason wu aldean
        jeff gordon hamilton
        jenny craig lind
        jessica simpson mcclintock
        jim beam
        jimmy choo dean john buffett
        johnny was walker cash bravo carino
        john deere lewis hardy varvatos frieda wick cena boos
        jones new york
        joseph joseph ribkoff abboud
        josh cellars
        judith leiber ripka
        julia child
        juliet cap sleeve
        justin boots boot alexander
        karen millen kane walker
        karl lagerfeld
        kate spade middleton hudson bush
        kathy ireland
        ken doll block griffey
        kenneth cole
        kim chi kardashian crawford seybert
        kirsten swim
        kyle larson busch
        laura ashley mercier geller
        lauren ralph conrad james
        leo lionni
        leon levin
        leonardo da dicaprio
        lisa frank
        liz claiborne
        lloyd klein
        louis vuitton philippe armstrong garneau
        louise bourgeois young
        lucy darling brand
        luke combs skywalker
        luis vuitton
        madison square brand reed
        marc jacobs ecko fisher anthony
        marco polo bicego
        marcus samuelsson lemonis
        maria tash shireen
        mario kart party bros badescu world lopez
        martha stewart
        martin guitar logan dingman furniture
        mary kay jane janes poppins and
        matilda jane
        max mara factor
        melissa and & doug shoes
        mercedes benz
        michael kors jordan jackson stars graves
        mike tyson trout
        milan bar
        nathan james sports
        nicole miller kidman
        nina ricci shoes
        norma kamali
        oliver peoples and twist bonas
        omar sy
        oscar de mayer meyer
        patrick mahomes star
        paul smith mitchell frank mccartney hollywood
        perry ellis
        peter thomas rabbit pan lik millar pauper
        philip morris lim
        rachel zoe roy rachel ashwell comey
        ralph lauren breaker
        ray ban bans
        rebecca minkoff taylor
        richard mille petty
        robert graham allen kaufman welch
        roberto cavalli coin
        rodney mullen
        roger federer vivier
        roland piano keyboard
        ross dress
        russell wilson athletic stover hobbs
        sally hansen beauty
        sam edelman adams smith
        sara lee
        sarah jessica michelle
        serena williams
        shaun white white
        simon says and cowell pearce
        stan smith
        stanley cup tumbler thermos tools
        stella mccartney artois dot
        stephanie mcmahon
        stephen king curry joseph
        steve madden jobs
        steven alan madden
        stuart weitzman little
        ted baker lasso
        thomas the kinkade sabo pink ashbourne and
        todd snyder
        tom ford tom brady hanks clancy
        tommy hilfiger bahama john gun
        tony hawk lama robbins
        tracy anderson reese
        trina turk
        vera wang bradley bradly
        victoria beckham secret secrets
        vince camuto
        vincent van
        vivian westwood
        vivienne westwood
        walter white hagen
        wendy bellissimo
        william sonoma morris rast
        winnie the
        zoe karssen
        """.strip().splitlines()
    )
}
"""What follows a first name in a brand or a character: "a Kate Spade purse", "Thomas the Tank"."""
