"""An edit with the words that ask for it, and what shoppers call what an edit is about."""

from dataclasses import dataclass

from agents.constraints import Edit, Kind
from agents.understand.line import Span


@dataclass(frozen=True, slots=True)
class FoundEdit:
    """An edit and the words that ask for it."""

    edit: Edit
    span: Span


SLOT = {
    "budget": Kind.PRICE, "price": Kind.PRICE, "prices": Kind.PRICE, "cost": Kind.PRICE,
    "money": Kind.PRICE, "price limit": Kind.PRICE, "price range": Kind.PRICE,
    "price point": Kind.PRICE, "color": Kind.COLOUR, "colors": Kind.COLOUR, "brand": Kind.BRAND,
    "brands": Kind.BRAND, "make": Kind.BRAND, "size": Kind.SIZE, "sizes": Kind.SIZE,
    "material": Kind.MATERIAL, "materials": Kind.MATERIAL, "fabric": Kind.MATERIAL,
    "rating": Kind.RATING, "ratings": Kind.RATING, "reviews": Kind.RATING, "stars": Kind.RATING,
    "category": Kind.CATEGORY, "type": Kind.CATEGORY, "style": Kind.FEATURE,
    "features": Kind.FEATURE, "stock": Kind.AVAILABILITY, "availability": Kind.AVAILABILITY,
}  # fmt: skip
"""What a constraint is about, by the words for it."""
