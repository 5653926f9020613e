"""The sample catalog: sizes, consistency of facts and words, determinism, and the demo's needs."""

import re
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from rapidfuzz.distance import Levenshtein

from retrieval.feeds.catalog_feed import CatalogFeed
from retrieval.product import Availability, Flag, Product, pieces_of
from retrieval.sample import generate
from retrieval.sample.brands import BRANDS, brands_of
from retrieval.sample.departments import DEPARTMENTS
from retrieval.sample.facts import FACTS
from retrieval.sample.kind import Kind
from retrieval.sample.materials import MATERIALS
from retrieval.sample.models import models_of
from retrieval.vocabulary import Vocabulary
from tests.retrieval.real_brands import REAL_BRANDS
from tests.sample import sample_products

DIGEST = "5d124d6640a3d68fa1a62125feca035ce059b5991b029f086d94a575ab48f841"
"""SHA-256 of the default catalog's JSON; put the new one here after a change that was meant."""

KINDS: dict[str, Kind] = {
    kind.category: kind for department in DEPARTMENTS for _, kind in department.kinds()
}
SAMPLE = sample_products()


def of(category: str) -> list[Product]:
    return [product for product in SAMPLE if product.category == category]


def digest(products: tuple[Product, ...]) -> str:
    text = "\n".join(product.model_dump_json() for product in products)
    return sha256(text.encode()).hexdigest()


def test_shop_is_large_and_wide() -> None:
    departments = Counter(product.department for product in SAMPLE)
    categories = Counter(product.category for product in SAMPLE)
    assert 1800 <= len(SAMPLE) <= 2300
    assert len(departments) >= 13 and min(departments.values()) >= 60
    assert len(categories) >= 130 and min(categories.values()) >= 7


def test_ids_titles_and_categories_are_unique() -> None:
    assert len({product.id for product in SAMPLE}) == len(SAMPLE)
    assert len({product.title for product in SAMPLE}) == len(SAMPLE)
    assert len(KINDS) == sum(1 for department in DEPARTMENTS for _ in department.kinds())
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)
    assert of("hiking boots")[2].id == "out-hikingboots-003"


def test_prices_are_plausible() -> None:
    for product in SAMPLE:
        low, high = KINDS[product.category].price
        assert low <= product.price <= high, product.id
        assert product.list_price is None or product.list_price > product.price, product.id
        if product.variants:
            assert min(variant.price for variant in product.variants) == product.price, product.id


def test_leather_and_premium_brands_cost_more() -> None:
    boots = of("hiking boots") + of("sneakers") + of("handbags")
    leather = [product.price for product in boots if "leather" in product.materials]
    other = [product.price for product in boots if "leather" not in product.materials]
    assert sum(leather) / len(leather) > sum(other) / len(other)
    levels = {brand.name: brand.level for brand in BRANDS}
    for category in KINDS:
        ranked = sorted(of(category), key=lambda product: levels[product.brand or ""])
        third = len(ranked) // 3
        assert sum(p.price for p in ranked[:third]) < sum(p.price for p in ranked[-third:]), (
            category
        )


def test_stock_and_variants_agree() -> None:
    for product in SAMPLE:
        ids = [variant.id for variant in product.variants]
        assert len(set(ids)) == len(ids), product.id
        if product.variants:
            assert product.stock == pieces_of(product.variants), product.id
            colours = {variant.colour for variant in product.variants if variant.colour}
            assert colours == set(product.colours), product.id


def test_shares_of_stock_discount_rating_and_flags() -> None:
    def share(count: int) -> float:
        return count / len(SAMPLE)

    flags = Counter(flag for product in SAMPLE for flag in product.flags)
    assert 0.02 < share(sum(product.stock == 0 for product in SAMPLE)) < 0.1
    assert (
        0.02
        < share(sum(product.availability is Availability.LOW_STOCK for product in SAMPLE))
        < 0.12
    )
    assert 0.15 < share(sum(product.list_price is not None for product in SAMPLE)) < 0.3
    assert 0.03 < share(sum(product.rating is None for product in SAMPLE)) < 0.1
    assert 0.02 < share(flags[Flag.AI_IMAGERY]) < 0.05
    assert 0.02 < share(flags[Flag.LOW_QUALITY]) < 0.05
    assert 5 <= flags[Flag.RESTRICTED] <= 30
    assert all((product.rating is None) == (product.rating_count == 0) for product in SAMPLE)


