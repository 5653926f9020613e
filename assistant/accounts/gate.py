"""What the front doors ask of the accounts: who calls, and whether they may still.

A seam: front doors know this protocol only.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

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

    def caller(self, credential: str | None, address: str | None = None) -> Caller:
        """Return whose key or token it is.

        Args:
            credential: As it was sent, without "Bearer "; None if there was none.
            address: Where it came from, to hold back one who guesses; None is not counted.

        Raises:
            NotAuthenticated: There is none, or it is unknown, revoked or expired.
            LimitReached: It is wrong, as many before it from this address.
            AccountsUnusable: The keys cannot be read.
        """
        ...

    def still(self, caller: Caller) -> None:
        """Raise NotAuthenticated if the caller's key was revoked since it was accepted.

        For sessions that last; `request`, `session` and `audio` ask it themselves. A token or
        key that merely expires does not end what it began.
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
        session: dict[str, Any] | None = None,
    ) -> tuple[str, float]:
        """Make a short-lived token for a browser, good for less than its maker's key.

        With `session` it writes to the disk: call it in a thread then.

        Args:
            caller: Its maker.
            shopper_id: The only shopper that it speaks for.
            session_id: The only session that it is good for.
            lives_s: Until it expires; an open session keeps it alive.
            session: The configuration that sessions begun with it start from, in the shape of
                `session.update`.

        Returns:
            The token, and the wall-clock time (`time.time`) at which it expires.

        Raises:
            NotAllowed: Its maker may not talk or search either, or holds a token itself.
            LimitReached: The key has too many tokens with a configuration already.
            AccountsUnusable: The file of keys cannot be read or written.
        """
        ...

    async def session_config(self, caller: Caller) -> dict[str, Any] | None:
        """Return what the caller's token was made for; None for most tokens and for keys.

        Raises:
            AccountsUnusable: The file of keys cannot be read.
        """
        ...
