"""What is asked of the topics: the commonest clusters, and one of them in full."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from assistant.analytics.filters import Filters
from assistant.analytics.store import Store
from assistant.analytics.topics.days import COUNTS
from assistant.analytics.topics.examples import examples_of, turns_told
from assistant.analytics.topics.searches import signatures
from assistant.analytics.topics.topics import Topics
from assistant.analytics.topics.trend import Direction, trend_of

Kind = Literal["all", "zero", "relaxed", "brand", "category"]

_KINDS: Final[dict[Kind, str]] = {
    "all": "TRUE",
    "zero": "zero > 0",
    "relaxed": "relaxed > 0",
    "brand": "reason = 'brand'",
    "category": "reason IN ('type', 'category')",
}
_QUERIES_OF: Final = 300
"""The last turns of a cluster, among which its commonest texts are counted."""


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One cluster in a list."""

    id: str
    label: str
    turns: int
    sessions: int
    share: float | None
    """Of all searches."""
    trend: float | None
    """Its share of searching sessions in the last half of the range over that in the first, less
    one; None where there was none of it in the first half."""
    trend_low: float | None
    trend_high: float | None
    """The 95 % interval of the trend."""
    trend_told: Direction
    zero: int
    relaxed: int
    nowhere: int
    carts: int
    reasons: str
    """JSON: turns by reason."""
    examples: str
    """JSON: texts of its last turns."""


@dataclass(frozen=True, slots=True)
class OneCluster:
    """One cluster in full."""

    id: str
    label: str
    by_day: list[dict[str, Any]]
    queries: list[dict[str, Any]]
    examples: list[dict[str, Any]]


def demand(
    topics: Topics, store: Store, filters: Filters, kind: Kind = "all", limit: int = 50
) -> list[ClusterRow]:
    """Return what was asked for and could not be had, the commonest first."""
    return _listed(topics, store, filters, f"reason IS NOT NULL AND {_KINDS[kind]}", limit)


def all_topics(topics: Topics, store: Store, filters: Filters, limit: int = 50) -> list[ClusterRow]:
    """Return what all searches were about, the commonest first."""
    return _listed(topics, store, filters, "reason IS NULL", limit)


def one_cluster(topics: Topics, store: Store, filters: Filters, cluster: str) -> OneCluster | None:
    """Return one cluster in full; None where there is none of that id."""
    merged = topics.state.merged()
    cluster = merged.get(cluster, cluster)
    label = topics.state.labels().get(cluster)
    if label is None:
        return None
    where, parameters = filters.where(COUNTS)
    rows = topics.days.ask(
        "SELECT day, CAST(sum(turns) AS BIGINT), CAST(sum(sessions) AS BIGINT) FROM topic_counts"
        f" WHERE cluster = $cluster AND {where} GROUP BY day ORDER BY day",
        filters,
        merged,
        {**parameters, "cluster": cluster},
        [cluster],
    )
    counted = {day: (turns, sessions) for day, turns, sessions in rows}
    days = sorted(topics.days.days())
    shown = [day for day in days if filters.first <= day <= filters.last]
    by_day = [
        {"day": day.isoformat(), "turns": counted.get(day, (0, 0))[0],
         "sessions": counted.get(day, (0, 0))[1]}
        for day in shown
    ]  # fmt: skip
    turns = turns_told(store, filters, turns_in(topics, filters, cluster, _QUERIES_OF))
    often = Counter(str(turn["user_query"]) for turn in turns if turn["user_query"] is not None)
    queries = [{"user_query": text, "turns": times} for text, times in often.most_common(20)]
    return OneCluster(cluster, label, by_day, queries, turns[:20])


