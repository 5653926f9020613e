"""Questions that are none: refused before they run, and harmless if they did."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import QueryFailed, QueryRefused
from assistant.analytics.query_check import checked
from assistant.analytics.query_functions import FUNCTIONS
from assistant.analytics.query_guard import answer, locked
from assistant.config import Settings
from assistant.events.event import Action
from tests.assistant.analytics.logs import NOON, contents, event, files, log, turn


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckStore]:
    settings = Settings(home=tmp_path_factory.mktemp("guarded"))
    log(settings, turn("a", 0), turn("a", 1), turn("b", 0, NOON + timedelta(days=1)))
    log(settings, event("e1", "a", Action.CLICK))
    opened = DuckStore(settings)
    opened.catch_up()
    yield opened
    opened.close()


ASKED = [
    ("SELECT count(*) FROM turns", ((3,),)),
    ("FROM sessions SELECT session_id ORDER BY 1", (("a",), ("b",))),
    ("/* why */ SELECT max(day) FROM turns -- so", ((date(2026, 11, 21),),)),
    ("WITH t AS (SELECT * FROM turns) SELECT sum(shown) FROM t", ((6,),)),
    ("SELECT count(*) FILTER (WHERE turn > 0) / count(*)::DOUBLE FROM turns", ((1 / 3,),)),
    ("SELECT quantile_cont(first_audio_ms, 0.5) FROM turns", ((400.0,),)),
    ("SELECT object_id, count(*) FROM shown GROUP BY 1 ORDER BY 1", (("p1", 3), ("p2", 3))),
    ("SELECT row_number() OVER (ORDER BY day, query_id), day FROM turns LIMIT 1", None),
    ("SELECT json_extract_string(acts, '$[0].act') FROM turns LIMIT 1", (("find",),)),
    ("SELECT date_trunc('week', day), count(*) FROM daily GROUP BY ALL", None),
    ("SELECT unnest(range(3)) AS i ORDER BY i", ((0,), (1,), (2,))),
    ("VALUES (1)", ((1,),)),
    ("SELECT action_name FROM ubi_events UNION ALL SELECT 'none';", (("click",), ("none",))),
    ("SELECT t.intent FROM turns t JOIN events e USING (query_id)", (("find",),)),
    ("SELECT 'read_text(''/etc/passwd'')' AS harmless", (("read_text('/etc/passwd')",),)),
]


@pytest.mark.parametrize(("sql", "rows"), ASKED, ids=[sql[:40] for sql, _ in ASKED])
def test_questions_are_answered(store: DuckStore, sql: str, rows: object) -> None:
    found = answer(store.folder, store.manifest(), sql, 100, store.folder / ".spill-test")
    assert rows is None or found.rows == rows


REFUSED = [
    "DROP VIEW turns",
    "INSERT INTO turns SELECT * FROM turns",
    "UPDATE turns SET reply = ''",
    "DELETE FROM turns",
    "CREATE TABLE x AS SELECT * FROM turns",
    "CREATE MACRO f() AS 1",
    "COPY turns TO '{there}'",
    "COPY (SELECT 1) TO '{there}' (FORMAT csv)",
    "EXPORT DATABASE '{there}'",
    "IMPORT DATABASE '{there}'",
    "ATTACH '{there}' AS x",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE COPY turns TO '{there}'",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "BEGIN",
    "CHECKPOINT",
    "VACUUM",
    "USE main",
    "SHOW TABLES",
    "DESCRIBE turns",
    "SUMMARIZE turns",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY turns TO '{there}'",
    "SELECT * FROM (SHOW TABLES)",
    "SELECT * FROM '{secret}'",
    'SELECT * FROM "{secret}"',
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_csv_auto('{secret}')",
    "SELECT * FROM main.read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM read_json('{secret}')",
    "SELECT * FROM read_ndjson_objects('{secret}')",
    "SELECT * FROM read_parquet('{secret}')",
    "SELECT * FROM parquet_metadata('{secret}')",
    "SELECT * FROM sniff_csv('{secret}')",
    "SELECT * FROM glob('/*')",
    "SELECT (SELECT content FROM read_text('{secret}'))",
    "SELECT count(*) FROM turns WHERE EXISTS (FROM read_text('{secret}'))",
    "SELECT * FROM turns, LATERAL (SELECT * FROM read_text('{secret}'))",
    "WITH x AS MATERIALIZED (FROM read_text('{secret}')) SELECT * FROM x",
    "WITH RECURSIVE x AS (SELECT 1 UNION ALL FROM glob('/*')) SELECT * FROM x",
    'WITH "{secret}" AS (SELECT 1) SELECT * FROM "{secret}"',
    'SELECT * FROM (WITH "{secret}" AS (SELECT 1) SELECT 1), "{secret}"',
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('turns')",
    "SELECT json_execute_serialized_sql('x')",
    "FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "SELECT getenv('HOME')",
    "SELECT \"getenv\"('HOME')",
    "SELECT 'HOME'.getenv()",
    "SELECT list_transform(['HOME'], x -> getenv(x))",
    "SELECT max(getenv('HOME')) OVER ()",
    "SELECT 1 ORDER BY getenv('HOME')",
    "SELECT 1 LIMIT length(getenv('HOME'))",
    "SELECT count(*) FROM turns GROUP BY getenv('HOME')",
    "SELECT count(*) FILTER (WHERE getenv('HOME') = '') FROM turns",
    "SELECT CASE WHEN true THEN getenv('HOME') END",
    "SELECT * REPLACE (getenv('HOME') AS reply) FROM turns",
    "SELECT DISTINCT ON (getenv('HOME')) 1",
    "SELECT current_setting('home_directory')",
    "SELECT getvariable('x')",
    "SELECT current_query()",
    "SELECT nextval('x')",
    "SELECT write_log('x')",
    "SELECT sleep_ms(100000)",
    "SELECT pg_sleep(10)",
    "SELECT repeat('x', 2000000000)",
    "SELECT version()",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM pragma_database_size()",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM duckdb_views",
    "SELECT * FROM memory.main.turns",
    "SELECT * FROM main.turns",
    "SELECT * FROM presence",
    "SELECT * FROM turns WHERE session_id = $id",
    "SELECT * FROM turns WHERE session_id = ?",
    "\ufeffCOPY turns TO '{there}'",
    "SELECT 1\u037e COPY turns TO '{there}'",
    "\uff33ELECT 1",
    "SELECT g\u0435tenv('HOME')",
    "SELECT GETENV('HOME')",
    "SELECT * FROM RE\u0430D_TEXT('{secret}')",
    "SELECT * FROM\u00a0read_text('{secret}')",
    "SELECT/**/*/**/FROM/**/read_text/**/('{secret}')",
    "SELECT 1 -- \n; COPY turns TO '{there}'",
    "SELECT 1 /* */; DROP VIEW turns /* */",
    "SELECT '\0'",
    "",
    ";",
    "--",
    "SELECT",
    "nonsense",
    "SELECT " + "(" * 5000 + "1" + ")" * 5000,
    "SELECT 1" + " " * 20_000,
    "SELECT " + "-" * 1 + "(" * 200 + "1" + ")" * 200,
]


@pytest.mark.parametrize("sql", REFUSED, ids=[str(i) for i in range(len(REFUSED))])
def test_anything_else_is_refused_in_one_sentence(tmp_path: Path, sql: str) -> None:
    secret = tmp_path / "secret.csv"
    with pytest.raises(QueryRefused) as told:
        checked(sql.format(secret=secret, there=tmp_path / "there") if "{" in sql else sql)
    assert "\n" not in str(told.value) and len(str(told.value)) < 400


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM '{secret}'",
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_blob('{manifest}')",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{there}'",
        "COPY (SELECT 1) TO '{folder}/there.csv'",
        "ATTACH '{there}' AS x",
        "EXPORT DATABASE '{there}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "PRAGMA enable_profiling; SET profile_output = '{there}'",
    ],
)
def test_even_unchecked_nothing_else_is_read_or_written(
    store: DuckStore, tmp_path: Path, sql: str
) -> None:
    secret, there = tmp_path / "secret.csv", tmp_path / "there"
    secret.write_text("who\njane\n")
    asked = sql.format(
        secret=secret, there=there, folder=store.folder, manifest=store.folder / "manifest.json"
    )
    before = files(Settings(home=store.folder.parent))
    with (
        locked(store.folder, store.manifest(), tmp_path / "spill") as connection,
        pytest.raises(duckdb.Error),
    ):
        connection.execute(asked)
    assert not there.exists()
    assert files(Settings(home=store.folder.parent)) == before


def test_none_of_the_functions_reads_or_waits() -> None:
    told = duckdb.execute(
        """SELECT DISTINCT function_name FROM duckdb_functions() WHERE has_side_effects
        OR function_type IN ('table', 'table_macro', 'pragma')"""
    ).fetchall()
    allowed = {"generate_series", "random", "range", "unnest", "histogram"}
    assert {name for (name,) in told} & FUNCTIONS <= allowed


def test_time_and_rows_are_bounded(store: DuckStore) -> None:
    before = contents(store)
    sql = "SELECT count(*) FROM range(1000000000000) WHERE range % 7 > 9"
    with pytest.raises(QueryFailed, match=r"longer than 0\.5 s"):
        store.query(sql, 10, 0.5)
    found = store.query("SELECT range, DATE '2026-01-02' AS d FROM range(1000000000)", 10, 30)
    assert len(found.rows) == 11
    assert found.rows[3] == (3, date(2026, 1, 2))
    with pytest.raises(QueryFailed, match="nope"):
        store.query("SELECT nope FROM turns", 10, 30)
    with pytest.raises(QueryRefused):
        store.query("DROP VIEW turns", 10, 30)
    assert contents(store) == before


def test_memory_is_bounded(store: DuckStore) -> None:
    doubling = "SELECT 'xxxxxxxx' AS s0"
    for step in range(30):
        doubling = f"SELECT s{step} || s{step} AS s{step + 1} FROM ({doubling})"
    with pytest.raises(QueryFailed):
        store.query(f"SELECT length(s30) FROM ({doubling})", 1, 20)
