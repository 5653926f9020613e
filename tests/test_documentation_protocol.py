"""docs/protocol.md lists what the Realtime door does, no more and no less.

What is sent is read out of the source: every string, and every f-string over strings that the
same function names.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from openai.types.realtime import RealtimeSessionCreateRequest
from openai.types.realtime.realtime_client_event import RealtimeClientEvent
from openai.types.realtime.realtime_server_event import RealtimeServerEvent
from pydantic import BaseModel

from assistant.realtime import limits
from assistant.realtime.client_events import AudioAppend, ClientEvent
from assistant.realtime.closing import Closing
from assistant.realtime.event_json import MAX_VALUES
from assistant.realtime.response_fields import ResponseFields
from assistant.realtime.session_fields import SessionFields

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "assistant" / "realtime").glob("*.py"))
OF_THE_PROTOCOL = {1007, 1008, 1009}
"""Close codes of WebSocket itself, by assistant/realtime/socket_protocol.py."""


def section(title: str) -> str:
    """Return the text under a heading of the page, up to the next one."""
    return re.split(r"\n#+ ", PAGE.split(f"# {title}\n", 1)[1], maxsplit=1)[0]


def rows(title: str) -> list[list[str]]:
    """Return the cells of a section's table."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def names(cell: str) -> list[str]:
    """Return what stands in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def types_of(union: Any) -> set[str]:
    """Return the event types of a union of models."""
    models = get_args(get_args(union)[0]) or get_args(union)
    return {kind for model in models for kind in get_args(model.model_fields["type"].annotation)}


def strings(tree: ast.AST) -> set[str]:
    """Return the string constants below a node."""
    found = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def composed(function: ast.AST) -> Iterator[str]:
    """Yield what the f-strings of a function come to, over the strings of its own names."""
    named: dict[str, set[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, set()).update(strings(node.value))
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr):
            parts = [
                {part.value}
                if isinstance(part, ast.Constant)
                else named.get(ast.unparse(part.value), set())
                for part in node.values
                if isinstance(part, ast.Constant | ast.FormattedValue)
            ]
            yield from ("".join(map(str, pieces)) for pieces in itertools.product(*parts))


def said() -> set[str]:
    """Return every string that the Realtime door may say."""
    found: set[str] = set()
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        found |= strings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.update(composed(node))
    return found


def error_codes() -> set[str]:
    """Return the codes that are given to errors by name."""
    found: set[str] = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                found |= strings(node.value)
    return found


def leaves(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """Yield the names of a model's fields, those of models within it by their place."""
    for name, field in model.model_fields.items():
        inner = [m for m in _within(field.annotation) if issubclass(m, BaseModel)]
        inner = [m for m in inner if name in {"audio", "input", "output", "aisle"} or at]
        if not inner:
            yield at + name
        for each in inner:
            yield from leaves(each, f"{at}{name}.")


def _within(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for part in get_args(annotation):
        yield from _within(part)


def test_every_event_of_a_client_is_listed_once() -> None:
    listed = [name for row in rows("What a client sends") for name in names(row[0])]
    ours = types_of(ClientEvent | AudioAppend)
    assert sorted(listed) == sorted(ours | types_of(RealtimeClientEvent))
    marked = {names(row[0])[0] for row in rows("What a client sends") if row[1] != "not"}
    assert marked == ours


def test_every_event_of_the_server_is_listed_once_and_sent_if_it_says_so() -> None:
    table = {names(row[0])[0]: row[1] for row in rows("What the server sends")}
    assert len(table) == len(rows("What the server sends"))
    assert set(table) == types_of(RealtimeServerEvent)
    assert set(table.values()) == {"sent", "not sent"}
    assert {name for name, how in table.items() if how == "sent"} == set(table) & said()


def test_our_own_events_are_listed_with_their_fields() -> None:
    table = {names(row[0])[0]: names(row[2]) for row in rows("Aisle's own events")}
    found = {name for name in said() if re.fullmatch(r"aisle\.[a-z.]+", name)}
    found -= {"aisle.realtime", "aisle.end"}  # a logger, and a name between us and uvicorn
    found -= {name for name in types_of(ClientEvent) if name.startswith("aisle.")}
    assert set(table) == found
    own = ast.parse((ROOT / "assistant/realtime/own_events.py").read_text(encoding="utf-8"))
    for node in ast.walk(own):
        if isinstance(node, ast.Dict) and (keys := _fields(node)):
            kind, told = keys
            assert told <= set(table[kind]), kind


def _fields(event: ast.Dict) -> tuple[str, set[str]] | None:
    pairs = {
        key.value: value
        for key, value in zip(event.keys, event.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    kind = pairs.pop("type", None)
    if not isinstance(kind, ast.Constant) or not isinstance(kind.value, str):
        return None
    return kind.value, set(pairs)


def test_every_field_of_a_session_is_listed() -> None:
    listed = {name for row in rows("The session") for name in names(row[0])}
    known = set(leaves(SessionFields))
    groups = {"audio.input.transcription", "audio.output.voice"}
    assert known - listed == set()
    assert listed - known == groups - known | {"model"}
    assert set(RealtimeSessionCreateRequest.model_fields) <= {n.split(".")[0] for n in listed}


def test_every_field_of_a_response_is_listed() -> None:
    listed = " ".join(cell for row in rows("Responses") for cell in row)
    assert set(ResponseFields.model_fields) <= set(names(listed))


def test_every_error_code_is_listed() -> None:
    listed = {name for row in rows("Errors") for name in names(row[0])}
    assert listed == error_codes()


def test_every_close_code_is_listed() -> None:
    table = {row[0]: names(row[1]) for row in rows("Limits and close codes")}
    listed = {int(code): reason for codes, reason in table.items() for code in codes.split(", ")}
    assert listed == {closing.code: [closing.reason] for closing in Closing} | {
        code: [] for code in OF_THE_PROTOCOL
    }


@pytest.mark.parametrize(
    "words",
    [
        f"{limits.EVENTS_PER_S} events and {limits.BYTES_PER_S // 2**20} MiB a second",
        f"{limits.EVENTS_AT_ONCE:,} events and {limits.BYTES_AT_ONCE // 2**20} MiB that may come",
        f"{limits.FLOOD_S:.0f} s of waiting",
        f"{limits.MAX_SESSION_S / 60:.0f} minutes; connect again",
        f"{limits.IDLE_S / 60:.0f} minutes without any event",
        f"for {limits.UNREAD_S:.0f} s",
        f"more than {MAX_VALUES:,} values",
    ],
)
def test_limits_are_those_of_the_code(words: str) -> None:
    assert words in PAGE
