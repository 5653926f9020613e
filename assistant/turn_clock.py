"""When each thing of one turn happened, in wall-clock time.

Wall time enters here and nowhere deeper: the parts below measure in stream
time. Every field is a `time.time()` value, None until it happened.
"""

from dataclasses import dataclass

from agents.turn import Turn
from assistant.turn_record import Timings


@dataclass(slots=True)
class TurnClock:
    """Collects the moments of one turn."""

    speech_ended_at: float | None = None
    """Last voiced sample."""
    final_ready_at: float | None = None
    """The recognition that became the final transcript was ready."""
    planned_at: float | None = None
    """Understanding, retrieval and the reply plan were done, perhaps speculatively."""
    committed_at: float | None = None
    """The end of the turn was decided; products appear on the screen."""
    first_text_at: float | None = None
    """The first clause of the reply left for the voice."""
    first_audio_at: float | None = None
    """The first audible sample of the reply was played."""

    def timings(self, turn: Turn) -> Timings:
        """Return milliseconds after the end of speech.

        What was computed speculatively, before the turn was committed, counts
        from when it could first be seen or heard: the commit.
        """
        return Timings(
            final_transcript_ms=self._after(self.final_ready_at),
            turn_committed_ms=self._after(self.committed_at),
            products_ms=self._after(_later(self.planned_at, self.committed_at)),
            first_reply_text_ms=self._after(_later(self.first_text_at, self.committed_at)),
            first_audio_ms=self._after(self.first_audio_at),
            understand_ms=turn.spent.understand_ms,
            retrieve_ms=turn.spent.retrieve_ms,
            reply_ms=turn.spent.reply_ms,
        )

    def _after(self, moment: float | None) -> float | None:
        if moment is None or self.speech_ended_at is None:
            return None
        return round((moment - self.speech_ended_at) * 1000, 1)


def _later(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else max(one, other)
