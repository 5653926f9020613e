"""The way in: a feed of any published format, read as products.

Rows stream through: a feed whose rows are whole products is read once, one whose
rows are variants goes through a temporary file on disk (`retrieval.feeds.grouping`).
Does not decide how many refused rows are too many: that is for who reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Self

from retrieval.feeds.assembly import FieldNames, assemble
from retrieval.feeds.columns import ColumnMapping, Target
from retrieval.feeds.feed_file import FeedFile
from retrieval.feeds.formats import open_feed
from retrieval.feeds.grouping import GroupStore
from retrieval.feeds.guess import guess
from retrieval.feeds.mapping_file import load_mapping
from retrieval.feeds.nested import walker
from retrieval.feeds.own_schema import is_own, read_own, refused
from retrieval.feeds.record import FeedFormat, Record, Refused
from retrieval.feeds.row_reader import PriceOptions, RowReader
from retrieval.product import Product

HEAD_RECORDS = 500
"""Looked at to guess a mapping: a field that no product before has is left out."""


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What a feed does not say about itself."""

    format: FeedFormat | None = None
    """None: told by its content."""
    mapping: Path | None = None
    """A mapping file that was saved and perhaps edited; None: published or guessed."""
    currency: str | None = None
    """Of prices that name none, and the one that others are converted to; ISO 4217."""
    rates: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    """What one unit of another currency is worth in `currency`."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When sale prices must be in effect."""


OWN = ColumnMapping((), source="our own schema, one product a record")


class CatalogFeed:
    """One open feed and how its columns are read."""

    def __init__(
        self, file: FeedFile, mapping: ColumnMapping, options: FeedOptions, head: Sequence[Record]
    ) -> None:
        self._file = file
        self._options = options
        self.mapping = mapping
        named = (*mapping.of(Target.IMAGES), *mapping.of(Target.DESCRIPTION))
        walks = [walker(column) for column in named]
        self._shows = any(walk(record.values) for record in head for walk in walks)

    @classmethod
    def open(cls, path: Path, options: FeedOptions | None = None) -> Self:
        """Open a feed and settle how its columns are read.

        Raises:
            FeedUnreadable: the file cannot be opened.
            FeedUnknown: the format is not recognised.
            MappingInvalid: the mapping file is not one, or names what is not there.
            ColumnsUnknown: no column looks like an id, a title or a price.
        """
        options = options or FeedOptions()
        file = open_feed(path, options.format)
        head = file.head(HEAD_RECORDS)
        if options.mapping is not None:
            mapping = load_mapping(options.mapping, head)
        elif not head or is_own(head):
            mapping = OWN
        else:
            mapping = guess(head, file.format)
        return cls(file, mapping, options, head)

    @property
    def format(self) -> FeedFormat:
        """What the file is written in."""
        return self._file.format

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user should know of how the file was read."""
        return self._file.notices

    @property
    def is_own(self) -> bool:
        """Whether it is written in our own schema, so that there is no mapping to save."""
        return self.mapping is OWN

    def progress(self) -> tuple[int, int]:
        """Return the bytes done and the bytes in all, of the latest reading."""
        return self._file.position_bytes, self._file.size_bytes

    def products(self) -> Iterator[Product | Refused]:
        """Yield every product in the order of the feed, and what was refused.

        Raises:
            FeedChanged: the file changed while it was read: use nothing of it.
            FeedUnreadable: it breaks off.
        """
        with GroupStore() as store:
            if self.is_own:
                found: Iterator[tuple[int, Product | Refused]] = self._own()
            elif self._is_grouped:
                found = self._grouped(store)
            else:
                found = self._plain()
            for line, entry in found:
                if isinstance(entry, Refused) or (before := store.used_by(entry.id, line)) is None:
                    yield entry
                else:
                    reason = f'"{entry.id}" was used by line {before}'
                    yield Refused(line, self._names.id, reason, entry.title[:80])

    @property
    def _is_grouped(self) -> bool:
        """Whether several rows may be one product."""
        return any(self.mapping.of(target) for target in (Target.GROUP, Target.MEMBERS))

    @property
    def _names(self) -> FieldNames:
        columns = (self.mapping.of(each) for each in (Target.ID, Target.TITLE, Target.PRICE))
        own = [c[0] if c else d for c, d in zip(columns, _FIELDS, strict=True)]
        return FieldNames(own[0], own[1], own[2], self._shows)

    @property
    def _reader(self) -> RowReader:
        options = self._options
        return RowReader(self.mapping, PriceOptions(options.currency, options.rates, options.now))

    def _own(self) -> Iterator[tuple[int, Product | Refused]]:
        for entry in self._file.records():
            yield entry.line, read_own(entry) if isinstance(entry, Record) else entry

    def _plain(self) -> Iterator[tuple[int, Product | Refused]]:
        reader, names = self._reader, self._names
        for entry in self._file.records():
            row = reader.read(entry) if isinstance(entry, Record) else entry
            if isinstance(row, Refused):
                yield entry.line, row
            else:
                for made in assemble((row,), names):
                    yield entry.line, made

    def _grouped(self, store: GroupStore) -> Iterator[tuple[int, Product | Refused]]:
        reader, names = self._reader, self._names
        for entry in self._file.records():
            if isinstance(entry, Refused):
                yield entry.line, entry
                continue
            own, group = reader.key(entry)
            key = group or own
            if not key:
                yield entry.line, refused(entry, names.id, "is missing")
                continue
            store.add(key, entry)
            others = () if group else reader.other_ids(entry)
            for member in (*reader.members(entry), *others):
                store.link(member, key)
        for records in store.groups():
            rows = []
            is_hidden = False
            for record in records:
                row = reader.read(record)
                if isinstance(row, Refused):
                    is_hidden |= row.is_draft
                    yield record.line, row
                else:
                    rows.append(row)
            # The other rows of a draft have no title of their own: it was said once.
            if rows and not (is_hidden and not any(row.title for row in rows)):
                for made in assemble(rows, names):
                    yield rows[0].line, made


_FIELDS = ("id", "title", "price")
