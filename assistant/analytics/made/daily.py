"""Counts of turns, by day and by what is named of them.

A count is null where it is not known of any turn of its row (an old schema, an imported log), and
0 where it is known and there was none.
"""

from typing import Final

from assistant.analytics.made.credit import CLICKS, credit_sql
from assistant.analytics.made.turns import listed
from assistant.analytics.tables import DAILY
from assistant.events.event import Action

_KINDS = ("repeated", "narrowed", "broadened", "corrected", "replaced")

HAS_ASKED: Final = "t.schema LIKE 'aisle.turn/%' AND t.schema <> 'aisle.turn/1'"
"""Whether a record says what the reply asked back: since aisle.turn/2."""
HAS_EVENTS: Final = "coalesce(t.schema, '') <> 'aisle.turn/1'"
"""Whether events were logged at all: Aisle's own since aisle.turn/2, an imported log's own."""


def one(condition: str) -> str:
    """Return 1 or 0 for a condition, null where it is null."""
    return f"CASE WHEN {condition} THEN 1 WHEN NOT ({condition}) THEN 0 END"


def total(condition: str) -> str:
    """Return how often a condition holds; null where it is null in every row."""
    return f"CAST(sum({one(condition)}) AS BIGINT)"


def _done(what: str) -> str:
    """Return whether a turn's products were acted on; null where that is not known."""
    return (
        f"CASE WHEN t.shows THEN CASE WHEN d.query_id IS NOT NULL THEN d.{what} > 0"
        f" WHEN {HAS_EVENTS} THEN FALSE END END"
    )


_COUNTS: Final = {
    "turns": "count(*)",
    "shopping": total("t.is_shopping"),
    "searches": "count(*) FILTER (WHERE t.is_search)",
    "zero_results": total("t.zero_results"),
    "relaxed": total("t.was_relaxed"),
    "unmet": total("t.was_unmet"),
    **{kind: f"count(*) FILTER (WHERE t.reformulation = '{kind}')" for kind in _KINDS},
    "clarifications": total(f"CASE WHEN {HAS_ASKED} THEN t.asked IS NOT NULL END"),
    "clarified": total("t.clarified"),
    "with_shown": total("t.shows"),
    "with_spoken": total("CASE WHEN t.shows THEN t.spoken > 0 END"),
    "shown": "CAST(sum(CASE WHEN t.showed THEN t.shown WHEN NOT t.showed THEN 0 END) AS BIGINT)",
    "spoken": "CAST(sum(CASE WHEN t.showed THEN t.spoken END) AS BIGINT)",
    "clicked": total(_done("clicks")),
    "asked": total(f"CASE WHEN t.spoken IS NOT NULL THEN {_done('spoken_asks')} END"),
    "saved": total(_done("saves")),
    "carted": total(_done("carts")),
    "ordered": total(_done("orders")),
    "spoken_carted": total(f"CASE WHEN t.spoken IS NOT NULL THEN {_done('spoken_carts')} END"),
    "spoken_ordered": total(f"CASE WHEN t.spoken IS NOT NULL THEN {_done('spoken_orders')} END"),
    "clicks": f"CAST(sum(CASE WHEN {HAS_EVENTS} OR d.query_id IS NOT NULL"
    " THEN coalesce(d.clicks, 0) END) AS BIGINT)",
    "interrupted": total("t.outcome = 'interrupted'"),
    "failed": total("t.outcome = 'failed'"),
    "asr_failures": total("t.intent = 'asr_failure'"),
    "unclear": total("t.intent = 'unclear'"),
    "repaired": total("t.was_repaired"),
    "cost_usd": "sum(t.cost_usd)",
}


def daily_sql(turns: str, events: str) -> str:
    """Return a query that gives the rows of DAILY, in its columns' order.

    Args:
        turns: Name of a relation with all columns of TURNS: whole sessions.
        events: Name of a relation with all columns of EVENTS: those of the sessions, and those
            that name one of their turns, however late.
    """
    named = ", ".join(_DIMENSIONS)
    made = [name for name in DAILY.names if name in _COUNTS]
    counts = ",\n    ".join(f"{_COUNTS[name]} AS {name}" for name in made)
    places = ", ".join(str(place) for place in range(1, len(DAILY.key) + 1))
    return f"""WITH {credit_sql(turns, events)}, done AS (
    SELECT c.query_id,
        count(*) FILTER (WHERE c.action_name = '{Action.IMPRESSION}') AS impressions,
        count(*) FILTER (WHERE c.action_name IN ({listed(CLICKS)})) AS clicks,
        count(*) FILTER (WHERE c.action_name = '{Action.SAVE}') AS saves,
        count(*) FILTER (WHERE c.action_name = '{Action.ADD_TO_CART}') AS carts,
        count(*) FILTER (WHERE c.action_name = '{Action.PURCHASE}') AS orders,
        count(*) FILTER (WHERE c.action_name = '{Action.ASK}' AND c.was_spoken) AS spoken_asks,
        count(*) FILTER (WHERE c.action_name = '{Action.ADD_TO_CART}' AND c.was_spoken)
            AS spoken_carts,
        count(*) FILTER (WHERE c.action_name = '{Action.PURCHASE}' AND c.was_spoken)
            AS spoken_orders
    FROM credited c GROUP BY c.query_id
), seen AS (
    SELECT q.*, coalesce(q.showed, CASE WHEN i.impressions > 0 THEN TRUE END) AS shows
    FROM {turns} q LEFT JOIN done i ON i.query_id = q.query_id
)
SELECT {named},
    {counts}
FROM seen t LEFT JOIN done d ON d.query_id = t.query_id
GROUP BY {places}"""


_DIMENSIONS: Final = tuple(
    "t.client_id IS NOT NULL AS known" if name == "known" else f"t.{name}" for name in DAILY.key
)
