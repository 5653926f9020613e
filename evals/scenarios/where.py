"""Products by what they are: "women's boots under 150", whatever the catalog calls them.

A scenario names products this way so that it still holds when prices or titles change.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from retrieval.product import Product, Variant


class Strict(BaseModel):
    """A part of a scenario file: an unknown field is an error, nothing changes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


class Bounds(Strict):
    """An amount of the catalog's currency; both ends count."""

    at_least: Decimal | None = Field(default=None, ge=0)
    """The lowest amount that will do."""
    at_most: Decimal | None = Field(default=None, ge=0)
    """The highest amount that will do."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        low, high = self.at_least, self.at_most
        if low is None and high is None:
            raise ValueError("give at_least, at_most or both")
        if low is not None and high is not None and low > high:
            raise ValueError(f"at_least {low} is above at_most {high}")
        return self

    def holds(self, amount: Decimal) -> bool:
        """Say whether `amount` lies within."""
        return (self.at_least is None or amount >= self.at_least) and (
            self.at_most is None or amount <= self.at_most
        )


Text = Annotated[str, Field(min_length=1)]
"""Some text."""

OneOrMore = Text | Annotated[tuple[Text, ...], Field(min_length=1)]
"""One value, or several of which any will do."""


class Where(Strict):
    """What a product must be; every field that is given must hold.

    Text is compared without regard to case. Of several values of a field any one will do, but
    all of `features` and `words`.
    """

    id: OneOrMore | None = None
    """The catalog's own id."""
    title: OneOrMore | None = None
    """The whole title."""
    category: OneOrMore | None = None
    """The product type as the catalog names it: "hiking boots"."""
    department: OneOrMore | None = None
    """The top of the shop's tree: "Outdoor"."""
    brand: OneOrMore | None = None
    """Who makes it."""
    colour: OneOrMore | None = None
    """Made in it; with `size` one variant must be both."""
    material: OneOrMore | None = None
    """One of its materials."""
    audience: OneOrMore | None = None
    """Who it is for: "women", "kids", "dogs"."""
    size: OneOrMore | None = None
    """Made in it."""
    features: tuple[Text, ...] = ()
    """All of these are among its selling points: [waterproof, wide fit]."""
    words: tuple[Text, ...] = ()
    """Stated anywhere in title, description, features or attributes."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Further facts by name: {waterproof: "yes"}."""
    price: Bounds | None = None
    """Of a variant of that size and colour, where these are given."""
    rating_at_least: float | None = Field(default=None, ge=0, le=5)
    """Stars; what nobody rated has none."""
    in_stock: bool | None = None
    """Whether it can be had now; of a variant of that size and colour, where these are given."""
    without: "Where | None" = Field(default=None, alias="not")
    """Must not hold: {not: {brand: Nike}}."""
    any_of: "tuple[Where, ...]" = ()
    """At least one of these holds too."""

    def holds(self, product: Product) -> bool:
        """Say whether `product` is meant."""
        return (
            _one(self.id, product.id)
            and _one(self.title, product.title)
            and _one(self.category, product.category)
            and _one(self.department, product.department)
            and _one(self.brand, product.brand)
            and _any(self.material, product.materials)
            and _one(self.audience, product.audience)
            and _all(self.features, product.features)
            and self._states(product)
            and all(_one(v, product.attributes.get(k)) for k, v in self.attributes.items())
            and (self.rating_at_least is None or (product.rating or 0.0) >= self.rating_at_least)
            and self._can_be_had(product)
            and (self.without is None or not self.without.holds(product))
            and (not self.any_of or any(one.holds(product) for one in self.any_of))
        )

    def among(self, products: Iterable[Product]) -> tuple[Product, ...]:
        """Return those of `products` that are meant, in their order."""
        return tuple(product for product in products if self.holds(product))

    def forms(self, product: Product) -> tuple[Variant, ...]:
        """Return the variants of `product` that have the wanted size, colour, price and stock."""
        return tuple(v for v in product.variants if self._is_form(v))

    def _can_be_had(self, product: Product) -> bool:
        if product.variants and (self.size is not None or any(v.colour for v in product.variants)):
            return bool(self.forms(product))
        return (
            self.size is None
            and _any(self.colour, product.colours)
            and (self.price is None or self.price.holds(product.price))
            and (self.in_stock is None or product.in_stock is self.in_stock)
        )

    def _is_form(self, variant: Variant) -> bool:
        return (
            _one(self.size, variant.size)
            and _one(self.colour, variant.colour)
            and (self.price is None or self.price.holds(variant.price))
            and (self.in_stock is None or variant.in_stock is self.in_stock)
        )

    def _states(self, product: Product) -> bool:
        if not self.words:
            return True
        attributes = (f"{name} {value}" for name, value in product.attributes.items())
        text = " ".join((product.title, product.description, *product.features, *attributes))
        folded = text.casefold()
        return all(word.casefold() in folded for word in self.words)


def _wanted(value: OneOrMore) -> frozenset[str]:
    return frozenset(v.casefold() for v in ((value,) if isinstance(value, str) else value))


def _one(wanted: OneOrMore | None, has: str | None) -> bool:
    return wanted is None or (has is not None and has.casefold() in _wanted(wanted))


def _any(wanted: OneOrMore | None, has: Iterable[str]) -> bool:
    return wanted is None or any(_one(wanted, value) for value in has)


def _all(wanted: tuple[str, ...], has: Iterable[str]) -> bool:
    folded = {value.casefold() for value in has}
    return all(value.casefold() in folded for value in wanted)


Look = Callable[[str], Product | None]
"""Returns a product of the catalog by its id."""
