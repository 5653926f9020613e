"""How far a build is, as whoever started it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a build does, one after the other."""

    READING = "reading"
    """The feed, into a temporary file; `done` and `total` are bytes."""
    INDEXING = "indexing"
    """Embedding and storing; `done` and `total` are products."""
    FINISHING = "finishing"
    """The engine builds its graph, which says nothing of how far it is."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one stage is."""

    stage: Stage
    done: int = 0
    total: int = 0
    """0 if it is not known."""
    products: int = 0
    """So far, while reading."""


Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tell nobody."""
