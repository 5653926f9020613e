"""What a run and its worker processes tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.config import Settings
from evals.runs.run import Skipped
from evals.runs.trial import Trial
from evals.scenarios.scenario import Scenario
from retrieval.product import Product

TYPED = "typed"
"""The condition of conversations that are typed."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker opens before its first trial."""

    settings: Settings
    """With a home of the worker's own."""
    run_seed: int
    conditions: tuple[str, ...] = ("typed",)
    sounds: Path | None = None
    """Where recordings go; None keeps none."""
    clips: Path | None = None
    """Where the shoppers' spoken lines are kept from run to run."""
    planted: str | None = None
    shopper_model: str | None = None
    real_time: bool = False
    """Spoken conversations take as long as they would for a person."""
    alone: bool = True
    """Whether no other worker computes meanwhile: only then are spoken latencies kept."""

    @property
    def is_spoken(self) -> bool:
        """Whether anything is said aloud."""
        return any(condition != TYPED for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Survey:
    """Ask what the catalog holds of these scenarios, before anything is played."""

    scenarios: Mapping[str, Scenario]


@dataclass(frozen=True, slots=True)
class Look:
    """Ask for products by their ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """Ask for one trial."""

    trial: Trial


@dataclass(frozen=True, slots=True)
class Ready:
    """The assistant is open."""

    pid: int


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What the catalog holds."""

    products: tuple[Product, ...]
    size: int
    """Products of the catalog."""
    skipped: tuple[Skipped, ...] = ()
    """Scenarios that this catalog makes impossible."""
    odd: tuple[str, ...] = ()
    """What is strange about others, a sentence each."""
    notes: tuple[str, ...] = ()
    noises: Mapping[str, str] = field(default_factory=dict)
    """Where the noise of a condition comes from."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The products that were asked for, as far as there are any."""

    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """One trial is over."""

    record: str
    """`TrialRecord` as JSON."""
    passed: bool | None
    """None: nothing says when it succeeds, or it could not be judged."""
    failures: tuple[str, ...] = ()
    """What was expected and what came, with the turn, a line each."""
    notes: tuple[str, ...] = field(default=())
    """What failed in judging it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The worker cannot work: the assistant cannot be opened."""

    message: str
    """One sentence that says what to do."""


Asked = Survey | Look | Play
Told = Ready | Surveyed | Looked | Played | Broken
