"""What may be said in one turn: products with their facts, and sums over them.

Made of a reply plan for the guard, and of any product list for `aisle guard`. A fact is bound
to its product and attribute; what belongs to no product (a count, the cart's total) is bound
to `SHOP`.
"""

from dataclasses import dataclass

from agents.reply.cart_parts import CartAdded, CartAddedSeveral, CartRemoved, CartShown
from agents.reply.mentions import mentioned
from agents.reply.money import money
from agents.reply.plan import Compared, Found, Part, ReplyPlan
from agents.reply.stated import Fact, facts_of
from retrieval.product import Product

SHOP = ""
"""Stands where a product's id would: facts of the whole list, the cart or the shop."""


@dataclass(frozen=True, slots=True)
class FactSheet:
    """Everything that one reply may state."""

    products: tuple[Product, ...]
    """In the order in which they are spoken of and shown: "the second one"."""
    facts: tuple[Fact, ...]
    """Of these products, and of `SHOP`."""
    said: tuple[str, ...] = ()
    """Sentences that code composed for this turn: whatever they say may be said again."""
    utterance: str = ""
    """The shopper's words: they may be echoed as a wish, never as a fact."""
    compared: tuple[str, ...] = ()
    """Ids of the products that "the cheapest" is said of; all of `products` where it is empty."""


def sheet_of(plan: ReplyPlan) -> FactSheet:
    """Return what a reply to `plan` may state."""
    products = tuple(candidate.product for candidate in plan.products)
    there = {product.id for product in products}
    spoken = [p for part in plan.parts for p in mentioned(part) if p.id not in there]
    there |= {p.id for p in spoken}
    carted = [p for part in plan.parts for p in _carted(part) if p.id not in there]
    counts = [
        Fact(SHOP, "count", str(part.total))
        for part in plan.parts
        if isinstance(part, Found) and part.total
    ]
    compared = [p.id for part in plan.parts if isinstance(part, Compared) for p in part.products]
    return FactSheet(
        products=(*products, *{p.id: p for p in (*spoken, *carted)}.values()),
        facts=(*facts_of(plan), *counts, *_cart_facts(plan)),
        utterance=plan.utterance,
        compared=tuple(dict.fromkeys(compared)),
    )


def _carted(part: Part) -> tuple[Product, ...]:
    """Return the products that a part about the cart names."""
    match part:
        case CartShown(_, products) | CartAddedSeveral(products) | CartRemoved(products):
            return products
        case CartAdded():
            return (part.offered.product,)
        case _:
            return ()


def _cart_facts(plan: ReplyPlan) -> list[Fact]:
    """Return what became of the cart, and what it comes to."""
    facts: list[Fact] = []
    for part in plan.parts:
        match part:
            case CartAdded():
                line = part.line
                facts.append(Fact(SHOP, "added", line.title))
                facts.append(Fact(SHOP, "total", money(part.total, line.currency)))
                facts.append(Fact(line.product_id, "price", money(line.unit_price, line.currency)))
            case CartAddedSeveral(products, total, currency):
                facts += [Fact(SHOP, "added", p.title) for p in products]
                facts.append(Fact(SHOP, "total", money(total, currency)))
                facts += [Fact(p.id, "price", money(p.price, p.currency)) for p in products]
            case CartShown(lines, _, total) if lines:
                facts.append(Fact(SHOP, "total", money(total, lines[0].currency)))
                facts.append(Fact(SHOP, "count", str(sum(line.quantity for line in lines))))
                facts += [
                    Fact(line.product_id, "price", money(line.unit_price, line.currency))
                    for line in lines
                ]
            case _:
                pass
    return facts
