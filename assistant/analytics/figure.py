"""What is asked for of figures, and how it is answered. Types, and the order of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.analytics.counting import Group
from assistant.analytics.dimensions import Dimension
from assistant.analytics.measures.measure import Measure
from assistant.analytics.store import Cell

OTHER: Final = "(other)"
"""What groups beyond the limit are called together; no value of ours has brackets."""
MOST_ROWS: Final = 20_000
"""A page draws no more, and 20,000 rows of JSON are 2 MB."""
MOST_MEASURES: Final = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    measures: Sequence[str]
    by: Sequence[str] = ()
    sort: str | None = None
    """Name of a measure or of one of `by`, "-" before it for the largest first; None: time first,
    then the first measure, largest first."""
    limit: int | None = None
    """Groups, apart from time, that are kept; the rest is one group more, `OTHER`."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of an answer."""

    group: Group
    values: tuple[float | None, ...]
    """One a measure."""
    wholes: tuple[float | None, ...]
    """What each is a share or a mean of, 0 where there was none of it; None of a total."""


@dataclass(frozen=True, slots=True)
class Figures:
    """An answer."""

    measures: tuple[Measure, ...]
    by: tuple[Dimension, ...]
    rows: tuple[FigureRow, ...]
    notes: tuple[str, ...] = ()
    """One sentence each: what of the question could not be kept to."""
    folded: int = 0
    """How many groups `OTHER` stands for."""


def names_of(group: Group) -> tuple[str, ...]:
    """Return a group as texts, to order by."""
    return tuple("" if value is None else str(value) for value in group)


def ordered(
    rows: list[FigureRow],
    by: Sequence[Dimension],
    measures: Sequence[Measure],
    order: tuple[str | None, bool],
) -> list[FigureRow]:
    """Return rows in order: nulls last, ties by the groups' names, `OTHER` after all."""
    name, descending = order
    times = [place for place, dimension in enumerate(by) if dimension.is_time]
    at = next((place for place, m in enumerate(measures) if m.name == name), 0)
    by_group = next((place for place, d in enumerate(by) if d.name == name), None)

    def key(row: FigureRow) -> tuple[object, ...]:
        is_other = OTHER in row.group
        if by_group is not None:
            value = row.group[by_group]
            return is_other, value is None, _rank(value, descending), names_of(row.group)
        time = () if name else tuple(str(row.group[place]).zfill(4) for place in times)
        figure = row.values[at]
        rank = 0.0 if figure is None else -figure if descending else figure
        return time, is_other, figure is None, rank, names_of(row.group)

    return sorted(rows, key=key)


def _rank(value: Cell, descending: bool) -> tuple[object, ...]:
    if value is None:
        return ()
    if isinstance(value, bool | int | float):
        return (-value if descending else value,)
    text = str(value)
    return (*(-ord(letter) for letter in text), 1) if descending else (text,)
