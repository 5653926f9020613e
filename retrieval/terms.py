"""A product field, and one value of it that is wanted, unwanted or liked."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A product field that a term can ask for or exclude."""

    BRAND = "brand"
    CATEGORY = "category"
    DEPARTMENT = "department"
    COLOUR = "colour"
    MATERIAL = "material"
    SIZE = "size"
    AUDIENCE = "audience"
    FEATURE = "feature"


ALL_OF = frozenset({Field.FEATURE})
"""Fields whose wanted values must all hold; of the others any one does."""


@dataclass(frozen=True, slots=True)
class Term:
    """One field and a value from the catalog's own vocabulary.

    Hard terms filter, soft ones only raise the score. Terms of different fields must
    all hold. Several hard terms of one field mean "any of these", but of features all:
    a product has one brand, and "waterproof and insulated" are two wishes.
    """

    field: Field
    value: str
    hard: bool = True
