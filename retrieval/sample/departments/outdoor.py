"""Outdoor: hiking footwear, packs and rainwear."""

from retrieval.sample import colours, sizes
from retrieval.sample.departments.camping import CAMPING
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_HIKING_BOOTS = Kind(
    "hiking boots", "Hiking Boot", "trail", (60, 320),
    styles=(
        Style("Mid", "A mid-cut boot that steadies the ankle on rough ground.", 0.04,
              ("mid cut", "ankle support")),
        Style("Low", "A low, nimble boot that walks almost like a shoe.", -0.06, ("low cut",)),
        Style("High", "A tall boot with firm support for heavy loads and steep trails.", 0.12,
              ("high cut", "ankle support")),
        Style("Light", "A light boot for quick day hikes that needs no breaking in.", -0.1,
              ("lightweight",), materials="nylon synthetic mesh recycled_polyester",
              measures=(Measure("weight", 1.4, 1.9, "lb", 0.1),)),
        Style("Trek", "A stiff-soled boot made for several days on the trail.", 0.08,
              ("ankle support", "stiff sole"),
              materials="leather nubuck leather_mesh nylon synthetic recycled_polyester"),
    ),
    uses=(
        "Suits weekend walkers and long days on stony paths.",
        "The lugged sole grips on mud, roots and loose rock.",
        "There is room for thick socks, and the toe box is wide.",
        "A good first boot, and one to come back to.",
    ),
    materials="leather nubuck suede leather_mesh nylon synthetic mesh recycled_polyester",
    part="upper",
    facts={"waterproof": 0.6, "breathable": 0.7, "vegan": 0.75, "insulated": 0.2},
    measures=(Measure("weight", 2, 3.4, "lb", 0.1),),
    colours=colours.EARTH, most_colours=2, audiences=("women", "men"), sizes=sizes.SHOES,
    many=True, count=26,
)

_TRAIL_SHOES = Kind(
    "hiking shoes", "Hiking Shoe", "trail", (50, 210),
    styles=(
        Style("Trail", "A low shoe for well-kept paths and city parks alike.", -0.04),
        Style("Approach", "A sticky-soled shoe for scrambling up to the crag.", 0.08,
              ("climbing zone at the toe",)),
        Style("Fast", "A flexible shoe for moving quickly with a small pack.", 0.02,
              ("lightweight",)),
    ),
    uses=(
        "Suits day hikes, travel and walking the dog.",
        "The sole bites well on gravel and short grass.",
        "A molded insole supports the arch on long days.",
    ),
    materials="nubuck suede leather_mesh mesh synthetic recycled_polyester", part="upper",
    facts={"waterproof": 0.4, "breathable": 0.8, "vegan": 0.7},
    measures=(Measure("weight", 1.2, 2.2, "lb", 0.1),),
    colours=colours.EARTH, most_colours=2, audiences=("women", "men"), sizes=sizes.SHOES,
    many=True, count=12,
)

_RAIN_JACKETS = Kind(
    "rain jackets", "Rain Jacket", "outdoor", (45, 340),
    styles=(
        Style("Shell", "A light shell to keep in the bag for the day the forecast is wrong.",
              0.04, ("lightweight",)),
        Style("Storm", "A long, roomy jacket that covers the hips in driving rain.", 0.08,
              ("long cut",)),
        Style("City", "A neat cut that looks right over office clothes.", -0.04),
        Style("Alpine", "A close cut with a helmet-sized hood and sealed zips.", 0.18,
              ("sealed seams",), {"hooded": "yes"}),
    ),
    uses=(
        "Works over a sweater for three seasons of the year.",
        "Cuffs and hem pull tight when the wind gets up.",
        "Made for hiking, commuting and standing at the edge of soccer fields.",
    ),
    materials="nylon recycled_nylon ripstop polyester recycled_polyester", part="shell",
    facts={"waterproof": 0.8, "breathable": 0.7, "hooded": 0.85, "packable": 0.5, "lined": 0.4,
           "pockets": 0.9},
    measures=(Measure("weight", 9, 26, "oz"),),
    colours=colours.TRAIL, audiences=("women", "men", "kids"), sizes=sizes.CLOTHES, count=12,
)

