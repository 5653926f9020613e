"""Products by what they are: "women's boots under 150", whatever the catalog calls them.

A scenario names products this way so that it still holds when prices or titles change.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Self
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field, model_validator

from evals.measures.values import plain
from retrieval.product import Product, Variant


class Strict(BaseModel):
    """A part of a scenario file: an unknown field is an error, nothing changes."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
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

    Values are compared without regard to case, plural, hyphens and spelling ("hiking boot", "gray",
    "women's"), ids without regard to case only. Of several values of a field any one will do,
    but all of `features` and `words`.
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
    """Stated anywhere in title, description, features, materials or attributes."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Further facts by name: {waterproof: "yes"}."""
    price: Bounds | None = None
    """Of a variant of that size and colour, where these are given."""
    rating_at_least: float | None = Field(default=None, ge=0, le=5)
    """Stars; what nobody rated has none."""
    in_stock: bool | None = None
    """Whether some variant of that size, colour and price can be had now; false: made, but none."""
    without: "Where | None" = Field(default=None, alias="not")
    """Must not hold: {not: {brand: Nike}}."""
    any_of: "tuple[Where, ...]" = ()
    """At least one of these holds too."""

    def holds(self, product: Product) -> bool:
        """Say whether `product` is meant."""
        return (
            _is(self.id, product.id)
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
        return tuple(
            variant
            for variant in product.variants
            if self._is_made(product, variant)
            and (self.in_stock is None or variant.in_stock is self.in_stock)
        )

    def _can_be_had(self, product: Product) -> bool:
        if product.variants:
            made = [variant for variant in product.variants if self._is_made(product, variant)]
            stocked = any(variant.in_stock for variant in made)
            return bool(made) and (self.in_stock is None or self.in_stock is stocked)
        return (
            self.size is None
            and _any(self.colour, product.colours)
            and (self.price is None or self.price.holds(product.price))
            and (self.in_stock is None or product.in_stock is self.in_stock)
        )

    def _is_made(self, product: Product, variant: Variant) -> bool:
        colours = (variant.colour,) if variant.colour else product.colours
        return (
            _one(self.size, variant.size)
            and _any(self.colour, colours)
            and (self.price is None or self.price.holds(variant.price))
        )

    def _states(self, product: Product) -> bool:
        if not self.words:
            return True
        attributes = (f"{name} {value}" for name, value in product.attributes.items())
        said = (product.title, product.description, *product.features, *product.materials)
        text = " ".join((*said, *attributes))
        folded = text.casefold()
        return all(word.casefold() in folded for word in self.words)


def same(one: str, other: str) -> bool:
    """Say whether two values mean the same, whatever their case, plural and spelling."""
    return key_of(one) == key_of(other)


@lru_cache(maxsize=65_536)
def key_of(value: str) -> str:
    """Return what values that mean the same have in common.

    Values in other scripts are only folded: their letters are no words to `plain`, and two
    Japanese colours would be the same nothing.
    """
    letters = normalize("NFKD", value)
    if any(letter.isalpha() and not letter.isascii() for letter in letters):
        return value.casefold()
    # Twice: "tees" is "tee" at first, and "tee" is "t" as in "t-shirt".
    return plain(plain(value)) or value.casefold()


@lru_cache(maxsize=8_192)
def _keys(value: OneOrMore) -> frozenset[str]:
    return frozenset(key_of(v) for v in ((value,) if isinstance(value, str) else value))


def _one(wanted: OneOrMore | None, has: str | None) -> bool:
    return wanted is None or (has is not None and key_of(has) in _keys(wanted))


def _is(wanted: OneOrMore | None, has: str) -> bool:
    """Compare what is no word of a language, such as an id."""
    ones = (wanted,) if isinstance(wanted, str) else wanted
    return ones is None or has.casefold() in {one.casefold() for one in ones}


def _any(wanted: OneOrMore | None, has: Iterable[str]) -> bool:
    return wanted is None or any(_one(wanted, value) for value in has)


def _all(wanted: tuple[str, ...], has: Iterable[str]) -> bool:
    keys = {key_of(value) for value in has} if wanted else set[str]()
    return all(key_of(value) in keys for value in wanted)


Look = Callable[[str], Product | None]
"""Returns a product of the catalog by its id."""
