"""One row a session, from its turns and from what was done in it.

A count of actions is null where the session has nothing but records that know no events.
"""

from typing import Final

from assistant.analytics.made.daily import HAS_ASKED, HAS_EVENTS, total
from assistant.analytics.made.turns import NOT_UNDERSTOOD, ORDER, listed
from assistant.analytics.tables import SESSIONS
from assistant.events.event import Action

ASKS: Final = ("ask_product", "price_or_stock")
"""Intents that ask about a product."""

_ORDER_ID = r"""regexp_replace(e.details, '^.*"order_id": ?"?([^",}]*).*$', '\1')"""
_HAS_ORDER_ID = """strpos(e.details, '"order_id"') > 0"""
_BY_TURN = """regexp_replace(coalesce(e.details, ''), ' ', '', 'g')"""


def _first(value: str, condition: str = "") -> str:
    """Return a text of the first turn that has it: its place before it, and the least of them."""
    chosen = f" FILTER (WHERE {condition})" if condition else ""
    return f"substr(min(lpad(CAST(t.place AS TEXT), 9, '0') || {value}){chosen}, 10)"


_INTENT = (
    f"coalesce({_first('t.intent', f't.intent NOT IN ({listed(NOT_UNDERSTOOD)})')},"
    f" {_first('t.intent')})"
)

_TURNS: Final = {
    "application": _first("t.application"),
    "client_id": _first("t.client_id"),
    "first_at": "min(t.timestamp)",
    "last_at": "max(t.timestamp)",
    "modality": "CASE WHEN min(t.modality) <> max(t.modality) THEN 'both' ELSE min(t.modality) END",
    "door": _first("t.door"),
    "intent": _INTENT,
    "category": _first("t.category"),
    "experiments": _first("t.experiments"),
    "turns": "count(*)",
    "shopping": total("t.is_shopping"),
    "searches": "count(*) FILTER (WHERE t.is_search)",
    "zero_results": total("t.zero_results"),
    "relaxed": total("t.was_relaxed"),
    "reformulations": "count(t.reformulation)",
    "repeats": "count(*) FILTER (WHERE t.reformulation = 'repeated')",
    "clarifications": total(f"CASE WHEN {HAS_ASKED} THEN t.asked IS NOT NULL END"),
    "clarified": total("t.clarified"),
    "shown": "CAST(sum(CASE WHEN t.showed THEN t.shown WHEN NOT t.showed THEN 0 END) AS BIGINT)",
    "spoken": "CAST(sum(t.spoken) AS BIGINT)",
    "ask_turns": f"count(*) FILTER (WHERE t.intent IN ({listed(ASKS)}))",
    "interruptions": total("t.outcome = 'interrupted'"),
    "failed": total("t.outcome = 'failed'"),
    "asr_failures": total("t.intent = 'asr_failure'"),
    "unclear": total("t.intent = 'unclear'"),
    "cost_usd": "sum(t.cost_usd)",
    "first_audio_ms": "percentile_cont(0.5) WITHIN GROUP (ORDER BY t.first_audio_ms)",
    "has_events": f"max(CASE WHEN {HAS_EVENTS} THEN 1 ELSE 0 END)",
}


def _times(*actions: str) -> str:
    return f"count(*) FILTER (WHERE e.action_name IN ({listed(actions)}))"


_EVENTS: Final = {
    "application": "min(e.application)",
    "client_id": "min(e.client_id)",
    "first_at": f"coalesce(min(e.timestamp) FILTER (WHERE e.action_name <> '{Action.PURCHASE}'),"
    " min(e.timestamp))",
    "last_at": f"coalesce(max(e.timestamp) FILTER (WHERE e.action_name <> '{Action.PURCHASE}'),"
    " max(e.timestamp))",
    "only_orders": f"count(*) FILTER (WHERE e.action_name <> '{Action.PURCHASE}') = 0",
    "asks": f"count(*) FILTER (WHERE e.action_name = '{Action.ASK}'"
    f""" AND {_BY_TURN} NOT LIKE '%"by":"voice"%' AND {_BY_TURN} NOT LIKE '%"by":"text"%')""",
    "views": _times(Action.VIEW),
    "clicks": _times(Action.CLICK, "item_click"),
    "saves": _times(Action.SAVE),
    "carts": _times(Action.ADD_TO_CART),
    "removes": _times(Action.REMOVE_FROM_CART),
    "orders": f"count(DISTINCT CASE WHEN e.action_name = '{Action.PURCHASE}' THEN"
    f" CASE WHEN {_HAS_ORDER_ID} THEN {_ORDER_ID} ELSE e.event_id END END)",
    "order_value": f"CASE WHEN min(e.currency) FILTER (WHERE e.action_name = '{Action.PURCHASE}')"
    f" = max(e.currency) FILTER (WHERE e.action_name = '{Action.PURCHASE}')"
    f" OR count(e.currency) FILTER (WHERE e.action_name = '{Action.PURCHASE}') = 0"
    f" THEN sum(e.value) FILTER (WHERE e.action_name = '{Action.PURCHASE}') END",
    "errors": _times(Action.ERROR),
}

