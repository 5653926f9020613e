"""Words of the whole catalog that replies are read with."""

import re
from collections.abc import Sequence
from functools import cached_property

from evals.measures.facts.mentions import Names
from retrieval.product import Product


class Shop:
    """One catalog's names, sizes, colours and kinds."""

    def __init__(self, catalog: Sequence[Product]) -> None:
        self.catalog = catalog

    @cached_property
    def names(self) -> Names:
        return Names(self.catalog)

    @cached_property
    def sizes(self) -> frozenset[str]:
        """All sizes, lower case."""
        return frozenset(size.casefold() for one in self.catalog for size in one.sizes)

    @cached_property
    def colour_words(self) -> re.Pattern[str]:
        """Finds "in red" and "red only", the color in its first group."""
        known = {colour for one in self.catalog for colour in one.colours}
        known |= {v.colour for one in self.catalog for v in one.variants if v.colour}
        known |= {"gray", "grey", "black", "white", "red", "blue", "green", "purple", "yellow"}
        words = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
        return re.compile(rf"\b(?:in|comes in|and|or|,) ({words})\b(?! [A-Z])", re.I)
