"""The format of scenario files as JSON Schema, so that editors complete and explain it.

The models are the one source of the format. Here is only what an editor needs besides: no "null",
which would hide a field without a value, and what the models check across fields. Whatever it takes
the reader takes; the reader also takes numbers and yes or no in quotes.
"""

import json
from typing import Any, Final

from evals.scenarios.expectations import NOT_GIVEN, Wish
from evals.scenarios.fields import fields_of
from evals.scenarios.scenario import Scenario

FILE_NAME: Final = "scenario.schema.json"
"""In evals/data: what `aisle eval schema` prints."""

_TEXT: Final[dict[str, Any]] = {"type": ["string", "number"], "minLength": 1}
"""`size: 8` is text too."""
_TEXTS: Final[dict[str, Any]] = {
    "description": "One text, or several of which any will do.",
    "anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}],
}
_DROPPED: Final = frozenset({"title", "default"})


def schema() -> dict[str, Any]:
    """Return the schema of one document of a scenario file: a scenario, or a list of them."""
    made = _plain(Scenario.model_json_schema(by_alias=True))
    parts: dict[str, Any] = made.pop("$defs")
    made["oneOf"] = [{"required": ["turns"]}, {"required": ["goal"]}]
    made["properties"]["turns"]["minItems"] = 1
    given = [name for name in fields_of(Wish) if name not in NOT_GIVEN]
    parts["Wish"]["oneOf"] = [{"required": [name]} for name in given]
    parts["Bounds"]["anyOf"] = [{"required": ["at_least"]}, {"required": ["at_most"]}]
    parts["Change"]["oneOf"] = [{"required": ["set"]}, {"required": ["drop"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Aisle scenarios",
        "description": "Conversations to be tried, one a document or a list of them.",
        "anyOf": [
            {"$ref": "#/$defs/Scenario"},
            {"type": "array", "items": {"$ref": "#/$defs/Scenario"}, "minItems": 1},
        ],
        "$defs": {"Scenario": made, "Texts": _TEXTS, **parts},
    }


def schema_text() -> str:
    """Return the schema as its file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _plain(node: Any) -> Any:
    """Return a part of pydantic's schema as it is shown."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    shown: dict[str, Any] = {
        # Titles repeat the names of fields, but a field may be called "title".
        key: {name: _plain(one) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _plain(value)
        for key, value in node.items()
        if key not in _DROPPED or not isinstance(value, str | type(None) | list | dict)
    }
    if "description" in shown:
        shown["description"] = " ".join(shown["description"].split())
    if shown.get("type") == "string" and not {"enum", "const", "pattern"} & set(shown):
        shown["type"] = _TEXT["type"]
    if "anyOf" in shown:
        shown = _chosen(shown)
    return shown


def _chosen(shown: dict[str, Any]) -> dict[str, Any]:
    """Take "null" out of the choices of a field, and name those that every other field has."""
    choices = [one for one in shown["anyOf"] if one != {"type": "null"}]
    rest = {key: value for key, value in shown.items() if key != "anyOf"}
    if any(one.get("type") == "number" for one in choices):
        # An amount may be text for pydantic; nobody is to be told so.
        choices = [one for one in choices if one.get("type") == "number"]
    if choices == _TEXTS["anyOf"]:
        return {"$ref": "#/$defs/Texts", **rest}
    return {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}
