"""Audio frames of any size, rate and channel count, as one mono 16 kHz stream.

Also takes out a constant offset (DC), which hides quiet speech from the detector. Does
not fill gaps: the clock is the samples that came.
"""

import math

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from speech.errors import FrameRefused
from speech.offset_filter import OffsetFilter

SAMPLE_RATE_HZ = 16_000
MIN_RATE_HZ = 1_000
MAX_RATE_HZ = 768_000
"""Nothing that records speech lies outside."""
MAX_CHANNELS = 64

_INT16 = 32768.0
_LEAST_S = 0.01
"""Smaller frames are gathered: filtering sample by sample is slower than real time."""
_CANCELLED = 0.04
"""Power of the mix over that of a channel, under which the channels cancel each other
out. Unrelated sound on six channels gives 0.17, speech on one of six the same, opposite
phases 0 to 0.01."""
_CHANNELS_FOLLOW_S = 0.1


class MonoStream:
    """Turns pushed frames into samples; rate and channels may change between frames."""

    def __init__(self) -> None:
        self._rate_hz = SAMPLE_RATE_HZ
        self._channels = 1
        self._gathered: list[NDArray[np.int16]] = []
        self._gathered_count = 0
        self._powers = np.zeros(2)
        """Of each channel, and last of the mix; smoothed."""
        self._resampler: rtc.AudioResampler | None = None
        self._offset = OffsetFilter(SAMPLE_RATE_HZ)

    def push(self, frame: rtc.AudioFrame) -> NDArray[np.float32]:
        """Return what the frame adds to the stream.

        Args:
            frame: int16, interleaved, any size, 1 to 768 kHz, 1 to 64 channels.

        Returns:
            float32 [T], mono, 16 kHz, -1..1; may be empty, as less than 10 ms are kept
            back until there is more.

        Raises:
            FrameRefused: The frame is no such audio. The stream can go on without it.
        """
        count, channels, rate_hz = frame.samples_per_channel, frame.num_channels, frame.sample_rate
        if count <= 0:
            return np.zeros(0, np.float32)
        if not (MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ and 1 <= channels <= MAX_CHANNELS):
            raise FrameRefused(
                f"Audio of {channels} channels at {rate_hz} Hz cannot be heard; "
                f"send 1 to {MAX_CHANNELS} channels at {MIN_RATE_HZ} to {MAX_RATE_HZ} Hz."
            )
        before = np.zeros(0, np.float32)
        if (rate_hz, channels) != (self._rate_hz, self._channels):
            before = self.flush()
            self._take_format(rate_hz, channels)
        # A copy: the sender may use its buffer again.
        self._gathered.append(np.frombuffer(frame.data, np.int16)[: count * channels].copy())
        self._gathered_count += count
        if self._gathered_count < self._rate_hz * _LEAST_S:
            return before
        return np.concatenate((before, self._filtered()))

    def flush(self) -> NDArray[np.float32]:
        """Return what was kept back, float32 [T]."""
        parts = [self._filtered()]
        if self._resampler is not None:
            parts.append(self._offset.push(_joined(self._resampler.flush()) / _INT16))
            self._take_format(self._rate_hz, self._channels)
        return np.concatenate(parts)

    def _take_format(self, rate_hz: int, channels: int) -> None:
        if channels != self._channels:
            self._powers = np.zeros(channels + 1)
        self._rate_hz, self._channels = rate_hz, channels
        self._resampler = None
        if rate_hz != SAMPLE_RATE_HZ:
            self._resampler = rtc.AudioResampler(
                rate_hz, SAMPLE_RATE_HZ, quality=rtc.AudioResamplerQuality.MEDIUM
            )

    def _filtered(self) -> NDArray[np.float32]:
        if not self._gathered:
            return np.zeros(0, np.float32)
        interleaved = np.concatenate(self._gathered)
        self._gathered.clear()
        self._gathered_count = 0
        mono = self._mixed(interleaved.reshape(-1, self._channels))
        if self._resampler is not None:
            pcm = np.rint(mono).astype(np.int16)
            mono = _joined(self._resampler.push(bytearray(pcm.tobytes())))
        return self._offset.push(mono / _INT16)

    def _mixed(self, samples: NDArray[np.int16]) -> NDArray[np.float32]:
        """Return the mean of the channels; the loudest where they cancel each other out."""
        if self._channels == 1:
            return samples[:, 0].astype(np.float32)
        mix = np.asarray(samples.mean(axis=1), np.float32)
        both = np.column_stack((samples, mix)).astype(np.float64)
        powers = both.var(axis=0)
        share = 1.0 if not self._powers.any() else self._follow(len(samples))
        self._powers += share * (powers - self._powers)
        if self._powers[-1] < _CANCELLED * self._powers[:-1].mean():
            mix = samples[:, int(self._powers[:-1].argmax())].astype(np.float32)
        return mix

    def _follow(self, count: int) -> float:
        return 1.0 - math.exp(-count / (self._rate_hz * _CHANNELS_FOLLOW_S))


def _joined(frames: list[rtc.AudioFrame]) -> NDArray[np.float32]:
    if not frames:
        return np.zeros(0, np.float32)
    parts = [np.frombuffer(frame.data, dtype=np.int16) for frame in frames]
    return np.concatenate(parts).astype(np.float32)
