"""What a comparison calls, how seldom it is wrong, and what it leaves out."""

import numpy as np
import pytest

from evals.measures.measure import Point, Stage
from evals.measures.scored import ScoredRun
from evals.statistics.compare import compare
from evals.statistics.sample import Floats
from tests.evals.statistics.made import Made, chances, of_shares, run, trial

MEASURES = (
    Made(),
    Made("pass_k", statistic="all_of_k"),
    Made("ndcg_5", stage=Stage.RANKING),
    Made("act_f1", stage=Stage.UNDERSTANDING),
    Made("turns_to_success", better="lower", unit="turns", margin=0.2),
)


def whole_run(shares: Floats, dice: np.random.Generator, name: str) -> ScoredRun:
    """Return a run with several measures, as its scenarios are by chance."""
    trials = []
    for i, share in enumerate(shares):
        for number in range(2):
            won = float(dice.random() < share)
            trials.append(
                trial(
                    f"s{i}",
                    number,
                    tags=(f"t{i % 4}",),
                    pass_1=won,
                    pass_k=won,
                    ndcg_5=float(np.clip(share + dice.normal(0, 0.15), 0, 1)),
                    act_f1=[float(dice.random() < 0.9) for _ in range(2)],
                    turns_to_success=float(dice.poisson(4) + 1),
                )
            )
    return run(trials, MEASURES, name)


def test_equal_runs_are_seldom_called_different() -> None:
    dice = np.random.default_rng(11)
    repeats, called = 400, 0
    for _ in range(repeats):
        shares = chances(0.93, 0.5, 30, dice)
        found = compare(whole_run(shares, dice, "a"), whole_run(shares, dice, "b"), tags=["none"])
        called += bool(found.called)
    assert called / repeats <= 0.05


def test_equal_runs_are_seldom_called_different_in_any_tag() -> None:
    dice = np.random.default_rng(14)
    repeats, called = 40, 0
    for _ in range(repeats):
        shares = chances(0.93, 0.5, 40, dice)
        found = compare(whole_run(shares, dice, "a"), whole_run(shares, dice, "b"))
        called += any(v.call in {"better", "worse", "different"} for v in found.parts)
    assert called <= 5


@pytest.mark.parametrize(("scenarios", "trials", "share"), [(40, 1, 0.9), (80, 2, 0.8)])
def test_a_visible_difference_is_seen_four_times_out_of_five(
    scenarios: int, trials: int, share: float
) -> None:
    dice = np.random.default_rng(12)
    told = []
    for _ in range(40):
        shares = chances(share, 0.4, scenarios, dice)
        equal = compare(of_shares(shares, trials, dice), of_shares(shares, trials, dice))
        told.append(equal.verdicts[0].visible)
    visible = float(np.median([each for each in told if each is not None]))
    seen, repeats = 0, 120
    for _ in range(repeats):
        shares = chances(share, 0.4, scenarios, dice)
        broken = np.where(dice.random(scenarios) < visible / share, 0.0, shares)
        found = compare(of_shares(shares, trials, dice), of_shares(broken, trials, dice))
        seen += found.verdicts[0].call == "worse"
    assert 0.68 <= seen / repeats <= 0.94


def test_differences_are_covered_by_their_intervals() -> None:
    dice = np.random.default_rng(13)
    held, repeats = 0, 150
    for _ in range(repeats):
        shares = chances(0.9, 0.4, 60, dice)
        found = compare(of_shares(shares, 2, dice), of_shares(shares * 0.9, 2, dice))
        verdict = found.verdicts[0]
        assert verdict.low is not None and verdict.high is not None
        held += verdict.low <= -0.09 <= verdict.high
    assert 0.92 <= held / repeats <= 0.98


def test_a_run_is_the_same_as_itself() -> None:
    made = of_shares(np.full(50, 0.8), 3, np.random.default_rng(1))
    found = compare(made, made)
    assert found.headline == "same"
    assert "Not one trial came out otherwise, but for its times." in found.notes
    assert found.flips == ()


def test_better_and_worse_go_by_what_is_better() -> None:
    few = run([trial(f"s{i}", turns=2.0 + i % 2) for i in range(30)], [_turns()], "few")
    many = run([trial(f"s{i}", turns=5.0 + i % 2) for i in range(30)], [_turns()], "many")
    assert compare(few, many).headline == "worse"
    assert compare(many, few).headline == "better"


def _turns() -> Made:
    return Made("turns", better="lower", unit="turns", margin=0.1)


def test_a_difference_within_the_margin_is_the_same() -> None:
    measure = Made("ndcg_5", margin=0.05)
    a = run([trial(f"s{i}", ndcg_5=0.5 + 0.005 * i) for i in range(60)], [measure])
    b = run([trial(f"s{i}", ndcg_5=0.52 + 0.005 * i + i % 2 / 99) for i in range(60)], [measure])
    assert compare(a, b).verdicts[0].call == "same"


def test_few_scenarios_cannot_tell() -> None:
    a = run([trial(f"s{i}", pass_1=1.0) for i in range(4)])
    b = run([trial(f"s{i}", pass_1=0.0) for i in range(4)])
    verdict = compare(a, b).verdicts[0]
    assert verdict.call == "cannot_tell"
    assert verdict.visible is None


def test_only_what_both_played_alike_is_compared() -> None:
    a = run([trial("both", pass_1=1.0, digest="1"), trial("old", pass_1=1.0)])
    b = run([trial("both", pass_1=1.0, digest="1"), trial("new", pass_1=1.0)])
    found = compare(a, b)
    assert (found.scenarios, found.only_a, found.only_b) == (1, ("old",), ("new",))
    rewritten = run([trial("both", pass_1=0.0, digest="2")])
    changed = compare(a, rewritten)
    assert (changed.scenarios, changed.changed) == (0, ("both",))
    assert changed.verdicts[0].call == "not_measured"


