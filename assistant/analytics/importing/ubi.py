"""A query or an event of User Behavior Insights as a row of TURNS or EVENTS, in DuckDB's SQL.

Names may stand where UBI puts them, or flat ("event_attributes.object.object_id", "object_id"); a
time may be ISO 8601 or a number of milliseconds or seconds. What has no column goes into `more`.
UBI knows no event's id: it is made from all that the event says, so that an event which was sent
or imported twice is one.
"""

import json
from typing import Final

from assistant.analytics.tables import EVENTS, TURNS

SHAPE: Final = (
    '{"application":"VARCHAR","query_id":"VARCHAR","session_id":"VARCHAR","client_id":"VARCHAR",'
    '"user_id":"VARCHAR","user_query":"JSON","query":"JSON","query_attributes":"JSON",'
    '"query_response_id":"VARCHAR","query_response_hit_ids":"JSON","object_id_field":"VARCHAR",'
    '"timestamp":"VARCHAR","action_name":"VARCHAR","message_type":"VARCHAR","message":"VARCHAR",'
    '"event_attributes":"JSON"}'
)
"""Fields that UBI 1.3 names, and those that its users add."""
_FIELDS: Final = frozenset(json.loads(SHAPE)) | {"@timestamp", "_source"}
_ATTRIBUTES: Final = {
    "object.object_id": "object_id",
    "object.object_id_field": "object_id_field",
    "object.description": "description",
    "position.ordinal": "ordinal",
}
"""Of an event: what may be a column of its own, by its whole name or the short one."""
_OF_EVENT: Final = frozenset(
    (*_ATTRIBUTES, *_ATTRIBUTES.values(), *(f"event_attributes.{name}" for name in _ATTRIBUTES))
)
_WHO: Final = ("ip", "ip_address", "user_id")
SCHEMA: Final = "ubi/1.3"
EARLIEST: Final = "1995-01-01"
"""There was no shop to search before."""
_OF_OBJECT: Final = '{"object_id":null,"object_id_field":null,"description":null}'
_PERSONAL: Final = json.dumps(dict.fromkeys(_WHO), separators=(",", ":"))
"""Attributes that tell who somebody is; they are not kept. In a merge, null takes away."""
_IN_COLUMNS: Final = (
    f'{{"object":{_OF_OBJECT},"position":{{"ordinal":null}},"details":null,"session_id":null,'
    f"{_PERSONAL[1:]}"
)
"""Those, and attributes that have a column."""


def is_read(name: str) -> bool:
    """Say whether a column of a table is read as a field of UBI, or tells who somebody is."""
    bare = name.removeprefix("query_attributes.").removeprefix("event_attributes.")
    return name in _FIELDS or bare in _WHO


def is_of_event(name: str) -> bool:
    """Say whether a column of a table is read as an attribute of an event."""
    return name in _OF_EVENT


def time_of(text: str) -> str:
    """Return SQL for a time, UTC without a zone; null where it is none."""
    return f"""CASE
        WHEN regexp_full_match({text}, '\\d{{12,14}}')
            THEN make_timestamp(CAST({text} AS BIGINT) * 1000)
        WHEN regexp_full_match({text}, '\\d{{9,11}}(\\.\\d+)?')
            THEN make_timestamp(CAST(CAST({text} AS DOUBLE) * 1000000 AS BIGINT))
        ELSE timezone('UTC', try_cast({text} AS TIMESTAMPTZ)) END"""


def is_believed(moment: str) -> str:
    """Return SQL for whether a time, UTC without a zone, can be one of a log; never null."""
    return (
        f"coalesce({moment} BETWEEN TIMESTAMP '{EARLIEST}' "
        "AND timezone('UTC', now()) + INTERVAL 1 DAY, false)"
    )


