"""Where benches look for recordings."""

from pathlib import Path

import pytest

from assistant.config import Settings, load
from assistant.errors import ConfigError
from evals.bench.data import shared_data


def test_the_folder_that_is_named_wins(tmp_path: Path) -> None:
    assert shared_data(Settings(data=tmp_path)) == tmp_path


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"AISLE_DATA names .*, which is not a folder"):
        shared_data(Settings(data=tmp_path / "gone"))


def test_the_environment_names_the_folder(tmp_path: Path) -> None:
    assert shared_data(load({"AISLE_DATA": str(tmp_path)})) == tmp_path
