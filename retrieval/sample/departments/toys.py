"""Toys: for toddlers to teenagers, and games for everyone."""

from retrieval.sample import colours
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_TODDLER = {"recommended_age": "1 to 3 years"}
_SMALL = {"recommended_age": "3 to 6 years"}
_MIDDLE = {"recommended_age": "5 to 8 years"}
_LARGE = {"recommended_age": "8 years and up"}

_BLOCKS = Kind(
    "building blocks", "Building Block Set", "toys", (15, 130),
    styles=(
        Style("First", "Big, smooth pieces for small hands.", -0.04, ("large pieces",), _TODDLER),
        Style("Castle", "Blocks for towers, gates and drawbridges.", 0.04, (), _SMALL),
        Style("Town", "Houses, trees and little cars to build a street with.", 0.02, (), _MIDDLE),
        Style("Machine", "Gears and levers for things that really move.", 0.1, ("STEM",),
              _LARGE),
    ),
    uses=("Falls over, gets built again, falls over.",
          "Everything goes back into one box.",
          "For rainy afternoons and shared floors."),
    materials="beech pine recycled_plastic plastic",
    facts={"batteries_required": 0.0, "educational": 0.8},
    measures=(Measure("piece_count", 30, 240, "pieces", 10),), audiences=("kids",),
    many=True, count=12,
)

_PUZZLES = Kind(
    "jigsaw puzzles", "Jigsaw Puzzle", "toys", (9, 42),
    styles=(
        Style("Farm", "Twenty-four large pieces with animals to name.", -0.1, ("24 pieces",),
              {"recommended_age": "3 to 6 years", "piece_count": "24 pieces"}),
        Style("Dinosaur", "A hundred pieces full of dinosaurs.", -0.02, ("100 pieces",),
              {"recommended_age": "5 to 8 years", "piece_count": "100 pieces"}),
        Style("Old Town", "Five hundred pieces of crooked streets and roofs.", 0.04,
              ("500 pieces",), {"recommended_age": "10 years and up", "piece_count": "500 pieces"}),
        Style("Night Sky", "A thousand pieces in many shades of dark blue.", 0.1,
              ("1,000 pieces",), {"recommended_age": "12 years and up",
                                  "piece_count": "1,000 pieces"}),
    ),
    uses=("The pieces lock firmly, and none is like another.",
          "A poster shows where one is going.",
          "For long evenings at one table."),
    materials="cardboard birch",
    facts={"educational": 0.6}, audiences=("kids",), count=11,
)

_BOARD_GAMES = Kind(
    "board games", "Board Game", "toys", (12, 75),
    styles=(
        Style("Race", "A quick game of dice and luck for the smallest.", -0.06, (),
              {"recommended_age": "4 to 8 years", "players": "2 to 4"}),
        Style("Treasure", "A game of maps and bluffing for the whole family.", 0.02, ("family",),
              {"recommended_age": "7 years and up", "players": "2 to 5"}),
        Style("Team", "A game in which everyone wins or loses together.", 0.04,
              ("cooperative",), {"recommended_age": "5 to 9 years", "players": "2 to 4"}),
        Style("Strategy", "A game of trade and railways for patient players.", 0.14,
              ("strategy",), {"recommended_age": "12 years and up", "players": "2 to 5"}),
    ),
    uses=("The rules take five minutes.",
          "One more round is usually asked for.",
          "A safe choice for birthdays and vacations."),
    materials="cardboard birch", part="board",
    facts={"educational": 0.4, "batteries_required": 0.0}, audiences=("kids", "adults"), count=13,
)

_PLUSH = Kind(
    "stuffed animals", "Plush Toy", "toys", (10, 65),
    styles=(
        Style("Bear", "A bear with long arms and a serious face.", 0.0, ("bear",)),
        Style("Rabbit", "A floppy rabbit with ears made for holding.", 0.0, ("rabbit",)),
        Style("Fox", "A fox with a tail as long as itself.", 0.02, ("fox",)),
        Style("Whale", "A round whale that works as a pillow.", 0.06, ("whale",)),
    ),
    uses=("Soft enough to fall asleep on.",
          "The eyes are stitched, so that nothing comes off.",
          "A first friend, and a fine present for a new arrival."),
    materials="plush cotton organic_cotton",
    facts={"machine_washable": 0.8, "hypoallergenic": 0.4},
    measures=(Measure("height", 8, 24, "in"),),
    colours=("brown", "gray", "blue", "cream", "pink"), most_colours=2, audiences=("kids",),
    count=11,
)

_TRAINS = Kind(
    "train sets", "Train Set", "toys", (20, 160),
    styles=(
        Style("Starter", "A small circle of track with an engine and two cars.", -0.1, (),
              _SMALL),
        Style("Mountain", "A track with a tunnel, a bridge and a steep hill.", 0.04, (), _SMALL),
        Style("Express", "A long track with an engine that drives by itself.", 0.14,
              ("motorized",), {"recommended_age": "5 to 8 years", "batteries_required": "yes"}),
    ),
    uses=("The track fits the common wooden systems.",
          "Couplings are magnetic and strong.",
          "Grows with every birthday."),
    materials="beech birch plastic",
    facts={"educational": 0.4},
    measures=(Measure("piece_count", 18, 80, "pieces", 2),), audiences=("kids",), count=8,
)

