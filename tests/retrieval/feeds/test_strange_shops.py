"""Feeds as shops of other trades and languages write them."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.feeds.columns import Target
from retrieval.feeds.record import Refused
from retrieval.product import Availability, Product


def products(folder: Path, name: str, content: str) -> list[Product | Refused]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return list(CatalogFeed.open(path).products())


def only(entries: list[Product | Refused]) -> Product:
    (product,) = entries
    assert isinstance(product, Product), product
    return product


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Référence;Nom du produit;Marque;Catégorie;Sous-catégorie;Prix TTC;Prix barré;Stock",
            "R1;Robe longue;Maë;Vêtements;Robes;40,90 €;59,90 €;8",
        ),
        (
            "Código;Nombre;Fabricante;Categoría;Subcategoría;Precio;Precio anterior;Existencias",
            "R1;Robe longue;Maë;Vêtements;Robes;40,90 €;59,90 €;8",
        ),
        (
            "Artikelnummer;Artikelbezeichnung;Hersteller;Warengruppe;Unterkategorie;Preis;UVP;Bestand",
            "R1;Robe longue;Maë;Vêtements;Robes;40,90 €;59,90 €;8",
        ),
        (
            "Varenummer;Produktnavn;Merke;Kategori;Subcategory;Pris;Ordpris;Lagersaldo",
            "R1;Robe longue;Maë;Vêtements;Robes;40,90 €;59,90 €;8",
        ),
    ],
)
def test_headers_of_other_languages(tmp_path: Path, header: str, row: str) -> None:
    product = only(products(tmp_path, "feed.csv", f"{header}\n{row}\n"))
    assert (product.id, product.title, product.brand) == ("R1", "Robe longue", "Maë")
    assert (product.price, product.list_price) == (Decimal("40.90"), Decimal("59.90"))
    assert (product.currency, product.stock, product.category) == ("EUR", 8, "robes")


def test_an_isbn_is_the_id_where_nothing_else_is(tmp_path: Path) -> None:
    books = "".join(
        f"- isbn: '978000000000{n}'\n  title: The Silent Orchard {n}\n  price: 9.95\n"
        for n in range(3)
    )
    first = products(tmp_path, "books.yaml", books)[0]
    assert isinstance(first, Product)
    assert (first.id, first.gtin) == ("9780000000000", "9780000000000")


def test_woocommerce_variations_name_their_parent_by_its_sku_or_its_number(tmp_path: Path) -> None:
    content = (
        "ID,Type,SKU,Name,Published,Description,Regular price,Categories,Parent,"
        "Attribute 1 name,Attribute 1 value(s),Attribute 1 visible\n"
        '10,variable,COF,Huila,1,Roasted weekly.\\n250 g,,"Coffee > Single Origin, Coffee",,'
        'Grind,"Bean, Filter",1\n'
        "11,variation,COF-B,Huila - Bean,1,,15,,COF,Grind,Bean,\n"
        "12,variation,,Huila - Filter,1,,16,,id:10,Grind,Filter,\n"
    )
    product = only(products(tmp_path, "feed.csv", content))
    assert [(each.id, each.price) for each in product.variants] == [
        ("COF-B", Decimal(15)),
        ("12", Decimal(16)),
    ]
    assert product.category_path == ("Coffee", "Single Origin")
    assert product.description == "Roasted weekly. 250 g"


_SHOPIFY = (
    "Handle,Title,Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty,"
    "Variant Requires Shipping,Option1 Name,Option1 Value,Image Src,Status\n"
)


def test_shopify_without_a_tracker_counts_nothing_and_shipping_is_no_stock(tmp_path: Path) -> None:
    rows = (
        "a,Halo Lipstick,'0012,9.00,,0,false,Shade,Ruby Red,https://x.example/a.jpg,active\n"
        "b,Dewy Lipstick,'0013,9.00,shopify,0,true,Shade,Plum,https://x.example/b.jpg,active\n"
    )
    untracked, tracked = products(tmp_path, "feed.csv", _SHOPIFY + rows)
    assert isinstance(untracked, Product)
    assert isinstance(tracked, Product)
    assert (untracked.availability, untracked.stock) == (Availability.IN_STOCK, None)
    assert tracked.availability is Availability.OUT_OF_STOCK
    assert untracked.colours == ("ruby red",)


def test_a_draft_is_refused_once_and_is_no_fault(tmp_path: Path) -> None:
    rows = (
        "a,Halo,1,9.00,,,true,Size,S,https://x.example/a.jpg,draft\n"
        "a,,,,,,,,,https://x.example/b.jpg,\n"
        "b,Dewy,2,9.00,,,true,Size,S,https://x.example/c.jpg,active\n"
    )
    entries = products(tmp_path, "feed.csv", _SHOPIFY + rows)
    (refused,) = [entry for entry in entries if isinstance(entry, Refused)]
    assert (refused.line, refused.field, refused.is_draft) == (2, "Status", True)


def test_what_an_object_holds(tmp_path: Path) -> None:
    entry = {
        "sku": "P1", "name": "Rain Jacket", "price": 20.5, "category": "Rain Jackets",
        "options": [{"name": "Size", "values": ["S", "M"]}],
        "details": {"colour": "teal", "waterproof": True},
    }  # fmt: skip
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([entry, {**entry, "sku": "P2", "details": {"waterproof": False}}]))
    feed = CatalogFeed.open(path)
    assert not feed.mapping.of(Target.DESCRIPTION)
    first = next(feed.products())
    assert isinstance(first, Product)
    assert first.sizes == ("S", "M")
    assert (first.colours, first.attributes) == (("teal",), {"waterproof": "yes"})


def test_the_shelf_above_completes_a_bare_word(tmp_path: Path) -> None:
    content = "id,title,price,category\n1,Altis Gravel Bike,900,Bikes > Gravel\n"
    assert only(products(tmp_path, "feed.csv", content)).category == "gravel bikes"
    content = "id,title,price,category\n1,Altis Road Helmet,90,Accessories > Helmet\n"
    assert only(products(tmp_path, "feed.csv", content)).category == "helmets"


def test_a_perfume_is_not_made_of_its_name(tmp_path: Path) -> None:
    content = (
        "id,title,price,category\n"
        "1,Velvet Eau de Parfum,90,Beauty > Fragrance\n"
        "2,Velvet Armchair,90,Furniture > Armchair\n"
    )
    perfume, chair = products(tmp_path, "feed.csv", content)
    assert isinstance(perfume, Product)
    assert isinstance(chair, Product)
    assert (perfume.materials, chair.materials) == ((), ("velvet",))
