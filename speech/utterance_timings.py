"""Where the time of one utterance went, for the turn's record."""

from dataclasses import dataclass

from speech.completeness import Completeness
from speech.endpointing import Endpointer
from speech.utterance import Utterance


@dataclass(frozen=True, slots=True)
class UtteranceTimings:
    """Two clocks: `_s` is stream time (samples over rate), `_at_s` the injected wall clock.

    None means that it did not happen.
    """

    text: str
    started_s: float
    ended_s: float
    """Stream time at which speech was last heard."""
    ended_at_s: float
    """Wall time at which that audio arrived."""
    ready_at_s: float | None
    """Wall time at which the words that were committed were known."""
    committed_at_s: float
    silence_s: float
    """Silence that was waited for, in stream time."""
    completeness: Completeness | None
    recognition_ms: float | None
    candidates: int
    """How many pauses were weighed as a possible end."""
    fallback: bool
    over: float | None = None
    """How probable the end was, by words, sound and habit; None if the words alone decided."""
    joined: bool = False
    """Whether it was taken for over once, too early, and went on."""

    @property
    def ready_ms(self) -> float | None:
        """From the end of speech to the words, as the wall clock saw it."""
        return None if self.ready_at_s is None else (self.ready_at_s - self.ended_at_s) * 1000

    @property
    def commit_ms(self) -> float:
        """From the end of speech to the commit, as the wall clock saw it."""
        return (self.committed_at_s - self.ended_at_s) * 1000


def timings_of(
    utterance: Utterance, endpointer: Endpointer, ended_at_s: float, now_s: float
) -> UtteranceTimings:
    """Return the timings of an utterance that was just committed.

    Args:
        utterance: With its last candidate.
        endpointer: At the commit.
        ended_at_s: Wall time at which the last speech arrived.
        now_s: Wall time.
    """
    transcript = utterance.candidate
    return UtteranceTimings(
        text=utterance.settled,
        started_s=endpointer.started_s,
        ended_s=endpointer.last_voiced_s,
        ended_at_s=ended_at_s,
        ready_at_s=utterance.ready_at_s,
        committed_at_s=now_s,
        silence_s=endpointer.silence_s,
        completeness=utterance.completeness,
        recognition_ms=transcript.took_ms if transcript else None,
        candidates=utterance.candidates,
        fallback=transcript.fallback if transcript else False,
        over=utterance.over,
        joined=utterance.joined,
    )
