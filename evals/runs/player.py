"""What a worker does when it is asked: it plays trials, judges them, and looks into the catalog."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cached_property

from assistant.catalog import store_of
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
from evals.runs.simulation import Shoppers, model_of, problems_of
from evals.runs.trial import Trial
from evals.scenarios.feasible import findings
from evals.scenarios.scenario import Scenario
from evals.scenarios.unmet import Catalog
from retrieval.index import status_of

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
        self._assistant = assistant
        self._look = assistant.parts.search.product
        model = model_of(setup.shopper_model, assistant.parts) if setup.shopper_model else None
        self._shoppers = Shoppers(self._look, model)

    async def answer(self, asked: Asked) -> Told:
        """Do what is asked. Nothing that a trial does raises."""
        match asked:
            case Survey(scenarios):
                return self._survey(scenarios)
            case Look(ids):
                return Looked(tuple(found for each in ids if (found := self._look(each))))
            case Play(trial):
                return await self._play(trial)

    def _survey(self, scenarios: Mapping[str, Scenario]) -> Surveyed:
        meta = status_of(store_of(self._setup.settings))
        catalog = Catalog(self._assistant.parts.search.every_product(), meta.digest, meta.built)
        kept, notes = kept_of(catalog.products, scenarios.values())
        found = {each.id: findings(each, catalog) for each in scenarios.values()}
        return Surveyed(
            products=kept,
            size=len(catalog.products),
            findings={name: of_one for name, of_one in found.items() if of_one},
            notes=notes,
            noises=self._assistant.noises,
        )

    async def _play(self, trial: Trial) -> Played:
        driver = self._assistant.drivers[trial.condition]
        record = await play_valid(
            trial, self._setup.run_seed, driver, self._shoppers.of, self._problems
        )
        spent = self._shoppers.spent()
        if not record.valid:
            return Played(_line(record), None, spent=spent)
        try:
            failures = self._failures(trial.scenario, record)
            cause = await self._cause(trial, record, failures)
        except Exception as error:  # noqa: BLE001 - the record counts, whoever cannot judge it
            _log.exception("a trial could not be judged")
            note = f"not judged: {type(error).__name__}."
            return Played(_line(record), None, notes=(note,), spent=spent)
        record = record.model_copy(update={"cause": cause})
        why = tuple(str(each) for each in failures)
        passed = None if not failures and not trial.scenario.is_checked else not failures
        return Played(_line(record), passed, why, spent=spent)

    def _problems(self, scenario: Scenario, record: TrialRecord) -> Sequence[str]:
        return problems_of(scenario, record, self._look)

    def _failures(self, scenario: Scenario, record: TrialRecord) -> tuple[Failure, ...]:
        return verdict_of(scenario, record, self._look).failures

    async def _cause(
        self, trial: Trial, record: TrialRecord, failures: Sequence[Failure]
    ) -> str | None:
        """Return what a spoken trial lost first: its twin is typed to the same assistant."""
        if not failures or trial.condition == TYPED:
            return None
        from evals.voice.explain import explain  # noqa: PLC0415 - for spoken runs only

        return await explain(
            replace(trial, seed=record.seed),
            record,
            self._assistant.drivers[TYPED],
            self._shoppers.of,
            lambda of: self._failures(trial.scenario, of),
            self._terms,
        )

    @cached_property
    def _terms(self) -> CatalogTerms:
        return CatalogTerms(self._assistant.parts.search.every_product())


def _line(record: TrialRecord) -> str:
    return record.model_dump_json(exclude_defaults=True)
