""" "There are none": denials that the catalog contradicts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evals.measures.facts.claims import Heard
from evals.measures.facts.wrong import WrongFact
from evals.measures.held_wishes import broken_wishes
from evals.measures.values import plain
from evals.runs.record import ProductSeen, TurnSeen
from retrieval.product import Product

_NO_SUCH = re.compile(
    r"\b(?:no|(?:don't|do not|can't) (?:see|have|carry|sell|stock|find)(?: any)?|"
    r"(?:couldn't|could not) find any|are no|aren't any) "
    r"([a-z][a-z' -]{2,40}?)"
    r"(?:,? (?:here|sorry|at all|in (?:this|our) (?:shop|store|catalog))|[,.!]|$)",
    re.I,
)
_CART = re.compile(r"\bin (?:your|the) (?:cart|bag|basket)|\bon (?:the|your) (?:screen|board)")
_NOTHING = re.compile(
    r"\b(?:nothing|none) (?:in|for|under|over|between|by|from|with|like|that)\b", re.I
)


def wrong_denials(heard: Heard) -> Iterator[WrongFact]:
    """Yield denials where there is just such a product.

    "No tents here": the catalog has a kind called so, whatever else was wished. "Nothing in
    red under $50": some product keeps every hard wish that holds after the turn, and what was
    given up for its list.
    """
    if heard.sentence.is_question or _CART.search(heard.text):
        return
    for match in _NO_SUCH.finditer(heard.text):
        kind = plain(match[1])
        found = next((p for p in heard.world.catalog if plain(p.category) == kind), None)
        if found is not None:
            yield WrongFact("none", match[0], f"there is {found.title}")
    nothing = _NOTHING.search(heard.text)
    if nothing:
        found = next(_keeping_all(heard), None)
        if found is not None:
            yield WrongFact("none", heard.text, f"there is {found.title}")


def _keeping_all(heard: Heard) -> Iterator[Product]:
    turn = heard.world.turn
    held = turn.model_copy(update={"relaxed": (), "constraints": _all_hard(turn)})
    unwanted = [plain(str(c.get("value"))) for c in turn.constraints if not c.get("wanted", True)]
    for product in heard.shop.of_kinds(held.constraints) or ():
        told = plain(f"{product.title} {product.description} {' '.join(product.features)}")
        if any(value in told for value in unwanted):
            continue
        if not product.flags and product.in_stock and not _broken(held, product):
            yield product


def _all_hard(turn: TurnSeen) -> tuple[dict[str, Any], ...]:
    """Return what a denial is about: hard wishes, prices, and what was given up for the list."""
    held = [one for one in turn.constraints if one.get("hard", True) or one.get("kind") == "price"]
    given_up = [{"kind": one.get("field"), "value": one.get("value")} for one in turn.relaxed]
    return tuple(
        {**one, "hard": True, "wanted": one.get("wanted", True)} for one in (*held, *given_up)
    )


def _broken(turn: TurnSeen, product: Product) -> bool:
    """Say whether no form of a product keeps every hard wish."""
    forms: list[tuple[str | None, Decimal, str | None, str | None, bool]] = [
        (v.id, v.price, v.size, v.colour, v.in_stock) for v in product.variants
    ]
    for variant_id, price, size, colour, there in forms or [
        (None, product.price, None, None, True)
    ]:
        card = ProductSeen(
            id=product.id,
            variant_id=variant_id,
            title=product.title,
            price=price,
            currency=product.currency,
            size=size,
            colour=colour,
            availability=product.availability.value,
            score=0.0,
        )
        if there and not broken_wishes(turn, card, product, _any):
            return False
    return True


def _any(kind: str, value: str) -> bool:
    del kind, value
    return True
