"""The utterance that is being spoken, as a recognition stream keeps it."""

import asyncio
from dataclasses import dataclass

import numpy as np
from livekit.agents import LanguageCode, stt
from numpy.typing import NDArray

from speech.completeness import Completeness
from speech.endpointing import WINDOW_S
from speech.transcript import Transcript

_LAST_WORDS = 12
_SETTLED_CHARS = 8_000
"""Ten minutes of talk; a stream that never ends must not grow."""


@dataclass(slots=True)
class Utterance:
    """What is known of the utterance that is being spoken."""

    audio: list[NDArray[np.float32]]
    """Windows that no settled part covers, float32 [512] each."""
    audio_began_s: float
    settled: str = ""
    """Words of the parts that were sent as final."""
    head: "asyncio.Task[None] | None" = None
    """The recognition of a part that was cut off; later words wait for it."""
    heads: int = 0
    """Parts that were cut off and are not recognised yet."""
    candidate: Transcript | None = None
    candidate_windows: int = 0
    completeness: Completeness | None = None
    ready_at_s: float | None = None
    candidates: int = 0
    over: float | None = None
    """Probability that the last candidate was the end; None if the words alone decide."""
    joined: bool = False
    """Whether it had ended once, too early, and went on."""
    shown: str = ""
    preflight: str = ""

    def forget(self, windows: int) -> None:
        """Drop the first windows of the audio: their words are settled."""
        del self.audio[:windows]
        self.audio_began_s += windows * WINDOW_S

    def settle(self, text: str) -> None:
        """Add words that will not change any more."""
        self.settled = f"{self.settled} {text}".strip()[-_SETTLED_CHARS:]

    def last_words(self, text: str) -> str:
        """Return the end of the utterance's words, `text` being the newest."""
        return " ".join([*self.settled.split()[-_LAST_WORDS:], text]).strip()


def speech_data(transcript: Transcript, start_s: float, end_s: float) -> stt.SpeechData:
    """Return a transcript as LiveKit's alternative, times in s of stream time."""
    return stt.SpeechData(
        language=LanguageCode(transcript.language),
        text=transcript.text,
        start_time=start_s,
        end_time=end_s,
        confidence=transcript.confidence,
        metadata={
            "avg_logprob": transcript.avg_logprob,
            "no_speech_prob": transcript.no_speech_prob,
            "fallback": transcript.fallback,
            "took_ms": transcript.took_ms,
            "raw_text": transcript.raw_text,
        },
    )


def nothing(audio_s: float) -> Transcript:
    """Return the transcript of audio that could not be recognised."""
    return Transcript("", 0.0, None, None, "en", 0.0, audio_s)
