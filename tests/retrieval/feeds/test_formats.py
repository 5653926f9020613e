"""Telling what a file is, whatever it is called, and that it stays the same."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import FeedChanged, FeedEmpty, FeedUnknown, FeedUnreadable
from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import FeedFormat
from tests.retrieval.feeds.reading import DATA, lines, read, values, write

GOLDEN = {
    "google.tsv": FeedFormat.GOOGLE_TSV,
    "google_rss.xml": FeedFormat.GOOGLE_XML,
    "google_atom.xml": FeedFormat.GOOGLE_XML,
    "offers.xml": FeedFormat.GOOGLE_XML,
    "shopify.csv": FeedFormat.SHOPIFY_CSV,
    "shopify_template.csv": FeedFormat.SHOPIFY_CSV,
    "agentic.json": FeedFormat.AGENTIC_JSON,
    "agentic.jsonl": FeedFormat.AGENTIC_JSON,
    "agentic_nested.jsonl": FeedFormat.AGENTIC_JSON,
    "agentic.csv": FeedFormat.AGENTIC_JSON,
    "graph.jsonld": FeedFormat.JSON_LD,
    "page.html": FeedFormat.JSON_LD,
    "products.yaml": FeedFormat.YAML,
}


@pytest.mark.parametrize(("name", "expected"), GOLDEN.items())
@pytest.mark.parametrize("disguise", ["", "feed", "feed.bin.gz", "feed.txt"])
def test_format_is_told_by_content(
    tmp_path: Path, name: str, expected: FeedFormat, disguise: str
) -> None:
    path = write(tmp_path, disguise or name, (DATA / name).read_bytes())
    assert open_feed(path).format is expected
    assert read(path) == read(DATA / name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"id": 1}\n{"id": 2}\n', FeedFormat.JSONL),
        ('{"id": 1}\n{oops\n{"id": 3}\n', FeedFormat.JSONL),
        ('{oops\n{"id": 2}\n{"id": 3}\n', FeedFormat.JSONL),
        ('{"id": 1}', FeedFormat.JSONL),
        ('[{"id": 1}]', FeedFormat.JSON),
        ('{"products": [{"id": 1}]}', FeedFormat.JSON),
        ('{"products": [\n{"id": 1},\n{"id": 2}\n]}', FeedFormat.JSON),
        ('{\n "id": 1\n}', FeedFormat.JSON),
        ("id;name\n1;cup\n", FeedFormat.CSV),
        ("id,name\n1,cup\n", FeedFormat.CSV),
        ("id|name\n1|cup\n", FeedFormat.CSV),
        ("id,note\n1,a: b\n2,c: d\n", FeedFormat.CSV),
        ("- id: 1\n  name: cup\n", FeedFormat.YAML),
        ("%YAML 1.2\n---\n- id: 1\n", FeedFormat.YAML),
        ("produkte:\n- id: 1\n", FeedFormat.YAML),
        ("id: 1\nname: cup\n---\nid: 2\nname: pot\n", FeedFormat.YAML),
    ],
)
def test_generic_formats(tmp_path: Path, content: str, expected: FeedFormat) -> None:
    assert open_feed(write(tmp_path, "feed", content)).format is expected


def test_broken_line_of_json_lines_is_believed_by_its_name(tmp_path: Path) -> None:
    feed = open_feed(write(tmp_path, "feed.jsonl", '{oops\n{"id": 2}\n'))
    assert (feed.format, len(list(feed.records()))) == (FeedFormat.JSONL, 2)


@pytest.mark.parametrize("name", ["feed", "feed.json", "feed.jsonl"])
@pytest.mark.parametrize("broken", ["{", '{"id": 7, "title": '])
def test_good_lines_before_many_broken_ones_are_json_lines(
    tmp_path: Path, name: str, broken: str
) -> None:
    content = "".join(f'{{"id": {n}, "price": 3}}\n' for n in range(5)) + f"{broken}\n" * 30
    entries = read(write(tmp_path, name, content))
    assert lines(entries)[:6] == [*((n, None) for n in range(1, 6)), (6, "is not JSON")]
    assert len(entries) == 35


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_unicode_of_any_kind(tmp_path: Path, charset: str) -> None:
    rows = "id,name\n1,crème brûlée dish\n2,茶碗\n"
    if charset in ("utf-16-le", "utf-16-be"):
        rows = rows.replace("茶碗", "Größe")
    assert values(write(tmp_path, "a.csv", rows.encode(charset)))[0]["name"] == "crème brûlée dish"
    listed = '[{"id": "é"}]'
    assert values(write(tmp_path, "a.json", listed.encode(charset))) == [{"id": "é"}]


def test_columns_and_head(tmp_path: Path) -> None:
    feed = open_feed(write(tmp_path, "a.jsonl", '{"id": 1}\n{oops\n{"id": 2, "b": 3}\n{"id": 4}\n'))
    assert feed.columns == ("id", "b")
    assert [record.line for record in feed.head(2)] == [1, 3]
    assert [entry.line for entry in feed.records()] == [1, 2, 3, 4]
    assert (feed.position_bytes, feed.path.name) == (feed.size_bytes, "a.jsonl")


def test_named_format_decides_between_dialects() -> None:
    feed = open_feed(DATA / "google.tsv", FeedFormat.CSV)
    assert feed.format is FeedFormat.CSV
    assert list(feed.records()) == read(DATA / "google.tsv")
    nodes = read(DATA / "graph.jsonld", FeedFormat.JSON)
    assert len(nodes) == 4
    assert len(read(DATA / "graph.jsonld", FeedFormat.JSON_LD)) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"PK\x03\x04rest", "save the sheet as CSV"),
        ("a.jsonl", b"\x28\xb5\x2f\xfdrest", "use gzip"),
        ("a.txt", b"one column\nand no more\n", "in no format that is read"),
        ("a.wav", b"RIFF\0\0\0\0WAVE" + bytes(200), "in no format that is read"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(FeedUnknown, match=said):
        open_feed(write(tmp_path, name, content))


def test_wrong_format_named() -> None:
    with pytest.raises(FeedUnknown, match="is not parquet but looks like rows of cells"):
        open_feed(DATA / "google.tsv", FeedFormat.PARQUET)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FeedEmpty, match="holds nothing"):
        open_feed(write(tmp_path, "a.csv", content))


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedUnreadable, match="cannot be read"):
        open_feed(tmp_path / name)


def test_cut_gzip(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl.gz", b"".join(b'{"id": %d}\n' % n for n in range(90_000)))
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(FeedUnreadable, match="compressed data breaks off"):
        read(path)


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"id": 0}\n')


def _replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def _touch(path: Path) -> None:
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", [_append, _replace, _touch, Path.unlink])
@pytest.mark.parametrize("when", [0, 1, 5_000, 9_999])
def test_change_while_reading(tmp_path: Path, change: Callable[[Path], None], when: int) -> None:
    path = write(tmp_path, "a.jsonl", b"".join(b'{"id": %d}\n' % n for n in range(10_000)))
    feed = open_feed(path)
    assert not feed.changed()
    count = 0

    def read_all() -> None:
        nonlocal count
        if when == 0:
            change(path)
        for count, _ in enumerate(feed.records(), start=1):
            if count == when:
                change(path)

    with pytest.raises(FeedChanged, match="changed while it was read"):
        read_all()
    assert feed.changed()
    assert count <= when + 4_096


def test_truncation_while_reading_is_a_change_not_damage(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", b"[" + b'{"id": 1},\n' * 200_000 + b"{}]")
    entries = open_feed(path).records()
    next(entries)
    os.truncate(path, 1_000_000)
    with pytest.raises(FeedChanged):
        list(entries)
