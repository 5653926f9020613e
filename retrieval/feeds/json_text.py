"""One JSON object as text, decoded strictly: no key twice, not too deep, real Unicode.

The standard decoder, since it says where a value ends (`json_stream`) and where it
breaks; 1 kB takes it 6 microseconds.
"""

import json
import re

from retrieval.feeds.record import Record, Refused, Value

MAX_RECORD = 1_000_000
"""Characters or bytes of one entry: a product is a few kB; more is another file format."""

MAX_DEPTH = 32
"""Lists and objects within one another: published feeds need five."""

EXCERPT_CHARS = 80

_STRAY = re.compile("[\ud800-\udfff]")
"""Half a character: a byte that was not UTF-8 (as surrogateescape marks it) or a bad escape."""


class KeyTwice(ValueError):
    """One object has the same key twice; which one counts is anyone's guess."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _unique(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    values = dict(pairs)
    if len(values) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise KeyTwice(key)
            seen.add(key)
    return values


DECODER = json.JSONDecoder(object_pairs_hook=_unique)
"""Refuses a key that occurs twice."""


def record_of(line: int, text: str) -> Record | Refused:
    """Decode one JSON object.

    Args:
        line: where it begins, from 1.
        text: the object alone; bytes that are not UTF-8 as surrogateescape marks them.
    """
    try:
        value = DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return refusal(line, text, error)
    return checked(line, text, value)


def checked(line: int, text: str, value: Value) -> Record | Refused:
    """Return what was decoded from `text` as a record, or why it is none."""
    if not isinstance(value, dict):
        return Refused(line, None, "is not a JSON object", excerpt(text))
    if text.count("{") + text.count("[") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        return Refused(line, None, f"is nested deeper than {MAX_DEPTH} levels", excerpt(text))
    if not text.isascii() and (stray := _STRAY.search(text)):
        at = len(text[: stray.start()].encode()) + 1
        return Refused(line, None, f"is not valid UTF-8 at byte {at}", excerpt(text))
    if "\\u" in text and "\\ud" in text.lower() and (field := _half_character(value)):
        return Refused(line, field, "is not valid Unicode", excerpt(text))
    return Record(line, value)


def refusal(line: int, text: str, error: ValueError | RecursionError) -> Refused:
    """Return why `text` could not be decoded."""
    if isinstance(error, KeyTwice):
        return Refused(line, error.key, "is given twice", excerpt(text))
    if isinstance(error, RecursionError):
        return Refused(line, None, f"is nested deeper than {MAX_DEPTH} levels", excerpt(text))
    if stray := _STRAY.search(text):
        at = len(text[: stray.start()].encode()) + 1
        return Refused(line, None, f"is not valid UTF-8 at byte {at}", excerpt(text))
    return Refused(line, None, "is not JSON", excerpt(text))


def too_long(line: int, text: str) -> Refused:
    """Return the refusal of an entry that is longer than `MAX_RECORD`."""
    return Refused(line, None, f"is longer than {MAX_RECORD:,} bytes", excerpt(text))


def excerpt(text: str) -> str:
    """Return the beginning of `text` on one line."""
    start = text[: EXCERPT_CHARS * 4].encode(errors="replace").decode()
    return " ".join(start.split())[:EXCERPT_CHARS]


def _depth(value: Value) -> int:
    """Return how many lists and objects are within one another."""
    deepest, level = 0, [value]
    while level:
        inner: list[Value] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(each.values())
            elif isinstance(each, list):
                inner.extend(each)
        deepest += 1
        level = [each for each in inner if isinstance(each, dict | list)]
    return deepest


def _half_character(values: dict[str, Value]) -> str | None:
    """Return the field with a surrogate that has no other half; None if there is none."""
    for name, value in values.items():
        if _STRAY.search(json.dumps({name: value}, ensure_ascii=False)):
            return name
    return None
