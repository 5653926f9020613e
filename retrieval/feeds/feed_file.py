"""A feed file that is open for reading: its format, its columns, its records."""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from retrieval.errors import FeedUnreadable
from retrieval.feeds.record import FeedFormat, Record, Refused
from retrieval.feeds.source import Source

Read = Callable[[Source], Iterator[Record | Refused]]
"""What a format's module gives: a source in, its entries out."""

CHECK_EVERY = 4_096
"""Records between two looks at whether the file is still the same; a look takes 2 us."""

HEAD_RECORDS = 200
"""Records whose names make up `columns`, where no header names them."""


class FeedFile:
    """One feed, read from its start as often as its records are asked for."""

    def __init__(
        self,
        source: Source,
        feed_format: FeedFormat,
        read: Read,
        columns: tuple[str, ...] | None = None,
    ) -> None:
        """Take what `open_feed` found; `columns` are those of a header, if there is one."""
        self._source = source
        self._read = read
        self._header = columns
        self.format = feed_format

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self._source.path

    @property
    def size_bytes(self) -> int:
        """Size on disk."""
        return self._source.size_bytes

    @property
    def position_bytes(self) -> int:
        """How far the latest reading is, 0 to `size_bytes`."""
        return self._source.position_bytes

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user should know of how it was read, such as a character set that was guessed."""
        return tuple(self._source.notices)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields in its first records, in the order in which they appear."""
        if self._header is not None:
            return self._header
        names = (name for record in self.head(HEAD_RECORDS) for name in record.values)
        return tuple(dict.fromkeys(names))

    def head(self, records: int) -> tuple[Record, ...]:
        """Return the first `records` entries that are not refused."""
        entries = self._read(self._source)
        good = (entry for entry in entries if isinstance(entry, Record))
        return tuple(islice(good, records))

    def records(self) -> Iterator[Record | Refused]:
        """Yield every entry from the start of the file.

        Raises:
            FeedChanged: it was written to or replaced since it was opened. May come after
                any number of records: use none of them before the last one is there.
            FeedUnreadable: it breaks off, or nothing after some line can be understood.
        """
        source = self._source
        source.check_unchanged()
        try:
            for number, entry in enumerate(self._read(source), start=1):
                if not number % CHECK_EVERY:
                    source.check_unchanged()
                yield entry
        except FeedUnreadable:
            source.check_unchanged()
            raise
        source.check_unchanged()

    def changed(self) -> bool:
        """Say whether the file is another one than when it was opened."""
        return self._source.changed()
