"""Amounts of several products: differences, totals, and bounds that all of a list keep."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from evals.measures.facts.claims import Heard, money, prices_words
from evals.measures.facts.world import Known
from evals.words import words_of

_LESS = re.compile(r"^ ?(?:cheaper|less|lower|off|below)\b")
_MORE = re.compile(r"^ ?(?:more|dearer|higher|above|extra)\b")
_APART = re.compile(r"^ ?(?:apart|between them|of difference|difference)\b")
_SAVE = re.compile(r"\b(?:saves?|saving|save you|a difference of|the difference is) $", re.I)
_BETWEEN = re.compile(r"\bbetween \$[\d,.]+ and $|\bbetween $", re.I)
_UNDER = re.compile(
    r"\b(?:under|below|less than|at most|up to|within|no more than|cheaper than) $", re.I
)
_OVER = re.compile(r"\b(?:over|above|more than|at least|upwards of) $", re.I)
_SUM_AT_MOST = re.compile(r"(?:\b(?:set|outfit|kit|bundle)\b[^$:]* for|it's) at most $")
"""Of a set whose things cost more in some size."""
_TOTAL = re.compile(
    r"\b(?:total\b[^$]*|makes|comes? to|brings it to|together they're|pieces for|adds? up to|"
    r"that's now|together are|(?:outfit|set|kit|bundle)\b[^$:]* for|without the [a-z ]+ it's) $",
    re.I,
)
_TOGETHER = re.compile(r"^ ?(?:in all|altogether|together|in total|all in all|for (?:all|both))\b")
_CENT = Decimal("0.01")

Fault = tuple[str, str]
"""The kind of a claim that is wrong, and what is so instead."""


def concerns_several(before: str, after: str) -> bool:
    """Say whether an amount is more than one product's price, by the words around it."""
    ahead = (_SAVE, _SUM_AT_MOST, _BETWEEN, _UNDER, _OVER, _TOTAL)
    behind = (_APART, _LESS, _MORE, _TOGETHER)
    return any(one.search(before) for one in ahead) or any(one.search(after) for one in behind)


def fault_of_several(
    heard: Heard, amount: Decimal, before: str, after: str, at: int
) -> Fault | None:
    """Return what is wrong with such an amount; None where nothing is.

    Args:
        heard: The sentence.
        amount: Of money.
        before: The sentence up to it.
        after: The rest of it.
        at: Where it stands in the sentence.
    """
    if _APART.search(after) or _SAVE.search(before):
        gaps = {abs(a.price - b.price) for a, b in combinations(rivals(heard), 2)}
        return None if amount in gaps else ("price", "no two prices differ by that")
    if _LESS.search(after) or _MORE.search(after):
        return _difference(heard, amount, at, cheaper=bool(_LESS.search(after)))
    if _SUM_AT_MOST.search(before):
        low = _sum(heard.world.cards)
        high = sum((max(one.prices) for one in heard.world.cards), Decimal(0))
        told = f"together they cost {money(low)} to {money(high)}"
        return None if low <= amount <= high else ("total", told)
    bound = _bound(before)
    if bound is not None:
        return _out_of_bounds(heard, amount, bound)
    sums = totals(heard)
    told = f"the total is {' or '.join(money(one) for one in sorted(sums)[:3])}"
    return None if amount in sums else ("total", told)


def _bound(before: str) -> str | None:
    if _BETWEEN.search(before):
        return "between"
    if _UNDER.search(before):
        return "under"
    return "over" if _OVER.search(before) else None


def _out_of_bounds(heard: Heard, amount: Decimal, bound: str) -> Fault | None:
    """Return what is beyond a bound that is said to hold; a denial is looked at elsewhere."""
    if heard.sentence.is_negative:
        return None if amount in _wished(heard) else ("bound", "that is no bound anybody set")
    if bound == "between" or heard.sentence.is_question:
        return None
    listed = heard.listed() or heard.world.cards
    if bound == "under":
        beyond = [one for one in listed if min(one.prices) > amount]
    else:
        beyond = [one for one in listed if max(one.prices) < amount]
    return ("bound", prices_words(beyond)) if beyond else None


def _wished(heard: Heard) -> frozenset[Decimal]:
    """Return the amounts that a denial may name: bounds that hold, and what the shopper said."""
    found: set[Decimal] = set()
    world = heard.world
    for one in world.turn.constraints:
        value = one.get("value")
        if one.get("kind") == "price" and isinstance(value, Mapping):
            ends = [Decimal(str(end)) for end in value.values() if end is not None]
            found.update(bound + cent for bound in ends for cent in (Decimal(0), _CENT))
    told = [turn.heard for turn in (world.turn, world.before) if turn is not None]
    for word in (word for text in told for word in words_of(text)):
        if word.replace(".", "", 1).isdecimal():
            found.add(Decimal(word))
    return frozenset(found)


def _difference(heard: Heard, amount: Decimal, at: int, *, cheaper: bool) -> Fault | None:
    about, pool = heard.about(at), rivals(heard)
    for one in about:
        for other in pool:
            if other.product.id == one.product.id:
                continue
            gap = other.price - one.price if cheaper else one.price - other.price
            if gap == amount:
                return None
    pairs = [abs(a.price - b.price) for a, b in combinations(pool, 2)]
    told = " or ".join(money(gap) for gap in dict.fromkeys(pairs)) if len(pairs) <= 3 else ""
    return "price", f"the difference is {told}" if told else "no two prices differ by that"


def rivals(heard: Heard) -> tuple[Known, ...]:
    """Return whom the one spoken of is compared with: all that is named, or the screen."""
    named = {k.product.id: k for one in heard.mentions for k in one.products}
    everyone = {k.product.id: k for k in (*heard.world.cards, *heard.world.scope)}
    return tuple(named.values()) if len(named) > 1 else tuple(everyone.values())


def totals(heard: Heard) -> frozenset[Decimal]:
    """Return every sum that a total may be: the cart, the whole screen, all that is named."""
    world = heard.world
    named = {k.product.id: k for one in heard.mentions for k in one.products}
    found = {world.cart_total, _sum(world.cards), _sum(tuple(named.values()))}
    if world.before is not None:
        lines = world.before.cart
        found.add(sum((one.unit_price * one.quantity for one in lines), Decimal(0)))
    for count in range(2, len(world.cards)):
        found.add(_sum(world.cards[:count]))
    return frozenset(found)


def _sum(products: Sequence[Known]) -> Decimal:
    return sum((one.price for one in products), Decimal(0))
