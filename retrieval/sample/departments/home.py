"""Home: furniture for living, sleeping and working."""

from retrieval.sample import colours, sizes
from retrieval.sample.departments.bedding import BEDDING
from retrieval.sample.departments.lighting import LIGHTING
from retrieval.sample.kind import Department, Dimensions, Kind, Measure, Style

# fmt: off
_UPHOLSTERY = "linen polyester recycled_polyester velvet boucle leather faux_leather cotton"

_SOFAS = Kind(
    "sofas", "Sofa", "furniture", (380, 2600),
    styles=(
        Style("Two-Seat", "A compact sofa for two and a dog.", -0.08, (), {"seats": "2"},
              measures=(Dimensions((56, 68), (34, 38), (30, 34)),)),
        Style("Three-Seat", "A sofa long enough to lie down on.", 0.02, (), {"seats": "3"}),
        Style("Corner", "A corner sofa for movie nights with the whole family.", 0.18,
              ("sectional",), {"seats": "5"},
              measures=(Dimensions((98, 124), (64, 84), (30, 34)),)),
    ),
    uses=("The seat is deep and firm, with a back that supports.",
          "It comes through a standard door without being taken apart.",
          "The legs unscrew for moving day."),
    materials=_UPHOLSTERY, part="cover",
    facts={"removable_cover": 0.5, "storage": 0.15, "assembly_required": 0.6},
    measures=(Dimensions((76, 92), (34, 40), (29, 36)),),
    colours=colours.SOFA, count=12,
)

_SOFA_BEDS = Kind(
    "sofa beds", "Sofa Bed", "furniture", (330, 1900),
    styles=(
        Style("Click", "A sofa whose back clicks down flat in one move.", -0.1,
              ("click-clack",), {"sleeps": "2"}),
        Style("Pull-Out", "A sofa with a proper mattress that pulls out from under the seat.",
              0.1, ("pull-out",), {"sleeps": "2"}),
        Style("Corner", "A corner sofa that turns into a bed for two.", 0.18, ("sectional",),
              {"sleeps": "2"}, measures=(Dimensions((88, 108), (58, 70), (31, 35)),)),
        Style("Chair", "An armchair that unfolds into a single bed.", -0.2, ("single",),
              {"sleeps": "1"}, measures=(Dimensions((34, 42), (35, 40), (31, 36)),)),
    ),
    uses=("Guests sleep well on it, and nobody sees that it is a bed.",
          "For studios, home offices and visiting parents.",
          "One person opens it in under a minute."),
    materials=_UPHOLSTERY, part="cover",
    facts={"storage": 0.45, "removable_cover": 0.5, "assembly_required": 0.7},
    measures=(Dimensions((70, 88), (35, 42), (31, 36)),),
    colours=("gray", "gray", "charcoal", "beige", "navy", "green", "teal", "brown"), count=14,
)

_ARMCHAIRS = Kind(
    "armchairs", "Armchair", "furniture", (150, 1250),
    styles=(
        Style("Wingback", "A high-backed chair with wings to rest the head on.", 0.06),
        Style("Swivel", "A round chair that turns on its base.", 0.04, ("swivel",)),
        Style("Reading", "A deep chair made for long books.", 0.0),
    ),
    uses=("At home in a bedroom corner as well as by the window.",
          "The seat height makes it easy to get up from.",
          "Pairs well with a small lamp and a blanket."),
    materials=_UPHOLSTERY, part="cover",
    facts={"removable_cover": 0.3, "assembly_required": 0.6},
    measures=(Dimensions((26, 36), (28, 36), (30, 44)),),
    colours=colours.SOFA,
)

_COFFEE_TABLES = Kind(
    "coffee tables", "Coffee Table", "furniture", (70, 820),
    styles=(
        Style("Round", "A round table without corners to walk into.", 0.0, ("round",)),
        Style("Nesting", "A pair of tables, the small one sliding under the large one.", 0.04,
              ("set of two",)),
        Style("Lift-Top", "A table whose top lifts up for dinner on the sofa.", 0.1,
              ("lift top",), {"storage": "yes"}),
    ),
    uses=("Low enough for feet, sturdy enough for children.",
          "Carries books, cups and a laptop without wobbling.",
          "Felt pads protect the floor."),
    materials="oak walnut pine ash glass steel marble wood_veneer", part="top",
    facts={"storage": 0.3, "assembly_required": 0.7},
    measures=(Dimensions((24, 48), (22, 30), (14, 19)),),
    colours=colours.WOODS, most_colours=2,
)

_DINING_TABLES = Kind(
    "dining tables", "Dining Table", "furniture", (180, 1900),
    styles=(
        Style("Round", "A round table where four can talk to each other.", -0.04, ("round",),
              {"seats": "4"}, measures=(Dimensions((42, 52), (42, 52), (29, 30)),)),
        Style("Extending", "A table that grows from six to ten places.", 0.14, ("extendable",),
              {"seats": "10"}),
        Style("Trestle", "A long, plain table on two trestles.", 0.04, (), {"seats": "8"}),
    ),
    uses=("The top is oiled and easy to wipe.",
          "For dinners, homework and jigsaw puzzles.",
          "The legs stand clear of knees."),
    materials="oak walnut pine ash beech wood_veneer acacia", part="top",
    facts={"assembly_required": 0.9},
    measures=(Dimensions((68, 92), (34, 40), (29, 30)),),
    colours=colours.WOODS, most_colours=2, count=8,
)

