"""Electronics, continued: watches, power, storage, cameras."""

from retrieval.sample import colours, sizes
from retrieval.sample.kind import Kind, Measure, Style

# fmt: off
_SMARTWATCHES = Kind(
    "smartwatches", "Smartwatch", "gadgets", (45, 430),
    styles=(
        Style("Fit", "A slim watch that counts steps, sleep and heartbeats.", -0.1,
              ("fitness tracking",)),
        Style("Active", "A watch with its own GPS for runs without a phone.", 0.1, ("GPS",)),
        Style("Classic", "A round watch that shows messages and hides its brains.", 0.06),
    ),
    uses=("Works with the common phones.",
          "The strap comes in two lengths.",
          "The screen can be read in the sun."),
    materials="silicone leather stainless", part="strap",
    facts={"waterproof": 0.8, "touchscreen": 0.9, "wireless": 1.0, "microphone": 0.4},
    measures=(Measure("battery_life", 30, 300, "hours", 10),
              Measure("screen_size", 1.2, 1.9, "in", 0.1)),
    colours=colours.GADGET, audiences=("adults",), count=9,
)

_POWER_BANKS = Kind(
    "power banks", "Power Bank", "gadgets", (15, 110),
    styles=(
        Style("Slim", "A flat power bank that lies behind a phone.", -0.04, ("slim",),
              {"capacity": "5,000 mAh"}, measures=(Measure("weight", 3, 5, "oz"),)),
        Style("Daily", "A power bank with two full charges for a phone.", 0.0, (),
              {"capacity": "10,000 mAh"}, measures=(Measure("weight", 6, 9, "oz"),)),
        Style("Max", "A large power bank that feeds a laptop.", 0.18, (),
              {"capacity": "20,000 mAh"}, measures=(Measure("weight", 12, 17, "oz"),)),
    ),
    uses=("Allowed in hand luggage.",
          "Four small lights show what is left.",
          "A short cable is in the box."),
    materials="aluminum plastic recycled_plastic", part="case",
    facts={"wireless": 0.4, "usb_c": 0.95, "solar_powered": 0.1},
    colours=colours.GADGET, most_colours=3, count=8,
)

_CHARGERS = Kind(
    "phone chargers", "Charger", "gadgets", (10, 85),
    styles=(
        Style("Pad", "A flat pad that charges a phone that is laid on it.", 0.02, (),
              {"wireless": "yes"}),
        Style("Wall", "A small plug with two outlets for fast charging.", -0.04, ("fast",),
              {"wireless": "no"}),
        Style("Stand", "An upright stand that charges a phone and shows its screen.", 0.08, (),
              {"wireless": "yes"}),
    ),
    uses=("It stays cool overnight.",
          "For nightstand and desk.",
          "A tiny light shows that it works."),
    materials="plastic aluminum recycled_plastic",
    facts={"usb_c": 0.9},
    measures=(Measure("power", 10, 65, "watts", 5),),
    colours=("black", "white"), most_colours=2, count=8,
)

_CABLES = Kind(
    "charging cables", "USB-C Cable", "gadgets", (8, 35),
    styles=(
        Style("Braided", "A braided cable that does not tangle.", 0.08, ("braided",)),
        Style("Soft", "A soft, bendy cable that lies flat.", 0.0),
    ),
    uses=("The plugs are reinforced where cables usually break.",
          "Charges and carries data.",
          "A strap keeps it rolled up."),
    materials="nylon silicone", part="sleeve",
    measures=(Measure("power", 60, 240, "watts", 60),),
    colours=("black", "white", "gray", "red"), most_colours=2, sizes=sizes.CABLE_LENGTHS,
    count=7,
)

_PHONE_CASES = Kind(
    "phone cases", "Phone Case", "gadgets", (10, 65),
    styles=(
        Style("Clear", "A case that shows the phone's own color.", 0.0, ("clear",),
              materials="plastic recycled_plastic"),
        Style("Rugged", "A thick case with raised edges for clumsy hands.", 0.06, ("shockproof",),
              materials="silicone plastic"),
        Style("Folio", "A case that folds shut and holds two cards.", 0.1, ("card slots",),
              materials="leather faux_leather"),
    ),
    uses=("The buttons stay easy to press.",
          "Made for the common phone models; choose yours in the cart.",
          "Thin enough for wireless pads."),
    facts={"vegan": 0.9, "waterproof": 0.1},
    colours=(*colours.GADGET, "red", "pink"), most_colours=4, count=8,
)

_DRIVES = Kind(
    "external drives", "External Drive", "gadgets", (45, 190),
    styles=(
        Style("Pocket", "A tiny solid-state drive that moves a movie in seconds.", 0.1,
              ("solid state",)),
        Style("Backup", "A drive that copies a laptop overnight.", -0.1),
    ),
    uses=("Survives a fall from the desk.",
          "A short cable for old and new laptops is in the box.",
          "For photos, music and peace of mind."),
    materials="aluminum plastic", part="case",
    facts={"usb_c": 0.9, "waterproof": 0.2},
    colours=("black", "silver", "blue"), most_colours=1, sizes=sizes.DRIVE_SIZES, count=7,
)

_WEBCAMS = Kind(
    "webcams", "Webcam", "gadgets", (25, 190),
    styles=(
        Style("HD", "A small camera for clear video calls.", -0.1, (), {"resolution": "1080p"}),
        Style("4K", "A sharp camera that keeps the face in the frame.", 0.16, ("auto framing",),
              {"resolution": "4K"}),
    ),
    uses=("Clips to any screen.",
          "A shutter closes over the lens.",
          "Kind to faces in bad light."),
    facts={"microphone": 0.9, "wireless": 0.05},
    colours=("black", "white"), most_colours=1, count=7,
)

_E_READERS = Kind(
    "e-readers", "E-Reader", "gadgets", (70, 290),
    styles=(
        Style("6-Inch", "A light reader that fits a coat pocket.", -0.1, ("compact",),
              {"screen_size": "6 in"}),
        Style("8-Inch", "A larger reader with page-turn buttons.", 0.14, ("page buttons",),
              {"screen_size": "8 in"}),
    ),
    uses=("The page looks like print, even in the sun.",
          "One charge lasts for weeks.",
          "Holds more books than a bookcase."),
    materials="recycled_plastic aluminum", part="back",
    facts={"waterproof": 0.6, "backlit": 0.9, "touchscreen": 0.9, "usb_c": 0.9},
    measures=(Measure("weight", 5, 9, "oz", 0.5),),
    colours=("black", "white", "green"), most_colours=2, count=7,
)

_CAMERAS = Kind(
    "instant cameras", "Instant Camera", "gadgets", (55, 230),
    styles=(
        Style("Mini", "A small camera that prints card-sized pictures.", -0.06, ("compact",)),
        Style("Wide", "A camera with wide prints for groups and views.", 0.08, ("wide prints",)),
    ),
    uses=("The picture appears while everyone is watching.",
          "A mirror at the lens helps with selfies.",
          "The life of a party and a good present for teenagers."),
    materials="plastic recycled_plastic", part="body",
    facts={"battery_included": 0.7, "rechargeable": 0.5},
    colours=colours.PASTEL, most_colours=3, count=7,
)

GADGETS = (
    _SMARTWATCHES, _POWER_BANKS, _CHARGERS, _CABLES, _PHONE_CASES, _DRIVES, _WEBCAMS,
    _E_READERS, _CAMERAS,
)
