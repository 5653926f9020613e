"""Kitchen, continued: coffee, tea and small appliances."""

from retrieval.sample import colours
from retrieval.sample.kind import Kind, Measure, Style

# fmt: off
_WARRANTY = Measure("warranty", 2, 5, "years")

_ESPRESSO = Kind(
    "espresso machines", "Espresso Machine", "appliances", (95, 1250),
    styles=(
        Style("Manual", "A compact machine with a portafilter, for those who like to practice.",
              -0.06, ("portafilter",), {"automatic": "no"}),
        Style("Automatic", "A bean-to-cup machine that makes coffee at one touch.", 0.16,
              ("bean to cup",), {"grinder": "yes", "automatic": "yes"}),
        Style("Capsule", "A small machine for capsules, ready in thirty seconds.", -0.16,
              ("capsules",), {"grinder": "no", "automatic": "yes"}),
        Style("Dual", "A machine with two boilers that brews and steams at once.", 0.24,
              ("two boilers",), {"milk_frother": "yes", "automatic": "no"}),
    ),
    uses=("The water tank lifts out for filling.",
          "Warm enough for the first cup in under a minute.",
          "The drip tray comes apart for cleaning."),
    materials="stainless plastic aluminum", part="body",
    facts={"milk_frother": 0.6, "grinder": 0.3, "programmable": 0.4, "auto_shutoff": 0.8},
    measures=(Measure("capacity", 34, 74, "oz", 4), Measure("pressure", 9, 19, "bar"),
              Measure("power", 1100, 1800, "watts", 50), _WARRANTY),
    colours=colours.APPLIANCE, most_colours=2, count=13,
)

_COFFEE_MAKERS = Kind(
    "coffee makers", "Coffee Maker", "appliances", (25, 320),
    styles=(
        Style("Drip", "A filter machine that makes a full pot.", -0.04, ("filter coffee",)),
        Style("Thermal", "A filter machine with a jug that keeps coffee hot for hours.", 0.08,
              ("thermal carafe",)),
        Style("Single-Cup", "A slim machine that brews one cup straight into the mug.", -0.08,
              ("single serve",)),
    ),
    uses=("The filter basket swings out to the front.",
          "A pause lets the first cup be poured early.",
          "For households that wake up at different times."),
    materials="plastic stainless", part="body",
    facts={"programmable": 0.5, "auto_shutoff": 0.9, "grinder": 0.15},
    measures=(Measure("capacity", 12, 60, "oz", 4), Measure("power", 700, 1500, "watts", 50)),
    colours=colours.APPLIANCE, most_colours=2, count=9,
)

_GRINDERS = Kind(
    "coffee grinders", "Coffee Grinder", "appliances", (20, 290),
    styles=(
        Style("Burr", "A grinder with conical burrs for an even grind.", 0.08, ("burr",)),
        Style("Blade", "A simple grinder for filter coffee and spices.", -0.16, ("blade",)),
        Style("Hand", "A hand grinder for one cup at a time.", -0.02, ("manual",),
              {"cordless": "yes"}),
    ),
    uses=("The hopper holds enough for a family breakfast.",
          "Easy to brush clean.",
          "Grinds from coarse to fine."),
    materials="stainless plastic aluminum", part="body",
    facts={"adjustable": 0.8},
    measures=(Measure("capacity", 2, 12, "oz"),),
    colours=colours.STEEL, most_colours=2, count=8,
)

_KETTLES = Kind(
    "electric kettles", "Electric Kettle", "appliances", (20, 170),
    styles=(
        Style("Gooseneck", "A kettle with a thin spout for pour-over coffee.", 0.12,
              ("gooseneck",)),
        Style("Rapid", "A kettle that boils a pot of water in three minutes.", -0.02, ("fast",)),
        Style("Quiet", "A double-walled kettle that hums rather than roars.", 0.06, ("quiet",)),
    ),
    uses=("It lifts off a round base from either side.",
          "The lid opens wide for filling.",
          "For tea, noodles and hot water bottles."),
    materials="stainless plastic borosilicate", part="body",
    facts={"auto_shutoff": 1.0, "temperature_control": 0.5, "bpa_free": 0.8},
    measures=(Measure("capacity", 27, 60, "oz", 3), Measure("power", 1000, 1500, "watts", 100)),
    colours=colours.APPLIANCE, most_colours=3, count=9,
)

