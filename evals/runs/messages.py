"""What a run and its worker processes tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from assistant.config import Settings
from evals.runs.trial import Trial
from evals.scenarios.feasible import Finding
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
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is impossible or odd about scenarios with this catalog, by their ids."""
    notes: tuple[str, ...] = ()
    noises: Mapping[str, str] = field(default_factory=dict)
    """Where the noise of a condition comes from."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The products that were asked for, as far as there are any."""

    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class ModelSpent:
    """What a model that plays shoppers was asked, and what that cost."""

    asked: int = 0
    fallbacks: int = 0
    """How often the state machine had to step in."""
    cost_usd: Decimal = Decimal(0)

    def __add__(self, other: "ModelSpent") -> "ModelSpent":
        """Return both together."""
        return ModelSpent(
            self.asked + other.asked,
            self.fallbacks + other.fallbacks,
            self.cost_usd + other.cost_usd,
        )

    def note(self, model: str) -> str:
        """Say it in one sentence."""
        return (
            f"{model} was asked for {self.asked} lines of shoppers and cost ${self.cost_usd:.4f}; "
            f"in {self.fallbacks} of them the state machine had to step in."
        )


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
    spent: ModelSpent = field(default=ModelSpent())


@dataclass(frozen=True, slots=True)
class Broken:
    """The worker cannot work: the assistant cannot be opened."""

    message: str
    """One sentence that says what to do."""


Asked = Survey | Look | Play
Told = Ready | Surveyed | Looked | Played | Broken
