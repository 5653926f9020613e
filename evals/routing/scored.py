"""RouteLLM's metrics of a policy's score, where labels of two models' replies exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

import numpy as np

from agents.routing.decision import TierName
from evals.routing.labels import Labels
from evals.routing.redecided import Redecided
from evals.routing.routellm import curve

TURNS_LEAST = 30
"""Turns with labels of both models below which no metric is told."""
_RESAMPLES = 500
_SEED = 20_261_123
_RANK: dict[TierName, int] = {"template": 0, "open": 1, "closed": 2}


@dataclass(frozen=True, slots=True)
class Scored:
    """How well the score tells turns that need the stronger of two models."""

    weak: str
    strong: str
    turns: int
    apgr: float | None
    """None where the strong model is no better on these turns."""
    apgr_low: float | None
    apgr_high: float | None
    cpt_50: float | None
    cpt_80: float | None


def scored_pairs(redone: Sequence[Redecided], labels: Labels) -> tuple[Scored, ...]:
    """Return the metrics of every pair of models with a score and enough labels of both.

    The weaker of a pair is the one of the cheaper tier, or the one with the lower labels. What a
    turn needs is the strong model's predicted quality less the weak one's, or the strong one's
    alone where only that is scored.
    """
    models = sorted({model for of in labels.of_model for model in of})
    found = []
    for one, other in combinations(models, 2):
        both = [
            (again, of)
            for again, of in zip(redone, labels.of_model, strict=True)
            if one in of and other in of
        ]
        if len(both) >= TURNS_LEAST:
            weak, strong = _ordered(one, other, both)
            rows = [
                (need, of[weak], of[strong])
                for again, of in both
                if (need := _need(again, weak, strong)) is not None
            ]
            if len(rows) >= TURNS_LEAST:
                found.append(_of(weak, strong, rows))
    return tuple(found)


def _ordered(
    one: str, other: str, both: Sequence[tuple[Redecided, dict[str, float]]]
) -> tuple[str, str]:
    def rank(model: str) -> tuple[int, float]:
        tiers = {a.model: a.tier for again, _ in both for a in again.decision.alternatives}
        tier = tiers.get(model)
        return (0 if tier is None else _RANK[tier], fmean(of[model] for _, of in both))

    weak, strong = sorted((one, other), key=rank)
    return weak, strong


def _need(again: Redecided, weak: str, strong: str) -> float | None:
    score = {a.model: a.score for a in again.decision.alternatives}
    high, low = score.get(strong), score.get(weak)
    return None if high is None else high - (low or 0.0)


def _of(weak: str, strong: str, rows: Sequence[tuple[float, float, float]]) -> Scored:
    table = np.array(rows)
    whole = curve(table[:, 0], table[:, 1], table[:, 2])
    if whole is None:
        return Scored(weak, strong, len(rows), None, None, None, None, None)
    dice = np.random.default_rng(_SEED)
    drawn = []
    for _ in range(_RESAMPLES):
        again = table[dice.integers(0, len(rows), len(rows))]
        if (resampled := curve(again[:, 0], again[:, 1], again[:, 2])) is not None:
            drawn.append(resampled.apgr)
    low, high = (float(q) for q in np.quantile(drawn, (0.025, 0.975)))
    return Scored(weak, strong, len(rows), whole.apgr, low, high, whole.cpt(0.5), whole.cpt(0.8))
