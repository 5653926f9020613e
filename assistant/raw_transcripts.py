"""What the recogniser wrote before the catalog's terms were put right.

AgentSession hands on the text of an utterance and nothing else; the transcripts as decoded
are kept here on the way, so that the turn's record can hold both.
"""

from collections import deque

from livekit.agents import stt

KEPT = 16
"""Repaired stretches remembered: an utterance has a few, and is planned at once."""


class RawTranscripts:
    """The last repaired stretches of one session with what they were before."""

    def __init__(self) -> None:
        self._repaired: deque[tuple[str, str]] = deque(maxlen=KEPT)

    def note(self, event: stt.SpeechEvent) -> None:
        """Take note of a transcript that was repaired; other events are passed over."""
        for heard in event.alternatives[:1]:
            raw = (heard.metadata or {}).get("raw_text")
            if isinstance(raw, str) and (heard.text, raw) not in self._repaired:
                self._repaired.append((heard.text, raw))

    def raw_of(self, text: str) -> str | None:
        """Return the words of an utterance before repair; None if nothing was repaired.

        Args:
            text: Of the whole utterance, of which stretches may have been repaired.
        """
        raw = text
        for repaired, before in reversed(self._repaired):
            if repaired in raw:
                raw = raw.replace(repaired, before, 1)
        return raw if raw != text else None
