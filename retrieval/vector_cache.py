"""Vectors on disk, by the text they were made of, so that nothing is embedded twice.

A build that was killed goes on where it was, and one over a changed feed embeds only what
is new (`retrieval.build`): give it `CachedEmbedder(embedder, path)` in place of the
embedder. An entry belongs to the embedder's name, its dimensions and the text to the letter,
so one file serves several embedders and an update of the weights under another name.

Vectors are kept as float16, and those just made are rounded in the same way before anyone
sees them, so a catalog gets the same vectors from the cache as without. The largest change
of a component is 2^-11 of it; 32 MB hold 40,000 vectors of 384 dimensions.

The cache never fails a build: a file that is no cache is begun anew, an entry that is
damaged is embedded again, and where nothing can be written (disk full, another process
writes) vectors are made and not kept.
"""

import logging
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from retrieval.embedder import Embedder, Vectors, distinct, unit

_STORED = np.dtype("<f2")
_CHECK_BYTES = 4
_KEYS_A_QUERY = 500
_BUSY_S = 2.0
_FILES = ("", "-wal", "-shm")

_SCHEMA = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS vectors
    (key BLOB NOT NULL UNIQUE, run INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS last (run INTEGER NOT NULL);
"""
# Rows are appended and only the index is in the keys' random order: a table ordered by its
# keys is rewritten all over with each insert.

_log = logging.getLogger(__name__)


class CachedEmbedder:
    """An embedder that remembers on disk. Safe in threads; one process should write.

    `hits` and `misses` count distinct texts of each call since it was opened.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        """Open or begin the cache in `path`.

        Args:
            embedder: makes what is not there. It is asked once a call, for all misses.
            path: the file; its folder is made.
        """
        self._embedder = embedder
        self._path = path
        self._lock = Lock()
        self._run = 1
        self._database = self._opened()
        self.hits = 0
        self.misses = 0

    @property
    def name(self) -> str:
        """The embedder's own: whoever opens the index needs no cache."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """The embedder's own."""
        return self._embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`, those that are not known made in one call.

        Args:
            texts: any text. Calls of hundreds are worth it: a lookup costs some microseconds.

        Returns:
            float32 [N, dimensions], unit length to 1e-3, in the order of `texts`.

        Raises:
            EmbedderError: as the embedder does; what was made before stays kept.
        """
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        once, rows = distinct(texts)
        keys = [self._key(text) for text in once]
        known = self._known(keys)
        vectors = np.empty((len(once), self.dimensions), dtype=np.float32)
        missing = [row for row, key in enumerate(keys) if key not in known]
        found = [row for row, key in enumerate(keys) if key in known]
        if found:
            vectors[found] = np.stack([known[keys[row]] for row in found])
        if missing:
            made = self._embedder.embed([once[row] for row in missing]).astype(_STORED)
            self._keep([keys[row] for row in missing], made)
            vectors[missing] = made
        with self._lock:
            self.hits += len(found)
            self.misses += len(missing)
        return unit(vectors)[rows]

    def prune(self, keep: int = 3) -> int:
        """Forget what was not asked for in the last openings of this cache.

        To be called after a build that asked for every text, not after one that was killed
        or that embedded only changes: the rest would be forgotten.

        Args:
            keep: so many openings count, this one among them, at least 1.

        Returns:
            How many vectors were forgotten.
        """
        with self._lock:
            if self._database is None:
                return 0
            try:
                with self._database:
                    oldest = (self._run - keep,)
                    gone = self._database.execute("DELETE FROM vectors WHERE run <= ?", oldest)
                self._database.execute("PRAGMA incremental_vacuum").fetchall()
            except sqlite3.Error as error:
                self._fail(error)
                return 0
            return gone.rowcount

    def close(self) -> None:
        """Close the file; `embed` then makes all and keeps nothing."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _key(self, text: str) -> bytes:
        whose = f"{self.name}\0{self.dimensions}\0"
        return sha256(whose.encode() + text.encode()).digest()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, npt.NDArray[np.float16]]:
        """Return what is kept under `keys`, without damaged entries; notes that it was used."""
        known: dict[bytes, npt.NDArray[np.float16]] = {}
        older: list[bytes] = []
        with self._lock:
            if self._database is None:
                return known
            try:
                for some in _portions(keys):
                    marks = ",".join("?" * len(some))
                    rows = self._database.execute(
                        f"SELECT key, run, vector FROM vectors WHERE key IN ({marks})", some
                    )
                    for key, run, kept in rows:
                        vector = _unpacked(key, kept, self.dimensions)
                        if vector is not None:
                            known[key] = vector
                            older += [key] if run < self._run else []
                with self._database:
                    self._database.executemany(
                        "UPDATE vectors SET run = ? WHERE key = ?",
                        ((self._run, key) for key in older),
                    )
            except sqlite3.Error as error:
                self._fail(error)
        return known

    def _keep(self, keys: Sequence[bytes], vectors: npt.NDArray[np.float16]) -> None:
        """Write what was just made, all of it or nothing."""
        rows = [
            (key, self._run, _packed(key, vector))
            for key, vector in zip(keys, vectors, strict=True)
        ]
        with self._lock:
            if self._database is None:
                return
            try:
                with self._database:
                    self._database.executemany("REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            except sqlite3.Error as error:
                self._fail(error)

    def _opened(self) -> sqlite3.Connection | None:
        """Open the file; one that is no cache is begun anew. None where nothing can be had."""
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return self._begun()
            except sqlite3.OperationalError as error:
                _log.warning("vector cache not used", extra={"reason": str(error)})
                return None
            except sqlite3.DatabaseError as error:
                _log.warning("vector cache begun anew", extra={"reason": str(error)})
                self._remove()
            except OSError as error:
                _log.warning("vector cache not used", extra={"reason": error.strerror})
                return None
        return None

    def _begun(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_BUSY_S, check_same_thread=False)
        try:
            database.executescript(_SCHEMA)
            with database:
                (last,) = database.execute("SELECT max(run) FROM last").fetchone()
                self._run = (last or 0) + 1
                database.execute("DELETE FROM last")
                database.execute("INSERT INTO last VALUES (?)", (self._run,))
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without the cache; a file that is damaged is removed for the next time."""
        _log.warning("vector cache not used", extra={"reason": str(error)})
        if self._database is not None:
            self._database.close()
            self._database = None
        if not isinstance(error, sqlite3.OperationalError):
            self._remove()

    def _remove(self) -> None:
        for ending in _FILES:
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _portions(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _KEYS_A_QUERY):
        yield keys[start : start + _KEYS_A_QUERY]


def _packed(key: bytes, vector: npt.NDArray[np.float16]) -> bytes:
    """Return float16 [D] with a checksum over it and its key."""
    kept = vector.tobytes()
    return kept + zlib.crc32(key + kept).to_bytes(_CHECK_BYTES, "little")


def _unpacked(key: bytes, packed: bytes, dimensions: int) -> npt.NDArray[np.float16] | None:
    """Return float16 [D]; None if the entry is damaged."""
    if not isinstance(packed, bytes):
        return None
    kept, check = packed[:-_CHECK_BYTES], packed[-_CHECK_BYTES:]
    if len(kept) != dimensions * _STORED.itemsize:
        return None
    if zlib.crc32(key + kept).to_bytes(_CHECK_BYTES, "little") != check:
        return None
    return np.frombuffer(kept, dtype=_STORED)
