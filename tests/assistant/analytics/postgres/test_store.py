"""What is Postgres' own: nodes side by side, outages, secrets, older schemas, odd texts."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from assistant.analytics.errors import QueryRefused, StoreUnusable
from assistant.analytics.postgres import connecting
from assistant.analytics.postgres.store import PostgresStore
from assistant.analytics.tables import TURNS
from assistant.config import Settings
from assistant.config_tables import LogSettings
from assistant.errors import ConfigError, LogLate
from assistant.events.event import Action
from assistant.intent_log import backlog
from assistant.intent_log.backlog import waiting_bytes
from assistant.intent_log.log import IntentLog
from assistant.intent_log.segments import sealed
from tests.assistant.analytics.database import shop_settings
from tests.assistant.analytics.logs import NOON, event, turn
from tests.patience import PATIENCE_S
from tests.postgres import database_url

pytestmark = pytest.mark.postgres


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    with shop_settings(tmp_path) as made:
        yield made


@pytest.fixture
def store(settings: Settings) -> Iterator[PostgresStore]:
    made = PostgresStore(settings)
    yield made
    made.close()


def _log(settings: Settings, session: str, turns: int = 3) -> None:
    log = IntentLog(settings.log_path)
    for number in range(turns):
        log.append(turn(session, number))
    log.append(event(f"{session}-cart", session, Action.ADD_TO_CART))
    log.close()


def _count(store: PostgresStore) -> object:
    return store.ask("SELECT count(*) FROM turns").rows[0][0]


def test_nodes_that_start_and_write_at_once_share_one_schema(
    settings: Settings, tmp_path: Path
) -> None:
    nodes = [settings.model_copy(update={"home": tmp_path / f"node{n}"}) for n in range(4)]
    failed: list[BaseException] = []

    def work(number: int) -> None:
        store = PostgresStore(nodes[number])
        try:
            for part in range(3):
                _log(nodes[number], f"s{number}-{part}")
                _log(nodes[number], "shared")  # the same ids from every node
                store.catch_up()
        except BaseException as error:  # noqa: BLE001 - asserted below
            failed.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    store = PostgresStore(settings)
    assert _count(store) == (4 * 3 + 1) * 3
    sql = "SELECT count(*), sum(turns) FROM sessions"
    assert store.ask(sql).rows == ((4 * 3 + 1, (4 * 3 + 1) * 3),)
    assert store.ask("SELECT sum(turns) FROM daily").rows == (((4 * 3 + 1) * 3,),)
    store.close()


def test_an_outage_loses_nothing(
    settings: Settings, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "WAIT_AT_MOST_S", 1.0)
    away = settings.model_copy(
        update={"log": LogSettings(url="postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")}
    )
    unreachable = PostgresStore(away)
    _log(settings, "s1")
    with pytest.raises(StoreUnusable, match="waits on disk"):
        unreachable.catch_up()
    with pytest.raises(StoreUnusable):
        unreachable.ask("SELECT 1")
    unreachable.close()
    assert sealed(settings.log_path)
    assert store.is_behind()
    assert store.catch_up() == 4
    assert not store.is_behind()
    assert _count(store) == 3


def test_an_outage_until_the_disks_share_is_reached_loses_nothing(
    settings: Settings, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "room_of", lambda folder: 10_000 - waiting_bytes(folder))
    log = IntentLog(settings.log_path, 5.0)
    told = {True: 0, False: 0}
    for number in range(12):
        try:
            log.append(turn("s", number))
            told[True] += 1
        except LogLate:
            told[False] += 1
    assert told[True] and told[False]
    until = time.monotonic() + PATIENCE_S
    while log.health().queued or store.is_behind():  # what waits in memory comes after what went
        store.catch_up()
        assert time.monotonic() < until
    log.close()
    assert _count(store) == 12
    assert log.health().lost == 0


def test_a_server_that_ends_the_connection_half_way_leaves_all_or_nothing(
    settings: Settings,
) -> None:
    # Named, so that only this store's connections are ended: other tests run on the same server.
    name = settings.tenant
    log = LogSettings(url=f"{settings.log.url}&application_name={name}")
    store = PostgresStore(settings.model_copy(update={"log": log}))
    assert _count(store) == 0
    for number in range(40):
        _log(settings, f"s{number}", 10)
    stop = threading.Event()

    def kill() -> None:
        with psycopg.connect(database_url(), autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE application_name = %s AND state = 'active' AND query LIKE 'COPY %%'",
                    (name,),
                )
                time.sleep(0.002)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        store.catch_up()
        was_cut = False
    except StoreUnusable:
        was_cut = True
    finally:
        stop.set()
        killer.join()
    assert _count(store) == (0 if was_cut else 400)
    store.catch_up()
    assert _count(store) == 400
    assert store.ask("SELECT sum(turns) FROM daily").rows == ((400,),)
    store.close()


def test_the_password_is_in_no_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_PASSWORD", "hunter2-secret")
    monkeypatch.setattr(connecting, "WAIT_AT_MOST_S", 1.0)
    log = LogSettings(
        url="postgresql://aisle@127.0.0.1:1/none?connect_timeout=1",
        password_variable="LOG_PASSWORD",
    )
    store = PostgresStore(settings.model_copy(update={"log": log}))
    with pytest.raises(StoreUnusable) as caught:
        store.mark()
    store.close()
    told = "".join(str(one) + repr(one) for one in (caught.value, caught.value.__cause__))
    assert "hunter2" not in told
    monkeypatch.delenv("LOG_PASSWORD")
    with pytest.raises(ConfigError, match="LOG_PASSWORD"):
        PostgresStore(settings.model_copy(update={"log": log}))


def test_a_schema_of_an_older_version_gains_what_it_lacks(
    settings: Settings, store: PostgresStore
) -> None:
    _log(settings, "old")
    store.catch_up()
    with psycopg.connect(database_url(), autocommit=True) as connection:
        schema = f'"aisle_{settings.tenant}"'
        connection.execute(f"ALTER TABLE {schema}.turns DROP COLUMN lacking".encode())
        connection.execute(
            f"UPDATE {schema}.aisle_meta SET value = 'x' WHERE name = 'print'".encode()
        )
    newer = PostgresStore(settings)
    assert set(newer.ask("SELECT * FROM turns").columns) == set(TURNS.names)
    _log(settings, "new")
    assert newer.catch_up() == 4
    with psycopg.connect(database_url(), autocommit=True) as connection:
        connection.execute(
            f"UPDATE {schema}.aisle_meta SET value = '99' WHERE name = 'layout'".encode()
        )
    with pytest.raises(StoreUnusable, match="newer Aisle"):
        PostgresStore(settings).mark()
    newer.close()


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ("SELECT '100%' AS a, $name AS b", ("100%", "it's")),
        ("SELECT '$name' AS a, 7 % 4 AS b", ("$name", 3)),
        ("SELECT count(*) FILTER (WHERE user_query LIKE '%$%'), sum(turn) FROM turns", (0, 3)),
        ("SELECT $nothing IS NULL, avg(turn) FROM turns", (True, 1.0)),
    ],
)
def test_questions_of_ours_are_translated(
    settings: Settings, store: PostgresStore, sql: str, answer: tuple[object, ...]
) -> None:
    _log(settings, "s")
    store.catch_up()
    assert store.ask(sql, {"name": "it's", "nothing": None}).rows == (answer,)


def test_another_shops_schema_is_not_read(
    settings: Settings, store: PostgresStore, tmp_path: Path
) -> None:
    with shop_settings(tmp_path / "other") as theirs:
        other = PostgresStore(theirs)
        _log(theirs, "theirs")
        assert other.catch_up() == 4
        assert _count(store) == 0
        with pytest.raises(QueryRefused):
            store.query(f"SELECT * FROM aisle_{theirs.tenant}.turns", 10, 5)
        other.close()


def test_bad_texts_reach_postgres(settings: Settings, store: PostgresStore) -> None:
    said = "a\x00b \\N \"quoted\", 'single'\n<script>alert(1)</script> \U0001f45f \\u0000 100%"
    log = IntentLog(settings.log_path)
    log.append(turn("bad", 0, user_query=said, acts=[{"act": "find", "words": "\\ \x00 \\u0000"}]))
    log.append(turn("bad", 1, user_query="", reply="\\N"))
    log.close()
    assert store.catch_up() == 2
    rows = store.ask("SELECT user_query, reply FROM turns ORDER BY turn").rows
    assert rows[0][0] == said.replace("\x00", "")
    assert rows[1] == ("", "\\N")
    assert store.ask("SELECT words FROM acts WHERE query_id = 'bad-0'").rows == (("\\  \\u0000",),)


def test_fields_of_a_newer_schema_expire_with_the_texts(
    settings: Settings, store: PostgresStore
) -> None:
    record = turn("new", 0).model_dump(mode="json", by_alias=True) | {"whispered": "my secret"}
    settings.log_path.mkdir(parents=True, exist_ok=True)
    (settings.log_path / "log-2026-11-20.jsonl").write_text(json.dumps(record) + "\n")
    assert store.catch_up() == 1
    held = "SELECT count(*) FROM turns WHERE more LIKE '%my secret%'"
    assert store.ask(held).rows == ((1,),)
    assert store.expire_texts(NOON.date()) == 0
    assert store.expire_texts(NOON.date() + timedelta(days=1)) == 1
    assert store.ask(held).rows == ((0,),)
    assert store.ask("SELECT more, user_query, reply FROM turns").rows == ((None, None, None),)