_DOLLS = Kind(
    "dolls", "Doll", "toys", (14, 110),
    styles=(
        Style("Rag", "A soft doll with yarn hair and a dress that comes off.", 0.0, ("soft",),
              _TODDLER | {"machine_washable": "yes"}, materials="cotton organic_cotton"),
        Style("Explorer", "A doll with boots, a backpack and somewhere to go.", 0.06, (),
              _MIDDLE, materials="plastic recycled_plastic"),
        Style("Baby", "A baby doll with a bottle and closing eyes.", 0.02, (), _SMALL,
              materials="plastic"),
    ),
    uses=("Clothes can be changed by small fingers.",
          "Sits up by itself.",
          "Comes to breakfast, school and bed."),
    facts={"gift_boxed": 0.5, "batteries_required": 0.0},
    measures=(Measure("height", 10, 18, "in"),), audiences=("kids",), count=8,
)

_REMOTE_CARS = Kind(
    "remote control cars", "Remote Control Car", "toys", (18, 170),
    styles=(
        Style("Buggy", "A springy buggy for grass and gravel.", 0.04, ("off-road",), _LARGE),
        Style("First", "A slow, round car with two buttons.", -0.12, ("easy to steer",), _SMALL),
        Style("Stunt", "A car that drives on either side and turns on the spot.", 0.02, (),
              _MIDDLE),
    ),
    uses=("Fast enough to make parents ask for a turn.",
          "Survives stairs.",
          "Two cars can race without disturbing each other."),
    materials="plastic recycled_plastic",
    facts={"rechargeable": 0.6, "battery_included": 0.6, "waterproof": 0.2},
    measures=(Measure("battery_life", 15, 45, "minutes", 5), Measure("range", 60, 260, "feet", 20)),
    colours=colours.BRIGHT, most_colours=2, audiences=("kids",), count=8,
)

_CRAFT_KITS = Kind(
    "craft kits", "Craft Kit", "toys", (10, 55),
    styles=(
        Style("Bracelet", "Beads and bands for twenty bracelets.", 0.0, (), _MIDDLE),
        Style("Animal", "Felt animals to stuff and sew with a blunt needle.", 0.04, ("sewing",),
              _MIDDLE),
        Style("Painting", "Washable paints, brushes and pictures to fill in.", -0.04,
              ("washable",), _SMALL),
        Style("Candle", "Everything it takes to roll six candles.", 0.06, (), _LARGE),
    ),
    uses=("Picture instructions, no reading needed.",
          "All parts are in the box, down to the glue.",
          "An afternoon's worth, and something to keep."),
    facts={"educational": 0.7}, audiences=("kids",), count=9,
)

_SCIENCE_KITS = Kind(
    "science kits", "Science Kit", "toys", (15, 85),
    styles=(
        Style("Volcano", "A volcano to build, paint and set off.", -0.04, ("STEM",), _MIDDLE),
        Style("Crystal", "Crystals that grow on the windowsill in a week.", 0.0, ("STEM",),
              _LARGE),
        Style("Robot", "A small robot to put together and program.", 0.14, ("STEM", "robot"),
              _LARGE),
        Style("Bug", "Jars, tweezers and a lens for meeting insects.", -0.04, ("STEM",), _MIDDLE),
    ),
    uses=("The booklet explains why it works.",
          "An adult should be near for the first try.",
          "For children who ask how."),
    facts={"educational": 1.0, "batteries_required": 0.2}, audiences=("kids",), count=9,
)

_PLAY_KITCHENS = Kind(
    "play kitchens", "Play Kitchen", "toys", (35, 240),
    styles=(
        Style("Corner", "A kitchen with a sink, a stove and an oven door that shuts.", 0.06, (),
              _SMALL),
        Style("Market", "A stall with crates, a till and a blackboard.", 0.02, (), _SMALL),
        Style("Tabletop", "A small stove to carry from room to room.", -0.14, ("compact",),
              _SMALL),
    ),
    uses=("The knobs click when they are turned.",
          "Edges are rounded everywhere.",
          "Serves soup made of air for years."),
    materials="pine birch plastic",
    facts={"assembly_required": 0.9, "batteries_required": 0.0},
    measures=(Measure("height", 14, 40, "in"),),
    colours=("white", "mint", "pink", "natural"), most_colours=1, audiences=("kids",), count=7,
)

_SCOOTERS = Kind(
    "kids' scooters", "Scooter", "cycling", (30, 150),
    styles=(
        Style("Three-Wheel", "A scooter with two wheels in front that steers by leaning.", -0.06,
              ("three wheels",), _SMALL),
        Style("Two-Wheel", "A nimble scooter for the way to school.", 0.04, (), _MIDDLE),
    ),
    uses=("The bar grows with the child.",
          "The brake is where the heel finds it.",
          "Light enough for a parent to carry home."),
    materials="aluminum steel", part="frame",
    facts={"adjustable": 0.9, "foldable": 0.5},
    measures=(Measure("weight_limit", 75, 130, "lb", 5), Measure("weight", 4, 9, "lb", 0.5)),
    colours=colours.BRIGHT, most_colours=3, audiences=("kids",), count=8,
)

TOYS = Department(
    "Toys", "toy",
    {
        "Building and puzzles": (_BLOCKS, _PUZZLES, _TRAINS),
        "Games": (_BOARD_GAMES,),
        "Make-believe": (_PLUSH, _DOLLS, _PLAY_KITCHENS),
        "Making and finding out": (_CRAFT_KITS, _SCIENCE_KITS),
        "On wheels": (_REMOTE_CARS, _SCOOTERS),
    },
)
