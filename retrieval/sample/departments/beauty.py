"""Beauty: skin, hair, body, make-up and the bathroom shelf."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_CARE = {"fragrance_free": 0.5, "cruelty_free": 0.85, "vegan": 0.75, "hypoallergenic": 0.4,
         "organic": 0.3}
_DRY = {"skin_type": "dry"}
_OILY = {"skin_type": "oily"}
_SENSITIVE = {"skin_type": "sensitive", "fragrance_free": "yes"}
_NORMAL = {"skin_type": "normal"}

_MOISTURIZERS = Kind(
    "moisturizers", "Moisturizer", "beauty", (9, 95),
    styles=(
        Style("Rich", "A rich cream for dry skin that drinks everything up.", 0.06,
              ("for dry skin", "rich"), _DRY),
        Style("Barrier", "A ceramide cream that keeps dry skin from getting tight.", 0.08,
              ("for dry skin", "ceramides"), _DRY),
        Style("Gel", "A light gel that leaves oily skin fresh rather than shiny.", 0.0,
              ("for oily skin", "lightweight"), _OILY),
        Style("Calm", "A plain, soothing cream for sensitive skin.", 0.04,
              ("for sensitive skin",), _SENSITIVE),
        Style("Daily", "An all-round cream for normal skin.", -0.04, ("for normal skin",),
              _NORMAL),
    ),
    uses=("Sinks in before the coffee is ready.",
          "For face and neck, morning and night.",
          "A pea-sized amount is enough."),
    facts=_CARE | {"refillable": 0.3, "dermatologist_tested": 0.6},
    measures=(Measure("volume", 1.7, 5, "fl oz", 0.1),), audiences=("adults",), count=18,
)

_CLEANSERS = Kind(
    "face cleansers", "Face Cleanser", "beauty", (7, 55),
    styles=(
        Style("Milk", "A milky cleanser that leaves dry skin soft.", 0.02, ("for dry skin",),
              _DRY),
        Style("Foam", "A foaming cleanser that clears oily skin.", 0.0, ("for oily skin",),
              _OILY),
        Style("Gentle", "A very mild cleanser for sensitive skin.", 0.02,
              ("for sensitive skin",), _SENSITIVE),
    ),
    uses=("Takes off make-up and city air.",
          "Rinses clean in seconds.",
          "The pump gives the right amount."),
    facts=_CARE | {"refillable": 0.3},
    measures=(Measure("volume", 4, 9, "fl oz", 0.5),), audiences=("adults",), count=11,
)

_SERUMS = Kind(
    "face serums", "Face Serum", "beauty", (12, 120),
    styles=(
        Style("Vitamin C", "A brightening serum with vitamin C for tired skin.", 0.06,
              ("brightening", "vitamin C"), _NORMAL),
        Style("Hyaluronic", "A hydrating serum with hyaluronic acid for dry skin.", 0.0,
              ("for dry skin", "hydrating"), _DRY),
        Style("Niacinamide", "A serum with niacinamide for oily skin and large pores.", -0.02,
              ("for oily skin",), _OILY),
        Style("Retinol", "A night serum with retinol for fine lines.", 0.1,
              ("anti-aging", "retinol"), _NORMAL),
    ),
    uses=("Three drops under the cream will do.",
          "The dropper doses well.",
          "Give it six weeks and look again."),
    facts=_CARE | {"dermatologist_tested": 0.5},
    measures=(Measure("volume", 1, 1.7, "fl oz", 0.1),), audiences=("adults",), count=11,
)

_SUNSCREENS = Kind(
    "sunscreens", "Sunscreen", "beauty", (9, 60),
    styles=(
        Style("Face SPF 50", "A light sunscreen for the face that leaves no white trace.", 0.06,
              ("for the face",), {"spf": "50"}),
        Style("Sport SPF 50", "A sunscreen that stays on through sweat and swimming.", 0.02,
              ("sport",), {"spf": "50", "water_resistant": "yes"}),
        Style("Family SPF 30", "A big bottle for the whole family.", -0.04, ("family",),
              {"spf": "30"}),
    ),
    uses=("Put it on every two hours.",
          "Does not sting in the eyes.",
          "Small enough for the beach bag."),
    facts=_CARE | {"water_resistant": 0.6},
    measures=(Measure("volume", 1.7, 8, "fl oz", 0.1),), audiences=("adults", "kids"), count=9,
)

_SHAMPOOS = Kind(
    "shampoos", "Shampoo", "beauty", (7, 45),
    styles=(
        Style("Repair", "A rich shampoo for dry and colored hair.", 0.06, ("for dry hair",),
              {"hair_type": "dry"}),
        Style("Volume", "A light shampoo that lifts fine hair.", 0.0, ("for fine hair",),
              {"hair_type": "fine"}),
        Style("Curl", "A creamy shampoo that keeps curls in shape.", 0.04, ("for curly hair",),
              {"hair_type": "curly"}),
        Style("Clear", "A fresh shampoo against flakes.", 0.0, ("anti-dandruff",),
              {"hair_type": "all"}),
    ),
    uses=("Lathers softly and rinses quickly.",
          "Use it every other day.",
          "The bottle stands on its cap for the last drop."),
    facts=_CARE | {"refillable": 0.4, "sulfate_free": 0.7},
    measures=(Measure("volume", 8, 16, "fl oz"),), audiences=("adults",), count=10,
)

_HAIR_DRYERS = Kind(
    "hair dryers", "Hair Dryer", "appliances", (25, 310),
    styles=(
        Style("Ionic", "A dryer that leaves hair smooth and less static.", 0.08, ("ionic",)),
        Style("Travel", "A small dryer with a handle that folds.", -0.12, ("travel",),
              {"foldable": "yes"}),
        Style("Salon", "A fast, strong dryer with a long cord.", 0.12, ("fast drying",)),
    ),
    uses=("The cold button sets the style.",
          "A nozzle clicks on by magnet.",
          "Light enough to hold up for ten minutes."),
    materials="plastic", part="body",
    facts={"diffuser_included": 0.5},
    measures=(Measure("power", 1200, 2000, "watts", 100), Measure("weight", 0.9, 1.9, "lb", 0.1)),
    colours=("black", "white", "pink", "gray"), most_colours=2, count=8,
)

_TOOTHBRUSHES = Kind(
    "electric toothbrushes", "Electric Toothbrush", "appliances", (20, 190),
    styles=(
        Style("Sonic", "A slim brush that hums through two minutes.", 0.04, ("sonic",)),
        Style("Rotary", "A brush with a small round head for tight corners.", 0.0),
        Style("Kids", "A small brush with a song that lasts two minutes.", -0.1, ("for kids",)),
    ),
    uses=("A timer changes the side every thirty seconds.",
          "Tells when one is pressing too hard.",
          "Two brush heads are in the box."),
    materials="plastic recycled_plastic", part="handle",
    facts={"waterproof": 0.9, "rechargeable": 0.85, "usb_charging": 0.5},
    measures=(Measure("battery_life", 14, 60, "days", 2),),
    colours=("white", "black", "pink", "mint"), most_colours=2, count=8,
)

_PERFUMES = Kind(
    "perfumes", "Eau de Parfum", "beauty", (24, 150),
    styles=(
        Style("Floral", "Peony and rose over a clean musk.", 0.0, ("floral",)),
        Style("Citrus", "Grapefruit and neroli with a green edge.", -0.02, ("citrus",)),
        Style("Wood", "Cedar and sandalwood with a touch of pepper.", 0.04, ("woody",)),
        Style("Amber", "Warm amber and vanilla for the evening.", 0.06, ("warm",)),
    ),
    uses=("Stays close to the skin all day.",
          "Two sprays are enough.",
          "The bottle looks good on a shelf."),
    facts={"cruelty_free": 0.8, "vegan": 0.7, "refillable": 0.4, "gift_boxed": 0.8},
    audiences=("women", "men", "adults"), sizes=sizes.PERFUME_SIZES, count=11,
)

_LIPSTICKS = Kind(
    "lipsticks", "Lipstick", "makeup", (8, 48),
    styles=(
        Style("Matte", "A velvety, matte color that stays for hours.", 0.04, ("matte",)),
        Style("Glow", "A creamy color with a soft shine.", 0.02, ("creamy",)),
        Style("Sheer", "A sheer tint that feels like balm.", -0.04, ("sheer",)),
    ),
    uses=("Goes on without a mirror.",
          "Does not dry out the lips.",
          "The case shuts with a click."),
    facts={"cruelty_free": 0.85, "vegan": 0.7, "fragrance_free": 0.5, "refillable": 0.3},
    colours=colours.LIPS, most_colours=6, audiences=("women",), count=10,
)

_MASCARAS = Kind(
    "mascaras", "Mascara", "makeup", (8, 42),
    styles=(
        Style("Volume", "A thick brush for full lashes.", 0.02, ("volume",)),
        Style("Length", "A slim brush that reaches the short lashes too.", 0.0,
              ("lengthening",)),
    ),
    uses=("Comes off with warm water and patience.",
          "Does not crumble by evening.",
          "Suits eyes that wear contact lenses."),
    facts={"waterproof": 0.4, "cruelty_free": 0.85, "vegan": 0.7, "fragrance_free": 0.6},
    colours=("black", "brown"), most_colours=2, audiences=("women",), count=8,
)

_HAND_CREAMS = Kind(
    "hand creams", "Hand Cream", "beauty", (6, 38),
    styles=(
        Style("Intense", "A thick cream for cracked, dry hands.", 0.06, ("for dry skin",), _DRY),
        Style("Quick", "A light cream that leaves no fingerprints on the phone.", 0.0,
              ("fast absorbing",), _NORMAL),
    ),
    uses=("The tube fits any bag.",
          "For gardeners, nurses and cold days.",
          "A small present for a host."),
    facts=_CARE | {"gift_boxed": 0.3},
    measures=(Measure("volume", 1, 3.4, "fl oz", 0.1),), audiences=("adults",), count=8,
)

_SHAVERS = Kind(
    "electric shavers", "Electric Shaver", "appliances", (30, 260),
    styles=(
        Style("Foil", "A shaver with straight foils for a close shave.", 0.04, ("foil",)),
        Style("Rotary", "A shaver with three round heads that follow the chin.", 0.04,
              ("rotary",)),
        Style("Trimmer", "A trimmer with combs for stubble and beards.", -0.1,
              ("beard trimmer",)),
    ),
    uses=("Works on two-day stubble as well.",
          "Opens at a click for cleaning.",
          "Quiet enough for early mornings."),
    materials="plastic stainless", part="body",
    facts={"waterproof": 0.7, "cordless": 0.9, "rechargeable": 0.9, "usb_charging": 0.4},
    measures=(Measure("battery_life", 40, 120, "minutes", 10),),
    colours=("black", "silver", "blue"), most_colours=1, audiences=("men",), count=8,
)

BEAUTY = Department(
    "Beauty", "bea",
    {
        "Skin": (_MOISTURIZERS, _CLEANSERS, _SERUMS, _SUNSCREENS, _HAND_CREAMS),
        "Hair and shaving": (_SHAMPOOS, _HAIR_DRYERS, _SHAVERS),
        "Make-up and scent": (_LIPSTICKS, _MASCARAS, _PERFUMES),
        "Teeth": (_TOOTHBRUSHES,),
    },
)