def turns_in(
    topics: Topics,
    filters: Filters,
    cluster: str,
    limit: int,
    until: datetime | None = None,
) -> list[tuple[date, str]]:
    """Return the day and the query_id of a cluster's turns, newest first.

    Any filter but the days is still to be asked of them.

    Args:
        topics: Of the shop.
        filters: Which days.
        cluster: Its id.
        limit: Turns at most.
        until: Only those up to then, UTC.
    """
    merged = topics.state.merged()
    rows = topics.days.ask(
        "SELECT day, query_id FROM topic_turns WHERE cluster = $cluster"
        " AND ($until IS NULL OR timestamp <= $until)"
        " ORDER BY timestamp DESC, query_id DESC LIMIT $limit",
        filters,
        merged,
        {"cluster": merged.get(cluster, cluster), "limit": limit, "until": until},
        [merged.get(cluster, cluster)],
    )
    return [(day, query_id) for day, query_id in rows]


def not_grouped(topics: Topics, store: Store, filters: Filters) -> tuple[int, int]:
    """Return how many days of a range have turns whose topics were never counted, and of how many.

    A day that was counted and has changed since is none of them.
    """
    there = {day for day in signatures(store) if filters.first <= day <= filters.last}
    return len(there.difference(topics.days.days())), len(there)


def _listed(
    topics: Topics, store: Store, filters: Filters, which: str, limit: int
) -> list[ClusterRow]:
    merged = topics.state.merged()
    where, parameters = filters.where(COUNTS)
    middle = filters.first + timedelta(days=((filters.last - filters.first).days + 1) // 2)
    # Its share is of all searches, its trend of all their sessions: those that have a topic.
    rows = topics.days.ask(
        f"""WITH counted AS (
            SELECT reason, CASE WHEN {which} THEN cluster END AS cluster,
                sum(turns) AS turns, sum(sessions) AS sessions, sum(carts) AS carts,
                sum(zero) AS zero, sum(relaxed) AS relaxed, sum(nowhere) AS nowhere,
                coalesce(sum(sessions) FILTER (WHERE day < $middle), 0) AS before,
                coalesce(sum(sessions) FILTER (WHERE day >= $middle), 0) AS after
            FROM topic_counts WHERE (reason IS NULL OR {which}) AND {where} GROUP BY 1, 2)
        SELECT cluster, sum(turns)::BIGINT AS turns, sum(sessions)::BIGINT,
            sum(carts)::BIGINT, sum(zero)::BIGINT, sum(relaxed)::BIGINT, sum(nowhere)::BIGINT,
            sum(before)::BIGINT, sum(after)::BIGINT,
            string_agg(reason || '=' || turns, ',' ORDER BY turns DESC, reason),
            (SELECT sum(before) FROM counted WHERE reason IS NULL),
            (SELECT sum(after) FROM counted WHERE reason IS NULL),
            (SELECT sum(turns) FROM counted WHERE reason IS NULL)
        FROM counted WHERE cluster IS NOT NULL
        GROUP BY cluster ORDER BY turns DESC, cluster LIMIT $limit""",
        filters,
        merged,
        {**parameters, "middle": middle, "limit": limit},
    )
    before, after, searches = (int(v or 0) for v in rows[0][10:]) if rows else (0, 0, 0)
    labels = topics.state.labels()
    examples = examples_of(topics, store, filters, {r[0]: labels.get(r[0], r[0]) for r in rows})
    trends = {row[0]: trend_of(row[7], row[8], before, after) for row in rows}
    return [
        ClusterRow(
            id=row[0],
            label=labels.get(row[0], row[0]),
            turns=row[1],
            sessions=row[2],
            carts=row[3],
            zero=row[4],
            relaxed=row[5],
            nowhere=row[6],
            share=row[1] / searches if searches else None,
            trend=trends[row[0]].value,
            trend_low=trends[row[0]].low,
            trend_high=trends[row[0]].high,
            trend_told=trends[row[0]].direction,
            reasons=_reasons(row[9]),
            examples=json.dumps(examples.get(row[0], []), ensure_ascii=False),
        )
        for row in rows
    ]


def _reasons(told: str | None) -> str:
    pairs = (pair.rpartition("=") for pair in told.split(",")) if told else ()
    return json.dumps({reason: int(turns) for reason, _, turns in pairs})
