"""Fashion: clothes for women, men and children."""

from retrieval.sample import colours, sizes
from retrieval.sample.departments.accessories import ACCESSORIES
from retrieval.sample.departments.outerwear import OUTERWEAR
from retrieval.sample.kind import Department, Kind, Style

# fmt: off
_DRESSES = Kind(
    "dresses", "Dress", "womenswear", (30, 320),
    styles=(
        Style("Wrap", "A wrap dress that ties at the waist and flatters most figures.", 0.02,
              ("wrap",)),
        Style("Maxi", "A floor-length dress that moves well.", 0.06, ("maxi", "long")),
        Style("Mini", "A short dress with a neat, straight cut.", -0.08, ("mini", "short")),
        Style("Midi", "A calf-length dress that goes from desk to dinner.", 0.0, ("midi",)),
        Style("Shirt", "A shirt dress with a collar, a button front and a belt.", -0.02,
              ("shirt dress",)),
        Style("Evening", "An elegant dress for weddings, parties and the opera.", 0.2,
              ("formal", "party"), materials="silk satin velvet viscose"),
    ),
    uses=("Wear it with sneakers by day and heels by night.",
          "The cut is easy at the hips and true to size.",
          "A dress to pack for any long weekend."),
    materials="cotton organic_cotton viscose lyocell linen jersey polyester silk",
    facts={"lined": 0.5, "pockets": 0.5, "machine_washable": 0.8, "stretch": 0.4},
    colours=colours.DRESSY, audiences=("women",), sizes=sizes.CLOTHES, count=26,
)

_SKIRTS = Kind(
    "skirts", "Skirt", "womenswear", (25, 190),
    styles=(
        Style("Pleated", "A pleated skirt that swings as it walks.", 0.06, ("pleated",)),
        Style("Pencil", "A slim skirt that ends at the knee.", 0.0, ("office",)),
        Style("A-Line", "An A-line skirt that is fitted at the waist and wide at the hem.",
              -0.04),
    ),
    uses=("Goes with a tucked-in shirt or a short sweater.",
          "The zip at the side keeps the line smooth.",
          "Comfortable to sit in all day."),
    materials="cotton viscose linen corduroy denim wool_blend satin",
    facts={"lined": 0.6, "pockets": 0.4, "machine_washable": 0.8, "stretch": 0.3},
    colours=colours.DRESSY, audiences=("women",), sizes=sizes.CLOTHES,
)

_BLOUSES = Kind(
    "blouses", "Blouse", "womenswear", (25, 210),
    styles=(
        Style("Bow", "A blouse with a soft bow at the neck.", 0.04),
        Style("V-Neck", "A loose blouse with a V-neck and gathered shoulders.", 0.0),
        Style("Ruffle", "A blouse with a small ruffle along the cuffs.", 0.02),
    ),
    uses=("Smart enough for the office, soft enough for the weekend.",
          "Tuck it into jeans or a skirt.",
          "Hangs well and hardly creases."),
    materials="cotton viscose lyocell silk linen satin polyester",
    facts={"machine_washable": 0.8, "stretch": 0.1, "lined": 0.1},
    colours=colours.DRESSY, audiences=("women",), sizes=sizes.CLOTHES,
)

_SHIRTS = Kind(
    "shirts", "Shirt", "menswear", (25, 180),
    styles=(
        Style("Oxford", "A button-down shirt that looks right with or without a tie.", 0.02,
              ("button-down",)),
        Style("Slim", "A slim shirt that stays tucked in.", 0.02, ("slim fit",)),
        Style("Relaxed", "A roomy shirt to wear open over a T-shirt.", -0.04, ("relaxed fit",)),
        Style("Short-Sleeve", "A short-sleeved shirt for warm days.", -0.08, ("short sleeves",)),
    ),
    uses=("Works under a blazer and on its own.",
          "The collar keeps its shape after many washes.",
          "Cut long enough to wear tucked in."),
    materials="cotton organic_cotton linen flannel corduroy cotton_blend",
    facts={"machine_washable": 1.0, "pockets": 0.6, "stretch": 0.3},
    colours=colours.CLASSIC, audiences=("men",), sizes=sizes.CLOTHES, count=12,
)

_T_SHIRTS = Kind(
    "t-shirts", "T-Shirt", "clothing", (12, 75),
    styles=(
        Style("Crew", "A crew-neck T-shirt that keeps its shape.", 0.0, ("crew neck",)),
        Style("V-Neck", "A V-neck T-shirt to wear alone or under a shirt.", 0.0, ("V-neck",)),
        Style("Heavy", "A thick, boxy T-shirt with a bit of substance.", 0.1, ("heavyweight",)),
        Style("Long-Sleeve", "A long-sleeved T-shirt for the in-between months.", 0.06,
              ("long sleeves",)),
    ),
    uses=("The one to reach for on most mornings.",
          "The neck does not go slack.",
          "Buy it in two colors and stop thinking about it."),
    materials="cotton organic_cotton jersey hemp bamboo_viscose merino",
    facts={"machine_washable": 1.0, "stretch": 0.3, "vegan": 0.8},
    colours=(*colours.CLASSIC, "red", "green"), audiences=("women", "men", "kids"),
    sizes=sizes.CLOTHES, count=14,
)

