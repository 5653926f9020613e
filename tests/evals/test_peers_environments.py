"""An environment that cannot be made says so in one sentence; one that is there is used."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from evals.bench.peers.environments import environ_of_peer, interpreter_of
from evals.bench.peers.errors import PeerNotInstalled


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record what would be run, instead of installing for minutes."""
    run: list[list[str]] = []

    def record(command: list[str], **_: Any) -> None:
        run.append(command)

    monkeypatch.setattr(subprocess, "run", record)
    return run


def test_an_environment_is_made_once(tmp_path: Path, commands: list[list[str]]) -> None:
    settings = Settings(home=tmp_path)
    python = interpreter_of(settings, "livekit")
    assert [command[1:3] for command in commands] == [["-m", "venv"], ["-m", "pip"]]
    assert commands[0][0] == sys.executable
    assert commands[1][0] == str(python)
    assert tmp_path in python.parents
    assert interpreter_of(settings, "livekit") == python
    assert len(commands) == 2


def test_one_that_broke_off_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    def fail(command: list[str], **_: Any) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(PeerNotInstalled, match="package index") as raised:
        interpreter_of(Settings(home=tmp_path), "pipecat")
    assert "install.log" in str(raised.value)
    assert "\n" not in str(raised.value)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command))
    interpreter_of(Settings(home=tmp_path), "pipecat")
    assert len(commands) == 2


@pytest.mark.parametrize(
    ("peer", "package"), [("livekit", "livekit-agents"), ("pipecat", "pipecat-ai")]
)
def test_every_requirement_is_pinned(
    tmp_path: Path, commands: list[list[str]], peer: str, package: str
) -> None:
    interpreter_of(Settings(home=tmp_path), peer)
    lines = Path(commands[1][-1]).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(line.count("==") == 1 for line in pins)
    assert {package, "faster-whisper", "piper-tts"} <= {pin.partition("==")[0] for pin in pins}


def test_nothing_of_ours_reaches_a_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AISLE_HOME", "PYTHONPATH", "OPENAI_API_KEY", "LIVEKIT_URL", "OMP_NUM_THREADS"):
        monkeypatch.setenv(name, "x")
    environ = environ_of_peer()
    assert not {"AISLE_HOME", "PYTHONPATH", "OPENAI_API_KEY", "LIVEKIT_URL"} & environ.keys()
    assert "OMP_NUM_THREADS" not in environ
    assert "PATH" in environ
