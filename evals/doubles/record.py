"""What a double saw of one request and did about it."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from agents.models.usage import Usage
from evals.doubles.asked import Asked
from evals.doubles.script import Script

_REDACTED = frozenset({"authorization", "x-api-key", "api-key", "cookie", "proxy-authorization"})


@dataclass(slots=True)
class RequestRecord:
    """One request; times are seconds from its last byte, None where it did not come to that."""

    asked: Asked
    connection: int
    """Of the server's connections, from 0: the same one twice is a connection that was kept."""
    asked_at: float
    """On the event loop's clock."""
    script: Script | None = None
    status: int | None = None
    headers_s: float | None = None
    first_content_s: float | None = None
    last_byte_s: float | None = None
    disconnected_s: float | None = None
    """When the client went before the answer was over."""
    sent: str = ""
    """The text that was sent."""
    usage: Usage = field(default_factory=Usage)
    """What the provider bills: all of it, or as far as the answer came."""
    said: list[dict[str, Any]] = field(default_factory=list)
    """The usage objects that were sent, as they were sent."""
    finished: bool = False
    """Whether the answer was sent whole, to its last event."""
    done: bool = False
    """Whether nothing more will happen to it."""

    def as_json(self) -> dict[str, Any]:
        """Return the record for a shell."""
        plain = dataclasses.asdict(self)
        del plain["script"]
        return plain


def redacted(headers: dict[str, str]) -> dict[str, str]:
    """Return headers without what opens doors."""
    return {name: "***" if name in _REDACTED else value for name, value in headers.items()}