def read_sql(lines: str) -> str:
    """Return a SELECT of a relation's lines with their fields: n, line, r, moment, happened, kind.

    Args:
        lines: A relation of n (the line's number) and line (JSON, or null).
    """
    stamp = "coalesce(r.timestamp, line ->> '$.\"@timestamp\"')"
    return f"""SELECT *, CASE
            WHEN line IS NULL THEN NULL
            WHEN json_exists(r.event_attributes, '$.aisle') OR json_exists(line, '$.aisle.event_id')
                THEN CASE WHEN json_exists(r.event_attributes, '$.aisle.made') THEN 'made'
                    ELSE 'own_event' END
            WHEN json_exists(r.query_attributes, '$.aisle') THEN 'own_query'
            WHEN len(r.action_name) > 0 THEN 'event'
            WHEN r.user_query IS NOT NULL OR len(r.query_id) > 0 THEN 'query' END AS kind
        FROM (SELECT n, line, r, moment,
            CASE WHEN {is_believed("moment")} THEN moment END AS happened
        FROM (SELECT n, line, r, {time_of(stamp)} AS moment FROM (
            SELECT n, line, from_json(line, '{SHAPE}') AS r FROM (
                SELECT n, CASE WHEN json_type(line, '$._source') = 'OBJECT'
                    THEN line -> '$._source' ELSE line END AS line FROM {lines}))))"""


def text(value: str) -> str:
    """Return SQL for the text of a JSON value, whatever it is."""
    return (
        f"CASE WHEN json_type({value}) = 'VARCHAR' THEN {value} ->> '$' "
        f"ELSE CAST({value} AS VARCHAR) END"
    )


_SAID = (
    "CASE WHEN json_type(r.user_query) = 'OBJECT' THEN coalesce(r.user_query ->> '$.query', "
    f"r.user_query ->> '$.text', CAST(r.user_query AS VARCHAR)) ELSE {text('r.user_query')} END"
)
_HITS = """CASE json_type(hits)
    WHEN 'ARRAY' THEN CAST(to_json(CAST(hits AS VARCHAR[])) AS VARCHAR)
    WHEN 'VARCHAR' THEN CASE WHEN json_valid(hits ->> '$') AND (hits ->> '$') LIKE '[%'
        THEN CAST(to_json(CAST(CAST(hits ->> '$' AS JSON) AS VARCHAR[])) AS VARCHAR)
        ELSE CAST(to_json(list_filter(list_transform(string_split(hits ->> '$', ','),
            lambda x: trim(x)), lambda x: len(x) > 0)) AS VARCHAR) END
    END"""


def turns_sql(read: str) -> str:
    """Return a SELECT of rows with columns of TURNS, `n` before them, from what `read_sql` gives.

    Session, and the lists that the query does not say, may be null: `linking` finds them.
    """
    columns = {
        "query_id": "coalesce(nullif(r.query_id, ''), CAST(md5(line) AS VARCHAR))",
        "application": "coalesce(nullif(r.application, ''), 'ubi')",
        "session_id": "coalesce(nullif(r.session_id, ''), qa ->> '$.session_id')",
        "client_id": "coalesce(nullif(r.client_id, ''), nullif(r.user_id, ''))",
        "timestamp": "happened",
        "day": "CAST(happened AS DATE)",
        "schema": f"'{SCHEMA}'",
        # Null where it is not said: no share of what was spoken has it.
        "modality": "CASE WHEN qa ->> '$.modality' IN ('voice', 'text') "
        "THEN qa ->> '$.modality' END",
        "user_query": _SAID,
        "query": "CASE WHEN json_type(r.query) = 'VARCHAR' "
        "AND left(trim(r.query ->> '$'), 1) <> '{' THEN r.query ->> '$' END",
        "query_response_hit_ids": _HITS,
        "object_id_field": "coalesce(nullif(r.object_id_field, ''), 'product_id')",
        "shown": f"json_array_length({_HITS})",
        "cost_usd": "NULL",
        "outcome": "'completed'",
        "tier": "'none'",
        "more": "CASE WHEN len(extra) > 2 THEN extra END",
    }
    extra = (
        """CAST(json_merge_patch(
        CASE WHEN len(CAST(qa AS VARCHAR)) > 2
            THEN json_object('query_attributes', json_merge_patch(qa, '"""
        + _PERSONAL
        + """'))
            ELSE '{}' END,
        CASE WHEN r.query_response_id IS NOT NULL
            THEN json_object('query_response_id', r.query_response_id) ELSE '{}' END,
        CASE WHEN json_type(r.query) = 'OBJECT' OR left(trim(r.query ->> '$'), 1) = '{'
            THEN json_object('query_request', r.query) ELSE '{}' END) AS VARCHAR)"""
    )
    chosen = ", ".join(
        f'CAST({columns.get(c.name, "NULL")} AS {c.type}) AS "{c.name}"' for c in TURNS.columns
    )
    return f"""SELECT n, {chosen} FROM (SELECT *, {extra} AS extra FROM (
        SELECT *, CASE WHEN json_type(r.query_attributes) = 'OBJECT' THEN r.query_attributes
                ELSE '{{}}'::JSON END AS qa,
            CASE WHEN json_type(r.query_response_hit_ids) IN ('ARRAY', 'VARCHAR')
                THEN r.query_response_hit_ids END AS hits
        FROM {read} WHERE kind = 'query' AND happened IS NOT NULL))"""


