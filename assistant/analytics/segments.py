"""Which values each filter can take."""

from dataclasses import dataclass
from typing import Final

from assistant.analytics.asks import Asks
from assistant.analytics.experiments import Experiment, experiments
from assistant.analytics.filters import Filters
from assistant.analytics.period import Span, span_of
from assistant.analytics.store import Cell
from assistant.analytics.tables import DAILY

NAMES: Final = ("application", "modality", "door", "intent", "category", "tier", "known")
MOST: Final = 200
"""Values of one filter that are told, those with the most turns first."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One value of one filter."""

    name: str
    value: Cell
    """None: it is not known."""
    turns: int


@dataclass(frozen=True, slots=True)
class Segments:
    """All that can be filtered by, in a stretch of days."""

    values: tuple[Segment, ...]
    """By filter, the most turns first."""
    experiments: tuple[Experiment, ...]
    span: Span | None
    """What the whole log covers."""


def segments(store: Asks, part: Filters) -> Segments:
    """Return the values that each filter can take in a part of the log.

    Raises:
        StoreUnusable: The tables cannot be read.
    """
    where, parameters = part.where(DAILY)
    sets = ", ".join(f"({name})" for name in NAMES)
    marks = ", ".join(f"grouping({name}) AS not_{name}" for name in NAMES)
    rows = store.ask(
        f"SELECT {', '.join(NAMES)}, {marks}, CAST(sum(turns) AS BIGINT) AS turns FROM daily"
        f" WHERE {where} GROUP BY GROUPING SETS ({sets})",
        parameters,
    ).rows
    found: dict[str, list[Segment]] = {name: [] for name in NAMES}
    for row in rows:
        place = row[len(NAMES) : 2 * len(NAMES)].index(0)
        turns = row[-1]
        found[NAMES[place]].append(
            Segment(NAMES[place], row[place], int(turns) if isinstance(turns, int) else 0)
        )
    values = [
        segment
        for of_name in found.values()
        for segment in sorted(of_name, key=lambda s: (-s.turns, str(s.value)))[:MOST]
    ]
    return Segments(tuple(values), experiments(store, part), span_of(store))
