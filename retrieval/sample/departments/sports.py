"""Sports: training at home, yoga, cycling, swimming and games."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style

# fmt: off
_YOGA_MATS = Kind(
    "yoga mats", "Yoga Mat", "yoga", (18, 150),
    styles=(
        Style("Grip", "A mat that holds on even with damp hands.", 0.08, ("extra grip",),
              materials="rubber cork"),
        Style("Soft", "A thick mat that is kind to knees.", 0.0, ("thick",),
              materials="foam pvc"),
        Style("Travel", "A thin mat that folds into a carry-on.", 0.02, ("travel",),
              {"foldable": "yes"}, materials="rubber"),
        Style("Studio", "An all-round mat for class and for home.", 0.0),
    ),
    uses=("It lies flat at once.",
          "Suits slow stretches as well as fast flows.",
          "Wipe it with a damp cloth after class."),
    materials="rubber cork foam pvc",
    facts={"non_slip": 0.85, "vegan": 0.9, "reversible": 0.3},
    measures=(Measure("length", 68, 84, "in"), Measure("weight", 1.8, 6.5, "lb", 0.1)),
    colours=("purple", "blue", "green", "black", "pink", "gray", "teal"), count=16,
)

_YOGA_BLOCKS = Kind(
    "yoga blocks", "Yoga Block", "yoga", (9, 42),
    styles=(
        Style("Firm", "A firm block that does not give under weight.", 0.1, ("firm",),
              materials="cork bamboo"),
        Style("Light", "A light block with rounded edges.", -0.06, ("lightweight",),
              materials="foam"),
    ),
    uses=("Brings the floor closer.",
          "Sold one by one; most people want two.",
          "Comfortable to hold and to sit on."),
    facts={"non_slip": 0.8, "vegan": 0.9},
    colours=("natural", "purple", "blue", "gray"), most_colours=2, count=7,
)

_DUMBBELLS = Kind(
    "dumbbells", "Dumbbell", "fitness", (14, 75),
    styles=(
        Style("Hex", "A six-sided dumbbell that does not roll away.", 0.04, ("hex",)),
        Style("Round", "A smooth, rounded dumbbell for the living room.", 0.0),
    ),
    uses=("Sold one by one.",
          "The handle is slightly thicker in the middle.",
          "For arms, lunges and rainy days."),
    materials="cast_iron steel", part="core",
    colours=("black", "gray", "pink", "blue"), most_colours=1, sizes=sizes.WEIGHTS, count=8,
)

_KETTLEBELLS = Kind(
    "kettlebells", "Kettlebell", "fitness", (20, 85),
    styles=(
        Style("Classic", "A plain kettlebell with a wide handle.", 0.0),
        Style("Competition", "A kettlebell of one size, whatever its weight.", 0.14),
    ),
    uses=("The base is flat, so that it stands still.",
          "One of these can replace a small gym.",
          "The weight is marked in color."),
    materials="cast_iron steel",
    colours=("black", "gray"), most_colours=1, sizes=sizes.WEIGHTS, count=7,
)

_BANDS = Kind(
    "resistance bands", "Resistance Band Set", "fitness", (10, 60),
    styles=(
        Style("Loop", "Short loops for hips and legs.", -0.06),
        Style("Tube", "Long tubes with handles and a door anchor.", 0.08, ("handles",)),
        Style("Wide", "Wide, flat bands for stretching.", -0.02),
    ),
    uses=("From very light to seriously strong.",
          "Weighs nothing in a suitcase.",
          "A chart shows twenty exercises."),
    materials="latex rubber cotton_blend",
    facts={"vegan": 0.9, "machine_washable": 0.3},
    measures=(Measure("piece_count", 3, 6, "bands"),), count=8,
)

_GYM_BAGS = Kind(
    "gym bags", "Gym Bag", "fitness", (20, 130),
    styles=(
        Style("Duffel", "A roomy duffel with a pocket for shoes.", 0.04, ("shoe pocket",)),
        Style("Sack", "A simple drawstring bag for the pool and the track.", -0.16,
              ("drawstring",)),
    ),
    uses=("Wet things have a place of their own.",
          "Fits a locker.",
          "The straps are long enough for the shoulder."),
    materials="nylon polyester recycled_polyester canvas",
    facts={"waterproof": 0.2, "water_resistant": 0.6, "machine_washable": 0.4},
    measures=(Measure("capacity", 15, 48, "liters"),),
    colours=colours.SPORT, most_colours=2, count=8,
)

_BIKES = Kind(
    "bicycles", "Bike", "cycling", (220, 1900),
    styles=(
        Style("City", "An upright bike with fenders, lights and a rack.", -0.04,
              ("fenders", "rack")),
        Style("Gravel", "A fast bike with drop bars for road and track.", 0.14, ("drop bars",)),
        Style("Mountain", "A strong bike with wide tires and a suspension fork.", 0.08,
              ("suspension",)),
        Style("Folding", "A small bike that folds for the train.", 0.0, (),
              {"foldable": "yes"}),
    ),
    uses=("Arrives nearly assembled; pedals and bars need a turn.",
          "The gears are simple to use.",
          "Made for daily riding."),
    materials="aluminum steel carbon", part="frame",
    facts={"assembly_required": 1.0, "reflective": 0.8},
    measures=(Measure("weight", 19, 36, "lb"), Measure("gears", 3, 22, "")),
    colours=("black", "blue", "red", "green", "white", "gray"), most_colours=2,
    audiences=("adults",), sizes=sizes.BIKE_FRAMES, count=9,
)

_HELMETS = Kind(
    "bike helmets", "Bike Helmet", "cycling", (25, 210),
    styles=(
        Style("Urban", "A round helmet that goes with a coat.", 0.0, ("city",)),
        Style("Road", "A light helmet with many vents.", 0.08, ("lightweight", "ventilated")),
        Style("Light", "A helmet with a lamp at the back.", 0.04, ("rear light",),
              {"usb_charging": "yes"}),
    ),
    uses=("The buckle works with one hand.",
          "The pads come out for washing.",
          "A dial fits it to the head."),
    materials="polycarbonate plastic", part="shell",
    facts={"adjustable": 0.98, "reflective": 0.5, "padded": 0.9},
    measures=(Measure("weight", 8, 16, "oz"),),
    colours=colours.SPORT, most_colours=3, audiences=("adults", "kids"),
    sizes=sizes.HELMET_SIZES, count=9,
)

_BIKE_LIGHTS = Kind(
    "bike lights", "Bike Light Set", "cycling", (14, 120),
    styles=(
        Style("Commuter", "A white and a red light for street-lit roads.", -0.08),
        Style("Beam", "A strong front light for dark lanes.", 0.12, ("bright",)),
    ),
    uses=("Clicks on without tools.",
          "Can be seen from the side as well.",
          "A blink mode doubles the running time."),
    materials="aluminum plastic", part="housing",
    facts={"waterproof": 0.75, "rechargeable": 0.8, "battery_included": 0.8},
    measures=(Measure("brightness", 80, 900, "lumens", 20),
              Measure("battery_life", 4, 24, "hours")),
    count=8,
)

_BIKE_LOCKS = Kind(
    "bike locks", "Bike Lock", "cycling", (16, 130),
    styles=(
        Style("U", "A rigid lock for frame and wheel.", 0.06, ("U-lock",)),
        Style("Chain", "A heavy chain in a sleeve that spares the paint.", 0.08, ("chain",)),
        Style("Cable", "A light cable for short stops.", -0.14, ("lightweight",)),
    ),
    uses=("Three keys come with it.",
          "A bracket carries it on the frame.",
          "The keyhole has a cover against dust."),
    materials="steel", part="core",
    facts={"weatherproof": 0.6},
    measures=(Measure("weight", 0.8, 6, "lb", 0.1),),
    colours=("black", "gray", "orange"), most_colours=1, count=7,
)

_SPORTS_BRAS = Kind(
    "sports bras", "Sports Bra", "yoga", (20, 80),
    styles=(
        Style("High-Impact", "Firm support for running and jumping.", 0.08, ("high support",)),
        Style("Soft", "Light support for yoga and walks.", -0.04, ("light support",)),
    ),
    uses=("The straps do not slip.",
          "The band is wide and does not roll up.",
          "Soft seams, nothing rubs."),
    materials="nylon_blend poly_blend cotton_blend",
    facts={"quick_drying": 0.7, "adjustable": 0.6, "padded": 0.5, "machine_washable": 1.0},
    colours=colours.SPORT, most_colours=3, audiences=("women",), sizes=sizes.CLOTHES, count=8,
)

_SHORTS = Kind(
    "running shorts", "Running Shorts", "running", (20, 90),
    styles=(
        Style("Split", "Short shorts with a high slit for fast legs.", 0.02, ("lightweight",)),
        Style("Two-in-One", "Shorts with tights underneath.", 0.06, ("inner tights",)),
    ),
    uses=("A key fits the small back pocket.",
          "They do not chafe.",
          "For runs, gym and hot days."),
    materials="polyester recycled_polyester nylon_blend",
    facts={"quick_drying": 0.9, "reflective": 0.6, "lined": 0.5, "machine_washable": 1.0},
    colours=colours.SPORT, most_colours=3, audiences=("women", "men"), sizes=sizes.CLOTHES,
    many=True, count=8,
)

_SOCCER_BALLS = Kind(
    "soccer balls", "Soccer Ball", "fitness", (12, 75),
    styles=(
        Style("Match", "A ball that flies true, for league games.", 0.14, ("match",)),
        Style("Street", "A tough ball for asphalt and gravel.", -0.04),
        Style("Junior", "A lighter, smaller ball for children.", -0.1, ("for kids",)),
    ),
    uses=("Keeps its air for weeks.",
          "Soft to head.",
          "Arrives flat; a pump is sold separately."),
    materials="synthetic faux_leather",
    facts={"waterproof": 0.5, "hand_stitched": 0.4},
    colours=("white", "yellow", "orange", "blue"), most_colours=2, count=8,
)

_FOAM_ROLLERS = Kind(
    "foam rollers", "Foam Roller", "yoga", (14, 65),
    styles=(
        Style("Smooth", "A smooth roller for sore backs and calves.", -0.04, ("smooth",)),
        Style("Ridged", "A firm roller with ridges that find the knots.", 0.06, ("textured",)),
    ),
    uses=("Five minutes after a run are enough.",
          "Holds a heavy adult without going flat.",
          "Short enough to travel."),
    materials="foam cork",
    facts={"vegan": 0.9},
    measures=(Dimensions((12, 36), (5, 6), (5, 6)),),
    colours=("black", "blue", "gray", "green"), most_colours=2, count=7,
)

SPORTS = Department(
    "Sports", "spo",
    {
        "Yoga": (_YOGA_MATS, _YOGA_BLOCKS, _FOAM_ROLLERS),
        "Training": (_DUMBBELLS, _KETTLEBELLS, _BANDS, _GYM_BAGS, _SPORTS_BRAS, _SHORTS),
        "Cycling": (_BIKES, _HELMETS, _BIKE_LIGHTS, _BIKE_LOCKS),
        "Team sports": (_SOCCER_BALLS,),
    },
)
