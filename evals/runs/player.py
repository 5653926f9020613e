"""What a worker does when it is asked: it plays trials, judges them, and looks into the catalog."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from evals.measures.catalog_terms import CatalogTerms
from evals.measures.failure import Failure
from evals.measures.verdict import verdict_of
from evals.runs.attempts import play_valid
from evals.runs.catalog import kept_of
from evals.runs.messages import (
    TYPED,
    Asked,
    Look,
    Looked,
    Play,
    Played,
    Setup,
    Survey,
    Surveyed,
    Told,
)
from evals.runs.opened import Opened, opened
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
    async with opened(setup) as assistant:
        yield Player(setup, assistant)


class Player:
    """Answers what a run asks.

    Args:
        setup: Of the run.
        assistant: That is tried.
    """

    def __init__(self, setup: Setup, assistant: Opened) -> None:
        self._setup = setup
        self._parts = assistant.parts
        self._assistant = assistant
        self._terms: CatalogTerms | None = None

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
        return Surveyed(products, len(every), notes=notes, noises=self._assistant.noises)

    async def _play(self, trial: Trial) -> Played:
        driver = self._assistant.drivers[trial.condition]
        record = await play_valid(trial, self._setup.run_seed, driver, self._shopper, problems_of)
        if trial.condition != TYPED and record.valid:
            record = await self._explained(trial, record)
        return self._judged(trial.scenario, record)

    async def _explained(self, trial: Trial, record: TrialRecord) -> TrialRecord:
        """Return a spoken record with what it lost first, where it failed."""
        from evals.voice.explain import explain  # noqa: PLC0415 - for spoken runs only

        def judge(each: TrialRecord) -> Sequence[Failure]:
            return verdict_of(trial.scenario, each, self._parts.search.product).failures

        if self._terms is None:
            self._terms = CatalogTerms(tuple(self._parts.search.every_product()))
        typed = self._assistant.drivers[TYPED]
        try:
            cause = await explain(trial, record, typed, self._shopper, judge, self._terms)
        except Exception as error:  # noqa: BLE001 - the record counts, whoever cannot explain it
            _log.warning("a trial could not be explained", extra={"error": type(error).__name__})
            return record
        return record if cause == "none" else record.model_copy(update={"cause": cause})

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
