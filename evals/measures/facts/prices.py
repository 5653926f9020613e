"""Amounts of money: prices of products, ranges, discounts, totals, differences, bounds."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from evals.measures.facts.claims import Heard, money
from evals.measures.facts.world import Known
from evals.measures.facts.wrong import WrongFact

_AMOUNT = re.compile(r"\$\s?(\d[\d,]*(?:\.\d{1,2})?)")
_LESS = re.compile(r"^ ?(?:cheaper|less|lower|off|below)\b")
_MORE = re.compile(r"^ ?(?:more|dearer|higher|above|extra)\b")
_BETWEEN = re.compile(r"\bbetween \$[\d,.]+ and $|\bbetween $")
_UNDER = re.compile(r"\b(?:under|below|less than|at most|up to|within|no more than|cheaper than) $")
_OVER = re.compile(r"\b(?:over|above|more than|at least|upwards of) $")
_AROUND = re.compile(
    r"\b(?:around|about|roughly|near|nearly|almost|close to|some|just (?:under|over)) $"
)
_FROM = re.compile(r"\b(?:starts? at|starting at|starts from|from|starting from)[^$.]{0,4}$")
_UP_TO = re.compile(r"\bgoes? up to $")
_WAS = re.compile(r"\b(?:down from|was|were|originally|reduced from|instead of|marked down from) $")
_NEAREST = re.compile(r"\b(?:nearest|closest)(?: one)? (?:is|costs|starts at) $")
_TOTAL = re.compile(
    r"\b(?:total\b[^$]*|makes|comes to|adds? up to|that's now|(?:outfit|set|kit|bundle)\b[^$:]* for|"
    r"without the [a-z ]+ it's) $",
    re.I,
)
_TOGETHER = re.compile(r"^ ?(?:in all|altogether|together|in total|all in all|for (?:all|both))\b")
_SHOP = re.compile(
    r"\b(?:delivery|shipping|ship|orders? (?:of|over)|fee|gift card|voucher|return)\b", re.I
)
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
    if _LESS.search(after) or _MORE.search(after):
        return _difference(heard, amount, at, cheaper=bool(_LESS.search(after)))
    if _NEAREST.search(before):
        is_price = any(amount in Known(p).prices for p in heard.world.catalog)
        return None if is_price else ("price", f"nothing costs {money(amount)}")
    if _UP_TO.search(before):
        highest = {max(one.prices) for one in about}
        return None if amount in highest else ("price", _prices(about))
    bound = _bound(before)
    if bound is not None:
        return _out_of_bounds(heard, amount, bound)
    if _TOTAL.search(before) or _TOGETHER.search(after):
        totals = _totals(heard)
        told = f"the total is {' or '.join(money(one) for one in sorted(totals)[:3])}"
        return None if amount in totals else ("total", told)
    if _WAS.search(before):
        was = frozenset().union(*(one.list_prices for one in about))
        return None if amount in was else ("price", "that was never its price")
    if _AROUND.search(before):
        near = any(
            abs(price - amount) <= amount * _NEAR_SHARE for one in about for price in one.prices
        )
        return None if near or not about else ("price", _prices(about))
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
    if bound == "between" or heard.sentence.is_negative or heard.sentence.is_question:
        return None
    listed = heard.listed() or heard.world.cards
    if bound == "under":
        beyond = [one for one in listed if min(one.prices) > amount]
    else:
        beyond = [one for one in listed if max(one.prices) < amount]
    return ("bound", _prices(beyond)) if beyond else None


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
