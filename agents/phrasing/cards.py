"""The products of a reply as a model is told of them: numbered, each with its facts.

Holds nothing that `agents.reply.stated.facts_of` does not hold. The same cards fill the
placeholders that the model writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agents.guard.sheet import SHOP, FactSheet
from agents.phrasing.quoted import cleaned
from agents.reply.ideas_parts import IdeasShown, SetShown
from agents.reply.mentions import mentioned
from agents.reply.money import Cost, cost_of, cost_of_candidate
from agents.reply.names import spoken_names
from agents.reply.plan import Found, Part, Priced, ReplyPlan
from agents.reply.stated import Fact
from retrieval.product import Product

CARDS_MOST = 6
"""Products; a reply speaks of three, two parts of six at most."""
VALUES_MOST = 5
"""Of one attribute: a product with 40 features is described by its first ones."""
_SHOP_TOLD = frozenset({"added", "total", "count"})
"""Of the facts of no product; what was wished for and done stands in the draft."""
_UNTOLD = frozenset({"title", "price", "size", "availability", "rating_count"})
"""Attributes that have a place of their own in a card, or none."""
_SIZES_TOLD = 12


@dataclass(frozen=True, slots=True)
class Card:
    """One product."""

    number: int
    """From 1, in the order in which the reply speaks of them."""
    product: Product
    name: str
    """As the templates say it, without "the": "Fernhollow Ridge Mid"."""
    price: Cost
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Its other facts by attribute, as they are written."""

    def told(self) -> dict[str, object]:
        """Return what a model is told of it."""
        price = f"from {self.price}" if self.price.at_least else str(self.price)
        title = cleaned(self.product.title)
        told: dict[str, object] = {"n": self.number, "title": title, "price": price}
        for attribute, values in self.values.items():
            short = [cleaned(value) for value in values]
            told[attribute] = short[0] if len(short) == 1 else short
        return told


def cards_of(plan: ReplyPlan, sheet: FactSheet) -> tuple[Card, ...]:
    """Return the cards of the products that `plan` speaks of, in the order of speaking."""
    spoken: dict[str, Product] = {}
    costs: dict[str, Cost] = {}
    for part in plan.parts:
        spoken.update({p.id: p for p in mentioned(part)})
        costs.update(_costs(part))
    products = tuple(spoken.values())[:CARDS_MOST]
    names = [name.removeprefix("the ") for name in spoken_names(products)] if products else []
    return tuple(
        Card(n, p, name, costs.get(p.id, cost_of(p)), _values(p, sheet.facts))
        for n, (p, name) in enumerate(zip(products, names, strict=True), start=1)
    )


def shop_facts(sheet: FactSheet) -> dict[str, str]:
    """Return the facts that belong to no product: a total, a count."""
    return {
        f.attribute: cleaned(f.value)
        for f in sheet.facts
        if f.product_id == SHOP and f.attribute in _SHOP_TOLD
    }


def _costs(part: Part) -> dict[str, Cost]:
    match part:
        case Found() | IdeasShown() | SetShown():
            return {c.product.id: cost_of_candidate(c) for c in part.candidates[: part.spoken]}
        case Priced(product, variant) if variant is not None:
            return {product.id: cost_of(product, variant)}
        case _:
            return {}


def _values(product: Product, facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    own = [f for f in facts if f.product_id == product.id]
    if product.in_stock:
        found: dict[str, list[str]] = {}
    else:
        found = {"availability": [product.availability.value.replace("_", " ")]}
    for fact in own:
        if fact.attribute not in _UNTOLD:
            found.setdefault(fact.attribute, []).append(fact.value)
    if any(f.attribute in ("offer", "size") and f.value not in product.sizes for f in own):
        # Only where this turn is about sizes: a run of them is twenty tokens.
        found["size"] = list(product.sizes)
    return {
        attribute: tuple(dict.fromkeys(values))[
            : _SIZES_TOLD if attribute == "size" else VALUES_MOST
        ]
        for attribute, values in found.items()
    }
