"""What can go wrong between the log and its tables.

AnalyticsError(AssistantError)
├── StoreUnusable      the tables cannot be read or written
├── QueryRefused       a question that is no question: it would write, or read files
├── QueryFailed        a question that the store cannot answer, such as of an unknown column
├── FigureRefused      a figure that there is none of, such as an unknown measure
└── ImportRefused      a file that is no log, with the line at which that shows
"""

from assistant.errors import AssistantError


class AnalyticsError(AssistantError):
    """Base of all errors of `assistant.analytics`; the message is one sentence for a user."""


class StoreUnusable(AnalyticsError):
    """The tables cannot be read or written."""


class QueryRefused(AnalyticsError):
    """A question that would write, or read files."""

    exit_code = 2


class QueryFailed(AnalyticsError):
    """A question that the store cannot answer."""

    exit_code = 2


class FigureRefused(AnalyticsError):
    """A figure that there is none of; `param` is what of the request is wrong."""

    exit_code = 2

    def __init__(self, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.param = param


class ImportRefused(AnalyticsError):
    """A file that is no log."""

    exit_code = 2
