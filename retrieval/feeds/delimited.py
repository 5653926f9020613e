"""Rows of cells under a header: CSV and TSV, of any shop and any spreadsheet.

The standard parser splits the cells. Around it: which delimiter, which character set,
where a record begins, and going on after a quotation mark that is never closed.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from retrieval.feeds.json_text import MAX_RECORD, excerpt
from retrieval.feeds.record import Record, Refused, Value
from retrieval.feeds.source import Source

DELIMITERS = ",\t;|"
"""In the order in which a tie is settled."""

_SEPARATOR = "sep="
"""A first line that spreadsheets write: "sep=;"."""

_SAMPLE_ROWS = 50
_ALIKE = 0.6
"""Share of the first rows that have as many cells as the header, for a delimiter to be one."""


def delimiter_of(head: str) -> str | None:
    """Guess what separates the cells of a file that begins with `head`; None if nothing does."""
    if head[:4].lower() == _SEPARATOR and len(head) > 4:
        return head[4]
    best: tuple[float, int] = (_ALIKE, 1)
    delimiter = None
    for candidate in DELIMITERS:
        rows = _sample(head, candidate)
        if not rows or len(rows[0]) < 2:
            continue
        width = len(rows[0])
        alike = sum(len(row) == width for row in rows) / len(rows)
        if (alike, width) > best:
            best, delimiter = (alike, width), candidate
    return delimiter


def delimiter_of_header(head: str) -> str | None:
    """Guess by the first row alone, for a file whose rows are damaged but whose name is clear."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    counted = max(DELIMITERS, key=first.count)
    return counted if counted in first else None


def header_of(head: str, delimiter: str) -> tuple[str, ...]:
    """Return the names in the first row of a file that begins with `head`."""
    rows = _sample(_without_separator(head), delimiter)
    return tuple(name.strip() for name in rows[0]) if rows else ()


def _without_separator(head: str) -> str:
    return head.partition("\n")[2] if head[:4].lower() == _SEPARATOR else head


def _sample(head: str, delimiter: str) -> list[list[str]]:
    """Return the first rows; the last line may be cut and is left out where there are others."""
    lines = head.splitlines(keepends=True)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines[:-1] or lines, delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    return rows


def read_delimited(source: Source, delimiter: str) -> Iterator[Record | Refused]:
    """Yield the rows of `source` under the names of its first row.

    Empty cells are "". Cells under one name that occurs several times are a list of those
    that are filled. Cells under no name are left out, and so are rows without any content.
    """
    with source.open() as stream:
        rows = _Rows(source, stream, delimiter)
        header: _Header | None = None
        for line, cells in rows:
            if isinstance(cells, Refused):
                yield cells
            elif header is None:
                header = _Header(cells)
                rows.width = header.width
            elif len(cells) == header.width:
                if any(cells):
                    yield Record(line, header.values(cells))
            elif len(cells) > header.width and not any(cells[header.width :]):
                if any(cells):
                    yield Record(line, header.values(cells[: header.width]))
            elif any(cells):
                reason = f"has {len(cells)} cells where the header has {header.width}"
                yield Refused(line, None, reason, excerpt(delimiter.join(cells)))


class _Header:
    """The names of the columns, and rows as mappings from them."""

    def __init__(self, cells: Sequence[str]) -> None:
        self.width = len(cells)
        self._names = [cell.strip() for cell in cells]
        self._plain = all(self._names) and len(set(self._names)) == self.width
        self._several = {name for name in self._names if self._names.count(name) > 1}

    def values(self, cells: Sequence[str]) -> dict[str, Value]:
        if self._plain:
            return dict(zip(self._names, cells, strict=True))
        values: dict[str, Value] = {}
        lists: dict[str, list[Value]] = {name: [] for name in self._several}
        for name, cell in zip(self._names, cells, strict=True):
            if name in lists:
                values[name] = lists[name]
                if cell:
                    lists[name].append(cell)
            else:
                values[name] = cell
        values.pop("", None)
        return values


