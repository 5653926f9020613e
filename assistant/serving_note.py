"""Who serves the index of this home: a small file beside it, for other processes to find.

Only one process may have an embedded index open. A second one that finds it locked reads
here where to ask instead.
"""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import last_in_line
from assistant.config import Settings

NAME = "serving.json"
_PRIVATE = 0o600


class ServingNote(BaseModel):
    """One process that serves."""

    model_config = ConfigDict(frozen=True)

    url: str
    pid: int
    host: str
    """Name of its machine: a home may be on a disk that several share."""
    token: str | None = None
    """Of the operator at this machine: whoever may read this file may call."""

    @property
    def is_stale(self) -> bool:
        """Whether the process has ended without removing its note."""
        if self.host != platform.node():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def read_note(settings: Settings) -> ServingNote | None:
    """Return who serves the index; None if nobody does, or the note is stale."""
    try:
        note = ServingNote.model_validate_json(_path(settings).read_bytes())
    except (OSError, ValidationError):
        return None
    return None if note.is_stale else note


def yield_to_speech(settings: Settings) -> None:
    """Have this process go after all else, where a server over this home runs beside it."""
    note = read_note(settings)
    if note is not None and note.host == platform.node() and note.pid != os.getpid():
        last_in_line.give_way(note.pid)


@contextmanager
def left_note(settings: Settings, url: str, token: str | None = None) -> Iterator[None]:
    """Leave a note that this process serves at `url` while the block runs."""
    path = _path(settings)
    note = ServingNote(url=url, pid=os.getpid(), host=platform.node(), token=token)
    fresh = path.with_suffix(".new")
    with suppress(OSError):  # serving matters more than being found
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "w") as file:
            file.write(json.dumps(note.model_dump()))
        fresh.replace(path)
    try:
        yield
    finally:
        left = read_note(settings)
        if left is not None and left.pid == note.pid:
            with suppress(OSError):
                path.unlink()


def _path(settings: Settings) -> Path:
    return settings.home / NAME
