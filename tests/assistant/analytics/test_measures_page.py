"""The page of the measures is what the registry says."""

from pathlib import Path

import pytest

from assistant.analytics.measures.measure import Measure
from assistant.analytics.measures.page import page
from assistant.analytics.measures.registry import FAMILIES, MEASURES

PAGE = Path(__file__).parents[3] / "docs" / "log-measures.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text() == page(), (
        "run python -m assistant.analytics.measures.page > docs/log-measures.md"
    )


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_says_what_it_is(measure: Measure) -> None:
    assert measure.about.endswith(".")
    assert measure.edges
    assert measure.sources
    assert all(edge.endswith(".") for edge in measure.edges)


def test_names_are_used_once() -> None:
    assert sum(map(len, FAMILIES.values())) == len(MEASURES)