_IS_KNOWN = "(t.has_events = 1 OR e.session_id IS NOT NULL)"


def _action(name: str) -> str:
    return f"CASE WHEN {_IS_KNOWN} THEN coalesce(e.{name}, 0) END"


_ONLY_ORDERS = "e.only_orders"
"""An order reported days later moves no session's end, unless it is all that there is."""
_STARTED = (
    f"least(t.first_at, CASE WHEN {_ONLY_ORDERS} AND t.first_at IS NOT NULL THEN t.first_at"
    " ELSE e.first_at END)"
)
_ENDED = (
    f"greatest(t.last_at, CASE WHEN {_ONLY_ORDERS} AND t.last_at IS NOT NULL THEN t.last_at"
    " ELSE e.last_at END)"
)

_ABANDONED = f"""CASE
    WHEN coalesce(t.searches, 0) = 0 OR NOT {_IS_KNOWN} THEN NULL
    ELSE coalesce(e.saves, 0) = 0 AND coalesce(e.orders, 0) = 0
        AND coalesce(e.carts, 0) <= coalesce(e.removes, 0) END"""

_ROW: Final = {
    "session_id": "k.session_id",
    "tenant": "k.tenant",
    "application": "coalesce(t.application, e.application)",
    "client_id": "coalesce(t.client_id, e.client_id)",
    "day": f"CAST({_STARTED} AS DATE)",
    "started_at": _STARTED,
    "ended_at": _ENDED,
    **{name: f"t.{name}" for name in ("modality", "door", "intent", "category", "experiments")},
    **{name: f"coalesce(t.{name}, 0)" for name in ("turns", "searches")},
    "reformulations": "t.reformulations",
    "repeats": "t.repeats",
    **{name: f"t.{name}" for name in ("shopping", "zero_results", "relaxed")},
    **{name: f"t.{name}" for name in ("clarifications", "clarified", "shown", "spoken")},
    "asked": "coalesce(t.ask_turns, 0) + coalesce(e.asks, 0)",
    **{name: _action(name) for name in ("views", "clicks", "saves", "carts", "removes", "orders")},
    "order_value": "e.order_value",
    "interruptions": "t.interruptions",
    "errors": _action("errors"),
    **{name: f"t.{name}" for name in ("failed", "asr_failures", "unclear", "cost_usd")},
    "first_audio_ms": "t.first_audio_ms",
    "abandoned": _ABANDONED,
}


def sessions_sql(turns: str, events: str) -> str:
    """Return a query that gives the rows of SESSIONS, in its columns' order.

    Args:
        turns: Name of a relation with all columns of TURNS: whole sessions.
        events: Name of a relation with all columns of EVENTS: those of the sessions, and those
            that name one of their turns, however late.
    """
    places = f"ORDER BY {', '.join(f'p.{name}' for name in ORDER.split(', '))}"
    row = ",\n    ".join(f"{_ROW[name]} AS {name}" for name in SESSIONS.names)
    return f"""WITH numbered AS (
    SELECT p.*, row_number() OVER (PARTITION BY p.tenant, p.session_id {places}) AS place
    FROM {turns} p
), by_turns AS (
    SELECT t.tenant, t.session_id, {_aliased(_TURNS)}
    FROM numbered t GROUP BY t.tenant, t.session_id
), housed AS (
    SELECT v.*, coalesce(q.session_id, v.session_id) AS home
    FROM {events} v LEFT JOIN {turns} q ON q.query_id = v.query_id
), by_events AS (
    SELECT e.tenant, e.home AS session_id, {_aliased(_EVENTS)}
    FROM housed e GROUP BY e.tenant, e.home
), known AS (
    SELECT tenant, session_id FROM by_turns UNION SELECT tenant, session_id FROM by_events
)
SELECT {row}
FROM known k
LEFT JOIN by_turns t ON t.tenant = k.tenant AND t.session_id = k.session_id
LEFT JOIN by_events e ON e.tenant = k.tenant AND e.session_id = k.session_id"""


def _aliased(columns: dict[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
