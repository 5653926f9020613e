"""An open microphone in a quiet room: a frame every 20 ms, all the time, on time."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from speech.audible import audible_span
from speech.audio_file import RATE_HZ as CLIP_RATE_HZ
from speech.audio_file import Samples

WIRE_RATE_HZ = 24_000
FRAME_S = 0.02
"""What browsers and the SDKs' examples send at the least: the most work for a server."""
ROOM_RMS = 0.0005
"""-66 dBFS: a quiet room through a headset. Silence would be easier than life."""
_FRAME = round(FRAME_S * WIRE_RATE_HZ)
_ROOM_FRAMES = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as frames that are ready to be sent."""

    name: str
    text: str
    frames: tuple[str, ...]
    """`input_audio_buffer.append` events."""
    speech_began_s: float
    """After the first frame's beginning."""
    speech_ended_s: float

    @property
    def speech_s(self) -> float:
        """How long somebody speaks."""
        return self.speech_ended_s - self.speech_began_s


def question_of(name: str, text: str, samples: Samples, seed: int) -> Question:
    """Put a clip into frames, in the noise of a room.

    Args:
        name: Of the clip.
        text: What it says.
        samples: float32 [T], mono, 16 kHz, -1..1, with something to hear.
        seed: Of the noise.

    Raises:
        ValueError: Nothing can be heard.
    """
    span = audible_span(samples, CLIP_RATE_HZ)  # before noise is added
    if span is None:
        raise ValueError(f"{name} is silent")
    count = round(len(samples) * WIRE_RATE_HZ / CLIP_RATE_HZ)
    at = np.arange(count) * CLIP_RATE_HZ / WIRE_RATE_HZ
    # Linear: what lies above 8 kHz is thrown away by the server, and its images with it.
    wire = np.interp(at, np.arange(len(samples)), samples)
    wire = np.concatenate((wire, np.zeros(-count % _FRAME)))
    wire += _room(len(wire), seed)
    return Question(name, text, _frames(wire), *span)


def _room(count: int, seed: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(0.0, ROOM_RMS, count)


def _frames(wire: NDArray[np.float64]) -> tuple[str, ...]:
    pcm = (np.clip(wire, -1.0, 1.0) * 32_767).astype("<i2").reshape(-1, _FRAME)
    sounds = (base64.b64encode(frame.tobytes()).decode() for frame in pcm)
    return tuple(f'{{"type":"input_audio_buffer.append","audio":"{s}"}}' for s in sounds)


ROOM: Sequence[str] = _frames(_room(_ROOM_FRAMES * _FRAME, 0))
"""A second of nobody speaking."""


@dataclass(slots=True)
class OpenMicrophone:
    """Sends frames until it is cancelled.

    Args:
        send: Takes one event.
        clock: The event loop's, in s.
    """

    send: Callable[[str], Awaitable[None]]
    clock: Callable[[], float]
    late_s: list[float] = field(default_factory=list)
    """How late each frame left: what the load generator itself spoils."""
    _frames: Sequence[str] = ()
    _position: int = 0
    _began_at: float = 0.0
    _sent: int = 0
    _spoken: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Send room noise, and what is to be said, until cancelled."""
        self._began_at = self.clock()
        while True:
            due_at = self._began_at + (self._sent + 1) * FRAME_S
            wait_s = due_at - self.clock()
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            self.late_s.append(self.clock() - due_at)
            await self.send(self._next())

    def speak(self, question: Question) -> float:
        """Begin to say a question with the next frame; return when its first sample is said."""
        self._frames, self._position = question.frames, 0
        self._spoken.clear()
        return self._began_at + self._sent * FRAME_S

    async def spoken(self) -> None:
        """Return when the last frame of the question was sent."""
        await self._spoken.wait()

    def _next(self) -> str:
        self._sent += 1
        if self._position < len(self._frames):
            frame = self._frames[self._position]
            self._position += 1
            if self._position == len(self._frames):
                self._spoken.set()
            return frame
        return ROOM[self._sent % _ROOM_FRAMES]