_TOASTERS = Kind(
    "toasters", "Toaster", "appliances", (22, 190),
    styles=(
        Style("Two-Slice", "A toaster with two wide slots.", -0.06, (), {"slots": "2"}),
        Style("Four-Slice", "A toaster with two long slots for four slices.", 0.06, (),
              {"slots": "4"}),
    ),
    uses=("Bagels fit, and so do thick slices.",
          "A lift lever brings small pieces to the top.",
          "The crumb tray slides out at the back."),
    materials="stainless plastic", part="body",
    facts={"defrost_setting": 0.8},
    measures=(Measure("power", 800, 1600, "watts", 50),),
    colours=colours.APPLIANCE, most_colours=3, count=8,
)

_BLENDERS = Kind(
    "blenders", "Blender", "appliances", (25, 390),
    styles=(
        Style("Jug", "A full-size blender for smoothies, soups and sauces.", 0.06),
        Style("Personal", "A small blender whose jar becomes the cup.", -0.08, ("to go",)),
        Style("Hand", "A stick blender that works right in the pot.", -0.1, ("immersion",)),
    ),
    uses=("Crushes ice without complaint.",
          "The blade unit comes off for rinsing.",
          "Soup for four or a smoothie for one."),
    materials="plastic stainless", part="housing",
    facts={"dishwasher_safe": 0.7, "bpa_free": 0.9, "cordless": 0.15},
    measures=(Measure("power", 300, 1500, "watts", 100),),
    colours=colours.APPLIANCE, most_colours=2, count=9,
)

_STAND_MIXERS = Kind(
    "stand mixers", "Stand Mixer", "appliances", (110, 640),
    styles=(
        Style("Tilt-Head", "A mixer whose head tilts back to free the bowl.", -0.02),
        Style("Bowl-Lift", "A strong mixer that lifts the bowl to the hook.", 0.14),
    ),
    uses=("Kneads heavy dough without wandering over the counter.",
          "A whisk, a beater and a hook are in the box.",
          "For bread on Saturdays and cake on Sundays."),
    materials="stainless aluminum", part="body",
    measures=(Measure("capacity", 4, 7, "quarts", 0.5), Measure("power", 300, 900, "watts", 50),
              _WARRANTY),
    colours=colours.ENAMEL, most_colours=3, count=7,
)

_AIR_FRYERS = Kind(
    "air fryers", "Air Fryer", "appliances", (45, 290),
    styles=(
        Style("Compact", "A small fryer for one or two.", -0.1, ("compact",)),
        Style("Family", "A large fryer for a family of four.", 0.06, ("family",)),
        Style("Dual", "A fryer with two drawers for fish and fries at once.", 0.14,
              ("two drawers",)),
    ),
    uses=("Crisps with a spoonful of oil.",
          "The basket clicks out and stays cool at the handle.",
          "Heats up faster than an oven."),
    materials="plastic stainless", part="housing",
    facts={"dishwasher_safe": 0.8, "touchscreen": 0.5, "auto_shutoff": 0.9},
    measures=(Measure("capacity", 2, 9, "quarts", 0.5), Measure("power", 1200, 1800, "watts", 100)),
    colours=("black", "white", "gray"), most_colours=2, count=8,
)

_RICE_COOKERS = Kind(
    "rice cookers", "Rice Cooker", "appliances", (25, 240),
    styles=(
        Style("Mini", "A small cooker for one or two bowls.", -0.1, ("compact",)),
        Style("Smart", "A cooker that senses how the grains are doing.", 0.12, (),
              {"programmable": "yes"}),
        Style("Classic", "A one-switch cooker that has never needed a manual.", -0.06),
    ),
    uses=("Keeps rice warm until everyone is home.",
          "The inner pot lifts out.",
          "A steam basket and a paddle are in the box."),
    materials="stainless plastic", part="body",
    facts={"auto_shutoff": 0.9, "nonstick": 0.8},
    measures=(Measure("capacity", 1, 6, "quarts", 0.5),),
    colours=("white", "black", "silver"), most_colours=1, count=7,
)

APPLIANCES = (
    _ESPRESSO, _COFFEE_MAKERS, _GRINDERS, _KETTLES, _TOASTERS, _BLENDERS, _STAND_MIXERS,
    _AIR_FRYERS, _RICE_COOKERS,
)
