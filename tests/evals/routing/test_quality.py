"""Estimates of quality on logs with a known truth, and refusals where a log knows nothing."""

from dataclasses import replace

import numpy as np
import pytest

from evals.bench.router.estimators import coverage_figures
from evals.routing.clustered import by_cluster, estimate
from evals.routing.evidence import Observed, evidence_of, too_thin, unsupported
from evals.routing.quality import quality_of
from evals.routing.synthetic import World, simulated, truth


def test_intervals_hold_the_truth_in_nine_of_ten_logs() -> None:
    for figure in coverage_figures(logs=200, world=World(conversations=60, explore=0.3)):
        assert figure.value is not None
        assert figure.value >= 0.9, figure.name


def test_more_judged_replies_of_one_arm_favour_no_arm() -> None:
    lopsided = World(conversations=1500, explore=0.3, labelled=(0.1, 1.0, 1.0))
    found = quality_of(evidence_of(simulated(lopsided, 3)))
    for one in (found.ips, found.snips, found.dr):
        assert one.value == pytest.approx(truth(), abs=0.05)


def test_the_same_policy_has_the_quality_that_was_logged() -> None:
    turns = [replace(t, wanted=t.logged) for t in simulated(World(labelled=(1, 1, 1)), 5)]
    found = quality_of(evidence_of(turns))
    mean = np.mean([t.quality for t in turns if t.quality is not None])
    assert found.ips.value == pytest.approx(mean)
    assert found.snips.value == pytest.approx(mean)
    assert (found.gain.value, found.gain.low, found.gain.high) == pytest.approx((0, 0, 0))


def test_without_exploration_nothing_is_estimated() -> None:
    reasons = unsupported(simulated(World(explore=0.0), 1))
    assert any('rule "new_Compared"' in reason and "gpt" in reason for reason in reasons)
    assert all("propensity 0" in reason for reason in reasons)


def test_an_arm_without_labels_is_named() -> None:
    reasons = unsupported(simulated(World(labelled=(0.9, 0.9, 0.0)), 1))
    assert len(reasons) == 1
    assert "gpt" in reasons[0]
    assert "labelled" in reasons[0]


def test_few_turns_that_look_like_the_new_policy_are_too_thin() -> None:
    evidence = evidence_of(simulated(World(conversations=12), 1))
    reason = too_thin(evidence)
    assert reason is not None
    assert "effective sample size" in reason
    assert too_thin(evidence_of(simulated(World(conversations=200), 1))) is None


def test_weights_are_new_over_logged_propensity() -> None:
    turn = Observed(
        conversation="a",
        kind="Found",
        arm="gpt",
        logged={"gpt": 0.2, "template": 0.8},
        wanted={"gpt": 0.5, "template": 0.5},
        quality=1.0,
    )
    found = quality_of(evidence_of([turn, replace(turn, arm="template", quality=0.0)]))
    # Weights are 2.5 and 0.625: the mean of w r over two turns, and the weighted mean.
    assert found.ips.value == pytest.approx(2.5 / 2)
    assert found.snips.value == pytest.approx(2.5 / 3.125)
    assert found.largest_weight == pytest.approx(2.5)
    assert found.effective == pytest.approx(3.125**2 / (2.5**2 + 0.625**2))


def test_turns_of_one_conversation_count_as_one_draw() -> None:
    values = np.repeat([0.0, 1.0] * 20, 25)
    turns = [f"c{i}" for i in range(len(values))]
    talks = [f"c{i // 25}" for i in range(len(values))]
    wide, narrow = (
        estimate(
            by_cluster(names, (np.ones(len(values)), values)), lambda s: s[..., 1] / s[..., 0], 1000
        )
        for names in (talks, turns)
    )
    assert wide.value == narrow.value == 0.5
    assert wide.low is not None
    assert wide.high is not None
    assert narrow.low is not None
    assert narrow.high is not None
    # Forty draws instead of a thousand: five times as wide.
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(5, rel=0.15)


def test_one_conversation_has_no_interval() -> None:
    one = estimate(
        by_cluster(["a", "a"], ([1.0, 1.0], [0.0, 1.0])), lambda s: s[..., 1] / s[..., 0], 2
    )
    assert (one.value, one.low, one.high) == (0.5, None, None)
