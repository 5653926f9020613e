"""The recogniser as LiveKit's STT plugin: what AgentSession hears through.

One `WhisperSTT` a session, all over one `WhisperEngine` a process. The stream itself
is in `speech.recognition_stream`. AgentSession is to run it with
`turn_detection="stt"`: the stream owns the end of turn.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Literal

import numpy as np
from livekit.agents import stt
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)
from livekit.agents.utils import AudioBuffer

from speech.completeness import Expected
from speech.endpointing import EndpointSettings
from speech.hints import NO_HINTS, Hints
from speech.mono_stream import MonoStream
from speech.own_pauses import OwnPauses
from speech.recognition_stream import RecognitionStream, StreamParts
from speech.silero import SileroModel, SpeechDetector
from speech.utterance import speech_data
from speech.whisper import WhisperEngine


class WhisperSTT(stt.STT[Literal["utterance"]]):
    """LiveKit STT plugin with turn detection in the stream.

    Emits "utterance" with `UtteranceTimings` after each END_OF_SPEECH that had words,
    besides the framework's "metrics_collected" and "error".

    Args:
        engine: Shared by all sessions.
        silero: Shared by all sessions.
        endpointing: When a turn ends.
        clock: Wall clock in s; time.time unless a test brings its own.
    """

    def __init__(
        self,
        engine: WhisperEngine,
        silero: SileroModel,
        endpointing: EndpointSettings | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(
            capabilities=stt.STTCapabilities(
                streaming=True, interim_results=True, offline_recognize=True, manual_flush=True
            )
        )
        self._engine = engine
        self._silero = silero
        self._endpointing = endpointing or EndpointSettings()
        self._clock = clock
        self._expected: Expected | None = None
        self._hints = NO_HINTS
        self._taken_back: Callable[[], bool] = lambda: False
        self._pauses = OwnPauses()

    @property
    def model(self) -> str:
        """Name of the weights, for metrics."""
        return self._engine.settings.weights

    @property
    def provider(self) -> str:
        """Who runs the model, for metrics."""
        return "aisle"

    def expect(self, kind: Expected | None) -> None:
        """Say what was just asked: "ten" is a whole answer to "what size?".

        Args:
            kind: What is asked for; None when nothing is. Holds until the next call.
        """
        self._expected = kind

    def hint(self, hints: Hints) -> None:
        """Say what the shopper may name next; holds until the next call."""
        self._hints = hints

    def take_back(self, taken_back: Callable[[], bool]) -> None:
        """Say who can undo an end of turn when speech goes on.

        Args:
            taken_back: Asked when speech begins soon after an end of turn; True means that
                nothing came of it, and that the utterance goes on with its old words.
        """
        self._taken_back = taken_back

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,  # noqa: ARG002  # the engine has one language
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> RecognitionStream:
        """Return a new stream; frames of any size, rate and channel count may be pushed."""
        return RecognitionStream(
            self,
            conn_options,
            StreamParts(
                engine=self._engine,
                detector=SpeechDetector(self._silero),
                endpointing=self._endpointing,
                expected=lambda: self._expected,
                hints=lambda: self._hints,
                told=lambda timings: self.emit("utterance", timings),
                taken_back=lambda: self._taken_back(),  # noqa: PLW0108  # it may be set later
                pauses=self._pauses,
                clock=self._clock,
            ),
        )

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,  # noqa: ARG002  # as above
        conn_options: APIConnectOptions,  # noqa: ARG002  # nothing is connected to
    ) -> stt.SpeechEvent:
        """Recognise a whole buffer, without turn detection."""
        mono = MonoStream()
        frames = buffer if isinstance(buffer, list) else [buffer]
        samples = np.concatenate([*(mono.push(frame) for frame in frames), mono.flush()])
        job = self._engine.submit(samples, hints=self._hints)
        transcript = await asyncio.wrap_future(job.future)
        if transcript is None:
            return stt.SpeechEvent(type=stt.SpeechEventType.FINAL_TRANSCRIPT, alternatives=[])
        return stt.SpeechEvent(
            type=stt.SpeechEventType.FINAL_TRANSCRIPT,
            alternatives=[speech_data(transcript, 0.0, len(samples) / 16_000)],
        )
