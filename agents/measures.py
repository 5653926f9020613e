"""How much of a quality a listing states: "lighter" is a smaller stated weight. Pure.

Covers qualities that shops state as numbers. One that is not stated is None, never a
guess: nothing is called lighter whose weight nobody wrote down.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.product import Product

_WEIGHT = ("weight",)
_LONG = ("length", "cable_length", "blade_length", "dimensions")
_WIDE = ("width", "diameter", "cutting_width", "dimensions")
_TALL = ("height", "heel_height", "dimensions")
_ROOM = ("capacity", "volume", "storage_capacity")
_SIZED = ("screen_size", "sleeps", "seats", *_ROOM, "dimensions")
_LASTS = ("battery_life", "burn_time", "run_time")
_WARM = ("temperature_rating", "comfort_temperature")
_MEASURED: dict[str, tuple[tuple[str, ...], int]] = {
    "light": (_WEIGHT, -1), "lightweight": (_WEIGHT, -1), "heavy": (_WEIGHT, 1),
    "long": (_LONG, 1), "short": ((*_TALL, *_LONG), -1), "wide": (_WIDE, 1),
    "narrow": (_WIDE, -1), "tall": (_TALL, 1), "high": (_TALL, 1), "low": (_TALL, -1),
    "thick": (("thickness",), 1), "thin": (("thickness",), -1), "roomy": (_ROOM, 1),
    "spacious": (_ROOM, 1), "bright": (("brightness",), 1), "warm": (_WARM, -1),
    "powerful": (("power", "wattage"), 1), "loud": (("noise_level",), 1),
    "quiet": (("noise_level",), -1), "big": (_SIZED, 1),
    "small": (_SIZED, -1), "lasting": (_LASTS, 1),
    "battery": (_LASTS, 1), "capacity": (_ROOM, 1), "storage": (_ROOM, 1), "room": (_ROOM, 1),
    "space": (_ROOM, 1), "pieces": (("piece_count",), 1), "pages": (("pages",), 1),
}  # fmt: skip
"""A quality, the attributes that state it in order, and whether more of it is a larger number."""
_UNITS = {
    "kg": 1000.0, "g": 1.0, "lb": 453.592, "lbs": 453.592, "oz": 28.3495, "pounds": 453.592,
    "mm": 0.1, "cm": 1.0, "m": 100.0, "in": 2.54, "inch": 2.54, "inches": 2.54, "ft": 30.48,
    "feet": 30.48, "l": 1000.0, "liters": 1000.0, "ml": 1.0, "gallons": 3785.41,
    "quarts": 946.353, "cups": 236.588, "pints": 473.176, "fl": 29.5735, "hours": 60.0,
    "hour": 60.0, "days": 1440.0, "minutes": 1.0, "w": 1.0, "kw": 1000.0,
}  # fmt: skip
"""To grams, centimetres, millilitres, minutes: only amounts of one attribute are compared."""
_AMOUNT = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?) ?([a-z]+)?")


@dataclass(frozen=True, slots=True)
class Beyond:
    """More or less of a quality than some product states."""

    attributes: tuple[str, ...]
    """The first of these that a listing states counts."""
    sign: int
    """1 where a larger number is asked for, -1 where a smaller one is."""
    than: float

    def holds(self, product: Product) -> bool:
        """Say whether a product states that it goes beyond."""
        amount = _stated(product, self.attributes)
        return amount is not None and amount * self.sign > self.than * self.sign


def beyond(quality: str, less: bool, products: Sequence[Product]) -> Beyond | None:
    """Return what goes beyond all of `products` in a quality.

    Args:
        quality: Its base form: "light".
        less: Whether less of it is asked for.
        products: What was singled out, or what was heard.

    Returns:
        None where the quality is none that is stated in numbers, or none of them states it.
    """
    known = _MEASURED.get(quality)
    if known is None:
        return None
    attributes, sign = known
    sign = -sign if less else sign
    amounts = [a for p in products if (a := _stated(p, attributes)) is not None]
    if not amounts:
        return None
    return Beyond(attributes, sign, max(amounts) if sign > 0 else min(amounts))


def most(products: Sequence[Product], quality: str) -> Product | None:
    """Return the one product with most of a quality; None if that is not stated of two."""
    known = _MEASURED.get(quality)
    if known is None:
        return None
    attributes, sign = known
    stated = [(a * sign, p) for p in products if (a := _stated(p, attributes)) is not None]
    best = max((a for a, _ in stated), default=0.0)
    winners = [p for a, p in stated if a == best]
    return winners[0] if len(stated) > 1 and len(winners) == 1 else None


def _stated(product: Product, attributes: tuple[str, ...]) -> float | None:
    """Return the amount that a listing states, in the base unit of its kind."""
    text = next((product.attributes[a] for a in attributes if a in product.attributes), None)
    if text is None:
        return None
    amounts = [
        float(number.replace(",", "")) * _UNITS.get(unit, 1.0)
        for number, unit in _AMOUNT.findall(text.casefold())
    ]
    # "10 x 4 x 7 in" is as big as its longest side.
    return max(amounts, default=None)


def amounts(products: Sequence[Product], quality: str) -> tuple[float, ...]:
    """Return how much of a quality each product states, in base units; empty if one is silent."""
    known = _MEASURED.get(quality)
    stated = [_stated(p, known[0]) for p in products] if known else []
    found = tuple(a for a in stated if a is not None)
    return found if len(found) == len(products) else ()
