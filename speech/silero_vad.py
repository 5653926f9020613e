"""Silero as LiveKit's VAD plugin, for an AgentSession that is to interrupt by voice activity.

Aisle's own session needs none: its recogniser's stream tells when speech starts.
"""

import time
from dataclasses import dataclass

import numpy as np
from livekit import rtc
from livekit.agents import vad
from numpy.typing import NDArray

from speech.mono_stream import MonoStream
from speech.silero import (
    SAMPLE_RATE_HZ,
    SPEECH_OFF,
    SPEECH_ON,
    WINDOW,
    WINDOW_S,
    SileroModel,
    SpeechDetector,
)


@dataclass(frozen=True, slots=True)
class SileroSettings:
    """When the plugin says that speech starts and ends.

    Args:
        min_speech_s: Voiced time before START_OF_SPEECH: a click is shorter.
        min_silence_s: Silence before END_OF_SPEECH. Below the shortest commit of
            `speech.endpointing` (0.352 s), else AgentSession finds the VAD still
            speaking when the turn ends, and flushes it.
        prefix_s: Audio before the start that goes with the events.
        max_buffered_s: Most audio that goes with END_OF_SPEECH.
    """

    min_speech_s: float = 0.096
    min_silence_s: float = 0.256
    prefix_s: float = 0.3
    max_buffered_s: float = 60.0


class SileroVAD(vad.VAD):
    """LiveKit VAD plugin; one for a session, its model shared by the process."""

    def __init__(self, model: SileroModel, settings: SileroSettings | None = None) -> None:
        super().__init__(capabilities=vad.VADCapabilities(update_interval=WINDOW_S))
        self._model = model
        self._settings = settings or SileroSettings()

    @property
    def model(self) -> str:
        """Name of the model, for metrics."""
        return "silero-vad-v6"

    @property
    def provider(self) -> str:
        """Who runs the model, for metrics."""
        return "aisle"

    @property
    def min_silence_duration(self) -> float:
        """Silence before END_OF_SPEECH, s; AgentSession reads it."""
        return self._settings.min_silence_s

    def stream(self) -> "SileroVADStream":
        """Return a new stream."""
        return SileroVADStream(self, SpeechDetector(self._model), self._settings)


class SileroVADStream(vad.VADStream):
    """Events of one audio stream, in stream time."""

    def __init__(
        self, plugin: SileroVAD, detector: SpeechDetector, settings: SileroSettings
    ) -> None:
        self._detector = detector
        self._settings = settings
        self._mono = MonoStream()
        self._pending = np.zeros(0, np.float32)
        self._audio: list[NDArray[np.float32]] = []
        self._windows = 0
        self._speaking = False
        self._speech_s = 0.0
        self._silence_s = 0.0
        self._voiced_s = 0.0
        super().__init__(plugin)

    async def _main_task(self) -> None:
        async for item in self._input_ch:
            if isinstance(item, rtc.AudioFrame):
                self._push(self._mono.push(item))
            else:
                # A flush is a hard boundary: what follows is a fresh segment.
                self._forget_segment()

    def _push(self, samples: NDArray[np.float32]) -> None:
        began = time.perf_counter()
        audio = np.concatenate((self._pending, samples))
        probabilities = self._detector.push(samples)
        took_s = (time.perf_counter() - began) / max(1, len(probabilities))
        for index, probability in enumerate(probabilities):
            window = audio[index * WINDOW : (index + 1) * WINDOW]
            self._hear(window, float(probability), took_s)
        self._pending = audio[len(probabilities) * WINDOW :]

    def _hear(self, window: NDArray[np.float32], probability: float, took_s: float) -> None:
        settings = self._settings
        self._windows += 1
        self._audio.append(window)
        voiced = probability >= (SPEECH_OFF if self._speaking else SPEECH_ON)
        if voiced:
            self._voiced_s += WINDOW_S
            self._silence_s = 0.0
        else:
            self._silence_s += WINDOW_S
            if not self._speaking:
                self._voiced_s = 0.0
        if self._speaking:
            self._speech_s += WINDOW_S
        most_s = settings.max_buffered_s if self._speaking else settings.prefix_s
        del self._audio[: -max(1, round(most_s / WINDOW_S))]
        self._tell(vad.VADEventType.INFERENCE_DONE, [window], probability, took_s)
        if not self._speaking and self._voiced_s >= settings.min_speech_s:
            self._speaking = True
            self._speech_s = self._voiced_s
            self._tell(vad.VADEventType.START_OF_SPEECH, self._audio, probability, took_s)
        elif self._speaking and self._silence_s >= settings.min_silence_s:
            self._tell(vad.VADEventType.END_OF_SPEECH, self._audio, probability, took_s)
            self._forget_segment()

    def _forget_segment(self) -> None:
        self._speaking = False
        self._speech_s = self._voiced_s = self._silence_s = 0.0
        del self._audio[: -max(1, round(self._settings.prefix_s / WINDOW_S))]

    def _tell(
        self,
        kind: vad.VADEventType,
        audio: list[NDArray[np.float32]],
        probability: float,
        took_s: float,
    ) -> None:
        ended = kind is vad.VADEventType.END_OF_SPEECH
        self._event_ch.send_nowait(
            vad.VADEvent(
                type=kind,
                samples_index=self._windows * WINDOW,
                timestamp=self._windows * WINDOW_S,
                # Without the silence that ended it, as AgentSession's own plugin counts.
                speech_duration=self._speech_s - (self._silence_s if ended else 0.0),
                silence_duration=self._silence_s,
                frames=[_frame(np.concatenate(audio))],
                probability=probability,
                inference_duration=took_s,
                speaking=self._speaking and not ended,
                raw_accumulated_silence=self._silence_s,
                raw_accumulated_speech=self._voiced_s if not self._silence_s else 0.0,
            )
        )


def _frame(samples: NDArray[np.float32]) -> rtc.AudioFrame:
    pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    return rtc.AudioFrame(pcm.tobytes(), SAMPLE_RATE_HZ, 1, len(pcm))
