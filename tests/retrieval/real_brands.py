"""Well-known real brands: none of them, nor anything that reads like one, may be in the sample."""

REAL_BRANDS = frozenset(
    """
    adidas nike puma reebok asics brooks saucony hoka salomon merrell keen columbia patagonia
    arcteryx mammut marmot osprey deuter gregory vaude fjallraven haglofs lowa scarpa vasque
    timberland sorel teva birkenstock crocs skechers converse vans clarks ecco camper geox
    fila umbro kappa mizuno lululemon athleta gymshark champion hanes levis wrangler lee diesel
    gap uniqlo zara mango shein primark esprit benetton burberry gucci prada chanel dior hermes
    versace armani fendi balenciaga valentino lacoste tommy hilfiger calvin klein abercrombie
    hollister everlane madewell rolex omega seiko citizen casio timex fossil swatch garmin fitbit
    rayban oakley coach michaelkors katespade longchamp samsonite rimowa tumi away delsey
    americantourister eastpak herschel jansport kipling ikea wayfair westelm potterybarn cratebarrel
    casper purple tempur sealy simmons serta muji philips osram lecreuset staub lodge allclad
    tefal calphalon cuisinart kitchenaid breville delonghi gaggia lamarzocco nespresso keurig
    krups moulinex ninja vitamix instantpot oxo pyrex corelle wusthof zwilling henckels global
    bose sony sennheiser beats jbl apple samsung google amazon microsoft lenovo dell logitech
    anker belkin kindle kobo gopro canon nikon fujifilm polaroid panasonic toshiba bosch siemens
    dyson shark miele roomba braun oralb gillette loreal nivea dove neutrogena cerave clinique
    lancome maybelline revlon olay aveeno cetaphil garnier pantene lego playmobil barbie mattel
    hasbro fisherprice ravensburger melissadoug hotwheels duplo brio schleich steiff gardena
    fiskars stihl husqvarna weber traeger blackstone yeti hydroflask stanley coleman msr thule
    specialized trek giant cannondale peloton bowflex manduka wilson spalding kong purina
    pedigree royalcanin whiskas chewy petmate moleskine leuchtturm parker lamy montblanc pilot
    crayola fabercastell staedtler sharpie pampers huggies graco chicco britax uppababy bugaboo
    stokke medela avent
    """.split()  # noqa: SIM905
)
