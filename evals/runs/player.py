"""What a worker does when it is asked: it plays trials, judges them, and looks into the catalog."""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from assistant.parts import Parts
from evals.measures.verdict import verdict_of
from evals.runs.attempts import play_valid
from evals.runs.catalog import kept_of
from evals.runs.driver import Driver
from evals.runs.messages import Asked, Look, Looked, Play, Played, Setup, Survey, Surveyed, Told
from evals.runs.opened import opened
from evals.runs.record import TrialRecord
from evals.runs.simulation import problems_of, shopper_of
from evals.runs.trial import Trial
from evals.scenarios.scenario import Scenario
from evals.shoppers.shopper import Shopper

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_player(setup: Setup) -> AsyncIterator["Player"]:
    """Open the assistant of a setup.

    Raises:
        AssistantError, RetrievalError, SpeechError, AgentError: It cannot be opened.
    """
    async with opened(setup) as (parts, drivers):
        yield Player(setup, parts, drivers)


class Player:
    """Answers what a run asks.

    Args:
        setup: Of the run.
        parts: The assistant.
        drivers: By condition.
    """

    def __init__(self, setup: Setup, parts: Parts, drivers: Mapping[str, Driver]) -> None:
        self._setup = setup
        self._parts = parts
        self._drivers = drivers

    async def answer(self, asked: Asked) -> Told:
        """Do what is asked. Nothing that a trial does raises."""
        match asked:
            case Survey(scenarios):
                return self._survey(scenarios)
            case Look(ids):
                found = (self._parts.search.product(each) for each in ids)
                return Looked(tuple(product for product in found if product))
            case Play(trial):
                return await self._play(trial)

    def _survey(self, scenarios: Mapping[str, Scenario]) -> Surveyed:
        every = self._parts.search.every_product()
        products, notes = kept_of(every, scenarios.values())
        return Surveyed(products, len(every), notes=notes)

    async def _play(self, trial: Trial) -> Played:
        driver = self._drivers[trial.condition]
        record = await play_valid(
            trial, self._setup.run_seed, driver, self._shopper, problems_of
        )
        return self._judged(trial.scenario, record)

    def _shopper(self, trial: Trial) -> Shopper:
        return shopper_of(trial, self._parts.search.product)

    def _judged(self, scenario: Scenario, record: TrialRecord) -> Played:
        line = record.model_dump_json(exclude_defaults=True)
        if not record.valid:
            return Played(line, None)
        try:
            verdict = verdict_of(scenario, record, self._parts.search.product)
        except Exception as error:  # noqa: BLE001 - the record counts, whoever cannot judge it
            _log.exception("a trial could not be judged")
            return Played(line, None, notes=(f"not judged: {type(error).__name__}",))
        return Played(line, verdict.passed, tuple(str(each) for each in verdict.failures))
