"""YAML text as plain data with the place of every value in it.

A scalar stays the text that was written: what type it is to have, the scenario's fields know.
So `size: 8`, `say: no` and `about: 1:30` mean what they look like, whatever YAML 1.1 makes of
them. Does not cover what fields there are (`evals.scenarios.complaints`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import yaml

from evals.scenarios.problem import Steps

Data = None | str | list["Data"] | dict[str, "Data"]

DEPTH_MOST: Final = 40
"""Levels within each other; the format itself needs eight, and `not` and `any_of` a few more."""
VALUES_MOST: Final = 200_000
"""Values of a document, counted wherever an alias repeats them: nine aliases of nine aliases of
nine ... are 12 lines of text and 3 billion values. The shipped suite has some 10,000."""

_NULLS = frozenset({"~", "null", "Null", "NULL"})
_BREAK = re.compile(r"^(?:---(?=\s|$)|\.\.\.\s*$)", re.MULTILINE)
_ITEM = re.compile(r"^- ", re.MULTILINE)
_ID = re.compile(r"^(?:- |  )?id: *(?P<id>[a-z0-9-]+) *$", re.MULTILINE)
_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with text as YAML."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    why: str
    path: Steps = ()
    named: str | None = None
    """What stands behind the first `id:` of what cannot be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document, or one item of a list that had to be read item by item."""

    data: Data
    line: int
    column: int
    places: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each value, from 1; of a field's value, of the field's name."""
    faults: tuple[Fault, ...] = ()
    """Such as a field that is given twice."""

    def place(self, path: Steps) -> tuple[int, int]:
        """Return line and column of a value, or of what holds it where it is not there."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.line, self.column


class _Broken(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.why)
        self.fault = fault


def documents(text: str) -> Iterator[Document | Fault]:
    """Read all documents of `text`; one that is broken does not hide the others.

    Args:
        text: Of a whole file.

    Returns:
        Documents and faults in the order of the text. A document of nothing is left out.
    """
    for part, line in _parts(text, _BREAK):
        try:
            found = list(_composed(part, line))
        except _Broken as broken:
            pieces = list(_parts(part, _ITEM, line))
            if len(pieces) > 1:
                yield from _one_by_one(pieces)
            else:
                yield _named(broken.fault, part)
            continue
        yield from (one for one in found if one.data is not None or one.faults)


def _one_by_one(pieces: list[tuple[str, int]]) -> Iterator[Document | Fault]:
    """Read the items of a list that cannot be read whole."""
    for piece, line in pieces:
        try:
            yield from (one for one in _composed(piece, line) if one.data is not None)
        except _Broken as broken:
            yield _named(broken.fault, piece)


def _named(fault: Fault, text: str) -> Fault:
    found = _ID.search(text)
    return replace(fault, named=found["id"]) if found else fault


def _parts(text: str, where: re.Pattern[str], line: int = 0) -> Iterator[tuple[str, int]]:
    """Cut `text` before each match that begins a line; yield parts with their line from 0.

    No value of a document can hold "---" at the beginning of a line, so that this needs no YAML.
    """
    starts = [0, *(m.start() for m in where.finditer(text) if m.start()), len(text)]
    for start, end in pairwise(starts):
        part = text[start:end]
        yield part, line
        line += part.count("\n")


def _composed(text: str, line: int) -> Iterator[Document]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = iter(yaml.parse(text, Loader=loader))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield _Composer(events, line).document()
    except yaml.MarkedYAMLError as error:
        raise _Broken(_fault_of(error, text, line)) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        at = line + before.count("\n") + 1
        why = "a control character stands here; write it in double quotes as \\x.. or take it away"
        raise _Broken(Fault(at, 1, why)) from error


class _Composer:
    """Makes data of the events of one document."""

    def __init__(self, events: Iterator[yaml.Event], line: int) -> None:
        self._events = events
        self._line = line
        self._anchors: dict[str, tuple[Data, int] | None] = {}
        self._places: dict[Steps, tuple[int, int]] = {}
        self._faults: list[Fault] = []

    def document(self) -> Document:
        first = next(self._events)
        data, _ = self._value(first, ())
        line, column = self._at(first)
        return Document(data, line, column, self._places, tuple(self._faults))

    def _value(self, event: yaml.Event, path: Steps) -> tuple[Data, int]:
        if len(path) > DEPTH_MOST:
            raise self._broken(event, f"values stand more than {DEPTH_MOST} levels deep", path)
        if isinstance(event, yaml.AliasEvent):
            return self._repeated(event, path)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!") and tag not in _KNOWN_TAGS:
            raise self._broken(event, f"the tag {tag} has no meaning here; take it away", path)
        anchor: str | None = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = None
        if isinstance(event, yaml.MappingStartEvent):
            value, size = self._mapping(path)
        elif isinstance(event, yaml.SequenceStartEvent):
            value, size = self._sequence(path)
        else:
            value, size = self._scalar(event), 1
        if size > VALUES_MOST:
            why = f"there are more than {VALUES_MOST:,} values; split the file, or repeat less"
            raise self._broken(event, why, path)
        if anchor:
            self._anchors[anchor] = value, size
        return value, size

    def _scalar(self, event: yaml.Event) -> Data:
        assert isinstance(event, yaml.ScalarEvent)
        text = str(event.value)
        return None if not event.style and (not text or text in _NULLS) else text

    def _sequence(self, path: Steps) -> tuple[Data, int]:
        items: list[Data] = []
        size = 1
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self._places[place] = self._at(event)
            item, more = self._value(event, place)
            items.append(item)
            size += more
        return items, size

    def _mapping(self, path: Steps) -> tuple[Data, int]:
        fields: dict[str, Data] = {}
        merged: dict[str, Data] = {}
        size = 1
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._broken(event, "a field's name must be a word", path)
            name = str(event.value)
            place = (*path, name)
            value_event = next(self._events)
            if name == "<<" and not event.style:
                value, more = self._value(value_event, path)
                merged = self._merge(merged, value, value_event, path)
                size += more
                continue
            if name in fields:
                first = self._places[place][0]
                why = f"`{name}` is given twice, first in line {first}; take one away"
                self._faults.append(Fault(*self._at(event), why, place))
            else:
                self._places[place] = self._at(event)
            value, more = self._value(value_event, place)
            size += more
            if value is None and not getattr(value_event, "value", ""):
                why = f"`{name}` has no value; give one ([] for an empty list) or take it away"
                self._faults.append(Fault(*self._at(event), why, place))
            fields.setdefault(name, value)
        return {**merged, **fields}, size

    def _merge(
        self, merged: dict[str, Data], value: Data, event: yaml.Event, path: Steps
    ) -> dict[str, Data]:
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                raise self._broken(event, "`<<` takes an alias of fields: `<<: *name`", path)
            merged = {**one, **merged}
        return merged

    def _repeated(self, event: yaml.AliasEvent, path: Steps) -> tuple[Data, int]:
        name = str(event.anchor)
        if name not in self._anchors:
            why = f"`*{name}` repeats nothing: no `&{name}` stands before it in this document"
            raise self._broken(event, why, path)
        found = self._anchors[name]
        if found is None:
            raise self._broken(event, f"`*{name}` stands within itself", path)
        return found

    def _at(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None, "events of a text have their place"
        return self._line + mark.line + 1, mark.column + 1

    def _broken(self, event: yaml.Event, why: str, path: Steps) -> _Broken:
        return _Broken(Fault(*self._at(event), why, path))


def _fault_of(error: yaml.MarkedYAMLError, text: str, line: int) -> Fault:
    """Say in plain words what the scanner stumbled over."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    problem = f"{error.problem or error.context}"
    here = lines[row][column : column + 1]
    if "\t" in lines[row][: len(lines[row]) - len(lines[row].lstrip())] or here == "\t":
        why = "a tab stands where YAML wants spaces; indent with spaces"
    elif "mapping values are not allowed" in problem:
        why = "a colon stands within text that is not in quotes; put quotes around the text"
    elif "cannot start any token" in problem:
        why = f"text cannot begin with {here or 'this'}; put quotes around it"
    elif "could not find expected ':'" in problem:
        why = "a field's name without a colon, or text that is indented too little"
    elif "undefined alias" in problem:
        why = "an alias repeats nothing that stands before it in this document"
    elif "did not find expected '-'" in problem or "did not find expected key" in problem:
        why = "this line is indented otherwise than the lines it belongs to"
    elif "end of stream" in problem or "unexpected end" in problem:
        why = "a quote or a bracket is opened and never closed"
    else:
        why = f"this is no YAML: {problem.lower()}"
    return Fault(line + row + 1, column + 1, why)
