"""One trial until its simulation is a valid one: what a shopper did wrong is never scored."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from evals.runs.driver import Driver
from evals.runs.order import seed_of
from evals.runs.record import TrialRecord
from evals.runs.tick import tick_ms
from evals.runs.trial import Trial, play
from evals.scenarios.scenario import Scenario
from evals.shoppers.shopper import Shopper

AGAIN_MOST = 3
"""Simulations of one trial that are thrown away and made anew; the last one is kept, unscored."""

Problems = Callable[[Scenario, TrialRecord], Sequence[str]]
"""Says what the shopper, not the assistant, did wrong; `evals.shoppers.validity.problems`."""


async def play_valid(
    trial: Trial,
    run_seed: int,
    driver: Driver,
    shopper_of: Callable[[Trial], Shopper],
    problems: Problems,
) -> TrialRecord:
    """Play a trial, and again with another seed while its simulation is no valid one.

    Returns:
        The first valid record; the last one, marked, where there is none. `rejected` says
        why the others do not count.
    """
    rejected: list[str] = []
    for attempt in range(AGAIN_MOST + 1):
        seed = trial.seed if not attempt else _seed(trial, run_seed, attempt)
        again = replace(trial, seed=seed)
        tick = tick_ms()
        record = await play(again, driver, shopper_of(again))
        wrong = _wrong(problems, trial.scenario, record)
        record = record.model_copy(update={"tick_ms": tick, "rejected": tuple(rejected)})
        if not wrong:
            return record
        rejected.append("; ".join(wrong))
    return record.model_copy(update={"valid": False, "rejected": tuple(rejected)})


def _seed(trial: Trial, run_seed: int, attempt: int) -> int:
    return seed_of(run_seed, trial.scenario.id, trial.number, attempt)


def _wrong(problems: Problems, scenario: Scenario, record: TrialRecord) -> Sequence[str]:
    """Return what is wrong with a simulation; nothing where it is a valid one."""
    if not record.valid:
        return record.troubles or ("the simulated shopper failed",)
    return problems(scenario, record)
