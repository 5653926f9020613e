"""How much load, and on which server."""

from dataclasses import dataclass

from assistant.errors import UsageError

MOST = 256
"""Conversations; more is no bench of one machine."""


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What `aisle bench load` was asked for.

    Raises:
        UsageError: It cannot be done; the message says why.
    """

    conversations: int = 4
    """At once."""
    minutes: float = 2.0
    """For which new questions are asked."""
    idle: int = 50
    """Sessions that are opened and left alone, for their memory; 0 for none."""
    together: bool = False
    """Whether all ask at the same moment, which chance seldom does."""
    url: str | None = None
    """Of a server that runs already, "http://host:port"; one is started where it is None."""
    key: str | None = None
    """For that server."""

    def __post_init__(self) -> None:
        if not 1 <= self.conversations <= MOST:
            raise UsageError(f"--conversations is a number from 1 to {MOST}.")
        if self.minutes <= 0:
            raise UsageError("--minutes is more than 0.")
        if not 0 <= self.idle <= MOST:
            raise UsageError(f"--idle is a number from 0 to {MOST}.")
        if (self.url is None) != (self.key is None):
            raise UsageError("--url and --key are given together, or neither.")
