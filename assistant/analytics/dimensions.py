"""What figures can be taken by: columns of the tables, and stretches of time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.analytics.errors import FigureRefused
from assistant.analytics.measures.measure import Source
from assistant.analytics.tables import DAILY, LATENCY, SESSIONS, TURNS, Table

TABLES_BY_SOURCE: Final[dict[Source, Table]] = {
    "daily": DAILY,
    "sessions": SESSIONS,
    "turns": TURNS,
    "latency": LATENCY,
}
MOST: Final = 3
"""Dimensions at once."""

_COLUMNS: Final = {
    "modality": "Voice or text",
    "intent": "Intent",
    "category": "Category",
    "tier": "Tier",
    "door": "Door",
    "application": "Application",
    "reformulation": "Reformulation",
}
_TIMES: Final = {"day": "Day", "week": "Week", "month": "Month"}
_EXPERIMENT: Final = "experiment:"
EXPERIMENT_NAME: Final = re.compile(r"[\w.-]{1,64}", re.ASCII)
NAMES: Final = (*_TIMES, "hour", *_COLUMNS, "known")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to take figures by."""

    name: str
    title: str

    @property
    def is_time(self) -> bool:
        """Whether it has gaps to fill: an hour of the day has none that matter less."""
        return self.name in _TIMES or self.name == "hour"

    def sql(self, source: Source) -> str | None:
        """Return the expression that gives it for a row of a source; None where it has none."""
        table = TABLES_BY_SOURCE[source]
        if self.name == "day":
            return "day"
        if self.name in _TIMES:
            return f"CAST(date_trunc('{self.name}', day) AS DATE)"
        if self.name == "hour":
            column = "timestamp" if source == "turns" else None
            column = "started_at" if source == "sessions" else column
            return None if column is None else f"CAST(extract(hour FROM {column}) AS BIGINT)"
        if self.name.startswith(_EXPERIMENT):
            return _arm(self.name[len(_EXPERIMENT) :]) if "experiments" in table.names else None
        if self.name == "known":
            if "known" in table.names:
                return "known"
            return "client_id IS NOT NULL" if "client_id" in table.names else None
        return self.name if self.name in table.names else None


def _arm(experiment: str) -> str:
    quoted = re.escape(experiment).replace(r"\-", "-")
    return (
        f'CASE WHEN strpos(experiments, \'"{experiment}":"\') > 0'
        f' THEN regexp_replace(experiments, \'^.*"{quoted}":"([^"]*)".*$\', \'\\1\') END'
    )


def dimensions(names: Sequence[str]) -> tuple[Dimension, ...]:
    """Return dimensions by name, in order.

    Args:
        names: Of `NAMES`, or "experiment:NAME"; at most three, each once, one stretch of time.

    Raises:
        FigureRefused: One is unknown, or they are too many; the message names those there are.
    """
    if len(names) > MOST:
        raise FigureRefused(f"Take figures by at most {MOST} things at once.", "by")
    if len(set(names)) < len(names):
        raise FigureRefused("Name each thing to take figures by once.", "by")
    found = tuple(_dimension(name) for name in names)
    if sum(dimension.name in _TIMES for dimension in found) > 1:
        raise FigureRefused("Choose one of day, week and month.", "by")
    return found


def _dimension(name: str) -> Dimension:
    if name in _TIMES:
        return Dimension(name, _TIMES[name])
    if name in _COLUMNS:
        return Dimension(name, _COLUMNS[name])
    if name == "hour":
        return Dimension(name, "Hour, UTC")
    if name == "known":
        return Dimension(name, "Known shopper")
    if name.startswith(_EXPERIMENT) and EXPERIMENT_NAME.fullmatch(name[len(_EXPERIMENT) :]):
        return Dimension(name, f"Arm of {name[len(_EXPERIMENT) :]}")
    raise FigureRefused(
        f"Figures can be taken by {', '.join(NAMES)} and experiment:NAME only.", "by"
    )
