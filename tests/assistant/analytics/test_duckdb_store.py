"""The Parquet files: what is taken in, once and whole; what is erased, gone."""

import random
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import QueryFailed, StoreUnusable
from assistant.analytics.manifest import Part
from assistant.analytics.parts import copy_ordered
from assistant.analytics.tables import TURNS, Table
from assistant.config import Settings
from assistant.events.event import Action, Event, EventAttributes, EventObject
from assistant.turn_record import TurnRecord
from tests.assistant.analytics.logs import NOON, contents, event, files, log, turn


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> Iterator[DuckStore]:
    opened = DuckStore(settings)
    yield opened
    opened.close()


def _one(store: DuckStore, sql: str) -> object:
    return store.ask(sql).rows[0][0]


def test_nothing_logged_is_no_rows_and_no_files(settings: Settings, store: DuckStore) -> None:
    assert store.catch_up() == 0
    for table in ("turns", "events", "sessions", "daily", "latency"):
        assert _one(store, f"SELECT count(*) FROM {table}") == 0
    assert store.erase(session_ids=["a"], client_ids=["c"]) == 0
    assert not any(name.endswith(".parquet") for name in files(settings))


def test_what_was_logged_is_in_all_tables_and_the_segments_are_gone(
    settings: Settings, store: DuckStore
) -> None:
    log(settings, turn("a", 0), turn("a", 1), event("e1", "a", Action.ADD_TO_CART))
    assert store.is_behind()
    before = store.mark()
    assert store.catch_up() == 3
    assert store.mark() != before
    assert not store.is_behind()
    [session] = store.ask("SELECT * FROM sessions").dicts()
    assert (session["session_id"], session["turns"], session["carts"]) == ("a", 2, 1)
    assert _one(store, "SELECT sum(turns) FROM daily") == 2
    assert _one(store, "SELECT sum(turns) FROM latency WHERE stage = 'first_audio_ms'") == 2
    assert [row[0] for row in store.ask("SELECT is_search FROM turns").rows] == [True, True]
    assert not list(settings.log_path.glob("*.jsonl"))


def test_a_record_that_comes_again_is_not_new(settings: Settings, store: DuckStore) -> None:
    click = event("e1", "a", Action.CLICK)
    log(settings, turn("a", 0), turn("a", 0), click, click)
    assert store.catch_up() == 2
    again = event("e1", "a", Action.CLICK, at=NOON + timedelta(days=1))
    log(settings, turn("a", 0), click, again, turn("a", 1))
    assert store.catch_up() == 1
    assert _one(store, "SELECT count(*) FROM events") == 1
    assert _one(store, "SELECT turns FROM sessions") == 2


def test_an_event_reported_on_two_days_at_once_counts_once(
    settings: Settings, store: DuckStore
) -> None:
    tomorrow = event("e1", "a", Action.CLICK, at=NOON + timedelta(days=1))
    log(settings, turn("a", 0), event("e1", "a", Action.CLICK), tomorrow)
    assert store.catch_up() == 2
    assert store.ask("SELECT day FROM events").rows == ((NOON.date(),),)
    assert _one(store, "SELECT clicks FROM sessions") == 1


def test_a_session_over_midnight_is_one_session(settings: Settings, store: DuckStore) -> None:
    night = NOON.replace(hour=23, minute=59, second=50)
    log(settings, turn("a", 0, night))
    store.catch_up()
    log(settings, turn("a", 1, night), turn("b", 0, night + timedelta(hours=1)))
    store.catch_up()
    rows = store.ask("SELECT session_id, day, turns FROM sessions ORDER BY session_id").rows
    tomorrow = NOON.date() + timedelta(days=1)
    assert rows == (("a", NOON.date(), 2), ("b", tomorrow, 1))
    assert store.days_of("a") == (NOON.date(), tomorrow)
    kinds = store.ask(
        "SELECT reformulation IS NULL FROM turns WHERE session_id = 'a' ORDER BY turn"
    )
    assert kinds.rows == ((True,), (False,))


def test_an_order_of_next_week_is_the_sessions_and_the_turns(
    settings: Settings, store: DuckStore
) -> None:
    log(settings, turn("a", 0), turn("b", 0))
    store.catch_up()
    bought = EventAttributes(object=EventObject(object_id="p1"), details={"value": "59.90"})
    late = NOON + timedelta(days=7)
    log(settings, event("e1", "a", Action.PURCHASE, at=late, event_attributes=bought))
    assert store.catch_up() == 1
    assert store.ask("SELECT session_id, orders, order_value FROM sessions ORDER BY 1").rows == (
        ("a", 1, 59.9),
        ("b", 0, None),
    )
    assert store.ask("SELECT day, ordered FROM daily").rows[0] == (NOON.date(), 1)


