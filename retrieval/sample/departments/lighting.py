"""Home, continued: lamps, mirrors, clocks, candles and vases."""

from retrieval.sample import colours
from retrieval.sample.kind import Dimensions, Kind, Measure, Style

# fmt: off
_DESK_LAMPS = Kind(
    "desk lamps", "Desk Lamp", "lighting", (18, 230),
    styles=(
        Style("Swing-Arm", "A lamp on a long arm that reaches across the desk.", 0.06,
              ("swing arm",), {"adjustable": "yes"}),
        Style("Gooseneck", "A small lamp with a neck that bends any way.", -0.06, ("gooseneck",),
              {"adjustable": "yes"}),
        Style("Bar", "A flat bar of light that does not glare on screens.", 0.06, ("glare-free",)),
        Style("Bankers", "A classic shade on a heavy foot.", 0.04),
    ),
    uses=("Lights a keyboard or a sketchbook evenly.",
          "The foot is heavy enough not to tip.",
          "For late work, homework and model kits."),
    materials="steel aluminum brass plastic oak",
    facts={"dimmable": 0.6, "usb_charging": 0.35, "wireless": 0.15},
    measures=(Measure("height", 13, 27, "in"), Measure("brightness", 350, 1000, "lumens", 50)),
    colours=colours.LAMPS, count=14,
)

_FLOOR_LAMPS = Kind(
    "floor lamps", "Floor Lamp", "lighting", (35, 420),
    styles=(
        Style("Arc", "A lamp that arches over the sofa.", 0.1, ("arc",)),
        Style("Tripod", "A lamp on three legs with a drum shade.", 0.04, ("tripod",)),
        Style("Reading", "A slim lamp with a small head that turns to the page.", 0.0,
              ("reading light",)),
    ),
    uses=("A foot switch saves bending down.",
          "Gives a corner something to do.",
          "The light is warm and even."),
    materials="steel brass oak aluminum rattan bamboo",
    facts={"dimmable": 0.5, "adjustable": 0.4, "assembly_required": 0.8},
    measures=(Measure("height", 52, 76, "in"),),
    colours=colours.LAMPS, most_colours=2,
)

_TABLE_LAMPS = Kind(
    "table lamps", "Table Lamp", "lighting", (20, 260),
    styles=(
        Style("Globe", "A round shade that glows evenly.", 0.02),
        Style("Mushroom", "A small lamp with a domed shade.", 0.02),
        Style("Portable", "A lamp without a cord to carry to the balcony.", 0.06, ("portable",),
              {"rechargeable": "yes", "wireless": "yes"}),
    ),
    uses=("Right for a nightstand or a sideboard.",
          "The switch is where the hand expects it.",
          "Soft light for the end of the day."),
    materials="ceramic glass steel brass concrete rattan", part="base",
    facts={"dimmable": 0.5},
    measures=(Measure("height", 9, 24, "in"),),
    colours=colours.LAMPS, most_colours=2,
)

_PENDANTS = Kind(
    "pendant lights", "Pendant Light", "lighting", (30, 390),
    styles=(
        Style("Dome", "A dome that throws its light down on the table.", 0.0),
        Style("Cluster", "Three small shades on one ceiling plate.", 0.12),
        Style("Woven", "A wide, airy shade with soft shadows.", 0.02,
              materials="rattan bamboo"),
    ),
    uses=("Hangs over a table or a kitchen island.",
          "The cord can be shortened.",
          "Takes a standard bulb, which is sold separately."),
    materials="glass steel brass ceramic", part="shade",
    facts={"dimmable": 0.6, "adjustable": 0.7},
    measures=(Measure("diameter", 8, 24, "in"),),
    colours=colours.LAMPS, most_colours=2, count=8,
)

_MIRRORS = Kind(
    "mirrors", "Mirror", "lighting", (25, 390),
    styles=(
        Style("Round", "A round mirror in a thin frame.", 0.0, ("round",),
              measures=(Dimensions((20, 34), (1, 1), (20, 34)),)),
        Style("Full-Length", "A tall mirror that shows the shoes as well.", 0.12,
              ("full length",)),
        Style("Arched", "A mirror with an arched top that looks like a window.", 0.06),
    ),
    uses=("Makes a small hall look larger.",
          "Screws and a level come with it.",
          "It hangs from a single hook."),
    materials="oak brass steel aluminum walnut rattan", part="frame",
    measures=(Dimensions((18, 26), (1, 2), (58, 70)),),
    colours=("black", "natural", "gold", "white"), most_colours=2, count=8,
)

_CLOCKS = Kind(
    "wall clocks", "Wall Clock", "lighting", (18, 160),
    styles=(
        Style("Station", "A clock with a clear dial that reads from across the room.", 0.0),
        Style("Minimal", "A clock with two hands and no numerals.", 0.04),
    ),
    uses=("The hands sweep without ticking.",
          "For kitchens, offices and classrooms.",
          "One screw holds it."),
    materials="oak steel plastic walnut brass", part="frame",
    facts={"battery_included": 0.4},
    measures=(Measure("diameter", 9, 18, "in"),),
    colours=("black", "white", "natural", "gold"), most_colours=2, count=7,
)

_CANDLES = Kind(
    "scented candles", "Scented Candle", "beauty", (10, 75),
    styles=(
        Style("Cedar", "A dry, woody scent with a little smoke.", 0.02, ("woody",)),
        Style("Fig", "A green scent of fig leaves and cut stems.", 0.04, ("green",)),
        Style("Citrus", "A bright scent of orange peel and bergamot.", 0.0, ("fresh",)),
        Style("Vanilla", "A warm, sweet scent for winter evenings.", -0.02, ("sweet",)),
    ),
    uses=("Trim the wick and it burns evenly to the end.",
          "Makes an easy thank-you present.",
          "Fills a living room without shouting."),
    materials="glass ceramic", part="jar",
    facts={"vegan": 0.7, "refillable": 0.4, "gift_boxed": 0.5},
    measures=(Measure("burn_time", 25, 70, "hours", 5),), count=9,
)

_VASES = Kind(
    "vases", "Vase", "tableware", (14, 190),
    styles=(
        Style("Bud", "A small vase for one stem.", -0.1, ("small",)),
        Style("Tall", "A tall vase for branches and long stems.", 0.08, ("tall",)),
        Style("Round", "A round vase with a narrow neck.", 0.02),
    ),
    uses=("Looks finished even when it is empty.",
          "Heavy at the foot, so that it stays upright.",
          "For tulips in spring and twigs in winter."),
    materials="glass ceramic stoneware porcelain terracotta concrete",
    facts={"waterproof": 0.9, "dishwasher_safe": 0.4},
    measures=(Measure("height", 5, 18, "in"),),
    colours=colours.PLANTER, most_colours=2, count=8,
)

LIGHTING = (
    _DESK_LAMPS, _FLOOR_LAMPS, _TABLE_LAMPS, _PENDANTS, _MIRRORS, _CLOCKS, _CANDLES, _VASES,
)
