"""What the client's microphone sends, as AgentSession hears it.

Sound is taken as it comes, also faster than it was spoken: the recogniser decides in
stream time. A client that stops sending is followed by a few seconds of silence, so that
what it said can end. What is not for AgentSession can be diverted.
"""

import asyncio
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from typing import Final

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioInput
from numpy.typing import NDArray

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.codec import decoded
from assistant.realtime.resampler import StreamResampler

RATE_HZ: Final = 16_000
"""Of the frames that come out: the recogniser's, so that nothing resamples again."""
FRAME_S: Final = 0.02
"""Smaller appends are joined: each frame costs AgentSession about the same."""
LONGEST_FRAME_S: Final = 0.05
"""Larger ones are cut, as loudness and the time of a burst's words are measured by frames."""
FILL_AFTER_S: Final = 0.3
"""Gap after which silence is heard. Jitter of networks is below, and whole requests end
after 0.35 s of silence: who stops sending is answered as fast as who sends silence."""
FILL_S: Final = 3.0
"""So much silence ends every utterance (words that cannot end a request wait 1.3 s)."""
_FILL_STEP_S: Final = 0.1
_LATE_S: Final = 0.1
"""A timer that comes so late was held up by the process, and perhaps so was sound."""
WAITING_S: Final = 120.0
"""Sound that may wait for AgentSession, which takes it at once when it listens."""
_MARKS: Final = 2_000
_PIECE: Final = 48_000
"""Samples, 2 s: 1.5 ms of work."""

Sink = Callable[[rtc.AudioFrame], None]
"""Takes mono frames, int16, 16 kHz, of 50 ms at most."""


