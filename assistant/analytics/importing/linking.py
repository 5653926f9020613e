"""What UBI leaves open, found once all of an import is there: sessions, and lists of products.

one row a query       a query that was logged several times (page by page, facets apart) is the
                      one with the longest list, at its first time
session of a query    that of the events that name it; else all of its client's that is not
                      half an hour apart is a session
list of a query       where the query has none: the impressions that name it, in their order
places from 0         become places from 1, for the whole application
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.tables import EVENTS, TURNS

APART_MINUTES: Final = 30
"""Between two sessions of a client; the usual end of a web session."""


def link(
    run: DuckDBPyConnection, turns: Sequence[Path], events: Sequence[Path], into: Path
) -> tuple[Path, Path]:
    """Write one file of turns and one of events, from the pieces of an import of UBI.

    Args:
        run: A connection of its own.
        turns: Parquet files with the columns of TURNS; session_id may be null.
        events: And of EVENTS.
        into: Folder to write to.
    """
    run.execute(f"CREATE TEMP VIEW q AS {_all(turns, TURNS.names)}")
    run.execute(f"CREATE TEMP VIEW e AS {_all(events, EVENTS.names)}")
    run.execute(
        """CREATE TEMP TABLE queries AS SELECT * REPLACE (first_at AS timestamp,
            CAST(first_at AS DATE) AS day) FROM (
        SELECT *, min(timestamp) OVER one AS first_at,
            row_number() OVER (one ORDER BY shown DESC NULLS LAST, timestamp, user_query) AS place
        FROM q WINDOW one AS (PARTITION BY query_id)) WHERE place = 1"""
    )
    run.execute(
        """CREATE TEMP TABLE done AS SELECT * EXCLUDE (place) FROM (
        SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY timestamp) AS place FROM e)
        WHERE place = 1"""
    )
    run.execute(
        """CREATE TEMP TABLE from_zero AS SELECT application FROM done
        WHERE ordinal IS NOT NULL GROUP BY 1 HAVING min(ordinal) = 0"""
    )
    run.execute("UPDATE done SET ordinal = ordinal + 1 WHERE application IN (FROM from_zero)")
    run.execute(_SESSIONS)
    run.execute(_LISTS)
    turns_path, events_path = into / "linked-turns.parquet", into / "linked-events.parquet"
    named = ", ".join(map(name_of, TURNS.names))
    _write(
        run,
        f"""SELECT {named} FROM (SELECT q.* REPLACE (
            s.session AS session_id,
            coalesce(q.client_id, s.client) AS client_id,
            coalesce(q.query_response_hit_ids, l.ids) AS query_response_hit_ids,
            coalesce(q.shown, l.shown) AS shown,
            coalesce(q.titles,
                CASE WHEN q.query_response_hit_ids IS NULL THEN l.titles END) AS titles,
            CASE WHEN q.query_response_hit_ids IS NULL THEN coalesce(l.field, q.object_id_field)
                ELSE coalesce(q.object_id_field, l.field) END AS object_id_field)
        FROM queries q JOIN of_query s USING (query_id) LEFT JOIN lists l USING (query_id))""",
        turns_path,
    )
    named = ", ".join(map(name_of, EVENTS.names))
    _write(
        run,
        f"""SELECT {named} FROM (SELECT d.* REPLACE (o.session AS session_id)
        FROM done d JOIN of_event o USING (event_id))""",
        events_path,
    )
    return turns_path, events_path


def _all(paths: Sequence[Path], names: Sequence[str]) -> str:
    if not paths:
        raise AssertionError("nothing to link")
    files = ", ".join(text_of(str(path)) for path in paths)
    return f"SELECT {', '.join(map(name_of, names))} FROM read_parquet([{files}])"


def _write(run: DuckDBPyConnection, sql: str, path: Path) -> None:
    run.execute(f"COPY ({sql}) TO {text_of(str(path))} (FORMAT parquet, COMPRESSION snappy)")


_SESSIONS: Final = f"""
CREATE TEMP TABLE told AS SELECT query_id, min(session_id) AS session, min(client_id) AS client
    FROM done WHERE query_id IS NOT NULL GROUP BY 1;
CREATE TEMP TABLE loose AS
    SELECT application, coalesce(client, query_id) AS whose, timestamp, query_id, NULL AS event_id
    FROM (SELECT q.application, coalesce(q.client_id, t.client) AS client, q.query_id, q.timestamp
        FROM queries q LEFT JOIN told t USING (query_id)
        WHERE coalesce(q.session_id, t.session) IS NULL)
    UNION ALL
    SELECT d.application, coalesce(d.client_id, d.query_id, d.event_id), d.timestamp, NULL,
        d.event_id
    FROM done d LEFT JOIN queries q ON q.query_id = d.query_id
        LEFT JOIN told t ON t.query_id = d.query_id
    WHERE coalesce(d.session_id, q.session_id, t.session) IS NULL;
CREATE TEMP TABLE grouped AS
    SELECT *, 'import-' || md5(application || '|' || whose || '|' || CAST(min(timestamp) OVER (
        PARTITION BY application, whose, nth) AS VARCHAR)) AS session
    FROM (SELECT *, count(*) FILTER (WHERE apart) OVER (PARTITION BY application, whose
            ORDER BY timestamp, query_id, event_id ROWS UNBOUNDED PRECEDING) AS nth
        FROM (SELECT *, timestamp > lag(timestamp) OVER (PARTITION BY application, whose
                ORDER BY timestamp, query_id, event_id) + INTERVAL {APART_MINUTES} MINUTE AS apart
            FROM loose));
CREATE TEMP TABLE of_query AS
    SELECT q.query_id, coalesce(q.session_id, t.session, g.session) AS session, t.client
    FROM queries q LEFT JOIN told t USING (query_id)
        LEFT JOIN (SELECT query_id, session FROM grouped WHERE query_id IS NOT NULL) g
            USING (query_id);
CREATE TEMP TABLE of_event AS
    SELECT d.event_id, coalesce(d.session_id, o.session, t.session, g.session) AS session
    FROM done d LEFT JOIN of_query o ON o.query_id = d.query_id
        LEFT JOIN told t ON t.query_id = d.query_id
        LEFT JOIN (SELECT event_id, session FROM grouped WHERE event_id IS NOT NULL) g
            ON g.event_id = d.event_id"""

_LISTS: Final = """CREATE TEMP TABLE lists AS
    SELECT query_id, CAST(to_json(list(object_id ORDER BY ordinal, object_id)) AS VARCHAR) AS ids,
        count(*) AS shown, min(object_id_field) AS field,
        CASE WHEN count(title) = count(*)
            THEN CAST(to_json(list(title ORDER BY ordinal, object_id)) AS VARCHAR) END AS titles
    FROM (SELECT query_id, object_id, min(ordinal) AS ordinal, min(title) AS title,
            min(object_id_field) AS object_id_field
        FROM done WHERE action_name = 'impression' AND query_id IS NOT NULL
            AND object_id IS NOT NULL GROUP BY 1, 2)
    GROUP BY 1"""
