"""JSON that is nested too deep to be read: a sentence or the rest of it, and never a traceback."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.analytics.deep_json import MOST, members
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.importing.formats import source_of
from assistant.analytics.importing.importer import import_files
from assistant.cli import app
from assistant.config import Settings
from tests.assistant.analytics.logs import turn


def _deep(levels: int) -> str:
    return "[" * levels + '"jane@example.com"' + "]" * levels


def _own(levels: int) -> str:
    told = turn("a", 0).model_dump_json(by_alias=True)
    return f'{told[:-1]},"before":"],{{","deep":{_deep(levels)},"after":[{{"a":5}}]}}'


def test_fields_that_are_too_deep_are_left_out() -> None:
    told = f'{{"a":"]}},\\"","deep":{_deep(MOST + 9)},"b":[{{"c":[1]}},2],"d":{_deep(MOST - 1)}}}'
    found = members(told)
    assert list(found) == ["a", "b", "d"]
    assert (found["a"], found["b"]) == (']},"', [{"c": [1]}, 2])
    assert members(f'{{"deep":{_deep(5000)}}}') == {}
    assert members('{"a": {"b": 1}, "c": null}') == {"a": {"b": 1}, "c": None}
    with pytest.raises(ValueError, match="object"):
        members("[1]")


@pytest.mark.parametrize("levels", [700, 3000])
def test_deep_lines_are_imported_without_what_is_personal(tmp_path: Path, levels: int) -> None:
    path = tmp_path / "log.ndjson"
    query = f'"timestamp":"2026-11-01T10:00:00Z","query_attributes":{{"x":{_deep(levels)}}}}}'
    path.write_text(
        f'{{"query_id":"q","user_query":"hi",{query}\n{_own(levels)}\n', encoding="utf-8"
    )
    settings = Settings(home=tmp_path / "home")
    store = DuckStore(settings)
    assert import_files(settings, store, [path]).new == 2
    kept = store.ask("SELECT more FROM turns ORDER BY more NULLS FIRST").rows
    assert not any("jane" in str(more) for (more,) in kept)
    lone = tmp_path / "deep.json"
    lone.write_text(f'{{"a":{_deep(5000)}}}\n')
    assert source_of(lone).path == lone
    store.close()


def test_a_record_with_a_deep_field_is_shown_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home")
    monkeypatch.setenv("AISLE_HOME", str(settings.home))
    settings.log_path.mkdir(parents=True)
    (settings.log_path / "log-2026-11-20.jsonl").write_text(_own(3000) + "\n")
    store = DuckStore(settings)
    assert store.catch_up() == 1
    store.close()
    shown = CliRunner().invoke(app, ["logs", "show", "a", "--json"])
    assert shown.exit_code == 0, shown.output
    (record,) = json.loads(shown.output)
    assert record["session_id"] == "a"
    assert "deep" not in record
    assert record["after"] == [{"a": 5}]
