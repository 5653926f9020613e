"""The published JSON Schemas are those of what is written."""

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # has no stubs
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.events.schemas import KINDS, Kind, made, published
from tests.assistant.intent_log.records import a_turn, an_event


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_is_what_is_written(kind: Kind) -> None:
    assert published(kind) == made(kind), (
        "write it anew: python -c 'from pathlib import Path; from assistant.events.schemas import "
        '*; [Path(f"assistant/events/data/{k}.schema.json").write_text(made(k)) for k in KINDS]\''
    )


def test_records_are_valid() -> None:
    for kind, record in (("turn", a_turn()), ("event", an_event())):
        data = json.loads(record.model_dump_json(by_alias=True))
        schema = json.loads(published(kind))  # type: ignore[arg-type]  # a kind, by the tuple above
        validate: Any = jsonschema.Draft202012Validator(schema)
        validate.validate({**data, "of_a_newer_version": 1})
        with pytest.raises(jsonschema.ValidationError):
            validate.validate({**data, "session_id": 4})
        with pytest.raises(jsonschema.ValidationError):
            validate.validate({k: v for k, v in data.items() if k != "session_id"})


def test_the_command_prints_them() -> None:
    assert json.loads(CliRunner().invoke(app, ["logs", "schema", "turn"]).stdout)["title"] == (
        "aisle.turn/2"
    )
    both = json.loads(CliRunner().invoke(app, ["logs", "schema"]).stdout)
    assert set(both) == {"turn", "event"}
