"""Audio frames of any size, rate and channel count, as one mono 16 kHz stream.

Also takes out a constant offset (DC), which would raise the floor of Whisper's
log-mel features. Does not fill gaps: the clock is the samples that came.
"""

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
_DC_FOLLOW = 0.02
"""Share of each chunk's mean that the offset estimate takes: about 1 s at 20 ms frames."""
_INT16 = 32768.0


class MonoStream:
    """Turns pushed frames into samples; the rate may change between frames."""

    def __init__(self) -> None:
        self._rate_hz = SAMPLE_RATE_HZ
        self._resampler: rtc.AudioResampler | None = None
        self._offset: float | None = None

    def push(self, frame: rtc.AudioFrame) -> NDArray[np.float32]:
        """Return what the frame adds to the stream.

        Args:
            frame: int16, interleaved, any rate over 0, one or more channels.

        Returns:
            float32 [T], mono, 16 kHz, -1..1; may be empty.
        """
        if frame.samples_per_channel == 0:
            return np.zeros(0, np.float32)
        channels = max(1, frame.num_channels)
        interleaved = np.frombuffer(frame.data, dtype=np.int16)
        used = frame.samples_per_channel * channels
        mixed = interleaved[:used].reshape(-1, channels).mean(axis=1, dtype=np.float32)
        before = np.zeros(0, np.float32)
        if frame.sample_rate != self._rate_hz:
            before = self.flush()
            self._rate_hz = frame.sample_rate
            if frame.sample_rate != SAMPLE_RATE_HZ:
                self._resampler = rtc.AudioResampler(
                    frame.sample_rate, SAMPLE_RATE_HZ, quality=rtc.AudioResamplerQuality.MEDIUM
                )
        if self._resampler is not None:
            mixed = _joined(self._resampler.push(bytearray(mixed.astype(np.int16).tobytes())))
        return np.concatenate((before, self._without_offset(mixed / _INT16)))

    def flush(self) -> NDArray[np.float32]:
        """Return what the resampler still holds, float32 [T], and forget it."""
        if self._resampler is None:
            return np.zeros(0, np.float32)
        rest = _joined(self._resampler.flush())
        self._resampler = None
        self._rate_hz = SAMPLE_RATE_HZ
        return self._without_offset(rest / _INT16)

    def _without_offset(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        if not len(samples):
            return samples
        mean = float(samples.mean())
        if self._offset is None:
            self._offset = mean
        self._offset += _DC_FOLLOW * (mean - self._offset)
        return (samples - self._offset).astype(np.float32)


def _joined(frames: list[rtc.AudioFrame]) -> NDArray[np.float32]:
    if not frames:
        return np.zeros(0, np.float32)
    parts = [np.frombuffer(frame.data, dtype=np.int16) for frame in frames]
    return np.concatenate(parts).astype(np.float32)
