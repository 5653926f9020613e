"""Counts the seconds that a session hears and speaks, and says when the key has none left."""

from collections.abc import Callable

from assistant.accounts.caller import Caller
from assistant.accounts.errors import LimitReached, NotAuthenticated
from assistant.accounts.gate import Gate

COUNTED_S = 2.0
"""Seconds are counted in lumps: a frame has 20 ms, and a count may cost a write."""


class SoundMeter:
    """One session's seconds of sound.

    Args:
        gate: Counts.
        caller: Whose they are.
        on_limit: Told once, when there is no more.
    """

    def __init__(
        self, gate: Gate, caller: Caller, on_limit: Callable[[LimitReached], None]
    ) -> None:
        self._gate = gate
        self._caller = caller
        self._on_limit = on_limit
        self._open_s = 0.0
        self._is_over = False

    def add(self, seconds: float) -> None:
        """Count sound that was heard or spoken."""
        self._open_s += seconds
        if self._open_s >= COUNTED_S:
            self.settle()

    def settle(self) -> None:
        """Count what was not counted yet."""
        seconds, self._open_s = self._open_s, 0.0
        if not seconds or self._is_over:
            return
        try:
            self._gate.audio(self._caller, seconds)
        except LimitReached as error:
            self._is_over = True
            self._on_limit(error)
        except NotAuthenticated:  # revoked: the connection's watch ends the session
            self._is_over = True
