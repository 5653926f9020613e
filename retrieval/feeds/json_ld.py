"""schema.org products in JSON-LD: files of them, and pages with them in scripts.

Finds products wherever they hang (@graph, ItemList, DataFeed, an Offer's itemOffered) and
leaves out what is none. Names lose "schema:" and "https://schema.org/", {"@value": x} is
x. A reference by @id is followed to what came before it in the same file.
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from retrieval.feeds.json_text import MAX_RECORD, record_of, too_long
from retrieval.feeds.record import Record, Refused, Value
from retrieval.feeds.source import CHUNK_BYTES, Source

PRODUCTS = frozenset(
    {"Product", "ProductGroup", "ProductModel", "IndividualProduct", "SomeProducts", "Vehicle"}
)

_WITHIN = ("@graph", "itemListElement", "dataFeedElement", "item", "mainEntity", "hasPart")
_NAMESPACE = re.compile(r"^(?:https?://schema\.org/|schema:)")
_MAX_KNOWN = 10_000
_MAX_HOPS = 3

_TOKEN = re.compile(rb"<!--|<script\b[^>]{0,2000}>", re.IGNORECASE)
_IS_LD = re.compile(rb"application/ld\+json", re.IGNORECASE)
_AFTER_SCRIPT = re.compile(rb"</script", re.IGNORECASE)
_AFTER_COMMENT = re.compile(rb"-->")
_LONGEST_TAG = 4_096
_MAX_SCRIPT_BYTES = 16 * MAX_RECORD


def products_of(entries: Iterator[Record | Refused]) -> Iterator[Record | Refused]:
    """Yield the products among the objects of a JSON-LD file."""
    nodes = _Nodes()
    for entry in entries:
        if isinstance(entry, Refused):
            yield entry
        else:
            for values in nodes.products(dict(entry.values)):
                yield Record(entry.line, values)


def with_products(
    read: Callable[[Source], Iterator[Record | Refused]],
) -> Callable[[Source], Iterator[Record | Refused]]:
    """Return a reader of JSON-LD from one of JSON."""
    return lambda source: products_of(read(source))


def read_page(source: Source) -> Iterator[Record | Refused]:
    """Yield the products in the scripts of an HTML page."""
    with source.open() as stream:
        yield from products_of(_scripts(source, stream))


class _Nodes:
    """The products within nodes, and the other nodes that they may refer to."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, Value]] = {}

    def products(self, node: Value, hops: int = 0) -> Iterator[dict[str, Value]]:
        """Yield the products in `node`, their names made plain."""
        if isinstance(node, list):
            for each in node:
                yield from self.products(each, hops)
            return
        if not isinstance(node, dict) or hops > 2 * _MAX_HOPS:
            return
        types = _types(node)
        if types & PRODUCTS or (not types and ("offers" in node or "hasVariant" in node)):
            plain = self._plain(node)
            if isinstance(plain, dict):
                plain.pop("@context", None)
                yield plain
            return
        if "itemOffered" in node:
            yield from self._offered(node)
            return
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) > 1 and len(self._known) < _MAX_KNOWN:
            self._known[identifier] = node
        for key in _WITHIN:
            if key in node:
                yield from self.products(node[key], hops + 1)

    def _offered(self, offer: dict[str, Value]) -> Iterator[dict[str, Value]]:
        """Yield the product of an offer that names it, with that offer."""
        terms = {key: value for key, value in offer.items() if key != "itemOffered"}
        for product in self.products(offer["itemOffered"]):
            yield product if "offers" in product else product | {"offers": self._plain(terms)}

    def _plain(self, value: Value, hops: int = 0) -> Value:
        """Return `value` without name spaces, boxed values and known references."""
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return [self._plain(each, hops) for each in value]
        if not isinstance(value, dict):
            return value
        if "@value" in value:
            return value["@value"]
        if value.keys() == {"@list"}:
            return self._plain(value["@list"], hops)
        if value.keys() == {"@id"} and hops < _MAX_HOPS:
            identifier = value["@id"]
            if isinstance(identifier, str) and identifier in self._known:
                return self._plain(self._known[identifier], hops + 1)
        plain: dict[str, Value] = {}
        for key, inner in value.items():
            name = _NAMESPACE.sub("", key)
            plain[name] = _plain_types(inner) if name == "@type" else self._plain(inner, hops)
        return plain


def _plain_types(value: Value) -> Value:
    if isinstance(value, list):
        return [_plain_types(each) for each in value]
    return _NAMESPACE.sub("", value) if isinstance(value, str) else value


def _types(node: dict[str, Value]) -> set[str]:
    stated = _plain_types(node.get("@type"))
    listed = stated if isinstance(stated, list) else [stated]
    return {each for each in listed if isinstance(each, str)}


def _scripts(source: Source, stream: BinaryIO) -> Iterator[Record | Refused]:
    """Yield the objects in a page's scripts of linked data."""
    page = _Page(stream)
    while token := page.find(_TOKEN, keep=_LONGEST_TAG):
        if token == b"<!--":
            page.find(_AFTER_COMMENT, keep=2)
            continue
        line = page.line
        text = page.until(_AFTER_SCRIPT, _MAX_SCRIPT_BYTES)
        if not _IS_LD.search(token):
            continue
        if text is None:
            yield too_long(line, "")
            continue
        plain = text.decode("utf-8", errors="surrogateescape").strip()
        line += text[: len(text) - len(text.lstrip())].count(b"\n")
        if plain.startswith("["):
            plain = f'{{"@graph": {plain}}}'
        if plain:
            yield record_of(line, plain)
    if not page.length:
        raise source.unreadable("holds nothing")


class _Page:
    """The part of a page that is looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._text = b""
        self.length = 0
        self.line = 1

    def find(self, pattern: re.Pattern[bytes], keep: int) -> bytes | None:
        """Go past the next match and return it; None at the end."""
        while True:
            if found := pattern.search(self._text):
                self._drop(found.end())
                return found[0]
            self._drop(max(0, len(self._text) - keep))
            if not self._more():
                return None

    def until(self, pattern: re.Pattern[bytes], limit: int) -> bytes | None:
        """Return what comes before the next match; None if that is above `limit` bytes."""
        start = 0
        while not (found := pattern.search(self._text, start)):
            start = max(0, len(self._text) - 16)
            if len(self._text) > limit:
                self.find(pattern, keep=16)
                return None
            if not self._more():
                break
        text = self._text[: found.start()] if found else self._text
        self._drop(len(text))
        return text

    def _drop(self, count: int) -> None:
        self.line += self._text.count(b"\n", 0, count)
        self._text = self._text[count:]

    def _more(self) -> bool:
        chunk = self._stream.read(CHUNK_BYTES)
        self._text += chunk
        self.length += len(chunk)
        return bool(chunk)
