"""Turns of clusters as they are shown: a few examples of each, that tell what it is of."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from assistant.analytics.filters import Filters
from assistant.analytics.store import Parameter, Store
from assistant.analytics.tables import TURNS
from assistant.analytics.topics.topics import Topics

EXAMPLES: Final = 3
"""Of each cluster in a list: different texts of its last turns."""
_LOOKED_AT: Final = 12
_CLUSTERS_AT_ONCE: Final = 200
"""Whose turns one question names."""
_WORD: Final = re.compile(r"\w{3,}")


def examples_of(
    topics: Topics, store: Store, filters: Filters, labels: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return a few different texts of each cluster, from its last turns.

    Those that name what the cluster is called come first: "more" and "cheaper" tell nothing.
    """
    found: dict[str, list[str]] = {}
    clusters = list(labels)
    for start in range(0, len(clusters), _CLUSTERS_AT_ONCE):
        only = clusters[start : start + _CLUSTERS_AT_ONCE]
        for cluster, texts in _last_texts(topics, store, filters, only).items():
            words = set(_WORD.findall(labels[cluster].lower()))
            texts.sort(key=lambda text: -len(words.intersection(_WORD.findall(text.lower()))))
            found[cluster] = texts[:EXAMPLES]
    return found


def _last_texts(
    topics: Topics, store: Store, filters: Filters, clusters: Sequence[str]
) -> dict[str, list[str]]:
    """Return different texts of each cluster, the latest first."""
    rows = topics.days.ask(
        f"""SELECT cluster, day, query_id FROM (
            SELECT *, row_number() OVER (PARTITION BY cluster ORDER BY timestamp DESC, query_id)
                AS place FROM topic_examples)
        WHERE place <= {_LOOKED_AT} ORDER BY cluster, place""",
        filters,
        topics.state.merged(),
        only=clusters,
    )
    told = {
        str(turn["query_id"]): turn
        for turn in turns_told(store, filters, [(day, query_id) for _, day, query_id in rows])
    }
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for cluster, _, query_id in rows:
        if text := told.get(query_id, {}).get("user_query"):
            found[cluster].setdefault(str(text))
    return {cluster: list(texts) for cluster, texts in found.items()}


def turns_told(
    store: Store, filters: Filters, turns: Sequence[tuple[date, str]]
) -> list[dict[str, Any]]:
    """Return what is to be seen of some turns, in their order, where they pass the filters."""
    if not turns:
        return []
    days: dict[str, Parameter] = {
        f"d{n}": day for n, day in enumerate(sorted({d for d, _ in turns}))
    }
    on = ", ".join(f"${name}" for name in days)
    where, parameters = filters.where(TURNS)
    named: dict[str, Parameter] = {f"q{n}": query_id for n, (_, query_id) in enumerate(turns)}
    marks = ", ".join(f"${name}" for name in named)
    rows = store.ask(
        "SELECT query_id, session_id, day, timestamp, user_query, reply FROM turns"
        f" WHERE {where} AND day IN ({on}) AND query_id IN ({marks})",
        {**parameters, **named, **days},
    ).dicts()
    by_id = {row["query_id"]: row for row in rows}
    return [
        {**row, "day": str(row["day"]), "timestamp": _iso(row["timestamp"])}
        for _, query_id in turns
        if (row := by_id.get(query_id)) is not None
    ]


def _iso(at: object) -> str | None:
    return at.isoformat(timespec="milliseconds") + "Z" if isinstance(at, datetime) else None
