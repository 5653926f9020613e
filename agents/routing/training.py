"""From logged turns to a score: one regression a tier, calibrated and measured on other turns.

Conversations are dealt out by their ids to three shares: one to fit, one to calibrate, one that
neither saw, to measure. Turns count by how unlikely the policy was to choose their tier, so that
what a rule sends to a tier does not stand for all turns (inverse propensity weights, capped).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from agents.routing.decision import TEMPLATE, Decision, TierName
from agents.routing.errors import TooFewLogs
from agents.routing.features import NAMES, features_of
from agents.routing.fitting import isotonic, log_loss, logistic, platt
from agents.routing.measures import Measured, auc, brier, calibration_error, with_interval
from agents.routing.score import SCHEMA, Isotonic, Platt, Score, TierScore
from agents.routing.situation import Situation

Floats = NDArray[np.float64]

NEEDED = 300
"""Turns a tier: a fifth of them, 60, measure an AUC to about +-0.15 (Hanley and McNeil, 1982)."""
OF_EACH = 30
"""Good ones, and bad ones."""
ISOTONIC_FROM = 1_000
"""Turns to calibrate on: with fewer, two numbers calibrate better than steps do."""
_PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0)
_WEIGHT_MOST = 20.0
_TIERS: tuple[TierName, ...] = ("template", "open", "closed")


@dataclass(frozen=True, slots=True)
class Example:
    """One logged turn of which it is known whether the reply was good."""

    situation: Situation
    decision: Decision
    good: bool


@dataclass(frozen=True, slots=True)
class TierReport:
    """How good the score of one tier is, on turns that it was not trained on."""

    tier: TierName
    examples: int
    good: int
    measured_on: int
    auc: Measured
    brier: Measured
    calibration_error: Measured
    calibration: str


@dataclass(frozen=True, slots=True)
class Trained:
    """A score, how good it is, and the tiers that had too few turns."""

    score: Score
    tiers: tuple[TierReport, ...]
    skipped: tuple[TooFewLogs, ...] = ()


def train(examples: Iterable[Example], now: datetime | None = None) -> Trained:
    """Train a score for the template and every model tier with enough turns.

    Args:
        examples: Logged turns, of any policy. The tier that was decided on counts, also where
            another had to step in: a tier answers for its failures.
        now: Noted in the score; by default this moment.

    Raises:
        TooFewLogs: the template, or every model tier, has too few turns of either kind.
    """
    by_tier: dict[TierName, list[Example]] = {tier: [] for tier in _TIERS}
    for example in examples:
        by_tier[example.decision.tier].append(example)
    short = {tier: few for tier in _TIERS if (few := _too_few(tier, by_tier[tier])) is not None}
    if TEMPLATE in short:
        raise short[TEMPLATE]
    enough = [tier for tier in _TIERS if tier not in short]
    if len(enough) == 1:
        raise max(short.values(), key=lambda few: few.turns)
    fitted = {tier: _trained(tier, by_tier[tier]) for tier in enough}
    conversations = {e.situation.conversation_id for tier in enough for e in by_tier[tier]}
    score = Score(
        schema=SCHEMA,
        tiers={tier: scored for tier, (scored, _) in fitted.items()},
        trained_at=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
        conversations=len(conversations),
    )
    return Trained(score, tuple(report for _, report in fitted.values()), tuple(short.values()))


def _too_few(tier: TierName, examples: list[Example]) -> TooFewLogs | None:
    good = sum(example.good for example in examples)
    bad = len(examples) - good
    if len(examples) >= NEEDED and min(good, bad) >= OF_EACH:
        return None
    return TooFewLogs(tier, good, bad, NEEDED, OF_EACH)


def _trained(tier: TierName, examples: list[Example]) -> tuple[TierScore, TierReport]:
    rows = np.array([_row(example.situation) for example in examples])
    good = np.array([float(example.good) for example in examples])
    weights = np.array([_weight(example) for example in examples])
    share = np.array([_share(example.situation.conversation_id) for example in examples])
    fit, calibrate, test = share < 0.6, (share >= 0.6) & (share < 0.8), share >= 0.8
    if len(set(good[fit])) < 2 or len(set(good[calibrate])) < 2 or not test.any():
        bad = len(examples) - int(good.sum())  # all in a few conversations
        raise TooFewLogs(tier, int(good.sum()), bad, NEEDED * 2, OF_EACH)
    normed = weights[fit] / weights[fit].mean()
    found = min(
        (logistic(rows[fit], good[fit], normed, penalty) for penalty in _PENALTIES),
        key=lambda one: log_loss(_logits(rows[calibrate], one), good[calibrate]),
    )
    calibration = _calibration(_logits(rows[calibrate], found), good[calibrate])
    scored = TierScore(
        bias=round(float(found[-1]), 9),
        weights={
            name: round(float(weight), 9)
            for name, weight in zip(NAMES, found, strict=False)
            if abs(weight) > 1e-9
        },
        calibration=calibration,
        examples=len(examples),
    )
    predicted = np.array(
        [calibration.probability(float(logit)) for logit in _logits(rows[test], found)]
    )
    return scored, _report(tier, examples, test, good, predicted, calibration.kind)


def _report(
    tier: TierName,
    examples: list[Example],
    test: NDArray[np.bool_],
    good: Floats,
    predicted: Floats,
    calibration: str,
) -> TierReport:
    ids = [example.situation.conversation_id for example in examples]
    numbers = {name: index for index, name in enumerate(sorted(set(ids)))}
    conversations = np.array([numbers[name] for name in ids], dtype=np.int64)[test]
    pairs = (good[test], predicted, conversations)
    return TierReport(
        tier=tier,
        examples=len(examples),
        good=int(good.sum()),
        measured_on=int(test.sum()),
        auc=with_interval(auc, *pairs),
        brier=with_interval(brier, *pairs),
        calibration_error=with_interval(calibration_error, *pairs),
        calibration=calibration,
    )


def _calibration(logits: Floats, good: Floats) -> Platt | Isotonic:
    if len(logits) >= ISOTONIC_FROM:
        steps, probabilities = isotonic(logits, good)
        return Isotonic(logits=tuple(steps), probabilities=tuple(probabilities))
    slope, shift = platt(logits, good)
    return Platt(slope=slope, shift=shift)


def _row(situation: Situation) -> list[float]:
    found = features_of(situation)
    return [found.get(name, 0.0) for name in NAMES]


def _logits(rows: Floats, found: Floats) -> Floats:
    return np.asarray(rows @ found[:-1] + found[-1])


def _weight(example: Example) -> float:
    tier = example.decision.tier
    likely = sum(a.propensity for a in example.decision.alternatives if a.tier == tier)
    return min(1.0 / likely, _WEIGHT_MOST) if likely > 0 else 1.0


def _share(conversation_id: str) -> float:
    """Return where in [0, 1) a conversation falls, the same in every run."""
    digest = blake2b(
        conversation_id.encode("utf-8", "surrogatepass"), digest_size=4, person=b"aisle-train"
    )
    return int.from_bytes(digest.digest(), "big") / 2**32
