"""A file in pieces that can be read apart, each with the number of its first line.

Lines are never cut; nor are rows of a CSV file, in which a text may hold line breaks. What a
compressed file holds is read as it is unpacked. Nothing is written.
"""

import codecs
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from assistant.analytics.errors import ImportRefused

PIECE_BYTES: Final = 16 * 2**20
"""Of one piece: some 10,000 turns; a process needs about ten times that to read it."""
LONGEST_LINE: Final = 16 * 2**20
"""Bytes of a line that is read; a turn has some 3,000."""
_GZIP: Final = b"\x1f\x8b"
_QUOTED: Final = re.compile(rb'(?:^|(?<=[\n,;\t]))(?P<text>"(?:[^"]|"")*"?)')
"""A value in quotes: it begins where a value may."""
_CLOSED: Final = re.compile(rb"[,;\t\r\n]")
"""What may follow its last quote."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file."""

    first_line: int
    """From 1."""
    data: bytes
    too_long: tuple[int, ...] = ()
    """Numbers of lines that were left out, being longer than any record."""


def opened(path: Path) -> IO[bytes]:
    """Open a file to be read, unpacked if it is compressed, without a byte order mark.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(4)
    stream = cast(IO[bytes], gzip.open(path)) if head.startswith(_GZIP) else path.open("rb")  # noqa: SIM115 - the caller closes it
    start = stream.read(4)
    stream.seek(len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0)
    return stream


def line_pieces(stream: IO[bytes], first_line: int = 1) -> Iterator[Piece]:
    """Yield a stream's lines, so many at once as fit into a piece."""
    line, rest = first_line, b""
    while block := stream.read(PIECE_BYTES):
        end = block.rfind(b"\n") + 1
        if not end:
            rest += block
            if len(rest) > LONGEST_LINE:
                _skip_to_end(stream)
                yield Piece(line, b"", (line,))
                line, rest = line + 1, b""
            continue
        data = rest + block[:end]
        rest = block[end:]
        yield Piece(line, data)
        line += data.count(b"\n")
    if rest:
        yield Piece(line, rest)


def _skip_to_end(stream: IO[bytes]) -> None:
    while block := stream.read(PIECE_BYTES):
        at = block.find(b"\n") + 1
        if at:
            stream.seek(at - len(block), 1)
            return


def row_pieces(stream: IO[bytes]) -> Iterator[Piece]:
    """Yield a CSV stream's rows after its first, so many at once as fit into a piece.

    A line break ends a row where the quotes before it are even in number.

    Raises:
        ImportRefused: A quote is never closed: which rows belong to its text nobody can tell.
    """
    line, rest = 1, b""
    before = Piece(line, b"")
    while block := stream.read(PIECE_BYTES):
        data = rest + block
        end = _end_of_rows(data)
        if end:
            before = Piece(line, data[:end])
            yield before
            line += data.count(b"\n", 0, end)
        rest = data[end:]
        if len(rest) > 4 * LONGEST_LINE:
            raise _never_closed(before, rest)
    if rest.count(b'"') % 2:
        raise _never_closed(before, rest)
    if rest:
        yield Piece(line, rest)


def _never_closed(before: Piece, rest: bytes) -> ImportRefused:
    """Return what to say of rows that end inside of a text, by the first that cannot be right.

    That may be in the piece before, where the quotes are even in number by one of a later text.
    """
    data, first_line, at = before.data + rest, before.first_line, 0
    for text in _QUOTED.finditer(data):
        at = text.start("text")
        if not _CLOSED.match(data, text.end()):
            break
    line = first_line + 1 + data.count(b"\n", 0, at)  # below the names
    return ImportRefused(f'The quote (") in its line {line} is never closed; close or remove it.')


def _end_of_rows(data: bytes) -> int:
    end = data.rfind(b"\n") + 1
    while end and data.count(b'"', 0, end) % 2:
        # Inside of a text: back before the quote that opened it.
        quote = data.rfind(b'"', 0, end)
        end = data.rfind(b"\n", 0, quote) + 1 if quote >= 0 else 0
    return end
