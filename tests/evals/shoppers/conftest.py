from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from retrieval.product import Product
from tests.evals.shoppers.shop import looking
from tests.sample import sample_products

GOALS = Path(__file__).with_name("goals.yaml")


@pytest.fixture(scope="session")
def catalog() -> Sequence[Product]:
    return sample_products()


@pytest.fixture(scope="session")
def look(catalog: Sequence[Product]) -> Look:
    return looking(catalog)


@pytest.fixture(scope="session")
def goals() -> dict[str, Scenario]:
    """Twenty goals, every style and way of telling among them."""
    ones = yaml.safe_load_all(GOALS.read_text(encoding="utf-8"))
    return {s.id: s for s in map(Scenario.model_validate, ones)}
