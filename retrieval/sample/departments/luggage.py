"""Luggage: suitcases, bags and what keeps them in order."""

from retrieval.sample import colours
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style

# fmt: off
_SUITCASE_FACTS = {"tsa_lock": 0.7, "expandable": 0.5, "water_resistant": 0.6, "wheeled": 1.0,
                   "usb_charging": 0.15}
_SHELLS = "polycarbonate aluminum nylon recycled_polyester polyester"

_CARRY_ONS = Kind(
    "carry-on suitcases", "Carry-On Suitcase", "luggage", (60, 480),
    styles=(
        Style("Hard", "A hard-sided case that fits the overhead bin.", 0.04, ("hard side",),
              materials="polycarbonate aluminum"),
        Style("Soft", "A soft-sided case with two outside pockets.", -0.06, ("soft side",),
              materials="nylon polyester recycled_polyester"),
        Style("Laptop", "A case with a front pocket for a laptop.", 0.1, ("laptop pocket",),
              materials="polycarbonate nylon"),
    ),
    uses=("Four wheels turn on the spot.",
          "Holds clothes for three or four days.",
          "The handle stops at three heights."),
    materials=_SHELLS, part="shell", facts=_SUITCASE_FACTS,
    measures=(Measure("capacity", 32, 44, "liters"), Measure("weight", 4.4, 8.2, "lb", 0.1),
              Dimensions((13, 14), (8, 9), (21, 22))),
    colours=colours.CASES, count=16,
)

_CHECKED = Kind(
    "checked suitcases", "Checked Suitcase", "luggage", (85, 690),
    styles=(
        Style("Medium", "A medium case for a week away.", 0.0, (), {"capacity": "65 liters"}),
        Style("Large", "A large case for two weeks, or for two people.", 0.08, (),
              {"capacity": "95 liters"}),
        Style("Trunk", "A deep, upright case that opens like a chest.", 0.14, ("trunk",),
              {"capacity": "85 liters"}),
    ),
    uses=("The wheels roll quietly over cobbles.",
          "Straps inside keep shirts in place.",
          "Corners are reinforced against baggage belts."),
    materials=_SHELLS, part="shell", facts=_SUITCASE_FACTS,
    measures=(Measure("weight", 7, 12, "lb", 0.2),
              Dimensions((17, 21), (10, 13), (25, 31))),
    colours=colours.CASES, count=10,
)

_DUFFELS = Kind(
    "duffel bags", "Duffel Bag", "luggage", (35, 340),
    styles=(
        Style("Weekend", "A bag for two nights, with a separate place for shoes.", 0.0,
              ("shoe pocket",)),
        Style("Expedition", "A tough bag that can be worn on the back.", 0.1,
              ("backpack straps",)),
        Style("Rolling", "A long bag on two wheels.", 0.08, (), {"wheeled": "yes"}),
    ),
    uses=("Opens wide, so that nothing hides.",
          "Lies flat under a bed when empty.",
          "For cabins, trunks and road trips."),
    materials="canvas waxed_canvas nylon leather recycled_polyester",
    facts={"waterproof": 0.3, "foldable": 0.3, "lockable": 0.4, "adjustable": 0.7},
    measures=(Measure("capacity", 28, 90, "liters", 2), Measure("weight", 1.6, 5, "lb", 0.1)),
    colours=colours.EARTH, most_colours=3, count=9,
)

_TRAVEL_PACKS = Kind(
    "travel backpacks", "Travel Backpack", "luggage", (45, 290),
    styles=(
        Style("Cabin", "A square backpack that opens like a suitcase.", 0.06,
              ("carry-on size",)),
        Style("Office", "A slim backpack with a place for a laptop and a shirt.", 0.04,
              ("laptop sleeve",)),
        Style("Fold-Up", "A light day pack that stuffs into its own pocket.", -0.16, (),
              {"packable": "yes"}, materials="nylon recycled_nylon ripstop"),
    ),
    uses=("A strap slides over the handle of a case.",
          "The zips can be tied together.",
          "Comfortable from the train to the hotel."),
    materials="nylon recycled_nylon polyester recycled_polyester canvas",
    facts={"water_resistant": 0.7, "padded": 0.7, "lockable": 0.4},
    measures=(Measure("capacity", 16, 44, "liters", 2), Measure("weight", 0.8, 3.8, "lb", 0.1)),
    colours=colours.CASES, count=10,
)

_CUBES = Kind(
    "packing cubes", "Packing Cube Set", "luggage", (12, 75),
    styles=(
        Style("Mesh", "Cubes with see-through tops.", -0.04, ("see-through",)),
        Style("Compression", "Cubes with a second zip that squeezes the air out.", 0.08,
              ("compression",)),
    ),
    uses=("One for shirts, one for socks, one for whatever else.",
          "They keep a shared suitcase peaceful.",
          "Handles make them easy to pull out."),
    materials="nylon recycled_nylon polyester",
    facts={"machine_washable": 0.6, "water_resistant": 0.5},
    measures=(Measure("piece_count", 3, 7, "cubes"),),
    colours=colours.CASES, most_colours=2, many=True, count=8,
)

_TOILETRY_BAGS = Kind(
    "toiletry bags", "Toiletry Bag", "luggage", (15, 110),
    styles=(
        Style("Hanging", "A bag that unfolds and hangs from a hook.", 0.04, ("hook",)),
        Style("Clear", "A clear bag for the security line.", -0.1, ("clear",),
              materials="plastic recycled_plastic"),
        Style("Boxy", "A square bag that stands open on the shelf.", 0.04),
    ),
    uses=("Bottles stand upright in it.",
          "The lining wipes clean.",
          "Room for two people's things on a weekend."),
    materials="canvas leather nylon faux_leather recycled_polyester",
    facts={"waterproof": 0.3, "leakproof": 0.4, "machine_washable": 0.3},
    colours=colours.EARTH, most_colours=2, count=8,
)

_NECK_PILLOWS = Kind(
    "travel pillows", "Travel Pillow", "luggage", (12, 70),
    styles=(
        Style("Curved", "A curved pillow that keeps the head from dropping.", 0.06,
              materials="memory_foam"),
        Style("Inflatable", "A pillow that blows up in four breaths.", -0.06, ("inflatable",),
              {"inflatable": "yes", "packable": "yes"}, materials="polyester nylon"),
    ),
    uses=("A snap closes it under the chin.",
          "For night trains and middle seats.",
          "Clips to the outside of a bag."),
    facts={"removable_cover": 0.7, "machine_washable": 0.6, "packable": 0.4},
    colours=("gray", "navy", "black", "teal"), most_colours=2, audiences=("adults",), count=8,
)

LUGGAGE = Department(
    "Luggage", "lug",
    {
        "Suitcases": (_CARRY_ONS, _CHECKED),
        "Bags": (_DUFFELS, _TRAVEL_PACKS),
        "Travel accessories": (_CUBES, _TOILETRY_BAGS, _NECK_PILLOWS),
    },
)
