"""Why no product of a catalog is what a scenario wants, named precisely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from evals.measures.on_screen import where_words
from evals.scenarios.complaints import nearest
from evals.scenarios.where import OneOrMore, Where, key_of
from retrieval.product import Product

_FIELDS = (
    "id",
    "title",
    "category",
    "department",
    "brand",
    "colour",
    "material",
    "audience",
    "size",
)
LISTED_MOST = 12
"""Values in one sentence."""
_PARTS = (
    *("price", "size", "colour", "material", "audience", "rating_at_least", "in_stock", "without"),
    *("features", "words", "attributes", "brand", "any_of", "category", "department"),
)
"""In this order they are tried without: what is told last, a shopper would rather change."""
_NAMED = {"rating_at_least": "the rating", "in_stock": "the stock", "without": "`not`"}


@dataclass(frozen=True)
class Catalog:
    """What scenarios are held against."""

    products: tuple[Product, ...]
    """All that can be found."""
    digest: str = ""
    built: datetime | None = None
    """When it was indexed."""

    @cached_property
    def by_id(self) -> Mapping[str, Product]:
        """Products by their id without regard to case."""
        return {product.id.casefold(): product for product in self.products}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """By field of `Where`: the catalog's values by what is compared of them."""
        found: dict[str, dict[str, str]] = {name: {} for name in (*_FIELDS, "features")}
        for product in self.products:
            for name, values in _values(product).items():
                for value in values:
                    found[name].setdefault(key_of(value), value)
        return found

    @property
    def dated(self) -> str:
        """Name it: "the catalog (indexed 2026-11-22)"."""
        return f"the catalog (indexed {self.built:%Y-%m-%d})" if self.built else "the catalog"


def why_none(where: Where, catalog: Catalog) -> str | None:
    """Say why no product is what `where` means; None if one is.

    Args:
        where: What is wanted.
        catalog: Of the assistant that is to be tried.
    """
    if _some(where, catalog):
        return None
    gone = _gone(where, catalog)
    if gone is not None:
        return gone
    for name in (*_FIELDS, "features"):
        told = _unknown(name, _tuple(getattr(where, name)), catalog)
        if told is not None:
            return told
    return _together(where, catalog)


def unknown_value(name: str, values: OneOrMore, catalog: Catalog) -> str | None:
    """Say that the catalog has none of `values` in this field of `Where`; None if it has one."""
    return _unknown(name, _tuple(values), catalog)


def _some(where: Where, catalog: Catalog) -> bool:
    return any(where.holds(product) for product in _candidates(where, catalog))


def _candidates(where: Where, catalog: Catalog) -> Iterable[Product]:
    if where.id is None:
        return catalog.products
    found = (catalog.by_id.get(one.casefold()) for one in _tuple(where.id))
    return [product for product in found if product is not None]


def _gone(where: Where, catalog: Catalog) -> str | None:
    gone = [one for one in _tuple(where.id) if one.casefold() not in catalog.by_id]
    if not gone:
        return None
    named = " and ".join(gone[:3])
    verb = "is" if len(gone) == 1 else "are"
    return f"the product {named} {verb} not in {catalog.dated}"


def _unknown(name: str, wanted: tuple[str, ...], catalog: Catalog) -> str | None:
    known = catalog.values[name]
    lacking = [one for one in wanted if key_of(one) not in known]
    # Of features all must hold, of the others any one.
    if not lacking or (len(lacking) < len(wanted) and name != "features"):
        return None
    said = " or ".join(lacking)
    field = "feature" if name == "features" else name
    if name == "id":
        return _gone(Where(id=wanted), catalog)
    if name == "title":
        told = f'no product of {catalog.dated} is called "{said}"'
    else:
        told = f"no product of {catalog.dated} has the {field} {said}"
    meant = nearest(lacking[0], known.values())
    return f"{told}; did you mean {meant}?" if meant else told


def _together(where: Where, catalog: Catalog) -> str:
    """Say which part rules out the last product, and what there is instead."""
    products = tuple(_candidates(where, catalog))
    told = f"no product of {catalog.dated} is {where_words(where)}"
    for name in _PARTS:
        if getattr(where, name) in (None, (), {}):
            continue
        empty = Where.model_fields[name].get_default(call_default_factory=True)
        found = where.model_copy(update={name: empty}).among(products)
        if not found:
            continue
        if name == "price":
            return f"{told}; {_priced(where, found)}"
        if name in catalog.values and name != "features":
            kinds = dict.fromkeys(v for product in found for v in _values(product)[name])
            return f"{told}; there is such in {name} {listed(list(kinds))}"
        return f"{told}; without {_NAMED.get(name, f'`{name}`')} there are {len(found)}"
    return told


def listed(values: Sequence[str]) -> str:
    """Return some of `values` for a sentence."""
    shown = ", ".join(values[:LISTED_MOST])
    return f"{shown}, ..." if len(values) > LISTED_MOST else shown or "none"


def _priced(where: Where, products: tuple[Product, ...]) -> str:
    """Say what such products cost."""
    free = where.model_copy(update={"price": None})
    prices = sorted(amount for product in products for amount in prices_of(free, product))
    low, high = prices[0], prices[-1]
    bounds = where.price
    if bounds is not None and bounds.at_most is not None and low > bounds.at_most:
        return f"the cheapest such costs {low}"
    if bounds is not None and bounds.at_least is not None and high < bounds.at_least:
        return f"the dearest such costs {high}"
    return f"such cost {low} to {high}, none within"


def prices_of(where: Where, product: Product) -> tuple[Decimal, ...]:
    """Return the prices of the forms of `product` that are meant."""
    if not product.variants:
        return (product.price,)
    return tuple(variant.price for variant in where.forms(product)) or (product.price,)


def _tuple(value: OneOrMore | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else value


def _values(product: Product) -> Mapping[str, Iterable[str]]:
    """Return what a product has of each field of `Where` that holds words."""
    colours = (variant.colour for variant in product.variants if variant.colour)
    return {
        "title": (product.title,),
        "category": (product.category,),
        "department": (product.department,),
        "brand": (product.brand,) if product.brand else (),
        "colour": (*colours, *product.colours),
        "material": product.materials,
        "audience": (product.audience,) if product.audience else (),
        "size": product.sizes,
        "features": product.features,
    }
