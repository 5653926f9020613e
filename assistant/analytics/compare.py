"""Two values of a dimension side by side, such as voice and text, within each intent.

Over all turns, voice and text differ by what they are used for as well: a shopper who speaks may
ask more and search less. So they are compared within an intent, and together with the same mix of
intents on both sides (direct standardisation). Where that turns the sign of the difference over
all, it says so: Simpson's paradox.

Sources: Simpson, JRSS B 13 (1951); Fleiss, Levin and Paik, Statistical Methods for Rates and
Proportions, 3rd ed. (2003), chapter 19, for standardisation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.analytics.asks import Asks
from assistant.analytics.clustering import Grouping, clusters_of, together, unclustered
from assistant.analytics.compared import Compared, ComparedRow, Side
from assistant.analytics.counting import source_of
from assistant.analytics.dimensions import TABLES_BY_SOURCE, Dimension, dimensions
from assistant.analytics.errors import FigureRefused
from assistant.analytics.figures import measures_of
from assistant.analytics.filters import Filters
from assistant.analytics.intervals import (
    FEW,
    Clusters,
    difference_of,
    holm,
    mean_difference,
)
from assistant.analytics.measures.measure import Measure, Ratio, Source
from assistant.analytics.store import Cell
from assistant.analytics.sums_only import counted_from

EVERYTHING: Final = "(all)"
SAME_MIX: Final = "(all, same mix)"
FEW_DAYS: Final = 10
"""Days are the clusters of what is counted by day; below ten their spread cannot be told, and
turns are taken for independent, which a note says."""
MOST_WITHIN: Final = 50
_SIDES: Final[Mapping[str, tuple[str, str]]] = {"modality": ("text", "voice")}


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is to be compared."""

    measures: Sequence[str]
    by: str = "modality"
    a: str | None = None
    """A value of `by`; for the modality, text."""
    b: str | None = None
    within: str | None = "intent"


def compare(store: Asks, asked: Comparing, part: Filters) -> Compared:
    """Return measures of two values of a dimension, within each value of another and in all.

    Args:
        store: Is asked, once a table.
        asked: What is compared.
        part: Of the log.

    Raises:
        FigureRefused: A name is unknown, or a measure is no share or mean.
        StoreUnusable: The tables cannot be read.
    """
    named = [asked.by, *([asked.within] if asked.within else [])]
    by = dimensions(named)
    if any(dimension.is_time for dimension in by):
        raise FigureRefused("Compare by and within what is no time.", "by")
    a, b = _sides(asked)
    within = by[1] if asked.within else None
    rows: list[ComparedRow] = []
    notes: list[str] = []
    for source, measures in _by_source(measures_of(asked.measures), by).items():
        groups = [str(dimension.sql(source)) for dimension in by]
        grouping = Grouping(
            "session" if source == "sessions" else "day",
            groups,
            f"CAST({groups[0]} AS TEXT) IN ($side_a, $side_b)",
            _hint(source, measures, groups, part),
            {"side_a": a, "side_b": b},
        )
        found = clusters_of(store, source, measures, part, grouping)
        if source == "sessions":
            whole = _all_sessions(found, measures)
        else:
            whole = clusters_of(store, source, measures, part, replace(grouping, groups=groups[:1]))
        for measure in measures:
            table = _Table(measure, is_daily=source != "sessions")
            told = {_key(key): sums[measure.name] for key, sums in {**found, **whole}.items()}
            rows += _rows(table, told, (a, b), is_within=within is not None)
            notes += table.notes
    return Compared(a, b, within, tuple(rows), tuple(dict.fromkeys(notes)))


def _hint(source: Source, measures: Sequence[Measure], groups: Sequence[str], part: Filters) -> str:
    """Return what says behind a table's name that only its sums are asked."""
    if source == "sessions":  # each of them is a cluster
        return ""
    table = TABLES_BY_SOURCE[source]
    hows = [measure.sources[source] for measure in measures]
    return counted_from(table, part, groups, hows).removeprefix(table.name).strip()


def _all_sessions(
    found: Mapping[tuple[Cell, ...], Mapping[str, Clusters]], measures: Sequence[Measure]
) -> dict[tuple[Cell, ...], dict[str, Clusters]]:
    """Return each side over all groups: a session is in one of them only."""
    return {
        (side,): {
            m.name: together([sums[m.name] for key, sums in found.items() if key[0] == side])
            for m in measures
        }
        for side in {key[0] for key in found}
    }


def _sides(asked: Comparing) -> tuple[str, str]:
    usual = _SIDES.get(asked.by)
    a = asked.a or (usual[0] if usual else None)
    b = asked.b or (usual[1] if usual else None)
    if a is None or b is None or a == b:
        raise FigureRefused(f"Name two different values of {asked.by}, as a and b.", "a")
    return a, b


