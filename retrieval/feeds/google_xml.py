"""XML feeds: Google Merchant's RSS 2.0 and Atom, and lists of <product> in general.

    <rss><channel><item><g:id>..   <feed><entry><g:id>..   <products><product><id>..

Names lose their prefix; where one occurs with and without (<title>, <g:title>) the one
with it counts. Repeated elements become lists, nested ones mappings. Entities may not be
declared and nothing is fetched. What is not well-formed costs its own item: reading goes
on at the next one.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from retrieval.feeds.json_text import MAX_RECORD
from retrieval.feeds.record import Record, Refused
from retrieval.feeds.source import Source
from retrieval.feeds.xml_items import DocumentRefused, Items

_CHUNK_BYTES = 1 << 16
_LONGEST_OPENING = 64
_MAX_TOKEN_BYTES = 4 * MAX_RECORD
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)[\"']")


def read_xml(source: Source) -> Iterator[Record | Refused]:
    """Yield the items of `source`."""
    with source.open() as stream:
        document = _Document(source)
        while chunk := stream.read(_CHUNK_BYTES):
            document.feed(chunk)
            yield from document.taken()
        document.close()
        yield from document.taken()


class _Document:
    """A document as its bytes come in, over as many parsers as it takes."""

    def __init__(self, source: Source) -> None:
        declared = _ENCODING.match(source.head)
        self._encoding = "utf-8"
        if declared and source.charset == "utf-8":
            self._encoding = declared[1].decode()
        self._source = source
        self._entries: list[Record | Refused] = []
        self._root = ""
        self._line = 1
        """Of the beginning of the next chunk."""
        self._seeking: bytes | None = None
        """The end of what was read while looking for the next item; None while parsing."""
        self._resumed = False
        self._tail = b""
        self._begin(first_line=1)

    def _begin(self, first_line: int) -> None:
        """Start a parser."""
        self._items = Items(first_line)
        self._fed = 0
        try:
            parser = self._items.parser(self._encoding)
        except (LookupError, ValueError) as error:
            raise self._source.unreadable(f"names no known encoding ({self._encoding})") from error
        self._parser = parser

    def taken(self) -> Iterator[Record | Refused]:
        """Yield the items that are complete."""
        yield from self._entries
        self._entries.clear()

    def feed(self, chunk: bytes) -> None:
        """Parse the next bytes."""
        self._tail = (self._tail + chunk)[-400:]
        if self._seeking is not None:
            chunk = self._sought(chunk)
        while chunk:
            chunk = self._parsed(chunk)

    def close(self) -> None:
        """Check that the document is complete."""
        whole = True
        if not self._resumed:
            try:
                self._parser.Parse(b"", True)
            except expat.ExpatError:
                whole = False
        root = self._root or self._items.root
        if not whole or f"</{root}".encode() not in self._tail:
            raise self._source.unreadable(f"breaks off in line {self._line}")

    def _parsed(self, chunk: bytes) -> bytes:
        """Parse a chunk; return what is left to parse after something that is not XML."""
        items = self._items
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError as error:
            return self._recover(chunk, error)
        except DocumentRefused as error:
            raise self._source.unreadable(str(error)) from error
        self._collect(items)
        self._fed += len(chunk)
        self._line += chunk.count(b"\n")
        if self._fed - self._parser.CurrentByteIndex > _MAX_TOKEN_BYTES:
            raise self._source.unreadable(f"has a tag without an end before line {self._line}")
        return b""

    def _collect(self, items: Items) -> None:
        self._entries += items.complete
        items.complete.clear()

    def _recover(self, chunk: bytes, error: expat.ExpatError) -> bytes:
        """Refuse the item that is not well-formed and look for the next."""
        items = self._items
        self._collect(items)
        self._root = self._root or items.root
        reason = f"is not well-formed XML ({expat.ErrorString(error.code)})"
        line = items.first_line + error.lineno - 1
        if not items.tag:
            raise self._source.unreadable(f"{reason} in line {line}") from error
        if items.open:
            self._entries.append(items.refused(reason))
        elif not (self._resumed or items.unclosed):
            self._entries.append(Refused(line, None, reason))
        self._resumed = True
        self._opening = re.compile(rb"<" + re.escape(items.tag.encode()) + rb"[\s/>]")
        at = max(0, self._parser.ErrorByteIndex - self._fed)
        self._line += chunk.count(b"\n", 0, at)
        return self._sought(chunk[at:])

    def _sought(self, chunk: bytes) -> bytes:
        """Go to the next item; return what is left to parse from there."""
        held = self._seeking or b""
        found = self._opening.search(text := held + chunk)
        if found is None:
            self._seeking = text[-_LONGEST_OPENING:]
            self._line += chunk.count(b"\n")
            return b""
        self._seeking = None
        self._line += text.count(b"\n", len(held), max(len(held), found.start()))
        self._begin(self._line)
        self._parser.Parse(b"<r>", False)
        self._fed = 3
        self._items.root = ""
        return text[found.start() :]
