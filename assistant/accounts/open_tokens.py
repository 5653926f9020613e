"""Which browsers' tokens have a session open: those go on working after they expire."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

RETURNS_WITHIN_S = 120.0
"""After its session ended, an expired token is still good for coming back: a network is lost
and found, a phone goes through a tunnel."""
_KEPT = 20_000


class OpenTokens:
    """Tokens with open sessions, by their ids; of this process only.

    Args:
        clock: Monotonic, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: dict[str, int] = {}
        self._ended: dict[str, float] = {}

    def is_kept(self, token_id: str) -> bool:
        """Say whether a token has a session, or had one a moment ago."""
        if token_id in self._open:
            return True
        ended = self._ended.get(token_id)
        return ended is not None and self._clock() - ended < RETURNS_WITHIN_S

    @contextmanager
    def held(self, token_id: str | None) -> Iterator[None]:
        """Keep a token alive during the block."""
        if token_id is None:
            yield
            return
        self._open[token_id] = self._open.get(token_id, 0) + 1
        try:
            yield
        finally:
            self._open[token_id] -= 1
            if not self._open[token_id]:
                del self._open[token_id]
                self._end(token_id)

    def _end(self, token_id: str) -> None:
        now = self._clock()
        if len(self._ended) >= _KEPT:
            self._ended = {t: at for t, at in self._ended.items() if now - at < RETURNS_WITHIN_S}
        self._ended[token_id] = now
