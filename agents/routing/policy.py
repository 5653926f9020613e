"""The routing policy: one TOML file that says who phrases what, and what must never happen.

Types only; `policy_file` reads them with the line of every mistake, `policy_checks` looks for
mistakes between tables. A table that is missing has the defaults that stand here.
"""

from functools import cached_property
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agents.acts import Act
from agents.ledger.budgets import BudgetRule, Unpriced
from agents.models.call import Task
from agents.models.spec import ModelSpec, PersonalData
from agents.routing.decision import TEMPLATE, TierName

ModelTier = Literal["open", "closed"]
MODEL_TIERS: tuple[ModelTier, ...] = ("open", "closed")
"""From the cheaper to the dearer one."""
SCORE = "score"
"""Stands where a rule names a tier: the trained score chooses one."""


class Table(BaseModel):
    """A table in which an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(Table):
    """Numbers from `min` to `max`, both included; either may be left out."""

    min: float | None = None
    max: float | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> "Range":
        if self.min is None and self.max is None:
            raise ValueError("a range needs min, max or both: { min = 3 }")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min:g} is above max {self.max:g}: nothing is in there")
        return self

    def holds(self, value: float | None) -> bool:
        """Say whether a value is in the range; what is not known is in none."""
        if value is None:
            return False
        low, high = self.min, self.max
        return (low is None or value >= low) and (high is None or value <= high)


def _as_range(given: Any) -> Any:
    """Take a single number as the range that holds it alone."""
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return {"min": given, "max": given}
    return given


AsRange = Annotated[Range, BeforeValidator(_as_range)]


class When(Table):
    """What a turn must be like for a rule to hold; every key that is given must fit."""

    acts: frozenset[Act] | None = None
    """At least one of the turn's acts is among these."""
    only_acts: frozenset[Act] | None = None
    """All of the turn's acts are among these."""
    parts: frozenset[str] | None = None
    """At least one part of the reply is among these: "Found", "Compared"."""
    results: AsRange | None = None
    constraints: AsRange | None = None
    relaxed: AsRange | None = None
    """Wishes that were given up to find anything."""
    words: AsRange | None = None
    turn: AsRange | None = None
    """From 0."""
    reading_confidence: AsRange | None = None
    asr_confidence: AsRange | None = None
    """Never fits typed text."""
    follow_up: bool | None = None
    spoken: bool | None = None
    tenants: frozenset[str] | None = None
    personal_data: frozenset[PersonalData] | None = None


class Rule(Table):
    """One rule; the first that fits a turn decides."""

    name: str = Field(min_length=1, max_length=60)
    """Stands among the reasons of every decision that it makes."""
    task: Task = Task.REPLY
    when: When = When()
    tier: Literal["template", "open", "closed", "score"] | None = None
    """"score" leaves it to the trained score."""
    model: str | None = None
    """One model instead of a tier; the rest of its tier steps in for it."""
    first_content_s: float | None = Field(default=None, gt=0, le=600)
    """Instead of the task's, for what this rule chooses."""
    open_with_plan: bool | None = None
    """Instead of the task's."""

    @model_validator(mode="after")
    def _names_one(self) -> "Rule":
        if (self.tier is None) == (self.model is None):
            raise ValueError("a rule names either a tier or a model")
        return self


class TaskPolicy(Table):
    """Who may do one task, and in what time."""

    tiers: tuple[ModelTier, ...] = MODEL_TIERS
    """Who may be asked; fallbacks follow in this order."""
    default: Literal["template", "open", "closed"] = "template"
    """Where no rule fits. "template" is our own code; for other tasks than the reply, nobody."""
    escalate: bool = True
    """Whether a dearer tier may step in where the chosen one fails or may not be asked."""
    fallbacks: int = Field(default=2, ge=0, le=8)
    """Models that may step in, at most; the template always comes last."""
    first_content_s: float = Field(default=0.6, gt=0, le=600)
    """Of each model, from the request to its first content."""
    total_s: float = Field(default=6.0, gt=0, le=3600)
    hedge: Literal["never", "when_slow", "always"] = "never"
    """Whether the first fallback is asked too before the deadline; `when_slow`: only where the
    model's usual time to the first content is over half of it."""
    open_with_plan: bool = False
    speculate: bool = False
    max_output_tokens: int = Field(default=160, ge=1, le=100_000)

    @model_validator(mode="after")
    def _default_is_allowed(self) -> "TaskPolicy":
        if self.default != TEMPLATE and self.default not in self.tiers:
            raise ValueError(f"default is {self.default!r}, which is not among its tiers")
        if len(set(self.tiers)) < len(self.tiers):
            raise ValueError("tiers names one tier twice")
        if self.total_s < self.first_content_s:
            raise ValueError("total_s is shorter than first_content_s")
        return self


_PATIENCE: Final[dict[str, dict[str, float | int]]] = {
    "reading": {"first_content_s": 1.0, "total_s": 2.0, "max_output_tokens": 400},
    "summary": {"first_content_s": 5.0, "total_s": 30.0, "max_output_tokens": 500},
    "labelling": {"first_content_s": 60.0, "total_s": 180.0, "max_output_tokens": 2_000},
    "vision": {"first_content_s": 10.0, "total_s": 30.0, "max_output_tokens": 600},
}
"""What a task's table says of times and lengths where it is silent: nobody listens to these."""


