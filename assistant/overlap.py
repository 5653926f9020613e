"""What speech over a reply does to the reply: pure, one decision a transcript.

The reply is paused already, or goes on where a pause would be in vain; this says
whether it stops for good, and why.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from speech.backchannel import Kind, kind_of
from speech.echo import without_echo

SURE = 0.45
"""Confidence from which one word alone, in a partial transcript, stops the reply. What
Whisper writes for noise is mostly one word at .1 to .4; a second transcript decides."""

_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
"""Half a hum is written "MMX" at .5: a word without a vowel waits for what comes of it."""


class Verdict(StrEnum):
    """What follows from the words so far."""

    STOP = "stop"
    """The shopper has something to say: the reply ends here."""
    WAIT = "wait"
    """More words may come."""
    BACKCHANNEL = "backchannel"
    """The shopper only listens: the reply goes on, nothing was said."""
    ECHO = "echo"
    """The microphone heard the reply."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words spoken over a reply, and what of the reply they were spoken over."""

    text: str
    """Partial or final."""
    confidence: float
    """Of the recogniser, 0..1."""
    final: bool
    """Whether the utterance is over."""
    played: tuple[str, ...] = ()
    """Words of the reply that sounded meanwhile."""
    asked: str | None = None
    """What the reply asks and the shopper has heard it ask, as `agents.turn.Turn.asked`."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and the shopper's own words."""

    verdict: Verdict
    text: str
    """Without what the microphone heard of the reply."""


def judge(overlap: Overlap) -> Judgement:
    """Decide what words over a reply mean.

    Args:
        overlap: What was heard so far.

    Returns:
        STOP as soon as it is sure; BACKCHANNEL and ECHO only for a final transcript.
    """
    text = without_echo(overlap.text, overlap.played)
    if overlap.text.strip() and not text:
        return Judgement(Verdict.ECHO if overlap.final else Verdict.WAIT, "")
    if _stops(kind_of(text), text, overlap):
        return Judgement(Verdict.STOP, text)
    return Judgement(Verdict.BACKCHANNEL if overlap.final else Verdict.WAIT, text)


def _stops(kind: Kind, text: str, overlap: Overlap) -> bool:
    match kind:
        case Kind.COMMAND:
            return True
        case Kind.WORDS:
            if overlap.final or len(text.split()) > 1:
                return True
            return overlap.confidence >= SURE and _VOWEL.search(text) is not None
        case Kind.ASSENT:  # "okay" to a question; a partial may go on as "okay, but ..."
            return overlap.final and overlap.asked is not None
        case Kind.HUM:
            return overlap.final and overlap.asked == "yes_no"
        case Kind.MANNERS | Kind.NOTHING:
            return False