_SWEATERS = Kind(
    "sweaters", "Sweater", "clothing", (35, 290),
    styles=(
        Style("Crewneck", "A plain crewneck sweater that layers over anything.", 0.0,
              ("crew neck",)),
        Style("Cable-Knit", "A chunky cable-knit sweater with a bit of the sea about it.", 0.06,
              ("cable knit", "chunky")),
        Style("Turtleneck", "A turtleneck sweater for cold necks.", 0.04, ("turtleneck",)),
        Style("Fine-Knit", "A fine-knit sweater that fits under a jacket.", 0.02, ("fine knit",)),
    ),
    uses=("Warm without being bulky.",
          "The ribbed hem and cuffs stay put.",
          "Wear it with jeans or over a collar."),
    materials="wool lambswool merino cashmere cotton acrylic wool_blend lambswool wool",
    facts={"machine_washable": 0.5, "vegan": 0.8},
    colours=colours.KNIT, audiences=("women", "men"), sizes=sizes.CLOTHES, count=20,
)

_CARDIGANS = Kind(
    "cardigans", "Cardigan", "clothing", (35, 240),
    styles=(
        Style("Long", "A long cardigan that works like a light coat.", 0.06, ("long cut",)),
        Style("Shawl", "A cardigan with a shawl collar and big buttons.", 0.08),
        Style("Cropped", "A short cardigan that ends at the waist.", -0.04, ("cropped",)),
    ),
    uses=("Lives over the back of the chair until it is needed.",
          "Soft enough to wear on bare arms.",
          "The buttons are large and easy to do up."),
    materials="wool lambswool merino cotton acrylic wool_blend cashmere",
    facts={"machine_washable": 0.5, "pockets": 0.6},
    colours=colours.KNIT, audiences=("women", "men"), sizes=sizes.CLOTHES,
)

_HOODIES = Kind(
    "hoodies", "Hoodie", "clothing", (28, 130),
    styles=(
        Style("Zip", "A zip-up hoodie for before and after the gym.", 0.04, ("full zip",)),
        Style("Classic", "A pullover hoodie with a big front pocket.", 0.0, (),
              {"pockets": "yes"}),
        Style("Oversized", "An oversized hoodie that could replace the sofa.", 0.04,
              ("oversized",)),
    ),
    uses=("Soft on the inside and hard to take off.",
          "The hood lies flat and the cords do not fray.",
          "For travel days, cold offices and Sunday mornings."),
    materials="cotton organic_cotton cotton_blend jersey fleece",
    facts={"machine_washable": 1.0, "lined": 0.4, "pockets": 0.9},
    colours=(*colours.CLASSIC, "green", "pink"), audiences=("women", "men", "kids"),
    sizes=sizes.CLOTHES, count=12,
)

_JEANS = Kind(
    "jeans", "Jeans", "clothing", (35, 210),
    styles=(
        Style("Slim", "Slim jeans that sit just below the waist.", 0.0, ("slim fit",)),
        Style("Straight", "Straight-leg jeans with a mid rise.", 0.0, ("straight leg",)),
        Style("Wide-Leg", "High-waisted jeans with a wide leg.", 0.04, ("wide leg", "high waist")),
        Style("Skinny", "Skinny jeans that fit close to the ankle.", -0.04, ("skinny fit",)),
    ),
    uses=("They soften with every wear.",
          "Good with boots, better with sneakers.",
          "The hem can be turned up once without looking odd."),
    materials="denim",
    facts={"stretch": 0.6, "machine_washable": 1.0},
    colours=colours.DENIM, most_colours=2, audiences=("women", "men"), sizes=sizes.WAISTS,
    many=True, count=14,
)

_TROUSERS = Kind(
    "chinos", "Chinos", "clothing", (30, 160),
    styles=(
        Style("Tapered", "Tapered chinos with room at the thigh.", 0.02, ("tapered",)),
        Style("Pleated", "Pleated chinos with an old-school drape.", 0.06, ("pleated",)),
        Style("Slim", "Slim chinos for the office.", 0.0, ("slim fit", "office")),
    ),
    uses=("They take a crease well and lose it just as easily.",
          "Fine with a shirt, a sweater or a blazer.",
          "The pockets are deep enough for a phone."),
    materials="cotton organic_cotton cotton_blend linen",
    facts={"stretch": 0.5, "machine_washable": 1.0},
    colours=("beige", "navy", "olive", "gray", "black", "tan"), audiences=("women", "men"),
    sizes=sizes.WAISTS, many=True,
)

_LEGGINGS = Kind(
    "leggings", "Leggings", "clothing", (18, 95),
    styles=(
        Style("High-Waist", "High-waisted leggings that stay up by themselves.", 0.04,
              ("high waist",)),
        Style("Seven-Eighth", "Cropped leggings that end above the ankle.", 0.0, ("cropped",)),
    ),
    uses=("They do not turn see-through when they stretch.",
          "For the couch, the studio and long flights.",
          "Flat seams, so that nothing rubs."),
    materials="cotton_blend nylon_blend poly_blend",
    facts={"pockets": 0.5, "stretch": 0.98, "machine_washable": 1.0, "quick_drying": 0.5},
    colours=("black", "navy", "gray", "green", "burgundy"), audiences=("women", "kids"),
    sizes=sizes.CLOTHES, many=True,
)

FASHION = Department(
    "Fashion", "fas",
    {
        "Women": (_DRESSES, _SKIRTS, _BLOUSES),
        "Shirts and tops": (_SHIRTS, _T_SHIRTS, _HOODIES),
        "Knitwear": (_SWEATERS, _CARDIGANS),
        "Pants": (_JEANS, _TROUSERS, _LEGGINGS),
        "Outerwear and nightwear": OUTERWEAR,
        "Accessories": ACCESSORIES,
    },
)
