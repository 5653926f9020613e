"""Values from the events of YAML: plain ones only, by the rules of YAML 1.2, bounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from retrieval.feeds.json_text import MAX_DEPTH
from retrieval.feeds.record import Value

MAX_NODES = 20_000
"""Values in one item, those that aliases repeat counted again."""

_MAX_ANCHORS = 10_000
_STANDARD = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset({f"{_STANDARD}{name}" for name in ("str", "int", "float", "bool", "null")})
_LIST_TAGS = frozenset({f"{_STANDARD}seq", f"{_STANDARD}map", "!"})
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})$")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?$")
_WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "-.inf", ".nan", ".NaN", ".NAN")),
}
"""Infinity and NaN say nothing about a product."""

_NUMBER_BEGINS = frozenset("-+.0123456789")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ItemRefused(Exception):
    """An item is YAML, but no product can be read from it."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Value
    nodes: int


Anchors = dict[str, _Anchored]


@dataclass(slots=True)
class Builder:
    """Builds a value from the events of one item."""

    text: str
    anchors: Anchors
    """Shared by all items of a file: dumps repeat a value by reference."""
    nodes: int = 0
    events: Iterator[Event] = field(init=False)

    def __post_init__(self) -> None:
        self.events = iter(yaml.parse(self.text, Loader=_LOADER))

    def value(self) -> Value:
        """Return the first document; None if there is none."""
        value: Value = None
        for event in self.events:
            if isinstance(event, NodeEvent):
                value = self._node(event, 0)
        return value

    def _node(self, event: Event, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ItemRefused(f"is nested deeper than {MAX_DEPTH} levels")
        before = self.nodes
        self._count(1)
        value: Value = None
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if isinstance(event, ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, MappingStartEvent):
            value = self._mapping(event, depth)
        elif isinstance(event, SequenceStartEvent):
            value = self._list(event, depth)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            if len(self.anchors) >= _MAX_ANCHORS:
                raise ItemRefused(f"is beyond the {_MAX_ANCHORS:,} anchors of one feed")
            self.anchors[event.anchor] = _Anchored(value, self.nodes - before)
        return value

    def _alias(self, event: AliasEvent) -> Value:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            raise ItemRefused(f"refers to *{event.anchor}, which does not stand before it")
        self._count(known.nodes)
        return known.value

    def _mapping(self, event: MappingStartEvent, depth: int) -> dict[str, Value]:
        _check_tag(event.tag)
        values: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        while True:
            key = next(self.events)
            if isinstance(key, yaml.MappingEndEvent):
                return merged | values
            if not isinstance(key, ScalarEvent):
                raise ItemRefused("has a key that is not plain text")
            self._count(1)
            name = key.value
            value = self._node(next(self.events), depth + 1)
            if name == "<<" and key.implicit[0]:
                for each in value if isinstance(value, list) else [value]:
                    merged = each | merged if isinstance(each, dict) else merged
            elif name in values:
                raise ItemRefused("is given twice", name)
            else:
                values[name] = value

    def _list(self, event: SequenceStartEvent, depth: int) -> list[Value]:
        _check_tag(event.tag)
        values: list[Value] = []
        while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
            values.append(self._node(inner, depth + 1))
        return values

    def _count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise ItemRefused(f"holds more than {MAX_NODES:,} values")


def _check_tag(tag: str | None) -> None:
    if tag is not None and tag not in _LIST_TAGS:
        raise ItemRefused(f"uses the tag {tag}; only plain values are read")


def _scalar(event: ScalarEvent) -> Value:
    text: str = event.value
    if event.tag is not None and event.tag != "!":
        if event.tag not in _PLAIN_TAGS:
            raise ItemRefused(f"uses the tag {event.tag}; only plain values are read")
        if event.tag == f"{_STANDARD}str":
            return text
    elif not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_BEGINS:
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
    return text
