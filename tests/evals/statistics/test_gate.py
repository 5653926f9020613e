"""Rules as they are written, and runs that are held to them."""

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from assistant.errors import UsageError
from evals.commands.gate import SHIPPED
from evals.measures.measure import Stage
from evals.measures.registry import ALL
from evals.measures.scored import ScoredRun
from evals.statistics.figures import figure_of
from evals.statistics.gate import judge
from evals.statistics.gate_junit import write_junit
from evals.statistics.rules import Gate, bound_of, known_only, margin_of, read_gate
from tests.evals.statistics.made import Made, run, trial


def _passing(won: int, of: int = 60, name: str = "b") -> ScoredRun:
    trials = [
        trial(f"s{i}", tags=("hard",) if i % 2 else (), pass_1=float(i < won), turn_ms=40.0 + i)
        for i in range(of)
    ]
    return run(trials, [Made(), Made("turn_ms", 1, Stage.LATENCY, "median", "ms", "lower")], name)


@pytest.mark.parametrize(
    ("rule", "held"),
    [
        ("pass_1 >= .9", True),
        ("pass_1>=90%", True),
        ("pass_1 > .95", False),
        ("low(pass_1) >= .8", True),
        ("low(pass_1) >= .9", False),
        ("high(pass_1) <= .99", True),
        ("pass_1[hard] >= .9", True),
        ("pass_1@typed >= .9", True),
        ("turn_ms <= 80", True),
        ("turn_ms < 10", False),
        ("pass_1 == .95", True),
    ],
)
def test_bounds_are_held_against_the_value_or_an_end(rule: str, held: bool) -> None:
    result = judge(Gate((bound_of(rule),)), _passing(57))
    assert result.judged[1].held is held
    assert "n = " in result.judged[1].said


@pytest.mark.parametrize("rule", ["wer <= .1", "pass_1[never] >= .1", "pass_1@telephone >= .1"])
def test_what_was_not_measured_breaks_its_bound(rule: str) -> None:
    measures = [Made(), Made("wer", better="lower")]
    made = run([trial(f"s{i}", pass_1=1.0) for i in range(9)], measures)
    (broken,) = judge(Gate((bound_of(rule),)), made).broken
    assert "not measured" in broken.said


@pytest.mark.parametrize(
    "rule", ["pass_1", "pass_1 >=", ">= .9", "pass_1 => .9", "median(pass_1) > 1", "", "a b > 1"]
)
def test_what_is_no_bound_is_said(rule: str) -> None:
    with pytest.raises(UsageError, match="is no bound"):
        bound_of(rule)


@pytest.mark.parametrize("rule", ["pass_1", "pass_1 -.1", "pass_1 x", ""])
def test_what_is_no_margin_is_said(rule: str) -> None:
    with pytest.raises(UsageError, match="is no margin"):
        margin_of(rule)


def test_a_measure_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean pass_1"):
        judge(Gate((bound_of("pass1 >= .9"),)), _passing(57))
    with pytest.raises(UsageError, match="there is pass_1, turn_ms"):
        judge(Gate((bound_of("xyzzy >= .9"),)), _passing(57))


def test_an_unfinished_run_breaks_the_gate() -> None:
    made = run([trial("s", pass_1=1.0)], missing=7)
    (broken,) = judge(Gate(), made).broken
    assert "7 of its trials were not played" in broken.said
    assert not judge(Gate(), run([])).held


def test_a_run_must_not_be_able_to_be_worse_by_more_than_the_margin() -> None:
    margin = Gate(margins=(margin_of("pass_1 .06"),))
    assert judge(margin, _passing(57), _passing(57, name="a")).held
    (broken,) = judge(margin, _passing(51), _passing(57, name="a")).broken
    assert "the lower end counts" in broken.said
    assert judge(margin, _passing(60), _passing(51, name="a")).held


def test_of_what_is_better_lower_the_upper_end_counts() -> None:
    measure = Made("turns", better="lower", unit="turns")
    a = run([trial(f"s{i}", turns=3.0 + i % 2) for i in range(40)], [measure], "a")
    b = run([trial(f"s{i}", turns=3.5 + (i + i // 2) % 2) for i in range(40)], [measure], "b")
    assert not judge(Gate(margins=(margin_of("turns .5"),)), b, a).held
    assert judge(Gate(margins=(margin_of("turns 1"),)), b, a).held


def test_a_margin_on_what_only_one_run_has_is_broken() -> None:
    other = run([trial("elsewhere", pass_1=1.0)], name="a")
    (broken,) = judge(Gate(margins=(margin_of("pass_1 .1"),)), _passing(57), other).broken
    assert "not measured in the same scenarios" in broken.said


def test_the_shipped_gate_names_only_measures_that_there_are() -> None:
    gate = read_gate(SHIPPED)
    known_only(gate, [measure.name for measure in ALL])
    assert gate.bounds and gate.margins


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bounds = [", "no TOML"),
        ("bonds = []", "'bonds'"),
        ('bounds = "pass_1 > .9"', "'bounds'"),
        ("[margins]\npass_1 = 'x'", "margins.pass_1"),
        ("bounds = ['pass_1']", "is no bound"),
    ],
)
def test_mistakes_in_a_gate_file_are_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "gate.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_gate(file)


def test_a_gate_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_gate(tmp_path / "none.toml")


def test_junit_has_a_test_a_rule(tmp_path: Path) -> None:
    result = judge(Gate((bound_of("pass_1 >= .99"), bound_of("turn_ms < 999"))), _passing(57))
    file = tmp_path / "ci" / "gate.xml"
    write_junit(result, file)
    suite = parse(file).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    (failure,) = suite.iter("failure")
    assert "pass_1 is 0.95" in (failure.get("message") or "")


def test_a_measure_that_failed_breaks_its_bound() -> None:
    passing = _passing(60)
    note = "pass_1 failed on s1#0@typed: KeyError."
    noted = replace(
        passing, trials=(replace(passing.trials[0], notes=(note,)), *passing.trials[1:])
    )
    result = judge(Gate((bound_of("pass_1 >= .5"), bound_of("turn_ms <= 99"))), noted)
    assert [one.held for one in result.judged] == [True, False, True]
    assert "itself failed on 1 trials" in result.judged[1].said


def test_all_of_k_needs_two_trials_and_as_many_of_every_scenario() -> None:
    measure = Made("pass_k", statistic="all_of_k")
    once = [trial(f"s{i}", pass_k=1.0) for i in range(5)]
    assert figure_of(measure, once).value is None
    again = [replace(one, trial=1) for one in once[:4]]
    figure = figure_of(measure, [*once, *again])
    assert (figure.value, figure.scenarios) == (1.0, 4)
