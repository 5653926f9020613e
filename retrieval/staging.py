"""What a build has read of a feed: every product and every refused row, in one file on disk.

A feed is read to its end before anything is embedded. So the share of refused rows, what
changed and how long it will take are known before the work begins; a feed that changes
while it is indexed does no harm; and a build that was killed goes on without reading again.
Memory does not grow with the feed.
"""

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b, sha256
from itertools import islice
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from retrieval.difference import CHANGED, Difference
from retrieval.errors import CatalogUnusable
from retrieval.feeds.record import Refused
from retrieval.generations import replace_file
from retrieval.index import content_of
from retrieval.lexicon import LexiconCount
from retrieval.product import Flag, Product
from retrieval.text import document
from retrieval.vocabulary import VocabularyCount

_FILE = "feed.sqlite"
_DONE = "read.json"
"""Written when the feed was read to its end: without it the rest is worth nothing."""

BATCH = 500
"""Rows of one statement."""

_CACHE_KB = 16_000
"""Of SQLite's pages. What does not fit goes to disk."""

_HASH_BYTES = 16

_SCHEMA = """
CREATE TABLE products (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    content BLOB NOT NULL, text BLOB NOT NULL, json BLOB NOT NULL
);
CREATE TABLE refused (line INTEGER, field TEXT, reason TEXT, excerpt TEXT);
"""


class Summary(BaseModel):
    """What a feed came to."""

    model_config = ConfigDict(frozen=True)

    fingerprint: str
    """Of the source; a staging of another one is of no use."""
    products: int
    refused: int
    drafts: int = 0
    """Among the refused: what the shop itself does not show."""
    digest: str
    """As `retrieval.index.digest`."""
    words: int
    """Of all texts that are embedded."""
    stored_bytes: int
    """Of all products as JSON."""
    vocabulary: dict[str, Any]
    lexicon: str
    """As `retrieval.lexicon.Lexicon.to_json` writes it, without a centre."""

    @property
    def average_words(self) -> float:
        """Words of a product's text, at the mean."""
        return self.words / max(self.products, 1)


