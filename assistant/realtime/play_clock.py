"""How much of a reply its listener has heard, reckoned from when its sound was sent.

Positions are seconds of the reply's own sound: a silence because the voice fell behind is
none of it. A listener that knows better corrects the clock.
"""

from collections.abc import Callable


class PlayClock:
    """One reply's.

    Args:
        clock: Wall clock in s.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = clock()
        """When the position was `_from_s`."""
        self._from_s = 0.0
        self._made_s = 0.0
        self._held = False

    @property
    def made_s(self) -> float:
        """Sound that there is so far."""
        return self._made_s

    @property
    def position_s(self) -> float:
        """Sound that was played."""
        if self._held:
            return self._from_s
        return min(self._made_s, self._from_s + max(0.0, self._clock() - self._at))

    @property
    def left_s(self) -> float:
        """Sound that was made and not played yet."""
        return self._made_s - self.position_s

    def add(self, length_s: float) -> None:
        """Note more sound; after a gap it is played from now on."""
        self._set(self.position_s)
        self._made_s += length_s

    def hold(self) -> None:
        """Note that the listener pauses."""
        self._set(self.position_s)
        self._held = True

    def go_on(self) -> None:
        """Note that the listener plays again."""
        self._set(self.position_s)
        self._held = False

    def correct(self, position_s: float) -> None:
        """Take the listener's word for the position."""
        self._set(min(max(0.0, position_s), self._made_s))

    def _set(self, position_s: float) -> None:
        self._from_s, self._at = position_s, self._clock()
