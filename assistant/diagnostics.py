"""What the process says on standard error of how it goes: never what anybody said.

Messages of our own are static texts with fields. Errors are not: one of a library quotes what it
could not read, a validator shows its input, and a cause behind a cause may do so too. So errors are
told by their types and by where they happened, without their messages.
"""

import logging
import threading
import traceback
from types import TracebackType
from typing import Final

_FORMAT: Final = "%(levelname)s %(name)s %(message)s"
_QUIET_LIBRARIES: Final = (
    *("aiosqlite", "httpcore", "httpcore2", "httpx", "httpx2", "mcp", "psycopg", "openai"),
    *("anthropic", "websockets", "multipart", "python_multipart", "livekit", "asyncio"),
)
"""At DEBUG these write what they store and send, the shopper's words and headers included."""
_DEEPEST: Final = 8
"""Errors behind an error that are told."""

_ErrorInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

_log = logging.getLogger("aisle.threads")


class WithoutContent(logging.Formatter):
    """Tells errors by type and place."""

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802 - logging's name
        """Return where an error happened, and each one that it came from."""
        return "\n".join(told_of(ei[1]))


def told_of(error: BaseException | None) -> list[str]:
    """Return an error's type with the places that it came through, and those behind it."""
    told: list[str] = []
    while error is not None and len(told) < _DEEPEST:
        frames = traceback.extract_tb(error.__traceback__)
        places = " < ".join(f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames))
        told.append(f"{type(error).__module__}.{type(error).__name__} at {places or 'nowhere'}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told


def begin(level: str) -> None:
    """Write the process's log to standard error from now on; does nothing when it is already.

    Args:
        level: As of `Settings.log_level`.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutContent(_FORMAT))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    for library in _QUIET_LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))
    threading.excepthook = _of_thread


def _of_thread(given: threading.ExceptHookArgs) -> None:
    if given.exc_value is not None:
        _log.error("a thread failed", exc_info=given.exc_value)
