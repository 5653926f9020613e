"""`aisle logs top`: read where nothing can be written, and trends told by what they are worth."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.topics.asking import ClusterRow
from assistant.analytics.topics.trend import Direction
from assistant.cli import app
from assistant.commands import logs_top
from assistant.config import Settings
from tests.assistant.analytics.logs import log, turn


@pytest.fixture
def read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with a turn in its tables, which from then on takes nothing."""
    home = tmp_path / "home"
    monkeypatch.setenv("AISLE_HOME", str(home))
    log(Settings(home=home), turn("a", 0))
    assert CliRunner().invoke(app, ["logs", "compact"]).exit_code == 0
    log(Settings(home=home), turn("b", 0))

    def refused(*_: object, **__: object) -> int:
        raise StoreUnusable("The tables could not be brought up to date (Read-only file system).")

    monkeypatch.setattr(DuckStore, "catch_up", refused)
    may = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode, **more: (
            not (mode == os.W_OK and Path(path).is_relative_to(home)) and may(path, mode, **more)
        ),
    )
    return home


def test_what_is_in_the_tables_is_counted_with_a_word_about_the_rest(read_only: Path) -> None:
    del read_only
    told = CliRunner().invoke(app, ["logs", "top", "queries", "--csv"])
    assert told.exit_code == 0, told.output
    assert "Read-only" in told.stderr
    assert told.stdout.splitlines()[0] == "query,turns,sessions"
    assert told.stdout.splitlines()[1].endswith(",1,1"), "not the turn that waits"


def test_topics_are_counted_beside_a_home_that_takes_nothing(
    read_only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def embed(texts: list[str]) -> np.ndarray:
        return np.eye(len(texts), 384, dtype=np.float32)

    monkeypatch.setattr(logs_top, "LazyEmbedder", lambda *_: embed)
    told = CliRunner().invoke(app, ["logs", "top", "topics", "--csv"])
    assert told.exit_code == 0, told.output
    assert len(told.stdout.splitlines()) == 2
    assert not (read_only / "topics").exists()


def test_a_trend_is_told_by_its_verdict_and_a_percentage_only_where_it_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(tmp_path))
    log(Settings(home=tmp_path), turn("a", 0))
    trends: dict[str, tuple[float | None, float | None, float | None, Direction]] = {
        "tents": (0.5, 0.12, 0.98, "up"),
        "mugs": (-0.4, -0.61, -0.1, "down"),
        "rugs": (0.3, -0.2, 0.9, "cannot_tell"),
        "lamps": (None, None, None, "too_few"),
        "vases": (None, 0.7, None, "new"),
    }
    rows = [
        ClusterRow(label, label, 9, 8, 0.1, value, low, high, told, 0, 0, 0, 0, "{}", "[]")
        for label, (value, low, high, told) in trends.items()
    ]
    monkeypatch.setattr(logs_top, "demand", lambda *_, **__: rows)
    told = CliRunner().invoke(app, ["logs", "top", "unmet"])
    assert told.exit_code == 0, told.output
    listed = dict(line.split(maxsplit=1) for line in told.stdout.splitlines()[2:])
    assert "up +50% (+12% to +98%)" in listed["tents"]
    assert "down -40% (-61% to -10%)" in listed["mugs"]
    assert listed["rugs"].endswith("cannot tell")
    assert listed["lamps"].endswith("too few")
    assert listed["vases"].endswith("new")
    made = json.loads(CliRunner().invoke(app, ["logs", "top", "unmet", "--json"]).stdout)
    assert made[2]["trend_told"] == "cannot_tell"
    assert (made[2]["trend_low"], made[2]["trend_high"]) == (-0.2, 0.9)
