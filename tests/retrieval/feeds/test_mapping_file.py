"""A mapping is shown, saved, edited and given back."""

from pathlib import Path

import pytest

from retrieval.errors import MappingInvalid
from retrieval.feeds.catalog_feed import CatalogFeed, FeedOptions
from retrieval.feeds.mapping_file import dump_mapping
from retrieval.product import Product

FEED = """sku,name,preis_cents,weight,img
A,Tin Cup,450,80 g,https://shop.example/a.jpg
B,Clay Pot,725,1 kg,https://shop.example/b.jpg
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.csv"
    path.write_text(FEED)
    return path


def products(feed: Path, mapping: str) -> list[Product]:
    path = feed.with_name("mapping.yaml")
    path.write_text(mapping, encoding="utf-8")
    made = list(CatalogFeed.open(feed, FeedOptions(mapping=path)).products())
    assert all(isinstance(product, Product) for product in made), made
    return [product for product in made if isinstance(product, Product)]


def test_written_by_hand(feed: Path) -> None:
    first, _ = products(
        feed,
        "id: sku\ntitle: name\nprice: preis_cents\nprice_scale: 100\nimages: [img]\n"
        "facts:\n  gewicht: weight\n",
    )
    assert (first.id, str(first.price), first.image) == ("A", "4.50", "https://shop.example/a.jpg")
    assert first.attributes == {"gewicht": "80 g"}


def test_saved_and_given_back_it_reads_the_same(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(FEED.replace("preis_cents", "price"))
    guessed = CatalogFeed.open(feed)
    assert any("title" in line and "<- name" in line for line in guessed.mapping.describe())
    assert products(feed, dump_mapping(guessed.mapping)) == list(guessed.products())


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("id: sku\ntitle: name\nprise: preis_cents\n", 'a field "prise" that there is not'),
        ("id: sku\ntitle: name\nprice: cost\n", 'a column "cost" that the feed does not have'),
        ("id: sku\ntitle: name\n", "names no column for the price"),
        ("just words", "holds no fields"),
        ("id: [", "is not YAML"),
        ("id: sku\ntitle: name\nprice: {a: b}\n", "the name of a column"),
        ("id: sku\ntitle: name\nprice: preis_cents\nprice_scale: -1\n", "a number from 1 up"),
        ("id: !!python/object/apply:os.system [ls]\n", "is not YAML"),
    ],
)
def test_mistakes_are_one_clear_error(feed: Path, mapping: str, message: str) -> None:
    with pytest.raises(MappingInvalid, match=message):
        products(feed, mapping)


def test_missing_mapping_file(feed: Path) -> None:
    with pytest.raises(MappingInvalid, match="cannot be read"):
        CatalogFeed.open(feed, FeedOptions(mapping=feed.with_name("nowhere.yaml")))
