"""Catalogs that nobody here wrote, indexed without a mapping by hand."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.product import Availability, Product


def products(path: Path) -> dict[str, Product]:
    """Return a feed's products by id; nothing may be refused."""
    made = list(CatalogFeed.open(path).products())
    assert all(isinstance(product, Product) for product in made)
    return {product.id: product for product in made if isinstance(product, Product)}


def test_dummyjson(shared_data: Path) -> None:
    found = products(shared_data / "dummyjson/products.json")
    assert len(found) == 194
    mascara = found["1"]
    assert (mascara.title, mascara.brand) == ("Essence Mascara Lash Princess", "Essence")
    assert (mascara.price, mascara.stock, mascara.rating) == (Decimal("9.99"), 99, 2.56)
    assert (mascara.category, mascara.gtin) == ("beauty", "5784719087687")
    assert mascara.image is not None
    assert mascara.updated is not None
    have = Counter(product.availability for product in found.values())
    assert have[Availability.OUT_OF_STOCK] == 4
    assert {p.audience for p in found.values() if p.category_path == ("Women's Dresses",)} == {
        "women"
    }


def test_aws_retail(shared_data: Path) -> None:
    found = products(shared_data / "aws-retail/products.yaml")
    assert len(found) == 2_465
    backpack = found["2e852905-c6f4-47db-802c-654013571922"]
    assert (backpack.title, backpack.price) == ("Mauve Leather Daypack", Decimal("149.99"))
    assert (backpack.department, backpack.category) == ("Accessories", "backpacks")
    assert (backpack.stock, backpack.audience) == (15, "women")
    assert (backpack.colours, backpack.materials) == (("mauve",), ("leather",))
    assert backpack.derived == ("colours", "materials")
    assert not any(product.flags for product in found.values())


def test_magento_with_variants(shared_data: Path) -> None:
    found = products(shared_data / "magento/products_configurable.csv")
    assert len(found) == 147
    assert sum(len(product.variants) for product in found.values()) == 1_847
    hoodie = found["MH01"]
    assert (hoodie.title, hoodie.price) == ("Chaz Kangeroo Hoodie", Decimal("52.00"))
    assert (hoodie.category, hoodie.audience) == ("hoodies", "men")
    assert hoodie.sizes == ("XS", "S", "M", "L", "XL")
    assert hoodie.colours == ("black", "gray", "orange")
    assert hoodie.materials == ("wool",)
    assert hoodie.stock == 1_500
    assert "Two-tone gray heather hoodie. Drawstring-adjustable hood." in hoodie.description
    small = hoodie.variant("S", "gray")
    assert small is not None
    assert (small.id, small.stock) == ("MH01-S-Gray", 100)
    assert {product.price for product in found.values()} >= {Decimal("18.00"), Decimal("99.00")}


def test_magento_gear(shared_data: Path) -> None:
    bags = products(shared_data / "magento/products_gear_bags.csv")
    watches = products(shared_data / "magento/products_gear_watches.csv")
    assert (len(bags), len(watches)) == (14, 9)
    duffle = bags["24-MB01"]
    assert (duffle.title, duffle.price) == ("Joust Duffle Bag", Decimal("34.00"))
    assert duffle.materials == ("nylon", "polyester")
    assert duffle.features == ("waterproof", "tsa approved", "lockable")
    assert watches["24-MG04"].audience == "men"
