"""What may be said in one turn: products with their facts, and sums over them.

Made of a reply plan for the guard, and of any product list for `aisle guard`. A fact is bound
to its product and attribute; what belongs to no product (a count, the cart's total) is bound
to `SHOP`.
"""

from dataclasses import dataclass

from agents.guard.turn_facts import SHOP, carted, turn_facts
from agents.reply.mentions import mentioned
from agents.reply.plan import Compared, ReplyPlan
from agents.reply.stated import Fact, facts_of
from retrieval.product import Product


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
    in_cart = [p for part in plan.parts for p in carted(part) if p.id not in there]
    told = [fact for part in plan.parts for fact in turn_facts(part)]
    compared = [p.id for part in plan.parts if isinstance(part, Compared) for p in part.products]
    return FactSheet(
        products=(*products, *{p.id: p for p in (*spoken, *in_cart)}.values()),
        facts=(*facts_of(plan), *told),
        utterance=plan.utterance,
        compared=tuple(dict.fromkeys(compared)),
    )


__all__ = ["SHOP", "FactSheet", "sheet_of"]
