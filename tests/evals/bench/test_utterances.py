"""The scores of the utterances on cases that are counted by hand."""

import json
from pathlib import Path

import numpy as np
import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.reading import Reading, Shown
from evals.bench.agent.utterances import blind_section, f1, macro_f1, utterance_section


class Scripted:
    """Reads what it was told to."""

    def __init__(self, readings: dict[str, tuple[Reading, ...]]) -> None:
        self._readings = readings

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        return self._readings[text]


def _line(text: str, act: str, *tokens: str) -> str:
    expected = [[{"acts": [act], "tokens": list(tokens)}]]
    return json.dumps({"context": "none", "text": text, "expected": expected})


def _reading(act: Act, confidence: float, *values: str, hard: bool = True) -> Reading:
    edits = tuple(Set(Constraint(Kind.COLOUR, v, v, 0, hard=hard)) for v in values)
    return Reading(act, confidence, "", edits=edits)


def test_figures_of_three_utterances(tmp_path: Path) -> None:
    path = tmp_path / "three.jsonl"
    path.write_text(
        "\n".join(
            [
                _line("red", "find", "colour=red"),
                _line("blue and green", "find", "colour=blue", "~colour=green"),
                _line("stop", "stop"),
            ]
        )
    )
    understander = Scripted(
        {
            "red": (_reading(Act.FIND, 0.95, "red"),),
            "blue and green": (_reading(Act.FIND, 0.95, "green", "pink"),),
            "stop": (_reading(Act.DENY, 0.45),),
        }
    )
    section = utterance_section(understander, path)
    values = {figure.name: figure.value for figure in section.figures}
    # Right: red, green; missing: blue; too much: pink.
    assert values["utterance_constraint_f1"] == pytest.approx(2 * 2 / (2 * 2 + 1 + 1))
    assert values["utterance_acts_macro_f1"] == pytest.approx((1.0 + 0.0) / 2)
    assert values["utterance_exact"] == pytest.approx(1 / 3)
    assert values["utterance_hardness"] == pytest.approx(1 / 2)
    assert values["reading_calibration_error"] == pytest.approx((2 * 0.45 + 0.45) / 3)
    assert values["act_calibration_error"] == pytest.approx((2 * 0.05 + 0.45) / 3)
    assert [d["text"] for d in section.details if "text" in d] == ["blue and green", "stop"]


def test_the_blind_section_counts_what_is_misread_and_repeats_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    lines = [_line("red", "find", "colour=red"), _line("the Torvane", "select", "@brand=Torvane")]
    path.write_text("\n".join(lines))
    understander = Scripted(
        {
            "red": (_reading(Act.FIND, 0.9, "pink"),),
            "the Torvane": (Reading(Act.SELECT, 0.9, ""),),
        }
    )
    section = blind_section(understander, path)
    values = {figure.name: figure.value for figure in section.figures}
    assert values == {
        "blind_constraint_f1": 0.0,
        "blind_acts_macro_f1": 1.0,
        "blind_exact": 0.0,
    }
    assert all(figure.reach is None for figure in section.figures)
    (details,) = section.details
    assert details["missing"] == {"colour": 1, "@brand": 1}
    assert details["too_much"] == {"colour": 1}
    assert "Torvane" not in json.dumps(section.details)


def test_f1_and_macro_f1_against_their_definitions() -> None:
    assert f1(np.array([[2.0, 1.0, 1.0], [1.0, 0.0, 2.0]])) == pytest.approx(6 / 10)
    counts = np.zeros((2, 3, 3))
    counts[0, 0] = (1, 0, 0)  # an act that is always right
    counts[:, 1] = (1, 1, 0)  # missed half the time
    counts[1, 2] = (0, 0, 1)  # never expected: no act of the mean
    assert macro_f1(counts) == pytest.approx((1.0 + 4 / 6) / 2)
