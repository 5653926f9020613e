"""Prices: "under a hundred", "between 50 and 80", "around sixty bucks", "200 max".

Numbers are already digits here (`numbers`). A number is a price when a currency
word stands by it, or a bound before it and no measure after it ("under 13
inches", "at least 4 stars" and "size 10" are no prices). Amounts are taken in
the shop's currency; nothing is converted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.numbers import MAX_VALUE, UNIT_WORDS
from agents.understand.price_patterns import (
    BUDGETS,
    CORRECTED,
    CURRENCY,
    DASH,
    HIGHS,
    LOWS,
    NEARS,
    NOT_AFTER,
    PLAIN,
    PRICE_TALK,
    RANGES,
    RATING,
    SOFT_WORDS,
    excludes_bound,
)
from agents.understand.wordset import wordset
from retrieval.query import PriceRange

AROUND_SHARE = Decimal("0.15")
"""Width of "around X" on each side; a soft range."""
CENT = Decimal("0.01")
POUNDS_OF_WEIGHT = 30
SMALL_COUNT = 12
"""A number up to here before a plural counts things; "under 9 sandals" is not said."""
_NOT_COUNTED = wordset("this does plus tops bucks dollars cents was always")
WITH_CURRENCY = 0.95
BOUND_ONLY = 0.9
BARE_NUMBER = 0.6


def find_ratings(line: Line) -> list[Found]:
    """Return "at least four stars" as a RATING."""
    found: list[Found] = []
    for match, span in line.find(RATING):
        stars = Decimal(match["a"] or match["b"] or match["c"])
        if stars <= 5:
            found.append(Found(Kind.RATING, (stars,), span))
    return found


@dataclass(frozen=True, slots=True)
class PricedShop:
    """What of a shop tells amounts of money from other numbers."""

    low: Decimal
    """The price of the cheapest product; tells 4.99 from 499."""
    high: Decimal
    sells_by: Callable[[str], bool]
    """Tells whether a measure such as "30 pounds" is a size that the shop sells."""


def find_prices(line: Line, shop: PricedShop, asked: bool, taken: list[Span]) -> list[Found]:
    """Return the price ranges in `line`, in order; "under 150" ends a cent below.

    Args:
        line: The utterance.
        shop: Whose prices they are.
        asked: True when the last reply asked for a price: a bare number is one.
        taken: Spans that are something else.
    """
    if not any(t.value is not None for t in line.tokens):
        return []
    return _Prices(line, shop, asked, taken).all()


class _Prices:
    """The search of one line."""

    def __init__(self, line: Line, shop: PricedShop, asked: bool, taken: list[Span]) -> None:
        self.line, self.asked = line, asked
        self.low, self.high, self.sells_by = shop.low, shop.high, shop.sells_by
        self.taken = list(taken)
        self.talks_price = bool(PRICE_TALK.search(line.text))
        self.found: list[Found] = []

    def all(self) -> list[Found]:
        for pattern in RANGES:
            self._ranges(pattern, plain=pattern is RANGES[-1])
        self._ranges(DASH, plain=True, dashed=True)
        for pattern in HIGHS:
            self._bounds(pattern, "high")
        for pattern in BUDGETS:
            self._bounds(pattern, "budget")
        for pattern in LOWS:
            self._bounds(pattern, "low")
        for pattern in NEARS:
            self._bounds(pattern, "near")
        self._bounds(PLAIN, "plain")
        return _joined(sorted(self.found, key=lambda f: f.span.start))

    def _free(self, span: Span) -> bool:
        return not any(span.overlaps(t) for t in self.taken)

    def _ranges(self, pattern: re.Pattern[str], plain: bool, dashed: bool = False) -> None:
        for match, span in self.line.find(pattern):
            a, b = self.line.span_of(match, "a"), self.line.span_of(match, "b")
            if dashed and not ("-" in self.line.tokens[b.start].before
                               or "–" in self.line.tokens[b.start].before):  # fmt: skip
                continue
            if not self._free(span) or self._measured(a, b):
                continue
            money = bool(CURRENCY.search(match.group()))
            whole = span == self.line.whole
            if plain and not (money or self.asked or self.talks_price or (whole and not dashed)):
                continue
            low, high = self._amount(a), self._amount(b)
            if low is None or high is None:
                continue
            low = _scaled(low, high, self._scale(b) if self._scale(a) == 1 else 1)
            low, high = min(low, high), max(low, high)
            soft = bool(SOFT_WORDS.search(match.group()))
            if excludes_bound(_words_before(match, "b")):
                high -= CENT
            if excludes_bound(_words_before(match, "a")):
                low += CENT
            self._keep(PriceRange(low, high), span, money, hard=not soft)

    def _bounds(self, pattern: re.Pattern[str], sense: str) -> None:
        for match, span in self.line.find(pattern):
            number = self.line.span_of(match, "a")
            if not self._free(span) or self._measured(number, number):
                continue
            money = bool(CURRENCY.search(match["a"]))
            amount = self._amount(number)
            if amount is None or not self._is_price(sense, match.group(), money, span):
                continue
            approx = any(t.approx for t in self.line.tokens[number.start : number.stop])
            near = sense == "near" or (sense == "budget" and bool(SOFT_WORDS.search(match.group())))
            if sense == "plain":
                after = self.line.norm(span.stop)
                attributive = not match.group().startswith("for ") and after not in (
                    "", "and", "or", "please", "but", "i", "with", "is", "that", "no", "not",
                )  # fmt: skip
                near = near or (attributive and not self.asked)
            corrected, covered = self._corrected(span)
            amount = corrected or amount
            if near or (approx and sense == "plain"):
                self._keep(_around(amount), covered, money, hard=False)
                continue
            beyond = CENT if excludes_bound(_words_before(match, "a")) else Decimal(0)
            if sense == "low":
                self._keep(PriceRange(low=amount + beyond), covered, money, hard=not approx)
            else:
                self._keep(PriceRange(high=amount - beyond), covered, money, hard=not approx)

    def _corrected(self, span: Span) -> tuple[Decimal | None, Span]:
        """Return the later amount of "under fifty, no wait, sixty", and what both cover."""
        amount: Decimal | None = None
        while True:
            rest = self.line.part(Span(span.stop, len(self.line.tokens)))
            match = CORRECTED.match(rest.text)
            if match is None:
                return amount, span
            number = rest.span_of(match, "a")
            number = Span(number.start + span.stop, number.stop + span.stop)
            again = self._amount(number)
            if again is None or self._measured(number, number):
                return amount, span
            amount, span = again, Span(span.start, number.stop)

    def _is_price(self, sense: str, words: str, money: bool, span: Span) -> bool:
        if money or self.asked:
            return True
        if sense == "budget":
            # "I have 2" is a count; "I have 150" may be money.
            return words.startswith(
                ("my", "our", "the", "a ", "budget", "price", "limit", "with")
            ) or (self.talks_price or "spend" in words)
        if sense == "plain":
            return False
        if sense == "near":
            return self.talks_price or span == self.line.whole or _amount_like(words)
        if words.startswith(("from ", "within ")) and not _amount_like(words):
            return self.talks_price
        return True

    def _measured(self, a: Span, b: Span) -> bool:
        """Tell whether the number is a measure, a size, an age or a count."""
        after = self.line.norm(b.stop)
        last = self.line.tokens[b.stop - 1]
        if last.norm in ("pound", "pounds"):
            # In a shop of dollars a small number of pounds is a weight.
            values = [t.value for t in self.line.tokens[b.start : b.stop] if t.value is not None]
            weight = last.norm == "pound" or values[0] < POUNDS_OF_WEIGHT
            return weight or self.sells_by(self.line.text_of(b))
        if CURRENCY.search(self.line.text_of(b)):
            return False
        if after in UNIT_WORDS and not (after in ("in", "men", "women", "kids", "more", "d", "m")
                                        and not self.line.tokens[b.stop].joined):  # fmt: skip
            return True
        small = last.value is not None and last.value <= SMALL_COUNT
        if small and after.endswith("s") and len(after) > 3 and after not in _NOT_COUNTED:
            return True  # "at least 4 pockets"
        if after in ("x", "by", "percent", "%", "out") and self.line.norm(b.stop) != "by the":
            return True
        if any(self.line.norm(a.start - k) in NOT_AFTER for k in (1, 2)):
            return True
        return after == "of" and self.line.norm(b.stop + 1) in ("them", "those", "these", "the")

    def _amount(self, span: Span) -> Decimal | None:
        """Return the amount that the tokens of `span` say, in whole cents."""
        values = [t for t in self.line.tokens[span.start : span.stop] if t.value is not None]
        if not values or values[0].value is None:
            return None
        amount = values[0].value
        if values[0].other is not None and not self._carried(amount):
            amount = values[0].other if self._carried(values[0].other) else amount
        words = self.line.text_of(span)
        if re.search(r"\bcents?$", words) and len(values) == 1:
            amount = amount / 100
        if len(values) == 2 and values[1].value is not None and values[1].value < 100:
            amount += values[1].value / 100
        if not 0 < amount <= MAX_VALUE:
            return None
        return amount.quantize(CENT)

    def _carried(self, amount: Decimal) -> bool:
        """Tell whether a bound of `amount` would part the catalog's prices."""
        return self.low <= amount <= self.high * 2

    def _scale(self, span: Span) -> int:
        return max((t.scale for t in self.line.tokens[span.start : span.stop]), default=1)

    def _keep(self, value: PriceRange, span: Span, money: bool, hard: bool) -> None:
        self.taken.append(span)
        strength = WITH_CURRENCY if money else BOUND_ONLY
        self.found.append(Found(Kind.PRICE, (value,), span, strength, hard=hard))


def _words_before(match: re.Match[str], group: str) -> str:
    """Return the words of `match` that lead to an amount, from the amount before it on."""
    start = max((match.end(g) for g in ("a", "b") if g in match.re.groupindex
                 and match.end(g) <= match.start(group)), default=match.start())  # fmt: skip
    return match.string[start : match.start(group)]


def _amount_like(words: str) -> bool:
    number = re.search(r"\d+(?:\.\d+)?", words)
    return number is not None and Decimal(number.group()) >= 15


def _scaled(low: Decimal, high: Decimal, scale: int) -> Decimal:
    """Return 200 for the "two" of "two to three hundred"."""
    return low * scale if scale > 1 and low < scale and low * scale < high else low


def _around(amount: Decimal) -> PriceRange:
    return PriceRange(
        (amount * (1 - AROUND_SHARE)).quantize(CENT), (amount * (1 + AROUND_SHARE)).quantize(CENT)
    )


def _joined(found: list[Found]) -> list[Found]:
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
                    joined[-1] = Found(Kind.PRICE, (merged,), span, each.strength,
                                       hard=last.hard and each.hard)  # fmt: skip
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
