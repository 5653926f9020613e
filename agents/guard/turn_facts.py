"""What a plan holds that is true of no product alone: counts, sums, deeds, wishes, gaps. Pure.

Each is a fact of `SHOP`. "deed" is something that code did in this turn, "line" a line of the
cart, "count" how many there are, "budget" what the shopper would spend, "nearest" what the
product nearest to it costs, "lack" what was asked for and none has, "wish" what was asked for.
"""

from collections.abc import Iterable
from decimal import Decimal

from agents.reply.cart_parts import (
    CartAdded,
    CartAddedSeveral,
    CartChanged,
    CartHolds,
    CartRemoved,
    CartShown,
    CartTotalWithout,
    CartUndone,
)
from agents.reply.ideas_parts import IdeasShown, SetShown
from agents.reply.leads import Shortfall
from agents.reply.money import money
from agents.reply.plan import BeyondPrice, Found, NothingFound, Part
from agents.reply.question_parts import Clarifies
from agents.reply.shop_parts import BoardDeed, BoardDone, BoardShown
from agents.reply.stated import Fact
from agents.turn import CartLine
from retrieval.product import Product
from retrieval.query import PriceRange
from retrieval.terms import Term

_CENT = Decimal("0.01")
"""What "under $100" is below the hundred that was said."""
SHOP = ""
"""Stands where a product's id would: facts of the whole list, the cart or the shop."""


def carted(part: Part) -> tuple[Product, ...]:
    """Return the products that a part about the cart or a board names."""
    match part:
        case CartShown(_, products) | CartAddedSeveral(products) | CartRemoved(products):
            return products
        case CartAdded():
            return (part.offered.product,)
        case CartUndone(back, gone, _, product):
            return (*back, *gone, *((product,) if product else ()))
        case CartHolds(product) if product:
            return (product,)
        case CartTotalWithout(products) | BoardDone(_, _, products):
            return products
        case _:
            return ()


def turn_facts(part: Part) -> list[Fact]:
    """Return what a part of the plan says beside the facts of its products."""
    match part:
        case Found():
            return _of_found(part)
        case NothingFound():
            return [*_shop("lack", part.thing), *_shop("none", "yes")]
        case BeyondPrice():
            nearest = money(part.nearest, part.currency)
            return [
                *_budget(part.price, part.currency),
                *_shop("nearest", nearest),
                *_shop("none", "yes"),
            ]
        case Clarifies():
            return _budget(part.price, part.currency)
        case IdeasShown():
            wished = (part.person, part.purpose, *part.reasons, *part.lacking)
            return [f for words in wished for f in _shop("wish", words)]
        case SetShown():
            return _of_set(part)
        case BoardDone(deed, _, products) if deed is BoardDeed.SAVED:
            return [*_shop("deed", "saved"), *_named("saved", products)]
        case BoardDone() | BoardShown():
            return _shop("deed", "board")
        case _:
            return _of_cart(part)


def _of_found(part: Found) -> list[Fact]:
    facts = _shop("count", str(part.total)) if part.total else []
    currency = part.candidates[0].product.currency if part.candidates else "USD"
    lacking = [*(_words(term) for term in part.relaxed), part.thing]
    if part.shortfall in (Shortfall.NOT_CLOSE, Shortfall.NONE_IN_SIZE):
        facts += _shop("lack", "*")
    facts += [f for words in lacking for f in _shop("lack", words)]
    facts += [f for term in (*part.asked, *part.wished) for f in _shop("wish", _words(term))]
    facts += _shop("wish", part.category)
    return [*facts, *_budget(part.price, currency)]


def _of_set(part: SetShown) -> list[Fact]:
    facts = [
        *_shop("count", str(len(part.candidates))),
        *_shop("total", money(part.total, part.currency)),
        *_shop("deed", "set"),
        *_shop("wish", part.name),
        *_shop("wish", part.about),
    ]
    if part.about is None:
        facts += [f for name in part.names for f in _shop("wish", name)]
    if part.budget is not None:
        facts += _shop("budget", money(part.budget, part.currency))
    return facts


def _of_cart(part: Part) -> list[Fact]:
    match part:
        case CartAdded():
            line = part.line
            return [
                *_shop("deed", "added"),
                *_shop("added", line.title),
                *_shop("total", money(part.total, line.currency)),
                *_line(line),
                *_shop("count", str(part.added)),
            ]
        case CartAddedSeveral(products, total, currency):
            prices = [Fact(p.id, "price", money(p.price, p.currency)) for p in products]
            return [
                *_shop("deed", "added"),
                *_named("added", products),
                *_shop("total", money(total, currency)),
                *_shop("count", str(len(products))),
                *prices,
            ]
        case CartChanged():
            line = part.line
            return [
                *_shop("deed", "changed"),
                *_shop("total", money(part.total, line.currency)),
                *_line(line),
            ]
        case CartRemoved(products, left, total, currency):
            sums = _shop("total", money(total, currency)) if left else _shop("empty", "yes")
            return [*_shop("deed", "removed"), *_named("removed", products), *sums]
        case CartUndone() if not part.nothing:
            sums = _shop("total", money(part.total, part.currency)) if part.left else []
            sums += [] if part.left else _shop("empty", "yes")
            products = (*part.back, *part.gone)
            return [
                *_shop("deed", "undone"),
                *_named("added", products),
                *sums,
                *(_line(part.line) if part.line else ()),
            ]
        case CartShown(lines, _, total):
            if not lines:
                return [*_shop("deed", "shown"), *_shop("empty", "yes")]
            pieces = sum(line.quantity for line in lines)
            return [
                *_shop("deed", "shown"),
                *_shop("total", money(total, lines[0].currency)),
                *_shop("count", str(pieces)),
                *_shop("count", str(len(lines))),
                *(fact for line in lines for fact in _line(line)),
            ]
        case CartTotalWithout(_, total, currency):
            return [*_shop("deed", "shown"), *_shop("total", money(total, currency))]
        case CartHolds():
            return _shop("deed", "shown")
        case _:
            return []


def _line(line: CartLine) -> list[Fact]:
    form = "|".join((line.product_id, line.size or "", line.colour or ""))
    return [
        Fact(line.product_id, "price", money(line.unit_price, line.currency)),
        Fact(SHOP, "line", form),
        Fact(SHOP, "lined", line.title),
        Fact(SHOP, "quantity", str(line.quantity)),
    ]


def _named(attribute: str, products: Iterable[Product]) -> list[Fact]:
    return [Fact(SHOP, attribute, product.title) for product in products]


def _budget(price: PriceRange | None, currency: str) -> list[Fact]:
    bounds = (price.low, price.high) if price else ()
    found = [bound for bound in bounds if bound is not None]
    found += [bound + _CENT for bound in found if (bound + _CENT) % 1 == 0]
    return [Fact(SHOP, "budget", money(bound, currency)) for bound in found]


def _words(term: Term) -> str:
    return str(term.value)


def _shop(attribute: str, value: str | None) -> list[Fact]:
    return [Fact(SHOP, attribute, value)] if value else []
