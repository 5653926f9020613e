"""schema.org products, wherever they hang."""

from pathlib import Path

import pytest

from retrieval.feeds.record import Record
from tests.retrieval.feeds.reading import DATA, lines, read, values, write


def test_graph() -> None:
    sock, cup = values(DATA / "graph.jsonld")
    assert sock["name"] == "Ribbed Merino Socks"
    assert sock["brand"] == {"@type": "Brand", "@id": "#fell", "name": "Fellmoor"}
    assert sock["hasVariant"] == [
        {
            "@type": "Product",
            "sku": "SOCK-BL-M",
            "size": "M",
            "offers": {"@type": "Offer", "price": 14.0, "priceCurrency": "USD"},
        }
    ]
    assert (cup["sku"], cup["name"]) == ("CUP-1", "Tin Cup")
    assert cup["@type"] == ["Product", "Thing"]
    assert [entry.line for entry in read(DATA / "graph.jsonld")] == [6, 16]


def test_page() -> None:
    entries = read(DATA / "page.html")
    assert lines(entries) == [(11, None), (17, None), (20, "is not JSON")]
    found = [entry.values["name"] for entry in entries if isinstance(entry, Record)]
    assert found == ["Tin Cup", "Clip Lamp"]


CUP = '{"@type": "Product", "name": "Cup", "sku": "1"}'

ENTRY = f'{{"@type": "ListItem", "position": 1, "item": {CUP}}}'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"@context": "https://schema.org", "@graph": [{CUP}]}}',
        f'[{{"@type": "WebSite"}}, {CUP}]',
        '{"@context": "https://schema.org", "@type": "Product", "name": "Cup", "sku": "1"}',
        f'{{"@type": "ItemList", "name": "All", "itemListElement": [{ENTRY}]}}',
        f'{{"@type": "DataFeed", "dataFeedElement": [{{"@type": "DataFeedItem", "item": {CUP}}}]}}',
        f'{{"@type": "WebPage", "mainEntity": {{"itemListElement": [{CUP}]}}}}',
        f'{{"@type": "WebPage", "name": "x"}}\n{CUP}\n',
    ],
)
def test_where_products_hang(tmp_path: Path, text: str) -> None:
    (cup,) = values(write(tmp_path, "a.jsonld", text))
    assert cup == {"@type": "Product", "name": "Cup", "sku": "1"}


def test_offer_that_names_its_product(tmp_path: Path) -> None:
    offer = f'[{{"@type": "Offer", "price": "4.50", "itemOffered": {CUP}}}]'
    assert values(write(tmp_path, "a.jsonld", offer)) == [
        {
            "@type": "Product",
            "name": "Cup",
            "sku": "1",
            "offers": {"@type": "Offer", "price": "4.50"},
        }
    ]


def test_references_in_a_circle_end(tmp_path: Path) -> None:
    nodes = '[{"@id": "#a", "@type": "Brand", "parent": {"@id": "#a"}}, '
    (cup,) = values(write(tmp_path, "a.jsonld", nodes + CUP[:-1] + ', "brand": {"@id": "#a"}}]'))
    assert isinstance(cup["brand"], dict)
    assert cup["brand"]["@type"] == "Brand"


def test_script_of_any_length_between_chunks(tmp_path: Path) -> None:
    block = f'<script type="application/ld+json">{CUP}</script>\n'
    page = "<html>\n" + block + "<p>text</p>\n" * 60_000 + block + "</html>"
    assert [entry.line for entry in read(write(tmp_path, "a.html", page))] == [2, 60_003]
