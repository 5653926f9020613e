"""The rows of one product brought together, wherever they stand in the feed.

Through a temporary SQLite file on disk: memory does not grow with the feed. Also
keeps which ids were used, for feeds whose rows are whole products.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

from retrieval.feeds.record import Record

_BATCH: Final = 2_000
"""Rows in one insert; larger ones are no faster."""

_CACHE_KIB: Final = 32_768
"""SQLite's page cache, the most memory that grouping takes."""


class GroupStore:
    """Rows on disk, each under the key of its product."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="aisle-feed-")
        self._db = sqlite3.connect(Path(self._folder.name) / "rows.db", isolation_level=None)
        # Nobody reads it after a crash: no journal, no waiting for the disk.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}",
                       "locking_mode=EXCLUSIVE", "temp_store=FILE"):  # fmt: skip
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._db.execute(
            "CREATE TABLE rows (seq INTEGER PRIMARY KEY, key TEXT, line INT, row TEXT)"
        )
        self._db.execute("CREATE TABLE links (child TEXT PRIMARY KEY, parent TEXT) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self._waiting: list[tuple[str, int, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def used_by(self, identifier: str, line: int) -> int | None:
        """Remember an id; return the line that used it before, None if none did."""
        done = self._db.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (identifier, line))
        if done.rowcount:
            return None
        row = self._db.execute("SELECT line FROM ids WHERE id = ?", (identifier,)).fetchone()
        return int(row[0])

    def add(self, key: str, record: Record) -> None:
        """Keep a row of the product `key`."""
        text = json.dumps(record.values, separators=(",", ":"), default=str)
        self._waiting.append((key, record.line, text))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def link(self, child: str, parent: str) -> None:
        """Say that rows under the key `child` are variants of the product `parent`."""
        self._db.execute("INSERT OR IGNORE INTO links VALUES (?, ?)", (child, parent))

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO rows (key, line, row) VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def groups(self) -> Iterator[tuple[Record, ...]]:
        """Yield the rows of each product, in the order of the feed by its first row."""
        self._flush()
        linked = self._db.execute("SELECT 1 FROM links LIMIT 1").fetchone()
        if linked:
            self._db.execute(
                "UPDATE rows SET key = links.parent FROM links WHERE links.child = rows.key"
            )
        self._db.execute("CREATE INDEX by_key ON rows (key, seq)")
        ordered = self._db.execute(
            "SELECT first, line, row FROM rows JOIN "
            "(SELECT key AS k, min(seq) AS first FROM rows GROUP BY key) ON rows.key = k "
            "ORDER BY first, seq"
        )
        here: int | None = None
        rows: list[Record] = []
        for first, line, text in ordered:
            if first != here and rows:
                yield tuple(rows)
                rows = []
            here = first
            rows.append(Record(line, json.loads(text)))
        if rows:
            yield tuple(rows)
