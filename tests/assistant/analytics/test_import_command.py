"""What `aisle logs import` says of rows that the retention clocks take at once."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("AISLE_HOME", str(home))
    return home


def _log(folder: Path, *ages: int) -> str:
    """Write a log with a query of each age, in days, and return its path."""
    now = datetime.now(UTC)
    path = folder / "log.ndjson"
    lines = (
        {"query_id": f"q{n}", "user_query": "shoes", "timestamp": str(now - timedelta(days=age))}
        for n, age in enumerate(ages)
    )
    path.write_text("\n".join(map(json.dumps, lines)) + "\n")
    return str(path)


def test_old_rows_are_said_to_lose_their_words(home: Path, tmp_path: Path) -> None:
    del home
    log = _log(tmp_path, 2, 179, 200, 800, 900)
    said = CliRunner().invoke(app, ["logs", "import", log])
    assert said.exit_code == 0
    last = said.output.splitlines()[-1]
    assert "3 rows are from before" in last
    assert "2 of them" in last
    assert "log.transcript_days (now 180)" in last
    assert "log.feature_days (now 730)" in last
    dry = CliRunner().invoke(app, ["logs", "import", log, "--json", "--dry-run"])
    expiring = json.loads(dry.output)["expiring"]
    assert (expiring["words"]["rows"], expiring["rows"]["rows"]) == (3, 2)


def test_of_a_new_log_nothing_is_said(home: Path, tmp_path: Path) -> None:
    del home
    said = CliRunner().invoke(app, ["logs", "import", _log(tmp_path, 2, 100)])
    assert said.exit_code == 0
    assert "transcript_days" not in said.output
    assert "All of it is in the tables" in said.output
