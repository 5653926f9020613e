"""What is read of the products that an engine found, in one SQLite file beside its shard.

Edge keeps a payload as one text and parses all of it for any key: 16 us a hit with the
product in it, against 2 us for a row here. The facts that ranking reads have a table of
their own, so that those of many products lie in few pages.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Self

from pydantic import ValidationError

from retrieval.engine import PointId
from retrieval.errors import REBUILD, IndexDamaged, SearchClosed, SearchFailed
from retrieval.lexicon import wording_of
from retrieval.offers import Offer, offers_of
from retrieval.payload import Facts, amount, flags_of, point_id, standing
from retrieval.product import Flag, Product
from retrieval.terms import Field
from retrieval.vocabulary import values_of

FILE = "products.sqlite"

_SCHEMA = """
CREATE TABLE facts (
    id INTEGER PRIMARY KEY, price REAL NOT NULL, in_stock INTEGER NOT NULL, rating REAL NOT NULL,
    ratings INTEGER NOT NULL, flags TEXT NOT NULL, standing REAL NOT NULL,
    category TEXT NOT NULL, words TEXT NOT NULL, field_values TEXT NOT NULL, offers TEXT NOT NULL
);
CREATE TABLE products (id INTEGER PRIMARY KEY, json TEXT NOT NULL);
"""

_FACTS = """
SELECT id, price, in_stock, rating, ratings, flags, standing, category, words,
    CASE WHEN ?2 THEN field_values END, CASE WHEN ?3 THEN offers END
