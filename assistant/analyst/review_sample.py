"""Choosing turns for people to look at, and telling what was said in those they look at."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Literal

from assistant.analyst.shelf import Review
from assistant.analyst.whole_session import plain_cell
from assistant.analytics.filters import Filters
from assistant.analytics.store import Parameter, Store
from assistant.analytics.tables import TURNS

Why = Literal["random", "unsure", "unclear", "nothing_found", "interrupted", "failed"]

UNSURE = 0.6
"""Confidence of the recogniser below which a turn counts as unsure."""

_WHICH: dict[Why, str] = {
    "random": "1 = 1",
    "unsure": f"asr_confidence < {UNSURE}",
    "unclear": "intent IN ('unclear', 'asr_failure')",
    "nothing_found": "zero_results",
    "interrupted": "outcome = 'interrupted'",
    "failed": "outcome = 'failed'",
}
_TOLD = (
    *("query_id", "session_id", "turn", "day", "timestamp", "modality", "user_query"),
    *("raw_transcript", "asr_confidence", "intent", "constraints", "titles", "reply", "outcome"),
    "audio",
)
_AT_ONCE = 500
"""Turns that one question names."""


def sample_of(
    store: Store, filters: Filters, why: Why, n: int, seed: int
) -> list[tuple[str, str, date]]:
    """Return turns chosen by chance: query_id, session_id and day of each.

    Args:
        store: Where from.
        filters: Among which.
        why: What they must be.
        n: How many at most.
        seed: The same chooses the same.
    """
    where, parameters = filters.where(TURNS)
    sql = (
        f"SELECT query_id, session_id, day FROM turns WHERE {where} AND {_WHICH[why]}"
        f" AND turn IS NOT NULL ORDER BY md5(query_id || $seed), query_id LIMIT {int(n)}"
    )
    found = store.ask(sql, parameters | {"seed": f" {seed}"}).rows
    return [(str(q), str(s), day) for q, s, day in found if isinstance(day, date)]


def reviewed_turns(store: Store, reviews: Sequence[Review]) -> dict[str, dict[str, Any]]:
    """Return what was said and answered in turns of the queue, by query_id; none that expired.

    `before` is the turn before in the session, of the same columns; None of the first.
    """
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(reviews), _AT_ONCE):
        found |= _told(store, reviews[start : start + _AT_ONCE])
    return found


def _told(store: Store, reviews: Sequence[Review]) -> dict[str, dict[str, Any]]:
    names = {f"q{number}": review.query_id for number, review in enumerate(reviews)}
    days = sorted(date.fromisoformat(review.day) for review in reviews)
    parameters: dict[str, Parameter] = {
        **names,
        # A session may have begun before midnight.
        "first": days[0] - timedelta(days=1) if days[0] > date.min else days[0],
        "last": days[-1],
    }
    marks = ", ".join(f"${name}" for name in names)
    answer = store.ask(
        f"SELECT c.query_id AS of_turn, {', '.join(f't.{name} AS {name}' for name in _TOLD)}"
        " FROM turns AS c JOIN turns AS t ON t.session_id = c.session_id"
        " AND (t.query_id = c.query_id OR t.turn < c.turn)"
        " WHERE c.day BETWEEN $first AND $last AND t.day BETWEEN $first AND $last"
        f" AND c.query_id IN ({marks}) ORDER BY c.query_id, t.turn",
        parameters,
    )
    told: dict[str, dict[str, Any]] = {}
    before: dict[str, dict[str, Any]] = {}
    for row in answer.dicts():
        of = str(row.pop("of_turn"))
        turn = {name: plain_cell(name, cell) for name, cell in row.items()}
        if turn["query_id"] == of:
            told[of] = turn
        else:
            before[of] = turn  # the last of those before
    return {of: {**turn, "before": before.get(of)} for of, turn in told.items()}
