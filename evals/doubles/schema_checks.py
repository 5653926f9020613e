"""What the strict modes of the providers refuse in a JSON schema.

OpenAI wants every object closed and every property required, Anthropic every object closed.
Sources: platform.openai.com/docs/guides/structured-outputs, platform.claude.com/docs structured
outputs.
"""

from collections.abc import Iterator
from typing import Any

from evals.doubles.asked import Asked


def schema_complaint(asked: Asked) -> str | None:
    """Return what is wrong with the schema that a request asks for; None where nothing is."""
    for schema, all_required in _schemas(asked.body):
        for table in _objects(schema):
            if table.get("additionalProperties") is not False:
                return "Invalid schema: 'additionalProperties' is required to be false."
            missing = set(table.get("properties", {})) - set(table.get("required", ()))
            if all_required and missing:
                return f"Invalid schema: 'required' has to hold {sorted(missing)[0]!r}."
    return None


def _schemas(body: dict[str, Any]) -> Iterator[tuple[Any, bool]]:
    chat = _table(_table(body, "response_format"), "json_schema")
    responses = _table(_table(body, "text"), "format")
    for asked in (chat, responses):
        if asked.get("strict") is True:
            yield asked.get("schema"), True
    messages = _table(_table(body, "output_config"), "format")
    if messages:
        yield messages.get("schema"), False


def _table(table: dict[str, Any], name: str) -> dict[str, Any]:
    found = table.get(name)
    return found if isinstance(found, dict) else {}


def _objects(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for one in schema:
            yield from _objects(one)
    if isinstance(schema, dict):
        if schema.get("type") == "object" or isinstance(schema.get("properties"), dict):
            yield schema
        for value in schema.values():
            yield from _objects(value)
