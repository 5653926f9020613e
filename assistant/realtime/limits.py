"""How fast and how long one connection may be used."""

from collections.abc import Callable
from typing import Final

MAX_SESSION_S: Final = 3600.0
"""OpenAI's; a client that goes on connects again with its session_id."""
IDLE_S: Final = 900.0
"""Without any event of the client. An open microphone sends all the time; a page that was
left behind holds 15 MB."""
UNREAD_S: Final = 10.0
"""One write that takes so long: the client has not read 64 KiB, a second of sound."""
EVENTS_PER_S: Final = 500
"""Ten times a microphone's 20 ms appends; at 60 us each 3 % of a core."""
EVENTS_AT_ONCE: Final = 2_000
"""40 s of 20 ms appends, which a client may send as fast as it can."""
BYTES_PER_S: Final = 2 * 2**20
"""30 times real time as base64 PCM."""
BYTES_AT_ONCE: Final = 20 * 2**20
"""One message of the largest size, and then some."""
FLOOD_S: Final = 15.0
"""Time spent in waiting for the budget, without half of it ever having been there again,
after which a flood is no burst. A minute of 20 ms appends at once waits 2 s."""

_OVERSLEPT_S: Final = 0.02
"""So much more than was asked for counts as waited: without it a flood on a busy machine ran
for 40 s, until its client's pongs came too late."""


class Budget:
    """Events and bytes that a connection may send, refilled all the time.

    Args:
        clock: Monotonic clock in s.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = clock()
        self._events = float(EVENTS_AT_ONCE)
        self._bytes = float(BYTES_AT_ONCE)
        self._wait_s = 0.0
        self._waited_s = 0.0

    @property
    def waited_s(self) -> float:
        """How long the client was held up since the budget was last half full."""
        return self._waited_s

    @property
    def is_flood(self) -> bool:
        """Whether the client was held up for so long that it is to be closed."""
        return self._waited_s >= FLOOD_S

    def spend(self, size: int) -> float:
        """Take one event of `size` bytes; return how long to wait before the next, in s."""
        now = self._clock()
        passed_s, self._at = now - self._at, now
        self._events = min(EVENTS_AT_ONCE, self._events + passed_s * EVENTS_PER_S) - 1
        self._bytes = min(BYTES_AT_ONCE, self._bytes + passed_s * BYTES_PER_S) - size
        if self._wait_s:  # who waits 2 ms on a busy machine waits 4
            self._waited_s += min(max(0.0, passed_s - self._wait_s), _OVERSLEPT_S)
        if self._events > EVENTS_AT_ONCE / 2 and self._bytes > BYTES_AT_ONCE / 2:
            self._waited_s = 0.0
        self._wait_s = max(-self._events / EVENTS_PER_S, -self._bytes / BYTES_PER_S, 0.0)
        self._waited_s += self._wait_s
        return self._wait_s
