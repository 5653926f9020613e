"""Which turn an event is owed to.

The turn that its `query_id` names, if that put products on the screen or may have (a log without
lists); else the last turn of its session, up to the event, that put its product on the screen.
What finds no turn counts for its session only.
"""

from typing import Final

from assistant.analytics.made.turns import listed
from assistant.events.event import Action

CLICKS: Final = (Action.CLICK, Action.VIEW, "item_click")
"""A product was opened; the last is what UBI's own demonstration calls it."""
CREDITED: Final = (
    *(Action.IMPRESSION, Action.ASK, Action.SAVE, Action.ADD_TO_CART, Action.PURCHASE),
    *CLICKS,
)
"""Events that speak for a turn."""


def credit_sql(turns: str, events: str) -> str:
    """Return the common table expressions, after WITH, that end in `credited`.

    `credited` has a row for each event that found its turn: event_id, query_id (of that turn),
    action_name, object_id, was_spoken.

    Args:
        turns: Name of a relation with all columns of TURNS: whole sessions.
        events: Name of a relation with all columns of EVENTS: those of the sessions, and those
            that name one of their turns.
    """
    return f"""told AS (
    SELECT e.event_id, e.tenant, e.session_id, e.action_name, e.object_id, e.timestamp,
        CASE WHEN coalesce(t.showed, TRUE) THEN t.query_id END AS query_id,
        coalesce(t.session_id, e.session_id) AS home,
        {_WAS_SPOKEN.format(object_id="e.object_id")} AS was_spoken
    FROM {events} e LEFT JOIN {turns} t ON t.query_id = e.query_id
    WHERE e.action_name IN ({listed(CREDITED)})
), astray AS (
    SELECT * FROM told WHERE query_id IS NULL AND object_id IS NOT NULL
), offered AS (
    SELECT t.tenant, t.session_id, t.query_id, t.timestamp, regexp_split_to_table(
        regexp_replace(t.query_response_hit_ids, '^ *\\[ *"|" *\\] *$', '', 'g'), '", *"'
        ) AS object_id
    FROM {turns} t
    JOIN (SELECT DISTINCT tenant, home FROM astray) a
        ON a.tenant = t.tenant AND a.home = t.session_id
    WHERE t.showed
), lined AS (
    SELECT tenant, session_id, object_id, timestamp, query_id, NULL AS event_id, 0 AS kind
    FROM offered
    UNION ALL
    SELECT tenant, home, object_id, timestamp, NULL, event_id, 1 FROM astray
), numbered AS (
    SELECT l.*, row_number() OVER (
        PARTITION BY l.tenant, l.session_id, l.object_id
        ORDER BY l.timestamp, l.kind, l.query_id, l.event_id) AS place
    FROM lined l
), placed AS (
    SELECT n.*, max(CASE WHEN n.kind = 0 THEN n.place END) OVER (
        PARTITION BY n.tenant, n.session_id, n.object_id
        ORDER BY n.place ROWS UNBOUNDED PRECEDING) AS shown_at
    FROM numbered n
), found AS (
    SELECT p.event_id, a.action_name, a.object_id, n.query_id
    FROM placed p
    JOIN numbered n ON n.tenant = p.tenant AND n.session_id = p.session_id
        AND n.object_id = p.object_id AND n.place = p.shown_at
    JOIN astray a ON a.event_id = p.event_id
    WHERE p.kind = 1
), credited AS (
    SELECT event_id, query_id, action_name, object_id, was_spoken
    FROM told WHERE query_id IS NOT NULL
    UNION ALL
    SELECT f.event_id, f.query_id, f.action_name, f.object_id,
        {_WAS_SPOKEN.format(object_id="f.object_id")}
    FROM found f JOIN {turns} t ON t.query_id = f.query_id
)"""


_WAS_SPOKEN: Final = """(t.spoken > 0 AND ({object_id} IS NULL
            OR strpos(t.spoken_ids, '"' || {object_id} || '"') > 0))"""
"""Whether the reply of a turn spoke of an event's product, or of any."""
