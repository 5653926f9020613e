"""On which line of a TOML file a key stands; `tomllib` only knows that of syntax errors.

A scan of text that `tomllib` has taken already: it needs to find keys, not to check them. A
path is what leads to a value in the parsed file: ("rules", 2, "when", "acts").
"""

import re
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_KEY_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'", re.S
)
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE = re.compile(r"[^\s,\]\}#]+(?:[ \t]+\d[^\s,\]\}#]*)?")


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of every table, key and list item of a TOML text.

    Args:
        text: As `tomllib.loads` took it.
    """
    scan = _Scan(text)
    scan.document()
    return scan.found


def line_of(found: dict[Path, int], path: Path) -> int:
    """Return the line of `path`, or of the innermost thing around it that has one."""
    for length in range(len(path), 0, -1):
        if (line := found.get(path[:length])) is not None:
            return line
    return 1


@dataclass(slots=True)
class _Scan:
    text: str
    at: int = 0
    found: dict[Path, int] = field(default_factory=dict)
    tables: dict[Path, int] = field(default_factory=dict)
    """How often each [[table]] was opened."""

    def document(self) -> None:
        table: Path = ()
        while True:
            self._skip()
            if self.at >= len(self.text):
                return
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        several = self.text.startswith("[[", self.at)
        line = self._line()
        self.at += 2 if several else 1
        path = self._within(self._key())
        self.at += 2 if several else 1
        if several:
            index = self.tables.get(path, -1) + 1
            self.tables[path] = index
            self.found.setdefault(path, line)
            path = (*path, index)
        self.found[path] = line
        return path

    def _within(self, key: tuple[str, ...]) -> Path:
        """Lead a header's key through the last item of each [[table]] on its way."""
        path: Path = ()
        for depth, part in enumerate(key):
            path = (*path, part)
            if depth < len(key) - 1 and path in self.tables:
                path = (*path, self.tables[path])
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path: Path = table
        for part in self._key():
            path = (*path, part)
            self.found.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip()
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        parts = []
        while match := _KEY_PART.match(self.text, self.at):
            parts.append(next(group for group in match.groups() if group is not None))
            self.at = match.end()
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return tuple(parts)

    def _value(self, path: Path) -> None:
        if match := _STRING.match(self.text, self.at):
            self.at = match.end()
        elif self.text.startswith("[", self.at):
            self._items(path)
        elif self.text.startswith("{", self.at):
            self._inline(path)
        else:
            match = _BARE.match(self.text, self.at)
            self.at = match.end() if match else len(self.text)

    def _items(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._more("]"):
            item = (*path, index)
            self.found[item] = self._line()
            self._value(item)
            index += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._more("}"):
            self._pair(path)

    def _more(self, end: str) -> bool:
        """Step over commas; False behind the end of a list or an inline table."""
        self._skip()
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip()
        if self.at >= len(self.text) or self.text[self.at] == end:
            self.at += 1
            return False
        return True

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1