_DINING_CHAIRS = Kind(
    "dining chairs", "Dining Chair", "furniture", (40, 390),
    styles=(
        Style("Spindle", "A light chair with a back of thin spindles.", 0.0),
        Style("Upholstered", "A chair with a padded seat for long dinners.", 0.06, ("padded",),
              {"padded": "yes"}),
        Style("Bistro", "A slim chair with a curved back.", 0.0),
    ),
    uses=("Sold one by one, so that sets can be mixed.",
          "Sturdy enough to lean back in.",
          "The seat is shaped for comfort."),
    materials="oak beech ash pine steel rattan walnut", part="frame",
    facts={"stackable": 0.3, "assembly_required": 0.5},
    measures=(Measure("weight_limit", 240, 330, "lb", 10),),
    colours=colours.WOODS, most_colours=2,
)

_BOOKCASES = Kind(
    "bookcases", "Bookcase", "furniture", (55, 720),
    styles=(
        Style("Tall", "A tall bookcase with five shelves.", 0.04, (), {"shelves": "5"}),
        Style("Low", "A low bookcase that fits under a window.", -0.06, (), {"shelves": "2"},
              measures=(Dimensions((30, 48), (11, 15), (28, 36)),)),
        Style("Ladder", "A leaning bookcase with shelves that get deeper towards the floor.",
              0.0, (), {"shelves": "4"}),
    ),
    uses=("The shelves hold art books without bending.",
          "A strap fixes it to the wall.",
          "For books, plants and a record player."),
    materials="oak pine walnut steel wood_veneer bamboo",
    facts={"adjustable": 0.6, "assembly_required": 0.95},
    measures=(Dimensions((24, 36), (10, 15), (66, 80)),),
    colours=colours.WOODS, most_colours=2,
)

_DESKS = Kind(
    "desks", "Desk", "furniture", (90, 980),
    styles=(
        Style("Standing", "A desk that rises at the push of a button.", 0.16,
              ("standing", "height adjustable"), {"adjustable": "yes"}),
        Style("Writing", "A slim desk with one flat drawer.", -0.02, ("drawer",)),
        Style("Corner", "A desk that makes use of a corner.", 0.0),
        Style("Fold-Down", "A small desk that folds against the wall.", -0.1, ("space saving",),
              {"foldable": "yes"}),
    ),
    uses=("A channel at the back hides the cables.",
          "Deep enough for a screen and a keyboard.",
          "For homework, home office and hobbies."),
    materials="oak pine bamboo wood_veneer ash walnut", part="top",
    facts={"storage": 0.4, "assembly_required": 0.95},
    measures=(Dimensions((36, 64), (20, 30), (29, 30)),),
    colours=colours.WOODS, most_colours=2, count=11,
)

_OFFICE_CHAIRS = Kind(
    "office chairs", "Office Chair", "furniture", (85, 790),
    styles=(
        Style("Task", "A light chair for a few hours a day.", -0.1),
        Style("Ergonomic", "A chair that supports the lower back and the neck.", 0.1,
              ("lumbar support", "headrest")),
        Style("Executive", "A wide, high-backed chair with thick armrests.", 0.08, ("high back",)),
    ),
    uses=("Rolls on carpet as well as on wood.",
          "Made for people who sit too much.",
          "Height and tilt are set with one lever."),
    materials="mesh polyester leather faux_leather mesh", part="back",
    facts={"adjustable": 0.95, "assembly_required": 0.9},
    measures=(Measure("weight_limit", 240, 340, "lb", 10),),
    colours=("black", "gray", "white", "blue", "green"), most_colours=2,
)

_BED_FRAMES = Kind(
    "bed frames", "Bed Frame", "furniture", (140, 1400),
    styles=(
        Style("Platform", "A low frame with slats that needs no box spring.", -0.02, ("slats",)),
        Style("Storage", "A frame with two deep drawers for bedding.", 0.1, (),
              {"storage": "yes"}),
        Style("Canopy", "A four-poster frame that makes a room of its own.", 0.12),
    ),
    uses=("It does not creak.",
          "High enough to vacuum underneath.",
          "Two people put it together in an hour."),
    materials="oak pine walnut steel wood_veneer ash",
    facts={"storage": 0.1, "assembly_required": 1.0},
    measures=(Measure("weight_limit", 500, 900, "lb", 50),),
    colours=colours.WOODS, most_colours=2, sizes=sizes.BEDS, count=9,
)

HOME = Department(
    "Home", "hom",
    {
        "Living room": (_SOFAS, _SOFA_BEDS, _ARMCHAIRS, _COFFEE_TABLES, _BOOKCASES),
        "Dining room": (_DINING_TABLES, _DINING_CHAIRS),
        "Home office": (_DESKS, _OFFICE_CHAIRS),
        "Bedroom furniture": (_BED_FRAMES,),
        "Bed, bath and textiles": BEDDING,
        "Lighting and decoration": LIGHTING,
    },
)
