"""An embedder for tests without weights: letters in threes, so that like words are near."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from retrieval.embedder import Vectors, unit

DIMENSIONS = 256


class Trigrams:
    """Counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text} "
            for at in range(len(padded) - 2):
                vectors[row, crc32(padded[at : at + 3].encode()) % DIMENSIONS] += 1
        return unit(vectors)
