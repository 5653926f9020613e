"""A shop's terms by their sound, for words that were written down as they were heard."""

import threading
from collections.abc import Sequence

from assistant.hearing import terms_of_shop
from retrieval.vocabulary import Vocabulary
from speech.sound_alike.index import TermIndex


class ShopSounds:
    """Finds the terms of one catalog that sound like some words.

    Sorting the terms takes 2 s for 20,000; it begins with the first question, beside the
    searches, and until it is done nothing is found.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._index: TermIndex | None = None
        self._begun = threading.Lock()

    def alike(self, words: str) -> Sequence[tuple[str, float]]:
        """Return terms that sound like `words` with their distance, 0..1, nearest first."""
        index = self._index
        if index is None:
            if self._begun.acquire(blocking=False):
                threading.Thread(target=self._sort, name="shop-sounds", daemon=True).start()
            return ()
        return [(found.term.text, found.distance) for found in index.near(words)]

    def _sort(self) -> None:
        self._index = TermIndex(terms_of_shop(self._vocabulary))
