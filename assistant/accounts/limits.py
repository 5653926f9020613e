"""Counting what is used: requests by a token bucket, sound over a sliding hour.

In memory, for one process: several processes behind one address each allow as much. Nothing
here is safe for threads; the event loop is the only one that counts.
"""

from collections import deque

MINUTE_S = 60.0
HOUR_S = 3600.0
SLOT_S = 15.0
"""What sound is counted by: 241 numbers a key at most. A slot counts until its last instant is
an hour old, so that no hour holds more than the limit; up to one slot less is allowed."""
_ROUNDING = 1e-6
"""Of requests and of seconds: who waits exactly as long as told is let in."""


class Bucket:
    """So many requests a minute, all of them at once if need be, then as they come back.

    No span of t seconds holds more than limit + limit * t / 60.

    Source: the token bucket of Turner, "New directions in communications" (1986).
    """

    def __init__(self, per_minute: int, now: float) -> None:
        self._rate = per_minute / MINUTE_S
        self.limit = per_minute
        self._left = float(per_minute)
        self._at = now

    def wait_s(self, now: float) -> float:
        """Return how long it takes until one may be taken; 0.0 if it may now."""
        left = self.left(now)
        return 0.0 if left >= 1.0 - _ROUNDING else (1.0 - left) / self._rate

    def take(self, now: float) -> None:
        """Take one that may be taken."""
        self._left = max(0.0, self.left(now) - 1.0)
        self._at = max(self._at, now)

    def left(self, now: float) -> float:
        """Return how many may be taken now."""
        return min(self.limit, self._left + max(0.0, now - self._at) * self._rate)

    def full_after_s(self, now: float) -> float:
        """Return how long it takes until all are there again."""
        return (self.limit - self.left(now)) / self._rate

    def change(self, per_minute: int, now: float) -> None:
        """Go on with another limit."""
        if per_minute != self.limit:
            self._left, self._at = min(per_minute, self.left(now)), now
            self.limit, self._rate = per_minute, per_minute / MINUTE_S


class SlidingHour:
    """So many seconds of sound in any hour."""

    def __init__(self, per_hour: float) -> None:
        self.limit = per_hour
        self._slots: deque[list[float]] = deque()
        """[start, seconds], the oldest first."""
        self._used = 0.0

    def wait_s(self, seconds: float, now: float) -> float:
        """Return how long it takes until so much may be added; 0.0 if it may now.

        Infinite if it is more than an hour may hold.
        """
        excess = self.used(now) + seconds - self.limit
        if excess <= _ROUNDING:
            return 0.0
        for start, used in self._slots:
            excess -= used
            if excess <= _ROUNDING:
                return max(0.0, start + SLOT_S + HOUR_S - now)
        return float("inf")

    def add(self, seconds: float, now: float) -> None:
        """Count sound that may be added."""
        if not self._slots or now >= self._slots[-1][0] + SLOT_S:
            self._slots.append([now, 0.0])
        self._slots[-1][1] += seconds
        self._used += seconds

    def used(self, now: float) -> float:
        """Return the seconds of the last hour."""
        while self._slots and self._slots[0][0] + SLOT_S + HOUR_S <= now + _ROUNDING:
            self._used -= self._slots.popleft()[1]
        if not self._slots:
            self._used = 0.0  # so that rounding never adds up
        return self._used

    def empty_after_s(self, now: float) -> float:
        """Return how long it takes until nothing counts any more."""
        self.used(now)
        return max(0.0, self._slots[-1][0] + SLOT_S + HOUR_S - now) if self._slots else 0.0
