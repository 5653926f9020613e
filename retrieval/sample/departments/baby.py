"""Baby: clothes, sleep, meals and getting about in the first years."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_BABY = ("baby",)

_STROLLERS = Kind(
    "strollers", "Stroller", "baby", (95, 890),
    styles=(
        Style("City", "A narrow stroller that turns on the spot.", 0.0),
        Style("Travel", "A stroller that folds to the size of a carry-on.", 0.04, ("compact",),
              {"foldable": "yes"}),
        Style("Trail", "A stroller with big wheels for sand and forest paths.", 0.14,
              ("all-terrain",)),
    ),
    uses=("The seat faces either way.",
          "The basket underneath takes a week's diapers.",
          "The brake locks both wheels with one foot."),
    materials="aluminum steel", part="frame",
    facts={"foldable": 0.9, "adjustable": 0.9},
    measures=(Measure("weight", 13, 31, "lb"), Measure("weight_limit", 40, 55, "lb", 5)),
    colours=("black", "gray", "navy", "sage"), most_colours=2, audiences=_BABY, count=9,
)

_BABY_CARRIERS = Kind(
    "baby carriers", "Baby Carrier", "baby", (35, 210),
    styles=(
        Style("Wrap", "A long cloth that ties a newborn close.", -0.06, ("wrap",)),
        Style("Buckle", "A carrier with buckles that two parents can share.", 0.08,
              ("buckles",)),
    ),
    uses=("Weight rests on hips and shoulders.",
          "Supports the small head.",
          "For fussy evenings and long walks."),
    materials="cotton organic_cotton linen polyester",
    facts={"machine_washable": 0.9, "adjustable": 0.8, "breathable": 0.6},
    measures=(Measure("weight_limit", 25, 45, "lb", 5),),
    colours=colours.NURSERY, most_colours=2, audiences=_BABY, count=8,
)

_BODYSUITS = Kind(
    "baby bodysuits", "Bodysuit", "baby", (7, 45),
    styles=(
        Style("Short-Sleeve", "A bodysuit that opens wide at the neck.", 0.0,
              ("short sleeves",)),
        Style("Long-Sleeve", "A bodysuit with cuffs that fold over small hands.", 0.04,
              ("long sleeves",)),
        Style("Wrap", "A bodysuit that closes at the side, for the first weeks.", 0.04,
              ("wrap",)),
    ),
    uses=("Snaps rather than struggle.",
          "Soft seams and no label.",
          "Sold in packs of two."),
    materials="cotton organic_cotton merino bamboo_viscose",
    facts={"machine_washable": 1.0, "hypoallergenic": 0.5},
    colours=colours.NURSERY, audiences=_BABY, sizes=sizes.BABY_MONTHS, count=10,
)

_SLEEP_SACKS = Kind(
    "sleep sacks", "Sleep Sack", "baby", (20, 95),
    styles=(
        Style("Summer", "A thin sack for warm nights.", -0.06, ("lightweight",)),
        Style("Winter", "A padded sack for cool nurseries.", 0.08, ("warm",)),
    ),
    uses=("The zip opens from below for changes at night.",
          "Kicking does not throw it off.",
          "There is room for the legs to move."),
    materials="cotton organic_cotton merino bamboo_viscose",
    facts={"machine_washable": 1.0, "breathable": 0.7},
    colours=colours.NURSERY, most_colours=2, audiences=_BABY, sizes=sizes.BABY_MONTHS, count=8,
)

_CRIBS = Kind(
    "cribs", "Crib", "baby", (120, 790),
    styles=(
        Style("Bedside", "A small crib that stands against the parents' bed.", -0.14,
              ("bedside",)),
        Style("Growing", "A crib that becomes a toddler bed.", 0.08, ("convertible",)),
        Style("Travel", "A crib that folds into a bag.", -0.16, ("portable",),
              {"foldable": "yes"}, materials="aluminum steel"),
    ),
    uses=("The base can be set at two heights.",
          "Bars and corners are rounded.",
          "The mattress is sold separately."),
    materials="beech pine oak", part="frame",
    facts={"assembly_required": 0.9, "adjustable": 0.8},
    colours=("natural", "white", "gray"), most_colours=2, audiences=_BABY, count=8,
)

_HIGH_CHAIRS = Kind(
    "high chairs", "High Chair", "baby", (45, 340),
    styles=(
        Style("Growing", "A chair that fits from six months to six years.", 0.14, ("grows",)),
        Style("Folding", "A chair that folds away between meals.", -0.06, (),
              {"foldable": "yes"}, materials="plastic aluminum"),
    ),
    uses=("The tray comes off with one hand.",
          "Crumbs find nowhere to hide.",
          "The harness has five points."),
    materials="beech plastic aluminum",
    facts={"adjustable": 0.8, "assembly_required": 0.8, "dishwasher_safe": 0.3},
    measures=(Measure("weight_limit", 33, 110, "lb"),),
    colours=("natural", "white", "gray", "sage"), most_colours=2, audiences=_BABY, count=8,
)

_BABY_BOTTLES = Kind(
    "baby bottles", "Baby Bottle", "baby", (6, 32),
    styles=(
        Style("Slow", "A bottle with a slow teat for newborns.", 0.0, ("newborn",)),
        Style("Anti-Colic", "A vented bottle that lets less air in.", 0.08, ("anti-colic",)),
    ),
    uses=("Few parts, and all easy to clean.",
          "The shape is easy for small hands.",
          "Marks at the side are printed to last."),
    materials="borosilicate plastic silicone stainless",
    facts={"bpa_free": 1.0, "dishwasher_safe": 0.9, "microwave_safe": 0.5, "leakproof": 0.8},
    measures=(Measure("capacity", 4, 11, "oz"),), audiences=_BABY, count=8,
)

_DIAPERS = Kind(
    "diapers", "Diapers", "baby", (9, 46),
    styles=(
        Style("Day", "Thin diapers for crawling and walking.", 0.0),
        Style("Night", "Thick diapers that last until morning.", 0.06, ("overnight",)),
        Style("Cloth", "Washable diapers with two inserts.", 0.16, ("reusable",),
              {"machine_washable": "yes"}, materials="cotton organic_cotton"),
    ),
    uses=("The waistband is soft and stays put.",
          "They keep small backs dry.",
          "The size is printed large, for the middle of the night."),
    facts={"fragrance_free": 0.8, "hypoallergenic": 0.6},
    measures=(Measure("piece_count", 6, 66, "diapers", 6),),
    audiences=_BABY, sizes=sizes.DIAPER_SIZES, many=True, count=7,
)

_MONITORS = Kind(
    "baby monitors", "Baby Monitor", "gadgets", (28, 260),
    styles=(
        Style("Audio", "A sound monitor with a light that shows who is shouting.", -0.12,
              ("audio",), {"screen": "no"}),
        Style("Video", "A monitor with a camera that sees in the dark.", 0.1,
              ("video", "night vision"), {"screen": "yes"}),
    ),
    uses=("Both units stay in touch across a large house.",
          "Talk back without getting up.",
          "Shows the temperature of the room."),
    materials="plastic recycled_plastic", part="case",
    facts={"wireless": 1.0, "rechargeable": 0.7},
    measures=(Measure("range", 600, 1500, "feet", 100), Measure("battery_life", 8, 24, "hours")),
    colours=("white",), most_colours=1, audiences=_BABY, count=7,
)

_TEETHERS = Kind(
    "teethers", "Teether", "baby", (6, 28),
    styles=(
        Style("Ring", "A ring with bumps for sore gums.", 0.0),
        Style("Giraffe", "A giraffe that fits a small fist.", 0.04),
        Style("Leaf", "A flat leaf that reaches the back teeth.", 0.02),
    ),
    uses=("Can be chilled in the fridge.",
          "One piece, nothing to come off.",
          "Easy to grab and to find again."),
    materials="silicone rubber beech",
    facts={"dishwasher_safe": 0.8, "bpa_free": 1.0},
    colours=colours.PASTEL, most_colours=2, audiences=_BABY, count=7,
)

BABY = Department(
    "Baby", "bab",
    {
        "Getting about": (_STROLLERS, _BABY_CARRIERS),
        "Clothes and sleep": (_BODYSUITS, _SLEEP_SACKS, _CRIBS, _MONITORS),
        "Meals and care": (_HIGH_CHAIRS, _BABY_BOTTLES, _DIAPERS, _TEETHERS),
    },
)
