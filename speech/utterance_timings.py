"""Where the time of one utterance went, for the turn's record."""

from dataclasses import dataclass

from speech.completeness import Completeness


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

    @property
    def ready_ms(self) -> float | None:
        """From the end of speech to the words, as the wall clock saw it."""
        return None if self.ready_at_s is None else (self.ready_at_s - self.ended_at_s) * 1000

    @property
    def commit_ms(self) -> float:
        """From the end of speech to the commit, as the wall clock saw it."""
        return (self.committed_at_s - self.ended_at_s) * 1000
