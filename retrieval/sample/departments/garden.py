"""Garden: tools, watering, pots, furniture and grills."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style

# fmt: off
_HOSES = Kind(
    "garden hoses", "Garden Hose", "garden", (18, 130),
    styles=(
        Style("Flex", "A hose that stays bendy in the cold and does not kink.", 0.04,
              ("kink-free",), materials="rubber"),
        Style("Expanding", "A hose that grows with the water and shrinks to a handful.", 0.0,
              ("expandable", "lightweight"), materials="polyester"),
        Style("Soaker", "A hose that sweats along its length to water a bed slowly.", -0.08,
              ("drip watering",), materials="rubber"),
        Style("Reel", "A hose on a reel that hangs on the wall.", 0.16, ("with reel",),
              materials="rubber pvc"),
    ),
    uses=("The fittings match standard taps.",
          "For beds, cars and muddy dogs.",
          "Drains quickly and hangs tidily."),
    facts={"leakproof": 0.8, "uv_protection": 0.7, "frost_resistant": 0.4,
           "drinking_water_safe": 0.4},
    colours=("green", "black", "gray", "blue"), most_colours=2, sizes=sizes.HOSE_LENGTHS,
    count=12,
)

_WATERING_CANS = Kind(
    "watering cans", "Watering Can", "garden", (12, 75),
    styles=(
        Style("Long-Spout", "A slim can that reaches between houseplants.", 0.02, ("indoor",)),
        Style("Classic", "A big can with a rose that rains softly.", 0.02),
    ),
    uses=("Balanced when full, and it does not drip.",
          "The opening is wide enough for any tap.",
          "Nice enough to leave standing around."),
    materials="steel copper plastic recycled_plastic",
    facts={"frost_resistant": 0.4},
    measures=(Measure("capacity", 0.3, 2.5, "gallons", 0.1),),
    colours=("green", "black", "cream", "yellow"), most_colours=2, count=8,
)

_PLANTERS = Kind(
    "plant pots", "Plant Pot", "garden", (10, 120),
    styles=(
        Style("Round", "A plain, round pot with a hole and a saucer.", -0.04, ("drainage hole",)),
        Style("Tall", "A tall pot that lifts a plant to eye level.", 0.1, ("tall",)),
        Style("Ribbed", "A pot with fine ribs around the outside.", 0.02),
    ),
    uses=("Thick walls keep roots from overheating.",
          "For herbs, figs and whatever the neighbor gives away.",
          "Looks good in groups of three."),
    materials="terracotta ceramic concrete recycled_plastic resin",
    facts={"frost_resistant": 0.5, "self_watering": 0.2},
    colours=colours.PLANTER, most_colours=3, sizes=sizes.POT_SIZES, count=10,
)

_PRUNERS = Kind(
    "pruning shears", "Pruning Shears", "garden", (12, 85),
    styles=(
        Style("Bypass", "Shears with two curved blades for live wood.", 0.04, ("bypass",)),
        Style("Anvil", "Shears with a straight blade for dead, dry wood.", -0.02, ("anvil",)),
        Style("Snip", "Fine, pointed snips for flowers and grapes.", -0.06, ("compact",)),
    ),
    uses=("Every part can be replaced.",
          "They cut branches as thick as a thumb.",
          "The catch works with gloves on."),
    materials="carbon_steel stainless", part="blade",
    facts={"left_handed": 0.2}, many=True, count=8,
)

_GARDEN_GLOVES = Kind(
    "garden gloves", "Gardening Gloves", "garden", (8, 45),
    styles=(
        Style("Rose", "Gloves with a long cuff that keeps thorns out.", 0.1, ("long cuff",),
              materials="leather suede synthetic"),
        Style("Planting", "Thin gloves that feel every seed.", -0.04, ("thin",),
              materials="nylon cotton polyester"),
    ),
    uses=("They stay soft after drying.",
          "The cuff keeps the soil out.",
          "For weeding, planting and carrying."),
    facts={"machine_washable": 0.6, "waterproof": 0.3, "breathable": 0.6},
    colours=("green", "brown", "gray", "pink"), most_colours=2, audiences=("women", "men"),
    sizes=sizes.GLOVE_SIZES, many=True, count=8,
)

_MOWERS = Kind(
    "lawn mowers", "Lawn Mower", "garden", (95, 690),
    styles=(
        Style("Push", "A mower without a motor for small, flat lawns.", -0.25, ("manual",),
              {"cordless": "yes"}, measures=(Measure("weight", 15, 24, "lb"),)),
        Style("Battery", "A quiet mower for lawns of a quarter acre.", 0.1, (),
              {"cordless": "yes", "rechargeable": "yes", "battery_included": "yes"}),
        Style("Electric", "A light mower on a cord for town gardens.", -0.1, (),
              {"cordless": "no"}),
    ),
    uses=("The cutting height is set with one lever.",
          "The handle folds for the shed.",
          "Cuts close along edges."),
    materials="steel plastic", part="deck",
    facts={"foldable": 0.7, "adjustable": 0.95},
    measures=(Measure("weight", 28, 52, "lb"), Measure("cutting_width", 12, 18, "in")),
    colours=("green", "red", "black"), most_colours=1, count=8,
)

_SEEDS = Kind(
    "seed kits", "Seed Kit", "garden", (8, 40),
    styles=(
        Style("Herb", "Basil, parsley, chives and thyme for the windowsill.", 0.0, ("herbs",)),
        Style("Salad", "Lettuce, radish and arugula, ready in five weeks.", 0.0,
              ("vegetables",)),
        Style("Wildflower", "A mix of flowers that bees like.", -0.02, ("flowers",)),
    ),
    uses=("The booklet says what to do in which week.",
          "For a balcony, a bed or a bucket.",
          "A present that keeps growing."),
    facts={"organic": 0.7, "gift_boxed": 0.5},
    measures=(Measure("piece_count", 4, 12, "packets"),), count=7,
)

_GRILLS = Kind(
    "grills", "Grill", "grill", (45, 980),
    styles=(
        Style("Kettle", "A round charcoal grill with a domed lid.", -0.04, ("charcoal",),
              {"fuel": "charcoal"}, measures=(Measure("weight", 24, 48, "lb"),)),
        Style("Three-Burner", "A gas grill with three burners and side shelves.", 0.16, ("gas",),
              {"fuel": "gas"},
              measures=(Measure("weight", 75, 125, "lb"),
                        Measure("cooking_area", 360, 560, "sq in", 10))),
        Style("Tabletop", "A small charcoal grill for picnics and balconies.", -0.16,
              ("portable", "charcoal"), {"fuel": "charcoal"}),
        Style("Electric", "An electric grill that plugs in where flames are not allowed.", 0.0,
              ("electric",), {"fuel": "electricity"}),
    ),
    uses=("The ash or fat tray empties in seconds.",
          "A thermometer sits in the lid.",
          "Big enough for burgers and corn at once."),
    materials="steel stainless cast_iron", part="grate",
    facts={"assembly_required": 0.8},
    measures=(Measure("cooking_area", 150, 340, "sq in", 10), Measure("weight", 9, 22, "lb")),
    colours=("black", "red", "silver"), most_colours=1, count=10,
)

_FIRE_PITS = Kind(
    "fire pits", "Fire Pit", "grill", (55, 470),
    styles=(
        Style("Bowl", "A wide bowl on three legs.", -0.06),
        Style("Smokeless", "A double-walled pit that burns nearly without smoke.", 0.16,
              ("low smoke",)),
    ),
    uses=("A mesh lid catches sparks.",
          "For late summer evenings and cold hands.",
          "Takes logs of sixteen inches."),
    materials="steel stainless cast_iron",
    facts={"assembly_required": 0.5},
    measures=(Measure("diameter", 16, 36, "in"), Measure("weight", 14, 60, "lb")), count=7,
)

_PATIO_SETS = Kind(
    "patio sets", "Patio Set", "garden", (130, 1500),
    styles=(
        Style("Bistro", "A small table and two chairs for a balcony.", -0.16, (),
              {"seats": "2", "foldable": "yes"}),
        Style("Dining", "A table and six chairs for long meals outside.", 0.1, (),
              {"seats": "6"}),
        Style("Lounge", "A sofa, two low chairs and a table.", 0.14, (), {"seats": "4"}),
    ),
    uses=("Rain runs off and dries.",
          "Two people set it up in an hour.",
          "A cover is sold separately."),
    materials="teak acacia aluminum steel rattan",
    facts={"weatherproof": 0.8, "assembly_required": 0.9, "foldable": 0.2},
    colours=("natural", "gray", "black", "white"), most_colours=2, count=8,
)

_SOLAR_LIGHTS = Kind(
    "solar lights", "Solar Light Set", "garden", (14, 90),
    styles=(
        Style("Path", "Small posts that light a path after dusk.", 0.02, ("path",)),
        Style("String", "A string of warm bulbs for a fence or a tree.", 0.0, ("string lights",)),
        Style("Lantern", "Lanterns to hang or to stand.", 0.04),
    ),
    uses=("They switch on by themselves when it gets dark.",
          "No cables, no plug.",
          "Warm white, and not too bright."),
    materials="plastic stainless glass", part="housing",
    facts={"waterproof": 0.85, "solar_powered": 1.0, "battery_included": 0.8},
    measures=(Measure("piece_count", 2, 12, "lights", 2),), many=True, count=8,
)

_BIRD_FEEDERS = Kind(
    "bird feeders", "Bird Feeder", "garden", (10, 65),
    styles=(
        Style("House", "A feeder with a roof that keeps seed dry.", 0.04),
        Style("Window", "A clear feeder that sticks to the window.", -0.04, ("window",),
              materials="plastic recycled_plastic"),
        Style("Tube", "A slim feeder with four perches.", 0.0,
              materials="steel recycled_plastic"),
    ),
    uses=("Opens from above for filling.",
          "Squirrels find it hard work.",
          "Brings the garden closer in winter."),
    materials="pine acacia recycled_plastic",
    facts={"weatherproof": 0.8},
    measures=(Measure("capacity", 1, 6, "lb", 0.5),), count=7,
)

_STORAGE = Kind(
    "deck boxes", "Deck Box", "garden", (55, 290),
    styles=(
        Style("Bench", "A box with a lid that two people can sit on.", 0.06, ("seat",)),
        Style("Slim", "A narrow box for tools along a wall.", -0.06, ("slim",)),
    ),
    uses=("Swallows cushions, balls and hoses.",
          "The lid stays open by itself.",
          "For patio, balcony and pool."),
    materials="recycled_plastic resin acacia",
    facts={"waterproof": 0.7, "lockable": 0.7, "assembly_required": 0.95},
    measures=(Measure("capacity", 50, 130, "gallons", 5), Dimensions((40, 60), (18, 29), (20, 27))),
    colours=("gray", "brown", "black"), most_colours=1, count=7,
)

GARDEN = Department(
    "Garden", "gar",
    {
        "Watering": (_HOSES, _WATERING_CANS),
        "Plants and tools": (_PLANTERS, _SEEDS, _PRUNERS, _GARDEN_GLOVES, _MOWERS),
        "Living outside": (_PATIO_SETS, _SOLAR_LIGHTS, _STORAGE, _BIRD_FEEDERS),
        "Fire": (_GRILLS, _FIRE_PITS),
    },
)
