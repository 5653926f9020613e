"""Vectors on disk: the same from there as without, whatever happens to the file."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedder import Vectors, unit
from retrieval.vector_cache import CachedEmbedder

TEXTS = [f"product {number}" for number in range(1_200)]


class Counting:
    """Gives each text a vector of its own and says what it was asked."""

    dimensions = 48

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.calls: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        seeds = [abs(hash((self.name, text))) for text in texts]
        rows = [np.random.default_rng(seed).normal(size=self.dimensions) for seed in seeds]
        return unit(np.stack(rows).astype(np.float32))

    @property
    def asked(self) -> int:
        return sum(map(len, self.calls))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "vectors.sqlite"


def test_the_same_vectors_from_disk_as_without(path: Path) -> None:
    embedder = Counting()
    plain = embedder.embed(TEXTS)
    with CachedEmbedder(embedder, path) as cache:
        first = cache.embed(TEXTS)
        assert np.array_equal(cache.embed(TEXTS), first)
    with CachedEmbedder(embedder, path) as cache:
        again = cache.embed(TEXTS[::-1])[::-1]
        assert (cache.hits, cache.misses) == (len(TEXTS), 0)
    assert np.array_equal(again, first)
    assert embedder.asked == 2 * len(TEXTS)
    # What float16 costs: nothing that a search could tell.
    assert (plain * first).sum(axis=1).min() > 1 - 1e-6
    assert np.allclose(np.linalg.norm(first, axis=1), 1.0, atol=1e-5)


def test_misses_are_made_in_one_call_and_each_text_once(path: Path) -> None:
    embedder = Counting()
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[:600])
        vectors = cache.embed(["new", *TEXTS[:600], "newer", "new", "\ud800", "?"])
        assert embedder.calls[1:] == [["new", "newer", "?"]]
        assert np.array_equal(vectors[0], vectors[-3])
        assert np.array_equal(vectors[-1], vectors[-2])
        assert cache.embed([]).shape == (0, 48)


def test_another_embedder_finds_nothing_of_it(path: Path) -> None:
    with CachedEmbedder(Counting(), path) as cache:
        ours = cache.embed(TEXTS[:5])
    other = Counting("other")
    with CachedEmbedder(other, path) as cache:
        theirs = cache.embed(TEXTS[:5])
    assert other.asked == 5
    assert (ours * theirs).sum(axis=1).max() < 0.9


def test_damaged_entries_are_made_again(path: Path) -> None:
    with CachedEmbedder(Counting(), path) as cache:
        expected = cache.embed(TEXTS[:6])
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT rowid, vector FROM vectors ORDER BY rowid").fetchall()
        damaged = [
            b"",
            rows[1][1][:-1],
            bytes(len(rows[2][1])),
            rows[0][1],
            rows[4][1][:20] + b"\x00\x7e" + rows[4][1][22:],
        ]
        for (row, _), vector in zip(rows, damaged, strict=False):
            database.execute("UPDATE vectors SET vector = ? WHERE rowid = ?", (vector, row))
    embedder = Counting()
    with CachedEmbedder(embedder, path) as cache:
        assert np.array_equal(cache.embed(TEXTS[:6]), expected)
    assert embedder.calls == [TEXTS[:5]]
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[:6])
    assert embedder.asked == 5


@pytest.mark.parametrize("content", [b"no database at all " * 100, b"SQLite format 3\x00" * 300])
def test_a_file_that_is_no_cache_is_begun_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    embedder = Counting()
    for _ in range(2):
        with CachedEmbedder(embedder, path) as cache:
            cache.embed(TEXTS[:10])
    assert embedder.asked == 10


def test_a_file_damaged_in_the_middle_fails_no_build(path: Path) -> None:
    with CachedEmbedder(Counting(), path) as cache:
        expected = cache.embed(TEXTS)
    content = bytearray(path.read_bytes())
    content[4096:-4096:7] = bytes(len(content[4096:-4096:7]))
    path.write_bytes(content)
    with CachedEmbedder(Counting(), path) as cache:
        assert np.array_equal(cache.embed(TEXTS), expected)
    with CachedEmbedder(Counting(), path) as cache:
        assert np.array_equal(cache.embed(TEXTS), expected)


def test_a_folder_that_cannot_be_made_fails_no_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with CachedEmbedder(Counting(), tmp_path / "file" / "vectors.sqlite") as cache:
        assert cache.embed(TEXTS[:3]).shape == (3, 48)
        assert cache.prune() == 0


def test_while_another_process_writes_vectors_are_made_and_not_kept(path: Path) -> None:
    with CachedEmbedder(Counting(), path) as first:
        first.embed(TEXTS[:3])
        held = sqlite3.connect(path, timeout=0)
        held.execute("BEGIN IMMEDIATE")
        with CachedEmbedder(Counting(), path) as second:
            assert second.embed(TEXTS[:4]).shape == (4, 48)
        held.rollback()
        held.close()


def test_what_was_not_used_lately_is_forgotten(path: Path) -> None:
    embedder = Counting()
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[:100])
        assert cache.prune(keep=1) == 0
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[50:110])
        assert cache.prune(keep=2) == 0
        assert cache.prune(keep=1) == 50
    embedder.calls.clear()
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[:120])
    assert embedder.calls == [TEXTS[:50] + TEXTS[110:120]]


def test_threads_may_share_it(path: Path) -> None:
    embedder = Counting()
    expected = Counting().embed(TEXTS)
    with CachedEmbedder(embedder, path) as cache, ThreadPoolExecutor(4) as four:
        chunks = [TEXTS[start : start + 100] for start in range(0, 1_200, 100)] * 2
        for chunk, vectors in zip(chunks, four.map(cache.embed, chunks), strict=True):
            wanted = expected[[TEXTS.index(text) for text in chunk]]
            assert (vectors * wanted).sum(axis=1).min() > 1 - 1e-6


def test_killed_in_the_middle_it_keeps_what_was_made(path: Path) -> None:
    program = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from retrieval.vector_cache import CachedEmbedder\n"
        "from tests.retrieval.test_vector_cache import Counting, TEXTS\n"
        "cache = CachedEmbedder(Counting(), Path(sys.argv[1]))\n"
        "cache.embed(TEXTS[:300])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    embedder = Counting()
    with CachedEmbedder(embedder, path) as cache:
        cache.embed(TEXTS[:400])
    assert embedder.calls == [TEXTS[300:400]]
