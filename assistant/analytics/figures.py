"""Any measures of any part of the log, by any of what is named of turns and over time.

A measure is taken from the smallest table that knows all that it is taken by. In a gap of time a
count is 0 within the days that the log covers and null before and after them; a share of nothing
is null wherever it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import cast

from assistant.analytics.asks import Asks
from assistant.analytics.counting import Group, Tally, can_add, source_of, tallies
from assistant.analytics.dimensions import TABLES_BY_SOURCE, Dimension, dimensions
from assistant.analytics.errors import FigureRefused
from assistant.analytics.figure import (
    MOST_MEASURES,
    MOST_ROWS,
    OTHER,
    FigureRow,
    Figures,
    Wanted,
    names_of,
    ordered,
)
from assistant.analytics.filters import Filters
from assistant.analytics.measures.measure import Distinct, How, Measure, Source, Total
from assistant.analytics.measures.registry import MEASURES
from assistant.analytics.period import Span, Step, begin_of, end_of, span_of, steps
from assistant.analytics.store import Cell


@dataclass(slots=True)
class _Counted:
    """Tallies while they are gathered."""

    hows: dict[str, How]
    groups: dict[Group, dict[str, Tally]] = field(default_factory=dict)

    def tally(self, group: Group, name: str, *, is_covered: bool) -> Tally:
        there = self.groups.get(group, {}).get(name)
        if there is not None:
            return there
        is_count = isinstance(self.hows[name], Total | Distinct)
        if not is_covered:
            return Tally(None, None)
        return Tally(0, None) if is_count else Tally(None, 0)


def measures_of(names: Sequence[str]) -> tuple[Measure, ...]:
    """Return measures by name, in order.

    Raises:
        FigureRefused: One is unknown or named twice, or they are none or too many.
    """
    if not names:
        raise FigureRefused("Name a measure; GET /v1/analytics/measures lists them.", "measures")
    if len(names) > MOST_MEASURES or len(set(names)) < len(names):
        raise FigureRefused(f"Name at most {MOST_MEASURES} measures, each once.", "measures")
    if any(name not in MEASURES for name in names):
        raise FigureRefused(
            "One of the measures is unknown; GET /v1/analytics/measures lists them.", "measures"
        )
    return tuple(MEASURES[name] for name in names)


def figures(store: Asks, wanted: Wanted, part: Filters) -> Figures:
    """Return measures of a part of the log, by what is wanted.

    Args:
        store: Is asked, once a table.
        wanted: Measures, what they are taken by, order and limit.
        part: Of the log.

    Raises:
        FigureRefused: A measure or a dimension is unknown, or the one cannot be taken by the other.
        StoreUnusable: The tables cannot be read.
    """
    measures, by = measures_of(wanted.measures), dimensions(wanted.by)
    descending, order = _order(wanted.sort, measures, by)
    span = span_of(store)
    chosen = _chosen(measures, by)
    counted = _Counted({n: how for hows in chosen.values() for n, how in hows.items()})
    for source, hows in chosen.items():
        for group, of_group in tallies(store, source, hows, by, part).items():
            counted.groups.setdefault(group, {}).update(of_group)
    folded = _fold(counted, by, order or measures[0].name, descending, wanted.limit)
    groups = _groups(counted, by, part, span)
    rows = [_row(group, counted, measures, by, (part, span)) for group in groups]
    rows = ordered(rows, by, measures, (order, descending))
    if wanted.limit is not None and all(dimension.is_time for dimension in by):
        rows = rows[: wanted.limit]
    notes = list(_notes(chosen, part))
    if len(rows) > MOST_ROWS:
        notes.append(f"Only the first {MOST_ROWS} of {len(rows)} rows are given.")
    return Figures(measures, by, tuple(rows[:MOST_ROWS]), tuple(notes), folded)


def _order(
    sort: str | None, measures: Sequence[Measure], by: Sequence[Dimension]
) -> tuple[bool, str | None]:
    """Return whether the largest comes first, and by what it is sorted."""
    if sort is None:
        return True, None
    name = sort.removeprefix("-")
    if name not in {measure.name for measure in measures} | {dimension.name for dimension in by}:
        raise FigureRefused("Sort by one of the measures asked for, or by one of by.", "sort")
    return sort.startswith("-"), name


def _chosen(measures: Sequence[Measure], by: Sequence[Dimension]) -> dict[Source, dict[str, How]]:
    chosen: dict[Source, dict[str, How]] = {}
    for measure in measures:
        source = source_of(measure, by)
        if source is None:
            raise FigureRefused(
                f"{measure.name} cannot be taken by {' and '.join(d.name for d in by)}: "
                f"it is counted from {' or '.join(measure.sources)}.",
                "by",
            )
        chosen.setdefault(source, {})[measure.name] = measure.sources[source]
    return chosen


def _notes(chosen: Mapping[Source, Mapping[str, How]], part: Filters) -> Iterable[str]:
    for source, hows in chosen.items():
        missed = part.unheeded(TABLES_BY_SOURCE[source])
        if missed:
            yield f"Not filtered by {' and '.join(missed)}: {', '.join(hows)}."


def _fold(
    counted: _Counted, by: Sequence[Dimension], order: str, descending: bool, limit: int | None
) -> int:
    """Make the groups beyond the limit one; return how many there were."""
    places = [place for place, dimension in enumerate(by) if not dimension.is_time]
    if limit is None or not places:
        return 0
    kinds: dict[Group, dict[str, Tally]] = {}
    for group, of_group in counted.groups.items():
        kind = tuple(group[place] for place in places)
        _add(kinds.setdefault(kind, {}), of_group, counted.hows)
    rank = order if order in counted.hows else next(iter(counted.hows))
    how = counted.hows[rank]

    def weight(kind: Group) -> tuple[bool, float, tuple[str, ...]]:
        value = kinds[kind].get(rank, Tally(None)).value(how)
        sign = -1 if descending or order != rank else 1
        return value is None, 0.0 if value is None else sign * value, names_of(kind)

    kept = set(sorted(kinds, key=weight)[:limit])
    if len(kept) == len(kinds):
        return 0
    folded: dict[Group, dict[str, Tally]] = {}
    for group, of_group in counted.groups.items():
        is_kept = tuple(group[place] for place in places) in kept
        into = (
            group
            if is_kept
            else tuple(OTHER if place in places else value for place, value in enumerate(group))
        )
        _add(folded.setdefault(into, {}), of_group, counted.hows)
    counted.groups = folded
    return len(kinds) - len(kept)


def _add(into: dict[str, Tally], tallied: Mapping[str, Tally], hows: Mapping[str, How]) -> None:
    for name, tally in tallied.items():
        if name not in into:
            into[name] = tally
        else:
            into[name] = into[name] + tally if can_add(hows[name]) else Tally(None, None)


def _groups(
    counted: _Counted, by: Sequence[Dimension], part: Filters, span: Span | None
) -> list[Group]:
    """Return the groups to show: those there are, and those of every gap in time."""
    if not by:
        return [()]
    axes: list[list[Cell]] = [[] for _ in by]
    for place, dimension in enumerate(by):
        if dimension.is_time:
            axes[place] = _times(dimension, part, span)
    kinds = {
        tuple(None if dimension.is_time else value for dimension, value in zip(by, g, strict=True))
        for g in counted.groups
    } or ({tuple(None for _ in by)} if all(dimension.is_time for dimension in by) else set())
    if not any(axes):
        return list(counted.groups)
    size = len(kinds)
    for axis in axes:
        size *= max(1, len(axis))
    if size > MOST_ROWS:
        return list(counted.groups)
    filled: dict[Group, None] = dict.fromkeys(counted.groups)
    for kind in kinds:
        choices = [axis or [value] for axis, value in zip(axes, kind, strict=True)]
        filled.update(dict.fromkeys(product(*choices)))
    return list(filled)


def _times(dimension: Dimension, part: Filters, span: Span | None) -> list[Cell]:
    if dimension.name == "hour":
        return list(range(24)) if span is not None else []
    return list(steps(part, span, cast("Step", dimension.name)))


def _row(
    group: Group,
    counted: _Counted,
    measures: Sequence[Measure],
    by: Sequence[Dimension],
    when: tuple[Filters, Span | None],
) -> FigureRow:
    covered = _is_covered(group, by, *when)
    found = [counted.tally(group, m.name, is_covered=covered) for m in measures]
    return FigureRow(
        group,
        tuple(
            _whole(t.value(counted.hows[m.name]))
            if m.unit == "count"
            else t.value(counted.hows[m.name])
            for t, m in zip(found, measures, strict=True)
        ),
        tuple(
            _whole(t.whole or 0) if m.is_ratio else None
            for t, m in zip(found, measures, strict=True)
        ),
    )


def _whole(number: float | None) -> float | None:
    """Return a count as a whole number where it is one."""
    return int(number) if number is not None and number == int(number) else number


def _is_covered(group: Group, by: Sequence[Dimension], part: Filters, span: Span | None) -> bool:
    """Say whether the log covers any of a row's days: none means null, not 0."""
    if span is None:
        return False
    first, last = part.first, part.last
    for dimension, value in zip(by, group, strict=True):
        if dimension.is_time and dimension.name != "hour":
            step = cast("Step", dimension.name)
            begin = begin_of(cast("date", value), step)
            first, last = max(first, begin), min(last, end_of(begin, step))
    return span.overlaps(first, last)
