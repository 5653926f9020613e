"""What the front doors ask of the accounts: who calls, and whether they may still.

A seam: front doors know this protocol only.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from assistant.accounts.caller import Caller, Scope


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of one limit, as the Realtime protocol's rate limits tell it."""

    name: str
    """"requests", "sessions" or "audio_seconds"."""
    limit: int
    remaining: float
    reset_s: float
    """Until all of it is there again."""


class Gate(Protocol):
    """Admits callers and counts what they use. Quick: nothing here blocks the event loop."""

    def caller(self, credential: str | None) -> Caller:
        """Return whose key or token it is.

        Args:
            credential: As it was sent, without "Bearer "; None if there was none.

        Raises:
            NotAuthenticated: There is none, or it is unknown, revoked or expired.
            AccountsUnusable: The keys cannot be read.
        """
        ...

    def allow(self, caller: Caller, scope: Scope) -> None:
        """Raise NotAllowed if the caller lacks a scope."""
        ...

    def request(self, caller: Caller) -> None:
        """Count one request.

        Raises:
            LimitReached: There were too many in the last minute.
        """
        ...

    def session(self, caller: Caller) -> AbstractContextManager[None]:
        """Return the use of one Realtime session, given back at the end of the block.

        Raises:
            LimitReached: The key, or the process, has as many as it may.
        """
        ...

    def audio(self, caller: Caller, seconds: float) -> None:
        """Count sound that was heard or spoken.

        Raises:
            LimitReached: There was too much in the last hour; nothing was counted.
        """
        ...

    def allowances(self, caller: Caller) -> tuple[Allowance, ...]:
        """Return what is left of each limit."""
        ...

    def token(
        self,
        caller: Caller,
        *,
        shopper_id: str | None,
        session_id: str | None,
        lives_s: float,
    ) -> tuple[str, float]:
        """Make a short-lived token for a browser, good for less than its maker's key.

        Returns:
            The token, and the wall-clock time (`time.time`) at which it expires.
        """
        ...
