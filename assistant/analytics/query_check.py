"""What an analyst's question may be: one SELECT over the log's tables, of functions that compute.

The question is parsed by DuckDB itself, and every node of its tree is looked at: what is not on a
list of what may be in one is refused.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

import duckdb

from assistant.analytics.duckdb_reason import said
from assistant.analytics.errors import QueryRefused
from assistant.analytics.query_functions import FUNCTIONS
from assistant.analytics.tables import TABLES
from assistant.analytics.views import NAMES as VIEWS

LONGEST: Final = 20_000
"""Characters of a question."""
DEEPEST: Final = 150
"""Brackets within brackets."""

_TABLE_FUNCTIONS: Final = frozenset({"unnest", "range", "generate_series"})
_TABLE_KINDS: Final = frozenset(
    ["BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EMPTY", "EXPRESSION_LIST", "CTE", "PIVOT"]
)
_EXPRESSIONS: Final = frozenset(
    [
        "BETWEEN",
        "CASE",
        "CAST",
        "COLLATE",
        "COLUMN_REF",
        "COMPARISON",
        "CONJUNCTION",
        "CONSTANT",
        "FUNCTION",
        "LAMBDA",
        "LAMBDA_REF",
        "OPERATOR",
        "POSITIONAL_REFERENCE",
        "STAR",
        "SUBQUERY",
        "TYPE",
        "WINDOW",
    ]
)


def checked(sql: str, connection: duckdb.DuckDBPyConnection | None = None) -> None:
    """Pass a question that only asks the log's tables.

    Args:
        sql: What an analyst wrote.
        connection: Whose parser is used; a new one by default.

    Raises:
        QueryRefused: It is anything else.
    """
    if len(sql) > LONGEST:
        raise QueryRefused(f"A question may have {LONGEST:,} characters; this one has more.")
    if "\0" in sql:
        raise QueryRefused("A question may not hold the character 0.")
    if _depth(sql) > DEEPEST:
        raise QueryRefused(f"A question may have {DEEPEST} brackets within each other, not more.")
    tree = _parsed(sql, connection or duckdb.connect())
    nodes = list(_nodes(tree))
    named = frozenset(str(entry["key"]).casefold() for node in nodes for entry in _ctes(node))
    for name in named:
        if not name.isidentifier():
            raise QueryRefused(f"{name[:40]!r} is no name for a part of a question; use letters.")
    for node in nodes:
        _check(node, named)


def _parsed(sql: str, connection: duckdb.DuckDBPyConnection) -> Any:
    try:
        told = connection.execute("SELECT json_serialize_sql($sql::VARCHAR)", {"sql": sql})
        tree = json.loads(told.fetchall()[0][0])
    except (duckdb.Error, ValueError, RecursionError) as error:
        raise QueryRefused(f"The question cannot be read: {said(error)}.") from error
    if tree.get("error"):
        if tree.get("error_type") == "not implemented":
            raise QueryRefused("Only a SELECT is answered; begin with SELECT or WITH.")
        reason = str(tree.get("error_message", "it is no SQL")).splitlines()[0]
        raise QueryRefused(f"The question cannot be read: {reason.rstrip('.')}.")
    if len(tree["statements"]) != 1:
        raise QueryRefused("One question at a time is answered; leave the semicolon out.")
    return tree["statements"][0]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every object within a tree; without recursion, which a question could exhaust."""
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left += node.values()
        elif isinstance(node, list):
            left += node


def _ctes(node: dict[str, Any]) -> list[dict[str, Any]]:
    held = node.get("cte_map")
    return held["map"] if isinstance(held, dict) else []


def _check(node: dict[str, Any], named: frozenset[str]) -> None:
    if "sample" in node and "alias" in node:
        _check_table(node, named)
    kind = node.get("class")
    if kind is None:
        return
    if kind not in _EXPRESSIONS:
        raise QueryRefused(f"A question may not hold this kind of expression ({kind.lower()}).")
    if kind in {"FUNCTION", "WINDOW"}:
        name = str(node.get("function_name", "")).casefold()
        is_word = any(letter.isalnum() for letter in name)
        if node.get("schema") or node.get("catalog"):
            raise QueryRefused(f"The function {name[:40]} is to be named without a schema.")
        if is_word and name not in FUNCTIONS:
            raise QueryRefused(f"The function {name[:40]} is not one that a question may call.")


def _check_table(node: dict[str, Any], named: frozenset[str]) -> None:
    kind = node["type"]
    if kind not in {*_TABLE_KINDS, "SHOW_REF"}:
        raise QueryRefused(f"A question may not ask {kind.lower().replace('_', ' ')}.")
    if kind == "SHOW_REF":
        raise QueryRefused("`SELECT * FROM turns LIMIT 1` shows the columns; this does not.")
    if kind == "TABLE_FUNCTION":
        name = str(node["function"].get("function_name", "")).casefold()
        if name not in _TABLE_FUNCTIONS:
            raise QueryRefused(f"{name[:40]} may not be asked; ask one of the log's tables.")
    if kind == "BASE_TABLE":
        name = str(node["table_name"]).casefold()
        path = node.get("qualified_name", {}).get("path", [name])
        if node.get("schema_name") or node.get("catalog_name") or len(path) != 1:
            raise QueryRefused("Tables are named without a schema; leave out what is before it.")
        if name not in named and name not in _known():
            raise QueryRefused(
                f"{name[:60]!r} is none of the log's tables, {', '.join(sorted(_known()))}."
            )


def _known() -> frozenset[str]:
    return frozenset({*(table.name for table in TABLES), *VIEWS})


def _depth(sql: str) -> int:
    depth = deepest = 0
    for letter in sql:
        if letter in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")]}":
            depth -= 1
    return deepest
