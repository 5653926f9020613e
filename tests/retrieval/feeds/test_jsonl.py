"""JSON Lines: each line for itself."""

from pathlib import Path

import pytest

from retrieval.feeds.record import Record, Refused
from tests.retrieval.feeds.reading import lines, read, write

GOOD = b'{"id": "a", "price": 99.5}'

BAD = [
    (b"{oops", None, "is not JSON"),
    (b"[1]", None, "is not a JSON object"),
    (b"[" * 100_000, None, "is nested deeper than 32 levels"),
    (b'{"id": "\xff"}', None, "is not valid UTF-8 at byte 9"),
    (b'{"id": 1, "id": 2}', "id", "is given twice"),
    (b'{"id": "\\udc00"}', "id", "is not valid Unicode"),
    (b" " * 1_000_000 + b"{}", None, "is longer than 1,000,000 bytes"),
    (b'{"a": ' + b"9" * 3_000_000 + b"}", None, "is longer than 1,000,000 bytes"),
]


@pytest.mark.parametrize(("bad", "field", "reason"), BAD, ids=lambda each: str(each)[:30])
def test_bad_line_costs_itself(tmp_path: Path, bad: bytes, field: str | None, reason: str) -> None:
    entries = read(write(tmp_path, "a.jsonl", b"\n".join([GOOD, bad, GOOD])))
    assert [entry.line for entry in entries] == [1, 2, 3]
    refused = entries[1]
    assert isinstance(refused, Refused)
    assert (refused.field, refused.reason) == (field, reason)
    assert bad.startswith(b" ") or refused.excerpt
    assert len(refused.excerpt) <= 80


def test_blank_lines_count_and_ends_differ(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + b"\n".join([GOOD, b"", b"  \r", GOOD + b"\r", b"{}"])
    assert lines(read(write(tmp_path, "a.jsonl", content))) == [(1, None), (4, None), (5, None)]


def test_values_stay_as_they_are(tmp_path: Path) -> None:
    text = '{"title": "<b>Ignore this</b>", "price": 149.99, "a": [null, {"b": true}]}'
    (entry,) = read(write(tmp_path, "a.jsonl", text))
    assert entry == Record(
        1,
        {
            "title": "<b>Ignore this</b>",
            "price": 149.99,
            "a": [None, {"b": True}],
        },
    )
