"""Shoes: sneakers, boots, heels, sandals, slippers, and shoes for sport."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_RUNNING_SHOES = Kind(
    "running shoes", "Running Shoe", "running", (50, 230),
    styles=(
        Style("Cushion", "A soft, well-cushioned shoe for easy daily miles.", 0.0,
              ("cushioned",)),
        Style("Stability", "A steady shoe for runners whose feet roll inwards.", 0.06,
              ("stability", "arch support")),
        Style("Race", "A light, snappy shoe for race day and fast intervals.", 0.18,
              ("lightweight", "racing")),
        Style("Easy", "A simple shoe for the first five miles and the treadmill.", -0.12,
              ("beginner",)),
    ),
    uses=("Suits road, pavement and treadmill.",
          "The heel is padded and the tongue stays put.",
          "There is room in front for toes to spread."),
    materials="mesh synthetic recycled_polyester mesh", part="upper",
    facts={"waterproof": 0.15, "breathable": 0.85, "reflective": 0.6, "vegan": 0.9},
    measures=(Measure("weight", 6.5, 11.5, "oz", 0.5), Measure("drop", 4, 12, "mm")),
    colours=colours.SPORT, audiences=("women", "men", "women", "men", "kids"),
    sizes=sizes.SHOES, many=True, count=20,
)

_TRAIL_RUNNING = Kind(
    "trail running shoes", "Trail Running Shoe", "running", (60, 240),
    styles=(
        Style("Grip", "A deep-lugged shoe for mud and wet grass.", 0.04, ("deep lugs",)),
        Style("Ultra", "A plush shoe for very long days on the trail.", 0.14, ("cushioned",)),
        Style("Door-to-Trail", "A shoe that runs on pavement to where the path begins.", -0.06),
    ),
    uses=("A stiff guard protects the toes from stones.",
          "The laces tuck away, so that nothing snags.",
          "Sure-footed on wet rock and steep descents."),
    materials="mesh synthetic recycled_polyester", part="upper",
    facts={"waterproof": 0.4, "breathable": 0.7, "reflective": 0.3, "vegan": 0.9},
    measures=(Measure("weight", 8, 13, "oz", 0.5), Measure("drop", 0, 8, "mm")),
    colours=colours.SPORT, most_colours=2, audiences=("women", "men"), sizes=sizes.SHOES,
    many=True, count=12,
)

_SNEAKERS = Kind(
    "sneakers", "Sneaker", "footwear", (35, 210),
    styles=(
        Style("Low", "A low, plain sneaker that goes with everything.", 0.0, ("low top",)),
        Style("High", "A high-top sneaker with a padded collar.", 0.04, ("high top",)),
        Style("Slip-On", "A sneaker without laces, on and off in a second.", -0.06, ("slip-on",)),
        Style("Retro", "A sneaker in the shape of an old court shoe.", 0.04, ("retro",)),
    ),
    uses=("Comfortable from the first day.",
          "Clean enough for the office on Fridays.",
          "The insole comes out for airing."),
    materials="leather suede canvas faux_leather mesh", part="upper",
    facts={"vegan": 0.85, "breathable": 0.5, "waterproof": 0.1},
    colours=(*colours.CLASSIC, "red", "green"), audiences=("women", "men", "kids"),
    sizes=sizes.SHOES, many=True, count=18,
)

_ANKLE_BOOTS = Kind(
    "ankle boots", "Ankle Boot", "footwear", (60, 320),
    styles=(
        Style("Chelsea", "A pull-on boot with stretch panels at the sides.", 0.0, ("pull-on",)),
        Style("Lace-Up", "A lace-up boot with a chunky sole.", 0.02, ("lace-up",)),
        Style("Heeled", "A boot with a steady two-inch heel and a side zip.", 0.06, ("heel",)),
    ),
    uses=("Good from the first cool day to the last.",
          "Wear them with jeans or under a long skirt.",
          "The sole can be replaced by any cobbler."),
    materials="leather suede nubuck faux_leather", part="upper",
    facts={"waterproof": 0.3, "lined": 0.6, "vegan": 0.9},
    colours=colours.LEATHER_TONES, most_colours=2, audiences=("women", "men"),
    sizes=sizes.SHOES, many=True, count=14,
)

_WINTER_BOOTS = Kind(
    "snow boots", "Snow Boot", "trail", (55, 260),
    styles=(
        Style("Tall", "A calf-high boot for deep snow and slush.", 0.06, ("tall",)),
        Style("Short", "An easy boot for shoveling, school runs and sledding.", -0.04),
        Style("Arctic", "A heavy boot with a removable liner for bitter cold.", 0.16,
              ("very warm", "removable liner")),
    ),
    uses=("The sole stays soft and grips in the cold.",
          "Wide enough for two pairs of socks.",
          "A drawstring keeps the snow out at the top."),
    materials="nylon leather suede rubber synthetic", part="upper",
    facts={"waterproof": 0.75, "insulated": 0.95, "vegan": 0.85},
    colours=colours.EARTH, most_colours=2, audiences=("women", "men", "kids"),
    sizes=sizes.SHOES, many=True,
)

_RAIN_BOOTS = Kind(
    "rain boots", "Rain Boot", "footwear", (28, 150),
    styles=(
        Style("Tall", "A knee-high boot for puddles and wet gardens.", 0.04, ("tall",)),
        Style("Ankle", "A short pull-on boot that works in town.", -0.02, ("pull-on",)),
    ),
    uses=("Rinse them with the hose and they look new.",
          "Loops at the top make them easy to pull on.",
          "For dog walks, festivals and allotments."),
    materials="rubber pvc",
    facts={"waterproof": 1.0, "insulated": 0.2, "vegan": 0.9, "lined": 0.4},
    colours=colours.BRIGHT, most_colours=2, audiences=("women", "men", "kids"),
    sizes=sizes.SHOES, many=True, count=8,
)

_HEELS = Kind(
    "heels", "Heel", "footwear", (45, 310),
    styles=(
        Style("Block", "A block-heeled shoe that one can dance in.", 0.0, ("block heel",),
              {"heel_height": "2.5 in"}),
        Style("Kitten", "A low, slim heel for long days on smart feet.", 0.0, ("low heel",),
              {"heel_height": "1.5 in"}),
        Style("Stiletto", "A pointed shoe with a tall, thin heel.", 0.08, ("high heel",),
              {"heel_height": "4 in"}),
    ),
    uses=("The footbed is padded under the ball.",
          "For weddings, offices and nights out.",
          "True to size; choose half a size up for wide feet."),
    materials="leather suede satin faux_leather velvet", part="upper",
    facts={"vegan": 0.85, "adjustable": 0.4},
    colours=colours.DRESSY, most_colours=2, audiences=("women",), sizes=sizes.SHOES, many=True,
)

_LOAFERS = Kind(
    "loafers", "Loafer", "footwear", (50, 280),
    styles=(
        Style("Penny", "A penny loafer with a strap across the front.", 0.04),
        Style("Tassel", "A loafer with small tassels and a rounded toe.", 0.06),
        Style("Driving", "A soft loafer with a studded sole.", 0.0, ("flexible sole",)),
    ),
    uses=("Slips on without a shoehorn.",
          "Worn with bare ankles in June and socks in January.",
          "Smart with a suit, relaxed with chinos."),
    materials="leather suede faux_leather leather", part="upper",
    facts={"vegan": 0.9, "lined": 0.6},
    colours=colours.LEATHER_TONES, most_colours=2, audiences=("women", "men"),
    sizes=sizes.SHOES, many=True,
)

_SANDALS = Kind(
    "sandals", "Sandal", "footwear", (25, 180),
    styles=(
        Style("Slide", "A slide for the pool, the patio and the mailbox.", -0.1, ("slip-on",)),
        Style("Strappy", "A flat sandal with thin straps around the ankle.", 0.02),
        Style("Sport", "A sandal with three straps and a grippy sole for walking.", 0.06,
              ("walking",)),
    ),
    uses=("The footbed takes the shape of the foot.",
          "For warm days from May to September.",
          "Light enough to pack as a second pair."),
    materials="leather suede faux_leather nylon rubber", part="strap",
    facts={"adjustable": 0.7, "waterproof": 0.3, "vegan": 0.85},
    colours=(*colours.LEATHER_TONES, "white"), most_colours=2, audiences=("women", "men", "kids"),
    sizes=sizes.SHOES, many=True, count=11,
)

_SLIPPERS = Kind(
    "slippers", "Slipper", "footwear", (18, 110),
    styles=(
        Style("Clog", "A backless slipper to step into at the door.", 0.0, ("backless",)),
        Style("Boot", "A slipper boot that covers the ankle.", 0.06, ("warm",)),
        Style("Moccasin", "A moccasin with a stitched front.", 0.04),
    ),
    uses=("Quiet on wooden floors.",
          "Warm feet without turning up the heat.",
          "The sole is firm enough for a walk to the mailbox."),
    materials="wool suede fleece cotton", part="upper",
    facts={"machine_washable": 0.4, "non_slip": 0.7, "vegan": 0.9},
    colours=colours.CLASSIC, most_colours=2, audiences=("women", "men", "kids"),
    sizes=sizes.SHOES, many=True, count=8,
)

SHOES = Department(
    "Shoes", "sho",
    {
        "Sport": (_RUNNING_SHOES, _TRAIL_RUNNING),
        "Everyday": (_SNEAKERS, _LOAFERS, _HEELS, _SANDALS, _SLIPPERS),
        "Boots": (_ANKLE_BOOTS, _WINTER_BOOTS, _RAIN_BOOTS),
    },
)
