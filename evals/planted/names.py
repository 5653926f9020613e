"""Which faults can be planted, and where a comparison must find each."""

from dataclasses import dataclass
from typing import Final

from evals.measures.measure import Stage

LYING_MODEL: Final = "lying-model"
"""Replies by a model that states wrong prices, with the guard on: what "guard-off" is compared
with, since without a model there is nothing to guard."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault."""

    name: str
    about: str
    stage: Stage
    """Where a comparison must say that it began."""
    baseline: str | None = None
    """What is planted in the run that it is compared with; None for nothing."""
    spoken: bool = False
    """Whether it can only be met by voice."""


FAULTS: Final[tuple[Fault, ...]] = (
    Fault("ranker-off", "candidates come in the catalog's order", Stage.RANKING),
    Fault("price-filter-off", "price bounds are not searched with", Stage.FILTERING),
    Fault(
        "no-biasing",
        "the recogniser is not told of the catalog, and nothing is repaired",
        Stage.HEARING,
        spoken=True,
    ),
    Fault("slow", "planning a turn and storing it take twice as long", Stage.LATENCY),
    Fault(
        "guard-off",
        "a model states wrong prices and nobody checks it",
        Stage.REPLY,
        baseline=LYING_MODEL,
    ),
    Fault(
        "act-confused", "what is to go into the cart is taken for a question", Stage.UNDERSTANDING
    ),
    Fault("no-exclusions", "what is not wanted is not understood", Stage.UNDERSTANDING),
    Fault("no-relaxation", "nothing is found where not all wishes can be met", Stage.RANKING),
)
REQUIRED: Final = ("ranker-off", "price-filter-off", "no-biasing", "slow", "guard-off")
"""Those that a comparison is promised to find."""


def fault_named(name: str) -> Fault | None:
    """Return the fault of that name; None if there is none."""
    return next((fault for fault in FAULTS if fault.name == name), None)
