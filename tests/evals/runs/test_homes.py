"""Temporary homes go with their run, also when it was killed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from evals.runs.homes import homes


def test_folders_of_dead_runs_are_removed_and_of_living_ones_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = tmp_path / f"aisle-eval-{ended.pid}-x1"
    alive = tmp_path / f"aisle-eval-{os.getpid()}-x2"
    other = tmp_path / "aisle-eval-somebody-x3"
    for folder in (dead, alive, other):
        folder.mkdir()
    with homes() as place:
        assert place.is_dir()
        assert not dead.exists()
        assert alive.exists()
        assert other.exists()
    assert not place.exists()
