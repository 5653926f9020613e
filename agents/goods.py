"""Names of goods in general English, found among the categories of any catalog. Pure.

"Formal shoes" is a category of its own in one shop and part of "shoes" in the next; a shop
that has neither may still sell some under a title that says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents.understand.tokens import norms
from agents.understand.words import stem
from retrieval.product import Product
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

_HEAD_END = re.compile(r" (?:for|with|in|of|by|from) |,|\(| - | \| ")
"""What follows in a title says which, not what: "Leash for Dogs"."""
_PACKED = frozenset(
    {
        "set",
        "pack",
        "duo",
        "trio",
        "kit",
        "bundle",
        "collection",
        "pair",
        "piece",
        "deluxe",
        "quartet",
    }
)
_JOINING = frozenset({"and", "for", "of", "with", "the", "in", "s"})


def stems(name: str) -> tuple[str, ...]:
    """Return the words of a name of goods, in one form for singular and plural."""
    return tuple(stem(word) for word in norms(name) if word not in _JOINING)


@dataclass(frozen=True, slots=True)
class Shelves:
    """The categories of one catalog by their words."""

    whole: dict[frozenset[str], tuple[str, ...]]
    """Categories by all of their words, in whatever order."""
    by_head: dict[str, tuple[tuple[frozenset[str], str], ...]]
    """By the last word of the name: all words, and the category."""

    def exactly(self, name: str) -> tuple[str, ...]:
        """Return the categories called so."""
        return self.whole.get(frozenset(stems(name)), ())

    def wider(self, name: str) -> tuple[str, ...]:
        """Return the categories that hold such goods among others: "shoes" for "dress shoes"."""
        words = stems(name)
        if len(words) < 2 or words[-1] in _PACKED:
            return ()  # a shelf of "sets" says nothing of paint sets
        return self.whole.get(frozenset(words[-1:]), ())

    def narrower(self, name: str) -> tuple[str, ...]:
        """Return the categories of such goods of a kind: "table lamps" for "lamps"."""
        words = stems(name)
        held = self.by_head.get(words[-1], ()) if words else ()
        return tuple(category for own, category in held if set(words) <= own)


@lru_cache(maxsize=8)
def _shelves(categories: tuple[str, ...]) -> Shelves:
    whole: dict[frozenset[str], tuple[str, ...]] = {}
    by_head: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for category in categories:
        words = stems(category)
        if not words:
            continue
        own = frozenset(words)
        whole[own] = (*whole.get(own, ()), category)
        by_head[words[-1]] = (*by_head.get(words[-1], ()), (own, category))
    return Shelves(whole, by_head)


def categories_of(goods: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the categories of a catalog that hold such goods, the first named first.

    Args:
        goods: Names of goods that would all do, the most fitting first.
        vocabulary: Of the catalog.

    Returns:
        Those called as the goods are; else wider ones, else narrower ones; none where no
        category is called anything like it.
    """
    shelves = _shelves(tuple(vocabulary.values[Field.CATEGORY]))
    own = {frozenset(stems(name)) for name in goods[:1]} - {frozenset()}
    departments = tuple(
        c for c, d in vocabulary.department_of.items() if frozenset(stems(d)) in own
    )
    for look in (shelves.exactly, shelves.wider, shelves.narrower):
        if look == shelves.narrower and departments:
            return departments
        found = tuple(dict.fromkeys(c for name in goods for c in look(name)))
        if found:
            return found
    return ()


def shelved(goods: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the categories in which everything is one of `goods`, by their names."""
    shelves = _shelves(tuple(vocabulary.values[Field.CATEGORY]))
    return frozenset(
        c for name in goods for look in (shelves.exactly, shelves.narrower) for c in look(name)
    )


def called(product: Product, goods: Iterable[str]) -> bool:
    """Say whether a product's title or category says that it is one of `goods`."""
    words = _HEAD_END.split(product.title.casefold(), maxsplit=1)[0]
    title = [word for word in stems(words) if word not in _PACKED]
    if not title:
        return False
    return any(
        (own := stems(name)) and own[-1] == title[-1] and set(own) <= set(title) for name in goods
    )
