"""Measures brought to one question a table, and its answer to tallies by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.analytics.asks import Asks
from assistant.analytics.dimensions import TABLES_BY_SOURCE, Dimension
from assistant.analytics.filters import Filters
from assistant.analytics.made.latency import GROWTH
from assistant.analytics.measures.measure import (
    Bucketed,
    Distinct,
    How,
    Measure,
    Quantile,
    Ratio,
    Source,
    Total,
    known,
)
from assistant.analytics.store import Cell
from assistant.analytics.sums_only import counted_from

Group = tuple[Cell, ...]
"""Values of the dimensions, in their order."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted of a measure in a group."""

    part: float | None
    """The sum, or the value itself of what is no sum; None where no row knows it."""
    whole: float | None = None
    """What it is a share or a mean of; None of a total."""

    def value(self, how: How) -> float | None:
        """Return the measure; None where there was nothing to count."""
        if not isinstance(how, Ratio):
            return self.part
        return self.part / self.whole if self.whole and self.part is not None else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(_plus(self.part, other.part), _plus(self.whole, other.whole))


def _plus(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else a + b


def can_add(how: How) -> bool:
    """Say whether the tallies of two groups together are the tally of both."""
    return isinstance(how, Ratio | Total)


def source_of(measure: Measure, by: Sequence[Dimension]) -> Source | None:
    """Return the first table from which a measure can be taken so; None where there is none.

    The hour of what is counted by turn is the turn's, never that in which its session began.
    """
    first = next(iter(measure.sources))
    return next(
        (
            source
            for source in measure.sources
            if all(dimension.sql(source) is not None for dimension in by)
            and not (source == "sessions" != first and any(d.name == "hour" for d in by))
        ),
        None,
    )


def tallies(
    store: Asks, source: Source, chosen: Mapping[str, How], by: Sequence[Dimension], part: Filters
) -> dict[Group, dict[str, Tally]]:
    """Return what there is of measures in each group of a table's rows.

    Args:
        store: Is asked.
        source: The table.
        chosen: How each measure is counted from it.
        by: What makes the groups; each is known of the table.
        part: Of the log.
    """
    found: dict[Group, dict[str, Tally]] = {}
    plain = {name: how for name, how in chosen.items() if not isinstance(how, Bucketed)}
    if plain:
        _merge(found, store, _sums(source, plain, by, part), plain, len(by))
    for name, how in chosen.items():
        if isinstance(how, Bucketed):
            _merge(found, store, _buckets(how, by, part), {name: how}, len(by))
    return found


_Question = tuple[str, dict[str, Cell]]


def _merge(
    found: dict[Group, dict[str, Tally]],
    store: Asks,
    question: _Question,
    chosen: Mapping[str, How],
    width: int,
) -> None:
    for row in store.ask(*question).rows:
        values = row[width:]
        if values[0] == 0:
            continue  # no row at all: a group of its own only where nothing was grouped
        of_group = found.setdefault(tuple(row[:width]), {})
        for place, name in enumerate(chosen):
            part, whole = values[1 + 2 * place : 3 + 2 * place]
            of_group[name] = Tally(_number(part), _number(whole))


def _number(cell: Cell) -> float | None:
    return None if cell is None or not isinstance(cell, int | float) else cell


def _sums(
    source: Source, chosen: Mapping[str, How], by: Sequence[Dimension], part: Filters
) -> _Question:
    table = TABLES_BY_SOURCE[source]
    parameters = part.where(table)[1]
    columns = ["count(*) AS rows_there"]
    for place, how in enumerate(chosen.values()):
        first, second = _pair(how)
        columns += [f"{first} AS part_{place}", f"{second} AS whole_{place}"]
    return _grouped(source, columns, chosen.values(), by, part), dict(parameters)


def _pair(how: How) -> tuple[str, str]:
    match how:
        case Ratio(part, whole):
            return summed(part, unless=whole), summed(whole, unless=part)
        case Total(part):
            return summed(part), "CAST(NULL AS BIGINT)"
        case Distinct(column):
            return f"count(DISTINCT {column})", "CAST(NULL AS BIGINT)"
        case Quantile(column, q):
            return f"percentile_cont({q}) WITHIN GROUP (ORDER BY {column})", f"count({column})"
        case Bucketed():
            raise AssertionError("histograms are asked apart")


def summed(row: str, unless: str | None = None) -> str:
    """Return the sum of an expression of a row, over the rows in which another is not null."""
    return f"CAST(sum({row if unless is None else known(row, unless)}) AS DOUBLE PRECISION)"


def _grouped(
    source: Source,
    columns: Sequence[str],
    hows: Iterable[How],
    by: Sequence[Dimension],
    part: Filters,
) -> str:
    table = TABLES_BY_SOURCE[source]
    groups = [str(dimension.sql(source)) for dimension in by]
    keys = [f"{group} AS by_{place}" for place, group in enumerate(groups)]
    rows = f"{counted_from(table, part, groups, hows)} WHERE {part.where(table)[0]}"
    grouped = f" GROUP BY {', '.join(str(place + 1) for place in range(len(by)))}" if by else ""
    return f"SELECT {', '.join([*keys, *columns])} FROM {rows}{grouped}"


def _buckets(how: Bucketed, by: Sequence[Dimension], part: Filters) -> _Question:
    table = TABLES_BY_SOURCE["latency"]
    where, parameters = part.where(table)
    return percentiles_sql(
        [how.q], [str(dimension.sql("latency")) for dimension in by], f"{where} AND stage = $stage"
    ), {**parameters, "stage": how.stage}


def percentiles_sql(quantiles: Sequence[float], keys: Sequence[str], where: str) -> str:
    """Return a query for percentiles of LATENCY's rows, in milliseconds, by group.

    Its columns are those of `keys` (by_0, by_1, ...), rows_there (the turns), then for each
    quantile its milliseconds and the turns again.

    Args:
        quantiles: 0..1, in order.
        keys: Expressions that make the groups.
        where: A condition.
    """
    named = [f"by_{place}" for place in range(len(keys))]
    selected = "".join(f"{key} AS {name}, " for key, name in zip(keys, named, strict=True))
    listed = "".join(f"{name}, " for name in named)
    over = f"PARTITION BY {', '.join(named)} " if named else ""
    places = ", ".join(str(place + 1) for place in range(len(keys) + 1))
    asked = ", ".join(
        f"power(CAST({GROWTH} AS DOUBLE PRECISION),"
        f" min(bucket) FILTER (WHERE running >= {q} * whole) + 0.5), CAST(max(whole) AS BIGINT)"
        for q in quantiles
    )
    groups = f" GROUP BY {', '.join(named)}" if named else ""
    return f"""WITH counted AS (
    SELECT {selected}bucket, sum(turns) AS turns FROM latency WHERE {where} GROUP BY {places}
), run AS (
    SELECT {listed}bucket,
        sum(turns) OVER ({over}ORDER BY bucket ROWS UNBOUNDED PRECEDING) AS running,
        sum(turns) OVER ({over.rstrip()}) AS whole
    FROM counted
)
SELECT {listed}coalesce(CAST(max(whole) AS BIGINT), 0) AS rows_there, {asked} FROM run{groups}"""
