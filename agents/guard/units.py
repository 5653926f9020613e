"""Units as they are written and spoken, and the amounts that facts state in them. Pure.

Amounts convert only within one system and exactly (grams to kilograms, inches to feet): a
model that turns pounds into kilograms has done sums of its own.
"""

import re
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, in which system, and how many of the system's smallest it is."""

    kind: str
    """ "mass", "length", "volume", "time", ..., or the unit itself."""
    system: str
    factor: Decimal


_TABLE = """
mass metric: mg 0.001 milligram | g 1 gram gm | kg 1000 kilogram kilo
mass imperial: oz 1 ounce | lb 16 pound lbs
length metric: mm 1 millimeter | cm 10 centimeter | m 1000 meter | km 1000000 kilometer
length imperial: in 1 inch inches " | ft 12 foot feet | yd 36 yard | mi 63360 mile
volume metric: ml 1 milliliter | cl 10 centiliter | l 1000 liter
volume imperial: floz 1 | cup 8 | pt 16 pint | qt 32 quart | gal 128 gallon
time clock: sec 1 second s | min 60 minute | hr 3600 hour h hrs | day 86400 | week 604800
time calendar: month 1 mo | year 12 yr yrs
power watt: w 1 watt | kw 1000 kilowatt
data byte: mb 1 megabyte meg | gb 1000 gigabyte gig | tb 1000000 terabyte
charge amp: mah 1 milliamp | ah 1000
frequency hertz: hz 1 hertz | khz 1000 kilohertz | mhz 1000000 megahertz | ghz 1000000000 gigahertz
"""
_SINGLE = (
    "bar volt lumen psi btu degree piece page thread count cube pack pair port slot shelf drawer "
    "burner "
    "gear player person seat serving sheet carat karat megapixel mp setting speed bpm rpm sqin "
    "sqft celsius fahrenheit c f v lux db decibel mph kmh spf grit watt-hour dpi ply row tier "
    "wheel string card game episode tablet capsule bottle can bag roll compartment pocket "
    "key cup-size door blade cell core fps nit point hole panel"
)


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        head, _, rest = line.partition(": ")
        kind, system = head.split()
        for group in rest.split(" | "):
            name, factor, *others = group.split()
            unit = Unit(kind, system, Decimal(factor))
            for word in (name, *others):
                units[word] = unit
                if len(word) > 2:
                    units[f"{word}s"] = unit
    for name in _SINGLE.split():
        unit = Unit(name, name, Decimal(1))
        units[name] = unit
        if len(name) > 2:
            units[f"{name}s"] = unit
    units["people"] = units["persons"] = units["person"]
    units["man"] = units["person"]
    units["shelves"] = units["shelf"]
    units["°"] = units["degree"]
    units["volts"] = units["v"] = units["volt"]
    units["c"] = units["celsius"]
    units["f"] = units["fahrenheit"]
    units["db"] = units["decibel"]
    units["mp"] = units["megapixel"]
    del units["s"]
    return units


UNITS = _units()
"""By every way in which a unit is written, lower case."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, and with a second number where it is a range."""

    value: Decimal
    unit: Unit | None = None
    high: Decimal | None = None

    def same(self, other: "Amount") -> bool:
        """Say whether both are the same amount, exactly, and in one system of units."""
        a, b = self._base(), other._base()
        return a is not None and b is not None and self.comparable(other) and a == b

    def comparable(self, other: "Amount") -> bool:
        """Say whether both measure the same in the same system."""
        if self.unit is None or other.unit is None:
            return self.unit is other.unit
        if {self.unit.system, other.unit.system} == {"degree", "fahrenheit"}:
            return True
        if {self.unit.system, other.unit.system} == {"degree", "celsius"}:
            return True
        return (self.unit.kind, self.unit.system) == (other.unit.kind, other.unit.system)

    @property
    def base(self) -> Decimal:
        """The number in the system's smallest unit."""
        return self.value * (self.unit.factor if self.unit else 1)

    def _base(self) -> tuple[Decimal, Decimal | None]:
        factor = self.unit.factor if self.unit else Decimal(1)
        return self.value * factor, None if self.high is None else self.high * factor


_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = r"(?:fl\.? ?oz|sq\.? ?in|sq\.? ?ft|square (?:inches|feet)|fluid ounces?|[a-z°\"]+)"
_AMOUNT = re.compile(rf"{_NUMBER}\s?-?\s?({_UNIT})?", re.I)
_RANGE = re.compile(rf"{_NUMBER}\s?(?:-|–|to)\s?{_NUMBER}\s?({_UNIT})?", re.I)
_SIDES = re.compile(rf"{_NUMBER}\s?({_UNIT})?\s?(?:x|×|by)\s", re.I)
_JOINED = {
    "fl oz": "floz", "fl. oz": "floz", "floz": "floz", "fluid ounce": "floz",
    "fluid ounces": "floz", "sq in": "sqin", "sq. in": "sqin", "sq ft": "sqft",
    "square inches": "sqin", "square feet": "sqft", "sqin": "sqin", "sqft": "sqft",
}  # fmt: skip


def unit_named(text: str) -> Unit | None:
    """Return the unit that `text` names; None if it names none."""
    low = text.casefold().strip()
    return UNITS.get(_JOINED.get(low, low))


def amounts_in(value: str) -> tuple[tuple[Amount, ...], bool]:
    """Return the amounts that a fact's value states, and whether they are sides of one thing.

    Args:
        value: "450 g", "3 to 6 years", "14 x 9 x 22 in".
    """
    text = value.replace("×", "x")
    parts = re.split(r"(?<=[\d\sa-z\"])\s?(?:x|by)\s?(?=\d)", text, flags=re.I)
    if len(parts) > 1 and _AMOUNT.search(parts[0]):
        found = [_AMOUNT.search(part) for part in parts]
        named = [unit_named(m[2] or "") for m in found if m]
        unit = next((u for u in reversed(named) if u), None)
        sides = tuple(
            Amount(_decimal(m[1]), own or unit) for m, own in zip(found, named, strict=False) if m
        )
        return sides, True
    ranged = _RANGE.search(text)
    if ranged:
        unit = unit_named(ranged[3] or "")
        return (Amount(_decimal(ranged[1]), unit, _decimal(ranged[2])),), False
    return tuple(
        Amount(_decimal(m[1]), unit_named(m[2] or "")) for m in _AMOUNT.finditer(text)
    ), False


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
