"""Google's XML, other shops' XML, and XML that attacks or is broken."""

from pathlib import Path

import pytest

from retrieval.errors import FeedUnreadable
from retrieval.feeds.record import Record, Refused
from tests.retrieval.feeds.reading import DATA, lines, read, values, write

HEAD = '<?xml version="1.0"?>\n<rss xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
FOOT = "</channel></rss>\n"


def item(inner: str) -> str:
    return f"<item>{inner}</item>\n"


def test_rss() -> None:
    kettle, sock = values(DATA / "google_rss.xml")
    assert kettle == {
        "id": "KTL-1",
        "title": "Gooseneck Kettle <1.0 l>",
        "description": "Pours slowly & evenly.",
        "link": "https://shop.example/ktl-1",
        "image_link": "https://shop.example/ktl-1.jpg",
        "additional_image_link": [
            "https://shop.example/ktl-1b.jpg",
            "https://shop.example/ktl-1c.jpg",
        ],
        "price": "89.00 USD",
        "availability": "in_stock",
        "shipping": {"country": "US", "price": "6.49 USD"},
        "product_detail": [
            {"attribute_name": "Capacity", "attribute_value": "1.0 l"},
            {"attribute_name": "Finish", "attribute_value": "Matte"},
        ],
    }
    assert sock["gtin"] == ""
    assert [entry.line for entry in read(DATA / "google_rss.xml")] == [6, 30]


def test_atom() -> None:
    (lamp,) = values(DATA / "google_atom.xml")
    assert lamp["id"] == "LAMP-2"
    assert lamp["link"] == "https://shop.example/lamp"
    assert str(lamp["summary"]).split() == ["Clips", "on", "any", "desk."]


def test_products_of_other_shops() -> None:
    assert values(DATA / "offers.xml") == [
        {
            "id": "9",
            "available": "true",
            "name": "Tin Cup",
            "price": "4.50 EUR",
            "param": [{"name": "Color", "value": "Red"}, {"name": "Weight", "value": "80 g"}],
            "picture": "https://shop.example/cup.jpg",
        }
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "utf-8"])
def test_declared_character_set(tmp_path: Path, charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{charset}"?><a>{item("<name>Café</name>")}</a>'
    assert values(write(tmp_path, "a.xml", text.encode(charset))) == [{"name": "Café"}]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (item("<g:title>Cup & pot</g:title>"), "not well-formed (invalid token)"),
        (item("<g:title>Cup&nbsp;pot</g:title>"), "undefined entity"),
        (item("<g:title>Cup</title>"), "mismatched tag"),
        (item("<g:title>C\x07p</g:title>"), "not well-formed (invalid token)"),
        (item("<p:title>Cup"), "mismatched tag"),
    ],
)
def test_broken_item_costs_itself(tmp_path: Path, broken: str, reason: str) -> None:
    good = [item(f"<g:id>{n}</g:id>\n<g:title>Pot {n}</g:title>") for n in range(3_000)]
    text = HEAD + "".join(good[:1_500]) + broken + "".join(good[1_500:]) + broken + FOOT
    entries = read(write(tmp_path, "a.xml", text))
    refused = [(entry.line, entry.reason) for entry in entries if isinstance(entry, Refused)]
    said = f"is not well-formed XML ({reason})"
    assert refused == [(3_003, said), (6_004, said)]
    assert [entry.line for entry in entries] == sorted(entry.line for entry in entries)
    found = [entry for entry in entries if isinstance(entry, Record)]
    assert [entry.values["id"] for entry in found] == [str(n) for n in range(3_000)]
    assert [entry.line for entry in found[1_499:1_501]] == [3_001, 3_004]


def test_item_without_an_end(tmp_path: Path) -> None:
    text = HEAD + "<item><g:id>1</g:id>\n" + item("<g:id>2</g:id>") + item("<g:id>3</g:id>") + FOOT
    assert lines(read(write(tmp_path, "a.xml", text))) == [(3, "has no end"), (4, None), (5, None)]


def test_document_that_breaks_off(tmp_path: Path) -> None:
    whole = HEAD + item("<g:id>1</g:id>") * 3 + FOOT
    for end in (len(whole) - len(FOOT), len(whole) - len(FOOT) - 9, len(whole) - 5):
        with pytest.raises(FeedUnreadable, match=r"breaks off in line [56]"):
            read(write(tmp_path, "a.xml", whole[:end]))
    broken = HEAD + item("&oops;") + item("<g:id>1</g:id>")
    with pytest.raises(FeedUnreadable, match="breaks off in line 5"):
        read(write(tmp_path, "a.xml", broken))


def test_entities_are_not_declared(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(FeedUnreadable, match='declares the entity "a"'):
        read(write(tmp_path, "a.xml", f"<?xml version='1.0'?>{bomb}<a>{item('&b;')}</a>"))


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", "s3cret")
    doctype = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(FeedUnreadable, match='declares the entity "x"'):
        read(write(tmp_path, "a.xml", f"<?xml version='1.0'?>{doctype}<a>{item('&x;')}</a>"))


def test_depth_and_length_are_bounded(tmp_path: Path) -> None:
    deep = "<a>" * 100 + "</a>" * 100
    long = f"<title>{'x' * 1_100_000}</title>"
    text = HEAD + item(deep) + item(long) + item("<id>1</id>") + FOOT
    assert lines(read(write(tmp_path, "a.xml", text))) == [
        (3, "is nested deeper than 32 levels"),
        (4, "is longer than 1,000,000 bytes"),
        (5, None),
    ]
    with pytest.raises(FeedUnreadable, match="deeper than 100"):
        read(write(tmp_path, "b.xml", "<a>" * 1_000))
    with pytest.raises(FeedUnreadable, match="a tag without an end"):
        read(write(tmp_path, "c.xml", "<a " + "x" * 6_000_000))
