"""`aisle logs synth`: never into a log that is one already."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.analytics.opening import open_store
from assistant.cli import app
from assistant.config import Settings
from assistant.errors import UsageError


def _synth(home: Path, *options: str) -> str:
    result = CliRunner().invoke(
        app, ["logs", "synth", "--turns", "300", "--days", "3", *options],
        env={"AISLE_HOME": str(home)},
    )  # fmt: skip
    if result.exception is not None:
        raise result.exception
    return result.output


def test_it_goes_to_a_home_of_its_own(tmp_path: Path) -> None:
    said = _synth(tmp_path / "own")
    beside = tmp_path / "own-synth"
    assert f"AISLE_HOME={beside} aisle serve" in said
    assert not (tmp_path / "own").exists()
    assert json.loads((beside / "truth.json").read_text())["turns"] == 300
    store = open_store(Settings(home=beside))
    assert store.ask("SELECT count(*) AS n FROM turns").rows == ((300,),)
    store.close()
    with pytest.raises(UsageError, match="holds a log already"):
        _synth(tmp_path / "own")
    assert [path.name for path in beside.iterdir() if path.name.startswith(".")] == []


def test_files_only(tmp_path: Path) -> None:
    _synth(tmp_path, "--out", str(tmp_path / "files"))
    names = {path.name for path in (tmp_path / "files").iterdir()}
    assert names == {"turns-0001.parquet", "events-0001.parquet", "truth.json"}
    with pytest.raises(UsageError, match="not empty"):
        _synth(tmp_path, "--out", str(tmp_path / "files"))
    with pytest.raises(UsageError, match="either"):
        _synth(tmp_path, "--out", "a", "--home", "b")


def test_segments_are_caught_up_with(tmp_path: Path) -> None:
    _synth(tmp_path, "--to", "segments", "--home", str(tmp_path / "home"))
    store = open_store(Settings(home=tmp_path / "home"))
    assert store.catch_up() > 300
    assert store.ask("SELECT count(*) AS n FROM turns").rows == ((300,),)
    store.close()