def test_same_seed_same_shop() -> None:
    assert digest(generate()) == digest(SAMPLE) == DIGEST
    assert digest(generate(8)) != DIGEST


def test_products_do_not_depend_on_other_departments(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [department for department in DEPARTMENTS if department.name == "Outdoor"]
    monkeypatch.setattr("retrieval.sample.shop.DEPARTMENTS", alone)
    assert generate() == tuple(product for product in SAMPLE if product.department == "Outdoor")


def test_command_writes_a_feed_that_reads_back_whole(tmp_path: Path) -> None:
    out = tmp_path / "sample.jsonl"
    run([executable, "-m", "retrieval.sample", "--seed", "7", str(out)], check=True)
    assert tuple(CatalogFeed.open(out).products()) == SAMPLE


@pytest.mark.parametrize("value", ["yes", "no"])
def test_both_answers_are_common(value: str) -> None:
    stated = Counter(
        name for product in SAMPLE for name, said in product.attributes.items() if said == value
    )
    for name in ("waterproof", "machine_washable", "dishwasher_safe", "vegan", "wireless"):
        assert stated[name] >= 15, name


def test_facts_use_known_names_and_features_follow_them() -> None:
    for product in SAMPLE:
        for name, value in product.attributes.items():
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
            assert value in {"yes", "no"} or name not in FACTS, (product.id, name)
        for feature in ("waterproof", "vegan", "wireless", "noise cancelling", "machine washable"):
            said = product.attributes.get(feature.replace(" ", "_"))
            assert (feature in product.features) == (said == "yes"), (product.id, feature)


def test_vegan_is_never_said_of_animal_materials() -> None:
    animal = {
        value for material in MATERIALS.values() if material.animal for value in material.values
    }
    animal -= {value for m in MATERIALS.values() if not m.animal for value in m.values}
    for product in SAMPLE:
        if animal & set(product.materials):
            assert product.attributes.get("vegan") != "yes", product.id


def test_descriptions_agree_with_waterproof_and_other_facts() -> None:
    told = {
        "waterproof": r"(not )?waterproof",
        "vegan": r"(not )?vegan",
        "machine_washable": r"(not )?machine washable",
        "dishwasher_safe": r"(not )?dishwasher safe",
        "nonstick": r"(no )?nonstick",
    }
    for product in SAMPLE:
        for name, pattern in told.items():
            for found in re.finditer(pattern, product.description.lower()):
                said = "no" if found.group(1) else "yes"
                assert product.attributes.get(name) == said, (product.id, product.description)
        if "waterproof" in product.title.lower():
            assert product.attributes["waterproof"] == "yes", product.id


def test_texts_name_no_material_that_the_product_is_not_made_of() -> None:
    names = {value for material in MATERIALS.values() for value in material.values}
    # Words that style sentences use in another sense: "lie down", "fat or ash", "dark paper".
    names -= {"down", "foam", "crystal", "ash", "paper", "glass", "mesh", "wood", "brass", "bamboo"}
    pattern = re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")\b")
    for product in SAMPLE:
        own = " ".join(product.materials)
        text = f"{product.description} {product.title.removesuffix(KINDS[product.category].noun)}"
        for found in pattern.findall(text.lower()):
            assert found in own, (product.id, found, text)


def test_texts_read_cleanly() -> None:
    for product in SAMPLE:
        words = re.findall(r"[a-z'-]+", product.title.lower())
        assert all(a != b for a, b in pairwise(words)), product.title
        assert len(product.title) <= 70, product.title
        assert 1 <= product.description.count(". ") + 1 <= 5, product.description
        assert product.description.endswith("."), product.description
        for flaw in ("{", "  ", " ,", "..", " and is is", "They is", "It are", " a a", " a i"):
            assert flaw not in product.description, (product.id, product.description)


