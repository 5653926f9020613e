"""The access log without what stands behind the ? of an address: it may be what a shopper said."""

import logging

_LOGGERS = ("uvicorn.access", "uvicorn.error")
"""The second tells of WebSockets."""


class WithoutQueries(logging.Filter):
    """Cuts every argument of a record at its first "?"."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                argument.partition("?")[0] if isinstance(argument, str) else argument
                for argument in record.args
            )
        return True


def hide_queries() -> None:
    """Let uvicorn's log lines end each address before its query."""
    for name in _LOGGERS:
        log = logging.getLogger(name)
        if not any(isinstance(known, WithoutQueries) for known in log.filters):
            log.addFilter(WithoutQueries())
