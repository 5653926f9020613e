"""Taking the records of sessions and of shoppers out of the log's segments, for good.

What is appended meanwhile does not wait: live segments are sealed first, in a moment, and what is
sealed is written anew. The `taking` lock keeps the tables' builder away from start to end, so that
no record that is being erased is on its way to the tables.
"""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from assistant.intent_log.locks import PRIVATE, taking, writing
from assistant.intent_log.marks import Marks
from assistant.intent_log.segments import live, seal, segments, sync_folder

_NEW: Final = ".new-"
"""Begins the name of a segment that is being written anew."""

Forget = Callable[[Collection[str], Collection[str]], int]
"""Takes out what waits in memory, of sessions and of shoppers; says how many records."""


def erase_records(folder: Path, marks: Marks, forget: Forget) -> int:
    """Erase all records of sessions and of shoppers; on disk when it returns.

    Args:
        folder: The log's.
        marks: Whose.
        forget: Called while nothing is being written.

    Returns:
        How many records there were, torn ones too.

    Raises:
        OSError: A segment could not be written anew; it is as it was.
    """
    with taking(folder):
        for left in folder.glob(f"{_NEW}*"):
            left.unlink(missing_ok=True)
        with writing(folder):
            erased = forget(marks.sessions, marks.clients)
        if any(_holds(path, marks) for path in live(folder)):
            seal(folder)
        meant = [p for p in segments(folder) if not p.name.startswith("log-") and _holds(p, marks)]
        erased += sum(_written_anew(path, marks) for path in meant)
        sync_folder(folder)
    return erased


def _written_anew(path: Path, marks: Marks) -> int:
    """Write a segment without their records; return how many those were."""
    erased = 0
    new = path.with_name(f"{_NEW}{path.name}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    with open(descriptor, "wb") as kept, path.open("rb") as lines:  # noqa: PTH123
        for line in lines:
            if marks.are_of(line):
                erased += 1
            else:
                kept.write(line)
        kept.flush()
        os.fsync(kept.fileno())
        is_empty = kept.tell() == 0
    if not erased:
        new.unlink()
    elif is_empty:
        path.unlink()
        new.unlink()
    else:
        new.replace(path)
    return erased


def _holds(path: Path, marks: Marks) -> bool:
    with path.open("rb") as lines:
        return any(marks.may_be_in(line) for line in lines)
