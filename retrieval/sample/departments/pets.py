"""Pets: beds, food, walks and play for dogs and cats."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_DOGS = ("dogs",)
_CATS = ("cats",)

_DOG_BEDS = Kind(
    "dog beds", "Dog Bed", "pets", (25, 210),
    styles=(
        Style("Bolster", "A bed with a raised rim to rest a chin on.", 0.02, ("bolster",)),
        Style("Orthopedic", "A firm bed that is kind to old joints.", 0.16, ("orthopedic",)),
        Style("Mat", "A flat mat for crates, cars and hot days.", -0.12, ("flat",)),
        Style("Cave", "A bed with a hood for dogs who like to burrow.", 0.04, ("cave",)),
    ),
    uses=("Keeps its shape through a lot of turning around.",
          "The underside does not slide on wood floors.",
          "Hair comes off with a damp hand."),
    materials="cotton canvas polyester recycled_polyester fleece faux_leather", part="cover",
    facts={"removable_cover": 0.85, "machine_washable": 0.8, "waterproof": 0.3,
           "chew_resistant": 0.3},
    colours=("gray", "brown", "navy", "beige", "green"), most_colours=3, audiences=_DOGS,
    sizes=sizes.PET_SIZES, count=16,
)

_DOG_FOOD = Kind(
    "dog food", "Dog Food", "pets", (11, 48),
    styles=(
        Style("Chicken and Rice", "Dry food with chicken and rice for adult dogs.", 0.0,
              ("adult",), {"grain_free": "no", "life_stage": "adult"}),
        Style("Salmon and Potato", "Dry food with salmon for dogs with touchy stomachs.", 0.1,
              ("sensitive stomach",), {"grain_free": "yes", "life_stage": "adult"}),
        Style("Puppy Turkey", "Small kibble with turkey for dogs under a year.", 0.04,
              ("puppy",), {"life_stage": "puppy"}),
        Style("Senior Lamb", "Lean food with lamb for dogs over eight.", 0.06, ("senior",),
              {"life_stage": "senior"}),
    ),
    uses=("No added colors or sugar.",
          "The bag reseals.",
          "Change over slowly, in a week."),
    facts={"grain_free": 0.4, "organic": 0.2},
    audiences=_DOGS, sizes=sizes.FOOD_BAGS, count=9,
)

_CAT_FOOD = Kind(
    "cat food", "Cat Food", "pets", (9, 42),
    styles=(
        Style("Indoor Chicken", "Dry food with chicken for cats who stay inside.", 0.0,
              ("indoor",), {"life_stage": "adult"}),
        Style("Kitten Tuna", "Small kibble with tuna for cats under a year.", 0.04, ("kitten",),
              {"life_stage": "kitten"}),
        Style("Senior Duck", "Easy-to-chew food with duck for older cats.", 0.08, ("senior",),
              {"life_stage": "senior"}),
    ),
    uses=("Liked by cats who like little else.",
          "The bag reseals.",
          "Change over slowly, in a week."),
    facts={"grain_free": 0.5, "organic": 0.2},
    audiences=_CATS, sizes=sizes.FOOD_BAGS, count=8,
)

_LEASHES = Kind(
    "dog leashes", "Dog Leash", "pets", (9, 75),
    styles=(
        Style("Classic", "A six-foot leash with a padded loop.", 0.0, (), {"length": "6 ft"}),
        Style("Hands-Free", "A leash that clips around the waist for runs.", 0.1,
              ("hands-free",), {"length": "5 ft"}),
        Style("Long", "A long line for training and open fields.", 0.02, ("training",),
              {"length": "15 ft"}),
    ),
    uses=("The clip can be opened with cold fingers.",
          "Strong enough for a dog that has seen a squirrel.",
          "Goes with a collar of the same name."),
    materials="nylon leather cotton recycled_nylon",
    facts={"reflective": 0.5, "waterproof": 0.3, "padded": 0.4},
    colours=colours.BRIGHT, audiences=_DOGS, count=9,
)

_COLLARS = Kind(
    "dog collars", "Dog Collar", "pets", (9, 65),
    styles=(
        Style("Flat", "A flat collar with a ring for the tag.", 0.0),
        Style("Soft", "A lined collar for short coats.", 0.06, (), {"padded": "yes"}),
        Style("Glow", "A collar that lights up at night.", 0.08, ("light",),
              {"rechargeable": "yes"}, materials="nylon recycled_nylon"),
    ),
    uses=("The buckle holds and lets go when it should.",
          "Light enough to forget.",
          "For town, park and lake."),
    materials="nylon leather cotton recycled_nylon",
    facts={"adjustable": 0.95, "reflective": 0.4, "waterproof": 0.3},
    colours=colours.BRIGHT, audiences=_DOGS, sizes=sizes.PET_WEAR, count=8,
)

_DOG_TOYS = Kind(
    "dog toys", "Dog Toy", "pets", (7, 40),
    styles=(
        Style("Tug", "A rope for pulling, with two knots.", 0.0, ("tug",),
              materials="cotton hemp"),
        Style("Treat", "A ball that drops treats as it rolls.", 0.08, ("puzzle",),
              materials="rubber silicone"),
        Style("Squeaky", "A soft duck that squeaks.", -0.06, ("squeaker",), materials="plush"),
        Style("Fetch", "A bouncy ball that floats.", 0.0, ("floats",), materials="rubber"),
    ),
    uses=("Right for medium and large mouths.",
          "For ten wild minutes before dinner.",
          "Check it for wear from time to time."),
    facts={"chew_resistant": 0.5, "dishwasher_safe": 0.2, "machine_washable": 0.3},
    colours=colours.BRIGHT, most_colours=2, audiences=_DOGS, count=9,
)

_DOG_COATS = Kind(
    "dog coats", "Dog Coat", "pets", (18, 95),
    styles=(
        Style("Rain", "A light coat with a belly strap for wet walks.", 0.02, ("rain",),
              {"waterproof": "yes"}, materials="polyester recycled_polyester nylon"),
        Style("Quilted", "A warm quilted coat for winter.", 0.06, ("warm",),
              {"insulated": "yes"}, materials="polyester nylon"),
        Style("Knit", "A stretchy knitted coat for small dogs.", 0.0, ("knitted",),
              materials="wool acrylic cotton"),
    ),
    uses=("An opening lets the harness through.",
          "On and off in ten seconds.",
          "Leaves the legs free to run."),
    facts={"machine_washable": 0.8, "reflective": 0.5, "waterproof": 0.3, "adjustable": 0.7},
    colours=colours.BRIGHT, most_colours=2, audiences=_DOGS, sizes=sizes.PET_WEAR, count=8,
)

_CAT_TREES = Kind(
    "cat trees", "Cat Tree", "pets", (40, 260),
    styles=(
        Style("Tower", "A tall tree with three platforms and a den.", 0.1, ("tall",),
              measures=(Measure("height", 52, 72, "in"),)),
        Style("Window", "A low tree made for looking out.", -0.08),
        Style("Wall", "Steps and a shelf that climb the wall.", 0.06, ("wall mounted",)),
    ),
    uses=("The foot is wide and does not tip.",
          "The scratching posts can be replaced.",
          "Holds two cats who get along."),
    materials="pine birch jute wood_veneer", part="frame",
    facts={"assembly_required": 0.95, "removable_cover": 0.4},
    measures=(Measure("height", 24, 38, "in"),),
    colours=("natural", "gray", "cream"), most_colours=1, audiences=_CATS, count=8,
)

_LITTER_BOXES = Kind(
    "litter boxes", "Litter Box", "pets", (15, 160),
    styles=(
        Style("Open", "A deep tray with a high back.", -0.1),
        Style("Hooded", "A covered box with a filter against smells.", 0.02, ("covered",)),
        Style("Top-Entry", "A box to climb into from above, which keeps litter inside.", 0.06,
              ("top entry",)),
    ),
    uses=("Comes apart for rinsing.",
          "Roomy enough for a large cat.",
          "A scoop hangs at the side."),
    materials="plastic recycled_plastic stainless",
    facts={"bpa_free": 0.7},
    measures=(Measure("length", 18, 26, "in"),),
    colours=("gray", "white", "blue"), most_colours=2, audiences=_CATS, count=7,
)

_CAT_TOYS = Kind(
    "cat toys", "Cat Toy", "pets", (6, 35),
    styles=(
        Style("Feather", "A wand with feathers that refuse to be caught.", 0.0, ("wand",),
              materials="birch bamboo"),
        Style("Mouse", "Three small mice with catnip inside.", -0.02, ("catnip",),
              materials="cotton plush"),
        Style("Track", "Balls that run in a closed track.", 0.08,
              materials="recycled_plastic birch"),
    ),
    uses=("Wakes up indoor cats.",
          "Small enough to lose under the sofa, and worth finding.",
          "Best with a person at the other end."),
    facts={"batteries_required": 0.0}, audiences=_CATS, count=8,
)

_PET_BOWLS = Kind(
    "pet bowls", "Pet Bowl", "pets", (8, 60),
    styles=(
        Style("Slow", "A bowl with ridges that slow down greedy eaters.", 0.02, ("slow feeder",)),
        Style("Raised", "A bowl on a stand that spares the neck.", 0.1, ("raised",)),
        Style("Plain", "A heavy, plain bowl that stays where it is.", 0.0),
    ),
    uses=("For water or food.",
          "Easy to rinse.",
          "Suits dogs and cats."),
    materials="ceramic stainless stoneware recycled_plastic bamboo",
    facts={"dishwasher_safe": 0.8, "non_slip": 0.7, "bpa_free": 0.8},
    measures=(Measure("capacity", 8, 64, "oz", 4),),
    colours=colours.TABLE, most_colours=2, audiences=("pets",), count=8,
)

_CARRIERS = Kind(
    "pet carriers", "Pet Carrier", "pets", (28, 160),
    styles=(
        Style("Soft", "A soft carrier that fits under most airline seats.", 0.04,
              ("airline friendly",), {"foldable": "yes"}, materials="polyester nylon"),
        Style("Hard", "A hard carrier with a door at the front and one on top.", 0.0, (),
              {"foldable": "no"}, materials="plastic recycled_plastic"),
        Style("Backpack", "A carrier to wear on the back, with a window.", 0.08, ("backpack",),
              materials="polyester nylon canvas"),
    ),
    uses=("Air comes in from three sides.",
          "The floor pad comes out.",
          "For the vet, the train and the move."),
    facts={"machine_washable": 0.3},
    measures=(Measure("weight_limit", 12, 28, "lb"),),
    colours=("black", "gray", "navy", "green"), most_colours=2, audiences=("pets",), count=8,
)

PETS = Department(
    "Pets", "pet",
    {
        "Dogs": (_DOG_BEDS, _DOG_FOOD, _LEASHES, _COLLARS, _DOG_TOYS, _DOG_COATS),
        "Cats": (_CAT_FOOD, _CAT_TREES, _LITTER_BOXES, _CAT_TOYS),
        "Both": (_PET_BOWLS, _CARRIERS),
    },
)
