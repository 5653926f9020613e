"""Attributes read out of texts: by whole words, in their sense, or not at all."""

import csv
from pathlib import Path

import pytest

from retrieval.feeds.derive_audience import derive_audience, derive_size
from retrieval.feeds.derive_colours import derive_colours
from retrieval.feeds.derive_materials import derive_materials
from tests.sample import sample_products

PRECISION_WANTED = 0.95

COLOURS = [
    ("Women's Black Leather Boots", "black"),
    ("Off-White Sofa", "off-white"),
    ("Navy Blue Blazer", "navy"),
    ("Rose Gold Watch", "rose gold"),
    ("Red & Black Suit", "red black"),
    ("Velvet Chair in Dark Green", "green"),
    ("Grey Dog Bed", "gray"),
    ("Chaz Hoodie-XS-Orange", "orange"),
    ("Corset with Black Skirt", ""),
    ("Tape-Red Fit Jeans", ""),
    ("Fresh Orange Juice", ""),
    ("Navy Beans 500 g", ""),
    ("Gold Standard Whey", ""),
    ("Silver Lining Notebook", ""),
    ("Black Friday T-Shirt", ""),
    ("Red Wing Boots", ""),
    ("Blue Light Glasses", ""),
    ("White Noise Machine", ""),
    ("LED Bulb, Warm White", ""),
    ("Red-Soled Heels", ""),
    ("Gold-Toned Zipper Tote", ""),
    ("Lavender Bliss Soap", ""),
    ("Charcoal Grill", ""),
]


@pytest.mark.parametrize(("title", "colours"), COLOURS)
def test_colours_of_titles(title: str, colours: str) -> None:
    found = derive_colours(title, "", ("Things",), None)
    assert found == (("rose gold",) if colours == "rose gold" else tuple(colours.split()))


@pytest.mark.parametrize(
    ("description", "colour"),
    [
        ("This durable beige backpack features a harness with black straps.", ("beige",)),
        ("This black and white backpack goes anywhere.", ("black", "white")),
        ("Features a black strap and a red backpack clip.", ()),
        ("Pairs with any blue backpack.", ()),
        ("This backpack has a green lining.", ()),
    ],
)
def test_a_description_tells_only_the_colour_of_the_whole(
    description: str, colour: tuple[str, ...]
) -> None:
    assert derive_colours("Expedition Backpack", description, ("Bags",), None) == colour


def test_words_of_the_brand_and_of_food_are_no_colours() -> None:
    assert derive_colours("Brown Bear Jacket", "", ("Jackets",), "Brown Bear") == ()
    assert derive_colours("Red Lentils", "", ("Groceries", "pulses"), None) == ()


@pytest.mark.parametrize(
    ("title", "description", "materials"),
    [
        ("Mauve Leather Daypack", "", ("leather",)),
        ("Vegan Leather Bag", "", ("faux leather",)),
        ("Stainless Steel Water Bottle", "", ("stainless steel",)),
        ("Tank", "76% premium brushed Nylon / 24% Spandex.", ("nylon", "spandex")),
        ("Bottle", "Made of recycled plastic with a cork lid.", ("plastic",)),
        ("Denim-Look Leggings", "", ()),
        ("Leather Cleaner", "", ()),
        ("Steel-Toe Boots", "", ()),
        ("Wine Glass Rack", "", ()),
        ("Rustic Pine Cone Wreath", "Made of natural pine cones.", ()),
        ("Bag", "Not made of leather.", ()),
    ],
)
def test_materials(title: str, description: str, materials: tuple[str, ...]) -> None:
    assert derive_materials(title, description, None) == materials


@pytest.mark.parametrize(
    ("title", "shelves", "audience"),
    [
        ("Men's Rain Jacket", (), "men"),
        ("Rain Jacket", ("Apparel", "Women"), "women"),
        ("Shoes for men and women", (), "adults"),
        ("Kids' Blue Raincoat", (), "kids"),
        ("Baby Blue Vase", (), None),
        ("Boys Will Be Boys Mug", (), None),
        ("Spider-Man Mask", (), None),
        ("Dog Bed", (), "dogs"),
    ],
)
def test_audience(title: str, shelves: tuple[str, ...], audience: str | None) -> None:
    assert derive_audience(title, shelves) == audience


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Rain Jacket - XL", "XL"),
        ("Trail Boots, Size 9", "9"),
        ("Hoodie (M)", "M"),
        ("Chaz Hoodie-32-Black", "32"),
        ("Model S", None),
        ("Size 20 mm Strap", None),
        ("A Large Vase", None),
    ],
)
def test_size(title: str, size: str | None) -> None:
    assert derive_size(title) == size


def test_sample_shop_is_derived_as_it_is_stated() -> None:
    right = wrong = 0
    for product in sample_products():
        for name in derive_materials(product.title, product.description, product.brand):
            known = any(name in stated or stated in name for stated in product.materials)
            right, wrong = right + known, wrong + (not known and bool(product.materials))
        audience = derive_audience(product.title, (*product.category_path, product.category))
        if audience and product.audience:
            right, wrong = (
                right + (audience == product.audience),
                wrong + (audience != product.audience),
            )
    assert right > 1_000
    assert right / (right + wrong) >= PRECISION_WANTED


def test_titles_of_real_variants(shared_data: Path) -> None:
    right = total = 0
    with (shared_data / "magento/products_configurable.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["product_type"] != "simple":
                continue
            pairs = (pair.partition("=") for pair in row["additional_attributes"].split(","))
            stated = {name: value for name, _, value in pairs}
            total += 1
            colours = derive_colours(row["name"], "", (), None)
            right += (colours, derive_size(row["name"])) == (
                (stated["color"].lower(),),
                stated["size"],
            )
    assert total == 1_847
    assert right / total >= PRECISION_WANTED
