"""The catalog's own words: which brands, types, colours and sizes it has.

Built while indexing, stored beside the index, and used to understand and to
hear: a word is only a brand here if the catalog has it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from retrieval.product import Product
from retrieval.terms import Field


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
    price_high: Decimal
    currency: str

    @classmethod
    def of(cls, products: Iterable[Product]) -> Self:
        """Count the values of `products` (at least one).

        Raises:
            ValueError: `products` is empty.
        """
        counts: dict[Field, Counter[str]] = {name: Counter() for name in Field}
        attributes: Counter[str] = Counter()
        department_of: dict[str, str] = {}
        prices: list[Decimal] = []
        currencies: Counter[str] = Counter()
        for product in products:
            for name, values in values_of(product).items():
                counts[name].update(values)
            attributes.update(product.attributes.keys())
            department_of[product.category] = product.department
            prices.append(product.price)
            currencies[product.currency] += 1
        if not prices:
            raise ValueError("a vocabulary needs at least one product")
        return cls(
            values={name: dict(counter.most_common()) for name, counter in counts.items()},
            department_of=department_of,
            attributes=dict(attributes.most_common()),
            price_low=min(prices),
            price_high=max(prices),
            currency=currencies.most_common(1)[0][0],
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `from_json`."""
        return {
            "values": {name.value: dict(values) for name, values in self.values.items()},
            "department_of": dict(self.department_of),
            "attributes": dict(self.attributes),
            "price_low": str(self.price_low),
            "price_high": str(self.price_high),
            "currency": self.currency,
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
        )


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
