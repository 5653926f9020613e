"""YAML feeds of any size: a list of mappings, or one mapping a document.

    - id: 1             products:            id: 1
      title: ..           - id: 1            ---
    - id: 2               - id: 2            id: 2

The list is cut into its items by indentation, so that an item that is no YAML costs only
itself; each item's events come from libyaml. Values follow YAML 1.2: `no`, `012`, `12:30`
and dates are text. Tags that make objects are refused, aliases are bounded.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

import yaml

from retrieval.feeds.json_stream import LISTS
from retrieval.feeds.json_text import MAX_RECORD, excerpt, too_long
from retrieval.feeds.record import Record, Refused
from retrieval.feeds.source import Source
from retrieval.feeds.yaml_values import Anchors, Builder, ItemRefused

_LIST_KEY = re.compile(rb"[\"']?([\w@-]+)[\"']?\s*:\s*(?:#.*)?\r?\n?$")
_KEY = re.compile(rb"[\"']?[\w@-]+[\"']?\s*:(?:\s|$)")


def read_yaml(source: Source) -> Iterator[Record | Refused]:
    """Yield the mappings of `source`."""
    with source.open() as stream:
        anchors: Anchors = {}
        for line, raw, cut_off in _Cut(stream):
            text = raw.decode("utf-8", errors="surrogateescape")
            if cut_off:
                yield too_long(line, text)
            else:
                yield from _entries(line, text, anchors)


def _entries(line: int, text: str, anchors: Anchors) -> Iterator[Record | Refused]:
    """Yield the mapping that `text` is, or the only one in the list that it is."""
    if not text.isascii() and re.search("[\ud800-\udfff]", text):
        yield Refused(line, None, "is not valid UTF-8", excerpt(text))
        return
    try:
        value = Builder(text, anchors).value()
    except ItemRefused as error:
        yield Refused(line, error.field, error.reason, excerpt(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "unreadable"
        where = f" in line {line + mark.line}" if mark else ""
        yield Refused(line, None, f"is not YAML ({problem}{where})", excerpt(text))
    else:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield Record(line, each)
            elif each is not None:
                yield Refused(line, None, "is not a mapping", excerpt(text))


class _Cut:
    """The items of a file, each with the line in which it begins and whether it was cut off."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._indent: int | None = None
        """Of the dashes of the list; None outside a list."""
        self._key: str | None = None
        """What the list is under; None if it is the document itself."""
        self._ended = False
        """Whether what comes are fields of a wrapper after its list: no product."""
        self._line = 0
        self._first = 1
        self._held: list[bytes] = []
        self._length = 0

    def __iter__(self) -> Iterator[tuple[int, bytes, bool]]:
        while raw := self._stream.readline(MAX_RECORD + 1):
            self._line += 1
            if raw.startswith((b"---", b"...", b"%")):
                yield from self._cut()
                self._indent, self._ended = None, False
                self._add(raw[3:] if raw.startswith(b"--- ") else b"")
                continue
            dash = _dash(raw)
            if self._indent is None:
                if dash is not None and self._list_begins(raw):
                    self._held.clear()
                    self._length = 0
                    self._indent = dash
            elif dash == self._indent:
                yield from self._cut()
            elif self._key is not None and _KEY.match(raw):
                yield from self._cut()
                self._indent, self._ended = None, True
            self._add(raw)
            while raw and not raw.endswith(b"\n"):
                raw = self._stream.readline(MAX_RECORD)
                self._length += len(raw)
        yield from self._cut()

    def _list_begins(self, raw: bytes) -> bool:
        """Say whether the list whose first line is `raw` is that of the products."""
        lines = [line for line in self._held if line.strip() and not line.lstrip().startswith(b"#")]
        found = _LIST_KEY.match(lines[-1]) if lines else None
        self._key = found[1].decode("utf-8", errors="replace") if found else None
        if not lines or self._key in LISTS:
            return True
        return self._key is not None and len(lines) == 1 and b":" in raw

    def _add(self, raw: bytes) -> None:
        if not self._held:
            self._first = self._line
        if self._length <= MAX_RECORD:
            self._held.append(raw)
        self._length += len(raw)

    def _cut(self) -> Iterator[tuple[int, bytes, bool]]:
        text = b"".join(self._held)
        if text.strip() and not self._ended:
            blank = text[: len(text) - len(text.lstrip())]
            yield self._first + blank.count(b"\n"), text, self._length > MAX_RECORD
        self._held.clear()
        self._length = 0


def _dash(raw: bytes) -> int | None:
    """Return the indentation of a line that begins an item of a list; None of any other."""
    bare = raw.lstrip(b" ")
    if bare[:1] == b"-" and bare[1:2] in (b" ", b"\n", b"\r", b"\t", b""):
        return len(raw) - len(bare)
    return None
