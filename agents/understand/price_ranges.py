"""Ranges of money from what was said: "the low fifties", "around 60", "over 50 and under 100"."""

import re
from dataclasses import replace
from decimal import Decimal

from agents.understand.found import Found
from agents.understand.line import Span
from retrieval.query import PriceRange

AROUND_SHARE = Decimal("0.15")
"""Width of "around X" on each side; a soft range."""
CENT = Decimal("0.01")
_LEAD = {"low": (0, 4), "lower": (0, 4), "early": (0, 4), "mid": (3, 7), "middle": (3, 7),
         "upper": (6, 10), "high": (6, 10), "late": (6, 10)}  # fmt: skip
"""Tenths of a decade that "low", "mid" and "high" mean."""
_TENS = ("tens", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies",
         "eighties", "nineties")  # fmt: skip


def decade(words: str, part: str | None, end: str | None) -> tuple[Decimal, Decimal] | None:
    """Return the bounds of "fifties", "two hundreds" or "40s"; "low", "mid" or "high" of them.

    Args:
        words: The decade.
        part: Which part of it; None is all.
        end: The last part of "mid to high fifties".
    """
    many, _, name = words.rpartition(" ")
    name = name.replace("fourties", "forties")
    if name in _TENS:
        width = Decimal(10)
        low = _TENS.index(name) * width + (Decimal(many) if many else 0)
    elif name in ("hundreds", "thousands"):
        width = Decimal(100 if name == "hundreds" else 1000)
        low = width * (Decimal(many) if many else 1)
        if not many and part is None:
            return low, low * 10 - CENT
        if not many:
            width = low * 9
    else:
        number = re.match(r"\d+", words)
        if number is None:
            return None
        low, width = Decimal(number.group()), Decimal(10)
    if part is None:
        return low, low + width - CENT
    first, last = _LEAD[part][0], _LEAD[end or part][1]
    high = low + width * last / 10 - (CENT if last == 10 else 0)
    return low + width * first / 10, high


def scaled(low: Decimal, high: Decimal, scale: int) -> Decimal:
    """Return 200 for the "two" of "two to three hundred"."""
    return low * scale if scale > 1 and low < scale and low * scale < high else low


def around(amount: Decimal) -> PriceRange:
    return PriceRange(
        (amount * (1 - AROUND_SHARE)).quantize(CENT), (amount * (1 + AROUND_SHARE)).quantize(CENT)
    )


def joined(found: list[Found]) -> list[Found]:
    """Make one range of "over 50 ... under 100" said apart; of two alike the later one counts."""
    joined: list[Found] = []
    for each in found:
        last = joined[-1] if joined else None
        if last is not None:
            a, b = last.values[0], each.values[0]
            if isinstance(a, PriceRange) and isinstance(b, PriceRange):
                merged = _merge(a, b)
                if merged is not None and each.span.start - last.span.stop <= 4:
                    span = Span(last.span.start, each.span.stop)
                    joined[-1] = replace(
                        each, values=(merged,), span=span, hard=last.hard and each.hard,
                        total=last.total or each.total, currency=last.currency or each.currency,
                    )  # fmt: skip
                    continue
                joined.pop()
        joined.append(each)
    return joined


def _merge(a: PriceRange, b: PriceRange) -> PriceRange | None:
    """Return the range of an open low and an open high bound, None for other pairs."""
    if a.high is None and b.low is None and a.low is not None and b.high is not None:
        return PriceRange(a.low, b.high) if a.low <= b.high else None
    if a.low is None and b.high is None and b.low is not None and a.high is not None:
        return PriceRange(b.low, a.high) if b.low <= a.high else None
    return None