def test_an_order_in_a_later_session_is_the_turns_that_showed_it(
    settings: Settings, store: DuckStore
) -> None:
    log(settings, turn("a", 0))
    store.catch_up()
    later = NOON + timedelta(days=3)
    log(settings, turn("b", 0, later), event("e1", "b", Action.PURCHASE, at=later, query_id="a-0"))
    store.catch_up()
    at_once = DuckStore(settings)
    first = "SELECT ordered FROM daily WHERE day = DATE '2026-11-20'"
    assert store.ask(first).rows == ((1,),)
    # And when that day is built again for another reason.
    log(settings, turn("c", 0))
    store.catch_up()
    assert at_once.ask("SELECT sum(ordered) FROM daily").rows == ((1,),)
    assert contents(store) == contents(at_once)
    at_once.close()


def _random_log(chance: random.Random) -> list[TurnRecord | Event]:
    """Return sessions over several days, with events that come late, twice, or from elsewhere."""
    records: list[TurnRecord | Event] = []
    for number in range(25):
        session = f"s{number}"
        at = NOON + timedelta(days=chance.randrange(3), minutes=chance.randrange(1440))
        client = chance.choice([None, "anna", "ben"])
        turns = chance.randrange(1, 5)
        for index in range(turns):
            act = chance.choice(["find", "refine", "ask_product", "unclear"])
            records.append(
                turn(
                    session,
                    index,
                    at + timedelta(minutes=chance.randrange(200) * index),
                    client_id=client,
                    acts=[{"act": act, "confidence": 1, "words": ""}],
                    query_response_hit_ids=chance.sample(["p1", "p2", "p3"], chance.randrange(4)),
                    modality=chance.choice(["voice", "text"]),
                )
            )
        for index in range(chance.randrange(4)):
            named = f"s{chance.randrange(25)}-0" if chance.random() < 0.3 else f"{session}-0"
            records.append(
                event(
                    f"{session}-e{index}",
                    session,
                    chance.choice([Action.CLICK, Action.ADD_TO_CART, Action.PURCHASE, Action.SAVE]),
                    at + timedelta(hours=chance.randrange(100)),
                    query_id=named,
                    client_id=client,
                )
            )
    return records


def test_bit_by_bit_comes_to_the_same_as_at_once(tmp_path: Path) -> None:
    chance = random.Random(1)
    records = _random_log(chance)
    turns = [record for record in records if isinstance(record, TurnRecord)]
    events = [record for record in records if isinstance(record, Event)]
    one, other = (Settings(home=tmp_path / name) for name in ("one", "other"))
    log(one, *records)
    at_once = DuckStore(one)
    at_once.catch_up()

    # A turn is written before the events that name it; all else in any order and size.
    chance.shuffle(turns)
    order: list[TurnRecord | Event] = [*turns, *chance.sample(events, len(events))]
    in_bits = DuckStore(other)
    while order:
        bit = chance.randrange(1, 25)
        log(other, *order[:bit], *chance.sample(records[:1], 1))
        order = order[bit:]
        in_bits.catch_up()
    assert contents(in_bits) == contents(at_once)

    # And what is erased leaves what would be there had it never been logged.
    gone = {"s1", "s7"}
    kept = [r for r in records if r.session_id not in gone and r.client_id != "anna"]
    never = Settings(home=tmp_path / "never")
    log(never, *kept)
    without = DuckStore(never)
    without.catch_up()
    erased = in_bits.erase(session_ids=sorted(gone), client_ids=["anna"])
    assert erased == len(records) - len(kept)
    assert contents(in_bits) == contents(without)
    for opened in (at_once, in_bits, without):
        opened.close()


def test_what_is_erased_is_in_no_file_any_more(settings: Settings, store: DuckStore) -> None:
    secret = "zanzibarine"
    log(
        settings,
        turn("kept", 0),
        turn(f"session-{secret}", 0, user_query=f"I am {secret}", client_id=f"client-{secret}"),
        event("e1", f"session-{secret}", Action.CLICK, client_id=f"client-{secret}"),
        event(
            "e2", "kept", Action.CLICK, at=NOON + timedelta(days=2), client_id=f"client-{secret}"
        ),
    )
    store.catch_up()
    log(settings, turn("kept", 1))
    store.catch_up()  # leaves a stale file of the same day
    assert store.erase(session_ids=[f"session-{secret}"], client_ids=[f"client-{secret}"]) == 3
    for path in settings.home.rglob("*"):
        if path.suffix == ".parquet":
            rows = duckdb.execute(f"SELECT * FROM read_parquet('{path}')").fetchall()
            assert secret not in str(rows)
        if path.is_file():
            assert secret.encode() not in path.read_bytes()
    assert _one(store, "SELECT count(*) FROM turns") == 2
    named = store.manifest().files() | {"manifest.json", ".lock"}
    assert {name for name in files(settings) if not name.startswith(".spill")} == named


