"""The format as JSON Schema: the committed file, what it takes and what it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no stubs

import evals
from evals.scenarios.fields import NOUNS, fields_of
from evals.scenarios.reader import read_scenarios
from evals.scenarios.schema import FILE_NAME, schema, schema_text
from evals.scenarios.shipped import SHIPPED

ROOT = Path(evals.__file__).parent
CHECK = Draft202012Validator(schema())
DOCUMENT = ROOT.parent / "docs" / "scenarios.md"


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)


def test_the_committed_file_is_what_the_models_say() -> None:
    assert (ROOT / "data" / FILE_NAME).read_text(encoding="utf-8") == schema_text(), (
        "run `aisle eval schema --out evals/data/scenario.schema.json`"
    )
    Draft202012Validator.check_schema(schema())


def test_every_field_is_explained() -> None:
    for model in NOUNS:
        for name, field in fields_of(model).items():
            assert field.description, f"{model.__name__}.{name}"
            assert "\n\n" not in field.description


def test_shipped_files_fulfil_it() -> None:
    files = sorted(SHIPPED.glob("*.yaml"))
    assert files
    for file in files:
        for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
            errors = [error.json_path for error in CHECK.iter_errors(document)]
            assert not errors, f"{file.name}: {document['id']}: {errors}"


@pytest.mark.parametrize("text", examples(), ids=lambda text: text.split("id: ")[1].split()[0])
def test_examples_of_the_documentation(text: str, tmp_path: Path) -> None:
    assert CHECK.is_valid(yaml.safe_load(text))
    (tmp_path / "f.yaml").write_text(text)
    assert read_scenarios([tmp_path]).problems == ()


def whole() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(examples()[0])
    return read


def test_it_takes_lists() -> None:
    assert CHECK.is_valid([whole(), whole()])
    assert not CHECK.is_valid([])


def every_path(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all fields of a document."""
    found: list[tuple[Any, ...]] = []
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        if isinstance(node, dict):
            found.append((*path, key))
        if isinstance(value, dict | list):
            found += every_path(value, (*path, key))
    return found


@pytest.mark.parametrize("number", range(len(examples())))
def test_a_typo_in_any_field_is_refused_by_schema_and_reader(number: int, tmp_path: Path) -> None:
    for path in every_path(yaml.safe_load(examples()[number])):
        if "answers" in path[:-1]:
            continue  # what is asked is for `aisle eval check`
        document = yaml.safe_load(examples()[number])
        holder = document
        for step in path[:-1]:
            holder = holder[step]
        holder[f"{path[-1]}x"] = holder.pop(path[-1])
        assert not CHECK.is_valid(document), path
        (tmp_path / "f.yaml").write_text(yaml.safe_dump(document))
        assert read_scenarios([tmp_path]).scenarios == (), path


WRONG: dict[str, dict[str, Any]] = {
    "two kinds": {"goal": {"thing": "x"}},
    "no wish": {"turns": [{"say": "x", "expect": {"constraints": [{"soft": True}]}}]},
    "two wishes": {"turns": [{"say": "x", "expect": {"constraints": [{"size": 8, "brand": "A"}]}}]},
    "no bound": {"ends": {"total": {}}},
    "null": {"ends": {"cart": None}},
    "no turns": {"turns": []},
    "empty text": {"turns": [{"say": ""}]},
    "act": {"turns": [{"say": "x", "expect": {"acts": ["fnid"]}}]},
    "id": {"id": "Boots 1"},
}


@pytest.mark.parametrize("case", WRONG)
def test_what_it_refuses_the_reader_refuses(case: str, tmp_path: Path) -> None:
    document = {**whole(), **WRONG[case]}
    assert not CHECK.is_valid(document)
    text = yaml.safe_dump(document).replace(": null", ":")
    (tmp_path / "f.yaml").write_text(text)
    assert read_scenarios([tmp_path]).scenarios == ()


def test_it_is_plain_json() -> None:
    assert json.loads(schema_text()) == schema()
