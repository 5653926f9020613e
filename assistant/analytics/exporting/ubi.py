"""Turns and events as UBI 1.3 says them: a query a turn, an impression a product shown.

What UBI has no name for lies under "aisle" in the attributes, so that an import makes the same
rows again: of a query always, of an event in its attributes, or beside them where it was done to
nothing. Impressions that are made from a turn's list say so, and an import leaves them out.

UBI 1.3's schema asks for a position in every event's attributes. An event's place is looked up in
its turn's list where the event does not say it; one that is in no list has none.
"""

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.sources import COLUMNS

_TIME: Final = "strftime({}, '%Y-%m-%dT%H:%M:%S.%fZ')"
_IN_QUERY: Final = frozenset(
    {"query_id", "application", "client_id", "timestamp", "day", "user_query", "object_id_field"}
)
_IN_EVENT: Final = frozenset(
    [
        "application",
        "session_id",
        "client_id",
        "timestamp",
        "day",
        "action_name",
        "query_id",
        "user_query",
        "message_type",
        "message",
        "object_id",
        "object_id_field",
        "title",
        "ordinal",
    ]
)
_PLAIN_LIST: Final = "CAST(to_json(CAST(CAST({0} AS JSON) AS VARCHAR[])) AS VARCHAR) = {0}"


def write_ubi(
    run: DuckDBPyConnection, turns: Path, events: Path, queries_into: Path, events_into: Path
) -> None:
    """Write queries and events, one JSON object a line.

    Args:
        run: A connection.
        turns: Parquet file with the columns of TURNS.
        events: And of EVENTS.
        queries_into: File of queries.
        events_into: File of events.
    """
    run.execute(f"CREATE OR REPLACE TEMP VIEW t AS FROM {text_of(str(turns))}")
    run.execute(f"CREATE OR REPLACE TEMP VIEW e AS FROM {text_of(str(events))}")
    _copy(run, _queries(), queries_into)
    _copy(run, f"{_events()} UNION ALL {_impressions()}", events_into)


def _copy(run: DuckDBPyConnection, sql: str, into: Path) -> None:
    # As CSV of one column without quotes: each object is a line as it is.
    run.execute(
        f"COPY ({sql}) TO {text_of(str(into))} "
        "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\\0')"
    )


def _object(fields: dict[str, str]) -> str:
    """Return SQL for an object of those fields that are not null."""
    inner = ", ".join(f"{text_of(name)}, {value}" for name, value in fields.items())
    # In a merge, null takes away; what is null further down was not there either.
    return f"json_merge_patch('{{}}', json_object({inner}))"


def _queries() -> str:
    is_plain = _PLAIN_LIST.format("query_response_hit_ids")
    rest = {
        name: name_of(name)
        for name in COLUMNS["turns"]
        if name not in _IN_QUERY | {"query_response_hit_ids"}
    }
    rest["query_response_hit_ids"] = (
        f"CASE WHEN NOT coalesce({is_plain}, true) THEN query_response_hit_ids END"
    )
    rest["record_schema"] = rest.pop("schema")  # "schema" tells lines of our own
    rest["unsaid"] = "CASE WHEN user_query IS NULL THEN true END"
    return (
        "SELECT CAST("
        + _object(
            {
                "application": "application",
                "query_id": "query_id",
                "client_id": "client_id",
                "user_query": "coalesce(user_query, '')",
                "query_attributes": _object(
                    {"session_id": "session_id", "modality": "modality", "aisle": _object(rest)}
                ),
                "object_id_field": "object_id_field",
                "timestamp": _TIME.format("timestamp"),
                "query_response_id": "CASE WHEN query_response_hit_ids IS NOT NULL "
                "THEN query_id END",
                "query_response_hit_ids": "to_json(CAST(CAST(query_response_hit_ids AS JSON) "
                "AS VARCHAR[]))",
            }
        )
        + " AS VARCHAR) FROM t"
    )


def _events() -> str:
    rest = {name: name_of(name) for name in COLUMNS["events"] if name not in _IN_EVENT}
    rest["record_schema"] = rest.pop("schema")
    rest["placed"] = "CASE WHEN ordinal IS NULL AND place IS NOT NULL THEN true END"
    aisle = _object(rest)
    has = "(object_id IS NOT NULL OR ordinal IS NOT NULL OR title IS NOT NULL)"
    attributes = _object(
        {
            "object": "CASE WHEN object_id IS NOT NULL OR title IS NOT NULL THEN "
            + _object(
                {
                    "object_id": "object_id",
                    "object_id_field": "object_id_field",
                    "description": "title",
                }
            )
            + " END",
            "position": "CASE WHEN coalesce(ordinal, place) IS NOT NULL "
            "THEN json_object('ordinal', coalesce(ordinal, place)) END",
            "details": "CASE WHEN json_valid(details) THEN CAST(details AS JSON) END",
            "aisle": aisle,
        }
    )
    places = """SELECT event_id, CAST(nullif(list_position(
            CAST(CAST(t.query_response_hit_ids AS JSON) AS VARCHAR[]), e.object_id), 0) AS BIGINT)
            AS place FROM e JOIN t USING (query_id)
        WHERE e.ordinal IS NULL AND e.object_id IS NOT NULL AND t.shown > 0"""
    return (
        "SELECT CAST("
        + _object(
            {
                "application": "application",
                "action_name": "action_name",
                "query_id": "query_id",
                "session_id": "session_id",
                "client_id": "client_id",
                "timestamp": _TIME.format("timestamp"),
                "user_query": "user_query",
                "message_type": "message_type",
                "message": "message",
                "event_attributes": f"CASE WHEN {has} THEN {attributes} END",
                "aisle": f"CASE WHEN NOT {has} THEN {aisle} END",
            }
        )
        + f" AS VARCHAR) FROM (SELECT e.*, p.place FROM e LEFT JOIN ({places}) p USING (event_id))"
    )


def _impressions() -> str:
    """Return what makes an impression of each product of each list that has none of its own."""
    return (
        "SELECT CAST("
        + _object(
            {
                "application": "application",
                "action_name": "'impression'",
                "query_id": "query_id",
                "session_id": "session_id",
                "client_id": "client_id",
                "timestamp": _TIME.format("timestamp"),
                "user_query": "user_query",
                "event_attributes": _object(
                    {
                        "object": _object(
                            {
                                "object_id": "id",
                                "object_id_field": "object_id_field",
                                "description": "title",
                            }
                        ),
                        "position": "json_object('ordinal', ordinal)",
                        "aisle": "json_object('made', 'of the list')",
                    }
                ),
            }
        )
        + """ AS VARCHAR) FROM (
        SELECT *, unnest(ids) AS id, unnest(range(1, len(ids) + 1)) AS ordinal,
            unnest(CASE WHEN len(names) = len(ids) THEN names
                ELSE list_transform(ids, lambda x: NULL::VARCHAR) END) AS title
        FROM (SELECT *, CAST(CAST(query_response_hit_ids AS JSON) AS VARCHAR[]) AS ids,
                CAST(CAST(titles AS JSON) AS VARCHAR[]) AS names
            FROM t WHERE shown > 0 AND query_id NOT IN (SELECT query_id FROM e
                WHERE action_name = 'impression' AND query_id IS NOT NULL)))"""
    )
