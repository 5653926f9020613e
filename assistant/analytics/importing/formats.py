"""What a file is, by what is in it and not by its name."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing.needs import NEEDS
from assistant.analytics.importing.pieces import opened

_HEAD: Final = 256 * 1024
_DELIMITERS: Final = (",", ";", "\t")
"""Spreadsheets write semicolons where a comma stands in numbers."""
_KNOWN: Final = frozenset({b"query_id", b"action_name", b"user_query", b"event_id"})
_HEADS_MOST: Final = 20
"""Names of columns that a refusal repeats."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Format(StrEnum):
    """How a file is read."""

    LINES = "JSON lines"
    ARRAY = "a JSON array"
    PARQUET = "Parquet"
    CSV = "CSV"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be imported."""

    path: Path
    format: Format
    delimiter: str = ","
    """Between the values of a CSV file's rows."""


def source_of(path: Path) -> Source:
    """Return what a file is.

    Raises:
        ImportRefused: It is missing, empty, or no log in any form that is known.
    """
    try:
        if path.is_dir():
            raise ImportRefused(f"{path} is a folder; name the files in it.")
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1":
            return Source(path, Format.PARQUET)
        with opened(path) as stream:
            head = stream.read(_HEAD)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        raise ImportRefused(f"{path} cannot be read ({reason}).") from error
    if not head.strip():
        raise ImportRefused(f"{path} is empty.")
    if head.startswith(_UTF16):
        raise ImportRefused(f"{path} is written in UTF-16; save it as UTF-8.")
    stripped = head.lstrip()
    if stripped.startswith(b"["):
        return Source(path, Format.ARRAY)
    first = [line for line in head.split(b"\n")[:200] if line.strip()]
    if any(_is_object(line) for line in first):
        return Source(path, Format.LINES)
    delimiter = _delimiter_of(first[0])
    if b"\0" not in head and delimiter is not None:
        return Source(path, Format.CSV, delimiter)
    raise ImportRefused(
        f"{path} is no log: its first line is neither a JSON record nor the names of a log's "
        f"columns, and it is no Parquet file. {NEEDS}{_heads(first[0])}."
    )


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode(errors="replace")), dict)
    except ValueError:
        return False
    except RecursionError:  # it is JSON, and nothing else in that line is looked at here
        return line.lstrip().startswith(b"{")


def _heads(line: bytes) -> str:
    """Return what a first line names instead, where it looks like the names of columns."""
    for delimiter in _DELIMITERS:
        names = [name.strip('" \r') for name in line.decode(errors="replace").split(delimiter)]
        if 1 < len(names) <= _HEADS_MOST and all(
            0 < len(n) <= 40 and n.isprintable() for n in names
        ):
            return f"; this one names {', '.join(names)}"
    return ""


def _delimiter_of(line: bytes) -> str | None:
    """Return what stands between the names of a log's columns; None where there are none."""
    for delimiter in _DELIMITERS:
        names = {name.strip(b'" \r').lower() for name in line.split(delimiter.encode())}
        if len(names) > 1 and names & _KNOWN:
            return delimiter
    return None