def test_brands_are_invented() -> None:
    known = {re.sub(r"[^a-z]", "", name) for name in REAL_BRANDS}
    for brand in BRANDS:
        name = re.sub(r"[^a-z]", "", brand.name.lower())
        nearest = min(known, key=lambda real: Levenshtein.distance(name, real))
        assert Levenshtein.distance(name, nearest) > 2, (brand.name, nearest)
        assert not any(part.lower() in known for part in brand.name.split()), brand.name


def test_brands_are_apart_from_each_other_and_all_sold() -> None:
    names = [brand.name for brand in BRANDS]
    assert {product.brand for product in SAMPLE} == set(names)
    for i, name in enumerate(names):
        assert all(Levenshtein.distance(name, other) > 3 for other in names[i + 1 :]), name


def test_brand_and_model_names_are_no_shopping_words() -> None:
    vocabulary = Vocabulary.of(SAMPLE)
    words = {
        word.lower()
        for field, values in vocabulary.values.items()
        if field.value in {"category", "colour", "material", "audience"}
        for value in values
        for word in value.split()
    }
    models = {
        model for brand in BRANDS for trade in brand.trades.split() for model in models_of(trade)
    }
    assert not words & {name.lower() for name in models}
    assert not words & {part.lower() for brand in BRANDS for part in brand.name.split()}
    assert not models & {brand.name for brand in BRANDS}


def test_unknown_trade_is_refused() -> None:
    with pytest.raises(ValueError, match="submarines"):
        brands_of("submarines")


def test_hiking_boots_carry_the_demo() -> None:
    boots = of("hiking boots")
    plain = [boot for boot in boots if "leather" not in boot.materials and boot.price < 100]
    tens = [boot.variant(size="10") for boot in boots]
    assert (
        len(boots) >= 18
        and min(b.price for b in boots) <= 70
        and max(b.price for b in boots) >= 280
    )
    assert len(plain) >= 4 and sum(boot.in_stock for boot in plain) >= 4
    assert {boot.attributes.get("waterproof") for boot in plain} >= {"yes", "no"}
    assert sum("waterproof" in boot.attributes for boot in boots) >= 0.8 * len(boots)
    assert tens.count(None) >= 3
    assert sum(ten is not None and ten.stock == 0 for ten in tens) >= 2
    assert sum(ten is not None and ten.in_stock for ten in tens) >= 8


@pytest.mark.parametrize(
    ("category", "wish", "under", "at_least"),
    [
        ("dresses", {"colours": "red"}, 100, 3),
        ("headphones", {"features": "noise cancelling"}, 150, 3),
        ("tents", {"features": "waterproof", "sleeps": "2"}, None, 2),
        ("tents", {"features": "waterproof", "sleeps": "4"}, None, 2),
        ("desk lamps", {"features": "dimmable"}, None, 4),
        ("running shoes", {}, 100, 5),
        ("sofa beds", {"colours": "gray"}, None, 4),
        ("sweaters", {"materials": "wool"}, 150, 5),
        ("espresso machines", {"features": "milk frother"}, None, 3),
        ("dog beds", {"features": "machine washable"}, None, 4),
        ("yoga mats", {"features": "non-slip"}, None, 5),
        ("notebooks", {"features": "dotted"}, None, 2),
        ("garden hoses", {}, None, 8),
        ("moisturizers", {"features": "for dry skin"}, 50, 3),
        ("carry-on suitcases", {}, 200, 4),
        ("building blocks", {"features": "ages 5 to 8"}, None, 2),
    ],
)
def test_common_wishes_have_answers_in_stock(
    category: str, wish: dict[str, str], under: int | None, at_least: int
) -> None:
    def has(product: Product, name: str, value: str) -> bool:
        if name == "sleeps":
            return product.attributes["sleeps"] == value
        return value in getattr(product, name)

    answers = [
        product
        for product in of(category)
        if product.in_stock
        and (under is None or product.price < under)
        and all(has(product, name, value) for name, value in wish.items())
    ]
    assert len(answers) >= at_least
