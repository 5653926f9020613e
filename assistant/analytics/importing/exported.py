"""UBI that `aisle logs export` wrote, as the rows that it was made from.

What UBI has no name for lies under "aisle" in the attributes (`assistant.analytics.exporting.ubi`).
"""

from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.quoting import name_of
from assistant.analytics.sources import COLUMNS
from assistant.analytics.tables import EVENTS, TURNS, Table

OF_TURN: Final = "coalesce(r.query_attributes -> '$.aisle', line -> '$.aisle')"
OF_EVENT: Final = "coalesce(r.event_attributes -> '$.aisle', line -> '$.aisle')"
_FROM_UBI: Final = {
    TURNS: {
        "query_id": "r.query_id",
        "application": "r.application",
        "client_id": "r.client_id",
        "timestamp": "moment",
        "day": "CAST(moment AS DATE)",
        "user_query": "CASE WHEN a.unsaid IS NULL THEN r.user_query ->> '$' END",
        "query_response_hit_ids": "coalesce(a.query_response_hit_ids, "
        "CAST(r.query_response_hit_ids AS VARCHAR))",
        "object_id_field": "r.object_id_field",
        "schema": "a.record_schema",
    },
    EVENTS: {
        "schema": "a.record_schema",
        "application": "r.application",
        "session_id": "r.session_id",
        "client_id": "r.client_id",
        "timestamp": "moment",
        "day": "CAST(moment AS DATE)",
        "action_name": "r.action_name",
        "query_id": "r.query_id",
        "user_query": "r.user_query ->> '$'",
        "message_type": "r.message_type",
        "message": "r.message",
        "object_id": "r.event_attributes ->> '$.object.object_id'",
        "object_id_field": "r.event_attributes ->> '$.object.object_id_field'",
        "title": "r.event_attributes ->> '$.object.description'",
        "ordinal": "CASE WHEN a.placed IS NULL "
        "THEN try_cast(r.event_attributes ->> '$.position.ordinal' AS BIGINT) END",
    },
}


def restored_turns(run: DuckDBPyConnection) -> int:
    """Add the turns among `ubi_read` to own_turns; return how many."""
    return _restored(run, TURNS, "own_query", OF_TURN, "own_turns")


def restored_events(run: DuckDBPyConnection) -> tuple[int, int]:
    """Add the events among `ubi_read` to own_events.

    Returns:
        How many, and how many impressions were left out that say no more than a turn's list.
    """
    count = _restored(run, EVENTS, "own_event", OF_EVENT, "own_events")
    made = run.execute("SELECT count(*) FROM ubi_read WHERE kind = 'made'").fetchall()[0][0]
    return count, int(made)


def _restored(run: DuckDBPyConnection, table: Table, kind: str, where: str, into: str) -> int:
    if not run.execute(f"SELECT 1 FROM ubi_read WHERE kind = '{kind}' LIMIT 1").fetchall():
        return 0
    given = _FROM_UBI[table]
    columns = [c for c in table.columns if c.name in COLUMNS[table.name]]
    kept: dict[str, str] = {c.name: c.type for c in columns if c.name not in given}
    kept |= {"record_schema": "VARCHAR", "query_response_hit_ids": "VARCHAR"}
    kept |= {"unsaid": "BOOLEAN", "placed": "BOOLEAN"}
    types = {"TEXT": "VARCHAR", "DOUBLE PRECISION": "DOUBLE"}
    shape = "{" + ",".join(f'"{n}":"{types.get(t, t)}"' for n, t in kept.items()) + "}"
    chosen = ", ".join(
        f"CAST({given.get(c.name, f'a.{name_of(c.name)}')} AS {c.type}) AS {name_of(c.name)}"
        for c in columns
    )
    return len(
        run.execute(
            f"""INSERT INTO {into} BY NAME SELECT {chosen} FROM (
            SELECT *, from_json({where}, '{shape}') AS a FROM ubi_read
                WHERE kind = '{kind}' AND happened IS NOT NULL)
            RETURNING 1"""
        ).fetchall()
    )
