"""What every measure is: of one trial it gives points, and says how points make a figure.

A measure looks at a record only, never at the assistant, so that a run can be scored again.
A trial that has nothing to be measured gives no points: then it is "not measured", not zero.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from retrieval.product import Product


class Stage(StrEnum):
    """What part of the assistant a measure looks at, in the order in which a turn passes them."""

    HEARING = "hearing"
    TURN_TAKING = "turn_taking"
    UNDERSTANDING = "understanding"
    FILTERING = "filtering"
    RANKING = "ranking"
    REPLY = "reply"
    LATENCY = "latency"
    COST = "cost"
    TASK = "task"
    """What all the others come to."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing measured."""

    value: float
    weight: float = 1.0
    """Such as the words of a reference: the mean is that of value * weight over weight."""
    turn: int | None = None
    """Which of the record's turns (its place in `turns`); None for the whole conversation."""
    why: str = ""
    """What was wrong, in a few words; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class Case:
    """A trial with what is needed to judge it."""

    scenario: Scenario
    record: TrialRecord
    catalog: tuple[Product, ...]
    """Every product there is, or what was kept of them; empty where none was kept."""
    look: Callable[[str], Product | None]
    whole: bool = True
    """Whether `catalog` is all that the shop had; of a large one a run keeps only a part."""


Statistic = Literal["mean", "median", "p95", "all_of_k"]
"""How points become a figure. "all_of_k": the share of scenarios all of whose k trials have 1."""

Better = Literal["higher", "lower", "neither"]


class Measure(Protocol):
    """One measure. Changing what it counts changes `version`."""

    name: str
    """As reports and gates name it: "pass_1", "wer"."""
    version: int
    stage: Stage
    statistic: Statistic
    unit: str
    """"", "%", "ms", "USD", "turns", ... Points of "%" are shares, 0..1."""
    better: Better
    about: str
    """What it means, in one sentence."""
    margin: float
    """The smallest difference that matters to anyone, as points count: 0.02 is two per cent."""

    def of(self, case: Case) -> tuple[Point, ...]:
        """Measure one trial; no points where there is nothing to measure."""
        ...
