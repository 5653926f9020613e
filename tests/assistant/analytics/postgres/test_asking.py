"""What an analyst may ask Postgres, and what no question is; how much one may take."""

import threading
from collections.abc import Iterator

import pytest

from assistant.analytics.errors import QueryFailed, QueryRefused
from assistant.analytics.postgres import asking
from assistant.analytics.postgres.store import PostgresStore
from assistant.intent_log.log import IntentLog
from tests.assistant.analytics.database import shop_settings
from tests.assistant.analytics.logs import turn

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresStore]:
    """Return a store with three turns, for questions only."""
    with shop_settings(tmp_path_factory.mktemp("asked")) as settings:
        log = IntentLog(settings.log_path)
        for number in range(3):
            log.append(turn("s", number))
        log.close()
        made = PostgresStore(settings)
        made.catch_up()
        yield made
        made.close()


def _count(store: PostgresStore) -> object:
    return store.ask("SELECT count(*) FROM turns").rows[0][0]


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "DELETE FROM turns",
        "SELECT 1; SELECT 2",
        "WITH gone AS (DELETE FROM turns RETURNING *) SELECT * FROM gone",
        "SELECT * INTO other FROM turns",
        "COPY turns TO '/tmp/x'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT \"pg_read_file\"('/etc/passwd')",
        "SELECT pg_catalog.pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT query_to_xml('DELETE FROM turns', true, true, '')",
        "SELECT set_config('role', 'postgres', false)",
        "SELECT current_setting('data_directory')",
        "SELECT dblink('x', 'SELECT 1')",
        "SELECT * FROM pg_shadow",
        'SELECT * FROM "pg_shadow"',
        "TABLE pg_shadow",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM public.checkpoints",
        'SELECT * FROM "public".checkpoints',
        "SELECT 1 OPERATOR(pg_catalog.+) 2",
        "SELECT U&'\\0070g_shadow'",
        "SELECT E'\\x'",
        "SELECT $$x$$",
        "SELECT pg_/**/sleep(10)",
        "SELECT * FROM turns FOR UPDATE",
        "EXPLAIN ANALYZE SELECT 1",
        "SET statement_timeout = 0",
        "SELECT 1 /* /* nested */ */",
        "SELECT nextval('x')",
        "SELECT ts_stat('SELECT 1')",
        "SELECT xmlparse(document '<a/>')",
        "SELECT * FROM turns TABLESAMPLE system(1)",
        "SELECT '" + "x" * 30_000 + "'",
        # What tells of other tables, shops and users.
        "SELECT 1260::regclass",
        'SELECT 1260::"regclass"',
        "SELECT x::regclass FROM generate_series(16384, 17000) AS x",
        "SELECT CAST(10 AS regrole)",
        "SELECT tableoid FROM turns",
        "SELECT current_user",
        "SELECT session_user, user, current_catalog",
        "SELECT * FROM aisle_meta",
        "SELECT x FROM (TABLE aisle_meta) AS x",
        "SELECT NULL::public.checkpoints",
        "SELECT * FROM turns FOR KEY SHARE",
        "SELECT '<a/>'::xml",
        # What takes memory without a bound.
        "WITH RECURSIVE a AS (SELECT 1 AS n UNION SELECT n + 1 FROM a) SELECT count(*) FROM a",
        "SELECT lpad('x', 1000000000)",
        "SELECT format('%1000000000s', 'x')",
        # What is read otherwise than it looks.
        "SELECT 'a\0b'",
        "SELECT '\ud800'",
        "SELECT \u0663",
        "SELECT 1) AS x, (SELECT 2",
        "SELECT aisle_asked FROM (SELECT 1) AS aisle_asked",
    ],
)
def test_what_is_no_question_is_refused(store: PostgresStore, sql: str) -> None:
    with pytest.raises((QueryRefused, QueryFailed)):
        store.query(sql, 10, 5)
    assert _count(store) == 3


def test_questions_are_bounded(store: PostgresStore) -> None:
    asked = "SELECT a.x FROM generate_series(1, 100000) AS a(x) -- many\n;"
    assert len(store.query(asked, 10, 5).rows) == 11
    with pytest.raises(QueryFailed, match="longer than"):
        store.query(
            "SELECT count(*) FROM generate_series(1, 1000000) AS a(x), "
            "generate_series(1, 1000000) AS b(x)",
            10,
            0.3,
        )
    with pytest.raises(QueryFailed, match="nosuch"):
        store.query("SELECT nosuch FROM turns", 10, 5)
    with_name = store.query(
        'WITH t AS (SELECT intent, count(*) AS n FROM turns GROUP BY 1) SELECT "n" FROM t', 10, 5
    )
    assert sum(int(str(row[0])) for row in with_name.rows) == 3


def test_rows_and_answers_are_bounded_before_they_are_here(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = "SELECT string_agg(md5(x::text), '') AS a FROM generate_series(1, 40000) AS x"
    with pytest.raises(QueryFailed, match="A row of the answer has more than 1 MB"):
        store.query(wide, 10, 10)
    many = "SELECT x, md5(x::text) FROM generate_series(1, 2000) AS x ORDER BY x DESC"
    found = store.query(many, 1_000, 10)
    assert [row[0] for row in found.rows] == list(range(2000, 999, -1)), "in the order asked for"
    monkeypatch.setattr(asking, "LARGEST_ANSWER", 3_000)
    with pytest.raises(QueryFailed, match="The answer has more than"):
        store.query(many, 1_000, 10)


def test_the_answers_rows_are_within_the_same_time(store: PostgresStore) -> None:
    slow = "SELECT x, (SELECT count(*) FROM generate_series(1, 300000) AS y WHERE y > x) "
    with pytest.raises(QueryFailed, match="longer than"):
        store.query(slow + "FROM generate_series(1, 100000) AS x", 100_000, 1)


def test_few_questions_are_asked_at_once(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_asked_now", threading.BoundedSemaphore(1))
    with asking._one_of_few(1), pytest.raises(QueryFailed, match="other questions"):
        store.query("SELECT 1", 1, 0.05)
    assert store.query("SELECT 1", 1, 5).rows == ((1,),)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 AS a, 2 AS a",
        "VALUES (1), (2)",
        "SELECT * FROM turns ORDER BY turn DESC -- the last first",
        "SELECT t FROM turns AS t",
        "SELECT count(*) FILTER (WHERE shown > 0) OVER (PARTITION BY intent) FROM turns",
        "SELECT 100 % 7, '50%' LIKE '%!%' ESCAPE '!'",
        "(SELECT 1 UNION ALL SELECT 2) ORDER BY 1",
    ],
)
def test_questions_are_answered(store: PostgresStore, sql: str) -> None:
    assert store.query(sql, 10, 10).rows
