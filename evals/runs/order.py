"""Which trials a run consists of, in which order, each with a seed of its own.

A trial's seed depends on the run's seed, the scenario's id and the trial's number only: not on
the order, not on how many run at once, and not on the condition, so that a spoken trial and its
typed twin have the same shopper.
"""

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence

from evals.runs.run import Plan
from evals.runs.trial import Trial
from evals.scenarios.scenario import Scenario


def seed_of(run_seed: int, scenario_id: str, trial: int, attempt: int = 0) -> int:
    """Return the seed of one trial, 0 to 2**31 - 1.

    Args:
        run_seed: Of the run.
        scenario_id: Of its scenario.
        trial: From 0.
        attempt: 1 and up where an earlier simulation was no valid one.
    """
    text = f"{run_seed}:{scenario_id}:{trial}:{attempt}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) >> 1


def spread(scenario_ids: Iterable[str], seed: int) -> tuple[str, ...]:
    """Return scenarios in the order of play: drawn, so that no theme has a slow hour to itself."""
    drawn = sorted(scenario_ids)
    random.Random(f"order {seed}").shuffle(drawn)
    return tuple(drawn)


def trials_of(plan: Plan, scenarios: Mapping[str, Scenario]) -> tuple[Trial, ...]:
    """Return all trials of a run in the order of play.

    Each condition, each time all scenarios once: what stops early has seen all of them.
    """
    return tuple(
        Trial(scenarios[each], number, condition, seed_of(plan.seed, each, number))
        for condition in plan.conditions
        for number in range(plan.trials)
        for each in plan.scenarios
    )


def left_of(trials: Sequence[Trial], done: Iterable[tuple[str, int, str]]) -> tuple[Trial, ...]:
    """Return the trials that are not among `done`: scenario, number, condition."""
    over = set(done)
    return tuple(t for t in trials if (t.scenario.id, t.number, t.condition) not in over)
