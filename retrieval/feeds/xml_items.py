"""Items built from the elements of an XML feed, as the parser meets them."""

from xml.parsers import expat

from retrieval.feeds.json_text import EXCERPT_CHARS, MAX_DEPTH, MAX_RECORD
from retrieval.feeds.record import Record, Refused, Value

ITEMS = frozenset({"item", "entry", "product", "offer", "shopitem", "article", "record", "row"})
"""Elements, in lower case, that hold one product each."""

_FLAT = frozenset({"title", "description", "summary", "content"})
"""Elements whose markup, if it is not escaped, is read as its text."""

_LINK_KINDS = (None, "alternate")
"""Of Atom's links those to the product itself."""

_MAX_OUTER_DEPTH = 100


class DocumentRefused(Exception):
    """The document as a whole is refused."""


class Items:
    """What the parser calls: builds items from elements."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.complete: list[Record | Refused] = []
        self.tag = ""
        """Of the items, as written."""
        self.root = ""
        self.unclosed = False
        """Whether an item had no end: then the tags around the items do not fit either."""
        self._depth = 0
        self._names: list[str] = []
        self._parts: list[list[str]] = []
        self._children: list[_Children] = []
        self._attributes: list[dict[str, str]] = []
        self._line = 0
        self._length = 0
        self._flat = 0
        self._problem = ""

    @property
    def open(self) -> bool:
        """Whether an item has begun and not ended."""
        return bool(self._names)

    def parser(self, encoding: str) -> expat.XMLParserType:
        """Return a parser that calls this object."""
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._external
        self._parser = parser
        return parser

    def refused(self, reason: str) -> Refused:
        """Return the refusal of the item that is open, and forget it."""
        text = " ".join(part for parts in self._parts for part in parts)
        values = self._children[0].values.values() if self._children else ()
        start = " ".join(str(value) for value in values) + " " + text
        self._names.clear()
        self._parts.clear()
        self._children.clear()
        self._attributes.clear()
        self._flat = 0
        return Refused(self._line, None, reason, " ".join(start.split())[:EXCERPT_CHARS])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if not self._names:
            self._outside(name, attributes)
            return
        if name == self.tag and len(self._names) == 1:
            self.unclosed = True
            self.complete.append(self.refused("has no end"))
            self._outside(name, attributes)
            return
        if self._flat:
            self._flat += 1
            self._parts[-1].append(" ")
            return
        if len(self._names) > MAX_DEPTH:
            self._problem = f"is nested deeper than {MAX_DEPTH} levels"
            self._flat = 1
            return
        self._push(name, attributes)
        if name.rpartition(":")[2].lower() in _FLAT:
            self._flat = 1

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an item, or go into what holds the items."""
        self.root = self.root or name
        local = name.rpartition(":")[2].lower()
        if name != self.tag and (self.tag or local not in ITEMS):
            if self._depth > _MAX_OUTER_DEPTH:
                raise DocumentRefused(f"is nested deeper than {_MAX_OUTER_DEPTH} levels")
            return
        self.tag = name
        self._line = self.first_line + self._parser.CurrentLineNumber - 1
        self._length = 0
        self._problem = ""
        self._push(name, {})
        for key, value in attributes.items():
            self._children[0].add(key, value)

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        self._names.append(name)
        self._parts.append([])
        self._children.append(_Children())
        self._attributes.append(attributes)

    def _text(self, text: str) -> None:
        if not self._names:
            return
        self._length += len(text)
        if self._length <= MAX_RECORD:
            self._parts[-1].append(text)
        else:
            self._problem = f"is longer than {MAX_RECORD:,} bytes"

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._names:
            return
        if self._flat > 1:
            self._flat -= 1
            return
        self._flat = 0
        name = self._names.pop()
        parts, children = self._parts.pop(), self._children.pop()
        attributes = self._attributes.pop()
        if self._names:
            self._children[-1].add(name, _value("".join(parts).strip(), children, attributes))
        elif self._problem:
            self._children.append(children)
            self.complete.append(self.refused(self._problem))
        else:
            self.complete.append(Record(self._line, children.values))

    def _entity(self, name: str, *_: object) -> None:
        raise DocumentRefused(f'declares the entity "{name}", which no product feed needs')

    def _external(self, *_: object) -> int:
        raise DocumentRefused("refers to another file")


class _Children:
    """The elements within one, by their names without prefix."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self._prefixed: set[str] = set()

    def add(self, name: str, value: Value) -> None:
        if value is None:
            return
        prefix, _, local = name.rpartition(":")
        if local in self.values:
            if bool(prefix) != (local in self._prefixed):
                if prefix:
                    self._prefixed.add(local)
                    self.values[local] = value
                return
            earlier = self.values[local]
            if isinstance(earlier, list):
                earlier.append(value)
            else:
                self.values[local] = [earlier, value]
            return
        if prefix:
            self._prefixed.add(local)
        self.values[local] = value


def _value(text: str, children: _Children, attributes: dict[str, str]) -> Value:
    """Return what an element holds; None for a link that is not to the product."""
    if children.values:
        return children.values
    if not attributes:
        return text
    if attributes.get("rel") not in _LINK_KINDS:
        return None
    if not text:
        return attributes.get("href") or attributes.get("url") or attributes.get("src") or ""
    if "name" in attributes:
        return {"name": attributes["name"], "value": text}
    unit = attributes.get("currency") or attributes.get("unit")
    return f"{text} {unit}" if unit else text
