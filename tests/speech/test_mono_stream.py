"""Frames of any kind become one mono 16 kHz stream."""

import numpy as np
import pytest
from livekit import rtc
from numpy.typing import NDArray

from speech.errors import FrameRefused
from speech.mono_stream import MonoStream

RATE_HZ = 16_000
Samples = NDArray[np.float32]


def tone(seconds: float, rate_hz: int = RATE_HZ, hz: float = 440.0) -> Samples:
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return (0.3 * np.sin(2 * np.pi * hz * time)).astype(np.float32)


def frame(samples: NDArray[np.floating], rate_hz: int = RATE_HZ) -> rtc.AudioFrame:
    """Make a frame of float [T] or [T, channels]."""
    pcm = np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16)
    channels = 1 if pcm.ndim == 1 else pcm.shape[1]
    return rtc.AudioFrame(np.ascontiguousarray(pcm).tobytes(), rate_hz, channels, len(pcm))


def heard(
    samples: NDArray[np.floating], rate_hz: int = RATE_HZ, sizes: tuple[int, ...] = (320,)
) -> Samples:
    mono = MonoStream()
    parts = []
    start = index = 0
    while start < len(samples):
        size = sizes[index % len(sizes)]
        parts.append(mono.push(frame(samples[start : start + size], rate_hz)))
        start += size
        index += 1
    return np.concatenate((*parts, mono.flush()))


def loudness(samples: Samples) -> float:
    return float(np.sqrt((samples[2000:-2000].astype(np.float64) ** 2).mean()))


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("sizes", [(160, 1, 0, 7), (100_000,)])
def test_any_rate_and_size_gives_the_same_sound(rate_hz: int, sizes: tuple[int, ...]) -> None:
    got = heard(tone(1.0, rate_hz), rate_hz, sizes)
    assert len(got) == pytest.approx(RATE_HZ, abs=4)
    spectrum = np.abs(np.fft.rfft(got * np.hanning(len(got))))
    assert np.argmax(spectrum) * RATE_HZ / len(got) == pytest.approx(440, abs=2)
    assert loudness(got) == pytest.approx(0.3 / np.sqrt(2), rel=0.02)


def test_the_cut_into_frames_does_not_change_a_sample() -> None:
    samples = tone(0.7) + 0.1
    whole = heard(samples, sizes=(20_000,))
    for sizes in ((1,), (3, 500, 1), (319,)):
        np.testing.assert_allclose(heard(samples, sizes=sizes), whole, atol=1e-6)


def test_frames_of_one_sample_cost_less_than_real_time() -> None:
    pushed = heard(tone(0.5), sizes=(1,))
    assert len(pushed) == RATE_HZ // 2


def test_less_than_10_ms_wait_for_more_and_flush_lets_them_go() -> None:
    mono = MonoStream()
    assert len(mono.push(frame(tone(0.005)))) == 0
    assert len(mono.flush()) == 80
    assert len(mono.flush()) == 0


def test_nothing_is_lost_where_rate_and_channels_change() -> None:
    mono = MonoStream()
    got = []
    for index, rate_hz in enumerate((8_000, 48_000, 16_000, 11_025, 44_100, 16_000) * 3):
        piece = tone(0.25, rate_hz)
        stereo = np.column_stack((piece, piece)) if index % 2 else piece
        got.append(mono.push(frame(stereo, rate_hz)))
    got.append(mono.flush())
    assert sum(map(len, got)) == pytest.approx(18 * 0.25 * RATE_HZ, abs=60)


def test_a_constant_offset_is_taken_out_from_the_first_sample_on() -> None:
    for offset in (0.1, 0.3, -0.5):
        got = heard(tone(1.0) + offset)
        assert abs(float(got.mean())) < 0.002
        assert np.abs(got[:400]).max() < 0.4
        assert loudness(got) == pytest.approx(0.3 / np.sqrt(2), rel=0.01)


def test_an_offset_that_jumps_is_followed() -> None:
    samples = tone(1.0)
    samples[RATE_HZ // 2 :] += 0.3
    got = heard(samples)
    assert abs(float(got[-RATE_HZ // 4 :].mean())) < 0.002


def test_six_channels_are_mixed() -> None:
    channels = np.zeros((RATE_HZ, 6))
    channels[:, 3] = tone(1.0)
    assert loudness(heard(channels)) == pytest.approx(0.3 / np.sqrt(2) / 6, rel=0.05)


def test_channels_of_opposite_phase_do_not_cancel_out() -> None:
    said = tone(1.0)
    for balance in (1.0, 0.9):
        got = heard(np.column_stack((said, -balance * said)))
        assert loudness(got) == pytest.approx(0.3 / np.sqrt(2), rel=0.05)
    # One that comes later, after mono-like stereo.
    both = np.concatenate((np.column_stack((said, said)), np.column_stack((said, -said))))
    assert loudness(heard(both)[-RATE_HZ // 2 :]) == pytest.approx(0.3 / np.sqrt(2), rel=0.05)


def test_unrelated_channels_stay_a_mix() -> None:
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.1, (RATE_HZ, 2))
    assert loudness(heard(noise)) == pytest.approx(0.1 / np.sqrt(2), rel=0.05)


def test_full_scale_stays_within_it() -> None:
    square = np.sign(tone(1.0))
    for rate_hz in (16_000, 48_000):
        got = heard(square, rate_hz)
        assert np.isfinite(got).all() and np.abs(got).max() < 2.0


@pytest.mark.parametrize(
    ("rate_hz", "channels", "count"), [(0, 1, 100), (-8000, 1, 100), (10**7, 1, 9), (16_000, 99, 9)]
)
def test_a_frame_that_cannot_be_is_refused_and_the_stream_goes_on(
    rate_hz: int, channels: int, count: int
) -> None:
    mono = MonoStream()
    mono.push(frame(tone(0.1)))
    with pytest.raises(FrameRefused, match="send 1 to 64 channels"):
        mono.push(rtc.AudioFrame(bytes(2 * channels * count), rate_hz, channels, count))
    assert len(mono.push(frame(tone(0.1)))) == RATE_HZ // 10


def test_the_senders_buffer_may_be_used_again() -> None:
    pcm = bytearray(np.full(100, 1000, np.int16).tobytes())
    mono = MonoStream()
    mono.push(rtc.AudioFrame(pcm, RATE_HZ, 1, 100))
    pcm[:] = bytes(200)
    mono_again = MonoStream()
    mono_again.push(rtc.AudioFrame(np.full(100, 1000, np.int16).tobytes(), RATE_HZ, 1, 100))
    np.testing.assert_array_equal(mono.flush(), mono_again.flush())
