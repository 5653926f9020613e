"""Whom a product is for, and whether that is somebody whom a set or a gift is for. Pure."""

import re

from agents.constraints import Kind
from agents.state import DialogueState
from retrieval.product import Product

_GROWN_UP = frozenset({"women", "men", "adults"})
_YOUNG = frozenset({"kids", "baby", "teens", "girls", "boys", "toddlers"})
_ANIMALS = frozenset({"dogs", "cats", "pets", "horses", "birds"})


_YEARS = re.compile(
    r"\b(?P<low>\d{1,2})(?: ?(?:to|-|\u2013) ?(?P<high>\d{1,2})(?: (?:years?|yrs?))?\b|"
    r" ?\+| (?:years?|yrs?) (?:and (?:up|older|above|over)|\+)| and up\b)"
)
_OLDER_BY = 1
"""Years above a listing's last that a gift may still be for: "ages 3 to 6" at seven."""


def suits_age(product: Product, age: int | None) -> bool:
    """Say whether what a listing tells of ages lets it be for somebody of `age`.

    Args:
        product: Of any shop; one that tells no age is for anybody.
        age: In years; None is not known.
    """
    told = [
        *(v for k, v in product.attributes.items() if _OF_AGE.search(k.replace("_", " "))),
        *(f for f in product.features if _OF_AGE.search(f.casefold())),
    ]
    found = next((m for text in told if (m := _YEARS.search(text.casefold()))), None)
    if age is None or found is None:
        return True
    high = int(found["high"]) + _OLDER_BY if found["high"] else None
    return int(found["low"]) <= age and (high is None or age <= high)


_OF_AGE = re.compile(r"\bages?\b")


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
