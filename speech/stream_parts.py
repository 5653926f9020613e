"""What a recognition stream works with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from speech.completeness import Expected
from speech.endpointing import EndpointSettings
from speech.hints import Hints
from speech.own_pauses import OwnPauses
from speech.silero import SpeechDetector
from speech.utterance_timings import UtteranceTimings
from speech.whisper import WhisperEngine


@dataclass(frozen=True, slots=True)
class StreamParts:
    """Engines, settings, and what the session knows and wants to know."""

    engine: WhisperEngine
    detector: SpeechDetector
    endpointing: EndpointSettings
    expected: Callable[[], Expected | None]
    hints: Callable[[], Hints]
    told: Callable[[UtteranceTimings], None]
    clock: Callable[[], float]
    taken_back: Callable[[], bool] = lambda: False
    """Asked when speech begins soon after an end of turn: True if nothing came of it yet,
    so that the utterance goes on with its old words."""
    pauses: OwnPauses = field(default_factory=OwnPauses)
    """The shopper's; outlives the stream."""
