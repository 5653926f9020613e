"""Kitchen: cookware, tableware and small appliances."""

from retrieval.sample import colours, sizes
from retrieval.sample.departments.appliances import APPLIANCES
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style

# fmt: off
_FRYING_PANS = Kind(
    "frying pans", "Frying Pan", "cookware", (20, 190),
    styles=(
        Style("Daily", "A light pan for eggs, onions and everything else.", -0.04,
              materials="aluminum stainless"),
        Style("Searing", "A heavy pan that browns meat and mushrooms.", 0.06, (),
              {"nonstick": "no"}, materials="cast_iron carbon_steel stainless"),
        Style("Copper", "A thin pan that heats and cools in an instant.", 0.12, (),
              {"nonstick": "no"}, materials="copper"),
    ),
    uses=("The handle stays cool on the stove.",
          "The rim pours without dripping.",
          "A pan for every day and every stove top it is made for."),
    facts={"nonstick": 0.8, "oven_safe": 0.7, "dishwasher_safe": 0.5,
           "induction_compatible": 0.7},
    measures=(Measure("weight", 1.4, 5.6, "lb", 0.2),),
    sizes=sizes.PAN_SIZES, count=12,
)

_SAUCEPANS = Kind(
    "saucepans", "Saucepan", "cookware", (20, 210),
    styles=(
        Style("Small", "A small pan for sauces, porridge and one egg.", -0.08, (),
              {"capacity": "1.5 quarts"}),
        Style("Medium", "A pan for rice, peas and soup for two.", 0.0, (),
              {"capacity": "2.5 quarts"}),
        Style("Large", "A deep pan for potatoes and pasta for three.", 0.06, (),
              {"capacity": "4 quarts"}),
    ),
    uses=("The lid sits tight and lets steam out at one side.",
          "Marks inside save a measuring cup.",
          "Balanced well enough to pour with one hand."),
    materials="stainless aluminum copper stainless",
    facts={"oven_safe": 0.7, "dishwasher_safe": 0.7, "induction_compatible": 0.75,
           "nonstick": 0.3},
    count=8,
)

_DUTCH_OVENS = Kind(
    "dutch ovens", "Dutch Oven", "cookware", (40, 340),
    styles=(
        Style("Round", "A round pot for stews, bread and Sunday roasts.", 0.0),
        Style("Oval", "An oval pot with room for a whole chicken.", 0.08),
        Style("Shallow", "A wide, shallow pot for braising and rice dishes.", 0.02),
    ),
    uses=("The lid returns the steam to the food.",
          "Goes from stove to table.",
          "Holds its heat through second helpings."),
    materials="cast_iron",
    facts={"oven_safe": 1.0, "dishwasher_safe": 0.2, "induction_compatible": 1.0},
    measures=(Measure("capacity", 3, 8, "quarts", 0.5), Measure("weight", 8, 16, "lb")),
    colours=colours.ENAMEL, most_colours=4, count=8,
)

_KNIVES = Kind(
    "chef's knives", "Chef's Knife", "cookware", (25, 260),
    styles=(
        Style("Eight-Inch", "A full-size knife for vegetables, meat and herbs.", 0.02, (),
              {"blade_length": "8 in"}),
        Style("Six-Inch", "A shorter knife for small hands and boards.", -0.06, (),
              {"blade_length": "6 in"}),
        Style("Santoku", "A knife with a straight edge for fast, fine slicing.", 0.06, (),
              {"blade_length": "7 in"}),
    ),
    uses=("Keeps its edge through months of daily use; sold to adults only.",
          "Balanced at the bolster, and sold to adults only.",
          "Sharpen it on a stone twice a year; sold to adults only."),
    materials="stainless carbon_steel", part="blade",
    facts={"dishwasher_safe": 0.1},
    measures=(Measure("weight", 5, 9, "oz", 0.5),), count=8, restricted=True,
)

_CUTTING_BOARDS = Kind(
    "cutting boards", "Cutting Board", "cookware", (12, 130),
    styles=(
        Style("Carving", "A thick board with a groove for juices.", 0.08, ("juice groove",)),
        Style("Everyday", "A flat board for bread and vegetables.", -0.04),
        Style("Paddle", "A board with a handle that serves cheese as well.", 0.0),
    ),
    uses=("Kind to sharp blades.",
          "Stands upright to dry.",
          "Large enough for a whole cabbage."),
    materials="oak walnut beech acacia bamboo plastic",
    facts={"dishwasher_safe": 0.8, "non_slip": 0.4, "reversible": 0.7},
    measures=(Dimensions((10, 20), (7, 14), (1, 2)),), count=8,
)

