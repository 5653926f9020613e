"""A build that is killed at any instant, or finds the disk full, loses and doubles nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import StoreUnusable
from assistant.config import Settings
from assistant.events.event import Action, Event
from assistant.turn_record import TurnRecord
from tests.assistant.analytics.logs import NOON, contents, event, files, log, turn

_BUILD = """
import sys
from assistant.analytics.duckdb_store import DuckStore
from assistant.config import Settings
store = DuckStore(Settings(home=sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(store.catch_up() if sys.argv[2] == "catch_up" else store.erase(session_ids=["s0"]))
"""
KILLS = 8


def _killed(settings: Settings, act: str, after_s: float) -> None:
    """Run one build in a process of its own, and kill it after a while."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(settings.home), act],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    time.sleep(after_s)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_builds_killed_at_random_instants(tmp_path: Path) -> None:
    chance = random.Random(5)
    settings = Settings(home=tmp_path / "home")
    plain = Settings(home=tmp_path / "plain")
    reader = DuckStore(settings)
    for number in range(KILLS):
        at = NOON + timedelta(days=number % 3)
        name = f"s{number}"
        records: list[TurnRecord | Event] = [
            turn(name, 0, at),
            turn(name, 1, at),
            event(f"e{number}", name, Action.SAVE, at),
        ]
        log(settings, *records)
        log(plain, *records)
        _killed(settings, "catch_up", chance.uniform(0, 0.6))
        # What is there can be read, and is whole.
        sql = "SELECT (SELECT count(*) FROM turns), (SELECT sum(turns) FROM sessions)"
        [(turns, of_sessions)] = reader.ask(sql).rows
        assert turns == (of_sessions or 0)
    reader.catch_up()
    other = DuckStore(plain)
    other.catch_up()
    assert contents(reader) == contents(other)
    assert reader.ask("SELECT count(*) FROM turns").rows == ((2 * KILLS,),)

    _killed(settings, "erase", 0.15)
    reader.erase(session_ids=["s0"])
    other.erase(session_ids=["s0"])
    assert contents(reader) == contents(other)
    left = {name for name in files(settings) if name.endswith(".parquet")}
    assert left == reader.manifest().files()
    reader.close()
    other.close()


def test_a_kill_between_the_tables_and_the_segments_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home")
    store = DuckStore(settings)
    log(settings, turn("a", 0))

    def die(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("assistant.analytics.duckdb_store.drop", die)
        with pytest.raises(KeyboardInterrupt):
            store.catch_up()
    assert store.ask("SELECT count(*) FROM turns").rows == ((1,),)
    assert list(settings.log_path.glob("sealed-*"))
    # What expired meanwhile does not come back with the segment that is still there.
    store.expire_rows((NOON + timedelta(days=1)).date())
    assert store.catch_up() == 0
    assert store.ask("SELECT count(*) FROM turns").rows == ((0,),)
    assert not list(settings.log_path.glob("sealed-*"))
    store.close()


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    store = DuckStore(settings)
    log(settings, turn("a", 0))
    store.catch_up()
    before = contents(store)
    log(settings, *(turn(f"b{i}", 0, user_query=os.urandom(2000).hex()) for i in range(40)))
    # In a process of its own: no file may grow beyond 30 KB there.
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)){_BUILD}"
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.home), "catch_up"],
        input="go\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert StoreUnusable.__name__ in done.stderr and "nothing is lost" in done.stderr
    assert contents(store) == before
    assert store.catch_up() == 40
    assert store.ask("SELECT count(*) FROM turns").rows == ((41,),)
    store.close()