class Staging:
    """The products of one reading of a feed. One build at a time uses a folder."""

    def __init__(self, folder: Path, summary: Summary | None) -> None:
        self._folder = folder
        self._summary = summary
        with disk_errors():
            self._rows = sqlite3.connect(folder / _FILE, uri=True)
            # Only `_DONE` makes the file count, so it needs no journal of its own.
            for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KB}"):
                self._rows.execute(f"PRAGMA {pragma}")
            if summary is None:
                self._rows.executescript(_SCHEMA)

    @classmethod
    def open(cls, folder: Path, fingerprint: str) -> Self:
        """Open what was read of the source with this fingerprint, or begin anew.

        Raises:
            OSError: the disk refuses.
        """
        try:
            summary = Summary.model_validate_json((folder / _DONE).read_bytes())
            if summary.fingerprint == fingerprint and (folder / _FILE).is_file():
                return cls(folder, summary)
        except (OSError, ValidationError):
            pass
        remove(folder)
        folder.mkdir()
        return cls(folder, None)

    @property
    def summary(self) -> Summary | None:
        """None until the source was read to its end."""
        return self._summary

    def fill(
        self,
        entries: Iterable[Product | Refused],
        fingerprint: str,
        tell: Callable[[int], None] | None = None,
    ) -> Summary:
        """Keep all `entries`.

        Args:
            entries: of the source with this `fingerprint`.
            fingerprint: kept with them.
            tell: called now and then with the products so far.

        Raises:
            CatalogUnusable: one id is there twice.
            OSError: the disk refuses.
        """
        hashed = sha256()
        shown, hidden = VocabularyCount(), VocabularyCount()
        words_used = LexiconCount()
        count = words = stored_bytes = refused = drafts = 0
        waiting = iter(entries)
        with disk_errors():
            while batch := list(islice(waiting, BATCH)):
                rows = []
                for product in batch:
                    if isinstance(product, Refused):
                        self._refuse(product)
                        refused += 1
                        drafts += product.is_draft
                        continue
                    content, text = content_of(product), document(product)
                    hashed.update(content)
                    words += len(text.split())
                    stored_bytes += len(content)
                    # A brand that only restricted products carry would be understood and
                    # never found.
                    (hidden if Flag.RESTRICTED in product.flags else shown).add(product)
                    words_used.add(product)
                    rows.append((product.id, _hash(content), _hash(text.encode()), content))
                self._keep(rows)
                count += len(rows)
                if tell is not None:
                    tell(count)
            self._rows.commit()
        counted = shown if shown.products else hidden
        self._summary = Summary(
            fingerprint=fingerprint,
            products=count,
            refused=refused,
            drafts=drafts,
            digest=hashed.hexdigest(),
            words=words,
            stored_bytes=stored_bytes,
            vocabulary=counted.vocabulary().to_json() if counted.products else {},
            lexicon=words_used.lexicon().to_json(),
        )
        replace_file(self._folder / _DONE, self._summary.model_dump_json())
        return self._summary

    def _keep(self, rows: list[tuple[str, bytes, bytes, bytes]]) -> None:
        try:
            self._rows.executemany(
                "INSERT INTO products (id, content, text, json) VALUES (?, ?, ?, ?)", rows
            )
        except sqlite3.IntegrityError as error:
            seen: set[str] = set()
            for identifier, *_ in rows:
                found = "SELECT 1 FROM products WHERE id = ? LIMIT 1"
                if identifier in seen or self._rows.execute(found, (identifier,)).fetchone():
                    raise CatalogUnusable(
                        f'Two products have the id "{identifier}"; give each product its own id.'
                    ) from error
                seen.add(identifier)
            raise

    def _refuse(self, row: Refused) -> None:
        values = (row.line, row.field, row.reason, row.excerpt)
        self._rows.execute("INSERT INTO refused VALUES (?, ?, ?, ?)", values)

    def refused(self, limit: int = -1) -> Iterator[Refused]:
        """Give the first `limit` refused rows, in their order; all of them if negative."""
        for row in self._rows.execute("SELECT * FROM refused ORDER BY rowid LIMIT ?", (limit,)):
            yield Refused(*row)

    def products(self) -> Iterator[Product]:
        """Give all products in the order of the feed."""
        yield from self._parsed("SELECT json FROM products ORDER BY position")

    def sampled(self, count: int) -> Iterator[Product]:
        """Give at most `count` products, evenly from the whole feed."""
        (last,) = self._rows.execute("SELECT max(position) FROM products").fetchone()
        step = max(1, -(-(last or 1) // count))
        yield from self._parsed(f"SELECT json FROM products WHERE position % {step} = 0")

    def changed_products(self) -> Iterator[Product]:
        """Give those that the compared ledger does not have, or has differently."""
        yield from self._parsed(f"SELECT s.json {CHANGED} ORDER BY s.position")

    def _parsed(self, query: str) -> Iterator[Product]:
        with disk_errors():
            for (json,) in self._rows.execute(query):
                yield Product.model_validate_json(json)

    @contextmanager
    def compared(self, ledger: Path) -> Iterator[Difference]:
        """Compare with the ledger of another build while the block runs.

        Raises:
            sqlite3.DatabaseError: it is damaged.
        """
        uri = f"{ledger.resolve().as_uri()}?mode=ro&immutable=1"
        self._rows.execute("ATTACH ? AS old", (uri,))
        try:
            yield Difference(self._rows)
        finally:
            with suppress(sqlite3.Error):
                self._rows.execute("DETACH old")

    def write_ledger(self, path: Path) -> None:
        """Write which products there are, with hashes of what is stored and what is embedded.

        Raises:
            OSError: the disk refuses.
        """
        with disk_errors():
            self._rows.execute("ATTACH ? AS new", (path.resolve().as_uri(),))
            self._rows.execute("PRAGMA new.journal_mode=OFF")
            self._rows.execute(
                "CREATE TABLE new.products"
                " (id TEXT PRIMARY KEY, content BLOB NOT NULL, text BLOB NOT NULL) WITHOUT ROWID"
            )
            self._rows.execute(
                "INSERT INTO new.products SELECT id, content, text FROM products ORDER BY id"
            )
            self._rows.commit()
            self._rows.execute("DETACH new")

    def close(self) -> None:
        """Release the file. Safe to call twice."""
        self._rows.close()


def remove(folder: Path) -> None:
    """Remove a staging's folder, if there is one."""
    with suppress(FileNotFoundError):
        # First, so that a removal that is cut short leaves nothing that seems complete.
        (folder / _DONE).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=_HASH_BYTES).digest()


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn SQLite's error for a disk that refuses into the operating system's."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, _reason(full)) from error


def _reason(full: bool) -> str:
    return "no space left on device" if full else "input or output error"
