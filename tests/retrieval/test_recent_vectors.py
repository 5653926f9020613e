"""The last queries are not embedded twice."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from retrieval.embedder import Vectors
from retrieval.errors import EmbedderUnreachable
from retrieval.recent_vectors import RecentVectors


class Letters:
    """Counts letters; fails when told to."""

    name = "letters"
    dimensions = 2

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = False

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.fails:
            raise EmbedderUnreachable("The server is away.")
        self.asked += texts
        return np.array([[len(text), text.count("a")] for text in texts], dtype=np.float32)


def test_the_same_text_is_asked_for_once_and_the_oldest_goes() -> None:
    letters = Letters()
    recent = RecentVectors(letters, capacity=2)
    assert (recent.name, recent.dimensions) == ("letters", 2)
    for text in ("a", "b", "a", "c", "a", "b"):
        assert recent.embed([text]).tolist() == Letters().embed([text]).tolist()
    assert letters.asked == ["a", "b", "c", "b"]
    recent.embed(["a", "b"])
    assert letters.asked[-2:] == ["a", "b"]


def test_changing_what_was_given_changes_nothing_kept() -> None:
    recent = RecentVectors(Letters())
    recent.embed(["aa"])[:] = 7
    recent.embed(["aa"])[:] = 8
    assert recent.embed(["aa"]).tolist() == [[2, 2]]


def test_a_failure_is_not_kept() -> None:
    letters = Letters()
    recent = RecentVectors(letters)
    letters.fails = True
    with pytest.raises(EmbedderUnreachable):
        recent.embed(["a"])
    letters.fails = False
    assert recent.embed(["a"]).tolist() == [[1, 1]]


def test_threads_may_share_it() -> None:
    recent = RecentVectors(Letters(), capacity=3)
    texts = ["a" * (n % 7) for n in range(2_000)]
    with ThreadPoolExecutor(8) as eight:
        found = list(eight.map(lambda text: recent.embed([text]), texts))
    assert [int(vector[0, 0]) for vector in found] == [len(text) for text in texts]
