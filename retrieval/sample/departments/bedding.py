"""Home, continued: beds, towels, rugs, curtains and cushions."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Dimensions, Kind, Measure, Style

# fmt: off
_MATTRESSES = Kind(
    "mattresses", "Mattress", "textiles", (160, 1500),
    styles=(
        Style("Soft", "A soft mattress for side sleepers.", 0.0, ("soft",), {"firmness": "soft"}),
        Style("Medium", "A medium mattress that suits most people.", 0.02, ("medium",),
              {"firmness": "medium"}),
        Style("Firm", "A firm mattress for those who sleep on back or front.", 0.02, ("firm",),
              {"firmness": "firm"}),
    ),
    uses=("It arrives rolled up and breathes out in an hour.",
          "Movements on one side are not felt on the other.",
          "Four handles make it easy to turn."),
    materials="memory_foam latex foam", part="core",
    facts={"removable_cover": 0.7, "hypoallergenic": 0.7, "reversible": 0.3},
    measures=(Measure("thickness", 7, 14, "in"), Measure("warranty", 5, 12, "years")),
    sizes=sizes.BEDS, count=8,
)

_DUVET_COVERS = Kind(
    "duvet covers", "Duvet Cover Set", "textiles", (30, 290),
    styles=(
        Style("Plain", "A plain set with a calm, even color.", -0.02),
        Style("Stripe", "A set with fine stripes on one side.", 0.0, ("striped",)),
        Style("Washed", "A pre-washed set with a soft, crumpled look.", 0.06),
    ),
    uses=("Hidden ties keep the duvet in its corners.",
          "Pillowcases to match are in the pack.",
          "Gets softer with every wash."),
    materials="cotton organic_cotton linen lyocell flannel microfiber",
    facts={"machine_washable": 1.0, "reversible": 0.4, "hypoallergenic": 0.3},
    colours=colours.LINEN_CUPBOARD, sizes=sizes.BEDS,
)

_SHEETS = Kind(
    "sheet sets", "Sheet Set", "textiles", (25, 240),
    styles=(
        Style("Percale", "A crisp, cool set that feels like a hotel.", 0.04, ("percale",),
              materials="cotton organic_cotton"),
        Style("Sateen", "A smooth, heavier set with a slight sheen.", 0.06, ("sateen",),
              materials="cotton organic_cotton lyocell"),
        Style("Soft", "A set that is soft from the first night.", 0.0,
              materials="flannel linen microfiber jersey bamboo_viscose"),
    ),
    uses=("The fitted sheet holds on mattresses up to fifteen inches deep.",
          "A flat sheet, a fitted sheet and pillowcases.",
          "Irons easily, and looks fine without."),
    facts={"machine_washable": 1.0, "hypoallergenic": 0.4, "breathable": 0.5},
    colours=colours.LINEN_CUPBOARD, sizes=sizes.BEDS, count=11,
)

_PILLOWS = Kind(
    "pillows", "Pillow", "textiles", (18, 140),
    styles=(
        Style("Soft", "A low, soft pillow for people who sleep on their front.", 0.0, ("soft",)),
        Style("Firm", "A firm, high pillow for side sleepers.", 0.04, ("firm",)),
        Style("Contour", "A shaped pillow that supports the neck.", 0.08, ("neck support",),
              materials="memory_foam latex"),
    ),
    uses=("Keeps its shape through the night.",
          "Sold one by one.",
          "Plump it up in the morning and it is as new."),
    materials="feather memory_foam latex synthetic_fill", part="filling",
    facts={"machine_washable": 0.5, "hypoallergenic": 0.6, "removable_cover": 0.5},
    sizes=sizes.PILLOW_SIZES, count=9,
)

_COMFORTERS = Kind(
    "comforters", "Comforter", "textiles", (45, 390),
    styles=(
        Style("Summer", "A thin comforter for warm nights.", -0.08, ("lightweight",)),
        Style("All-Season", "A medium comforter for most of the year.", 0.02),
        Style("Winter", "A thick comforter for cold bedrooms.", 0.1, ("very warm",)),
    ),
    uses=("Box stitching keeps the filling where it is.",
          "Corner loops hold it inside a cover.",
          "Light on the body and not noisy."),
    materials="feather synthetic_fill recycled_polyester wool", part="filling",
    facts={"machine_washable": 0.6, "hypoallergenic": 0.5},
    colours=("white", "gray", "cream"), most_colours=1, sizes=sizes.BEDS, count=8,
)

_TOWELS = Kind(
    "bath towels", "Bath Towel", "textiles", (10, 70),
    styles=(
        Style("Waffle", "A thin waffle towel that dries fast and packs small.", 0.0,
              ("lightweight",)),
        Style("Plush", "A thick, heavy towel with a deep pile.", 0.08, ("thick",)),
        Style("Ribbed", "A towel with a ribbed border and a loop to hang it by.", 0.0),
    ),
    uses=("Thirsty from the first wash.",
          "The edges are sewn twice.",
          "Sold one by one, in colors that mix."),
    materials="cotton organic_cotton linen bamboo_viscose",
    facts={"machine_washable": 1.0, "quick_drying": 0.5},
    colours=colours.LINEN_CUPBOARD, most_colours=4,
)

_THROWS = Kind(
    "throw blankets", "Throw", "textiles", (25, 220),
    styles=(
        Style("Fringed", "A woven throw with a fringe at both ends.", 0.04,
              materials="wool cotton acrylic cashmere"),
        Style("Plush", "A furry throw that nobody wants to give back.", -0.06,
              materials="fleece microfiber"),
        Style("Chunky", "A chunky knitted throw that drapes over a sofa.", 0.06, ("chunky",),
              materials="wool lambswool merino cotton acrylic"),
        Style("Herringbone", "A throw in a fine herringbone weave.", 0.04,
              materials="wool lambswool cotton cashmere"),
    ),
    uses=("Large enough to share.",
          "For the sofa, the porch and the foot of the bed.",
          "A present that is hard to get wrong."),
    facts={"machine_washable": 0.5, "hypoallergenic": 0.2},
    measures=(Measure("length", 60, 80, "in", 2),),
    colours=colours.KNIT,
)

_CUSHIONS = Kind(
    "throw pillows", "Throw Pillow", "textiles", (14, 90),
    styles=(
        Style("Square", "A square pillow, well filled.", 0.0),
        Style("Bolster", "A long round bolster to lean on.", 0.04),
        Style("Tufted", "A pillow with a raised, tufted pattern.", 0.06),
    ),
    uses=("A quick way to change a room.",
          "The zip is hidden in the seam.",
          "The filling comes with it."),
    materials="linen cotton velvet boucle corduroy wool", part="cover",
    facts={"removable_cover": 0.9, "machine_washable": 0.6},
    colours=colours.SOFA, most_colours=4, count=8,
)

_RUGS = Kind(
    "rugs", "Rug", "textiles", (45, 620),
    styles=(
        Style("Flatweave", "A thin, flat-woven rug that doors clear easily.", -0.04,
              ("flatweave",)),
        Style("Shaggy", "A rug with a deep pile for bare feet.", 0.04, ("deep pile",),
              materials="wool polyester"),
        Style("Border", "A plain rug with a border in a second shade.", 0.02),
    ),
    uses=("Hard-wearing enough for a hallway.",
          "Takes the echo out of a room.",
          "Vacuums without shedding."),
    materials="wool jute cotton polyester recycled_polyester",
    facts={"non_slip": 0.3, "machine_washable": 0.3, "reversible": 0.3},
    colours=colours.SOFA, most_colours=2, sizes=sizes.RUG_SIZES,
)

_CURTAINS = Kind(
    "curtains", "Curtain Panel", "textiles", (18, 160),
    styles=(
        Style("Blackout", "A heavy panel for late sleepers and shift workers.", 0.06, (),
              {"blackout": "yes"}, materials="polyester recycled_polyester cotton velvet"),
        Style("Sheer", "A thin panel that softens the light.", -0.08, ("sheer",),
              {"blackout": "no"}, materials="linen polyester cotton"),
        Style("Pleated", "A panel with a pleated top that falls in even folds.", 0.06,
              materials="linen cotton velvet"),
    ),
    uses=("Hangs from a rod or from rings.",
          "Sold one by one.",
          "The hem is weighted, so that it falls straight."),
    facts={"machine_washable": 0.8, "blackout": 0.3, "lined": 0.3},
    colours=colours.LINEN_CUPBOARD, sizes=sizes.CURTAIN_LENGTHS, count=9,
)

_LAUNDRY_BASKETS = Kind(
    "laundry baskets", "Laundry Basket", "textiles", (18, 95),
    styles=(
        Style("Tall", "A tall basket with a lid.", 0.04, ("lid",)),
        Style("Two-Part", "A basket with two bins, for light and dark.", 0.1),
        Style("Soft", "A soft basket with long handles.", -0.08, (), {"foldable": "yes"},
              materials="cotton canvas jute"),
    ),
    uses=("Holds two full loads.",
          "The handles are comfortable on the stairs.",
          "Looks good enough to stand in the bedroom."),
    materials="bamboo rattan cotton canvas",
    facts={"foldable": 0.3},
    measures=(Dimensions((13, 24), (13, 16), (18, 27)),),
    colours=("natural", "white", "gray", "black"), most_colours=2, count=8,
)

BEDDING = (
    _MATTRESSES, _DUVET_COVERS, _SHEETS, _PILLOWS, _COMFORTERS, _TOWELS, _THROWS, _CUSHIONS,
    _RUGS, _CURTAINS, _LAUNDRY_BASKETS,
)
