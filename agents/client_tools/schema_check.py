"""Whether a client's JSON Schema can be read: bounded, and of the keywords that matter here.

Does not cover all of JSON Schema: what is not known is let pass and takes no part in filling
arguments. Bounds hold before anything walks the schema, so that none can hang a session.
"""

import json
import re
from collections.abc import Mapping

from pydantic import JsonValue

from agents.client_tools.errors import ToolInvalid

MOST_BYTES = 65_536
"""Of one schema as JSON. The largest of the public tool collections seen had 14 kB."""
DEEPEST = 12
"""Levels of nesting; OpenAI's own strict mode takes 10."""
MOST_PROPERTIES = 500
"""Of one schema, all levels together."""
TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_BRANCHES = ("anyOf", "oneOf", "allOf")
_SIZES = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_AMOUNTS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_LONGEST_PATTERN = 200


def check_schema(schema: object, param: str) -> None:
    """Check the schema of a tool's arguments.

    Args:
        schema: As it was sent; {} is of a tool without arguments.
        param: Where it was sent, for the message.

    Raises:
        ToolInvalid: It is no schema of an object, or too large.
    """
    if not isinstance(schema, dict):
        raise ToolInvalid("A tool's parameters must be a JSON Schema of an object.", param)
    _check_size(schema, param)
    if schema.get("type", "object") != "object":
        raise ToolInvalid(
            "A tool's parameters must be a JSON Schema with type 'object'.", f"{param}.type"
        )
    _Check(schema).node(schema, param, 0)


def _check_size(schema: dict[str, object], param: str) -> None:
    try:
        size = len(json.dumps(schema, allow_nan=False).encode("utf-8", "replace"))
    except RecursionError:
        raise ToolInvalid(f"The schema is nested deeper than {DEEPEST} levels.", param) from None
    except (TypeError, ValueError):
        raise ToolInvalid("The schema must be plain JSON.", param) from None
    if size > MOST_BYTES:
        raise ToolInvalid(f"The schema must have at most {MOST_BYTES} bytes.", param)


class _Check:
    """One walk over one schema."""

    def __init__(self, root: dict[str, object]) -> None:
        self._root = root
        self._properties = 0

    def node(self, schema: object, param: str, depth: int) -> None:
        if isinstance(schema, bool):
            return
        if not isinstance(schema, dict):
            raise ToolInvalid("Every part of a schema must be an object.", param)
        if depth > DEEPEST:
            raise ToolInvalid(f"The schema is nested deeper than {DEEPEST} levels.", param)
        self._type(schema, param)
        self._limits(schema, param)
        self._reference(schema, param)
        self._object(schema, param, depth)
        if "items" in schema:
            self.node(schema["items"], f"{param}.items", depth + 1)
        for keyword in _BRANCHES:
            self._branches(schema, keyword, param, depth)
        for keyword in ("$defs", "definitions"):
            self._each(schema, keyword, param, depth)

    def _type(self, schema: dict[str, object], param: str) -> None:
        if "type" in schema:
            types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            if not types or not all(isinstance(t, str) and t in TYPES for t in types):
                raise ToolInvalid(
                    f"A schema's type must be one of {', '.join(sorted(TYPES))}.", f"{param}.type"
                )
        enum = schema.get("enum")
        if "enum" in schema and (not isinstance(enum, list) or not enum):
            raise ToolInvalid("A schema's enum must be a list with values.", f"{param}.enum")
        described = schema.get("description")
        if described is not None and not isinstance(described, str):
            raise ToolInvalid("A schema's description must be text.", f"{param}.description")

    def _limits(self, schema: dict[str, object], param: str) -> None:
        for keyword in _SIZES:
            value = schema.get(keyword)
            if value is not None and (not isinstance(value, int) or value < 0):
                raise ToolInvalid(f"A schema's {keyword} must be a count.", f"{param}.{keyword}")
        for keyword in _AMOUNTS:
            value = schema.get(keyword)
            # A bool is what an older draft of JSON Schema had for the exclusive ones.
            if value is not None and not isinstance(value, int | float):
                raise ToolInvalid(f"A schema's {keyword} must be a number.", f"{param}.{keyword}")
        pattern = schema.get("pattern")
        if pattern is None:
            return
        if not isinstance(pattern, str) or len(pattern) > _LONGEST_PATTERN:
            raise ToolInvalid(
                f"A schema's pattern must be text of at most {_LONGEST_PATTERN} characters.",
                f"{param}.pattern",
            )
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError):
            raise ToolInvalid(
                "A schema's pattern must be a regular expression.", f"{param}.pattern"
            ) from None

    def _reference(self, schema: dict[str, object], param: str) -> None:
        target = schema.get("$ref")
        if target is None:
            return
        if not isinstance(target, str) or resolved(self._root, target) is None:
            raise ToolInvalid(
                "A schema's $ref must name a part of the same schema, '#/$defs/NAME'.",
                f"{param}.$ref",
            )

    def _object(self, schema: dict[str, object], param: str, depth: int) -> None:
        self._each(schema, "properties", param, depth)
        required = schema.get("required")
        if required is not None and (
            not isinstance(required, list) or not all(isinstance(r, str) for r in required)
        ):
            raise ToolInvalid(
                "A schema's required must be a list of property names.", f"{param}.required"
            )

    def _branches(self, schema: dict[str, object], keyword: str, param: str, depth: int) -> None:
        if keyword not in schema:
            return
        branches = schema[keyword]
        if not isinstance(branches, list) or not branches:
            raise ToolInvalid(
                f"A schema's {keyword} must be a list of schemas.", f"{param}.{keyword}"
            )
        for place, branch in enumerate(branches):
            self.node(branch, f"{param}.{keyword}[{place}]", depth + 1)

    def _each(self, schema: dict[str, object], keyword: str, param: str, depth: int) -> None:
        if keyword not in schema:
            return
        children = schema[keyword]
        if not isinstance(children, dict):
            raise ToolInvalid(
                f"A schema's {keyword} must be an object of schemas.", f"{param}.{keyword}"
            )
        self._properties += len(children)
        if self._properties > MOST_PROPERTIES:
            raise ToolInvalid(
                f"A schema may have {MOST_PROPERTIES} properties in all; send fewer.", param
            )
        for name, child in children.items():
            self.node(child, f"{param}.{keyword}.{name[:64]}", depth + 1)


def resolved(root: Mapping[str, object], target: str) -> dict[str, JsonValue] | None:
    """Return the part of `root` that a local "$ref" names; None if it names none."""
    if not target.startswith("#/"):
        return dict(root) if target == "#" else None  # type: ignore[arg-type]  # it is JSON
    part: object = root
    for step in target[2:].split("/"):
        key = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(part, dict) or key not in part:
            return None
        part = part[key]
    return part if isinstance(part, dict) else None
