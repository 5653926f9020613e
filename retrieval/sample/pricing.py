"""Prices as shops print them: "14.99", "45", "129"."""

from decimal import Decimal

_CENT = Decimal("0.01")


def price_at(position: float, low: int, high: int) -> Decimal:
    """Return the shop price at `position` (0..1, clamped) between `low` and `high` dollars.

    Most of a shop's goods are nearer to its lowest price than to its highest,
    so the position is bent downwards.
    """
    place = min(max(position, 0.0), 1.0)
    bent = place * (0.35 + 0.65 * place)
    return clamp(charm(low + (high - low) * bent), low, high)


def charm(amount_usd: float) -> Decimal:
    """Round to a price that a shop would print; whole dollars from 30 on."""
    whole = int(amount_usd)
    if amount_usd < 30:
        return Decimal(whole) + (Decimal("0.49") if amount_usd - whole < 0.5 else Decimal("0.99"))
    if amount_usd < 100:
        return Decimal(whole).quantize(_CENT)
    if amount_usd < 400:
        fives = round(amount_usd / 5) * 5
        return Decimal(fives - 1 if fives % 10 == 0 and fives % 50 else fives).quantize(_CENT)
    tens = round(amount_usd / 10) * 10
    return Decimal(tens - 1 if tens % 50 == 0 else tens).quantize(_CENT)


def clamp(price: Decimal, low: int, high: int) -> Decimal:
    """Keep `price` between `low` and `high` dollars."""
    return min(max(price, Decimal(low)), Decimal(high)).quantize(_CENT)
