"""Stationery: paper, pens, desk and art supplies."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_NOTEBOOKS = Kind(
    "notebooks", "Notebook", "stationery", (6, 48),
    styles=(
        Style("Dotted", "A notebook with dotted pages for lists and sketches.", 0.04,
              ("dotted",), {"ruling": "dotted"}),
        Style("Lined", "A lined notebook for meetings and diaries.", 0.0, ("lined",),
              {"ruling": "lined"}),
        Style("Plain", "A notebook with blank pages for drawing and thinking.", 0.0, ("blank",),
              {"ruling": "blank"}),
        Style("Spiral", "A spiral notebook that lies flat and folds back.", -0.1, ("spiral",),
              {"ruling": "lined"}),
    ),
    uses=("Opens flat on any page.",
          "A ribbon keeps the place and a pocket keeps the receipts.",
          "Small enough to be carried everywhere."),
    materials="cardboard faux_leather linen leather recycled_paper", part="cover",
    facts={"refillable": 0.2, "bleed_proof": 0.6, "acid_free": 0.5},
    measures=(Measure("pages", 96, 256, "pages", 16),),
    colours=("black", "navy", "red", "green", "gray", "yellow", "pink"), most_colours=4,
    sizes=sizes.NOTEBOOK_SIZES, count=16,
)

_PLANNERS = Kind(
    "planners", "Planner", "stationery", (10, 60),
    styles=(
        Style("Weekly", "A planner with a week on two pages.", 0.0, ("weekly",)),
        Style("Daily", "A thick planner with a page for every day.", 0.1, ("daily",)),
        Style("Undated", "A planner without dates that can be started any Monday.", 0.02,
              ("undated",)),
    ),
    uses=("Holidays and a year at a glance are in front.",
          "There is room for notes at the back.",
          "For people who forget things on screens."),
    materials="cardboard faux_leather linen leather", part="cover",
    facts={"bleed_proof": 0.6, "refillable": 0.2},
    measures=(Measure("pages", 128, 400, "pages", 16),),
    colours=("black", "navy", "green", "pink", "tan"), most_colours=3, count=8,
)

_FOUNTAIN_PENS = Kind(
    "fountain pens", "Fountain Pen", "stationery", (15, 240),
    styles=(
        Style("School", "A sturdy pen with a grip that teaches the fingers.", -0.14,
              ("beginner",), materials="plastic"),
        Style("Slim", "A slim pen for thin lines and small pockets.", 0.0, ("slim",)),
        Style("Grand", "A wide, heavy pen for signatures and long letters.", 0.14),
    ),
    uses=("Starts at once, even after a week in the drawer.",
          "Takes cartridges and a converter.",
          "A fine present for graduations."),
    materials="brass aluminum plastic resin walnut", part="barrel",
    facts={"refillable": 1.0, "gift_boxed": 0.7},
    measures=(Measure("weight", 0.4, 1.5, "oz", 0.1),),
    colours=("black", "blue", "silver", "green", "burgundy"), most_colours=3, count=9,
)

_GEL_PENS = Kind(
    "gel pens", "Gel Pen Set", "stationery", (6, 32),
    styles=(
        Style("Fine", "Pens with a fine point for small handwriting.", 0.04, ("fine point",)),
        Style("Bold", "Pens with a broad, smooth line.", 0.0, ("bold",)),
        Style("Pastel", "Soft colors that show on dark paper.", 0.04, ("pastel",)),
    ),
    uses=("They dry before the hand gets there.",
          "For letters, lists and labels.",
          "The clips survive being played with."),
    materials="plastic recycled_plastic", part="barrel",
    facts={"refillable": 0.5, "quick_drying": 0.7},
    measures=(Measure("piece_count", 3, 24, "pens", 3),), many=True, count=8,
)

_PENCILS = Kind(
    "colored pencils", "Colored Pencil Set", "art", (8, 95),
    styles=(
        Style("Junior", "Thick, unbreakable pencils for small hands.", -0.08, ("for kids",)),
        Style("Artist", "Soft, rich pencils that blend well.", 0.14, ("artist grade",)),
        Style("Watercolor", "Pencils whose lines turn to paint with a wet brush.", 0.08,
              ("watercolor",)),
    ),
    uses=("They come in a flat tin.",
          "Sharpen easily and do not crumble.",
          "From sky blue to moss green."),
    materials="pine beech", part="casing",
    facts={"refillable": 0.3, "vegan": 0.8},
    measures=(Measure("piece_count", 12, 72, "pencils", 12),), many=True, count=8,
)

_SKETCHBOOKS = Kind(
    "sketchbooks", "Sketchbook", "art", (8, 55),
    styles=(
        Style("Dry", "Smooth pages for pencil and ink.", 0.0, ("smooth",)),
        Style("Wet", "Thick pages that take watercolor.", 0.1, ("watercolor",),
              {"bleed_proof": "yes"}),
    ),
    uses=("Opens flat on the knee.",
          "An elastic band keeps it shut.",
          "The pages tear out cleanly."),
    materials="cardboard linen recycled_paper", part="cover",
    facts={"acid_free": 0.85, "bleed_proof": 0.4},
    measures=(Measure("pages", 40, 160, "pages", 8),),
    colours=("black", "tan", "blue"), most_colours=2, sizes=sizes.NOTEBOOK_SIZES, count=8,
)

_PAINTS = Kind(
    "watercolor sets", "Watercolor Set", "art", (9, 110),
    styles=(
        Style("Travel", "A box for the pocket, with a brush that unscrews.", 0.04, ("travel",)),
        Style("Studio", "Large pans in a box with three palettes.", 0.14, ("artist grade",)),
        Style("Starter", "A first box for kitchen tables.", -0.1, ("beginner",)),
    ),
    uses=("The colors are clear and mix without turning gray.",
          "Single pans can be bought again.",
          "For gardens, trains and rainy Sundays."),
    materials="steel plastic beech", part="box",
    facts={"refillable": 0.7, "vegan": 0.6},
    measures=(Measure("piece_count", 12, 48, "colors", 6),), count=8,
)

_PENCIL_CASES = Kind(
    "pencil cases", "Pencil Case", "stationery", (7, 45),
    styles=(
        Style("Roll", "A case that rolls up and ties.", 0.06, ("roll",)),
        Style("Pouch", "A simple pouch with a long zip.", -0.04),
        Style("Stand-Up", "A case that opens into a cup for pens.", 0.04, ("stands up",)),
    ),
    uses=("Holds twenty pens and a ruler.",
          "The lining wipes clean.",
          "Slips into any schoolbag."),
    materials="canvas leather faux_leather polyester recycled_polyester",
    facts={"machine_washable": 0.4, "water_resistant": 0.4, "vegan": 0.9},
    colours=colours.BRIGHT, most_colours=3, count=8,
)

_DESK_ORGANIZERS = Kind(
    "desk organizers", "Desk Organizer", "stationery", (12, 95),
    styles=(
        Style("Tray", "A shallow tray for pens, clips and glasses.", -0.06),
        Style("Tower", "Four drawers for paper and cables.", 0.1, ("drawers",),
              {"storage": "yes"}),
        Style("Caddy", "A caddy with a handle for moving from room to room.", 0.0,
              ("portable",)),
    ),
    uses=("Makes a small desk larger.",
          "Soft feet keep it from scratching.",
          "Everything has a place, even the tape."),
    materials="oak walnut bamboo steel recycled_plastic",
    facts={"stackable": 0.5, "assembly_required": 0.2},
    colours=("natural", "black", "white"), most_colours=2, count=8,
)

_CARDS = Kind(
    "greeting cards", "Greeting Card Set", "stationery", (6, 35),
    styles=(
        Style("Birthday", "Cards with cakes, balloons and animals in hats.", 0.0, ("birthday",)),
        Style("Thank-You", "Cards with pressed flowers and two plain words.", 0.02,
              ("thank you",)),
        Style("Blank", "Cards with small prints and nothing written inside.", 0.02, ("blank",)),
    ),
    uses=("Envelopes are in the pack.",
          "Good to have in a drawer.",
          "Printed on thick stock that takes any pen."),
    materials="paper recycled_paper",
    facts={"gift_boxed": 0.3},
    measures=(Measure("piece_count", 6, 20, "cards", 2),), many=True, count=7,
)

_MARKERS = Kind(
    "markers", "Marker Set", "art", (6, 65),
    styles=(
        Style("Brush", "Markers with a soft brush tip for lettering.", 0.06, ("brush tip",)),
        Style("Washable", "Markers that come out of sweaters and off tables.", -0.06,
              ("washable", "for kids")),
        Style("Dual", "Markers with a thin tip and a thick one.", 0.06, ("two tips",)),
    ),
    uses=("The caps click, so that nothing dries out.",
          "The colors can be laid over each other.",
          "For posters, journals and lemonade stands."),
    materials="plastic recycled_plastic", part="barrel",
    facts={"refillable": 0.3, "quick_drying": 0.6},
    measures=(Measure("piece_count", 6, 48, "markers", 6),), many=True, count=8,
)

STATIONERY = Department(
    "Stationery", "sta",
    {
        "Paper": (_NOTEBOOKS, _PLANNERS, _CARDS),
        "Writing": (_FOUNTAIN_PENS, _GEL_PENS),
        "Desk": (_PENCIL_CASES, _DESK_ORGANIZERS),
        "Art": (_PENCILS, _SKETCHBOOKS, _PAINTS, _MARKERS),
    },
)
