"""A JSON schema as the strict modes of the providers take it.

They want every object closed and every property required, and refuse most bounds on values.
What is left out here is checked when the answer is read (`agents.structured`).
"""

from typing import Any

_NAMED = frozenset({"properties", "$defs", "definitions"})
"""Their keys are names of ours, not keywords."""
_TAKEN = frozenset(
    {
        "$ref", "$defs", "definitions", "type", "properties", "required", "items", "enum",
        "const", "anyOf", "description", "additionalProperties",
    }
)  # fmt: skip
"""By OpenAI's strict mode, Anthropic's structured output and the grammars of llama.cpp and vLLM."""


def strict_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that strict modes take; the one given is left as it is.

    Args:
        schema: JSON schema of an object.
    """
    strict = {key: _strict(key, value) for key, value in schema.items() if key in _TAKEN}
    if "oneOf" in schema:
        strict["anyOf"] = _strict("anyOf", schema["oneOf"])
    if isinstance(strict.get("properties"), dict):
        strict["additionalProperties"] = False
        strict["required"] = list(strict["properties"])
    return strict


def _strict(key: str, value: Any) -> Any:
    if key in _NAMED and isinstance(value, dict):
        return {name: _of(each) for name, each in value.items()}
    if key in {"items", "anyOf"}:
        return [_of(each) for each in value] if isinstance(value, list) else _of(value)
    return value


def _of(value: Any) -> Any:
    return strict_schema(value) if isinstance(value, dict) else value