_BAKEWARE = Kind(
    "baking dishes", "Baking Dish", "cookware", (14, 110),
    styles=(
        Style("Deep", "A deep dish for lasagna and cobbler.", 0.04),
        Style("Gratin", "A shallow oval dish for a crisp top.", 0.0),
        Style("Loaf", "A loaf-shaped dish for banana bread and terrines.", -0.06),
    ),
    uses=("The handles are wide enough for oven mitts.",
          "Pretty enough to go straight to the table.",
          "Leftovers keep in it overnight."),
    materials="stoneware ceramic borosilicate cast_iron",
    facts={"oven_safe": 1.0, "microwave_safe": 0.7, "dishwasher_safe": 0.85},
    measures=(Measure("capacity", 1.5, 4.5, "quarts", 0.5),),
    colours=colours.TABLE, most_colours=2, count=8,
)

_DINNERWARE = Kind(
    "dinnerware sets", "Dinnerware Set", "tableware", (40, 360),
    styles=(
        Style("Coupe", "Plates without a rim, in a modern, rounded shape.", 0.04),
        Style("Rimmed", "Plates with a wide rim and a plain, classic shape.", 0.0),
        Style("Speckled", "Plates with a speckled glaze, no two quite alike.", 0.04, ("speckled",),
              materials="stoneware ceramic"),
    ),
    uses=("Dinner plates, side plates and bowls for four.",
          "Single pieces can be bought later.",
          "For weeknights and for guests."),
    materials="stoneware porcelain ceramic",
    facts={"dishwasher_safe": 0.9, "microwave_safe": 0.85, "stackable": 0.8},
    measures=(Measure("piece_count", 12, 16, "pieces", 4),),
    colours=colours.TABLE, most_colours=3, many=True, count=9,
)

_MUGS = Kind(
    "mugs", "Mug", "tableware", (8, 42),
    styles=(
        Style("Tall", "A tall mug with a handle for the whole hand.", 0.0),
        Style("Round", "A round, low mug that warms both hands.", 0.04),
        Style("Diner", "A thick-walled mug that survives most falls.", -0.04),
    ),
    uses=("Keeps tea warm for a while.",
          "Sold one by one, so that a set can be mixed.",
          "A small present that gets used."),
    materials="stoneware porcelain ceramic borosilicate",
    facts={"dishwasher_safe": 0.9, "microwave_safe": 0.85, "stackable": 0.4, "gift_boxed": 0.2},
    measures=(Measure("capacity", 8, 18, "oz"),),
    colours=colours.TABLE, most_colours=4,
)

_WINE_GLASSES = Kind(
    "wine glasses", "Wine Glass", "tableware", (9, 75),
    styles=(
        Style("Red", "A wide bowl that lets red wine open up.", 0.06),
        Style("White", "A slim bowl that keeps white wine cool.", 0.02),
        Style("Stemless", "A tumbler shape that does not tip over on the grass.", -0.06,
              ("stemless",)),
    ),
    uses=("Thin at the lip and clear to the foot.",
          "Sold one by one.",
          "Two of them make a housewarming present."),
    materials="glass crystal", part="bowl",
    facts={"dishwasher_safe": 0.7, "gift_boxed": 0.5},
    measures=(Measure("capacity", 12, 24, "oz"),), count=8,
)

_FLATWARE = Kind(
    "flatware sets", "Flatware Set", "tableware", (25, 240),
    styles=(
        Style("Matte", "Slim handles with a brushed, matte finish.", 0.04),
        Style("Classic", "A plain set with a gentle curve.", 0.0),
    ),
    uses=("Knives, forks, spoons and teaspoons for four.",
          "Well balanced, and heavier than it looks.",
          "The tines reach the corners of any plate."),
    materials="stainless titanium stainless",
    facts={"dishwasher_safe": 0.95, "gift_boxed": 0.5},
    measures=(Measure("piece_count", 16, 24, "pieces", 4),),
    colours=("silver", "black", "gold"), most_colours=2, count=7,
)

_STORAGE = Kind(
    "food storage containers", "Food Container Set", "tableware", (12, 90),
    styles=(
        Style("Snap", "A set with lids that snap shut on four sides.", 0.0, ("snap lids",)),
        Style("Pantry", "Tall jars for flour, pasta and rice.", 0.04),
        Style("Lunch", "Flat boxes with dividers for lunch at work.", -0.02, ("divided",)),
    ),
    uses=("The lids are see-through, so that leftovers are not forgotten.",
          "They nest in the cupboard.",
          "From the freezer to the lunch bag."),
    materials="borosilicate plastic recycled_plastic stainless silicone",
    facts={"leakproof": 0.7, "dishwasher_safe": 0.9, "microwave_safe": 0.7, "bpa_free": 0.95,
           "stackable": 0.9},
    measures=(Measure("piece_count", 3, 12, "pieces"),), many=True, count=8,
)

KITCHEN = Department(
    "Kitchen", "kit",
    {
        "Cookware": (_FRYING_PANS, _SAUCEPANS, _DUTCH_OVENS, _BAKEWARE, _KNIVES,
                     _CUTTING_BOARDS),
        "Tableware": (_DINNERWARE, _MUGS, _WINE_GLASSES, _FLATWARE, _STORAGE),
        "Appliances": APPLIANCES,
    },
)
