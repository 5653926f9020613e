"""Fashion, continued: bags, belts, jewelry, watches, hats and the like."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Dimensions, Kind, Measure, Style

# fmt: off
_HANDBAGS = Kind(
    "handbags", "Bag", "accessories", (35, 480),
    styles=(
        Style("Tote", "A roomy tote that takes a laptop and the shopping.", 0.02, ("tote",)),
        Style("Crossbody", "A small crossbody bag that leaves both hands free.", -0.04,
              ("crossbody",)),
        Style("Shoulder", "A shoulder bag with a short strap and a clean front.", 0.04),
        Style("Bucket", "A bucket bag with a drawstring top.", 0.02, ("drawstring",)),
    ),
    uses=("A zipped pocket inside keeps keys and phone apart.",
          "Goes with a coat as well as with a summer dress.",
          "Stands up by itself when it is put down."),
    materials="leather suede faux_leather canvas recycled_nylon",
    facts={"adjustable": 0.7, "lined": 0.8, "vegan": 0.9, "water_resistant": 0.4},
    measures=(Dimensions((8, 16), (3, 7), (6, 13)),),
    colours=colours.LEATHER_TONES, audiences=("women",), count=14,
)

_BELTS = Kind(
    "belts", "Belt", "accessories", (18, 130),
    styles=(
        Style("Classic", "A smooth belt with a plain square buckle.", 0.0),
        Style("Braided", "A braided belt that buckles at any length.", 0.02, ("braided",)),
    ),
    uses=("Wide enough for jeans, neat enough for a suit.",
          "The buckle comes off, so that the strap can be shortened.",
          "Gets better with wear."),
    materials="leather suede faux_leather canvas leather",
    facts={"vegan": 0.9, "reversible": 0.25, "gift_boxed": 0.4},
    colours=colours.LEATHER_TONES, audiences=("women", "men"), sizes=sizes.SOCK_SIZES, count=8,
)

_WALLETS = Kind(
    "wallets", "Wallet", "accessories", (15, 150),
    styles=(
        Style("Slim", "A flat wallet for six cards and a few bills.", -0.04, ("slim",)),
        Style("Bifold", "A folding wallet with a coin pocket.", 0.0),
        Style("Travel", "A long wallet that takes a passport and boarding cards.", 0.08,
              ("passport size",)),
    ),
    uses=("Slides into a front pocket.",
          "A thoughtful present that gets used every day.",
          "A thin layer inside guards cards against skimming."),
    materials="leather faux_leather recycled_nylon leather",
    facts={"vegan": 0.9, "gift_boxed": 0.5},
    colours=colours.LEATHER_TONES, audiences=("women", "men"), count=9,
)

_WATCHES = Kind(
    "watches", "Watch", "accessories", (40, 460),
    styles=(
        Style("Field", "An easy-to-read watch with big numerals.", -0.04, (),
              {"movement": "quartz"}),
        Style("Dress", "A thin watch with a bare dial and no seconds hand.", 0.04, (),
              {"movement": "quartz"}),
        Style("Automatic", "A watch that winds itself on the wrist.", 0.2, ("automatic",),
              {"movement": "automatic"}),
        Style("Diver", "A sturdy watch with a turning bezel that goes swimming.", 0.12, (),
              {"waterproof": "yes", "movement": "quartz"}),
    ),
    uses=("The strap can be changed without tools.",
          "Suits a slim wrist as well as a broad one.",
          "Sent in a small box, ready to give."),
    materials="stainless leather titanium canvas leather", part="strap",
    facts={"waterproof": 0.5, "gift_boxed": 0.8},
    measures=(Measure("case_diameter", 30, 44, "mm"), Measure("warranty", 2, 5, "years")),
    colours=("black", "silver", "brown", "blue", "green"), most_colours=2,
    audiences=("women", "men"), count=11,
)

_SUNGLASSES = Kind(
    "sunglasses", "Sunglasses", "accessories", (15, 190),
    styles=(
        Style("Round", "Round lenses in a light frame.", 0.0),
        Style("Square", "A bold square frame that hides a short night.", 0.02),
        Style("Pilot", "Teardrop lenses in a thin frame with two bridges.", 0.06,
              materials="stainless titanium"),
    ),
    uses=("They stay on when the wearer bends down.",
          "A soft pouch is in the box.",
          "They sit lightly on the nose."),
    materials="plastic recycled_plastic stainless titanium", part="frame",
    facts={"uv_protection": 0.95, "polarized": 0.5},
    colours=("black", "brown", "tortoise", "gold", "clear"), most_colours=2,
    audiences=("adults",), many=True,
)

_SCARVES = Kind(
    "scarves", "Scarf", "accessories", (15, 190),
    styles=(
        Style("Wide", "A wide scarf that doubles as a wrap on planes.", 0.06, ("wide",)),
        Style("Fringed", "A long scarf with a fringe at both ends.", 0.0),
        Style("Square", "A square scarf to knot at the neck or on a bag.", -0.04),
    ),
    uses=("Soft enough for bare skin.",
          "A safe present for nearly anyone.",
          "Light in the bag and quick to put on."),
    materials="wool lambswool merino cashmere silk cotton acrylic viscose",
    facts={"machine_washable": 0.4, "vegan": 0.8, "gift_boxed": 0.3},
    colours=colours.KNIT, audiences=("adults",), count=10,
)

_BEANIES = Kind(
    "beanies", "Beanie", "accessories", (12, 75),
    styles=(
        Style("Ribbed", "A ribbed beanie with a deep cuff.", 0.0),
        Style("Bobble", "A chunky beanie with a bobble on top.", 0.02),
        Style("Slouch", "A loose beanie that falls to the back.", 0.0),
    ),
    uses=("Covers the ears and does not itch.",
          "Small enough for a coat pocket.",
          "One size fits most heads."),
    materials="wool lambswool merino cashmere acrylic cotton",
    facts={"machine_washable": 0.5, "lined": 0.3, "vegan": 0.8},
    colours=colours.KNIT, audiences=("adults", "kids"), count=8,
)

_GLOVES = Kind(
    "winter gloves", "Gloves", "accessories", (15, 130),
    styles=(
        Style("Touch", "Thin gloves with fingertips that work on a phone.", 0.0,
              ("touchscreen fingertips",), materials="wool merino acrylic fleece"),
        Style("Driving", "Close-fitting gloves with a snap at the wrist.", 0.12, ("driving",),
              materials="leather suede"),
        Style("Ski", "Padded gloves with a long cuff for snow.", 0.1, ("very warm",),
              {"insulated": "yes"}, materials="nylon synthetic leather"),
    ),
    uses=("Warm from November to March.",
          "They fit snugly without pulling at the fingertips.",
          "A clip keeps the pair together."),
    facts={"waterproof": 0.3, "lined": 0.7, "vegan": 0.9},
    colours=colours.CLASSIC, audiences=("women", "men"), sizes=sizes.GLOVE_SIZES, many=True,
    count=8,
)

_NECKLACES = Kind(
    "necklaces", "Necklace", "accessories", (20, 260),
    styles=(
        Style("Pendant", "A fine chain with a small round pendant.", 0.0),
        Style("Layered", "Two chains of different length on one clasp.", 0.06),
        Style("Bead", "A short string of small beads on a chain.", 0.02),
    ),
    uses=("Sits just below the collarbone.",
          "Worn alone or with others.",
          "The clasp is easy to do up behind the neck."),
    materials="silver gold_plated", part="chain",
    facts={"hypoallergenic": 0.6, "adjustable": 0.6, "gift_boxed": 0.7, "waterproof": 0.2},
    measures=(Measure("length", 15, 22, "in"),),
    audiences=("women",), count=8,
)

ACCESSORIES = (
    _HANDBAGS, _BELTS, _WALLETS, _WATCHES, _SUNGLASSES, _SCARVES, _BEANIES, _GLOVES, _NECKLACES,
)
