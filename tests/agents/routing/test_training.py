"""A score is trained from logged turns, and says the truth about itself."""

import random
from collections.abc import Iterator
from dataclasses import replace
from math import exp
from pathlib import Path

import numpy as np
import pytest

from agents.acts import Act
from agents.models.call import Task
from agents.routing.decision import Alternative, Decision, TierName
from agents.routing.errors import PolicyInvalid, ScoreInvalid, TooFewLogs
from agents.routing.fitting import isotonic, logistic
from agents.routing.measures import auc, brier, calibration_error
from agents.routing.outcomes import was_good
from agents.routing.policy_file import read_policy
from agents.routing.score import Isotonic, read_score
from agents.routing.situation import Situation
from agents.routing.training import Example, Trained, train
from tests.agents.routing.policies import LONG, MODELS, TURN, router_of

CHANCE = {"template": 0.6, "open": 0.3, "closed": 0.1}


def truth(tier: TierName, situation: Situation) -> float:
    """How likely a reply is good: templates suffer from long questions, models do not."""
    slope = {"template": -0.25, "open": -0.05, "closed": 0.0}[tier]
    return 1 / (1 + exp(-(1.5 + slope * situation.words + (0.5 if situation.follow_up else 0))))


def logged(turns: int, seed: int = 1, tiers: dict[str, float] | None = None) -> Iterator[Example]:
    dice = random.Random(seed)
    chance = tiers or CHANCE
    alternatives = tuple(
        Alternative(name, name, p)  # type: ignore[arg-type] # the names are those of the tiers
        for name, p in chance.items()
    )
    for index in range(turns):
        situation = Situation(
            Task.REPLY, "default", f"c{index // 4}", index % 4, acts=(dice.choice(list(Act)),),
            words=dice.randint(1, 24), follow_up=dice.random() < 0.5, results=dice.randint(0, 9),
        )  # fmt: skip
        tier: TierName = dice.choices(list(chance), list(chance.values()))[0]  # type: ignore[assignment] # as above
        decision = Decision("id", tier, tier, alternatives=alternatives)
        yield Example(situation, decision, dice.random() < truth(tier, situation))


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(logged(6_000))


def test_the_score_finds_the_truth_that_made_the_log(trained: Trained) -> None:
    assert [report.tier for report in trained.tiers] == ["template", "open", "closed"]
    for report in trained.tiers:
        assert report.auc.value is not None and report.calibration_error.value is not None
        assert report.calibration_error.value < 0.12
    template = trained.tiers[0]
    assert template.auc.low is not None and template.auc.low > 0.7
    off = [
        abs(trained.score.quality(e.situation)[t] - truth(t, e.situation))
        for e in logged(400, seed=9)
        for t in ("template", "open")
    ]
    assert sum(off) / len(off) < 0.08


def test_the_same_log_trains_the_same_score() -> None:
    few = list(logged(1_500, tiers={"template": 0.5, "open": 0.5}))
    again = train(list(reversed(few))).score.quality(TURN)
    assert train(few).score.quality(TURN) == pytest.approx(again)


def test_too_few_turns_are_refused_with_how_many_are_needed() -> None:
    with pytest.raises(TooFewLogs, match=r"tier template .* training needs 300"):
        train(logged(200))
    with pytest.raises(TooFewLogs, match="for the tier open"):
        train(logged(800, tiers={"template": 0.9, "open": 0.1}))
    with pytest.raises(TooFewLogs, match="tier template"):
        train([])


def test_a_tier_with_too_few_turns_is_left_out_and_said() -> None:
    trained = train(logged(2_000, tiers={"template": 0.6, "open": 0.38, "closed": 0.02}))
    assert set(trained.score.tiers) == {"template", "open"}
    assert [str(few).split(" turns")[0].split()[-1] for few in trained.skipped]
    assert "closed" in str(trained.skipped[0])