class SocketMicrophone(AudioInput):
    """Fed by the socket, read by AgentSession.

    Args:
        clock: Wall clock in s.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__(label="SocketMicrophone")
        self.on_sound: Callable[[float], None] | None = None
        """Told of each append's seconds, after it was taken: for counting."""
        self._clock = clock
        self._format = AudioFormat.PCM
        self._resampler = StreamResampler(self._format.rate_hz, RATE_HZ)
        self._sink: Sink | None = None
        self._received_s = 0.0
        self._marks: deque[tuple[float, float]] = deque(maxlen=_MARKS)
        """When a frame was heard (wall clock), and the received seconds up to its end."""
        self._joined: list[NDArray[np.int16]] = []
        self._joined_count = 0
        self._frames: deque[tuple[rtc.AudioFrame, float]] = deque()
        """Each with the received seconds up to its end."""
        self._waiting_s = 0.0
        self._wake = asyncio.Event()
        self._fill_at = 0.0
        self._fill_left_s = 0.0
        self._closed = False

    @property
    def format(self) -> AudioFormat:
        """How the client's sound is encoded; may be set at any moment, for what comes next."""
        return self._format

    @format.setter  # noqa: A003 - the protocol's word
    def format(self, form: AudioFormat) -> None:
        if form is not self._format:
            self._take(self._resampler.flush())
            self._format = form
            self._resampler = StreamResampler(form.rate_hz, RATE_HZ)

    @property
    def received_s(self) -> float:
        """Seconds of sound received since the connection began: the protocol's audio clock."""
        return self._received_s

    def divert(self, sink: Sink | None) -> None:
        """Give sound to `sink` from now on, as it comes; None: to AgentSession again."""
        self._flush()
        self._sink = sink

    def append(self, audio: str) -> None:
        """Take base64 as the client sent it.

        Raises:
            BadAudio: It is no base64, or no whole number of samples; nothing was taken of it.
        """
        self._hear(decoded(audio, self._format))

    async def append_much(self, audio: str) -> None:
        """Do the same with minutes of sound, without holding other sessions up.

        Raises:
            BadAudio: As of `append`.
        """
        samples = await asyncio.to_thread(decoded, audio, self._format)
        for start in range(0, len(samples), _PIECE):
            self._hear(samples[start : start + _PIECE])
            await asyncio.sleep(0)

    def _hear(self, samples: NDArray[np.int16]) -> None:
        if self._closed:
            return
        length_s = len(samples) / self._format.rate_hz
        self._received_s += length_s
        self._take(self._resampler.push(samples))
        if self.on_sound is not None:
            self.on_sound(length_s)

    def stream_s_at(self, wall_at: float) -> float:
        """Return which second of received sound a wall-clock time (`time.time`) is.

        For audio_start_ms and audio_end_ms of what the session tells in wall time. Sound that
        came faster than it was spoken is found by when it was heard, to a frame.
        """
        index = bisect_left(self._marks, wall_at, key=lambda mark: mark[0])
        if index == len(self._marks):
            return self._marks[-1][1] if self._marks else 0.0
        heard_at, received_s = self._marks[index]
        before_s = self._marks[index - 1][1] if index else 0.0
        return max(before_s, received_s - (heard_at - wall_at), 0.0)

    def close(self) -> None:
        """End the stream."""
        self._closed = True
        self._sink = None
        self._wake.set()

    async def __anext__(self) -> rtc.AudioFrame:
        while not self._frames:
            if self._closed:
                raise StopAsyncIteration
            self._wake.clear()
            wait_s = self._fill_at - self._clock() if self._fill_left_s > 0 else None
            try:
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()
            except TimeoutError:
                self._fill()
        frame, received_s = self._frames.popleft()
        self._waiting_s -= frame.samples_per_channel / RATE_HZ
        if received_s > (self._marks[-1][1] if self._marks else 0.0):
            self._marks.append((self._clock(), received_s))
        if self._frames:
            await asyncio.sleep(0)  # a burst is heard frame by frame, and is timed by it
        return frame

    def _take(self, samples: NDArray[np.int16]) -> None:
        self._joined.append(samples)
        self._joined_count += len(samples)
        if self._joined_count >= FRAME_S * RATE_HZ:
            self._flush()
        elif self._sink is None and self._fill_left_s == 0.0:
            self._expect_more()  # the last of a client's sound may be shorter than a frame

    def _flush(self) -> None:
        if not self._joined_count:
            return
        samples = np.concatenate(self._joined)
        self._joined, self._joined_count = [], 0
        longest = round(LONGEST_FRAME_S * RATE_HZ)
        for start in range(0, len(samples), longest):
            later_s = max(0, len(samples) - start - longest) / RATE_HZ
            self._give(samples[start : start + longest], self._received_s - later_s)
        if self._sink is None:
            self._expect_more()

    def _expect_more(self) -> None:
        self._fill_at = self._clock() + FILL_AFTER_S
        self._fill_left_s = FILL_S
        self._wake.set()

    def _give(self, samples: NDArray[np.int16], received_s: float) -> None:
        frame = rtc.AudioFrame(samples.tobytes(), RATE_HZ, 1, len(samples))
        if self._sink is not None:
            self._sink(frame)
        elif self._waiting_s < WAITING_S:
            self._frames.append((frame, received_s))
            self._waiting_s += len(samples) / RATE_HZ
            self._wake.set()

    def _fill(self) -> None:
        """Hear silence in the place of a gap, if it is the client's and not our own."""
        now = self._clock()
        if now - self._fill_at > _LATE_S:
            self._fill_at = now + _LATE_S / 2
            return
        gap_s = FILL_AFTER_S if self._fill_left_s == FILL_S else _FILL_STEP_S
        left_s = self._fill_left_s - gap_s
        silence = np.zeros(round(gap_s * RATE_HZ), np.int16)
        if self._joined_count and self._sink is None:
            silence = np.concatenate((*self._joined, silence))
            self._joined, self._joined_count = [], 0
        frame = rtc.AudioFrame(silence.tobytes(), RATE_HZ, 1, len(silence))
        self._frames.append((frame, self._received_s))
        self._waiting_s += len(silence) / RATE_HZ
        self._fill_left_s = left_s if left_s > _FILL_STEP_S / 2 else 0.0
        self._fill_at = now + _FILL_STEP_S
