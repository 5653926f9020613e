"""Feeds: every line is checked, and a refused one says why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import FeedEmpty, FeedRejected, FeedUnreadable
from retrieval.feed import MAX_LINE_BYTES, Feed, Refused, read_jsonl

GOOD = {
    "id": "a",
    "title": "Boots",
    "price": 99.5,
    "department": "Shoes",
    "category": "hiking boots",
    "stock": 3,
}


def line(**changes: object) -> bytes:
    facts = GOOD | changes
    return json.dumps({name: value for name, value in facts.items() if value != "absent"}).encode()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Feed]:
    def read(*lines: bytes, **options: float) -> Feed:
        path = tmp_path / "feed.jsonl"
        path.write_bytes(b"\n".join(lines))
        return read_jsonl(path, **options)

    return read


VARIANT = {"id": "v", "price": 99.5, "stock": 3}

BAD_LINES = [
    (line(id="b", price="absent"), Refused(2, "price", "is missing")),
    (line(id="b", price=-1), Refused(2, "price", "must be above 0")),
    (line(id="b", price=0), Refused(2, "price", "must be above 0")),
    (line(id="b", price="cheap"), Refused(2, "price", "is not a number")),
    (line(id="b", price=1.999), Refused(2, "price", "has more than 2 decimal places")),
    (line(id="b", price=None), Refused(2, "price", "is not a number")),
    (line(id="a"), Refused(2, "id", '"a" was used by an earlier line')),
    (line(id=""), Refused(2, "id", "must not be empty")),
    (line(id="b", prise=3), Refused(2, "prise", "is not a known field")),
    (line(id="b", stock=-2), Refused(2, "stock", "must be at least 0")),
    (line(id="b", stock=1.5), Refused(2, "stock", "is not a whole number")),
    (line(id="b", rating=6), Refused(2, "rating", "must be at most 5")),
    (line(id="b", title=7), Refused(2, "title", "must be text")),
    (line(id="b").replace(b"99.5", b"NaN"), Refused(2, "price", "is not a number")),
    (
        line(id="b", variants=[{"id": "v", "stock": 2}]),
        Refused(2, "variants.0.price", "is missing"),
    ),
    (
        line(id="b", variants=[VARIANT, VARIANT], stock=6),
        Refused(2, "variants", 'have the id "v" twice'),
    ),
    (
        line(id="b", variants=[VARIANT], price=90),
        Refused(2, "price", "is 90 but the cheapest variant costs 99.5"),
    ),
    (
        line(id="b", variants=[VARIANT], stock=4),
        Refused(2, "stock", "is 4 but the variants have 3"),
    ),
    (
        line(id="b", title="x").replace(b"x", b"\xff"),
        Refused(2, None, "is not valid UTF-8 at byte 23"),
    ),
    (b"{oops", Refused(2, None, "is not JSON")),
    (b"[" * 100_000, Refused(2, None, "is not JSON")),
    (b"[1]", Refused(2, None, "is not a JSON object")),
    (b" " * MAX_LINE_BYTES + b"{}", Refused(2, None, "is longer than 1,000,000 bytes")),
]


@pytest.mark.parametrize(("bad", "refused"), BAD_LINES, ids=lambda value: str(value)[:40])
def test_refused_line_says_field_and_reason(
    read: Callable[..., Feed], bad: bytes, refused: Refused
) -> None:
    feed = read(line(), bad, line(id="c"), max_refused_share=0.5)
    assert [product.id for product in feed.products] == ["a", "c"]
    assert feed.refused == (refused,)


def test_mark_and_blank_lines_are_tolerated_and_numbers_count_them(
    read: Callable[..., Feed],
) -> None:
    feed = read(
        b"\xef\xbb\xbf" + line(), b"", b"  \r", line(id="b") + b"\r", b"{}", max_refused_share=1
    )
    assert [product.id for product in feed.products] == ["a", "b"]
    assert [refused.line for refused in feed.refused] == [5]


def test_markup_stays_plain_text(read: Callable[..., Feed]) -> None:
    title = "<script>alert(1)</script><b>Boots</b>"
    assert read(line(title=title)).products[0].title == title


def test_prices_are_exact(read: Callable[..., Feed]) -> None:
    assert str(read(line(price=149.99)).products[0].price) == "149.99"


def test_share_of_refused_lines(read: Callable[..., Feed]) -> None:
    good = [line(id=str(number)) for number in range(19)]
    assert len(read(*good, b"{oops").refused) == 1
    with pytest.raises(
        FeedRejected, match=r"2 of 21 .* more than 5%.*the line is not JSON"
    ) as error:
        read(*good, b"{oops", b"{oops")
    assert error.value.reasons == ("line 20: the line is not JSON", "line 21: the line is not JSON")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_empty_feed(read: Callable[..., Feed], content: bytes) -> None:
    with pytest.raises(FeedEmpty, match="holds no line"):
        read(content)


def test_nothing_remains(read: Callable[..., Feed]) -> None:
    with pytest.raises(FeedEmpty, match=r"No line .* first reason: line 1: the line is not JSON"):
        read(b"{oops", max_refused_share=1.0)


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_feed_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedUnreadable, match="cannot be read"):
        read_jsonl(tmp_path / name)
