"""Electronics: sound, screens, phones' companions and the desk."""

from retrieval.sample import colours, sizes
from retrieval.sample.departments.gadgets import GADGETS
from retrieval.sample.kind import Department, Kind, Measure, Style

# fmt: off
_HEADPHONES = Kind(
    "headphones", "Headphones", "audio", (25, 390),
    styles=(
        Style("Over-Ear", "Soft over-ear headphones for long listening.", 0.04, ("over-ear",)),
        Style("Travel", "Folding headphones for planes and trains.", 0.02, ("over-ear",),
              {"noise_cancelling": "yes", "foldable": "yes", "wireless": "yes"}),
        Style("On-Ear", "Small, light headphones that sit on the ear.", -0.08, ("on-ear",)),
        Style("Studio", "Open, even-sounding headphones for the desk.", 0.08, ("over-ear",),
              {"wireless": "no", "noise_cancelling": "no"}),
    ),
    uses=("The headband does not press, even with glasses.",
          "Voices come through clearly.",
          "Made for music, films and podcasts."),
    materials="plastic aluminum leather faux_leather", part="headband",
    facts={"wireless": 0.85, "noise_cancelling": 0.65, "microphone": 0.8, "foldable": 0.5,
           "usb_charging": 0.8},
    measures=(Measure("battery_life", 18, 60, "hours", 2), Measure("weight", 6, 12, "oz", 0.5)),
    colours=colours.GADGET, many=True, count=20,
)

_EARBUDS = Kind(
    "earbuds", "Earbuds", "audio", (18, 260),
    styles=(
        Style("Mini", "Tiny earbuds that vanish in the ear.", 0.0, ("compact",)),
        Style("Sport", "Earbuds with hooks that stay put on a run.", 0.02, ("sport",),
              {"water_resistant": "yes"}),
        Style("Calm", "Earbuds that turn down the world.", 0.1, (), {"noise_cancelling": "yes"}),
    ),
    uses=("Three sizes of tips are in the box.",
          "The case fits the coin pocket of a pair of jeans.",
          "They pair once and remember it."),
    facts={"wireless": 0.95, "noise_cancelling": 0.4, "water_resistant": 0.6, "microphone": 0.9},
    measures=(Measure("battery_life", 5, 12, "hours"),),
    colours=colours.GADGET, many=True, count=14,
)

_SPEAKERS = Kind(
    "bluetooth speakers", "Bluetooth Speaker", "audio", (20, 380),
    styles=(
        Style("Pocket", "A speaker the size of a coffee mug.", -0.1, ("compact",),
              measures=(Measure("weight", 0.5, 1.2, "lb", 0.1),)),
        Style("Patio", "A loud, sturdy speaker for yard and beach.", 0.08, ("outdoor",),
              {"waterproof": "yes"}),
        Style("Shelf", "A warm-sounding speaker for kitchen or bedroom.", 0.06, (),
              {"waterproof": "no"}),
    ),
    uses=("Two of them play in stereo.",
          "The buttons work with wet fingers.",
          "Louder than it looks."),
    materials="plastic recycled_plastic aluminum oak", part="case",
    facts={"waterproof": 0.5, "usb_charging": 0.9, "microphone": 0.4},
    measures=(Measure("battery_life", 8, 30, "hours", 2), Measure("weight", 1.8, 6, "lb", 0.2)),
    colours=(*colours.GADGET, "red", "green"), count=12,
)

_SOUNDBARS = Kind(
    "soundbars", "Soundbar", "audio", (70, 690),
    styles=(
        Style("Compact", "A short bar for small screens.", -0.1, ("compact",),
              measures=(Measure("width", 15, 24, "in"),)),
        Style("Cinema", "A long bar with a separate bass box.", 0.14, ("subwoofer",)),
    ),
    uses=("Makes dialogue easy to follow.",
          "One cable connects it to the TV.",
          "Lies on the stand or hangs on the wall."),
    facts={"wireless": 0.7, "bluetooth": 0.95},
    measures=(Measure("power", 40, 400, "watts", 20), Measure("width", 34, 44, "in")),
    colours=colours.BLACKS, most_colours=1, count=7,
)

_TURNTABLES = Kind(
    "turntables", "Turntable", "audio", (80, 720),
    styles=(
        Style("Belt", "A belt-driven deck with a quiet motor.", 0.04),
        Style("Suitcase", "A portable deck with speakers in the lid.", -0.16, ("portable",)),
        Style("Automatic", "A deck that lowers the arm and lifts it again.", 0.04,
              ("automatic",)),
    ),
    uses=("Plays thirty-threes and forty-fives.",
          "The dust cover comes off its hinges.",
          "For new records and those from the attic."),
    materials="oak walnut plastic aluminum", part="plinth",
    facts={"bluetooth": 0.5},
    colours=("black", "natural", "white"), most_colours=2, count=7,
)

