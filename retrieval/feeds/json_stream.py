"""JSON files of any size: the objects of a list, decoded one at a time.

    [ {...}, {...} ]      {"feed": {...}, "products": [ {...} ], ...}      {...} {...}

The standard decoder says where each value ends, so that a window over the file moves
from object to object and every one has its line. What is broken is skipped by its
brackets; where these do not fit either, the rest of the file cannot be trusted.
"""

from collections.abc import Generator, Iterator, Mapping

from retrieval.feeds.json_text import MAX_RECORD, checked, refusal, too_long
from retrieval.feeds.json_window import Window
from retrieval.feeds.record import Record, Refused, Value
from retrieval.feeds.source import Source

LISTS = frozenset(
    {"products", "items", "entries", "records", "rows", "data", "results", "catalog", "feed"}
    | {"@graph", "itemListElement", "dataFeedElement", "mainEntity", "value"}
)
"""Keys under which published feeds and shops' own exports keep the list of products."""

_SOLD = frozenset({"price", "offers", "sku", "variants", "hasVariant"})
"""An object with one of these is a product, even if it has a list of `items`."""

_NAMED = frozenset({"id", "title", "name"})
"""An object with one of these holds products only under one of the usual keys."""


def read_json(source: Source) -> Iterator[Record | Refused]:
    """Yield the objects of the list in `source`, or its objects one after the other."""
    with source.open() as stream:
        window = Window(stream)
        while first := window.peek():
            if first == "[":
                yield from _items(source, window)
            elif first == "{":
                yield from _object(source, window)
            else:
                raise source.unreadable(f"is not JSON from line {window.line} on")


def is_wrapper(values: Mapping[str, Value]) -> bool:
    """Say whether an object only holds the list of products."""
    return list_key(values) is not None


def list_key(values: Mapping[str, Value]) -> str | None:
    """Return the key under which an object holds the list of products; None if it is none."""
    if _SOLD & values.keys():
        return None
    for key in LISTS & values.keys():
        value = values[key]
        if _is_list(value) or (isinstance(value, dict) and is_wrapper(value)):
            return key
    if _NAMED & values.keys():
        return None
    lists = [key for key, value in values.items() if value and _is_list(value)]
    return lists[0] if len(lists) == 1 else None


def _is_list(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value[:1])


def _items(source: Source, window: Window) -> Iterator[Record | Refused]:
    """Yield the objects of the list that begins here."""
    first = window.line
    window.take()
    while (following := window.peek()) != "]":
        if not following:
            raise source.unreadable(f"breaks off: the list that begins in line {first} has no end")
        if following == ",":
            window.take()
        elif following in "}:":
            raise source.unreadable(f"is not JSON from line {window.line} on")
        else:
            yield _entry(source, window)
    window.take()


def _entry(source: Source, window: Window) -> Record | Refused:
    """Take one object."""
    line = window.line
    try:
        text, value, end = window.decode()
    except (ValueError, RecursionError) as error:
        return _skipped(source, window, error)
    window.go(end)
    return too_long(line, text) if len(text) > MAX_RECORD else checked(line, text, value)


def _skipped(
    source: Source, window: Window, error: ValueError | RecursionError
) -> Record | Refused:
    """Take what cannot be decoded, if its end can be told."""
    line, start = window.line, window.ahead()
    length = window.skip()
    if length is None or window.peek() not in ("", ",", "]", "{"):
        raise source.unreadable(f"is not JSON from line {line} on") from error
    return too_long(line, start) if length > MAX_RECORD else refusal(line, start, error)


def _object(source: Source, window: Window) -> Iterator[Record | Refused]:
    """Yield the object that begins here, or the list that it holds."""
    line = window.line
    failure: ValueError | RecursionError = ValueError()
    keys = LISTS
    try:
        text, value, end = window.decode()
    except (ValueError, RecursionError) as error:
        failure = error
    else:
        key = list_key(value) if isinstance(value, dict) else None
        if key is None:
            window.go(end)
            yield too_long(line, text) if len(text) > MAX_RECORD else checked(line, text, value)
            return
        keys = LISTS | {key}
    start = window.ahead()
    found = yield from _members(source, window, keys)
    if not found:
        yield refusal(line, start, failure)


def _members(
    source: Source, window: Window, keys: frozenset[str]
) -> Generator[Record | Refused, None, bool]:
    """Yield the products of the object that begins here; say whether it has a list of them."""
    found = False
    first = window.line
    window.take()
    while (following := window.peek()) != "}":
        if not following:
            raise source.unreadable(f"breaks off: the object from line {first} has no end")
        if following == ",":
            window.take()
            continue
        key = _key(source, window)
        if key in keys and (inner := window.peek()) in ("[", "{"):
            if inner == "[":
                found = True
                yield from _items(source, window)
            else:
                found |= yield from _members(source, window, keys)
        elif window.skip() is None:
            raise source.unreadable(f"is not JSON from line {window.line} on")
    window.take()
    return found


def _key(source: Source, window: Window) -> str:
    """Take a key and its colon."""
    line = window.line
    try:
        _, key, end = window.decode()
        window.go(end)
    except (ValueError, RecursionError) as error:
        raise source.unreadable(f"is not JSON from line {line} on") from error
    if not isinstance(key, str) or window.peek() != ":":
        raise source.unreadable(f"is not JSON from line {line} on")
    window.take()
    return key
