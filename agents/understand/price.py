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
from agents.understand.number_words import UNIT_WORDS
from agents.understand.numbers import MAX_VALUE
from agents.understand.price_patterns import (
    BUDGETS,
    CURRENCIES,
    CURRENCY,
    DASH,
    DECADES,
    DOLLARS,
    EACH,
    EITHER,
    FLIPPED,
    FOR_RANGE,
    HIGHS,
    LOWS,
    NEARS,
    NOT_AFTER,
    NOT_OVER,
    NOT_UNDER,
    PLAIN,
    PRICE_TALK,
    RANGES,
    RATING,
    SOFT_WORDS,
    SPREADS,
    TOTAL,
    TOTAL_NEAR,
    excludes_bound,
)
from agents.understand.price_ranges import CENT, around, decade, joined, scaled
from retrieval.query import PriceRange
from retrieval.wordset import wordset

POUNDS_OF_WEIGHT = 30
SMALL_COUNT = 12
"""A number up to here before a plural counts things; "under 9 sandals" is not said."""
_NOT_COUNTED = wordset("this does plus tops bucks dollars cents was always")
WITH_CURRENCY = 0.95
BOUND_ONLY = 0.9
NO_AGE = 20
"""Below it "for 8 to 12" may be ages or people."""
LARGE = 100
"""From here on two numbers beside a product are a price: no size or count goes so high."""


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
    currency: str = "USD"
    """What amounts without another currency's name are in."""


def find_prices(
    line: Line, shop: PricedShop, asked: bool, taken: list[Span], each: bool = False
) -> list[Found]:
    """Return the price ranges in `line`, in order; "under 150" ends a cent below.

    Args:
        line: The utterance.
        shop: Whose prices they are.
        asked: True when the last reply asked for a price: a bare number is one.
        taken: Spans that are something else.
        each: Return each amount, also those that a later one replaces.
    """
    numbers = any(t.value is not None for t in line.tokens)
    if not numbers and DECADES.search(line.text) is None:
        return []
    prices = _Prices(line, shop, asked, taken).all()
    return prices if each else joined(prices)


