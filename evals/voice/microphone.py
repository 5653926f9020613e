"""A microphone that also takes what is heard around the shopper."""

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from assistant.audio_io import FRAME_S, MIC_RATE_HZ, ClipMicrophone
from speech.audio_file import Samples

FRAME_SAMPLES = round(FRAME_S * MIC_RATE_HZ)


class RoomMicrophone(ClipMicrophone):
    """Speaks clips, and what lies between them.

    Args:
        between: float32 [N], mono, 16 kHz, N at least a frame; repeated. Silence if None.
    """

    def __init__(self, between: Samples | None) -> None:
        super().__init__()
        self._between: NDArray[np.int16] | None = None
        if between is not None:
            whole = len(between) // FRAME_SAMPLES * FRAME_SAMPLES
            self._between = (np.clip(between[:whole], -1.0, 1.0) * 32767).astype(np.int16)

    @property
    def at(self) -> int:
        """Samples given so far."""
        return self._frames * FRAME_SAMPLES

    async def __anext__(self) -> rtc.AudioFrame:
        position = self._position
        frame = await super().__anext__()
        if self._between is None or self._position != position:
            return frame
        start = (self.at - FRAME_SAMPLES) % len(self._between)
        around = self._between[start : start + FRAME_SAMPLES]
        return rtc.AudioFrame(around.tobytes(), MIC_RATE_HZ, 1, FRAME_SAMPLES)


def in_frames(clip: Samples) -> Samples:
    """Return a clip made longer, by silence, to whole frames."""
    return np.pad(clip, (0, -len(clip) % FRAME_SAMPLES))
