"""The words of a catalog that must be heard right: brands, kinds, colours, sizes, materials."""

from collections.abc import Iterator, Sequence

from evals.measures.values import plain
from evals.words import words_of
from retrieval.product import Product

_LONGEST = 5
"""Words of a term; longer ones are sentences."""
_SIZE_SAID = frozenset(("size", "sizes"))
"""Before a size: "one" and "ten" are sizes and said all the time."""
_SHORT_SIZE = 2
"""Letters of sizes that are words or parts of words: "m", "s"."""


class CatalogTerms:
    """Finds a catalog's terms in what was said."""

    def __init__(self, catalog: Sequence[Product]) -> None:
        self._terms: set[tuple[str, ...]] = set()
        self._sizes: set[str] = set()
        for product in catalog:
            values = (product.brand, product.category, *product.colours, *product.materials)
            for value in values:
                if value:
                    self._terms.add(tuple(plain(value).split()))
            for size in product.sizes:
                words = plain(size)
                if len(words) > _SHORT_SIZE and not words[0].isdigit() and " " not in words:
                    self._terms.add((words,))
                else:
                    self._sizes.add(words)
        self._terms.discard(())
        self._starts = {term[0] for term in self._terms}

    def of(self, said: str) -> tuple[tuple[str, ...], ...]:
        """Return the terms in an utterance, the longest at each place, as plain words."""
        return tuple(self._found(tuple(plain(word) for word in words_of(said))))

    def _found(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        place = 0
        while place < len(words):
            term = self._longest(words, place)
            if term:
                yield term
                place += len(term)
                continue
            if place and words[place - 1] in _SIZE_SAID and words[place] in self._sizes:
                yield (words[place],)
            place += 1

    def _longest(self, words: tuple[str, ...], place: int) -> tuple[str, ...]:
        if words[place] not in self._starts:
            return ()
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            if words[place : place + length] in self._terms:
                return words[place : place + length]
        return ()


def missing_terms(terms: Sequence[tuple[str, ...]], heard: str) -> tuple[tuple[str, ...], ...]:
    """Return those terms that are not in what was heard, each as often as it is missing.

    Args:
        terms: As `CatalogTerms.of` found them.
        heard: The transcript. Whether words are joined ("carry on", "carry-on") does not count.
    """
    text = " ".join(plain(word) for word in words_of(heard))
    text = f" {text} "
    missing: list[tuple[str, ...]] = []
    for term in sorted(terms, key=len, reverse=True):
        for form in (f" {' '.join(term)} ", f" {''.join(term)} "):
            if form in text:
                text = text.replace(form, "  ", 1)
                break
        else:
            missing.append(term)
    return tuple(missing)
