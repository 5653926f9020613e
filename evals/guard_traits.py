"""How the examination of the guard says attributes, and when a product has one.

The table is `evals/data/guard/traits.tsv`: yes, no, whether, and yes in other words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from evals.guard_plans import DATA
from retrieval.product import Product

_IMPLIES = {
    "waterproof": ("water_resistant", "weatherproof", "leakproof", "quick_drying"),
    "weatherproof": ("water_resistant", "waterproof", "frost_resistant"),
    "water_resistant": ("waterproof", "weatherproof"),
    "wireless": ("cordless", "bluetooth", "rechargeable"),
    "cordless": ("wireless", "rechargeable", "battery_included"),
    "bluetooth": ("wireless",),
    "usb_charging": ("rechargeable", "usb_c"),
    "rechargeable": ("usb_charging", "cordless", "battery_included", "wireless"),
    "usb_c": ("usb_charging", "rechargeable"),
    "solar_powered": ("rechargeable", "cordless", "wireless"),
    "foldable": ("packable",),
    "packable": ("foldable",),
    "automatic": ("programmable", "auto_shutoff"),
    "programmable": ("automatic",),
    "touchscreen": ("screen",),
    "dermatologist_tested": ("hypoallergenic",),
    "padded": ("insulated",),
    "lined": ("insulated",),
    "pockets": ("storage",),
}
"""What a claim of the key may be taken to say as well: not claimed as an invention then."""

MEASURES = {
    "weight": "weighs {}",
    "capacity": "holds {}",
    "volume": "holds {}",
    "weight_limit": "carries up to {}",
    "battery_life": "runs for up to {}",
    "dimensions": "measures {}",
    "height": "is {} tall",
    "length": "is {} long",
    "diameter": "is {} across",
    "thickness": "is {} thick",
    "width": "is {} wide",
    "power": "has a power of {}",
    "screen_size": "has a screen of {}",
    "refresh_rate": "has a refresh rate of {}",
    "pressure": "has a pressure of {}",
    "brightness": "has a brightness of {}",
    "warranty": "has a warranty of {}",
    "range": "has a range of {}",
    "pages": "has {}",
    "piece_count": "has {}",
    "players": "is for {} players",
    "sleeps": "sleeps {}",
    "seats": "seats {}",
    "recommended_age": "is for ages {}",
    "spf": "has an SPF of {}",
    "drop": "has a drop of {}",
    "burn_time": "burns for up to {}",
    "cutting_width": "has a cutting width of {}",
    "heel_height": "has a heel of {}",
    "comfort_temperature": "is comfortable down to {}",
    "cooking_area": "has a cooking area of {}",
}
SPOKEN_UNITS = {
    "lb": "pounds",
    "oz": "ounces",
    "in": "inches",
    "ft": "feet",
    "mm": "millimeters",
    "fl": "fluid",
    "Hz": "hertz",
    "F": "degrees",
    "g": "grams",
    "kg": "kilograms",
    "cm": "centimeters",
}
WRONG_UNITS = {
    "lb": ("kilograms", "ounces", "kg", "grams"),
    "oz": ("pounds", "grams", "lb"),
    "in": ("centimeters", "feet", "cm", "millimeters"),
    "ft": ("inches", "meters", "yards"),
    "mm": ("inches", "centimeters", "cm"),
    "hours": ("days", "minutes", "weeks"),
    "days": ("hours", "weeks", "months"),
    "liters": ("gallons", "milliliters", "ounces"),
    "watts": ("kilowatts", "volts"),
    "years": ("months", "decades"),
    "lumens": ("watts",),
    "mAh": ("watts", "hours"),
    "feet": ("inches", "meters", "miles"),
    "pages": ("sheets", "notebooks"),
    "bar": ("psi", "watts"),
}
"""By the last word of a value as the catalog writes it."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One attribute that is a yes or a no."""

    name: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    whether: str
    disguised: tuple[str, ...]


@cache
def traits() -> Mapping[str, Trait]:
    """Return the table by attribute."""
    lines = (DATA / "traits.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {
        name: Trait(name, tuple(y.split("|")), tuple(n.split("|")), w, tuple(d.split("|")))
        for name, y, n, w, d in rows
    }


def has(product: Product, name: str) -> bool:
    """Tell whether the product's record says yes to an attribute."""
    return product.attributes.get(name) == "yes" or _spaced(name) in {
        _spaced(f) for f in product.features
    }


def lacks(product: Product, name: str) -> bool:
    """Tell whether the record says no to it."""
    return product.attributes.get(name) == "no" and not has(product, name)


def foreign(product: Product, name: str) -> bool:
    """Tell whether claiming it would be an invention, also for who reads the record kindly."""
    told = " ".join(
        (product.title, product.description, *product.features, *product.attributes.values())
    )
    words = told.casefold().replace("-", " ")
    stem = _spaced(name).split()[0][:6]
    kin = (name, *(n for n in traits() if name in _IMPLIES.get(n, ())))
    return not any(has(product, n) for n in kin) and (lacks(product, name) or stem not in words)


def measured(name: str, value: str = "") -> bool:
    """Tell whether a measure says enough to be spoken: "weighs 2" does not."""
    return bool(value) and (name in _BARE or any(c.isalpha() for c in value.replace(" x ", " ")))


_BARE = frozenset({"sleeps", "seats", "spf", "players"})
"""Measures that need no unit."""


def spoken_value(value: str) -> str:
    """Return "1.6 pounds" for "1.6 lb"."""
    words = value.replace(" x ", " by ").split()
    if words and words[-1] in SPOKEN_UNITS and len(words) > 1:
        words[-1] = SPOKEN_UNITS[words[-1]]
        if words[-2] == "fl":
            words[-2] = "fluid"
        if words[0] == "1" and len(words) == 2:
            words[-1] = words[-1].replace("feet", "foot").removesuffix("s")
    return " ".join(words)


def _spaced(name: str) -> str:
    return name.casefold().replace("_", " ").replace("-", " ")
