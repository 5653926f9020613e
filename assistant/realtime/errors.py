"""What a client of the Realtime protocol did wrong; the session goes on.

    EventRefused(Refused)    an event that cannot be done
    ├── EventUnreadable      no JSON, no known type, or a bad field
    └── BadAudio             no base64, no whole number of samples, or an unknown format

Each becomes an `error` event that quotes the client's event_id; over HTTP, where the same
configuration can be sent, an error with its status.
"""

from assistant.http.refused import Refused


class EventRefused(Refused):
    """An event that cannot be done; arguments as of `Refused`."""


class EventUnreadable(EventRefused):
    """No JSON, no known type, or a bad field.

    Args:
        message: One sentence that says what to do.
        code: A name for programs, OpenAI's where it has one.
        param: The field at fault.
        event_id: The client's, where it could be read.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "invalid_value",
        param: str | None = None,
        event_id: str | None = None,
    ) -> None:
        super().__init__(message, code=code, param=param)
        self.event_id = event_id


class BadAudio(EventRefused):
    """No base64, no whole number of samples, or an unknown format."""
