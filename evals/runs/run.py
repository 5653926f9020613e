"""A run that is on disk, as everything after it reads it: measures, statistics, the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from retrieval.product import Product

RUN_FILE = "run.json"
SCENARIOS_FILE = "scenarios.json"
CATALOG_FILE = "catalog.json"
TRIALS_FILE = "trials.jsonl"
SOUNDS_FOLDER = "sounds"
FIGURES_FILE = "figures.json"
REPORT_FILE = "report.html"
JUNIT_FILE = "junit.xml"


class Plan(BaseModel):
    """What a run was to play. The same plan and seed play the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    seed: int
    trials: int
    conditions: tuple[str, ...]
    """As `evals.voice` names them; "typed" is by typing."""
    scenarios: tuple[str, ...]
    """Ids, in the order in which they are played."""
    planted: str | None = None
    """A fault that was put into the assistant on purpose, to see whether the run shows it."""


class Skipped(BaseModel):
    """A scenario that was not played, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario: str
    file: str | None = None
    line: int | None = None
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it was read from its folder."""

    folder: Path
    plan: Plan
    stamp: Mapping[str, Any]
    """Commit, catalog, weights, policy, settings, simulator version, machine: whatever could
    explain a difference."""
    scenarios: Mapping[str, Scenario]
    catalog: tuple[Product, ...]
    records: tuple[TrialRecord, ...]
    """One a trial, in the plan's order, invalid ones included."""
    skipped: tuple[Skipped, ...] = ()
    missing: int = 0
    """Trials of the plan that have not been played: the run was stopped."""
    notes: tuple[str, ...] = field(default=())
    """What a reader must know, such as lines of the journal that were torn."""

    @property
    def state(self) -> Literal["whole", "stopped"]:
        return "whole" if self.missing == 0 else "stopped"
