"""Clips through the whole stream, as sessions hear them: detector, turns, gates, recogniser.

In real time, for latencies, or as fast as the machine goes: the stream decides in the
audio's own time, so that what it hears is the same.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from livekit import rtc
from livekit.agents import stt

from speech.audio_file import RATE_HZ, Samples
from speech.endpointing import EndpointSettings
from speech.hints import Hints
from speech.silero import SileroModel
from speech.utterance_timings import UtteranceTimings
from speech.whisper import WhisperEngine
from speech.whisper_stt import WhisperSTT

_FRAME = RATE_HZ // 50
"""20 ms, as telephones and browsers send."""
_TAIL_S = 2.5
"""Quiet after a clip: more than the longest wait for a dangling sentence."""
_NEVER_S = 1e9
_OVER = (stt.SpeechEventType.END_OF_SPEECH, stt.SpeechEventType.RECOGNITION_USAGE)
"""The stream's last events of a turn."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """What came of one clip."""

    text: str
    """All its final transcripts."""
    starts: int
    """How often the detector took something for speech."""
    utterances: tuple[UtteranceTimings, ...]
    """Those with words."""
    began_s: float
    """On the wall clock of the timings: when its first sample was heard."""


def hear(
    engine: WhisperEngine,
    silero: SileroModel,
    samples: Samples,
    hints: Hints,
    *,
    in_real_time: bool = False,
) -> Streamed:
    """Stream one clip. Call it outside a running event loop.

    Args:
        engine: Of sessions.
        silero: The detector.
        samples: float32 [T], mono, 16 kHz.
        hints: As a session would give them.
        in_real_time: Push 20 ms each 20 ms, partial transcripts on; else without partials
            and without waiting.
    """
    return asyncio.run(_hear(engine, silero, samples, hints, in_real_time))


async def _hear(
    engine: WhisperEngine,
    silero: SileroModel,
    samples: Samples,
    hints: Hints,
    in_real_time: bool,
) -> Streamed:
    endpointing = EndpointSettings()
    if not in_real_time:
        endpointing = replace(endpointing, partial_every_s=_NEVER_S)
    plugin = WhisperSTT(engine, silero, endpointing, clock=time.monotonic)
    plugin.hint(hints)
    utterances: list[UtteranceTimings] = []
    plugin.on("utterance", utterances.append)
    stream = plugin.stream()
    events: list[stt.SpeechEvent] = []
    reading = asyncio.create_task(_read(stream, events))
    quiet = np.zeros(round(_TAIL_S * RATE_HZ), np.float32)
    began_s = time.monotonic()
    paced_s = began_s if in_real_time else None
    await _push(stream, np.concatenate((samples, quiet)), len(samples), events, paced_s)
    stream.end_input()
    await reading
    await stream.aclose()
    finals = [e for e in events if e.type is stt.SpeechEventType.FINAL_TRANSCRIPT]
    return Streamed(
        text=" ".join(event.alternatives[0].text for event in finals),
        starts=sum(e.type is stt.SpeechEventType.START_OF_SPEECH for e in events),
        utterances=tuple(utterances),
        began_s=began_s,
    )


async def _read(stream: stt.RecognizeStream, events: list[stt.SpeechEvent]) -> None:
    async for event in stream:
        events.append(event)  # noqa: PERF401  # kept also where the stream breaks off


async def _push(
    stream: stt.RecognizeStream,
    samples: Samples,
    spoken: int,
    events: Sequence[stt.SpeechEvent],
    began_s: float | None,
) -> None:
    """Push 20 ms frames, each when its last sample would have been recorded.

    Behind the `spoken` samples only until the turn is over.
    """
    pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
    for start in range(0, len(pcm), _FRAME):
        if start >= spoken and events and events[-1].type in _OVER:
            return
        frame = pcm[start : start + _FRAME]
        if began_s is not None:
            due_s = began_s + (start + len(frame)) / RATE_HZ
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
        stream.push_frame(rtc.AudioFrame(frame.tobytes(), RATE_HZ, 1, len(frame)))
