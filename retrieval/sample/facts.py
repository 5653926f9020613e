"""Yes-or-no facts of the sample shop, and how a sentence says each.

Names are the same for every kind. In the phrases, {It}, {it}, {is}, {has} and
the like become "they", "are", "have" for things that come in the plural.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ONE: Mapping[str, str] = {
    "It": "It", "it": "it", "is": "is", "has": "has", "does": "does", "goes": "goes",
    "its": "its", "them": "it", "s": "s", "es": "es", "ies": "ies",
}  # fmt: skip
MANY: Mapping[str, str] = {
    "It": "They", "it": "they", "is": "are", "has": "have", "does": "do", "goes": "go",
    "its": "their", "them": "them", "s": "", "es": "", "ies": "y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """How one fact is said, and what it does to the price."""

    yes: str
    """What follows "it": "{is} waterproof"; or a sentence of its own, with its period."""
    no: str
    """A sentence of its own. Either is empty where a shop would not mention it."""
    lift: float = 0.0
    title: str = ""


FACTS: Mapping[str, Fact] = {
    "acid_free": Fact("{is} acid free", "The pages are not acid free."),
    "adjustable": Fact("{is} adjustable", "{It} {is} not adjustable.", 0.02),
    "assembly_required": Fact("Some assembly is needed.", "No assembly is needed."),
    "auto_shutoff": Fact("switch{es} off by {its}elf", "There is no automatic shutoff.", 0.02),
    "automatic": Fact("", ""),
    "batteries_required": Fact(
        "Batteries are needed and sold separately.", "No batteries are needed."
    ),
    "backlit": Fact("{is} backlit", "There is no backlight.", 0.05, "Backlit"),
    "battery_included": Fact("come{s} with batteries", "Batteries are not included."),
    "blackout": Fact("block{s} out the light", "{It} let{s} some light through.", 0.04),
    "bleed_proof": Fact("take{s} ink without bleeding", "Heavy ink may show on the back.", 0.03),
    "bluetooth": Fact("play{s} over Bluetooth", "There is no Bluetooth.", 0.04, "Bluetooth"),
    "bpa_free": Fact("{is} free of BPA", ""),
    "breathable": Fact("{is} breathable", "", 0.02),
    "chew_resistant": Fact("resist{s} chewing", "{It} {is} not meant for heavy chewers.", 0.05),
    "cordless": Fact("{is} cordless", "{It} run{s} on a cord.", 0.08, "Cordless"),
    "cruelty_free": Fact("{is} cruelty free", ""),
    "defrost_setting": Fact("{has} a defrost setting", "There is no defrost setting."),
    "dermatologist_tested": Fact("{is} tested by dermatologists", ""),
    "diffuser_included": Fact("come{s} with a diffuser", "A diffuser is not included."),
    "dimmable": Fact("{is} dimmable", "{It} cannot be dimmed.", 0.04, "Dimmable"),
    "dishwasher_safe": Fact("{is} dishwasher safe", "Wash {them} by hand."),
    "drinking_water_safe": Fact("{is} safe for drinking water", "It is not for drinking water."),
    "educational": Fact("", ""),
    "expandable": Fact("expand{s} for the trip home", "{It} {does} not expand.", 0.04),
    "foldable": Fact("fold{s} flat", "{It} {does} not fold.", 0.02, "Folding"),
    "fragrance_free": Fact("{is} fragrance free", "{It} {has} a light scent.", 0.01),
    "frost_resistant": Fact("can stay out in frost", "Bring {them} in before the first frost."),
    "gift_boxed": Fact("come{s} in a gift box", "", 0.02),
    "grain_free": Fact("{is} grain free", "The recipe contains grain.", 0.06, "Grain-Free"),
    "grinder": Fact("{has} a built-in grinder", "There is no built-in grinder.", 0.2),
    "hand_stitched": Fact("{is} stitched by hand", "", 0.08),
    "hooded": Fact("{has} a hood", "There is no hood."),
    "hypoallergenic": Fact("{is} hypoallergenic", "", 0.03),
    "induction_compatible": Fact("work{s} on induction", "{It} will not work on induction.", 0.03),
    "inflatable": Fact("", ""),
    "insulated": Fact("{is} insulated", "{It} {is} not insulated.", 0.05, "Insulated"),
    "leakproof": Fact("{is} leakproof", "{It} {is} not leakproof, so keep {them} upright.", 0.03),
    "left_handed": Fact("{is} made for left hands", "", 0.0, "Left-Handed"),
    "lined": Fact("{is} lined", "{It} {is} unlined.", 0.04, "Lined"),
    "lockable": Fact("can be locked", "There is no lock.", 0.02),
    "machine_washable": Fact("{is} machine washable", "{It} should not go in the washer."),
    "microphone": Fact("{has} a microphone for calls", "There is no microphone.", 0.02),
    "microwave_safe": Fact("{is} microwave safe", "Keep {them} out of the microwave."),
    "milk_frother": Fact("froth{s} milk", "There is no milk frother.", 0.06),
    "noise_cancelling": Fact(
        "{has} active noise cancelling", "There is no noise cancelling.", 0.07, "Noise Cancelling"
    ),
    "non_slip": Fact("will not slip", ""),
    "nonstick": Fact("{is} nonstick", "{It} {has} no nonstick coating.", 0.0, "Nonstick"),
    "organic": Fact("{is} organic", "", 0.0, "Organic"),
    "oven_safe": Fact("{is} oven safe", "{It} {is} not for the oven.", 0.02),
    "packable": Fact("pack{s} down small", "", 0.03, "Packable"),
    "padded": Fact("{is} padded where it counts", "{It} {is} not padded.", 0.02),
    "pen_included": Fact("come{s} with a pen", "A pen is not included.", 0.06),
    "pockets": Fact("{has} pockets", "There are no pockets."),
    "polarized": Fact("{is} polarized", "The lenses are not polarized.", 0.05, "Polarized"),
    "programmable": Fact("can be programmed ahead", "There is no timer.", 0.06),
    "quick_drying": Fact("dr{ies} quickly", "", 0.02),
    "rechargeable": Fact("{is} rechargeable", "{It} {is} not rechargeable.", 0.05, "Rechargeable"),
    "recycled": Fact("{is} made in part from recycled material", ""),
    "refillable": Fact("can be refilled", "{It} cannot be refilled.", 0.02, "Refillable"),
    "reflective": Fact("{has} reflective details", "There are no reflective details.", 0.02),
    "removable_cover": Fact("{has} a removable cover", "The cover does not come off.", 0.03),
    "reversible": Fact("{is} reversible", "", 0.02, "Reversible"),
    "screen": Fact("", ""),
    "self_watering": Fact("{has} a reservoir that waters the roots", "", 0.05, "Self-Watering"),
    "solar_powered": Fact("charge{s} in the sun", "{It} {does} not charge in the sun.", 0.04),
    "speakers": Fact("{has} built-in speakers", "There are no speakers."),
    "stackable": Fact("stack{s} neatly", "{It} {does} not stack.", 0.0, "Stacking"),
    "storage": Fact("{has} storage inside", "There is no storage inside.", 0.06),
    "stretch": Fact("{has} some stretch", "The fabric does not stretch.", 0.0, "Stretch"),
    "sulfate_free": Fact("{is} free of sulfates", ""),
    "temperature_control": Fact(
        "let{s} you set the temperature", "The temperature cannot be set.", 0.08
    ),
    "touchscreen": Fact("{has} a touchscreen", "The screen is not a touchscreen.", 0.08),
    "tsa_lock": Fact("{has} a TSA lock", "There is no TSA lock.", 0.04),
    "usb_c": Fact("connect{s} over USB-C", "There is no USB-C port."),
    "usb_charging": Fact("charge{s} over USB-C", "{It} {does} not charge over USB.", 0.03),
    "uv_protection": Fact("protect{s} from UV", "There is no UV protection.", 0.02),
    "vegan": Fact("{is} vegan", "{It} {is} not vegan."),
    "voice_control": Fact("listen{s} to voice commands", "There is no voice control.", 0.02),
    "wall_mountable": Fact("can hang on the wall", "{It} cannot hang on the wall."),
    "water_resistant": Fact(
        "{is} water resistant", "{It} {is} not water resistant.", 0.03, "Water-Resistant"
    ),
    "waterproof": Fact("{is} waterproof", "{It} {is} not waterproof.", 0.06, "Waterproof"),
    "weatherproof": Fact("can stay outside all year", "{It} {is} not weatherproof.", 0.04),
    "wheeled": Fact("{has} smooth wheels", ""),
    "wireless": Fact("{is} wireless", "{It} connect{s} with a cable.", 0.03, "Wireless"),
}

MEASURE_LINES: Mapping[str, str] = {
    "battery_life": "One charge lasts up to {value}.",
    "capacity": "{It} hold{s} {value}.",
    "weight": "{It} weigh{s} {value}.",
    "weight_limit": "{It} carr{ies} up to {value}.",
    "brightness": "{It} give{s} up to {value}.",
    "pages": "There are {value} inside.",
    "range": "{It} reach{es} {value}.",
    "power": "{It} draw{s} {value}.",
    "piece_count": "There are {value} in the box.",
    "volume": "The pack holds {value}.",
    "warranty": "The warranty runs for {value}.",
    "thickness": "{It} {is} {value} thick.",
}

_SPELLED: Mapping[str, str] = {
    "assembly_required": "",
    "batteries_required": "",
    "automatic": "automatic",
    "bpa_free": "BPA free",
    "bluetooth": "Bluetooth",
    "non_slip": "non-slip",
    "screen": "",
    "self_watering": "self-watering",
    "tsa_lock": "TSA lock",
    "usb_c": "USB-C",
    "usb_charging": "USB charging",
    "uv_protection": "UV protection",
}


def feature_of(name: str) -> str:
    """Return the selling point that a "yes" to fact `name` makes; empty where it makes none."""
    return _SPELLED.get(name, name.replace("_", " "))
