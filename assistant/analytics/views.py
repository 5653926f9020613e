"""Views over the log's tables for BI tools: the same columns in DuckDB and in Postgres.

ubi_queries   turns with the names of User Behavior Insights 1.3
ubi_events    what was done, likewise
shown         one row a product shown
constraints   one row a wish that held after a turn
acts          one row an act of a turn
repairs       one row a transcript that was repaired
"""

from typing import Final

_TURN: Final = "t.query_id, t.session_id, t.day, t.timestamp"
_PLAIN: Final = {
    "ubi_queries": """SELECT application, query_id, session_id, client_id, user_query,
    object_id_field, query_response_hit_ids, timestamp, day, modality, door, intent, category,
    brand, shown, tier, outcome
FROM turns""",
    "ubi_events": """SELECT application, action_name, event_id, query_id, session_id, client_id,
    timestamp, day, message_type, message, user_query, object_id, object_id_field, title, ordinal,
    value, currency, details
FROM events""",
    "repairs": """SELECT query_id, session_id, day, timestamp, raw_transcript, user_query,
    asr_confidence, intent, outcome
FROM turns WHERE raw_transcript IS NOT NULL AND raw_transcript <> user_query""",
}

_DUCKDB: Final = {
    "shown": f"""SELECT {_TURN}, t.ordinal, t.ids[t.ordinal] AS object_id,
    t.names[t.ordinal] AS title,
    CASE WHEN t.told IS NOT NULL THEN list_contains(t.told, t.ids[t.ordinal]) END AS spoken
FROM (SELECT *, unnest(range(1, len(ids) + 1)) AS ordinal FROM (
    SELECT query_id, session_id, day, timestamp,
        try_cast(query_response_hit_ids AS JSON)::VARCHAR[] AS ids,
        try_cast(titles AS JSON)::VARCHAR[] AS names,
        try_cast(spoken_ids AS JSON)::VARCHAR[] AS told
    FROM turns WHERE shown > 0)) AS t""",
    "constraints": f"""SELECT {_TURN}, t.ordinal, t.one ->> 'kind' AS kind,
    CASE WHEN json_type(t.one -> 'value') <> 'OBJECT' THEN t.one ->> 'value' END AS value,
    try_cast(t.one ->> '$.value.low' AS DOUBLE) AS low,
    try_cast(t.one ->> '$.value.high' AS DOUBLE) AS high,
    try_cast(t.one ->> 'wanted' AS BOOLEAN) AS wanted,
    try_cast(t.one ->> 'hard' AS BOOLEAN) AS hard,
    t.one ->> 'words' AS words, try_cast(t.one ->> 'turn' AS BIGINT) AS said_in
FROM (SELECT *, unnest(list) AS one, unnest(range(1, len(list) + 1)) AS ordinal FROM (
    SELECT query_id, session_id, day, timestamp, CAST(constraints AS JSON)::JSON[] AS list
    FROM turns WHERE wishes > 0 AND constraints IS NOT NULL)) AS t""",
    "acts": f"""SELECT {_TURN}, t.ordinal, t.one ->> 'act' AS act,
    try_cast(t.one ->> 'confidence' AS DOUBLE) AS confidence, t.one ->> 'words' AS words
FROM (SELECT *, unnest(list) AS one, unnest(range(1, len(list) + 1)) AS ordinal FROM (
    SELECT query_id, session_id, day, timestamp, CAST(acts AS JSON)::JSON[] AS list
    FROM turns WHERE intent IS NOT NULL AND acts IS NOT NULL)) AS t""",
}

_POSTGRES: Final = {
    "shown": f"""SELECT {_TURN}, h.ordinal, h.object_id,
    t.titles::json ->> (h.ordinal - 1)::int AS title,
    t.spoken_ids::jsonb ? h.object_id AS spoken
FROM turns AS t CROSS JOIN LATERAL json_array_elements_text(
    CASE WHEN t.shown > 0 THEN t.query_response_hit_ids::json END)
    WITH ORDINALITY AS h(object_id, ordinal)""",
    "constraints": f"""SELECT {_TURN}, c.ordinal, c.one ->> 'kind' AS kind,
    CASE WHEN json_typeof(c.one -> 'value') <> 'object' THEN c.one ->> 'value' END AS value,
    (c.one #>> '{{value,low}}')::double precision AS low,
    (c.one #>> '{{value,high}}')::double precision AS high,
    (c.one ->> 'wanted')::boolean AS wanted, (c.one ->> 'hard')::boolean AS hard,
    c.one ->> 'words' AS words, (c.one ->> 'turn')::bigint AS said_in
FROM turns AS t CROSS JOIN LATERAL json_array_elements(
    CASE WHEN t.wishes > 0 THEN t.constraints::json END) WITH ORDINALITY AS c(one, ordinal)""",
    "acts": f"""SELECT {_TURN}, a.ordinal, a.one ->> 'act' AS act,
    (a.one ->> 'confidence')::double precision AS confidence, a.one ->> 'words' AS words
FROM turns AS t CROSS JOIN LATERAL json_array_elements(
    CASE WHEN t.intent IS NOT NULL THEN t.acts::json END) WITH ORDINALITY AS a(one, ordinal)""",
}

NAMES: Final = ("ubi_queries", "ubi_events", "shown", "constraints", "acts", "repairs")


def duckdb_views() -> tuple[str, ...]:
    """Return statements that make the views in DuckDB, over views or tables turns and events."""
    return _made(_DUCKDB)


def postgres_views() -> tuple[str, ...]:
    """Return statements that make the views in the schema of Postgres that is searched first."""
    return _made(_POSTGRES)


def _made(own: dict[str, str]) -> tuple[str, ...]:
    views = _PLAIN | own
    return tuple(f"CREATE OR REPLACE VIEW {name} AS {views[name]}" for name in NAMES)
