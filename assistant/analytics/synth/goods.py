"""What the invented shop of a synthesised log sells, and a small search of it.

The sample catalog of `retrieval.sample`, without an index: filters by plain comparison, and gives
up the last wish first where nothing is left, much as the real search does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from retrieval.product import Product
from retrieval.sample import generate

ON_SCREEN = 6
"""Products shown at most, as in the real conversation."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is wanted; `field` as in the log's constraints."""

    field: str
    value: str
    words: str

    def fits(self, product: Product) -> bool:
        """Say whether a product fulfils it."""
        match self.field:
            case "price":
                return product.price <= Decimal(self.value)
            case "brand":
                return product.brand == self.value
            case "colour":
                return self.value in product.colours
            case "material":
                return self.value in product.materials
            case "feature":
                return self.value in product.features
            case "audience":
                return product.audience == self.value
            case "size":
                return self.value in product.sizes
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    products: tuple[Product, ...]
    relaxed: tuple[Wish, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Shop:
    """The catalog by category."""

    shelves: Mapping[str, Sequence[Product]]

    def search(self, category: str, wishes: Sequence[Wish]) -> Found:
        """Return what of a category fits; a budget is never given up, the latest wish first."""
        shelf = self.shelves[category]
        held = list(wishes)
        relaxed: list[Wish] = []
        while True:
            fitting = [p for p in shelf if all(wish.fits(p) for wish in held)]
            loose = [wish for wish in held if wish.field != "price"]
            if fitting or not loose:
                return Found(tuple(fitting[:ON_SCREEN]), tuple(relaxed), len(fitting))
            held.remove(loose[-1])
            relaxed.append(loose[-1])


@cache
def sample_shop() -> Shop:
    """Return the sample catalog's shelves, the fullest first."""
    shelves: dict[str, list[Product]] = {}
    for product in generate():
        shelves.setdefault(product.category, []).append(product)
    ordered = sorted(shelves.items(), key=lambda item: (-len(item[1]), item[0]))
    return Shop(dict(ordered))
