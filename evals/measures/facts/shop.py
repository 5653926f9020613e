"""Words of the whole catalog that replies are read with."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from evals.measures.facts.mentions import Names
from evals.measures.values import plain
from retrieval.product import Product

_KINDS = ("category", "department")


class Shop:
    """One catalog's names, sizes, colours and kinds."""

    def __init__(self, catalog: Sequence[Product], whole: bool = True) -> None:
        self.catalog = catalog
        self.whole = whole

    @cached_property
    def names(self) -> Names:
        return Names(self.catalog)

    @cached_property
    def sizes(self) -> frozenset[str]:
        """All sizes, lower case."""
        return frozenset(size.casefold() for one in self.catalog for size in one.sizes)

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Product]]:
        found: dict[str, list[Product]] = {}
        for product in self.catalog:
            for kind in {plain(product.category), plain(product.department)}:
                found.setdefault(kind, []).append(product)
        return found

    def of_kinds(self, constraints: Iterable[Mapping[str, Any]]) -> tuple[Product, ...] | None:
        """Return the products of the categories and departments that are held; None if none is,
        or if what is held is the name of a thing that the catalog does not know."""
        held = tuple(constraints)
        kinds = {plain(str(one.get("value"))) for one in held if one.get("kind") in _KINDS}
        if not kinds or any(one.get("kind") == "type" for one in held):
            return None
        found = (product for kind in kinds for product in self._by_kind.get(kind, ()))
        return tuple({product.id: product for product in found}.values())

    @cached_property
    def colour_words(self) -> re.Pattern[str]:
        """Finds "in red" and "red only", the color in its first group."""
        known = {colour for one in self.catalog for colour in one.colours}
        known |= {v.colour for one in self.catalog for v in one.variants if v.colour}
        known |= {"gray", "grey", "black", "white", "red", "blue", "green", "purple", "yellow"}
        words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
        return re.compile(rf"\b(?:in|comes in|and|or|,) ({words})\b(?! [A-Z])", re.I)
