"""Where the reply is while it is played: its position through pauses, and its words.

Positions are seconds of the reply's own sound. Wall time comes in from outside.
"""

from collections.abc import Sequence

from livekit.agents.types import TimedString

AHEAD_S = 0.3
"""Sound that left for the loudspeaker but has not reached the ear, or was timed late."""


class Playout:
    """The reply that is being played, if there is one."""

    def __init__(self) -> None:
        self._started_at: float | None = None
        self._paused_at: float | None = None
        self._ended_s = 0.0

    @property
    def sounding(self) -> bool:
        """Whether a reply has begun and not ended; it may be paused."""
        return self._started_at is not None

    @property
    def paused(self) -> bool:
        """Whether it is held."""
        return self._paused_at is not None

    def start(self, now: float) -> None:
        """Note that the reply's first sample is played at `now`."""
        self._started_at, self._paused_at = now, None

    def pause(self, now: float) -> None:
        """Note that it is held."""
        if self._started_at is not None and self._paused_at is None:
            self._paused_at = now

    def resume(self, now: float) -> None:
        """Note that it goes on."""
        if self._started_at is not None and self._paused_at is not None:
            self._started_at += now - self._paused_at
        self._paused_at = None

    def end(self, position_s: float) -> None:
        """Note that it ended, or was cut off, after `position_s`."""
        self._started_at = self._paused_at = None
        self._ended_s = position_s

    def position_s(self, now: float) -> float:
        """Return how much of the reply, or of the last one, was played."""
        if self._started_at is None:
            return self._ended_s
        return max(0.0, (now if self._paused_at is None else self._paused_at) - self._started_at)


def heard_until(words: Sequence[TimedString], position_s: float) -> str:
    """Return the words that were spoken to their end at `position_s`.

    Args:
        words: A reply's, in order, with times in s from its first sample.
        position_s: How much of it was played.

    Returns:
        The beginning of the reply's text; a word that was cut is not in it.
    """
    heard: list[str] = []
    for word in words:
        if _end_s(word) > position_s:
            break
        heard.append(word)
    return "".join(heard).strip()


def words_between(words: Sequence[TimedString], begin_s: float, end_s: float) -> tuple[str, ...]:
    """Return the words that sound at some time between the two positions."""
    return tuple(w for w in words if _start_s(w) <= end_s and _end_s(w) >= begin_s)


def question_heard(words: Sequence[TimedString], position_s: float, text: str) -> bool:
    """Say whether the question at the reply's end has been spoken but for its last words.

    People answer before the last word: two words, or 0.4 s, may be missing.

    Args:
        words: Of the reply, as far as the voice has spoken ahead.
        position_s: How much of it was played.
        text: All of the reply.
    """
    if not text.rstrip().endswith("?"):
        return False
    told = "".join(words).split()
    if len(told) < len(text.split()):
        return False  # the voice is not that far yet
    left = [w for w in words if w.strip() and _end_s(w) > position_s]
    return len(left) <= _MISSED_WORDS or _end_s(left[-1]) - position_s <= _MISSED_S


_MISSED_WORDS = 2
_MISSED_S = 0.4


def _start_s(word: TimedString) -> float:
    return word.start_time if isinstance(word.start_time, float) else 0.0


def _end_s(word: TimedString) -> float:
    return word.end_time if isinstance(word.end_time, float) else _start_s(word)
