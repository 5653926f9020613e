"""What may be said in one turn: products with their facts, and sums over them.

Made of a reply plan for the guard, and of any product list for `aisle guard`. A fact is bound
to its product and attribute; what belongs to no product (a count, the cart's total) is bound
to `SHOP`.
"""

from dataclasses import dataclass

from agents.reply.plan import ReplyPlan
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


def sheet_of(plan: ReplyPlan) -> FactSheet:
    """Return what a reply to `plan` may state."""
    return FactSheet(
        products=tuple(candidate.product for candidate in plan.products),
        facts=facts_of(plan),
        utterance=plan.utterance,
    )
