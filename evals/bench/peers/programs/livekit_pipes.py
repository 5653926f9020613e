"""A microphone and a loudspeaker for LiveKit's AgentSession, at the ends of two pipes.

Shared by the stock session and by Aisle's, so that both are heard through the same one.
Imports nothing of Aisle. The lines are described in `evals.bench.peers.stage`.
"""

import asyncio
import base64
import json
import os
import sys
import time
from typing import TextIO

from livekit import rtc
from livekit.agents.voice.io import AudioInput, AudioOutput, AudioOutputCapabilities

MIC_RATE_HZ = 16_000


def take_stdout() -> TextIO:
    """Return this process's stdout and leave stderr in its place, for what libraries print."""
    stage = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return stage


class Teller:
    """Writes lines to the stage."""

    def __init__(self, stage: TextIO) -> None:
        self._stage = stage

    def tell(self, line: dict[str, object]) -> None:
        """Write one line."""
        self._stage.write(json.dumps(line) + "\n")
        self._stage.flush()


class PipeMicrophone(AudioInput):
    """Frames as they come from the stage, in real time."""

    def __init__(self) -> None:
        super().__init__(label="PipeMicrophone")
        self._frames: asyncio.Queue[bytes] = asyncio.Queue()

    async def run(self) -> None:
        """Read until the stage closes its end."""
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            self._frames.put_nowait(base64.b64decode(line))

    async def __anext__(self) -> rtc.AudioFrame:
        pcm = await self._frames.get()
        return rtc.AudioFrame(pcm, MIC_RATE_HZ, 1, len(pcm) // 2)


class PipeSpeaker(AudioOutput):
    """Tells the stage what is played, and the session when it has ended, in real time."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(label="PipeSpeaker", capabilities=AudioOutputCapabilities(pause=True))
        self._tell = teller.tell
        self._began_at: float | None = None
        """Moved on by what was paused."""
        self._buffered_s = 0.0
        self._paused_at: float | None = None
        self._ending: asyncio.TimerHandle | None = None
        self._flushed = False

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        now = time.time()
        if self._began_at is None:
            self._began_at, self._buffered_s, self._flushed = now, 0.0, False
            self.on_playback_started(created_at=now)
        if self._paused_at is None:  # a voice that fell behind leaves a gap
            self._buffered_s = max(self._buffered_s, now - self._began_at)
        self._buffered_s += frame.duration
        pcm = base64.b64encode(bytes(frame.data)).decode()
        self._tell({"is": "audio", "at": now, "rate_hz": frame.sample_rate, "pcm": pcm})

    def flush(self) -> None:
        super().flush()
        if self._began_at is not None:
            self._flushed = True
            self._schedule_end()

    def clear_buffer(self) -> None:
        if self._began_at is not None:
            self._tell({"is": "cleared", "at": time.time()})
            self._end(interrupted=self._played_s() < self._buffered_s)

    def pause(self) -> None:
        super().pause()
        if self._began_at is not None and self._paused_at is None:
            self._paused_at = time.time()
            self._tell({"is": "paused", "at": self._paused_at})
            self._cancel_end()

    def resume(self) -> None:
        super().resume()
        if self._began_at is not None and self._paused_at is not None:
            now = time.time()
            self._began_at += now - self._paused_at
            self._paused_at = None
            self._tell({"is": "resumed", "at": now})
            if self._flushed:
                self._schedule_end()

    def _played_s(self) -> float:
        assert self._began_at is not None
        now = time.time() if self._paused_at is None else self._paused_at
        return min(self._buffered_s, now - self._began_at)

    def _schedule_end(self) -> None:
        self._cancel_end()
        if self._paused_at is None:
            left_s = self._buffered_s - self._played_s()
            loop = asyncio.get_running_loop()
            self._ending = loop.call_later(left_s, lambda: self._end(interrupted=False))

    def _cancel_end(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None

    def _end(self, *, interrupted: bool) -> None:
        self._cancel_end()
        position_s = self._played_s() if interrupted else self._buffered_s
        self._began_at = self._paused_at = None
        self.on_playback_finished(playback_position=position_s, interrupted=interrupted)
