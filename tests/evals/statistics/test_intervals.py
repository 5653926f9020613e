"""Intervals hold what they promise, on data whose truth is known."""

import numpy as np
import pytest
from scipy import stats

from assistant.analytics.intervals import wilson
from evals.statistics.figures import figure_of, figures_of
from evals.statistics.intervals import interval_of
from evals.statistics.sample import sample_of
from tests.evals.statistics.made import Made, chances, of_shares, run, trial

REPEATS = 250


@pytest.mark.parametrize("spread", [0.0, 0.3, 0.7])
@pytest.mark.parametrize("share", [0.5, 0.9, 0.97])
def test_shares_of_clustered_trials_are_covered(share: float, spread: float) -> None:
    dice = np.random.default_rng(7)
    held = 0
    for _ in range(REPEATS):
        made = of_shares(chances(share, spread, 100, dice), 2, dice)
        interval = interval_of(sample_of(Made(), made.trials), "%")
        assert interval.low is not None and interval.high is not None
        held += interval.low <= share <= interval.high
    assert 0.915 <= held / REPEATS <= 0.985


@pytest.mark.parametrize("mean", [0.5, 0.9])
def test_means_of_skewed_scores_are_covered(mean: float) -> None:
    dice = np.random.default_rng(8)
    held = 0
    for _ in range(REPEATS):
        scores = dice.beta(mean * 2, (1 - mean) * 2, size=(80,))
        trials = [
            trial(f"s{i}", k, pass_1=float(np.clip(score + dice.normal(0, 0.02), 0, 1)))
            for i, score in enumerate(scores)
            for k in range(2)
        ]
        interval = interval_of(sample_of(Made(), trials), "%")
        assert interval.low is not None and interval.high is not None
        held += interval.low <= mean <= interval.high
    assert 0.92 <= held / REPEATS <= 0.985


def test_medians_are_covered() -> None:
    dice = np.random.default_rng(9)
    measure = Made("turn_ms", statistic="median", unit="ms", better="lower")
    held = 0
    for _ in range(120):
        centres = dice.normal(100, 20, size=60)
        trials = [
            trial(f"s{i}", 0, turn_ms=list(centre + dice.normal(0, 5, size=4)))
            for i, centre in enumerate(centres)
        ]
        interval = interval_of(sample_of(measure, trials), "ms")
        assert interval.low is not None and interval.high is not None
        held += interval.low <= 100 <= interval.high
    assert 0.90 <= held / 120 <= 0.99


def test_one_trial_a_scenario_gets_wilsons_interval() -> None:
    trials = [trial(f"s{i}", pass_1=float(i >= 3)) for i in range(40)]
    figure = figure_of(Made(), trials)
    expected = stats.binomtest(37, 40).proportion_ci(0.95, "wilson")
    assert (figure.low, figure.high) == pytest.approx((expected.low, expected.high))
    assert wilson(37 / 40, 40) == pytest.approx((expected.low, expected.high))
    assert figure.method == "wilson"


@pytest.mark.parametrize(("won", "low", "high"), [(1.0, 0.832, 1.0), (0.0, 0.0, 0.168)])
def test_at_an_end_scenarios_count_not_trials(won: float, low: float, high: float) -> None:
    trials = [trial(f"s{i}", k, pass_1=won) for i in range(20) for k in range(5)]
    figure = figure_of(Made(), trials)
    assert (figure.low, figure.high) == pytest.approx((low, high), abs=0.001)
    assert (figure.trials, figure.scenarios, figure.points) == (100, 20, 100)


def test_trials_of_one_scenario_make_the_interval_wider_than_as_many_scenarios() -> None:
    alike = [trial(f"s{i}", k, pass_1=float(i < 25)) for i in range(30) for k in range(4)]
    apart = [trial(f"s{i}-{k}", 0, pass_1=float(i < 25)) for i in range(30) for k in range(4)]
    wide, narrow = figure_of(Made(), alike), figure_of(Made(), apart)
    assert wide.value == narrow.value
    assert wide.low is not None and narrow.low is not None
    assert wide.low < narrow.low - 0.03


def test_all_of_k_needs_every_trial_of_a_scenario() -> None:
    trials = [trial("a", 0, pass_k=1.0), trial("a", 1, pass_k=1.0), trial("b", 0, pass_k=1.0)]
    trials.append(trial("b", 1, pass_k=0.0))
    figure = figure_of(Made("pass_k", statistic="all_of_k"), trials)
    assert figure.value == 0.5
    assert (figure.trials, figure.scenarios, figure.points) == (4, 2, 4)


def test_weights_make_the_mean_one_over_words() -> None:
    from evals.measures.measure import Point  # noqa: PLC0415 - only here

    trials = [trial("a", wer=[Point(0.5, weight=2.0)]), trial("b", wer=[Point(0.0, weight=6.0)])]
    assert figure_of(Made("wer", better="lower"), trials).value == 0.125


def test_what_was_not_measured_has_no_value() -> None:
    made = run([trial("a", pass_1=1.0)], [Made(), Made("wer")])
    wer = figures_of(made)[1]
    assert (wer.measure, wer.value, wer.low, wer.high) == ("wer", None, None, None)
    assert wer.method == "not measured"


@pytest.mark.parametrize("scenarios", [1, 2, 3, 5])
def test_few_scenarios_never_raise(scenarios: int) -> None:
    trials = [
        trial(f"s{i}", k, pass_1=float((i + k) % 2), ndcg_5=0.1 * i + 0.01 * k, turn_ms=[1.0, k])
        for i in range(scenarios)
        for k in range(3)
    ]
    measures = [Made(), Made("ndcg_5"), Made("turn_ms", statistic="p95", unit="ms")]
    for figure in figures_of(run(trials, measures)):
        assert figure.value is not None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high


def test_tags_and_conditions_have_figures_of_their_own() -> None:
    trials = [
        trial("a", 0, "clean", ("hard",), pass_1=1.0),
        trial("a", 0, "noisy", ("hard",), pass_1=0.0),
        trial("b", 0, "clean", ("easy",), pass_1=1.0),
    ]
    found = {(f.tag, f.condition): f.value for f in figures_of(run(trials))}
    assert found[None, "clean"] == 1.0
    assert found[None, "noisy"] == 0.0
    assert found["hard", None] == 0.5
    assert found["easy", None] == 1.0


def test_the_same_points_give_the_same_interval() -> None:
    dice = np.random.default_rng(1)
    trials = [trial(f"s{i}", ndcg_5=float(dice.random())) for i in range(25)]
    made = run(trials, [Made("ndcg_5")])
    assert figures_of(made) == figures_of(made)
