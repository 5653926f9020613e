"""A run scored: valid trials only, broken measures apart, vetoes of calibrated judges."""

from pathlib import Path

import pytest

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.pass_1 import Pass1
from evals.measures.registry import ALL
from evals.measures.score_run import score_run
from evals.runs.record import MeantSeen, TrialRecord
from evals.runs.run import Plan, Run
from evals.scenarios.scenario import Scenario
from tests.evals.measures.made import CATALOG, case, record, scenario, turn


class Broken:
    """A measure with a mistake in it."""

    name = "broken"
    version = 1
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = ""
    better: Better = "higher"
    margin = 0.0
    about = "Breaks."

    def of(self, case: Case) -> tuple[Point, ...]:
        raise ValueError(case.record.key)


def run_of(folder: Path, *records: TrialRecord, one: Scenario | None = None) -> Run:
    plan = Plan(name="r", seed=1, trials=1, conditions=("typed",), scenarios=("boots",))
    return Run(folder, plan, {}, {"boots": one or scenario()}, CATALOG, records)


def test_a_broken_measure_loses_no_other(tmp_path: Path) -> None:
    played = run_of(tmp_path, record(turn()), one=scenario(ends={"cart": []}))
    scored = score_run(played, [Broken(), *ALL])
    (trial,) = scored.trials
    assert trial.notes == ("broken failed on boots#0@typed: ValueError.",)
    assert "pass_1" in trial.points
    assert "broken" not in trial.points


def test_invalid_trials_are_counted_and_not_scored(tmp_path: Path) -> None:
    bad = record(turn(), trial=1, valid=False, rejected=("It forgot the price.",))
    scored = score_run(run_of(tmp_path, record(turn()), bad))
    assert [trial.trial for trial in scored.trials] == [0]
    assert (scored.invalid, scored.regenerated) == (1, 1)


def test_nothing_is_measured_of_products_without_a_catalog(tmp_path: Path) -> None:
    run = run_of(tmp_path, record(turn(cards=(1,), reply="The Torvane Larch is $5.")))
    bare = Run(run.folder, run.plan, {}, run.scenarios, (), run.records)
    (trial,) = score_run(bare).trials
    assert not {"pass_1", "end_state", "facts_wrong", "ndcg_5", "wish_kept"} & set(trial.points)


@pytest.mark.parametrize(("products", "ranked"), [(6, True), (7, False), (None, True)])
def test_ranking_is_not_measured_where_only_a_part_of_the_catalog_was_kept(
    products: int | None, ranked: bool, tmp_path: Path
) -> None:
    meant = MeantSeen(wishes=({"category": "hiking boots"},))
    run = run_of(tmp_path, record(turn(cards=(1, 2), meant=meant)))
    stamped = Run(run.folder, run.plan, {"products": products}, run.scenarios, CATALOG, run.records)
    (trial,) = score_run(stamped).trials
    assert ("ndcg_5" in trial.points) is ranked


def test_a_veto_turns_a_pass_and_never_a_failure() -> None:
    judged = Pass1({"boots#0@typed": "a reply misleads"})
    (good,) = judged.of(case(scenario(ends={"cart": []}), record(turn())))
    assert (good.value, good.why) == (0.0, "vetoed: a reply misleads")
    (bad,) = judged.of(case(scenario(), record(turn(), ended="gave_up")))
    assert "gave up" in bad.why