_TVS = Kind(
    "televisions", "TV", "gadgets", (140, 1900),
    styles=(
        Style("32-Inch", "A small TV for bedroom or kitchen.", -0.3, (), {"screen_size": "32 in"}),
        Style("43-Inch", "A mid-size TV for a small living room.", -0.14, ("4K",),
              {"screen_size": "43 in"}),
        Style("55-Inch", "A large, bright TV for most living rooms.", 0.06, ("4K",),
              {"screen_size": "55 in"}),
        Style("65-Inch", "A very large TV for movie nights.", 0.22, ("4K",),
              {"screen_size": "65 in"}),
    ),
    uses=("Menus are plain and quick.",
          "The feet can be set wide or narrow.",
          "Looks good from the side seats as well."),
    facts={"voice_control": 0.6, "wall_mountable": 1.0, "battery_included": 0.8},
    measures=(Measure("refresh_rate", 60, 120, "Hz", 60), Measure("hdmi_ports", 2, 4, "")),
    count=10,
)

_MONITORS = Kind(
    "monitors", "Monitor", "gadgets", (100, 980),
    styles=(
        Style("24-Inch", "A standard screen for office work.", -0.16, (),
              {"screen_size": "24 in"}),
        Style("27-Inch", "A sharp screen with room for two windows.", 0.02, (),
              {"screen_size": "27 in"}),
        Style("34-Inch", "An extra-wide, curved screen for work and games.", 0.2,
              ("curved", "ultrawide"), {"screen_size": "34 in"}),
    ),
    uses=("The stand turns, tilts and rises.",
          "Easy on the eyes until late.",
          "Cables leave through the foot."),
    facts={"usb_c": 0.6, "adjustable": 0.8, "speakers": 0.4},
    measures=(Measure("refresh_rate", 60, 180, "Hz", 60),),
    colours=("black", "silver", "white"), most_colours=1, count=9,
)

_KEYBOARDS = Kind(
    "keyboards", "Keyboard", "gadgets", (20, 210),
    styles=(
        Style("Mechanical", "A mechanical keyboard with a crisp click.", 0.12, ("mechanical",)),
        Style("Compact", "A small keyboard without a number pad.", -0.02, ("compact",)),
        Style("Quiet", "A flat, silent keyboard for shared rooms.", -0.06, ("quiet",)),
    ),
    uses=("The keys are slightly cupped and easy to find.",
          "Switches between three devices.",
          "For people who type all day."),
    materials="plastic recycled_plastic aluminum", part="case",
    facts={"wireless": 0.7, "backlit": 0.5, "rechargeable": 0.6},
    colours=colours.GADGET, most_colours=2, count=9,
)

_MICE = Kind(
    "computer mice", "Mouse", "gadgets", (10, 110),
    styles=(
        Style("Vertical", "An upright mouse that rests the wrist.", 0.06, ("ergonomic",)),
        Style("Travel", "A flat mouse for the laptop bag.", -0.08, ("compact",)),
        Style("Silent", "A mouse that does not click aloud.", 0.0, ("quiet",)),
    ),
    uses=("Glides on wood, glass and the sofa's arm.",
          "The wheel runs smoothly and stops where it should.",
          "Fits medium and large hands."),
    materials="plastic recycled_plastic",
    facts={"wireless": 0.85, "rechargeable": 0.5, "battery_included": 0.5},
    colours=colours.GADGET, most_colours=2, count=8,
)

_TABLETS = Kind(
    "tablets", "Tablet", "gadgets", (90, 690),
    styles=(
        Style("8-Inch", "A small tablet to hold in one hand.", -0.14, ("compact",),
              {"screen_size": "8 in"}),
        Style("10-Inch", "A tablet for movies, recipes and homework.", 0.0, (),
              {"screen_size": "10 in"}),
        Style("12-Inch", "A large tablet that replaces a light laptop.", 0.18, (),
              {"screen_size": "12 in"}),
    ),
    uses=("A children's mode limits apps and hours.",
          "Bright enough for the garden.",
          "The speakers are on both sides."),
    materials="aluminum recycled_plastic", part="back",
    facts={"touchscreen": 1.0, "waterproof": 0.2, "usb_c": 0.9, "pen_included": 0.3},
    measures=(Measure("battery_life", 9, 15, "hours"), Measure("weight", 0.7, 1.4, "lb", 0.1)),
    colours=colours.GADGET, most_colours=2, sizes=sizes.TABLET_STORAGE, count=8,
)

ELECTRONICS = Department(
    "Electronics", "ele",
    {
        "Audio": (_HEADPHONES, _EARBUDS, _SPEAKERS, _SOUNDBARS, _TURNTABLES),
        "Screens": (_TVS, _MONITORS, _TABLETS),
        "Computing": (_KEYBOARDS, _MICE),
        "Phone, watch and power": GADGETS,
    },
)
