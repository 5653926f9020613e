"""Reading the segments of the intent log back: whole records only, oldest day first.

A record of an older schema is read with the fields that it lacks at their defaults, which say "not
known". One of a newer schema is read as far as it is known, its other fields kept beside. A line
that is neither, or that a crash cut short, is skipped and counted, and stays where it is.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from assistant.events.event import Event
from assistant.intent_log.segments import opened, set_aside_in
from assistant.turn_record import TurnRecord

_TURN: Final = b'{"schema":"aisle.turn/'
_EVENT: Final = b'{"schema":"aisle.event/'
NO_SCHEMA: Final = "none"
_NAMED: Final = 60
"""Characters of a foreign schema's name that are told."""


@dataclass(slots=True)
class Unread:
    """What of a log could not be read."""

    torn: int = 0
    """Lines that are no whole JSON object, as a crash leaves them."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Whole records of kinds that this version does not know, by their schema."""

    def sentence(self, folder: Path) -> str | None:
        """Return what to tell a user of it; None where everything was read."""
        told = []
        if total := sum(self.unknown.values()):
            names = ", ".join(sorted(self.unknown))
            told.append(
                f"{total} records of kinds that this version does not know ({names}) stay in "
                f"{folder}; a newer version of Aisle may read them"
            )
        if self.torn:
            told.append(f"{self.torn} lines in {folder} were cut short by a crash and are skipped")
        return "; ".join(told) + "." if told else None


def read_log(folder: Path) -> Iterator[TurnRecord]:
    """Yield every whole turn of the segments in `folder`, oldest day first."""
    for record in read_records(folder):
        if isinstance(record, TurnRecord):
            yield record


def read_records(folder: Path, unread: Unread | None = None) -> Iterator[TurnRecord | Event]:
    """Yield every whole record of the segments in `folder`, oldest day first.

    Args:
        folder: The log's; nothing is read where there is none.
        unread: Counts what is skipped.
    """
    for line in lines_of(folder):
        record = record_of_line(line, unread)
        if record is not None:
            yield record


def unknown_records(folder: Path) -> Unread:
    """Count the records that were set aside since no version so far could read them."""
    unread = Unread()
    for path in set_aside_in(folder):
        with path.open("rb") as lines:
            for line in lines:
                record_of_line(line, unread)
    return unread


def lines_of(folder: Path) -> Iterator[bytes]:
    """Yield every line of the segments in `folder`, oldest day first, none twice or missed.

    All segments are opened at the first one, so that those which become tables meanwhile are read.
    """
    descriptors = [descriptor for _, descriptor in opened(folder)]
    try:
        while descriptors:
            with os.fdopen(descriptors.pop(0), "rb") as lines:
                yield from lines
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def record_of_line(line: bytes, unread: Unread | None = None) -> TurnRecord | Event | None:
    """Return the record of one line; None, and counted, where it is none that is known."""
    try:
        if line.startswith(_TURN):
            return TurnRecord.model_validate_json(line)
        if line.startswith(_EVENT):
            return Event.model_validate_json(line)
    except ValidationError:
        pass
    return _of_other_form(line, unread)


def _of_other_form(line: bytes, unread: Unread | None) -> TurnRecord | Event | None:
    """Read a line that another program wrote, or find out what it is."""
    if not line.strip(b"\0\r\n\t "):
        return None  # closes a torn line, or a power loss left it
    try:
        data = json.loads(line)
    except ValueError:  # UnicodeDecodeError is one
        data = None
    except RecursionError:
        data = None
    if not isinstance(data, dict):
        if unread is not None:
            unread.torn += 1
        return None
    # Half of a surrogate pair is text to Python alone: no terminal shows it.
    schema = str(data.get("schema", NO_SCHEMA)).encode("utf-8", "replace").decode()
    try:
        if schema.startswith("aisle.event/"):
            return Event.model_validate(data)
        if schema.startswith("aisle.turn/"):
            return TurnRecord.model_validate(data)
    except ValidationError:
        pass
    if unread is not None:
        unread.unknown[schema[:_NAMED]] += 1
    return None