def _by_source(measures: Sequence[Measure], by: Sequence[Dimension]) -> dict[Source, list[Measure]]:
    found: dict[Source, list[Measure]] = {}
    for measure in measures:
        source = source_of(measure, by)
        if source is None or not isinstance(measure.sources[source], Ratio):
            raise FigureRefused(
                f"{measure.name} is no share or mean that can be compared so.", "measures"
            )
        found.setdefault(source, []).append(measure)
    return found


def _key(key: Sequence[Cell]) -> tuple[str, Cell]:
    """Return the side and the group of a row; one over all groups has no second value."""
    side = str(key[0]).lower() if isinstance(key[0], bool) else str(key[0])
    return (side, EVERYTHING) if len(key) == 1 else (side, key[1])


class _Table:
    """One measure while it is compared.

    Args:
        measure: Which.
        is_daily: Whether its clusters are days.
    """

    def __init__(self, measure: Measure, *, is_daily: bool) -> None:
        self.measure = measure
        self.notes: list[str] = []
        self._is_daily = is_daily

    def row(self, group: Cell, a: Clusters, b: Clusters) -> ComparedRow:
        """Return B against A."""
        few = FEW
        if self._is_daily and a.is_share and min(a.clusters, b.clusters) < FEW_DAYS:
            if group == EVERYTHING:
                self.notes.append(
                    f"Fewer than {FEW_DAYS} days: the turns of a session are taken for "
                    "independent, and intervals are too narrow."
                )
            a, b = unclustered(a), unclustered(b)
        elif self._is_daily:
            few = FEW_DAYS
        sides = Side(a.value, a.whole), Side(b.value, b.whole)
        return ComparedRow(self.measure, group, *sides, difference_of(a, b, few))


def _rows(
    table: _Table,
    told: Mapping[tuple[str, Cell], Clusters],
    sides: tuple[str, str],
    *,
    is_within: bool,
) -> Iterator[ComparedRow]:
    none = Clusters(0, 0, 0, 0, 0, 0, is_share=table.measure.unit == "share")
    pairs = {
        group: (told.get((sides[0], group), none), told.get((sides[1], group), none))
        for _, group in told
    }
    total = table.row(EVERYTHING, *pairs.pop(EVERYTHING, (none, none)))
    yield total
    if not is_within:
        return
    largest = sorted(
        pairs, key=lambda group: (-(pairs[group][0].whole + pairs[group][1].whole), str(group))
    )
    rows = [table.row(group, *pairs[group]) for group in largest]
    same = _same_mix(table, [(row, pairs[row.group]) for row in rows])
    if same is not None:
        yield same
        table.notes.extend(_paradox(table.measure, total, same))
    judged = [None if row.has_no_cases else row.difference.p for row in rows]
    for row, p in list(zip(rows, holm(judged), strict=True))[:MOST_WITHIN]:
        yield replace(row, p_holm=p)


def _same_mix(
    table: _Table, rows: Sequence[tuple[ComparedRow, tuple[Clusters, Clusters]]]
) -> ComparedRow | None:
    """Return B against A with each group weighing the same on both sides; None without a group
    that both have."""
    both = [
        (a, b, row) for row, (a, b) in rows if row.a.value is not None and row.b.value is not None
    ]
    total = sum(a.whole + b.whole for a, b, _ in both)
    if not total:
        return None
    value_a = value_b = variance = 0.0
    for a, b, row in both:
        weight = (a.whole + b.whole) / total
        value_a += weight * (row.a.value or 0)
        value_b += weight * (row.b.value or 0)
        variance += weight**2 * (_variance(a) + _variance(b))
    sides = (
        Side(value_a, sum(a.whole for a, _, _ in both)),
        Side(value_b, sum(b.whole for _, b, _ in both)),
    )
    return ComparedRow(
        table.measure, SAME_MIX, *sides, mean_difference(value_b - value_a, variance)
    )


def _variance(one: Clusters) -> float:
    """Return a ratio's variance, not below that of independent trials for a share at its ends."""
    if one.is_share and one.trials > 0:
        share = (one.part + 0.5) / (one.whole + 1)
        return max(one.variance, share * (1 - share) / max(one.whole, 1))
    return one.variance


def _paradox(measure: Measure, total: ComparedRow, same: ComparedRow) -> Iterator[str]:
    crude, even = total.difference.value, same.difference.value
    if crude is None or even is None or crude * even >= 0:
        return
    yield (
        f"{measure.name}: over all the difference is {crude:+.3g}, with the same mix on both "
        f"sides {even:+.3g}: the mix makes it (Simpson's paradox)."
    )
