"""The vectors of the last queries, in memory.

A spoken request is searched for several times before its turn is over, mostly with the same
words; each time after the first costs no embedding. Vectors of products are not kept here:
those are `vector_cache`, on disk.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from retrieval.embedder import Embedder, Vectors

CAPACITY = 1_024
"""Queries; 1.5 kB each for 384 dimensions."""


class RecentVectors:
    """An embedder that remembers single texts, the latest used first. Safe in threads."""

    def __init__(self, embedder: Embedder, capacity: int = CAPACITY) -> None:
        """Remember what `embedder` gives.

        Args:
            embedder: makes the vectors.
            capacity: how many texts are kept, at least 1.
        """
        self._embedder = embedder
        self._capacity = capacity
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The embedder's own."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """The embedder's own."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [N, dimensions]; a single text is looked up, several are not.

        Args:
            texts: any text. The same to the letter is the same: what a model makes of
                capitals and spaces is not known here.

        Raises:
            EmbedderError: as the embedder does; nothing is kept of a failure.
        """
        if len(texts) != 1:
            return self._embedder.embed(texts)
        text = texts[0]
        with self._lock:
            known = self._vectors.get(text)
            if known is not None:
                self._vectors.move_to_end(text)
                return known.copy()
        vector = self._embedder.embed(texts)
        with self._lock:
            self._vectors[text] = vector.copy()
            while len(self._vectors) > self._capacity:
                self._vectors.popitem(last=False)
        return vector
