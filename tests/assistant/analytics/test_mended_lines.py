"""Whole records that DuckDB refuses are kept, and what is torn stays torn."""

from pathlib import Path

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.flatten import flatten
from assistant.analytics.mended_lines import mended_lines
from assistant.config import Settings
from tests.assistant.intent_log.records import a_turn

WHOLE = a_turn().model_dump_json(by_alias=True).encode()
HALVES = (rb"\ud83d", rb"\uDE00", b"\xed\xa0\xbd")


@pytest.mark.parametrize("half", HALVES)
def test_half_an_emoji_loses_no_record(tmp_path: Path, half: bytes) -> None:
    settings = Settings(home=tmp_path)
    settings.log_path.mkdir(parents=True)
    odd = a_turn(session="odd").model_dump_json(by_alias=True).encode()
    foreign = b'{"schema":"other/1","text":"cut %s"}' % half
    lines = (odd.replace(b"blue", half), foreign, WHOLE, WHOLE[:90])
    (settings.log_path / "log-2026-11-20.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    store = DuckStore(settings)
    assert store.catch_up() == 2
    rows = store.ask("SELECT user_query FROM turns WHERE session_id = 'odd'").rows
    store.close()
    assert rows == (("\ufffd boots – größer",),)
    (kept,) = settings.log_path.glob("unknown-*")
    assert kept.read_text() == '{"schema":"other/1","text":"cut \ufffd"}\n'


def test_what_duckdb_reads_is_not_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    pair = WHOLE.replace(b"blue", rb"\ud83d\ude00 \\ud83d")
    path.write_bytes(b"\n".join((pair, WHOLE, WHOLE[:40] + rb"\ud83d", b"")))
    assert list(mended_lines([path])) == []
    with duckdb.connect() as connection:
        found = flatten(connection, [path])
    assert (found.turns, found.torn) == (2, 1)


def test_a_mark_before_the_first_line_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE + b"\n" + WHOLE + b"\n")
    with duckdb.connect() as connection:
        found = flatten(connection, [path])
    assert (found.turns, found.torn, found.foreign) == (2, 0, ())
