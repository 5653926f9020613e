"""Ratios of the log summed over clusters, so that their intervals can be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from assistant.analytics.asks import Asks
from assistant.analytics.counting import summed
from assistant.analytics.dimensions import TABLES_BY_SOURCE
from assistant.analytics.filters import Filters
from assistant.analytics.intervals import Clusters
from assistant.analytics.measures.measure import Measure, Ratio, Source, known
from assistant.analytics.store import Cell, Parameter

_SUMS: Final = 6
"""Columns a measure."""

Whose = Literal["day", "session", "shopper"]
"""What a cluster is; each row of SESSIONS is a session, and a stranger's is a shopper's."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Whose rows are alike, and what is set beside each other."""

    whose: Whose
    groups: Sequence[str]
    """Expressions of a row, whose values together make a group."""
    only: str = "TRUE"
    """A further condition of rows."""
    joined: str = ""
    """A further relation, from JOIN on."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def clusters_of(
    store: Asks, source: Source, measures: Sequence[Measure], part: Filters, by: Grouping
) -> dict[tuple[Cell, ...], dict[str, Clusters]]:
    """Return the sums of measures over clusters, by group and by measure.

    Args:
        store: Is asked, once.
        source: The table that all measures are taken from.
        measures: Each a `Ratio` there.
        part: Of the log.
        by: What is one cluster, and what a group.
    """
    table = TABLES_BY_SOURCE[source]
    where, parameters = part.where(table)
    keys = [f"{group} AS by_{place}" for place, group in enumerate(by.groups)]
    rows = f"FROM {table.name} {by.joined} WHERE {where} AND {by.only}"
    ratios = [_ratio(measure, source) for measure in measures]
    width = len(keys)
    found: dict[tuple[Cell, ...], dict[str, Clusters]] = {}
    sql = _asked(by.whose, keys, ratios, rows)
    for row in store.ask(sql, {**parameters, **by.parameters}).rows:
        sums = found.setdefault(tuple(row[:width]), {})
        for place, measure in enumerate(measures):
            one = _clusters(measure, row[width + _SUMS * place :][:_SUMS])
            there = sums.get(measure.name)
            sums[measure.name] = one if there is None else together([there, one])
    return found


def _asked(whose: Whose, keys: list[str], ratios: list[Ratio], rows: str) -> str:
    """Return the question; a stranger's session is a cluster as it is, a shopper's are summed."""
    match whose:
        case "session":
            return _moments(_each_row(keys, ratios, rows), keys, ratios)
        case "day":
            return _moments(_summed_by("day", keys, ratios, rows), keys, ratios)
        case "shopper":
            strangers = _each_row(keys, ratios, f"{rows} AND client_id IS NULL")
            shoppers = _summed_by("client_id", keys, ratios, f"{rows} AND client_id IS NOT NULL")
            return " UNION ALL ".join(
                _moments(clustered, keys, ratios) for clustered in (strangers, shoppers)
            )


def _ratio(measure: Measure, source: Source) -> Ratio:
    how = measure.sources[source]
    if not isinstance(how, Ratio):
        raise TypeError(f"{measure.name} is no ratio of {source}")
    return how


def _moments(clustered: str, keys: list[str], ratios: list[Ratio]) -> str:
    named = [f"by_{place}" for place in range(len(keys))]
    sums = []
    for place in range(len(ratios)):
        p, w = f"p{place}", f"w{place}"
        sums.append(f"count(*) FILTER (WHERE {w} > 0)")
        sums += [f"sum({term})" for term in (p, w, f"{p} * {p}", f"{p} * {w}", f"{w} * {w}")]
    grouped = f" GROUP BY {', '.join(named)}" if named else ""
    return f"SELECT {', '.join([*named, *sums])} FROM ({clustered}) AS clustered{grouped}"


def _each_row(keys: list[str], ratios: list[Ratio], rows: str) -> str:
    columns = [
        f"CAST({known(row, other)} AS DOUBLE PRECISION) AS {letter}{place}"
        for place, ratio in enumerate(ratios)
        for letter, row, other in (("p", ratio.part, ratio.whole), ("w", ratio.whole, ratio.part))
    ]
    return f"SELECT {', '.join([*keys, *columns])} {rows}"


def _summed_by(cluster: str, keys: list[str], ratios: list[Ratio], rows: str) -> str:
    columns = [
        f"{summed(row, unless=other)} AS {letter}{place}"
        for place, ratio in enumerate(ratios)
        for letter, row, other in (("p", ratio.part, ratio.whole), ("w", ratio.whole, ratio.part))
    ]
    places = ", ".join(str(place + 1) for place in range(len(keys) + 1))
    selected = ", ".join([*keys, f"{cluster} AS whose", *columns])
    return f"SELECT {selected} {rows} GROUP BY {places}"


def _clusters(measure: Measure, sums: Sequence[Cell]) -> Clusters:
    count, part, whole, part2, both, whole2 = (
        float(cell) if isinstance(cell, int | float) else 0.0 for cell in sums
    )
    is_share = measure.unit == "share"
    return Clusters(int(count), part, whole, part2, both, whole2, is_share)


def unclustered(one: Clusters) -> Clusters:
    """Return a share as if each of its trials had been taken by somebody else."""
    return Clusters(
        int(one.whole), one.part, one.whole, one.part, one.part, one.whole, is_share=one.is_share
    )


def together(these: Sequence[Clusters]) -> Clusters:
    """Return the sums of groups that have no cluster in common."""
    return Clusters(
        sum(one.clusters for one in these),
        sum(one.part for one in these),
        sum(one.whole for one in these),
        sum(one.part_squared for one in these),
        sum(one.part_whole for one in these),
        sum(one.whole_squared for one in these),
        all(one.is_share for one in these),
    )
