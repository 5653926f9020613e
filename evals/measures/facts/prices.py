"""Amounts of money: prices of products, ranges, discounts, totals, differences, bounds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from evals.measures.facts.claims import Heard, money
from evals.measures.facts.world import Known
from evals.measures.facts.wrong import WrongFact
from evals.words import words_of

_AMOUNT = re.compile(r"\$\s?(\d[\d,]*(?:\.\d{1,2})?)")
_LESS = re.compile(r"^ ?(?:cheaper|less|lower|off|below)\b")
_APART = re.compile(r"^ ?(?:apart|between them|of difference|difference)\b")
_SAVE = re.compile(r"\b(?:saves?|saving|save you|a difference of|the difference is) $", re.I)
_MORE = re.compile(r"^ ?(?:more|dearer|higher|above|extra)\b")
_BETWEEN = re.compile(r"\bbetween \$[\d,.]+ and $|\bbetween $", re.I)
_UNDER = re.compile(
    r"\b(?:under|below|less than|at most|up to|within|no more than|cheaper than) $", re.I
)
_OVER = re.compile(r"\b(?:over|above|more than|at least|upwards of) $", re.I)
_SUM_AT_MOST = re.compile(r"(?:\b(?:set|outfit|kit|bundle)\b[^$:]* for|it's) at most $")
"""Of a set whose things cost more in some size."""
_AROUND = re.compile(
    r"\b(?:around|about|roughly|near|nearly|almost|close to|some|just (?:under|over)|"
    r"a (?:bit|little) (?:under|over)) $",
    re.I,
)
_FROM = re.compile(r"\b(?:starts? at|starting at|starts from|from|starting from)[^$.]{0,4}$")
_UP_TO = re.compile(r"\bgoes? up to $")
_WAS = re.compile(r"\b(?:down from|was|were|originally|reduced from|instead of|marked down from) $")
_NEAREST = re.compile(r"\b(?:nearest|closest)(?: one)? (?:is|costs|starts at) $")
_TOTAL = re.compile(
    r"\b(?:total\b[^$]*|makes|comes? to|brings it to|together they're|pieces for|adds? up to|"
    r"that's now|together are|(?:outfit|set|kit|bundle)\b[^$:]* for|without the [a-z ]+ it's) $",
    re.I,
)
_TOGETHER = re.compile(r"^ ?(?:in all|altogether|together|in total|all in all|for (?:all|both))\b")
_SHOP = re.compile(
    r"\b(?:deliver\w*|shipping|ships?|orders? (?:of|over)|fee|gift card|voucher|return)\b", re.I
)
_CENT = Decimal("0.01")
_NEAR_SHARE = Decimal("0.12")
"""How far "around $100" may be from the price."""


def wrong_prices(heard: Heard) -> Iterator[WrongFact]:
    """Yield amounts that are not what they are said to be.

    Amounts of the shop's own rules (delivery, returns) are looked at elsewhere.
    """
    if _SHOP.search(heard.text):
        return
    for match in _AMOUNT.finditer(heard.text):
        amount = Decimal(match[1].rstrip(".").replace(",", ""))
        before, after = heard.text[: match.start()], heard.text[match.end() :]
        why = _fault(heard, amount, before, after, match.start())
        if why is not None:
            kind, told = why
            yield WrongFact(
                kind, heard.text[max(0, match.start() - 40) : match.end()].strip(), told
            )


def _fault(
    heard: Heard, amount: Decimal, before: str, after: str, at: int
) -> tuple[str, str] | None:
    about = heard.about(at, len(heard.text) - len(after))
    if _APART.search(after) or _SAVE.search(before):
        gaps = {abs(a.price - b.price) for a, b in combinations(_rivals(heard), 2)}
        return None if amount in gaps else ("price", "no two prices differ by that")
    if _LESS.search(after) or _MORE.search(after):
        return _difference(heard, amount, at, cheaper=bool(_LESS.search(after)))
    if _NEAREST.search(before):
        is_price = any(amount in Known(p).prices for p in heard.world.catalog)
        return None if is_price else ("price", f"nothing costs {money(amount)}")
    if _UP_TO.search(before):
        highest = {max(one.prices) for one in about}
        return None if amount in highest else ("price", _prices(about))
    if _AROUND.search(before):
        spread = amount * _NEAR_SHARE
        near = any(abs(price - amount) <= spread for one in about for price in one.prices)
        return None if near or not about else ("price", _prices(about))
    if _SUM_AT_MOST.search(before):
        low = _sum(heard.world.cards)
        high = sum((max(one.prices) for one in heard.world.cards), Decimal(0))
        told = f"together they cost {money(low)} to {money(high)}"
        return None if low <= amount <= high else ("total", told)
    bound = _bound(before)
    if bound is not None:
        return _out_of_bounds(heard, amount, bound)
    if _TOTAL.search(before) or _TOGETHER.search(after):
        totals = _totals(heard)
        told = f"the total is {' or '.join(money(one) for one in sorted(totals)[:3])}"
        return None if amount in totals else ("total", told)
    if _WAS.search(before):
        was = frozenset().union(*(one.list_prices for one in about))
        if "instead" in before[-14:]:
            was |= {one.price for one in _rivals(heard)}
        return None if amount in was else ("price", "that was never its price")
    if _FROM.search(before):
        lowest = {min(one.prices) for one in about} | {one.price for one in about}
        return None if amount in lowest or not about else ("price", _prices(about))
    if any(amount in one.prices for one in about):
        return None
    in_cart = (
        {line.unit_price for line in heard.world.turn.cart} if not heard.own else set[Decimal]()
    )
    if amount in in_cart or (not about and amount in _totals(heard)):
        return None
    return "price", _prices(about)


def _bound(before: str) -> str | None:
    if _BETWEEN.search(before):
        return "between"
    if _UNDER.search(before):
        return "under"
    return "over" if _OVER.search(before) else None


def _out_of_bounds(heard: Heard, amount: Decimal, bound: str) -> tuple[str, str] | None:
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
    return ("bound", _prices(beyond)) if beyond else None


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


def _difference(heard: Heard, amount: Decimal, at: int, *, cheaper: bool) -> tuple[str, str] | None:
    about, pool = heard.about(at), _rivals(heard)
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


def _rivals(heard: Heard) -> tuple[Known, ...]:
    """Return whom the one spoken of is compared with: all that is named, or the screen."""
    named = {k.product.id: k for one in heard.mentions for k in one.products}
    everyone = {k.product.id: k for k in (*heard.world.cards, *heard.world.scope)}
    return tuple(named.values()) if len(named) > 1 else tuple(everyone.values())


def _totals(heard: Heard) -> frozenset[Decimal]:
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


def _prices(about: Sequence[Known]) -> str:
    if not about:
        return "no product is spoken of"
    return "; ".join(
        f"{one.product.title} costs {' or '.join(money(p) for p in sorted(one.prices)[:3])}"
        for one in about[:3]
    )
