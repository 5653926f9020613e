"""How a catalog uses words: in how many products each occurs, and how often as the thing itself.

Built while indexing and stored beside the index. Ranking reads from it how much a query's
word tells (its rarity), whether it names a kind of thing ("table") or describes one
("white"), and whether the catalog knows it at all. Also holds the catalog's mean vector:
what all its products have in common tells nothing about one of them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Self

import numpy as np

from retrieval.embedder import Vectors
from retrieval.feeds.categories import NO_CATEGORY
from retrieval.product import Product
from retrieval.word_forms import head_of, words_of

MOST_WORDS = 60_000
"""Words kept of a large catalog, the commonest: about 2 MB beside the index."""

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What `Lexicon.from_json` raises for anything else than a lexicon."""

_HEAD_PRIOR = 0.1
"""Share of uses as a head that a word is taken to have before any use was seen."""
_HEAD_PRIOR_USES = 5


@dataclass(frozen=True, slots=True)
class WordUse:
    """How a catalog uses one word."""

    products: int
    """That state it."""
    heads: int
    """That it names: their titles end in it, or their kind does."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of a catalog, as stems."""

    products: int
    uses: Mapping[str, WordUse]
    complete: bool = True
    """False where rare words were left out, so that a word that is missing may be there."""
    centre: Vectors | None = field(default=None, compare=False)
    """float32 [dimensions]: see `retrieval.centre`."""

    @staticmethod
    def of(products: Iterable[Product]) -> "Lexicon":
        """Count the words of `products`."""
        counting = LexiconCount()
        for product in products:
            counting.add(product)
        return counting.lexicon()

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a stem, as in BM25; above 0."""
        use = self.uses.get(word)
        count = 0 if use is None else use.products
        return log(1 + (self.products - count + 0.5) / (count + 0.5))

    def headness(self, word: str) -> float:
        """Return how far a stem names things rather than describes them, 0..1."""
        use = self.uses.get(word)
        if use is None:
            return _HEAD_PRIOR
        prior = _HEAD_PRIOR * _HEAD_PRIOR_USES
        return (use.heads + prior) / (use.products + _HEAD_PRIOR_USES)

    def knows(self, word: str) -> bool:
        """Say whether some product states a stem; True where that cannot be ruled out."""
        return word in self.uses or not self.complete

    def to_json(self) -> str:
        """Return it as text for `from_json`."""
        centre = None if self.centre is None else [round(float(x), 6) for x in self.centre]
        return json.dumps(
            {
                "products": self.products,
                "complete": self.complete,
                "uses": {word: [use.products, use.heads] for word, use in self.uses.items()},
                "centre": centre,
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Return the lexicon that `to_json` wrote.

        Raises:
            one of `UNREADABLE`: it is something else.
        """
        data = json.loads(text)
        centre = data["centre"]
        return cls(
            products=int(data["products"]),
            uses={word: WordUse(*counts) for word, counts in data["uses"].items()},
            complete=bool(data["complete"]),
            centre=None if centre is None else np.array(centre, dtype=np.float32),
        )


EMPTY = Lexicon(products=0, uses={}, complete=False)
"""Where nothing is known of a catalog's words."""


class LexiconCount:
    """A lexicon while products still stream by; its memory does not grow with their number."""

    def __init__(self) -> None:
        self._uses: dict[str, list[int]] = {}
        self._products = 0
        self._complete = True

    def add(self, product: Product) -> None:
        """Count the words of one more product."""
        self._products += 1
        heads = heads_of(product)
        for word in set(stated(product)):
            use = self._uses.setdefault(word, [0, 0])
            use[0] += 1
            use[1] += word in heads
        if len(self._uses) > 2 * MOST_WORDS:
            self._shorten()

    def lexicon(self) -> Lexicon:
        """Return what was counted, without a centre."""
        if len(self._uses) > MOST_WORDS:
            self._shorten()
        uses = {word: WordUse(*counts) for word, counts in self._uses.items()}
        return Lexicon(self._products, uses, self._complete)

    def _shorten(self) -> None:
        common = sorted(self._uses, key=lambda word: -self._uses[word][0])[:MOST_WORDS]
        self._uses = {word: self._uses[word] for word in common}
        self._complete = False


def stated(product: Product) -> list[str]:
    """Return the stems of the words that `product` is known by, its description left out."""
    parts = (
        product.title,
        _category(product),
        product.brand or "",
        product.audience or "",
        *product.colours,
        *product.materials,
        *product.features,
    )
    return words_of(" ".join(parts))


def _category(product: Product) -> str:
    return "" if product.category == NO_CATEGORY else product.category


def heads_of(product: Product) -> tuple[str, ...]:
    """Return the stems that say what `product` is: by its title, and by its kind."""
    found = (head_of(product.title), head_of(_category(product)))
    return tuple(dict.fromkeys(word for word in found if word is not None))


def wording_of(product: Product) -> str:
    """Return the words that `product` is known by, as relevance compares them with a query's.

    Stems between spaces, with one at either end: `" lamp " in wording` finds whole words.
    """
    return f" {' '.join(dict.fromkeys(stated(product)))} "