class Tasks(Table):
    """The tasks that are routed apart."""

    reply: TaskPolicy = TaskPolicy()
    reading: TaskPolicy = TaskPolicy.model_validate(_PATIENCE["reading"])
    summary: TaskPolicy = TaskPolicy.model_validate(_PATIENCE["summary"])
    labelling: TaskPolicy = TaskPolicy.model_validate(_PATIENCE["labelling"])
    vision: TaskPolicy = TaskPolicy.model_validate(_PATIENCE["vision"])

    @model_validator(mode="before")
    @classmethod
    def _with_patience(cls, given: Any) -> Any:
        """Fill what a table leaves out from the task's own defaults, not from the reply's."""
        if not isinstance(given, dict):
            return given
        return {name: _patient(name, table) for name, table in given.items()}


def _patient(task: str, table: Any) -> Any:
    if not isinstance(table, dict) or task not in _PATIENCE:
        return table
    filled = {**_PATIENCE[task], **table}
    total_s, first_s = filled["total_s"], filled["first_content_s"]
    numbers = isinstance(total_s, int | float) and isinstance(first_s, int | float)
    if numbers and "first_content_s" not in table:
        filled["first_content_s"] = min(first_s, total_s)
    if numbers and "total_s" not in table:
        filled["total_s"] = max(first_s, total_s)
    return filled


class Tiers(Table):
    """Which models a tier has, the first choice first."""

    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class TenantPolicy(Table):
    """What one shop allows. `[tenants.default]` is for every shop without a table of its own."""

    allow: frozenset[str] | None = None
    """Names of models and tiers; None allows all."""
    region: str | None = None
    """Models must run there; one that states no region is not asked."""


class Explore(Table):
    """Chance, at a stated rate, so that what was not chosen can be judged too."""

    rate: float = Field(default=0.0, ge=0, le=0.5)
    """Share of the turns in which any allowed model, or the template, is chosen at random."""
    acts: frozenset[Act] = frozenset()
    """Only turns all of whose acts are among these."""
    tiers: frozenset[TierName] = frozenset({"template", "open", "closed"})


class ScorePolicy(Table):
    """The score that `aisle route train` made of logged turns."""

    file: str = Field(min_length=1)
    """Beside the policy file."""
    usd_per_quality: float = Field(default=0.002, ge=0)
    """What a good reply instead of a bad one is worth; a tier is chosen where its gain is."""
    least_gain: dict[ModelTier, float] = {}
    """Of the predicted quality over every cheaper tier; below it, the tier is not chosen."""


class Sticky(Table):
    """Staying with a conversation's model, whose provider has its prompt in the cache."""

    on: bool = True
    min_gain: float = Field(default=0.2, ge=0, le=1)
    """Share of the cost that a change within a tier must save to be made."""
    cache_s: float = Field(default=300.0, gt=0)
    """How long a provider keeps a prompt; Anthropic's default, and OpenAI's least, is 5 min."""
    conversations: int = Field(default=10_000, ge=1)
    """That are remembered."""


class BreakerPolicy(Table):
    """When a model that fails is left alone, and for how long."""

    failures: int = Field(default=3, ge=1)
    """In a row."""
    share: float = Field(default=0.5, gt=0, le=1)
    """Or this share of the calls within `window_s`, once there were `calls`."""
    calls: int = Field(default=10, ge=1)
    window_s: float = Field(default=30.0, gt=0)
    wait_s: float = Field(default=10.0, gt=0)
    """Until one turn may try it again; doubles with every trial that fails."""
    longest_wait_s: float = Field(default=300.0, gt=0)
    misconfigured_wait_s: float = Field(default=600.0, gt=0)
    """Where only a person can mend it: a wrong key, an unknown model."""


class Policy(Table):
    """The whole file."""

    models: dict[str, ModelSpec] = {}
    tiers: Tiers = Tiers()
    tasks: Tasks = Tasks()
    rules: tuple[Rule, ...] = ()
    tenants: dict[str, TenantPolicy] = {}
    budgets: tuple[BudgetRule, ...] = ()
    unpriced: Unpriced = "count"
    """Whether a model may be asked whose price is not known; such calls are counted apart."""
    kill: frozenset[str] = frozenset()
    """Models and tiers that nobody may be sent to from now on; "all" is every model."""
    explore: Explore = Explore()
    score: ScorePolicy | None = None
    sticky: Sticky = Sticky()
    breaker: BreakerPolicy = BreakerPolicy()

    @cached_property
    def tier_of(self) -> dict[str, ModelTier]:
        """Return the tier of every model that is in one."""
        by_tier: dict[str, ModelTier] = dict.fromkeys(self.tiers.closed, "closed")
        return by_tier | dict.fromkeys(self.tiers.open, "open")

    def in_tier(self, tier: str) -> tuple[str, ...]:
        """Return a tier's models, the first choice first; the template has none."""
        return (
            self.tiers.open if tier == "open" else (self.tiers.closed if tier == "closed" else ())
        )

    def task(self, task: Task) -> TaskPolicy:
        """Return what is said of a task."""
        found: TaskPolicy = getattr(self.tasks, task.value)
        return found

    def tenant(self, name: str) -> TenantPolicy:
        """Return what a shop allows: its own table, else `[tenants.default]`, else everything."""
        return self.tenants.get(name) or self.tenants.get("default") or _ANYTHING


_ANYTHING = TenantPolicy()
