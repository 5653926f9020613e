"""Equal hits in one order: engines return them in any, and another order is another answer."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from retrieval.engine import Hit, PointId

DIGITS = 5
"""Of a score that count for the order: engines sum in other orders, and differ after these."""


class Scored(Protocol):
    """A point as an engine found it."""

    @property
    def id(self) -> PointId: ...

    @property
    def score(self) -> float: ...


_S = TypeVar("_S", bound=Scored)


def best_first(points: Iterable[_S]) -> list[_S]:
    """Return `points` by score, equal ones by id."""
    return sorted(points, key=lambda point: (-round(point.score, DIGITS), str(point.id)))


def by_key(hits: Iterable[Hit], key: str, descending: bool) -> list[Hit]:
    """Return `hits` by one of `ORDER_KEYS`, equal ones by id."""
    sign = -1.0 if descending else 1.0
    return sorted(hits, key=lambda hit: (sign * float(getattr(hit.facts, key)), str(hit.id)))