class _Rows:
    """The rows of a file, each with the line in which it begins."""

    def __init__(self, source: Source, stream: BinaryIO, delimiter: str) -> None:
        self._source = source
        self._text = io.TextIOWrapper(
            stream, encoding="utf-8", errors="surrogateescape", newline=""
        )
        self._delimiter = delimiter
        self._pushed: deque[str] = deque()
        self._used: list[str] = []
        """Lines of the row that is being read."""
        self._length = 0
        self._odd = False
        """Whether these lines hold more than plain ASCII."""
        self._line = 0
        self._charset: str | None = None
        """Settled by the first line that is not ASCII."""
        self.width = 0
        """Cells of the header; 0 until it is known."""

    def __iter__(self) -> Iterator[tuple[int, list[str] | Refused]]:
        reader = csv.reader(_Lines(self), delimiter=self._delimiter, strict=True)
        used = self._used
        while True:
            self._line += len(used)
            used.clear()
            self._length, self._odd = 0, False
            line = self._line + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, self._unquoted(line, error)
                continue
            if not cells or (line == 1 and cells[0][:4].lower() == _SEPARATOR and len(cells) < 3):
                continue
            yield line, self._decoded(line, cells) if self._odd else cells

    def next_line(self) -> str:
        """Return the next line for the parser.

        Raises:
            csv.Error: the row is longer than any product.
            StopIteration: the file ends.
        """
        line = self._pushed.popleft() if self._pushed else self._text.readline(MAX_RECORD + 1)
        if not line:
            raise StopIteration
        self._used.append(line)
        self._length += len(line)
        if self._length > MAX_RECORD:
            raise csv.Error(f"is longer than {MAX_RECORD:,} bytes")
        if not line.isascii() or "\0" in line:
            self._odd = True
        return line

    def _unquoted(self, line: int, error: csv.Error) -> list[str] | Refused:
        """Read the first line of a row again without quotation marks, and give back the others."""
        first = self._used[0]
        if len(first) > MAX_RECORD:
            self._skip_line(self._used[-1])
            return Refused(line, None, str(error), excerpt(first))
        self._pushed.extendleft(reversed(self._used[1:]))
        del self._used[1:]
        cells = first.rstrip("\r\n").split(self._delimiter)
        if len(cells) == self.width:
            self._odd = not first.isascii() or "\0" in first
            return self._decoded(line, cells) if self._odd else cells
        reason = "has a quotation mark that is not closed, or one inside a quoted cell"
        return Refused(line, None, reason, excerpt(first))

    def _skip_line(self, part: str) -> None:
        """Go to the end of a line that was cut."""
        while part and not part.endswith(("\n", "\r")):
            part = self._text.readline(MAX_RECORD)

    def _decoded(self, line: int, cells: list[str]) -> list[str] | Refused:
        """Settle the character set of a row that is not plain ASCII."""
        text = self._delimiter.join(cells)
        if "\0" in text:
            return Refused(line, None, "holds a zero byte", excerpt(text.replace("\0", "")))
        if text.isascii():
            return cells
        try:
            text.encode()
        except UnicodeEncodeError as error:
            if self._charset == "utf-8":
                at = len(text[: error.start].encode()) + 1
                return Refused(line, None, f"is not valid UTF-8 at byte {at}", excerpt(text))
            if self._charset is None:
                self._charset = "cp1252"
                self._source.notice(
                    f"The feed is not UTF-8 and is read as Windows-1252 from line {line} on."
                )
        if self._charset is None:
            self._charset = "utf-8"
        if self._charset == "utf-8":
            return cells
        try:
            return [_western(cell) for cell in cells]
        except UnicodeDecodeError:
            return Refused(line, None, "is neither UTF-8 nor Windows-1252", excerpt(text))


def _western(cell: str) -> str:
    return cell.encode("utf-8", errors="surrogateescape").decode("cp1252")


class _Lines:
    """What the parser iterates over; it goes on after an error, as a generator would not."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._rows.next_line()
