"""Whom a product is for, and whether that is somebody whom a set or a gift is for. Pure."""

from agents.constraints import Kind
from agents.state import DialogueState
from retrieval.product import Product

_GROWN_UP = frozenset({"women", "men", "adults"})
_YOUNG = frozenset({"kids", "baby", "teens", "girls", "boys", "toddlers"})
_ANIMALS = frozenset({"dogs", "cats", "pets", "horses", "birds"})


def people_wanted(dialogue: DialogueState, person: str | None = None) -> frozenset[str]:
    """Return whom the wish names, in the catalog's words; empty where nobody is named."""
    said = {str(c.value) for c in dialogue.constraints if c.kind is Kind.AUDIENCE and c.wanted}
    return frozenset(v.casefold() for v in (*said, *([person] if person else ())))


def meant_for(product: Product, people: frozenset[str]) -> bool:
    """Say whether a product can be for `people`: what is for nobody in particular can.

    Args:
        product: Of any shop.
        people: Audiences; none are grown up people of either kind, and nobody's pets.
    """
    own = (product.audience or "").casefold()
    if not own or own in people:
        return True
    if not people:
        return own not in _YOUNG | _ANIMALS
    if own in _ANIMALS or people <= _ANIMALS:
        return own == "pets" and bool(people & _ANIMALS)
    if own == "adults" or people == {"adults"}:
        return bool(people & _GROWN_UP) and own in _GROWN_UP
    if own in _YOUNG:
        return bool(people & _YOUNG) and not (own == "baby" or people == {"baby"})
    return False
