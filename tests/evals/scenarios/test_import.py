"""Scenarios made from a catalog's facets."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from evals.scenarios.feasible import infeasible
from evals.scenarios.from_facets.facets import categories_of, round_price
from evals.scenarios.from_facets.making import KINDS, Imported, imported
from evals.scenarios.from_facets.phrases import form
from evals.scenarios.reader import read_scenarios
from evals.scenarios.unmet import Catalog
from evals.scenarios.written import scenarios_text
from tests.evals.scenarios.products import CATALOG
from tests.sample import sample_products

COUNT = 90


@pytest.fixture(scope="module")
def sample() -> Catalog:
    return Catalog(sample_products(), "feedfacefeedface")


@pytest.fixture(scope="module")
def made(sample: Catalog) -> Imported:
    return imported(sample, COUNT, seed=1)


def text_of(found: Imported) -> str:
    return "".join(scenarios_text(some) for some in found.by_kind.values())


def test_all_kinds_over_many_categories(made: Imported) -> None:
    assert made.count == COUNT
    assert set(made.by_kind) == set(KINDS)
    sizes = {kind: len(some) for kind, some in made.by_kind.items()}
    assert max(sizes.values()) - min(sizes.values()) <= 2
    scenarios = [one for some in made.by_kind.values() for one in some]
    goals = sum(one.goal is not None for one in scenarios)
    assert 10 <= goals <= COUNT / 2
    lists = [
        (one.ends.shown.every.category if one.ends.shown and one.ends.shown.every else None)
        for one in scenarios
    ]
    assert max(Counter(name for name in lists if name).values()) <= 3


def test_the_files_are_read_as_they_were_made(
    made: Imported, sample: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "f.yaml").write_text(text_of(made))
    read = read_scenarios([tmp_path])
    assert read.problems == ()
    wanted = [one for some in made.by_kind.values() for one in some]
    assert list(read.scenarios) == wanted
    assert infeasible(read, sample) == ()
    assert all(one.provenance and one.provenance.source == "facets" for one in wanted)
    assert all(one.provenance and one.provenance.catalog == "feedfacefeed" for one in wanted)


def test_the_same_seed_makes_the_same_bytes(sample: Catalog) -> None:
    few = set(sorted(p.category for p in sample.products)[:400])
    small = Catalog(tuple(p for p in sample.products if p.category in few), sample.digest)
    made = text_of(imported(small, 18, seed=1))
    assert text_of(imported(small, 18, seed=1)) == made
    assert text_of(imported(small, 18, seed=2)) != made


def test_nothing_is_made_twice(made: Imported) -> None:
    scenarios = [one for some in made.by_kind.values() for one in some]
    assert len({one.id for one in scenarios}) == COUNT
    said = Counter(line.say for one in scenarios for line in one.turns[:1] if len(one.turns) == 1)
    assert max(said.values()) == 1


def test_a_catalog_that_yields_little_says_so() -> None:
    found = imported(CATALOG, 10, seed=1)
    assert found.count == 0
    assert found.not_found == tuple(KINDS)


def test_categories_that_nobody_would_ask_for_are_passed_over(sample: Catalog) -> None:
    names = {category.name for category in categories_of(sample)}
    assert {"hiking boots", "dog food", "kids' scooters"} <= names
    # "Shirts" would be right for t-shirts too, and "watches" for smartwatches.
    assert not {"shirts", "watches"} & names


def test_prices_are_round_and_between() -> None:
    prices = [Decimal(p) for p in ("11.99", "24.50", "38.00", "52.00", "61.00")]
    assert round_price(prices) == Decimal(50)
    assert round_price(prices[:2]) is None
    assert round_price([Decimal(5)] * 9) is None


def test_forms_are_said_as_people_say_them() -> None:
    assert form("L", "navy") == " in size large and navy"
    assert form("8", None) == " in size 8"
    assert form("10 ft", "green") == " in size 10 ft and green"
    assert form(None, None) == ""
