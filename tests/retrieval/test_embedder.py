"""What all embedders share: each text once, in its place, of unit length."""

import numpy as np
import pytest

from retrieval.embedder import Vectors, distinct, in_batches, unit
from retrieval.errors import EmbeddingInvalid


def test_each_text_is_embedded_once_and_stands_in_its_place() -> None:
    asked: list[list[str]] = []

    def lengths(batch: list[str]) -> Vectors:
        asked.append(batch)
        return np.array([[len(text)] for text in batch], dtype=np.float32)

    texts = ["ccc", "a", "bb", "a", "dddd", "ccc"]
    assert in_batches(texts, 1, 2, lengths)[:, 0].tolist() == [3, 1, 2, 1, 4, 3]
    assert asked == [["a", "bb"], ["ccc", "dddd"]]
    assert in_batches([], 1, 2, lengths).shape == (0, 1)


def test_lone_surrogates_become_a_mark() -> None:
    once, rows = distinct(["\ud800", "?", "boots"])
    assert once == ["?", "boots"]
    assert rows.tolist() == [0, 0, 1]


@pytest.mark.parametrize("value", [np.nan, np.inf, 0.0])
def test_vector_that_is_none(value: float) -> None:
    with pytest.raises(EmbeddingInvalid):
        unit(np.full((1, 4), value, dtype=np.float32))