def test_unequal_numbers_of_trials_change_no_mean() -> None:
    a = run([trial(f"s{i}", k, pass_1=float(i % 2)) for i in range(20) for k in range(3)])
    b = run([trial(f"s{i}", 0, pass_1=float(i % 2)) for i in range(20)])
    assert compare(a, b).verdicts[0].difference == 0.0


def test_all_of_k_is_compared_with_as_many_trials() -> None:
    measure = Made("pass_k", statistic="all_of_k")
    one_fails = [trial(f"s{i}", k, pass_k=float(k != 2)) for i in range(20) for k in range(3)]
    a, b = run(one_fails, [measure]), run([t for t in one_fails if t.trial < 2], [measure])
    assert compare(a, b).verdicts[0].difference == 0.0


def _facts(wrong: int) -> ScoredRun:
    measure = Made("facts_wrong", stage=Stage.REPLY, better="lower", unit="", margin=0.0)
    told = Point(1.0, turn=1, why="$3, not $30")
    trials = [trial(f"s{i}", facts_wrong=[0.0, told if i < wrong else 0.0]) for i in range(50)]
    return run(trials, [measure], f"{wrong} wrong")


def test_one_wrong_fact_is_told_by_name_though_no_test_could_see_it() -> None:
    found = compare(_facts(0), _facts(1))
    (violation,) = found.violations
    assert (violation.key, violation.turn, violation.why) == ("s0#0@typed", 1, "$3, not $30")
    assert found.headline == "cannot_tell"
    assert compare(_facts(0), _facts(0)).verdicts[0].call == "same"


def test_many_wrong_facts_are_worse_and_begin_in_the_reply() -> None:
    found = compare(_facts(0), _facts(20))
    assert found.headline == "worse"
    assert found.causes[0].stage == "reply"
    assert "s0#0@typed turn 2 ($3, not $30)" in found.causes[0].because


def test_a_wrong_fact_that_was_there_before_is_no_news() -> None:
    measure = Made("facts_wrong", stage=Stage.REPLY, better="lower", unit="", margin=0.0)
    wrong = run([trial("a", facts_wrong=1.0), trial("b", facts_wrong=0.0)], [measure])
    found = compare(wrong, wrong)
    assert found.violations == ()
    assert found.headline != "worse"


def _timed(factor: float, tick_ms: float | None, cpu: str = "X", noise: int = 1) -> ScoredRun:
    dice = np.random.default_rng(noise)
    measure = Made("turn_ms", 1, Stage.LATENCY, "median", "ms", "lower", margin=5.0)
    trials = [
        trial(
            f"s{i}", tick_ms=tick_ms, turn_ms=list((40 + i) * factor * dice.lognormal(0, 0.05, 4))
        )
        for i in range(40)
    ]
    return run(trials, [measure], stamp={"cpu": cpu})


def test_twice_the_time_is_worse() -> None:
    assert compare(_timed(1, 3.0), _timed(2, 3.0, noise=2)).verdicts[0].call == "worse"
    assert compare(_timed(2, 3.0), _timed(1, 3.0, noise=2)).verdicts[0].call == "better"


def test_a_slow_machine_is_not_a_slow_assistant() -> None:
    found = compare(_timed(1, 3.0), _timed(2, 6.0, noise=2))
    assert found.verdicts[0].call == "cannot_tell"
    assert "2.00 times as long" in found.verdicts[0].method


def test_a_little_slower_is_what_a_busy_machine_does() -> None:
    assert compare(_timed(1, 3.0), _timed(1.15, 3.0, noise=2)).verdicts[0].call == "cannot_tell"


def test_times_of_other_machines_are_not_compared() -> None:
    verdict = compare(_timed(1, 3.0), _timed(3, 3.0, "Y", 2)).verdicts[0]
    assert (verdict.call, verdict.method) == ("cannot_tell", "the machines differ")


def test_flips_name_the_trials_that_failed() -> None:
    a = run([trial("s", k, pass_1=1.0) for k in range(2)])
    b = run([trial("s", k, pass_1=float(k == 0)) for k in range(2)])
    (flip,) = compare(a, b).flips
    assert (flip.scenario, flip.a, flip.b, flip.trials) == ("s", 1.0, 0.5, ("s#1@typed",))


def test_tags_are_a_family_of_their_own() -> None:
    a = run(
        [trial(f"s{i}", tags=("hard",) if i < 30 else ("easy",), pass_1=1.0) for i in range(60)]
    )
    b = run(
        [
            trial(f"s{i}", tags=("hard",) if i < 30 else ("easy",), pass_1=float(i >= 20))
            for i in range(60)
        ]
    )
    found = {v.tag: v.call for v in compare(a, b).parts}
    assert found == {"hard": "worse", "easy": "cannot_tell"}
    assert {v.tag for v in compare(a, b, tags=["hard"]).parts} == {"hard"}


def test_measures_of_other_versions_are_not_compared() -> None:
    a = run([trial("s", pass_1=1.0)], [Made(version=1)])
    b = run([trial("s", pass_1=1.0)], [Made(version=2)])
    found = compare(a, b)
    assert found.verdicts == ()
    assert any("pass_1" in note for note in found.notes)


def test_plain_data() -> None:
    made = of_shares(np.full(10, 0.5), 2, np.random.default_rng(1))
    told = compare(made, made).as_json()
    assert told["verdicts"][0]["measure"] == "pass_1"
    assert told["headline"] == "same"
