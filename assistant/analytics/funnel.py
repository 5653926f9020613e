"""From a session to an order: how many sessions came how far.

A session is at a step if it reached it or a later one: who orders at once has skipped the cart,
and is not lost there. `did` says how many took the step itself.
"""

from dataclasses import dataclass
from typing import Final

from assistant.analytics.asks import Asks
from assistant.analytics.dimensions import Dimension, dimensions
from assistant.analytics.errors import FigureRefused
from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell
from assistant.analytics.tables import SESSIONS

STEPS: Final = (
    ("sessions", "Said something", "turns > 0"),
    ("shown", "Were shown products", "shown > 0"),
    ("spoken", "Had one spoken of", "spoken > 0"),
    ("looked", "Asked, clicked or viewed", "asked + coalesce(clicks, 0) + coalesce(views, 0) > 0"),
    ("cart", "Put one into the cart", "carts > 0"),
    ("order", "Ordered", "orders > 0"),
)
"""Name, title, and what a session did."""
MOST: Final = 20
"""Values of a dimension that are told, those with the most sessions first."""


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step of one group."""

    group: Cell
    step: str
    title: str
    reached: int | None
    """Sessions that came here or further; None where the log does not say."""
    did: int | None
    of_before: float | None
    """Share of the step before; None of the first, or of nothing."""
    of_first: float | None


def funnel(store: Asks, part: Filters, by: str | None = None) -> tuple[FunnelStep, ...]:
    """Return the steps of each value of a dimension, or of all sessions.

    Args:
        store: Is asked, once.
        part: Of the log.
        by: Of `dimensions`, no time; None for all.

    Raises:
        FigureRefused: It cannot be taken by that.
        StoreUnusable: The tables cannot be read.
    """
    key = "NULL"
    if by is not None:
        (dimension,) = dimensions([by])
        key = _key(dimension)
    where, parameters = part.where(SESSIONS)
    rows = store.ask(
        f"SELECT {key} AS by_0, {_bits('{0}')} AS done, {_bits('({0}) IS NOT NULL')} AS told,"
        f" count(*) AS sessions FROM sessions WHERE turns > 0 AND {where} GROUP BY 1, 2, 3",
        parameters,
    ).rows
    groups: dict[Cell, list[tuple[int, int, int]]] = {} if by else {None: []}
    for group, *counts in rows:
        done, told, sessions = (int(cell) if isinstance(cell, int) else 0 for cell in counts)
        groups.setdefault(group, []).append((done, told, sessions))
    largest = sorted(groups, key=lambda group: (-sum(n for *_, n in groups[group]), str(group)))
    return tuple(step for group in largest[:MOST] for step in _steps(group, groups[group]))


def _key(dimension: Dimension) -> str:
    key = dimension.sql("sessions")
    if key is None or dimension.is_time:
        raise FigureRefused(f"The funnel cannot be taken by {dimension.name}.", "by")
    return key


def _bits(condition: str) -> str:
    """Return a number with a bit for each step for which a condition holds."""
    return " + ".join(
        f"CASE WHEN {condition.format(did)} THEN {1 << place} ELSE 0 END"
        for place, (_, _, did) in enumerate(STEPS)
    )


def _steps(group: Cell, counted: list[tuple[int, int, int]]) -> list[FunnelStep]:
    """Return the steps of one group.

    Args:
        group: Which.
        counted: Sessions by what they did and by what is known of them: done, told, sessions.
    """
    found: list[FunnelStep] = []
    first: int | None = None
    before: int | None = None
    for place, (name, title, _) in enumerate(STEPS):
        is_known = any(told >> place & 1 for _, told, _ in counted)
        reached = sum(n for done, _, n in counted if done >> place) if is_known else None
        did = sum(n for done, _, n in counted if done >> place & 1) if is_known else None
        of_before = _share(reached, before) if place else None
        of_first = _share(reached, first) if place else None
        found.append(FunnelStep(group, name, title, reached, did, of_before, of_first))
        first = reached if place == 0 else first
        before = before if reached is None else reached
    return found


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None
