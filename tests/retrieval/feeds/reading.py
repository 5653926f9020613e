"""Feeds that tests write and read."""

import gzip
from pathlib import Path

from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import FeedFormat, Record, Refused, Value

DATA = Path(__file__).parent / "data"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    """Write a feed; one whose name ends in .gz is compressed."""
    raw = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(raw, compresslevel=1) if name.endswith(".gz") else raw)
    return path


def read(path: Path, feed_format: FeedFormat | None = None) -> list[Record | Refused]:
    """Return every entry of a feed."""
    return list(open_feed(path, feed_format).records())


def values(path: Path) -> list[dict[str, Value]]:
    """Return the records of a feed in which nothing may be refused."""
    entries = read(path)
    assert all(isinstance(entry, Record) for entry in entries), entries
    return [dict(entry.values) for entry in entries if isinstance(entry, Record)]


def lines(entries: list[Record | Refused]) -> list[tuple[int, str | None]]:
    """Return each entry's line, and why it was refused."""
    return [(entry.line, entry.reason if isinstance(entry, Refused) else None) for entry in entries]
