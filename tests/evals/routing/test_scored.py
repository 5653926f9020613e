"""RouteLLM's metrics of a policy's own score."""

from random import Random

import pytest

from agents.routing.decision import TEMPLATE, Alternative, Decision
from evals.routing.labels import Labels
from evals.routing.redecided import Redecided
from evals.routing.scored import TURNS_LEAST, scored_pairs


def _turn(template: float | None, gpt: float | None) -> Redecided:
    alternatives = (
        Alternative(TEMPLATE, "template", 1.0, score=template),
        Alternative("gpt", "closed", 0.0, score=gpt),
    )
    decision = Decision("d", "template", TEMPLATE, alternatives=alternatives)
    return Redecided(decision, {TEMPLATE: 1.0})


def _labels(rows: list[tuple[float, float]]) -> Labels:
    return Labels(
        given=tuple(None for _ in rows),
        of_model=tuple({TEMPLATE: weak, "gpt": strong} for weak, strong in rows),
        strangers=0,
    )


def test_a_score_that_knows_where_templates_fail_has_a_high_apgr() -> None:
    dice = Random(3)
    rows = [(float(dice.random() < 0.5), 1.0) for _ in range(200)]
    knowing = scored_pairs([_turn(weak, 1.0) for weak, _ in rows], _labels(rows))
    (found,) = knowing
    assert (found.weak, found.strong, found.turns) == (TEMPLATE, "gpt", 200)
    # All of the gap is in the half of the turns that it sends up first.
    share = sum(1 - weak for weak, _ in rows) / 200
    assert found.apgr == pytest.approx(1 - share / 2)
    assert found.cpt_50 == pytest.approx(share / 2)
    assert found.cpt_80 == pytest.approx(0.8 * share)
    blind = scored_pairs([_turn(0.5, 0.9) for _ in rows], _labels(rows))
    assert blind[0].apgr == pytest.approx(0.5)


def test_without_scores_or_with_few_labels_nothing_is_told() -> None:
    rows = [(0.0, 1.0)] * 200
    assert scored_pairs([_turn(None, None) for _ in rows], _labels(rows)) == ()
    few = rows[: TURNS_LEAST - 1]
    assert scored_pairs([_turn(0.1, 0.9) for _ in few], _labels(few)) == ()


def test_a_strong_model_that_is_no_better_has_no_metric() -> None:
    rows = [(1.0, 0.5)] * 50
    (found,) = scored_pairs([_turn(0.1, 0.9) for _ in rows], _labels(rows))
    assert found.apgr is None
