"""CSV and TSV as shops and spreadsheets write them, and as they should not."""

from pathlib import Path

import pytest

from retrieval.feeds.formats import open_feed
from retrieval.feeds.record import Record, Refused
from tests.retrieval.feeds.reading import DATA, lines, read, values, write


def test_google_tsv() -> None:
    kettle, sock, pot = values(DATA / "google.tsv")
    assert kettle["Description"] == "Pours slowly.\nFor filter coffee."
    assert kettle["GTIN"] == "0012345678905"
    assert sock["Item Group ID"] == "SOCK"
    assert pot["Title"] == '"5 inch" Clay Pot'
    assert [entry.line for entry in read(DATA / "google.tsv")] == [2, 4, 5]


def test_shopify_continuation_rows() -> None:
    rows = values(DATA / "shopify.csv")
    assert [row["Handle"] for row in rows] == ["rib-sock"] * 3 + ["tin-cup"]
    assert [row["Title"] for row in rows[:3]] == ["Ribbed Merino Socks", "", ""]
    assert rows[0]["Body (HTML)"] == "<p>Warm, soft.</p>\n<ul><li>72% merino</li></ul>"
    assert [entry.line for entry in read(DATA / "shopify.csv")] == [2, 4, 5, 6]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    rows = [["id", "name", "price"], ["1", "cup, red; small | tin", "3,50"], ["2", "pot", "4"]]
    text = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert values(write(tmp_path, "a.csv", text)) == [
        {"id": "1", "name": "cup, red; small | tin", "price": "3,50"},
        {"id": "2", "name": "pot", "price": "4"},
    ]


def test_delimiter_that_a_spreadsheet_names(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "sep=;\r\nid;name\r\n1;cup, tin\r\n")
    assert values(path) == [{"id": "1", "name": "cup, tin"}]
    assert open_feed(path).columns == ("id", "name")


def test_decimal_commas_do_not_separate(tmp_path: Path) -> None:
    rows = "".join(f"{n};cup {n};{n},50\n" for n in range(1, 9))
    assert values(write(tmp_path, "a.csv", "id;name;price\n" + rows))[0]["price"] == "1,50"


def test_rows_of_the_wrong_width(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.csv", "id,name,price\n1,cup,3\n2,pot\n3,a,b,c\n4,pan,9,,\n\n,,\n5,x,1\n"
    )
    entries = read(path)
    assert lines(entries) == [
        (2, None),
        (3, "has 2 cells where the header has 3"),
        (4, "has 4 cells where the header has 3"),
        (5, None),
        (8, None),
    ]
    assert entries[1] == Refused(3, None, "has 2 cells where the header has 3", "2,pot")


def test_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    good = "".join(f'{n},"cup ""{n}""\nof tin",4\n' for n in range(2_000))
    path = write(tmp_path, "a.csv", f'id,name,price\n{good}x,"pot, red,5\n{good}')
    entries = read(path)
    reasons = [(entry.line, entry.reason) for entry in entries if isinstance(entry, Refused)]
    assert reasons == [
        (4_002, "has a quotation mark that is not closed, or one inside a quoted cell")
    ]
    assert len(entries) == 4_001
    assert entries[-1] == Record(8_001, {"id": "1999", "name": 'cup "1999"\nof tin', "price": "4"})


def test_inches_are_no_quotation(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", 'id\tname\tnote\n1\t"12" pot\tx\n2\t12"\t"\n3\tpan\ty\n')
    assert [row["name"] for row in values(path)] == ['"12" pot', '12"', "pan"]


def test_zero_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", b"id,name\n1,cup\n2,p\0t\n3,pan\n")
    assert lines(read(path)) == [(2, None), (3, "holds a zero byte"), (4, None)]


def test_windows_1252_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "id,name\n1,cup\n2,Café €5\n3,Größe\n".encode("cp1252"))
    feed = open_feed(path)
    entries = list(feed.records())
    assert [entry.values["name"] for entry in entries if isinstance(entry, Record)] == [
        "cup",
        "Café €5",
        "Größe",
    ]
    assert feed.notices == ("The feed is not UTF-8 and is read as Windows-1252 from line 3 on.",)


def test_broken_bytes_in_utf8_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "id,name\n1,Café\n".encode() + b"2,Caf\xe9\n3,pan\n")
    assert lines(read(path)) == [(2, None), (3, "is not valid UTF-8 at byte 6"), (4, None)]
    assert open_feed(path).notices == ()


def test_line_without_an_end(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "id,name\n1,cup\n2," + "x" * 3_000_000 + "\n3,pan\n")
    assert lines(read(path)) == [(2, None), (3, "is longer than 1,000,000 bytes"), (4, None)]


def test_columns_of_one_name_and_of_none(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "id, image ,image,,image\n1,a,,x,b\n2,,,,\n")
    assert values(path) == [{"id": "1", "image": ["a", "b"]}, {"id": "2", "image": []}]
    assert open_feed(path).columns == ("id", "image")
