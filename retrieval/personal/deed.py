"""One thing that a shopper did, as far as it tells what they like. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from retrieval.product import Product, Variant
from retrieval.terms import Field, Term
from retrieval.vocabulary import values_of

TASTED = (
    Field.BRAND,
    Field.CATEGORY,
    Field.DEPARTMENT,
    Field.COLOUR,
    Field.MATERIAL,
    Field.FEATURE,
)
"""Fields that a taste is about.

Not the size and not the audience: those are who it is for, and gifts are for others.
"""


class Kind(StrEnum):
    """What was done, from the weakest sign to the strongest."""

    VIEWED = "viewed"
    ASKED = "asked"
    SAVED = "saved"
    CARTED = "carted"


WEIGHTS = {Kind.VIEWED: 1.0, Kind.ASKED: 2.0, Kind.SAVED: 3.0, Kind.CARTED: 4.0}
"""What each is worth, in views. Ordered by effort, as implicit signs are; not measured."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done.

    Source of weighting implicit signs: Hu, Koren and Volinsky 2008.
    """

    kind: Kind
    at: datetime
    """With a time zone."""
    liked: tuple[Term, ...] = ()
    disliked: tuple[Term, ...] = ()
    vector: npt.NDArray[np.float32] | None = None
    """Of the product it was done to: float32 [dimensions], unit length."""


def asked(wanted: Iterable[Term], unwanted: Iterable[Term], at: datetime) -> Deed:
    """Return the deed of asking for some values and for none of others."""
    return Deed(Kind.ASKED, at, _tasted(wanted), _tasted(unwanted))


def done_to(
    kind: Kind,
    product: Product,
    at: datetime,
    variant: Variant | None = None,
    vector: npt.NDArray[np.float32] | None = None,
) -> Deed:
    """Return the deed of viewing, saving or buying one product.

    Args:
        kind: what was done.
        product: to what.
        at: when, with a time zone.
        variant: the form it was done to: its colour is the one liked, not all of them.
        vector: the product's, float32 [dimensions], unit length.
    """
    values = values_of(product)
    if variant is not None and variant.colour is not None:
        values = {**values, Field.COLOUR: (variant.colour,)}
    terms = (Term(name, value) for name in TASTED for value in values[name])
    return Deed(kind, at, tuple(terms), vector=vector)


def _tasted(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(Term(term.field, term.value) for term in terms if term.field in TASTED)
