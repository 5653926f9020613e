"""A measure that counts otherwise than it did has another version."""

import json
from pathlib import Path

import pytest

import evals.measures
from evals.measures.measure import Stage
from evals.measures.registry import ALL
from tests.evals.measures.golden import GOLDEN, signatures

KEPT = json.loads(GOLDEN.read_text(encoding="utf-8"))
NOW = signatures()


@pytest.mark.parametrize("key", sorted(NOW))
def test_points_are_as_they_were_or_the_version_is_another(key: str) -> None:
    assert key in KEPT, f"{key} is new: run python -m tests.evals.measures.golden"
    assert NOW[key] == KEPT[key], f"{key} counts otherwise by now: raise its version"


def test_the_corpus_measures_every_measure() -> None:
    assert sorted(NOW) == sorted(KEPT)
    assert [key for key, points in NOW.items() if not any(points)] == []


def test_measures_are_in_the_order_of_their_stages_and_named_once() -> None:
    stages = list(Stage)
    places = [stages.index(measure.stage) for measure in ALL]
    assert places == sorted(places)
    assert len({measure.name for measure in ALL}) == len(ALL)
    for measure in ALL:
        assert measure.about.endswith("."), measure.name
        assert measure.margin >= 0, measure.name


def test_a_conversation_without_turns_gives_no_measure_but_success_a_point() -> None:
    empty = {key.split("@")[0] for key, points in NOW.items() if points[-1]}
    assert empty <= {"pass_1", "pass_k"}


def test_the_page_tells_of_every_measure_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs" / "measures.md").read_text(encoding="utf-8")
    for measure in ALL:
        row = f"| `{measure.name}` | {measure.version} | {measure.stage.value.replace('_', ' ')} |"
        assert row in page, f"docs/measures.md lacks or mistells {measure.name}"
        assert measure.about in page, measure.name


def test_no_measure_knows_the_guard() -> None:
    """What judges replies must not share code with what holds them back."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(evals.measures.__file__).parent.rglob("*.py")
    )
    assert "agents.guard" not in text
    assert "agents.reply" not in text