def test_what_expires_without_having_said_anything_is_not_counted(
    settings: Settings, store: DuckStore
) -> None:
    log(settings, turn("a", 0), event("e1", "a", Action.VIEW))
    log(settings, event("e2", "a", Action.CLICK, message="is it warm"))
    store.catch_up()
    assert store.expire_texts(date(2026, 11, 22)) == 2
    assert _one(store, "SELECT count(*) FROM events WHERE message IS NOT NULL") == 0
    # A day that has nothing to empty is looked at once.
    log(settings, event("e3", "b", Action.VIEW, NOON - timedelta(days=3)))
    store.catch_up()
    assert store.expire_texts(date(2026, 11, 22)) == 0
    before = files(settings)
    assert store.expire_texts(date(2026, 11, 22)) == 0
    assert files(settings) == before


def test_texts_expire_and_the_figures_stay(settings: Settings, store: DuckStore) -> None:
    log(settings, turn("a", 0), turn("a", 1), turn("b", 0, NOON + timedelta(days=5)))
    store.catch_up()
    figures = {name: rows for name, rows in contents(store).items() if name != "turns"}
    made = store.ask("SELECT query_id, is_search, reformulation FROM turns ORDER BY 1").rows
    assert store.expire_texts(date(2026, 11, 22)) == 2
    assert store.expire_texts(date(2026, 11, 22)) == 0
    old = "FROM turns WHERE session_id = 'a'"
    assert store.ask(f"SELECT user_query, reply, acts {old}").rows == ((None,) * 3,) * 2
    assert _one(store, f"SELECT intent {old}") == "find"
    assert _one(store, "SELECT user_query FROM turns WHERE session_id = 'b'") == "boots 0"
    # A late event has the day built again: what followed from the texts stays.
    log(settings, event("e1", "a", Action.VIEW))
    store.catch_up()
    assert store.ask("SELECT query_id, is_search, reformulation FROM turns ORDER BY 1").rows == made
    assert store.rebuild() == 2
    assert store.ask("SELECT query_id, is_search, reformulation FROM turns ORDER BY 1").rows == made
    assert figures["daily"] != []
    assert b"boots 1" not in b"".join(
        p.read_bytes() for p in settings.tables_path.rglob("day=2026-11-20/*.parquet")
    )


def test_days_expire_whole(settings: Settings, store: DuckStore) -> None:
    log(settings, turn("a", 0), event("e", "a", Action.CLICK), turn("b", 0, NOON + timedelta(5)))
    store.catch_up()
    assert store.expire_rows(date(2026, 11, 25)) == 2
    for table in ("turns", "sessions", "daily", "latency"):
        assert str(_one(store, f"SELECT min(day) FROM {table}")) == "2026-11-25"
    assert store.expire_rows(date(2027, 1, 1)) == 1
    assert _one(store, "SELECT count(*) FROM turns") == 0
    assert not list(settings.tables_path.rglob("*.parquet"))


def test_parquet_files_are_taken_once(tmp_path: Path, settings: Settings, store: DuckStore) -> None:
    path = tmp_path / "turns.parquet"
    duckdb.execute(
        f"""COPY (SELECT 'q' || i AS query_id, 's' || (i // 3) AS session_id, 'ubi' AS application,
            TIMESTAMP '2026-01-01' + INTERVAL (i) HOUR AS timestamp, i % 3 AS turn,
            DATE '1999-01-01' AS day, 'shoes' AS user_query, 4 AS shown
        FROM range(60) AS r(i)) TO '{path}' (FORMAT parquet)"""
    )
    assert store.take(turns=path) == 60
    assert store.take(turns=path) == 0
    assert store.ask("SELECT count(*), min(day), max(day) FROM turns").rows == (
        (60, date(2026, 1, 1), date(2026, 1, 3)),
    )
    assert _one(store, "SELECT count(*) FROM sessions") == 20


