"""Dollars as exact decimals, and as the whole numbers that a database adds up without error."""

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Context, Decimal
from typing import Final

DIGITS: Final = 12
"""Behind the point: a price of $0.000001 per million tokens is still exact."""
USD_STEP: Final = Decimal(1).scaleb(-DIGITS)
_WIDE: Final = Context(prec=60)
"""Products of long prices and counts are rounded once, at the end."""
MOST_USD: Final = Decimal(1_000_000)
"""Of one amount: nine of them fit into a database's 64 bits at this step."""


def rounded(usd: Decimal) -> Decimal:
    """Return `usd` at the ledger's step, half to even; amounts of up to 12 digits stay exact."""
    return usd.quantize(USD_STEP, ROUND_HALF_EVEN, _WIDE)


def rounded_up(usd: Decimal) -> Decimal:
    """Return `usd` at the ledger's step, upwards: what is set aside must be enough."""
    return usd.quantize(USD_STEP, ROUND_CEILING, _WIDE)


def steps_of(usd: Decimal) -> int:
    """Return `usd` as a number of steps; it must have been rounded."""
    return int(usd.scaleb(DIGITS, _WIDE))


def usd_of(steps: int) -> Decimal:
    """Return a number of steps as dollars."""
    return Decimal(steps).scaleb(-DIGITS, _WIDE)


def plain(usd: Decimal) -> str:
    """Return `usd` as decimal text without an exponent or trailing zeros: "0.0036"."""
    text = f"{usd:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