def test_a_trained_score_chooses_tiers_in_the_policy(tmp_path: Path, trained: Trained) -> None:
    score = trained.score
    path = tmp_path / "score.json"
    path.write_text(score.model_dump_json(by_alias=True))
    assert read_score(path)[0] == score
    worth = '\n[score]\nfile = "score.json"\nusd_per_quality = 0.001\n'
    router = router_of(tmp_path, MODELS + worth)
    long, short = router.decide(LONG), router.decide(replace(TURN, words=1))
    assert (long.tier, long.reasons) == ("open", ("default", "score"))
    assert all(one.score is not None for one in long.alternatives)
    assert short.tier == "template"
    nothing, much = worth.replace("0.001", "0.0"), worth.replace("0.001", "10")
    assert router_of(tmp_path, MODELS + nothing).decide(LONG).tier == "template"
    assert router_of(tmp_path, MODELS + much).decide(LONG).tier == "closed"
    least = much + "least_gain = { closed = 0.9 }\n"
    assert router_of(tmp_path, MODELS + least).decide(LONG).tier == "open"
    digest = router.policy.digest
    other = score.model_copy(update={"trained_at": "later"})
    path.write_text(other.model_dump_json(by_alias=True))
    assert read_policy(tmp_path / "policy.toml").digest != digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"schema": "aisle.routing-score/2", "tiers": {}}',
        '{"schema": "aisle.routing-score/1", "tiers": {}}',
        '{"schema":"aisle.routing-score/1","tiers":{"open":{"bias":0,"weights":{"act:fly":1}}}}',
        '{"schema":"aisle.routing-score/1","tiers":{"open":{"bias":0,"weights":{}}}}',
    ],
)
def test_a_damaged_score_is_a_mistake_of_the_policy(tmp_path: Path, text: str) -> None:
    (tmp_path / "score.json").write_text(text)
    (tmp_path / "policy.toml").write_text('[score]\nfile = "score.json"\n')
    with pytest.raises(ScoreInvalid, match="aisle route train"):
        read_score(tmp_path / "score.json")
    with pytest.raises(PolicyInvalid, match=r"policy.toml line 2: the score file"):
        read_policy(tmp_path / "policy.toml")


def test_measures_against_brute_force() -> None:
    random_numbers = np.random.default_rng(3)
    for _ in range(20):
        good = random_numbers.integers(0, 2, 30).astype(float)
        predicted = random_numbers.integers(0, 8, 30) / 8.0
        pairs = [(a, b) for a in predicted[good > 0] for b in predicted[good == 0]]
        wins = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs)
        assert auc(good, predicted) == pytest.approx(wins / len(pairs))
        squares = [(p - g) ** 2 for p, g in zip(predicted, good, strict=True)]
        assert brier(good, predicted) == pytest.approx(sum(squares) / 30)
    assert auc(np.ones(3), np.ones(3)) is None
    assert calibration_error(np.array([0.0, 1.0]), np.array([0.5, 0.5]), bins=1) == 0.0


def test_the_regression_stands_where_its_gradient_is_nil() -> None:
    numbers = np.random.default_rng(5)
    rows = numbers.normal(size=(200, 3))
    good = (numbers.random(200) < 1 / (1 + np.exp(-rows[:, 0] * 2))).astype(float)
    found = logistic(rows, good, np.ones(200), 1.0)
    predicted = 1 / (1 + np.exp(-(rows @ found[:-1] + found[-1])))
    table = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    gradient = table.T @ (predicted - good) + found[:-1] * rows.std(axis=0)
    assert np.abs(gradient).max() < 1e-5
    assert found[0] > 1.2


def test_isotonic_steps_rise_and_keep_the_mean() -> None:
    numbers = np.random.default_rng(7)
    logits = numbers.normal(size=300)
    good = (numbers.random(300) < 1 / (1 + np.exp(-logits))).astype(float)
    steps, probabilities = isotonic(logits, good)
    assert probabilities == sorted(probabilities)
    curve = Isotonic(logits=tuple(steps), probabilities=tuple(probabilities))
    told = [curve.probability(x) for x in np.linspace(-9, 9, 50)]
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1


@pytest.mark.parametrize(
    ("after", "interrupted", "good"),
    [
        ([Act.CART_ADD], True, True),
        ([Act.CART_ADD, Act.DENY], False, False),
        ([Act.FIND], False, None),
        ([Act.FIND], True, False),
        ([Act.REPEAT], False, False),
        (None, False, None),
    ],
)
def test_outcomes(after: list[Act] | None, interrupted: bool, good: bool | None) -> None:
    assert was_good(after, interrupted) is good
