"""Outdoor, continued: tents, sleeping bags and what else a camp needs."""

from retrieval.sample import colours
from retrieval.sample.kind import Dimensions, Kind, Measure, Style


# fmt: off
def _tent(
    low: float, high: float, width: tuple[int, int], height: tuple[int, int]
) -> tuple[Measure, Dimensions]:
    """Return weight in pounds and size in inches."""
    return Measure("weight", low, high, "lb", 0.2), Dimensions(width, (84, 96), height)


_TENTS = Kind(
    "tents", "Tent", "outdoor", (70, 620),
    styles=(
        Style("One-Person", "A solo shelter that pitches in four minutes.", -0.06, (),
              {"sleeps": "1"}, measures=_tent(2.6, 4.2, (30, 40), (36, 42))),
        Style("Two-Person", "Room for two and their packs, with a door on either side.", 0.0,
              ("two doors",), {"sleeps": "2"}, measures=_tent(3.8, 6.4, (50, 58), (40, 46))),
        Style("Three-Person", "Space for three, or for two who like to spread out.", 0.06, (),
              {"sleeps": "3"}, measures=_tent(5.2, 8.4, (66, 78), (42, 48))),
        Style("Four-Person", "A family tent for four with headroom to sit and play cards.", 0.1,
              ("family",), {"sleeps": "4"}, measures=_tent(8.6, 14, (90, 100), (54, 62))),
        Style("Six-Person", "A tall tent for six that most adults can stand up in.", 0.2,
              ("family", "standing height"), {"sleeps": "6"},
              measures=_tent(15, 26, (112, 130), (72, 78))),
    ),
    uses=(
        "Color-coded poles make it easy to pitch in fading light.",
        "The porch keeps boots and stove out of the sleeping area.",
        "Made for camping from spring to fall.",
    ),
    materials="nylon ripstop polyester recycled_polyester", part="fly",
    facts={"waterproof": 0.8, "breathable": 0.6, "uv_protection": 0.5},
    colours=colours.TRAIL, most_colours=2, count=16,
)

_SLEEPING_BAGS = Kind(
    "sleeping bags", "Sleeping Bag", "outdoor", (35, 360),
    styles=(
        Style("Summer", "A light bag for warm nights and indoor sleepovers.", -0.12, (),
              {"comfort_temperature": "50 F"},
              measures=(Measure("weight", 1.2, 2.4, "lb", 0.1),)),
        Style("Three-Season", "A mummy-shaped bag for nights down to freezing.", 0.04, (),
              {"comfort_temperature": "32 F"}),
        Style("Winter", "A thick bag with a close hood for frosty nights.", 0.18, ("very warm",),
              {"comfort_temperature": "14 F"}),
    ),
    uses=(
        "The zip runs the full length and rarely catches.",
        "A stuff sack is part of the package.",
        "There is an inner pocket for a phone and a headlamp.",
    ),
    materials="down synthetic_fill recycled_polyester",
    facts={"water_resistant": 0.6, "machine_washable": 0.5, "vegan": 0.9, "packable": 0.6},
    measures=(Measure("weight", 1.4, 4.6, "lb", 0.1),),
    colours=colours.TRAIL, most_colours=2, count=9,
)

_SLEEPING_PADS = Kind(
    "sleeping pads", "Sleeping Pad", "outdoor", (20, 210),
    styles=(
        Style("Foam", "A folding foam pad that needs no air and cannot be punctured.", -0.15, (),
              {"inflatable": "no"}, materials="foam"),
        Style("Air", "An inflatable pad that packs down to the size of a water bottle.", 0.1,
              ("inflatable",), {"inflatable": "yes"}, materials="nylon polyester"),
        Style("Wide", "An extra-wide pad for people who sleep on their side.", 0.12,
              ("extra wide",), {"inflatable": "yes"}, materials="nylon polyester"),
    ),
    uses=(
        "Keeps the cold of the ground where it belongs.",
        "Long enough for someone of six foot two.",
        "It rolls up tight with the strap that comes with it.",
    ),
    facts={"insulated": 0.5},
    measures=(Measure("weight", 0.8, 2.8, "lb", 0.1), Measure("thickness", 0.8, 4, "in", 0.2)),
    colours=colours.TRAIL, most_colours=2, count=8,
)

_HEADLAMPS = Kind(
    "headlamps", "Headlamp", "outdoor", (15, 110),
    styles=(
        Style("200", "A small lamp for camp chores and reading.", -0.12, (),
              {"brightness": "200 lumens"}),
        Style("400", "A bright lamp for walking home by night.", 0.0, (),
              {"brightness": "400 lumens"}),
        Style("800", "A strong beam for running and climbing before dawn.", 0.16, (),
              {"brightness": "800 lumens"}),
    ),
    uses=(
        "A red mode spares the eyes of everyone else in the tent.",
        "The band is soft and the lamp tilts with one finger.",
        "A lock keeps it from switching on in the pack.",
    ),
    materials="plastic aluminum", part="housing",
    facts={"waterproof": 0.5, "rechargeable": 0.6, "battery_included": 0.7, "dimmable": 0.8},
    measures=(Measure("weight", 1.4, 4.2, "oz", 0.1),
              Measure("battery_life", 6, 60, "hours", 2)),
    colours=colours.TRAIL, most_colours=2, count=8,
)

_CAMP_STOVES = Kind(
    "camping stoves", "Camping Stove", "outdoor", (25, 220),
    styles=(
        Style("Solo", "A folding burner that fits inside a mug.", -0.1, ("compact",),
              {"burners": "1"},
              measures=(Measure("weight", 0.2, 0.9, "lb", 0.1),)),
        Style("Twin", "A two-burner stove for proper camp dinners.", 0.12, (), {"burners": "2"}),
        Style("Fast", "A burner with a matched pot that boils water in two minutes.", 0.1,
              ("pot included",), {"burners": "1"}),
    ),
    uses=(
        "It runs on screw-on gas cartridges, which are sold separately.",
        "The flame turns down low enough for scrambled eggs.",
        "Folding feet keep it level on uneven ground.",
    ),
    materials="steel stainless aluminum titanium",
    facts={"foldable": 0.6},
    measures=(Measure("weight", 1.2, 8, "lb", 0.1),),
    count=8,
)

_POCKET_KNIVES = Kind(
    "pocket knives", "Pocket Knife", "trail", (20, 140),
    styles=(
        Style("Classic", "A folding knife with one plain blade and a good snap.", 0.0),
        Style("Multi", "A folding knife with a saw, a screwdriver and an opener.", 0.06,
              ("multi-tool",)),
    ),
    uses=("Sold to adults only; we check the age on delivery.",
          "Handy for rope, kindling and cheese, and sold to adults only."),
    materials="beech walnut aluminum", part="handle",
    facts={"lockable": 0.7},
    measures=(Measure("blade_length", 2.2, 3.4, "in", 0.1),),
    count=8, restricted=True,
)

CAMPING = (
    _TENTS, _SLEEPING_BAGS, _SLEEPING_PADS, _HEADLAMPS, _CAMP_STOVES, _POCKET_KNIVES,
)
