"""Writing what a command is to leave in a file: all of it, or nothing new."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.errors import UsageError

PRIVATE: Final = 0o600
PUBLIC: Final = 0o666
"""Less what the user's mask takes away."""


def write_out(out: Path, content: bytes, mode: int = PRIVATE) -> None:
    """Write a file whole; where that cannot be, what was there is as it was.

    Args:
        out: Its path; what is there already is replaced, a pipe or a device written to.
        content: The whole of it.
        mode: Who may read it.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(content)
        else:
            _replace(out.resolve(), content, mode)
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}); name another.") from error


def _replace(out: Path, content: bytes, mode: int) -> None:
    new = out.with_name(f".{uuid4().hex}.new")
    try:
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        new.replace(out)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
