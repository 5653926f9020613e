"""A microphone and a loudspeaker made of memory, for `AgentSession`.

`ClipMicrophone` gives a session queued clips in real time, with silence in
between, as an open microphone would. `MemorySpeaker` plays into memory in real
time, so that interruptions cut where they would cut for a listener. Both keep
the wall-clock time of every sample, which is what latencies are measured from.

Does not cover real devices, WebSockets or rooms.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities
from numpy.typing import NDArray

MIC_RATE_HZ = 16_000
FRAME_S = 0.02
"""What browsers and phones send; smaller frames cost more wake-ups."""
_FRAME_SAMPLES = int(MIC_RATE_HZ * FRAME_S)


class ClipMicrophone(AudioInput):
    """Speaks queued clips into a session at the pace of real time."""

    def __init__(self) -> None:
        super().__init__(label="ClipMicrophone")
        self._clip: NDArray[np.int16] = np.zeros(0, np.int16)
        self._position = 0
        self._frames = 0
        self._started_at: float | None = None
        self._clip_ended = asyncio.Event()
        self._clip_ended.set()
        self._closed = False

    def speak(self, samples: NDArray[np.float32]) -> float:
        """Start to speak a clip with the next frame.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1.

        Returns:
            The wall-clock time (`time.time`) at which its first sample is spoken.

        Raises:
            RuntimeError: Another clip is still being spoken.
        """
        if not self._clip_ended.is_set():
            raise RuntimeError("a clip is still being spoken")
        self._clip = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        self._position = 0
        self._clip_ended.clear()
        return self._time_of_frame(self._frames)

    async def wait_until_spoken(self) -> None:
        """Return when the last sample of the clip was given to the session."""
        await self._clip_ended.wait()

    def close(self) -> None:
        """End the stream."""
        self._closed = True

    async def __anext__(self) -> rtc.AudioFrame:
        if self._closed:
            raise StopAsyncIteration
        # A frame can be heard once its last sample has been spoken.
        await asyncio.sleep(max(0.0, self._time_of_frame(self._frames + 1) - time.time()))
        frame = np.zeros(_FRAME_SAMPLES, np.int16)
        part = self._clip[self._position : self._position + _FRAME_SAMPLES]
        frame[: len(part)] = part
        self._position += len(part)
        self._frames += 1
        if self._position >= len(self._clip):
            self._clip_ended.set()
        return rtc.AudioFrame(frame.tobytes(), MIC_RATE_HZ, 1, _FRAME_SAMPLES)

    def _time_of_frame(self, frame: int) -> float:
        if self._started_at is None:
            self._started_at = time.time()
        return self._started_at + frame * FRAME_S


@dataclass(frozen=True, slots=True)
class Played:
    """One stretch of speech as a listener heard it."""

    samples: NDArray[np.int16]
    """[T], mono, cut where playing stopped."""
    rate_hz: int
    started_at: float
    """Wall-clock time of the first sample."""
    ended_at: float
    """Wall-clock time of the last sample: of the pause, if it was cut off while paused."""
    interrupted: bool
    paused: tuple[tuple[float, float], ...] = ()
    """Wall-clock times at which it was paused and went on again."""


class MemorySpeaker(AudioOutput):
    """Plays in real time into memory.

    Args:
        on_played: Called with each stretch when it has ended.
    """

    def __init__(self, on_played: Callable[[Played], None] | None = None) -> None:
        super().__init__(label="MemorySpeaker", capabilities=AudioOutputCapabilities(pause=True))
        self._on_played = on_played
        self._frames: list[NDArray[np.int16]] = []
        self._rate_hz = 0
        self._began_at = 0.0
        """When the first sample was played."""
        self._started_at = 0.0
        """The same, moved on by the time that was paused."""
        self._paused_at: float | None = None
        self._pauses: list[tuple[float, float]] = []
        self._gaps: list[tuple[float, float]] = []
        """Silences of a voice that fell behind: from where in the sound, and how long, in s."""
        self._ending: asyncio.TimerHandle | None = None
        self._flushed = False

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        self._fill_gap()
        if not self._frames:
            self._rate_hz = frame.sample_rate
            self._started_at = self._began_at = time.time()
            self._flushed = False
            self._pauses, self._gaps = [], []
            self.on_playback_started(created_at=self._started_at)
        samples = np.frombuffer(frame.data, np.int16).reshape(-1, frame.num_channels)
        self._frames.append(samples[:, 0].copy())

    def flush(self) -> None:
        super().flush()
        if self._frames:
            self._flushed = True
            self._schedule_end()

    def clear_buffer(self) -> None:
        if self._frames:
            self._end(interrupted=self._played_s() < self._buffered_s())

    def pause(self) -> None:
        if self._frames and self._paused_at is None:
            self._paused_at = time.time()
            if self._ending is not None:
                self._ending.cancel()

    def resume(self) -> None:
        if self._paused_at is not None:
            now = time.time()
            self._started_at += now - self._paused_at
            self._pauses.append((self._paused_at, now))
            self._paused_at = None
            if self._flushed:
                self._schedule_end()

    def _fill_gap(self) -> None:
        """Hear the silence of a voice that fell behind: a listener would."""
        if not self._frames or self._paused_at is not None:
            return
        behind_s = time.time() - self._started_at - self._buffered_s()
        if behind_s > 0:
            self._gaps.append((self._buffered_s(), behind_s))
            self._frames.append(np.zeros(round(behind_s * self._rate_hz), np.int16))

    def _buffered_s(self) -> float:
        return sum(len(f) for f in self._frames) / self._rate_hz

    def _played_s(self) -> float:
        now = self._paused_at if self._paused_at is not None else time.time()
        return min(self._buffered_s(), max(0.0, now - self._started_at))

    def _gaps_until(self, played_s: float) -> float:
        """Return how much of `played_s` was no speech: words are timed without it."""
        return sum(min(long_s, max(0.0, played_s - at_s)) for at_s, long_s in self._gaps)

    def _schedule_end(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
        left_s = self._buffered_s() - self._played_s()
        self._ending = asyncio.get_running_loop().call_later(
            left_s, lambda: self._end(interrupted=False)
        )

    def _end(self, *, interrupted: bool) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        played_s = self._played_s() if interrupted else self._buffered_s()
        samples = np.concatenate(self._frames)[: round(played_s * self._rate_hz)]
        ended_at = self._paused_at if self._paused_at is not None else time.time()
        pauses = tuple(self._pauses)
        played = Played(samples, self._rate_hz, self._began_at, ended_at, interrupted, pauses)
        self._frames = []
        self._paused_at = None
        if self._on_played is not None:
            self._on_played(played)
        self.on_playback_finished(
            playback_position=played_s - self._gaps_until(played_s), interrupted=interrupted
        )
