"""A window over a JSON file that moves from value to value."""

import codecs
import re
from typing import BinaryIO

from retrieval.feeds.json_text import DECODER, MAX_RECORD
from retrieval.feeds.record import Value
from retrieval.feeds.source import CHUNK_BYTES

_EXCERPT = 320
_MAX_INDENT = 200
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(r'["{}\[\],]')
_IN_TEXT = re.compile(r'["\\\n]')
_CLOSES = {"{": "}", "[": "]"}


class Window:
    """The part of a file that is decoded now."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        self._ended = False
        self._text = ""
        self._at = 0
        self.line = 1
        """Of the next character."""
        self._indent: str | None = None
        """What stands before the next character in its line; None if that is more than space."""

    def peek(self) -> str:
        """Return the next character that is no space, without taking it; "" at the end."""
        space = ""
        while True:
            found = _SPACE.match(self._text, self._at)
            space += found[0][-_MAX_INDENT:] if found else ""
            self._move(found.end() if found else self._at)
            if self._at < len(self._text) or not self._more():
                if space:
                    _, broken, indent = space.rpartition("\n")
                    self._indent = indent if broken else None
                return self._text[self._at : self._at + 1]

    def take(self) -> None:
        """Go past the next character."""
        self.go(self._at + 1)

    def ahead(self) -> str:
        """Return what comes next, for an excerpt."""
        return self._text[self._at : self._at + _EXCERPT]

    def decode(self) -> tuple[str, Value, int]:
        """Decode the next value without taking it.

        Returns:
            Its text, the value, and where it ends, for `go`.

        Raises:
            ValueError, RecursionError: it is malformed or longer than `MAX_RECORD`.
        """
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
                # A number at the edge of the window may go on after it.
                if end < len(self._text) or not self._more():
                    return self._text[self._at : end], value, end
            except (ValueError, RecursionError):
                if len(self._text) - self._at > MAX_RECORD or not self._more():
                    raise

    def go(self, end: int) -> None:
        """Go to where a decoded value ends."""
        self._indent = None
        self._move(end)

    def skip(self) -> int | None:
        """Go past the next value without decoding it.

        Returns:
            Its length in characters; None if its end cannot be told.
        """
        return self._skip_lines() or self._skip_brackets()

    def _skip_lines(self) -> int | None:
        """Go to the line in which the next object of the list begins, or the list ends.

        Where each object begins a line, at the same indentation, that line is a surer sign
        than brackets, which a quotation mark too few turns inside out.
        """
        if self._indent is None:
            return None
        inner = re.escape(self._indent)
        following = re.compile(rf"\n(?:{inner}(?=\{{)|[ \t]{{0,{len(self._indent)}}}(?=\]))")
        while not (found := following.search(self._text, self._at)):
            if len(self._text) - self._at > MAX_RECORD or not self._more():
                return None
        length = found.end() - self._at
        self._move(found.end())
        return length

    def _skip_brackets(self) -> int | None:
        """Go past the next value by its brackets alone."""
        length, closing, in_text = 0, [""], False
        while True:
            found = (_IN_TEXT if in_text else _TOKEN).search(self._text, self._at)
            if found is None or (found[0] == "\\" and found.end() == len(self._text)):
                stop = found.start() if found else len(self._text)
                length += stop - self._at
                self._move(stop)
                if not self._more():
                    return None
                continue
            token, end = found[0], found.end()
            if in_text:
                # No JSON text holds a line break: there its closing quote is what is missing.
                in_text = token == "\\"
                end += in_text
            elif token == '"':
                in_text = True
            elif token in _CLOSES:
                closing.append(_CLOSES[token])
            elif len(closing) == 1:
                # A number or a word has no end of its own.
                stop = found.start()
                length += stop - self._at
                self._move(stop)
                return length
            elif token != "," and token != closing.pop():
                return None
            length += end - self._at
            self._move(end)
            if len(closing) == 1 and not in_text and token != "\n":
                return length

    def _move(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _more(self) -> bool:
        """Add what the file has next; False at its end."""
        if self._ended:
            return False
        chunk = self._stream.read(CHUNK_BYTES)
        self._ended = not chunk
        added = self._decoder.decode(chunk, final=self._ended)
        self._text = self._text[self._at :] + added
        self._at = 0
        return bool(added) or not self._ended
