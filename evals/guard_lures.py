"""What the false replies claim: names, materials and promises that no list of the shop holds."""

FAMOUS = (
    "Nike", "Adidas", "Apple", "Samsung", "Sony", "Patagonia", "IKEA", "Dyson", "Bose", "Gucci",
    "Levi's", "Columbia", "Hoka", "New Balance", "Philips", "Lego", "Rolex", "Yeti", "KitchenAid",
    "Garmin", "Merrell", "Birkenstock", "Zara", "De'Longhi", "Le Creuset",
)  # fmt: skip
CLAIMS = (
    "won't shrink in the wash", "keeps its shape for years", "stays cool all day long",
    "never fades", "feels like a cloud", "lasts for a decade", "keeps you warm in deep snow",
    "makes no noise at all", "holds up in heavy rain", "takes a beating without a scratch",
    "is easy on sore feet", "looks like real gold", "folds down to the size of a book",
    "charges in half an hour", "fits in any kitchen", "stands up to saltwater",
    "doesn't stain", "wipes clean in seconds", "cuts your power bill", "glows in the dark",
    "comes in its own travel pouch", "heats up in seconds", "has extra room in the toe",
    "blocks every bit of sun", "is gentle on your back", "is built like a tank",
)  # fmt: skip
MATERIALS = (
    "leather", "silk", "cashmere", "bamboo", "titanium", "steel", "cotton", "wool", "oak",
    "marble", "polyester", "nylon", "ceramic", "linen", "suede", "glass", "aluminum", "rubber",
)  # fmt: skip
COLOURS = ("red", "blue", "green", "black", "white", "purple", "orange", "pink", "yellow", "brown")
AUDIENCES = ("women", "men", "kids", "dogs", "cats")
KIN = {"suede": ("leather", "nubuck"), "leather": ("suede", "nubuck"), "steel": ("stainless",),
        "wool": ("merino", "lambswool", "cashmere", "flannel", "boucle"),
        "cotton": ("denim", "canvas", "corduroy", "jersey", "flannel", "velvet"),
        "aluminum": ("metal",), "polyester": ("fleece", "synthetic", "microfiber"),
        "nylon": ("synthetic", "mesh"), "ceramic": ("stoneware", "porcelain", "terracotta"),
        "glass": ("crystal",), "rubber": ("latex", "silicone"), "oak": ("wood",),
        "silk": ("satin",)}  # fmt: skip
NUMBERS = ("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen")
VALUES = {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
           "eleven": 11, "twelve": 12, "fifteen": 15}  # fmt: skip
NEW_MEASURES = {
    "weight": ("weighs 2 pounds", "weighs 900 grams", "weighs next to nothing"),
    "battery_life": ("runs for up to 12 hours", "lasts three days on one charge"),
    "capacity": ("holds 2 liters", "holds 40 ounces"),
    "height": ("is 18 inches tall", "stands about a foot high"),
    "warranty": ("has a warranty of 2 years",),
    "power": ("draws 900 watts",),
    "weight_limit": ("carries up to 250 pounds",),
    "thickness": ("is 2 inches thick",),
    "length": ("is 5 feet long",),
}
KNOWN_FROM = {"dimensions": ("height", "length", "thickness"), "volume": ("capacity",),
               "piece_count": (), "blade_length": ("length",), "diameter": ("length",)}  # fmt: skip