def _of(path: str, *others: str) -> str:
    """Return SQL for an attribute of an event, wherever it stands."""
    flat = [
        f"line ->> '$.\"event_attributes.{path}\"'",
        f"line ->> '$.\"{path}\"'",
        *(f"line ->> '$.{other}'" for other in others),
        f"ea ->> '$.\"{path}\"'",
        *(f"ea ->> '$.{other}'" for other in others),
    ]
    return f"coalesce(ea ->> '$.{path}', {', '.join(flat)})"


def _without(part: str, in_columns: str) -> str:
    """Return SQL for a patch that takes a part of attributes away where columns hold all of it."""
    held = f"json_merge_patch(ea -> '$.{part}', '{in_columns}')"
    return f"""CASE WHEN (ea -> '$.{part}') IS NULL OR len(CAST({held} AS VARCHAR)) <= 2
            THEN '{{"{part}":null}}' ELSE '{{}}' END"""


def events_sql(read: str) -> str:
    """Return a SELECT of rows with columns of EVENTS, `n` before them, of what `read_sql` gives."""
    columns = {
        "event_id": "md5(concat_ws('|', r.application, r.action_name, r.query_id, r.session_id, "
        "r.client_id, CAST(happened AS VARCHAR), r.message_type, r.message, "
        "CAST(r.user_query AS VARCHAR), CAST(r.event_attributes AS VARCHAR), "
        "CASE WHEN r.event_attributes IS NULL THEN CAST(line AS VARCHAR) END))",
        "application": "coalesce(nullif(r.application, ''), 'ubi')",
        "session_id": "coalesce(nullif(r.session_id, ''), ea ->> '$.session_id')",
        "client_id": "coalesce(nullif(r.client_id, ''), nullif(r.user_id, ''))",
        "timestamp": "happened",
        "day": "CAST(happened AS DATE)",
        "received_at": "happened",
        "schema": f"'{SCHEMA}'",
        "action_name": "r.action_name",
        "query_id": "nullif(r.query_id, '')",
        "user_query": _SAID,
        "message_type": "r.message_type",
        "message": "r.message",
        "object_id": _of("object.object_id", "object_id"),
        "object_id_field": _of("object.object_id_field", "object_id_field"),
        "title": _of("object.description", "description"),
        "ordinal": f"try_cast({_of('position.ordinal', 'ordinal')} AS BIGINT)",
        "value": "try_cast(coalesce(ea ->> '$.details.value', ea ->> '$.value') AS DOUBLE)",
        "currency": "coalesce(ea ->> '$.details.currency', ea ->> '$.currency')",
        "details": "CASE WHEN len(details) > 2 THEN details END",
        # All of the attributes, where any has no column: a record is made from them again.
        "more": "CASE WHEN len(extra) > 2 THEN CAST(json_object('event_attributes', "
        f"json_merge_patch(ea, '{_PERSONAL}')) AS VARCHAR) END",
    }
    extra = f"""CAST(json_merge_patch(ea, '{_IN_COLUMNS}',
        {_without("object", _OF_OBJECT)}, {_without("position", '{"ordinal":null}')}) AS VARCHAR)"""
    chosen = ", ".join(
        f'CAST({columns.get(c.name, "NULL")} AS {c.type}) AS "{c.name}"' for c in EVENTS.columns
    )
    return f"""SELECT n, {chosen} FROM (SELECT *, {extra} AS extra,
            CAST(CASE WHEN json_type(ea, '$.details') = 'OBJECT' THEN ea -> '$.details' END
                AS VARCHAR) AS details
        FROM (SELECT *, CASE WHEN json_type(r.event_attributes) = 'OBJECT' THEN r.event_attributes
                ELSE '{{}}'::JSON END AS ea
            FROM {read} WHERE kind = 'event' AND happened IS NOT NULL))"""
