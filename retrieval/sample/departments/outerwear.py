"""Fashion, continued: coats, jackets, nightwear and underwear."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Kind, Style

# fmt: off
_COATS = Kind(
    "winter coats", "Coat", "clothing", (80, 480),
    styles=(
        Style("Wrap", "A belted wrap coat with a wide collar.", 0.06, ("belted",)),
        Style("Pea", "A short, double-breasted coat with big buttons.", 0.0,
              ("double-breasted",)),
        Style("Long", "A long, straight coat that covers a suit.", 0.1, ("long cut",)),
    ),
    uses=("Warm enough for a city winter.",
          "Cut with room for a sweater underneath.",
          "The inside pocket takes a phone and a wallet."),
    materials="wool wool_blend cashmere recycled_polyester lambswool",
    facts={"lined": 0.9, "hooded": 0.15, "waterproof": 0.0, "machine_washable": 0.1},
    colours=colours.CLASSIC, audiences=("women", "men"), sizes=sizes.CLOTHES,
)

_TRENCH_COATS = Kind(
    "trench coats", "Trench Coat", "clothing", (70, 390),
    styles=(
        Style("Classic", "A belted trench coat with all the usual flaps.", 0.04, ("belted",)),
        Style("Short", "A short trench coat that stops above the knee.", -0.04, ("short",)),
    ),
    uses=("Dresses up jeans and calms down a dress.",
          "The coat for April and October.",
          "The belt can be tied or buckled."),
    materials="cotton polyester canvas",
    facts={"water_resistant": 0.7, "lined": 0.6, "machine_washable": 0.4},
    colours=("beige", "navy", "black", "olive"), most_colours=2, audiences=("women", "men"),
    sizes=sizes.CLOTHES, count=8,
)

_LEATHER_JACKETS = Kind(
    "leather jackets", "Jacket", "clothing", (90, 590),
    styles=(
        Style("Biker", "A biker jacket with slanted zips and a short, close cut.", 0.06,
              ("biker",)),
        Style("Bomber", "A bomber jacket with knitted cuffs and a rounded shape.", 0.0,
              ("bomber",)),
        Style("Racer", "A plain racer jacket with a small stand-up collar.", 0.02),
    ),
    uses=("Softens and creases in the right places over the years.",
          "Sharp over a T-shirt, good over a dress.",
          "Choose a size up to wear it over knitwear."),
    materials="leather suede faux_leather leather",
    facts={"lined": 0.9, "vegan": 1.0, "pockets": 0.95, "machine_washable": 0.0},
    colours=colours.LEATHER_TONES, most_colours=2, audiences=("women", "men"),
    sizes=sizes.CLOTHES,
)

_BLAZERS = Kind(
    "blazers", "Blazer", "clothing", (60, 420),
    styles=(
        Style("Single-Breasted", "A two-button blazer with narrow lapels.", 0.0, ("office",)),
        Style("Double-Breasted", "A double-breasted blazer with a strong shoulder.", 0.06,
              ("double-breasted",)),
        Style("Unstructured", "A soft blazer without shoulder pads that wears like a cardigan.",
              -0.02, ("relaxed fit",)),
    ),
    uses=("Turns jeans into an outfit.",
          "For interviews, dinners and everything in between.",
          "The sleeves can be shortened by any tailor."),
    materials="wool wool_blend linen cotton corduroy velvet",
    facts={"lined": 0.7, "pockets": 0.9, "machine_washable": 0.1, "stretch": 0.3},
    colours=("navy", "black", "gray", "beige", "burgundy", "green"),
    audiences=("women", "men"), sizes=sizes.CLOTHES,
)

_DENIM_JACKETS = Kind(
    "denim jackets", "Denim Jacket", "clothing", (40, 180),
    styles=(
        Style("Trucker", "A waist-length jacket with two chest pockets.", 0.0, (),
              {"pockets": "yes"}),
        Style("Oversized", "An oversized jacket to throw over a dress or a hoodie.", 0.04,
              ("oversized",)),
    ),
    uses=("Looks better the longer it is worn.",
          "The layer for cool summer evenings.",
          "Metal buttons, and a cut that leaves room to move."),
    materials="denim",
    facts={"lined": 0.2, "machine_washable": 1.0, "stretch": 0.3, "pockets": 0.95},
    colours=colours.DENIM, most_colours=2, audiences=("women", "men", "kids"),
    sizes=sizes.CLOTHES, count=8,
)

_PAJAMAS = Kind(
    "pajamas", "Pajama Set", "clothing", (25, 170),
    styles=(
        Style("Button-Up", "A two-piece set with a collared, button-up top.", 0.04),
        Style("Short", "A summer set of shorts and a loose top.", -0.08, ("short",)),
        Style("Lounge", "A set soft enough to stay in all Sunday.", 0.0),
    ),
    uses=("The waistband is soft and the drawstring does not slip out.",
          "Makes an easy present.",
          "Loose where it should be."),
    materials="cotton organic_cotton flannel jersey silk satin bamboo_viscose",
    facts={"machine_washable": 0.9, "pockets": 0.5, "gift_boxed": 0.2},
    colours=(*colours.PASTEL, "navy", "gray"), audiences=("women", "men", "kids"),
    sizes=sizes.CLOTHES,
)

_BATHROBES = Kind(
    "bathrobes", "Bathrobe", "textiles", (30, 180),
    styles=(
        Style("Waffle", "A light waffle robe that dries overnight.", 0.0, ("lightweight",)),
        Style("Terry", "A thick terry robe that soaks up a whole shower.", 0.04, ("thick",)),
        Style("Kimono", "A robe with wide sleeves and no collar.", -0.02),
    ),
    uses=("Long enough to reach the calf.",
          "For slow mornings and evenings after the tub.",
          "The belt loops are sewn on twice."),
    materials="cotton organic_cotton linen cotton",
    facts={"machine_washable": 1.0, "hooded": 0.3, "pockets": 0.9},
    colours=colours.LINEN_CUPBOARD, audiences=("adults",), sizes=sizes.CLOTHES, count=8,
)

_SOCKS = Kind(
    "socks", "Socks", "clothing", (8, 40),
    styles=(
        Style("Crew", "A mid-calf sock with a cushioned sole.", 0.0),
        Style("Ankle", "A short sock that hides in a sneaker.", -0.06),
        Style("Boot", "A thick sock with a padded heel for boots and cold floors.", 0.14,
              ("warm",)),
    ),
    uses=("They come in packs of three.",
          "The toes are closed by hand, so there is no seam to feel.",
          "The cuff holds without pinching."),
    materials="cotton organic_cotton merino wool_blend bamboo_viscose",
    facts={"machine_washable": 1.0, "vegan": 0.8},
    colours=(*colours.CLASSIC, "red", "green"), audiences=("women", "men", "kids"),
    sizes=sizes.SOCK_SIZES, many=True,
)

_SWIMSUITS = Kind(
    "swimsuits", "Swimsuit", "womenswear", (28, 160),
    styles=(
        Style("One-Piece", "A one-piece with a low back and wide straps.", 0.02),
        Style("Racer", "A sporty one-piece with crossed straps for doing laps.", 0.0, ("sport",)),
        Style("Halter", "A halter-neck one-piece that ties behind the neck.", 0.02),
    ),
    uses=("Stays put in waves and dives.",
          "The fabric holds its color in chlorine.",
          "Rinse it after swimming and it will last for years."),
    materials="nylon_blend poly_blend",
    facts={"quick_drying": 0.9, "lined": 0.7, "recycled": 0.4, "uv_protection": 0.5,
           "adjustable": 0.6},
    colours=colours.DRESSY, audiences=("women",), sizes=sizes.CLOTHES, count=8,
)

OUTERWEAR = (
    _COATS, _TRENCH_COATS, _LEATHER_JACKETS, _BLAZERS, _DENIM_JACKETS, _PAJAMAS, _BATHROBES,
    _SOCKS, _SWIMSUITS,
)
