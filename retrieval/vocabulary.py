"""The catalog's own words: which brands, types, colours and sizes it has.

Built while indexing, stored beside the index, and used to understand and to
hear: a word is only a brand here if the catalog has it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from retrieval.lexicon import EMPTY, Lexicon
from retrieval.product import Product
from retrieval.terms import Field

MOST_VALUES = 200_000
"""Of one field. More are free text (a selling point a product), and would fill the memory."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values of each field with how many products carry them."""

    values: Mapping[Field, Mapping[str, int]]
    """Every `Field` is present; values are spelled as in the catalog."""
    department_of: Mapping[str, str]
    """Category to department."""
    attributes: Mapping[str, int]
    """Attribute names (snake_case) with how many products state them."""
    price_low: Decimal
    """Of the products in `currency`."""
    price_high: Decimal
    currency: str
    """The commonest."""
    currencies: Mapping[str, int] = field(default_factory=dict)
    """Each with how many products are priced in it, the commonest first."""
    words: Mapping[str, int] = field(default_factory=dict)
    """Words of the titles, lower case, letters only, with how many titles have each."""

    lexicon: Lexicon = field(default=EMPTY, compare=False)
    """How the words of its texts are used; kept in a document of its own."""

    def lacks(self, name: Field, value: str) -> bool:
        """Say whether no product has `value`; False also where not every value was kept."""
        known = self.values[name]
        return value not in known and len(known) < MOST_VALUES // 2

    @staticmethod
    def of(products: Iterable[Product]) -> "Vocabulary":
        """Count the values of `products` (at least one).

        Raises:
            ValueError: `products` is empty.
        """
        counting = VocabularyCount()
        for product in products:
            counting.add(product)
        return counting.vocabulary()

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `from_json`."""
        return {
            "values": {name.value: dict(values) for name, values in self.values.items()},
            "department_of": dict(self.department_of),
            "attributes": dict(self.attributes),
            "price_low": str(self.price_low),
            "price_high": str(self.price_high),
            "currency": self.currency,
            "currencies": dict(self.currencies),
            "words": dict(self.words),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the vocabulary that `to_json` wrote."""
        return cls(
            values={Field(name): dict(values) for name, values in data["values"].items()},
            department_of=dict(data["department_of"]),
            attributes=dict(data["attributes"]),
            price_low=Decimal(data["price_low"]),
            price_high=Decimal(data["price_high"]),
            currency=data["currency"],
            currencies=dict(data.get("currencies", {})),
            words=dict(data.get("words", {})),
        )


class VocabularyCount:
    """A vocabulary while products still stream by; its memory does not grow with their number."""

    def __init__(self) -> None:
        self._values: dict[Field, Counter[str]] = {name: Counter() for name in Field}
        self._attributes: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._department_of: dict[str, str] = {}
        self._currencies: Counter[str] = Counter()
        self._prices: dict[str, tuple[Decimal, Decimal]] = {}

    @property
    def products(self) -> int:
        """How many were counted."""
        return sum(self._currencies.values())

    def add(self, product: Product) -> None:
        """Count the values of one more product."""
        for name, values in values_of(product).items():
            self._values[name].update(values)
            _shorten(self._values[name])
        self._attributes.update(product.attributes.keys())
        _shorten(self._attributes)
        self._words.update(set(_LETTERS.findall(product.title.lower())))
        _shorten(self._words)
        self._department_of[product.category] = product.department
        self._currencies[product.currency] += 1
        price = product.price
        low, high = self._prices.get(product.currency, (price, price))
        self._prices[product.currency] = min(low, price), max(high, price)

    def vocabulary(self) -> Vocabulary:
        """Return what was counted.

        Raises:
            ValueError: nothing was.
        """
        if not self._currencies:
            raise ValueError("a vocabulary needs at least one product")
        currencies = dict(self._currencies.most_common())
        currency = next(iter(currencies))
        low, high = self._prices[currency]
        return Vocabulary(
            values={name: dict(counter.most_common()) for name, counter in self._values.items()},
            department_of=self._department_of,
            attributes=dict(self._attributes.most_common()),
            price_low=low,
            price_high=high,
            currency=currency,
            currencies=currencies,
            words=dict(self._words.most_common()),
        )


def _shorten(counter: Counter[str]) -> None:
    """Forget what was met least when a field has too many values to be anybody's words."""
    if len(counter) > MOST_VALUES:
        kept = counter.most_common(MOST_VALUES // 2)
        counter.clear()
        counter.update(dict(kept))


def values_of(product: Product) -> dict[Field, tuple[str, ...]]:
    """Return the values that `product` has of each field, none twice."""
    variant_colours = (v.colour for v in product.variants if v.colour)
    return {
        Field.BRAND: (product.brand,) if product.brand else (),
        Field.CATEGORY: (product.category,),
        Field.DEPARTMENT: (product.department,),
        Field.COLOUR: tuple(dict.fromkeys((*product.colours, *variant_colours))),
        Field.MATERIAL: product.materials,
        Field.SIZE: product.sizes,
        Field.AUDIENCE: (product.audience,) if product.audience else (),
        Field.FEATURE: product.features,
    }
