"""Trials that succeeded in one of two runs only, and the turn in which the two came apart.

The two are alike up to that turn, so that the earliest stage that went worse in it is where the
loss began; what went worse afterwards followed from it.
"""

from collections.abc import Iterator, Mapping, Sequence

from evals.measures.measure import Measure, Stage
from evals.measures.scored import ScoredTrial
from evals.statistics.comparison import Flip, Turned
from evals.statistics.pairs import Pairs, by_cell, key_of, points_of

TASK = "pass_1"
"""The measure of whether a trial succeeded."""
QUALITY = (
    Stage.HEARING,
    Stage.TURN_TAKING,
    Stage.UNDERSTANDING,
    Stage.FILTERING,
    Stage.RANKING,
    Stage.REPLY,
)
"""Stages that a turn passes, in their order."""


def turned_of(pairs: Pairs, measures: Sequence[Measure]) -> tuple[Turned, ...]:
    """Return the trials that only one run succeeded in; of those both have, by their numbers."""
    return tuple(_turned(pairs, measures))


def _turned(pairs: Pairs, measures: Sequence[Measure]) -> Iterator[Turned]:
    before = {key_of(trial): trial for trial in pairs.a}
    for trial in pairs.b:
        other = before.get(key_of(trial))
        if other is None:
            continue
        was, now = succeeded(other), succeeded(trial)
        if was is None or now is None or was == now:
            continue
        winner, loser = (trial, other) if now else (other, trial)
        measure, turn = _first_worse(winner, loser, measures)
        yield Turned(
            key=key_of(trial),
            won=now,
            stage=measure.stage.value if measure else Stage.TASK.value,
            measure=measure.name if measure else TASK,
            turn=turn,
        )


def succeeded(trial: ScoredTrial) -> bool | None:
    """Say whether a trial succeeded; None where nobody says."""
    points = points_of(trial, TASK)
    return all(point.value >= 1 for point in points) if points else None


def _first_worse(
    winner: ScoredTrial, loser: ScoredTrial, measures: Sequence[Measure]
) -> tuple[Measure | None, int | None]:
    """Return what was worse in the earliest turn where anything was, and that turn."""
    staged = [m for stage in QUALITY for m in measures if m.stage is stage]
    told = {m.name: (_by_turn(winner, m), _by_turn(loser, m)) for m in staged}
    turns = sorted({t for _, own in told.values() for t in own if t is not None})
    for turn in (*turns, None):
        for measure in staged:
            well, ill = told[measure.name]
            if turn in well and turn in ill and _is_worse(measure, ill[turn] - well[turn]):
                return measure, turn
    return None, None


def _by_turn(trial: ScoredTrial, measure: Measure) -> Mapping[int | None, float]:
    """Return the mean of a measure's points by turn."""
    sums: dict[int | None, tuple[float, float]] = {}
    for point in points_of(trial, measure.name):
        total, weight = sums.get(point.turn, (0.0, 0.0))
        sums[point.turn] = total + point.value * point.weight, weight + point.weight
    return {turn: total / weight for turn, (total, weight) in sums.items() if weight > 0}


def _is_worse(measure: Measure, change: float) -> bool:
    match measure.better:
        case "higher":
            return change < -measure.margin
        case "lower":
            return change > measure.margin
    return False


def flips_of(pairs: Pairs) -> tuple[Flip, ...]:
    """Return scenarios whose share of successes differs, those that lost most first."""
    of_a, of_b = by_cell(pairs.a), by_cell(pairs.b)
    flips: list[Flip] = []
    for cell in of_a.keys() & of_b.keys():
        a, b = _share(of_a[cell]), _share(of_b[cell])
        if a is None or b is None or a == b:
            continue
        failed = of_b[cell] if b < a else of_a[cell]
        keys = tuple(key_of(trial) for trial in failed if not succeeded(trial))
        flips.append(Flip(cell[0], cell[1], a, b, keys))
    return tuple(sorted(flips, key=lambda flip: (flip.b - flip.a, flip.scenario, flip.condition)))


def _share(trials: Sequence[ScoredTrial]) -> float | None:
    told = [won for trial in trials if (won := succeeded(trial)) is not None]
    return sum(told) / len(told) if told else None