_DOWN_JACKETS = Kind(
    "puffer jackets", "Puffer Jacket", "outdoor", (60, 380),
    styles=(
        Style("Light", "A thin layer of warmth that goes under a shell or over a shirt.", -0.06,
              ("lightweight",), {"packable": "yes"}),
        Style("Winter", "A thick, lofty jacket for standing still in real cold.", 0.12,
              ("very warm",)),
        Style("Long", "A knee-length coat for cold platforms and long dog walks.", 0.1,
              ("long cut",)),
    ),
    uses=(
        "Suits cold mornings from October to March.",
        "The collar is high and soft against the chin.",
        "A warm layer for camp, stadium and street.",
    ),
    materials="down synthetic_fill",
    facts={"waterproof": 0.1, "water_resistant": 0.7, "hooded": 0.6, "vegan": 0.9,
           "packable": 0.5, "pockets": 0.95, "machine_washable": 0.5},
    measures=(Measure("weight", 10, 34, "oz"),),
    colours=colours.TRAIL, audiences=("women", "men"), sizes=sizes.CLOTHES,
)

_FLEECES = Kind(
    "fleece jackets", "Fleece Jacket", "outdoor", (35, 180),
    styles=(
        Style("Grid", "A thin, airy layer for working up a sweat.", 0.04, ("lightweight",)),
        Style("Shag", "A thick, furry pile that feels like a blanket.", 0.08, ("very warm",)),
        Style("Half-Zip", "A pullover with a short zip, at home by the fire.", -0.06),
    ),
    uses=(
        "An easy layer for hikes, chores and evenings outside.",
        "Wears well under a shell and dries on the line in an hour.",
        "The sleeves are long enough to cover the wrists.",
    ),
    materials="fleece",
    facts={"machine_washable": 0.95, "pockets": 0.7, "hooded": 0.2, "recycled": 0.5,
           "waterproof": 0.0},
    colours=colours.TRAIL, audiences=("women", "men", "kids"), sizes=sizes.CLOTHES, count=8,
)



def _pack(low: float, high: float) -> Measure:
    """Return the weight of a pack in pounds."""
    return Measure("weight", low, high, "lb", 0.1)


_BACKPACKS = Kind(
    "hiking backpacks", "Hiking Backpack", "outdoor", (40, 330),
    styles=(
        Style("18L", "A slim pack for a water bottle, a jacket and lunch.", -0.1, ("day pack",),
              {"capacity": "18 liters"}, measures=(_pack(0.9, 1.5),)),
        Style("28L", "A day pack with room for layers and a picnic.", -0.04, ("day pack",),
              {"capacity": "28 liters"}, measures=(_pack(1.4, 2.4),)),
        Style("45L", "A weekend pack with a hip belt that carries the load.", 0.06, ("hip belt",),
              {"capacity": "45 liters"}, measures=(_pack(2.2, 3.4),)),
        Style("65L", "A big pack for a week away, with a frame and a deep lid.", 0.16,
              ("hip belt", "frame"), {"capacity": "65 liters"}, measures=(_pack(3.2, 4.8),)),
    ),
    uses=(
        "Side pockets hold bottles within reach.",
        "The back panel lets air through on hot climbs.",
        "There are loops for poles and a clip for keys.",
    ),
    materials="nylon ripstop recycled_nylon polyester recycled_polyester",
    facts={"waterproof": 0.25, "adjustable": 0.8, "padded": 0.8, "reflective": 0.3},
    colours=colours.TRAIL, count=12,
)

_WATER_BOTTLES = Kind(
    "water bottles", "Water Bottle", "outdoor", (10, 60),
    styles=(
        Style("Sport", "A bottle with a flip spout for drinking on the move.", -0.04, ("spout",)),
        Style("Wide", "A wide-mouthed bottle that takes ice cubes and a brush.", 0.02,
              ("wide mouth",)),
        Style("Slim", "A narrow bottle that fits any bag and cup holder.", 0.0),
    ),
    uses=(
        "Good for the desk, the gym and the trail.",
        "The cap has a loop to carry it by.",
        "The mouth unscrews fully for cleaning.",
    ),
    materials="stainless aluminum recycled_plastic plastic borosilicate",
    facts={"insulated": 0.5, "leakproof": 0.8, "dishwasher_safe": 0.6, "bpa_free": 0.95},
    measures=(Measure("capacity", 16, 40, "oz", 4),),
    colours=colours.BRIGHT, count=12,
)

OUTDOOR = Department(
    "Outdoor", "out",
    {
        "Hiking": (_HIKING_BOOTS, _TRAIL_SHOES, _BACKPACKS, _WATER_BOTTLES),
        "Outdoor clothing": (_RAIN_JACKETS, _DOWN_JACKETS, _FLEECES),
        "Camping": CAMPING,
    },
)
