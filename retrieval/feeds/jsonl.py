"""JSON Lines: one object a line. A line that is not one never stops the others."""

from collections.abc import Iterator

from retrieval.feeds.json_text import MAX_RECORD, record_of, too_long
from retrieval.feeds.record import Record, Refused
from retrieval.feeds.source import Source


def read_jsonl(source: Source) -> Iterator[Record | Refused]:
    """Yield the objects of `source`; blank lines are skipped but counted."""
    with source.open() as stream:
        number = 0
        while raw := stream.readline(MAX_RECORD + 1):
            number += 1
            long = len(raw) > MAX_RECORD
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(MAX_RECORD)
            if not raw.strip():
                continue
            text = raw.decode("utf-8", errors="surrogateescape")
            yield too_long(number, text) if long else record_of(number, text)
