"""Frames as they are pushed, to samples as they are heard: bounded, and nothing lost silently.

What is left out (a frame of an impossible format, audio beyond the bound) is told once for
each run of it. Does not hold the frames: the stream's channel does.
"""

from collections.abc import Callable, Iterator

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from speech.errors import AudioOverrun, FrameRefused, SpeechError
from speech.mono_stream import SAMPLE_RATE_HZ, MonoStream

MAX_WAITING_BYTES = 64 * 2**20
"""35 minutes of 16 kHz mono. A microphone never gets there; a sender that is never slowed
down would take all memory."""
_PIECE = SAMPLE_RATE_HZ
"""1 s takes the detector 2.5 ms: a frame of minutes must not hold up other sessions."""


class FrameIntake:
    """One stream's.

    Args:
        tell: Called with what was left out, and why.
    """

    def __init__(self, tell: Callable[[SpeechError], None]) -> None:
        self._tell = tell
        self._mono = MonoStream()
        self._waiting_bytes = 0
        self._overrun = False
        self._refusing = False

    def offer(self, frame: rtc.AudioFrame) -> bool:
        """Return whether the frame may wait; False drops it."""
        size_bytes = frame.data.nbytes
        if self._waiting_bytes + size_bytes > MAX_WAITING_BYTES:
            if not self._overrun:
                self._overrun = True
                self._tell(
                    AudioOverrun(
                        "Audio comes faster than it can be heard; send it as it is spoken."
                    )
                )
            return False
        self._overrun = False
        self._waiting_bytes += size_bytes
        return True

    def take(self, frame: rtc.AudioFrame) -> Iterator[NDArray[np.float32]]:
        """Yield what an offered frame adds to the stream, float32 [T] of at most 1 s each."""
        self._waiting_bytes -= frame.data.nbytes
        try:
            samples = self._mono.push(frame)
        except FrameRefused as error:
            if not self._refusing:
                self._refusing = True
                self._tell(error)
            return
        self._refusing = False
        yield from _pieces(samples)

    def flush(self) -> Iterator[NDArray[np.float32]]:
        """Yield what was kept back."""
        yield from _pieces(self._mono.flush())


def _pieces(samples: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    for start in range(0, len(samples), _PIECE):
        yield samples[start : start + _PIECE]
