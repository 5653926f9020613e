"""How a turn was said: where a log does not tell it, nothing is made up; what is wrong is told."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.assistant.redaction.test_records import turn


def test_null_stays_null_and_what_is_no_modality_is_set_aside_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    said = "call me at 415 555 0122"  # redacted, and so made a record and a row again
    lines = [
        json.loads(turn(turn=number, user_query=said).model_dump_json(by_alias=True))
        | {"modality": modality}
        for number, modality in enumerate(("voice", None, "smoke"))
    ]
    given = tmp_path / "in.jsonl"
    given.write_text("".join(json.dumps(line) + "\n" for line in lines))

    run = CliRunner()
    told = run.invoke(app, ["logs", "import", str(given)])
    assert told.exit_code == 0, told.output
    assert "1 skipped" in told.output
    assert "line 3: " in told.output
    asked = "SELECT turn, modality, user_query FROM turns ORDER BY turn"
    rows = run.invoke(app, ["logs", "query", asked, "--json"]).stdout
    assert [row["modality"] for row in json.loads(rows)] == ["voice", None]
    assert "[phone]" in rows
    shown = run.invoke(app, ["logs", "show", "s"]).stdout
    assert "  -, find, template" in shown
