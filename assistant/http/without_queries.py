"""The access log with the addresses' own words only: the rest may be what a shopper said, or is.

What stands behind the ? of an address goes, and every part of its path that is not a word of one of
the server's routes: ids of sessions and shoppers, a board's name, whatever somebody tried.
"""

import logging
from collections.abc import Iterable

from starlette.routing import BaseRoute

_LOGGERS = ("uvicorn.access", "uvicorn.error")
"""The second tells of WebSockets."""
_HIDDEN = "*"

_words: set[str] = {""}
"""Parts of the routes' paths; nothing is known before there is an application."""


class WithoutQueries(logging.Filter):
    """Leaves of every address in a record's arguments what routes are made of."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                _shown(argument) if isinstance(argument, str) else argument
                for argument in record.args
            )
        return True


def _shown(argument: str) -> str:
    argument = argument.partition("?")[0]
    if not argument.startswith("/"):
        return argument
    parts = [part if part in _words else _HIDDEN for part in argument.split("/")]
    return "/".join(parts)


def know(routes: Iterable[BaseRoute]) -> None:
    """Let the log show the words that these routes' paths are made of."""
    for route in routes:
        path = getattr(route, "path", "")
        _words.update(part for part in str(path).split("/") if "{" not in part)


def hide_queries() -> None:
    """Let uvicorn's log lines show of each address what the routes are made of."""
    for name in _LOGGERS:
        log = logging.getLogger(name)
        if not any(isinstance(known, WithoutQueries) for known in log.filters):
            log.addFilter(WithoutQueries())
