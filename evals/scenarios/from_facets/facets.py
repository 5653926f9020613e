"""What a catalog's categories can be narrowed by, as far as shoppers would say it.

Whatever a feed holds is in the catalog: "trade" as a material, "wind" as a category. A value is
used only where it is a word or two, tells some products of a category from others, and where
a category is called so that a shopper would ask for it by that name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.reply.traits import is_adjective
from evals.scenarios.unmet import Catalog
from evals.scenarios.where import key_of
from retrieval.english import whole_words
from retrieval.product import Product

LEAST: Final = 3
"""Products with a value; of fewer a list says little."""
MOST_SHARE: Final = 0.8
"""Of a category's products with a value; above it, it narrows nothing."""
CATEGORY_LEAST: Final = 5
"""Products of a category that is asked for."""
TITLE_WORDS: Final = 6
"""Of a product that is asked for by name."""
HEAD_SHARE: Final = 0.15
"""Of titles that end with the category's last word: they are called so. "Boots" in the sample
catalog: .6 to 1; "wind", "keys" and "christmas" of another: 0 to .05."""

_SAYABLE: Final = re.compile(r"[A-Za-z][A-Za-z' &-]{2,24}")
_TITLE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9' -]{5,60}")
_JUNK: Final = frozenset(
    {"trade", "reg", "other", "various", "assorted", "multi", "n a", "none", "natural"}
)
"""What feeds leave in their columns, "(R)" becomes "reg"; and words that say little: "natural
walnut" names no colour."""

_GENERIC: Final = frozenset({"set", "accessory", "product", "item", "arrangement", "gift", "key"})
"""Name nothing by themselves."""

NARROWING: Final = ("brand", "colour", "material", "audience", "feature")


@dataclass(frozen=True, slots=True)
class Category:
    """One category."""

    name: str
    department: str
    products: tuple[Product, ...]
    values: Mapping[str, tuple[str, ...]]
    """By facet, most frequent first."""
    currency: str
    prices: tuple[Decimal, ...]
    """Of what can be had, low to high."""


def categories_of(catalog: Catalog) -> tuple[Category, ...]:
    """Return the categories that shoppers would name, by name."""
    by_name: dict[str, list[Product]] = defaultdict(list)
    for product in catalog.products:
        by_name[product.category].append(product)
    names = [name for name, products in by_name.items() if _is_called(name, products)]
    words = {name: set(key_of(name).split()) for name in by_name}
    alone = [
        # "Jackets" would be right for "rain jackets" too, and "bags" for "handbags".
        name
        for name in names
        if not any(
            other != name and (words[name] <= words[other] or other.endswith(name))
            for other in words
        )
    ]
    elsewhere = _words_elsewhere(catalog.products)
    return tuple(_category(name, by_name[name], elsewhere) for name in sorted(alone))


def sayable_title(product: Product, catalog: Catalog) -> bool:
    """Say whether a product can be asked for by its title, and by nothing shorter."""
    words = set(key_of(product.title).split())
    return (
        bool(_TITLE.fullmatch(product.title))
        and len(product.title.split()) <= TITLE_WORDS
        and not any(
            # "Pro Grip Cutting Pliers" may be the "Pro-Grip Diagonal Cutting Pliers".
            words <= set(key_of(other.title).split())
            for other in catalog.products
            if other.id != product.id
        )
    )


def round_price(prices: Sequence[Decimal], least: int = LEAST) -> Decimal | None:
    """Return a round amount that some prices are below and some above; None if there is none.

    Args:
        prices: Low to high.
        least: So many are below.
    """
    if len(prices) <= least:
        return None
    middle = prices[len(prices) // 2]
    for step in (Decimal(one) for one in (1000, 500, 100, 50, 25, 10, 5, 1)):
        rounded = (middle / step).quantize(Decimal(1)) * step
        below = sum(price < rounded for price in prices)
        if rounded > 0 and least <= below < len(prices) and rounded not in prices:
            return rounded
    return None


def _category(name: str, products: list[Product], elsewhere: Mapping[str, set[str]]) -> Category:
    currency = Counter(product.currency for product in products).most_common(1)[0][0]
    own = set(key_of(name).split())
    values: dict[str, tuple[str, ...]] = {}
    for facet in NARROWING:
        counted = Counter(v for product in products for v in set(values_of(product, facet)))
        values[facet] = tuple(
            value
            for value, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
            if LEAST <= count <= MOST_SHARE * len(products)
            and _SAYABLE.fullmatch(value)
            and len(value.split()) <= 3
            and (facet != "feature" or _is_said(value))
            and key_of(value) not in _JUNK
            and not set(key_of(value).split()) & own
            and elsewhere[key_of(value)] == {facet}
        )
    prices = sorted(p.price for p in products if p.in_stock and p.currency == currency)
    department = Counter(product.department for product in products).most_common(1)[0][0]
    return Category(name, department, tuple(products), values, currency, tuple(prices))


def _is_said(feature: str) -> bool:
    """Say whether a feature goes before a noun, or after "with": no "dog toys with tug"."""
    return is_adjective(feature) or " " in feature or feature.endswith("s")


def values_of(product: Product, facet: str) -> Iterable[str]:
    """Return what a product has of a facet."""
    match facet:
        case "brand":
            return (product.brand,) if product.brand else ()
        case "audience":
            return (product.audience,) if product.audience else ()
        case "colour":
            return (*product.colours, *(v.colour for v in product.variants if v.colour))
        case "material":
            return product.materials
        case _:
            return product.features


def _words_elsewhere(products: Iterable[Product]) -> Mapping[str, set[str]]:
    """Return of what kinds a value is: "gold" may be a colour, a material and a brand."""
    found: dict[str, set[str]] = defaultdict(set)
    for product in products:
        for facet in NARROWING:
            for value in values_of(product, facet):
                found[key_of(value)].add(facet)
    return found


def _is_called(name: str, products: Sequence[Product]) -> bool:
    """Say whether shoppers call these products so."""
    if len(products) < CATEGORY_LEAST or not _SAYABLE.fullmatch(name) or "&" in name:
        return False
    last = name.casefold().split()[-1]
    head = key_of(last)
    if key_of(name) in _GENERIC:
        return False
    titles = [key_of(product.title).split() for product in products]
    if sum(words[-1:] == [head] for words in titles) >= HEAD_SHARE * len(titles):
        return True
    # "Laptops" are named by their makers' words alone.
    plural = last.endswith("s") and not last.endswith("ss")
    said = sum(head in words for words in titles) >= 1 or len(name.split()) > 1
    return plural and head in whole_words() and last in whole_words() and said
