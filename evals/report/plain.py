"""Data without types, as JSON holds it: what the view models return."""

from decimal import Decimal

Plain = dict[str, object]


def rounded(value: float | Decimal | None, digits: int = 4) -> float | None:
    """Return a number short enough to be read; None stays None."""
    return None if value is None else round(float(value), digits)