def test_readers_of_other_files_never_see_half_a_build(
    settings: Settings, store: DuckStore
) -> None:
    log(settings, turn("a", 0))
    store.catch_up()
    wrong: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        other = DuckStore(settings)
        while not is_over.is_set():
            sql = """SELECT (SELECT count(*) FROM turns), (SELECT sum(turns) FROM sessions),
                (SELECT sum(turns) FROM daily)"""
            [(turns, of_sessions, of_days)] = other.ask(sql).rows
            if not turns == of_sessions == of_days:
                wrong.append((turns, of_sessions, of_days))
        other.close()

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 8):
        log(settings, turn("a", number), turn(f"b{number}", 0, NOON + timedelta(days=number % 3)))
        store.catch_up()
        if number % 3 == 0:
            store.erase(session_ids=[f"b{number}"])
    is_over.set()
    reader.join()
    assert wrong == []


def test_a_damaged_file_is_one_sentence_and_can_be_left_out(
    settings: Settings, store: DuckStore
) -> None:
    log(
        settings, turn("a", 0), turn("b", 0, NOON + timedelta(days=1)), event("e", "a", Action.VIEW)
    )
    store.catch_up()
    [bad] = settings.tables_path.glob("turns/day=2026-11-20/*.parquet")
    bad.write_bytes(bad.read_bytes()[:200])
    [made] = settings.tables_path.glob("sessions/day=2026-11-21/*.parquet")
    made.unlink()
    fresh = DuckStore(settings)
    with pytest.raises(StoreUnusable, match="--mend"):
        fresh.ask("SELECT count(*), max(user_query) FROM turns")
    log(settings, turn("a", 1))
    with pytest.raises(StoreUnusable, match="nothing is lost"):
        fresh.catch_up()
    [lost] = fresh.mend()
    assert lost.startswith("turns/day=2026-11-20/")
    assert fresh.catch_up() == 1
    rows = fresh.ask("SELECT session_id, turns, views FROM sessions ORDER BY 1").rows
    assert rows == (("a", 1, 1), ("b", 1, 0))
    fresh.close()


@pytest.mark.parametrize("text", ["{", "[]", '{"layout": 9}', '{"layout": 1, "days": []}'])
def test_a_manifest_of_another_kind_is_refused_and_left_alone(
    settings: Settings, store: DuckStore, text: str
) -> None:
    settings.tables_path.mkdir(parents=True)
    manifest = settings.tables_path / "manifest.json"
    manifest.write_text(text)
    log(settings, turn("a", 0))
    for act in (store.mark, store.catch_up, lambda: store.ask("SELECT 1")):
        with pytest.raises(StoreUnusable) as told:
            act()
        assert str(manifest.parent) in str(told.value)
    assert manifest.read_text() == text
    assert store.is_behind()


def test_files_of_a_version_with_fewer_columns_are_read(
    settings: Settings, store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(settings, turn("a", 0))
    fewer = Table("turns", TURNS.key, tuple(c for c in TURNS.columns if c.name != "lacking"))

    def older(
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        building: Path,
        table: Table,
        *further: Any,
    ) -> dict[str, Part]:
        there = fewer if table is TURNS else table
        return copy_ordered(connection, folder, building, there, *further)

    with monkeypatch.context() as patched:
        patched.setattr("assistant.analytics.days.copy_ordered", older)
        store.catch_up()
    assert store.ask("SELECT lacking, user_query FROM turns").rows == ((None, "boots 0"),)
    log(settings, turn("b", 0, NOON + timedelta(days=1), lacking=[]))
    store.catch_up()
    rows = store.ask("SELECT lacking, user_query FROM turns ORDER BY day").rows
    assert rows == ((None, "boots 0"), ("[]", "boots 0"))


def test_our_own_wrong_question_is_told(store: DuckStore) -> None:
    with pytest.raises(QueryFailed, match='"nope" not found in FROM clause; near it') as told:
        store.ask("SELECT nope FROM turns")
    assert str(told.value)[-1] == "."
    assert str(told.value)[-2] not in ".!"


def test_answers_are_kept_until_the_tables_change(settings: Settings, store: DuckStore) -> None:
    sql = "SELECT count(*) FROM turns WHERE day >= $day"
    assert store.ask(sql, {"day": NOON.date()}).rows == ((0,),)
    log(settings, turn("a", 0))
    other = DuckStore(settings)
    other.catch_up()
    other.close()
    assert store.ask(sql, {"day": NOON.date()}).rows == ((1,),)
    assert store.ask(sql, {"day": NOON.date() + timedelta(days=1)}).rows == ((0,),)
