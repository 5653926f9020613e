"""Past turns, wherever they are by now: in segments, in tables, in both."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.analytics.catching_up import CaughtUp, caught_up
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import QueryRefused
from assistant.analytics.logged import (
    erase_in_tables,
    lines_in_tables,
    logged_turns,
    session_records,
)
from assistant.cli import app
from assistant.config import Settings
from assistant.events.event import Action
from assistant.turn_record import TurnRecord
from tests.assistant.analytics.logs import NOON, event, log, turn


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def _half_compacted(settings: Settings) -> list[TurnRecord]:
    """Log five turns of which three are in the tables, one of those in a segment as well."""
    turns = [
        turn("a", 0),
        turn("b", 0, NOON + timedelta(hours=1)),
        turn("a", 1, NOON + timedelta(hours=2)),
        turn("a", 2, NOON + timedelta(days=1)),
        turn("c", 0, NOON + timedelta(days=1)),
    ]
    log(settings, *turns[:3], event("e1", "a", Action.CLICK))
    store = DuckStore(settings)
    store.catch_up()
    store.close()
    log(settings, *turns[2:], event("e1", "a", Action.CLICK), event("e2", "a", Action.SAVE))
    return turns


def test_every_turn_is_read_once(settings: Settings) -> None:
    turns = _half_compacted(settings)
    assert list(logged_turns(settings)) == turns
    assert [t.turn for t in logged_turns(settings, ["a"])] == [0, 1, 2]
    assert list(logged_turns(settings, ["nobody"])) == []
    # Another home's log, as `aisle replay --log` names it.
    elsewhere = Settings(home=settings.home.parent / "other")
    assert list(logged_turns(elsewhere, folder=settings.log_path)) == turns
    assert len(list(lines_in_tables(settings.log_path))) == 3


def test_a_log_without_tables_is_read_as_before(settings: Settings) -> None:
    assert list(logged_turns(settings)) == []
    log(settings, turn("a", 0))
    assert list(logged_turns(settings)) == [turn("a", 0)]
    assert not settings.tables_path.exists()


def test_a_session_is_whole_with_its_events(settings: Settings) -> None:
    turns = _half_compacted(settings)
    store = DuckStore(settings)
    of_a, events = session_records(store, settings.log_path, "a")
    assert of_a == [t for t in turns if t.session_id == "a"]
    assert [e.event_id for e in events] == ["e1", "e2"]
    assert session_records(store, settings.log_path, "nobody") == ([], [])
    store.close()


def test_a_session_is_erased_from_the_tables(settings: Settings) -> None:
    assert erase_in_tables(settings, "a") == 0
    assert not settings.tables_path.exists()
    turns = _half_compacted(settings)
    assert erase_in_tables(settings, "nobody") == 0
    assert erase_in_tables(settings, "a") == 3  # two turns and an event
    assert list(lines_in_tables(settings.log_path)) == [
        turns[1].model_dump_json(by_alias=True).encode()
    ]


def test_turns_without_texts_are_no_records(settings: Settings) -> None:
    turns = _half_compacted(settings)
    store = DuckStore(settings)
    store.catch_up()
    store.expire_texts(date(2026, 11, 21))
    assert list(logged_turns(settings)) == [turns[4], turns[3]]  # by time
    store.close()


async def test_a_process_of_its_own_catches_up(settings: Settings) -> None:
    assert await caught_up(settings) == 0
    _half_compacted(settings)
    assert await caught_up(settings) == 3
    assert await caught_up(settings) == 0
    store = DuckStore(settings)
    assert store.ask("SELECT count(*) FROM turns").rows == ((5,),)
    store.close()
    assert CaughtUp().failures == 0


async def test_a_failure_is_told_and_loses_nothing(settings: Settings) -> None:
    _half_compacted(settings)
    manifest = settings.tables_path / "manifest.json"
    good = manifest.read_bytes()
    manifest.write_text("{")
    with pytest.raises(Exception, match=r"manifest\.json"):
        await caught_up(settings)
    manifest.write_bytes(good)
    assert await caught_up(settings) == 3


def test_the_commands_see_what_is_in_the_tables(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _half_compacted(settings)
    monkeypatch.setenv("AISLE_HOME", str(settings.home))
    run = CliRunner().invoke
    shown = run(app, ["logs", "show", "a"])
    assert shown.output.count("> boots") == 3
    asked = run(app, ["logs", "query", "SELECT count(*) AS n FROM turns", "--csv"])
    assert asked.output == "n\n5\n"
    formula = run(app, ["logs", "query", "SELECT '=1+1' AS cell", "--csv"])
    assert formula.output == "cell\n'=1+1\n"
    refused = run(app, ["logs", "query", "SELECT * FROM read_text('/etc/passwd')"])
    assert isinstance(refused.exception, QueryRefused) and refused.exception.exit_code == 2
    some = run(app, ["logs", "query", "SELECT query_id FROM turns", "--limit", "2", "--json"])
    assert some.output.count("query_id") == 2 and "more than 2 rows" in some.output
    status = run(app, ["logs", "status"])
    assert "Nothing waits" in status.output and " 5 rows" in status.output
    again = run(app, ["logs", "compact", "--rebuild"])
    assert "0 records" in again.output and "2 days" in again.output
