"""What the recogniser says that it heard."""

from dataclasses import dataclass

from speech.repair import Repair


@dataclass(frozen=True, slots=True)
class Word:
    """One word with the probability of its least likely piece."""

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of one stretch of audio, with the scores it was judged by.

    `text` is empty where nothing was said or the scores do not support it.
    """

    text: str
    confidence: float
    """0..1: the geometric mean probability of the tokens, exp(avg_logprob); 0 for no text."""
    avg_logprob: float | None
    """Mean natural-log probability of the tokens, end of text included; None if none ran."""
    no_speech_prob: float | None
    """Of Whisper's no-speech token, 0..1."""
    language: str
    took_ms: float
    """From leaving the queue to the text."""
    audio_s: float
    fallback: bool = False
    """Whether the words were in doubt and heard again with a longer context."""
    words: tuple[Word, ...] = ()
    """Empty where the device does not give token probabilities cheaply."""
    raw_text: str | None = None
    """The text as decoded, where repair changed it; None where `text` is as decoded."""
    repairs: tuple[Repair, ...] = ()
    """What was taken for what, in the order of the words."""
    refused: str | None = None
    """The text that was dropped and why not to trust it, for logs; holds what was said (PII)."""
