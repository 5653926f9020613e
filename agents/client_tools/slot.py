"""The arguments of a function as a tree of slots, read from its JSON Schema once.

Only what filling needs: references are followed, "anyOf" with null is a slot that may be null,
and of other alternatives the first is taken. `agents.client_tools.schema_check` comes before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from agents.client_tools.schema_check import DEEPEST, resolved
from agents.client_tools.tool import ClientTool
from agents.client_tools.words import split_name

NO_DEFAULT = object()


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument, or one part of one."""

    name: str
    words: tuple[str, ...]
    """Of its name, and before them of the object that it is in, where that says more."""
    description: str
    kind: str
    """A type of JSON Schema; "string" where none is given."""
    required: bool
    nullable: bool = False
    enum: tuple[JsonValue, ...] = ()
    default: object = NO_DEFAULT
    rules: Mapping[str, JsonValue] = field(default_factory=dict)
    """Keywords that a value must satisfy: minimum, pattern and so on."""
    items: "Slot | None" = None
    children: tuple["Slot", ...] = ()


def slots_of(tool: ClientTool) -> Slot:
    """Return the tree of a tool's arguments; its root is an object."""
    return _slot("", tool.parameters, tool.parameters, (), True, 0)


def _slot(
    name: str,
    schema: JsonValue,
    root: dict[str, JsonValue],
    above: tuple[str, ...],
    required: bool,
    depth: int,
) -> Slot:
    plain, nullable = _plain(schema, root)
    kind, null_too = _kind(plain)
    words = (*above, *split_name(name))[-6:]
    items = plain.get("items")
    properties = plain.get("properties")
    needed = plain.get("required")
    deeper = depth < DEEPEST
    return Slot(
        name=name,
        words=words,
        description=str(plain.get("description") or ""),
        kind=kind,
        required=required,
        nullable=nullable or null_too,
        enum=_enum(plain),
        default=plain.get("default", NO_DEFAULT),
        rules=plain,
        items=_slot(name, items, root, above, True, depth + 1)
        if kind == "array" and isinstance(items, dict) and deeper
        else None,
        children=tuple(
            _slot(
                key,
                child,
                root,
                words if name else (),
                isinstance(needed, list) and key in needed,
                depth + 1,
            )
            for key, child in properties.items()
        )
        if kind == "object" and isinstance(properties, dict) and deeper
        else (),
    )


def _plain(
    schema: JsonValue, root: dict[str, JsonValue], hops: int = 0
) -> tuple[dict[str, JsonValue], bool]:
    """Return a schema without references and alternatives, and whether null is one of them."""
    if not isinstance(schema, dict) or hops > DEEPEST:
        return {}, False
    target = schema.get("$ref")
    if isinstance(target, str):
        found = resolved(root, target)
        outer = {k: v for k, v in schema.items() if k != "$ref"}
        plain, nullable = _plain(found, root, hops + 1)
        return {**plain, **outer}, nullable
    for keyword in ("anyOf", "oneOf", "allOf"):
        branches = schema.get(keyword)
        if isinstance(branches, list) and branches:
            others = [b for b in branches if not (isinstance(b, dict) and b.get("type") == "null")]
            outer = {k: v for k, v in schema.items() if k != keyword}
            plain, nullable = _plain(others[0] if others else {}, root, hops + 1)
            return {**plain, **outer}, nullable or len(others) < len(branches)
    return schema, False


def _kind(schema: dict[str, JsonValue]) -> tuple[str, bool]:
    stated = schema.get("type")
    if isinstance(stated, list):
        kinds = [k for k in stated if k != "null"]
        return (str(kinds[0]) if kinds else "null"), "null" in stated
    if isinstance(stated, str):
        return stated, stated == "null"
    if "properties" in schema:
        return "object", False
    if "items" in schema:
        return "array", False
    return "string", False


def _enum(schema: dict[str, JsonValue]) -> tuple[JsonValue, ...]:
    if "const" in schema:
        return (schema["const"],)
    enum = schema.get("enum")
    return tuple(e for e in enum if e is not None) if isinstance(enum, list) else ()