FROM facts WHERE id IN (SELECT value FROM json_each(?1))
"""
_PRODUCTS = "SELECT id, json FROM products WHERE id IN (SELECT value FROM json_each(?))"
_PUT_FACTS = "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_CACHE_KB = 64_000
"""Of pages while writing: ids come in no order, so every page is written to again and again."""
_MAPPED_BYTES = 2**40
"""More than SQLite allows: as much as it does. A page that is mapped is read without a call."""

_NONE: Mapping[Field, frozenset[str]] = {}

_Row = tuple[int, float, int, float, int, str, float, str, str, str | None, str | None]


class Shelf:
    """The products of a finished index. Safe to read from several threads."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows: sqlite3.Connection | None = rows
        # One statement at a time on a connection, whatever SQLite was compiled for.
        self._lock = Lock()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what a `ShelfWriter` wrote in `folder`.

        Raises:
            IndexDamaged: it is not there, or is something else.
        """
        # Nothing writes to a generation that serves, so no file is locked or asked about.
        address = f"{(folder / FILE).absolute().as_uri()}?mode=ro&immutable=1"
        try:
            rows = sqlite3.connect(address, uri=True, check_same_thread=False)
            rows.execute(f"PRAGMA mmap_size={_MAPPED_BYTES}")
            rows.execute("SELECT 1 FROM facts, products LIMIT 1")
        except sqlite3.Error as error:
            raise IndexDamaged(f"The product index cannot be read; {REBUILD}.") from error
        return cls(rows)

    def facts(
        self, ids: Sequence[PointId], fields: Sequence[Field] = (), offers: bool = False
    ) -> dict[PointId, Facts]:
        """Return the facts of products that there are, with the values of `fields`.

        Args:
            ids: none twice.
            fields: whose values ranking will look at.
            offers: whether it will look at those.

        Raises:
            SearchFailed: the file is damaged, or lacks one of them.
            SearchClosed: after `close`.
        """
        rows: list[_Row] = self._read(_FACTS, (json.dumps(ids), bool(fields), offers))
        found: dict[PointId, Facts] = {row[0]: _facts(row, fields) for row in rows}
        if len(found) < len(ids):
            raise SearchFailed(f"The product index lacks a product that it finds; {REBUILD}.")
        return found

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        """Return the products among `ids` that there are.

        Raises:
            SearchFailed: the file is damaged.
            SearchClosed: after `close`.
        """
        rows: list[tuple[int, str]] = self._read(_PRODUCTS, (json.dumps(ids),))
        with damage():
            return {each: Product.model_validate_json(text) for each, text in rows}

    def close(self) -> None:
        """Release the file. Safe to call twice."""
        with self._lock:
            rows, self._rows = self._rows, None
            if rows is not None:
                rows.close()

    def _read(self, statement: str, values: tuple[object, ...]) -> list:  # type: ignore[type-arg]  # of rows as the statement says
        with damage(), self._lock:
            if self._rows is None:
                raise SearchClosed("This search was closed; open the index again.")
            return self._rows.execute(statement, values).fetchall()


class ShelfWriter:
    """The products of an index while nothing searches it. Not for several threads."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._rows = rows

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Begin a file in `folder`, or go on with the one that is there.

        Raises:
            SearchFailed: the disk refuses.
        """
        is_new = not (folder / FILE).exists()
        with damage():
            rows = sqlite3.connect(folder / FILE)
            # A generation counts when all of it is written, so the file needs no journal.
            for pragma in ("journal_mode=OFF", "synchronous=NORMAL", f"cache_size=-{_CACHE_KB}"):
                rows.execute(f"PRAGMA {pragma}")
            if is_new:
                rows.executescript(_SCHEMA)
        return cls(rows)

    def put(self, products: Iterable[Product]) -> None:
        """Keep `products`, or replace those of the same id.

        Raises:
            SearchFailed: the disk refuses.
        """
        facts, texts = [], []
        for product in products:
            facts.append(_row(product))
            texts.append((point_id(product.id), product.model_dump_json(exclude_defaults=True)))
        with damage():
            self._rows.executemany(_PUT_FACTS, facts)
            self._rows.executemany("INSERT OR REPLACE INTO products VALUES (?, ?)", texts)

    def remove(self, ids: Iterable[int]) -> None:
        """Remove products; ids that are not there are no error.

        Raises:
            SearchFailed: the disk refuses.
        """
        gone = [(each,) for each in ids]
        with damage():
            self._rows.executemany("DELETE FROM facts WHERE id = ?", gone)
            self._rows.executemany("DELETE FROM products WHERE id = ?", gone)

    def finish(self) -> None:
        """Write everything to disk.

        Raises:
            SearchFailed: the disk refuses.
        """
        with damage():
            self._rows.commit()

    def close(self) -> None:
        """Release the file. Safe to call twice."""
        self._rows.close()


@contextmanager
def damage() -> Iterator[None]:
    """Turn SQLite's errors, and what is no product, into ours."""
    try:
        yield
    except (sqlite3.Error, ValidationError, UnicodeDecodeError) as error:
        raise SearchFailed(f"The product index refused an operation; {REBUILD}.") from error


def _row(product: Product) -> tuple[object, ...]:
    values = {name.value: found for name, found in values_of(product).items() if found}
    offers = [
        (offer.size, offer.colours, float(offer.price), int(offer.in_stock))
        for offer in offers_of(product)
    ]
    return (
        point_id(product.id),
        float(product.price),
        int(product.in_stock),
        product.rating or 0.0,
        product.rating_count,
        " ".join(flag.value for flag in product.flags),
        standing(product),
        product.category,
        wording_of(product),
        json.dumps(values, separators=(",", ":"), ensure_ascii=False),
        json.dumps(offers, separators=(",", ":"), ensure_ascii=False),
    )


def _facts(row: _Row, fields: Sequence[Field]) -> Facts:
    _, price, in_stock, rating, ratings, flags, good, category, words, values, offers = row
    known = json.loads(values) if values else {}
    # By position: this is made for every hit.
    return Facts(
        price,
        in_stock > 0,
        rating,
        ratings,
        _flags(flags),
        good,
        category,
        {name: frozenset(known.get(name.value, ())) for name in fields} if fields else _NONE,
        tuple(
            [
                Offer(size, tuple(colours), amount(price), here > 0, None)
                for size, colours, price, here in json.loads(offers)
            ]
        )
        if offers
        else (),
        words,
    )


@lru_cache(maxsize=64)
def _flags(stored: str) -> frozenset[Flag]:
    return flags_of(tuple(stored.split()))
