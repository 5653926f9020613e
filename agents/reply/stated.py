"""The facts that a reply plan holds: entity, attribute and value, each bound to the others.

What a model may say is checked against these; the templates say nothing else
about a product. Sentences about the cart and the budget come from the plan's
own fields.
"""

from dataclasses import dataclass

from agents.reply.compared import apart_by
from agents.reply.ideas_parts import IdeasShown, SetShown
from agents.reply.mentions import mentioned
from agents.reply.money import cost_of, cost_of_candidate, money
from agents.reply.plan import (
    Answered,
    BeyondPrice,
    Compared,
    Found,
    Part,
    Priced,
    ReplyPlan,
    Stocked,
    StockedSeveral,
)
from agents.reply.reasons import fulfilling
from retrieval.product import Product


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is true of one product."""

    product_id: str
    attribute: str
    value: str
    """As it is written in a reply: "$129", "4.6", "yes", "450 g"."""


def facts_of(plan: ReplyPlan) -> tuple[Fact, ...]:
    """Return every fact that the plan holds about the products it speaks of, none twice."""
    facts: dict[Fact, None] = {}
    for part in plan.parts:
        for product in mentioned(part):
            facts.update(dict.fromkeys(_own(product)))
        facts.update(dict.fromkeys(_told(part)))
    return tuple(facts)


def _own(product: Product) -> list[Fact]:
    facts = [
        Fact(product.id, "title", product.title),
        Fact(product.id, "price", str(cost_of(product))),
        Fact(product.id, "availability", product.availability.value),
    ]
    if product.list_price:
        facts.append(Fact(product.id, "list_price", money(product.list_price, product.currency)))
    if product.rating is not None:
        facts.append(Fact(product.id, "rating", f"{product.rating:g}"))
        facts.append(Fact(product.id, "rating_count", str(product.rating_count)))
    facts += [Fact(product.id, "material", material) for material in product.materials]
    facts += [Fact(product.id, "feature", feature) for feature in product.features]
    facts += [Fact(product.id, "size", size) for size in product.sizes]
    return facts


def _told(part: Part) -> list[Fact]:
    """Return what a part says beyond what its products always state."""
    match part:
        case Found() | IdeasShown():
            named = part.candidates[: part.spoken]
            wished = part.wished if isinstance(part, Found) else ()
            met = [(c, t) for t in wished for p in fulfilling(named, t) for c in (named[p],)]
            why = [Fact(c.product.id, t.field.value, t.value) for c, t in met]
            return [*(Fact(c.product.id, "price", str(cost_of_candidate(c))) for c in named), *why]
        case BeyondPrice(product_id, _, nearest, currency):
            return [Fact(product_id, "price", money(nearest, currency))]
        case Priced(product, variant):
            return [Fact(product.id, "price", str(cost_of(product, variant)))]
        case Answered(answers):
            return [
                Fact(a.product.id, a.attribute, value)
                for a in answers
                for value in (a.values or (a.verdict.value,))
            ]
        case Stocked(offered):
            found = [Fact(offered.product.id, "offer", offered.offer.value)]
            return found + [Fact(offered.product.id, part.about, c) for c in offered.choices]
        case StockedSeveral(offers):
            return [Fact(o.product.id, "offer", o.offer.value) for o in offers]
        case SetShown():
            first, total = part.candidates[0].product, money(part.total, part.currency)
            named = part.candidates[: part.spoken]
            prices = [Fact(c.product.id, "price", str(cost_of_candidate(c))) for c in named]
            return [*prices, Fact(first.id, "total", total)]
        case Compared(products, differences):
            apart = [Fact(i, attribute, by) for i, attribute, by in apart_by(products)]
            return apart + [
                Fact(product.id, difference.attribute, value)
                for difference in differences
                for product, value in zip(products, difference.values, strict=True)
                if value
            ]
        case _:
            return []
