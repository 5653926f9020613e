"""Plays a spoken trial that failed once more, typed with the words that were meant."""

from collections.abc import Callable
from dataclasses import replace

from evals.measures.catalog_terms import CatalogTerms
from evals.runs.driver import Driver
from evals.runs.messages import TYPED
from evals.runs.record import TrialRecord
from evals.runs.trial import Trial, play
from evals.scenarios.scenario import Scenario
from evals.shoppers.shopper import Shopper
from evals.voice.causes import Cause, Judge, Twins, cause_of


async def explain(
    trial: Trial,
    record: TrialRecord,
    typed: Driver,
    shopper_of: Callable[[Trial], Shopper],
    judge: Judge,
    terms: CatalogTerms,
) -> Cause:
    """Return what a spoken trial lost first; the typed twin takes some 20 ms a turn.

    Args:
        trial: As it was spoken, with the seed of the record.
        record: What came of it.
        typed: Types to the same assistant.
        shopper_of: Makes the trial's shopper.
        judge: Says why a trial failed.
        terms: Of the catalog.
    """
    failures = judge(record)
    if not failures:
        return "none"
    scenario = as_meant(trial.scenario)
    again = replace(trial, scenario=scenario, condition=TYPED, seed=record.seed)
    twin = await play(again, typed, shopper_of(again))
    return cause_of(Twins(record, failures, twin, typed_passed=not judge(twin)), terms)


def as_meant(scenario: Scenario) -> Scenario:
    """Return a scenario whose typed lines are heard as they are said."""
    turns = tuple(
        line.model_copy(update={"heard": None, "confidence": None}) for line in scenario.turns
    )
    return scenario.model_copy(update={"turns": turns})
