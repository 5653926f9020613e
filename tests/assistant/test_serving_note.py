"""Who serves an index, for other processes to find."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import last_in_line
from assistant.catalog import naming_server
from assistant.cli import app
from assistant.config import Settings
from assistant.serving_note import NAME, ServingNote, left_note, read_note
from retrieval.errors import IndexLocked

URL = "http://127.0.0.1:8321"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def _dead_pid() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_a_note_is_there_while_its_process_serves(settings: Settings) -> None:
    assert read_note(settings) is None
    with left_note(settings, URL):
        note = read_note(settings)
        assert note is not None
        assert (note.url, note.pid) == (URL, os.getpid())
    assert read_note(settings) is None
    assert not (settings.home / NAME).exists()


def test_a_note_of_a_killed_process_is_noticed(settings: Settings) -> None:
    settings.home.mkdir()
    note = {"url": URL, "pid": _dead_pid(), "host": platform.node()}
    (settings.home / NAME).write_text(json.dumps(note))
    assert read_note(settings) is None
    (settings.home / NAME).write_text(json.dumps({**note, "host": "another"}))
    assert read_note(settings) is not None, "nobody can tell from here"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"url": 7}', b"\xff"])
def test_a_broken_note_is_none(settings: Settings, content: bytes) -> None:
    settings.home.mkdir()
    (settings.home / NAME).write_bytes(content)
    assert read_note(settings) is None


def test_the_note_of_who_took_over_stays(settings: Settings) -> None:
    with left_note(settings, URL):
        other = {"url": "http://127.0.0.1:9999", "pid": os.getppid(), "host": platform.node()}
        (settings.home / NAME).write_text(json.dumps(other))
    note = read_note(settings)
    assert note is not None
    assert note.url == other["url"]


def test_the_error_about_a_held_index_says_where_it_is_served(settings: Settings) -> None:
    with pytest.raises(IndexLocked, match=r"^held$"), naming_server(settings):
        raise IndexLocked("held")
    with left_note(settings, URL), pytest.raises(IndexLocked) as raised, naming_server(settings):
        raise IndexLocked("held")
    assert f"aisle search --server {URL}" in str(raised.value)
    assert str(os.getpid()) in str(raised.value)


def test_work_on_the_log_goes_after_a_server_of_the_same_home(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(last_in_line, "give_way", asked.append)
    monkeypatch.setenv("AISLE_HOME", str(settings.home))
    settings.home.mkdir()
    CliRunner().invoke(app, ["logs", "compact"])
    assert asked == [], "nobody serves"
    note = ServingNote(url=URL, pid=os.getppid(), host=platform.node())
    (settings.home / NAME).write_text(note.model_dump_json())
    CliRunner().invoke(app, ["logs", "compact"])
    CliRunner().invoke(app, ["logs", "import", str(settings.home / "none.jsonl")])
    assert asked == [os.getppid()] * 2
