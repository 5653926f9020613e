"""What the log says of a policy's quality, as arrays, and whether it says enough.

An arm is a model of the policy (or the template). The log knows nothing of an arm that it never
took on such a turn: where its propensity was 0 and the new policy's is not, no weighting helps,
and every estimate would be a guess about exactly the turns that are to change.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

MASS_LEAST = 1e-9
"""Propensities below are rounding."""
EFFECTIVE_LEAST = 100.0
"""Effective labelled turns below which nothing is estimated. Of 200 simulated logs, the doubly
robust 95 % intervals held the truth in 89 % at 57, 91 % at 99 and 92 to 96 % from 120 on."""
HEAVIEST_MOST = 0.03
"""Share of all weight that one turn may have before the inverse propensity estimate is told without
an interval: with 7 % on one turn its intervals held the truth in 82 %, with 4 % in 90 %."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One turn for which the new policy is to be judged."""

    conversation: str
    kind: str
    """What the reply consists of: turns of one kind are alike to the outcome model."""
    arm: str
    """That the log took."""
    logged: dict[str, float]
    """Propensity of each arm when it was taken."""
    wanted: dict[str, float]
    """Propensity of each arm under the new policy; both add up to 1."""
    quality: float | None
    """Of the reply, 0..1; None where nobody judged it."""
    rule: str = ""
    """The new policy's, for saying what cannot be supported."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The turns as arrays over n turns and k arms."""

    conversations: tuple[str, ...]
    kinds: Ints
    """int [n], which kind."""
    arms: tuple[str, ...]
    taken: Ints
    """int [n], which arm the log took."""
    wanted: Floats
    """float64 [n, k], propensities under the new policy."""
    logged: Floats
    """float64 [n, k], under the log's."""
    weight: Floats
    """float64 [n], propensity under the new policy over that of the log, of the taken arm."""
    quality: Floats
    """float64 [n], 0 where `labelled` is not."""
    labelled: Floats
    """float64 [n], 0, or one over the share of its arm's turns that were judged."""

    @property
    def effective(self) -> float:
        """Effective sample size of the weighted, labelled turns (Kish)."""
        weights = self.weight * self.labelled
        squares = float(np.sum(weights**2))
        return float(np.sum(weights)) ** 2 / squares if squares else 0.0

    @property
    def heaviest(self) -> float:
        """Share of all weight that the heaviest labelled turn has."""
        weights = self.weight * self.labelled
        total = float(np.sum(weights))
        return float(np.max(weights)) / total if total else 1.0


def evidence_of(turns: Sequence[Observed]) -> Evidence:
    """Put observed turns into arrays.

    Labels are taken to be missing at random among the turns of one arm: an arm of which half
    is judged counts each label twice, so that judging closed replies more often than templates
    does not favour either.
    """
    arms = tuple(dict.fromkeys(arm for turn in turns for arm in (*turn.logged, *turn.wanted)))
    place = {arm: i for i, arm in enumerate(arms)}
    kinds = {kind: i for i, kind in enumerate(dict.fromkeys(turn.kind for turn in turns))}
    wanted = _table([turn.wanted for turn in turns], place)
    logged = _table([turn.logged for turn in turns], place)
    taken = np.array([place[turn.arm] for turn in turns], dtype=np.intp)
    judged = np.array([turn.quality is not None for turn in turns])
    of_arm = np.bincount(taken, minlength=len(arms))
    rate = np.bincount(taken, weights=judged, minlength=len(arms)) / np.maximum(of_arm, 1)
    rows = np.arange(len(turns))
    with np.errstate(divide="ignore"):
        labelled = np.where(judged, 1 / rate[taken], 0.0)
    return Evidence(
        conversations=tuple(turn.conversation for turn in turns),
        kinds=np.array([kinds[turn.kind] for turn in turns], dtype=np.intp),
        arms=arms,
        taken=taken,
        wanted=wanted,
        logged=logged,
        weight=wanted[rows, taken] / logged[rows, taken],
        quality=np.array([turn.quality or 0.0 for turn in turns]),
        labelled=labelled,
    )


def _table(shares: Sequence[dict[str, float]], place: dict[str, int]) -> Floats:
    table = np.zeros((len(shares), len(place)))
    for i, of in enumerate(shares):
        for arm, share in of.items():
            table[i, place[arm]] = share
    return table


def unsupported(turns: Sequence[Observed]) -> tuple[str, ...]:
    """Say which arms of which rules the log cannot judge; empty where it can judge all."""
    never: Counter[tuple[str, str]] = Counter()
    judged = {turn.arm for turn in turns if turn.quality is not None}
    unjudged: Counter[str] = Counter()
    for turn in turns:
        for arm, share in turn.wanted.items():
            if share <= MASS_LEAST:
                continue
            if turn.logged.get(arm, 0.0) <= MASS_LEAST:
                never[(turn.rule, arm)] += 1
            elif arm not in judged:
                unjudged[arm] += 1
    said = [
        f'rule "{rule}" gives {count} turns to {arm}, to which the log never gave such a turn '
        "(logged propensity 0)"
        for (rule, arm), count in never.most_common()
    ]
    said += [
        f"{arm} may get {count} turns, and none of its replies is labelled"
        for arm, count in unjudged.most_common()
    ]
    return tuple(said)


def too_thin(evidence: Evidence) -> str | None:
    """Say why too little of the log looks like the new policy; None where there is enough."""
    if evidence.effective >= EFFECTIVE_LEAST:
        return None
    return (
        f"only {evidence.effective:.0f} labelled turns' worth of the log looks like the new policy "
        f"(effective sample size; {EFFECTIVE_LEAST:.0f} are needed)"
    )