class _Prices:
    """The search of one line."""

    def __init__(self, line: Line, shop: PricedShop, asked: bool, taken: list[Span]) -> None:
        self.line, self.asked = line, asked
        self.low, self.high, self.sells_by = shop.low, shop.high, shop.sells_by
        self.currency = shop.currency
        self.taken = list(taken)
        self.talks_price = bool(PRICE_TALK.search(line.text))
        self.found: list[Found] = []

    def all(self) -> list[Found]:
        self._decades()
        self._spreads()
        for pattern in RANGES:
            if pattern is RANGES[-1]:
                self._ranges(FOR_RANGE, plain=True)
            self._ranges(pattern, plain=pattern is RANGES[-1])
        self._ranges(DASH, plain=True, dashed=True)
        self._ranges(EITHER, plain=True, either=True)
        self._bounds(NOT_OVER, "high")
        self._bounds(NOT_UNDER, "low")
        for pattern in HIGHS:
            self._bounds(pattern, "high")
        for pattern in BUDGETS:
            self._bounds(pattern, "budget")
        for pattern in LOWS:
            self._bounds(pattern, "low")
        for pattern in NEARS:
            self._bounds(pattern, "near")
        self._bounds(PLAIN, "plain")
        return sorted(self.found, key=lambda f: f.span.start)

    def _decades(self) -> None:
        """Find "in the fifties", "low two hundreds", "mid 40s"."""
        for match, span in self.line.find(DECADES):
            bounds = decade(match["d"], match["part"], match["end"])
            spelled = not match["n"]
            said = match.group().startswith(("in ", "around ", "about ", "for ", "at "))
            if bounds is None or not self._free(span):
                continue
            if not (spelled and (match["part"] or said)) and not (self.talks_price or self.asked):
                continue
            low, high = bounds
            self._keep(PriceRange(low, high), span, money=False, hard=match["part"] is None)

    def _spreads(self) -> None:
        """Find "sixty give or take ten"."""
        for pattern in SPREADS:
            for match, span in self.line.find(pattern):
                a, b = self.line.span_of(match, "a"), self.line.span_of(match, "b")
                amount, spread = self._amount(a), self._amount(b)
                if amount is None or spread is None or spread >= amount or not self._free(span):
                    continue
                if self._measured(a, a) or self._measured(b, b):
                    continue
                money = bool(CURRENCY.search(match.group()))
                self._keep(PriceRange(amount - spread, amount + spread), span, money, hard=False)

    def _free(self, span: Span) -> bool:
        return not any(span.overlaps(t) for t in self.taken)

    def _ranges(
        self, pattern: re.Pattern[str], plain: bool, dashed: bool = False, either: bool = False
    ) -> None:
        for match, span in self.line.find(pattern):
            a, b = self.line.span_of(match, "a"), self.line.span_of(match, "b")
            if dashed and not ("-" in self.line.tokens[b.start].before
                               or "–" in self.line.tokens[b.start].before):  # fmt: skip
                continue
            if not self._free(span) or self._broken(match):
                continue
            if self._measured(a, b):
                # "From 55 to 65 inches" is no "from 55" either.
                self.taken.append(Span(a.start, b.stop))
                continue
            money = bool(CURRENCY.search(match.group()))
            whole = span == self.line.whole
            both = bool(CURRENCY.search(match["a"]) and CURRENCY.search(match["b"]))
            if either and not both and not (money and " or " in match.group()):
                continue
            low, high = self._amount(a), self._amount(b)
            if low is None or high is None or (either and low >= high):
                continue
            low = scaled(low, high, self._scale(b) if self._scale(a) == 1 else 1)
            if low < 10 and self._in_two_parts(b) and low * 100 < high:
                low *= 100  # "two to three fifty"
            likely = (
                (whole and not dashed)
                or (pattern is FOR_RANGE and low >= NO_AGE)
                or self._large(low, high)
                or self._scale(b) > 1
            )
            if plain and not (money or self.asked or self.talks_price or likely):
                continue
            low, high = min(low, high), max(low, high)
            soft = bool(SOFT_WORDS.search(match.group()))
            if excludes_bound(_words_before(match, "b")):
                high -= CENT
            if excludes_bound(_words_before(match, "a")):
                low += CENT
            self._keep(PriceRange(low, high), span, money, hard=not soft)

    def _broken(self, match: re.Match[str]) -> bool:
        """Tell whether a comma stands within the words of a "not over": "no, over fifty"."""
        for flipped in FLIPPED.finditer(match.group()):
            first = self.line.span_of(match).start + match.group()[: flipped.start()].count(" ")
            words = flipped.group().count(" ")
            inside = self.line.tokens[first + 1 : first + words + 1]
            if any(mark in t.before for t in inside for mark in ",.;?!"):
                return True
        return False

    def _in_two_parts(self, span: Span) -> bool:
        """Tell whether an amount was said as "three fifty"."""
        return any(t.other is not None for t in self.line.tokens[span.start : span.stop])

    def _counts_things(self, sense: str, words: str, number: Span) -> bool:
        """Tell whether "over 200 songs" counts: a plural that is nothing the shop sells."""
        after = self.line.norm(number.stop)
        if not after.endswith("s") or len(after) < 4 or after in _NOT_COUNTED:
            return False
        if sense not in ("low", "near") and "up to" not in words:
            return False
        here = Span(number.stop, number.stop + 1)
        return not self.line.tokens[number.stop].before and self._free(here)

    def _large(self, low: Decimal, high: Decimal) -> bool:
        """Tell whether "eight hundred to twelve hundred" is too much for a size or a count."""
        return low >= LARGE and low < high <= self.high * 2

    def _bounds(self, pattern: re.Pattern[str], sense: str) -> None:
        for match, span in self.line.find(pattern):
            number = self.line.span_of(match, "a")
            if not self._free(span) or self._measured(number, number):
                continue
            if self._broken(match):
                continue
            money = bool(CURRENCY.search(match["a"]))
            amount = self._amount(number)
            if amount is None or not self._is_price(sense, match.group(), money, span):
                continue
            if not money and self._counts_things(sense, match.group(), number):
                continue
            approx = any(t.approx for t in self.line.tokens[number.start : number.stop])
            marked = self._mark(number)
            if marked:
                sense = _SENSES.get(marked, "near")
            near = sense == "near" or (sense == "budget" and bool(SOFT_WORDS.search(match.group())))
            if sense == "plain":
                after = self.line.norm(span.stop)
                attributive = not match.group().startswith("for ") and after not in (
                    "", "and", "or", "please", "but", "i", "with", "is", "that", "no", "not",
                )  # fmt: skip
                near = near or (attributive and not self.asked)
            if near or (approx and sense == "plain"):
                self._keep(around(amount), span, money, hard=False)
                continue
            strict = excludes_bound(_words_before(match, "a")) or marked in ("<", ">")
            beyond = CENT if strict else Decimal(0)
            if sense == "low":
                self._keep(PriceRange(low=amount + beyond), span, money, hard=not approx)
            else:
                self._keep(PriceRange(high=amount - beyond), span, money, hard=not approx)

    def _is_price(self, sense: str, words: str, money: bool, span: Span) -> bool:
        if money or self.asked or self._mark(span):
            return True
        if sense == "budget":
            # "I have 2" is a count; "I have 150" may be money.
            said = words.startswith(("my", "our", "the", "a ", "budget", "price", "limit", "with"))
            return said or self.talks_price or "spend" in words or bool(TOTAL.search(words))
        if sense == "plain":
            # "A tent for two hundred": no count of people is said so.
            return self._scale(span) > 1 and not _THINGS.match(self.line.norm(span.stop))
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
            parted = amount + values[1].value / 100
            # "A buck fifty" is 1.50 or 150, by what the shop sells.
            amount = parted if self._carried(parted) or parted >= 10 else parted * 100
        if not 0 < amount <= MAX_VALUE:
            return None
        return amount.quantize(CENT)

    def _carried(self, amount: Decimal) -> bool:
        """Tell whether a bound of `amount` would part the catalog's prices."""
        return self.low <= amount <= self.high * 2

    def _scale(self, span: Span) -> int:
        return max((t.scale for t in self.line.tokens[span.start : span.stop]), default=1)

    def _mark(self, span: Span) -> str:
        """Return the sign before an amount: "<", "<=", ">", ">=", "~" or ""."""
        for token in self.line.tokens[span.start : span.stop]:
            for mark in _SIGNS:
                if mark in token.before:
                    return mark
            if token.value is not None:
                break
        return ""

    def _keep(self, value: PriceRange, span: Span, money: bool, hard: bool) -> None:
        span, total = self._with_each(span)
        self.taken.append(span)
        strength = WITH_CURRENCY if money else BOUND_ONLY
        self.found.append(
            Found(
                Kind.PRICE,
                (value,),
                span,
                strength,
                hard=hard,
                total=total,
                currency=self._said_in(span),
            )
        )

    def _with_each(self, span: Span) -> tuple[Span, bool]:
        """Return `span` with a following "each" or "in total", and whether it is a total."""
        words = self.line.text_of(span)
        if re.search(r"\btotal\b", words):
            return span, True
        for pattern, total in ((EACH, False), (TOTAL, True)):
            after = self.line.part(Span(span.stop, min(len(self.line.tokens), span.stop + 7)))
            match = pattern.match(after.text)
            if match is not None and match.end():
                stop = span.stop + after.span_of(match).stop
                return Span(span.start, stop), total
        return span, bool(TOTAL_NEAR.search(self.line.text))

    def _said_in(self, span: Span) -> str | None:
        """Return the currency named with an amount, None where it is the shop's."""
        words = self.line.text_of(span)
        said = next((code for code, pattern in CURRENCIES if pattern.search(words)), None)
        # "Bucks" and "dollars" are the dollars of the shop, whichever they are.
        dollars = said == "USD" and self.currency in DOLLARS
        return None if dollars or said == self.currency else said


_SIGNS = ("<=", ">=", "≤", "≥", "<", ">", "~", "≈", "±")
_SENSES = {"<": "high", "<=": "high", "≤": "high", ">": "low", ">=": "low", "≥": "low"}
_THINGS = re.compile(r"(?!and$|or$|but$|please$|in$|is$|with$|that$|for$|max|top|bucks|$)\w+$")


def _words_before(match: re.Match[str], group: str) -> str:
    """Return the words of `match` that lead to an amount, from the amount before it on."""
    start = max((match.end(g) for g in ("a", "b") if g in match.re.groupindex
                 and match.end(g) <= match.start(group)), default=match.start())  # fmt: skip
    return match.string[start : match.start(group)]


def _amount_like(words: str) -> bool:
    number = re.search(r"\d+(?:\.\d+)?", words)
    return number is not None and Decimal(number.group()) >= 15
