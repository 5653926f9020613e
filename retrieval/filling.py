"""Filling a new generation of an index: by changing a copy of what serves, or from nothing."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from enum import StrEnum
from itertools import islice
from typing import TypeVar

import numpy as np

from retrieval.centre import SAMPLE, centre_of, without_centre
from retrieval.disk_space import check_left
from retrieval.embedder import Embedder, Vectors
from retrieval.engine import EngineWriter
from retrieval.errors import IndexDamaged, SearchFailed
from retrieval.index import LEXICON, meta_of
from retrieval.lexicon import UNREADABLE, Lexicon
from retrieval.product import Product
from retrieval.progress import Progress, Stage, Tell
from retrieval.staging import Staging, Summary
from retrieval.store import Generation, Serving
from retrieval.text import document

UPDATE_SHARE = 0.2
"""Up to this share of products changed or gone since all were indexed, the engine is copied
and changed: at 100,000 products 46 s for 1 % (34 of them reading the feed) against 305 s anew.
With a fifth gone Qdrant rebuilds the graph by itself, and nothing is won any more."""

AVERAGE_WORDS_DRIFT = 0.1
"""BM25 weighs lengths by the average when all was indexed; a copy keeps it up to this drift."""

CHUNK = 512
"""Products embedded and stored at a time: an embedder sorts them by length, and what it has
made is remembered from then on."""

COMMON_SHARE = 0.95
"""A category or a department of more products than this is left out of their texts."""
COMMON_FROM = 100
"""Products of a catalog from which that is a habit and no accident."""

LEDGER = "ledger.sqlite"

_T = TypeVar("_T")


class Way(StrEnum):
    """How an index was brought up to date."""

    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REBUILT = "rebuilt"


class Filling:
    """Filling one new generation, by changing a copy of what serves or from nothing."""

    def __init__(
        self,
        generation: Generation,
        staging: Staging,
        summary: Summary,
        embedder: Embedder,
        tell: Tell,
    ) -> None:
        self._generation = generation
        self._staging = staging
        self._summary = summary
        self._embedder = embedder
        self._tell = tell
        self.average_words = summary.average_words
        self.touched = 0
        self.centre: Vectors | None = None
        self._common = _common(summary)
        self._known: dict[str, Vectors] = {}
        """Vectors of the texts that the centre was taken of: no text is embedded twice."""

    def run(self, serving: Serving | None, place: str) -> tuple[Way, int, int, int]:
        """Return the way with how many products were changed, reworded and removed."""
        updated = self._update(serving, place) if serving else None
        if updated is not None:
            return Way.UPDATED, *updated
        self.average_words, self.touched = self._summary.average_words, 0
        writer = self._generation.writer(self._embedder.dimensions, self.average_words)
        with closing(writer):
            self.centre = self._sampled_centre()
            self._add(writer, self._staging.products(), self._summary.products)
            self._finish(writer)
        return Way.REBUILT, self._summary.products, self._summary.products, 0

    def _update(self, serving: Serving, place: str) -> tuple[int, int, int] | None:
        """Change a copy of what serves; None if there is too much to change, or it is unsound."""
        if serving.folder is None or not (serving.folder / LEDGER).is_file():
            return None
        before = meta_of(serving, place)
        self.average_words = before.average_words
        drift = abs(self._summary.average_words - self.average_words)
        if drift > AVERAGE_WORDS_DRIFT * self.average_words:
            return None
        try:
            with self._staging.compared(serving.folder / LEDGER) as difference:
                self.touched = before.touched + difference.touched
                if self.touched > UPDATE_SHARE * self._summary.products:
                    return None
                writer = self._generation.updating(self.average_words)
                if writer is None:
                    return None
                # The vectors that are copied lack this centre, so the new ones must.
                self.centre = Lexicon.from_json(serving.read(LEXICON)).centre
                with closing(writer):
                    for ids in _chunks(difference.removed_ids()):
                        writer.remove(ids)
                    self._add(writer, self._staging.changed_products(), difference.changed)
                    self._finish(writer)
                    if writer.count_all() != self._summary.products:
                        return None
                return difference.changed, difference.reworded, difference.removed
        except (sqlite3.DatabaseError, SearchFailed, IndexDamaged, *UNREADABLE):
            return None

    def _sampled_centre(self) -> Vectors:
        texts = list(
            dict.fromkeys(document(each, self._common) for each in self._staging.sampled(SAMPLE))
        )
        vectors = self._embedder.embed(texts)
        self._known = dict(zip(texts, vectors, strict=True))
        return centre_of(vectors)

    def _embed(self, texts: list[str]) -> Vectors:
        new = [text for text in texts if text not in self._known]
        vectors = iter(self._embedder.embed(new)) if new else iter(())
        raw = np.stack([self._known[t] if t in self._known else next(vectors) for t in texts])
        return without_centre(raw, self.centre)

    def _add(self, writer: EngineWriter, products: Iterable[Product], total: int) -> None:
        done = 0
        self._tell(Progress(Stage.INDEXING, done, total))
        for chunk in _chunks(products):
            check_left(self._generation.folder)
            texts = [document(product, self._common) for product in chunk]
            writer.add(chunk, texts, self._embed(texts))
            done += len(chunk)
            self._tell(Progress(Stage.INDEXING, done, total))

    def _finish(self, writer: EngineWriter) -> None:
        self._tell(Progress(Stage.FINISHING))
        writer.finish()


def _common(summary: Summary) -> frozenset[str]:
    """Return the category and the department that nearly every product has, if any."""
    if summary.products < COMMON_FROM:
        return frozenset()
    values = summary.vocabulary.get("values", {})
    return frozenset(
        value
        for name in ("category", "department")
        for value, count in values.get(name, {}).items()
        if count > COMMON_SHARE * summary.products
    )


def _chunks(items: Iterable[_T]) -> Iterator[list[_T]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk
