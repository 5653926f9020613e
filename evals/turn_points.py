"""Every place where a spoken request may be taken for over, heard by the real recogniser.

A point is what turn detection has to go by at a pause: the words so far and the sound,
with the truth beside it. How long to wait there is decided afterwards, so that many
rules can be compared on the same points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.turn_clips import TurnClip
from speech.audio_file import RATE_HZ, Samples
from speech.completeness import Expected
from speech.endpointing import Endpointer, EndpointSettings, Step
from speech.silero import SileroModel, SpeechDetector
from speech.turn_sound.finished import finished
from speech.whisper import WhisperEngine

LONG_S = 0.9
"""Each marked pause, so that every one of them is a point."""
_NEVER_S = 2.0
_PRE_ROLL_S = 0.3
_SLACK_S = 0.15
"""The detector's last voiced window against the last audible sample."""


@dataclass(frozen=True, slots=True)
class Point:
    """One pause of one request."""

    words: str
    sound: float | None
    """Log-odds of an end by the voice alone."""
    asked: Expected | None
    end: bool
    """Whether the request is over."""
    pause_s: float | None
    """How long it lasted in the recording; None where its length is chosen, or at the end."""


@dataclass(frozen=True, slots=True)
class Request:
    """The points of one request, in order."""

    kind: str
    held_out: bool
    pauses: tuple[Point, ...]
    """After which the speaker goes on; for spoken texts only the marked ones."""
    end: Point


class Listener:
    """Finds the points of recordings."""

    def __init__(self, engine: WhisperEngine, silero: SileroModel) -> None:
        self._engine = engine
        self._silero = silero

    def of_clip(self, clip: TurnClip) -> Request | None:
        """Return the points of a spoken text; None if its end was not heard."""
        audio, spans, end_s = clip.paused([LONG_S] * len(clip.natural_s))
        marked: dict[int, Point] = {}
        end: Point | None = None
        for start, stop, voiced_s, _ in self._candidates(audio):
            within = [i for i, (a, b) in enumerate(spans) if a - _SLACK_S <= voiced_s <= b]
            if voiced_s >= end_s - _SLACK_S:
                end = self._point(audio[start:stop], clip.text.asked, end=True)
            elif within:
                marked[within[0]] = self._point(audio[start:stop], clip.text.asked)
        if end is None:
            return None
        return Request(clip.text.kind, clip.text.held_out, tuple(marked.values()), end)

    def of_recording(self, samples: Samples, held_out: bool) -> Request | None:
        """Return the points of a recorded request, float32 [T] at 16 kHz."""
        audio = np.concatenate((samples, np.zeros(round(_NEVER_S * 1.5 * RATE_HZ), np.float32)))
        points = [
            self._point(audio[start:stop], None, end=pause_s is None, pause_s=pause_s)
            for start, stop, _, pause_s in self._candidates(audio)
        ]
        if not points or not points[-1].end:
            return None
        return Request("recorded", held_out, tuple(points[:-1]), points[-1])

    def _point(
        self,
        audio: Samples,
        asked: Expected | None,
        *,
        end: bool = False,
        pause_s: float | None = None,
    ) -> Point:
        words = self._engine.transcribe(audio).text
        return Point(words, finished(audio), asked, end, pause_s)

    def _candidates(self, audio: Samples) -> Sequence[tuple[int, int, float, float | None]]:
        """Return from and to which sample the words are heard, when the voice was last heard,
        and how long the pause lasts; None at the end.
        """
        endpointer = Endpointer(EndpointSettings(no_words_s=_NEVER_S, longest_s=110.0))
        found: list[tuple[int, int, float, float | None]] = []
        for probability in SpeechDetector(self._silero).push(audio):
            for step in endpointer.hear(float(probability)):
                if step is Step.CANDIDATE_DUE:
                    start = max(0, round((endpointer.started_s - _PRE_ROLL_S) * RATE_HZ))
                    stop = round(endpointer.now_s * RATE_HZ)
                    found.append((start, stop, endpointer.last_voiced_s, None))
                    endpointer.judge(_NEVER_S)
                elif step is Step.RESUMED:
                    found[-1] = (*found[-1][:3], endpointer.paused_s)
        return found
