"""Sounds that hold no words: what a recogniser must stay silent on.

Made from a seed, so that a figure can be measured again; no recording is needed. Does
not cover recordings (`evals.bench.data`) or mixing them into speech.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000

Samples = NDArray[np.float32]
Random = np.random.Generator
Sound = Callable[[Random, float], NDArray[np.float64]]

_DTMF_LOW_HZ = (697.0, 770.0, 852.0, 941.0)
_DTMF_HIGH_HZ = (1209.0, 1336.0, 1477.0)
_SCALE_HZ = tuple(220.0 * 2 ** (step / 12) for step in (0, 2, 4, 5, 7, 9, 11, 12, 14, 16))


def sound(name: str, seconds: float, seed: int = 0, peak: float = 0.5) -> Samples:
    """Return a sound by its name in `SOUNDS`.

    Args:
        name: Which.
        seconds: How long.
        seed: Another seed is another sample of the same kind.
        peak: Largest sample, 0..1.

    Returns:
        float32 [T], mono, 16 kHz.
    """
    rng = np.random.default_rng([seed, *name.encode()])
    wave = SOUNDS[name](rng, seconds)[: int(seconds * RATE_HZ)]
    loudest = float(np.abs(wave).max(initial=0.0))
    return (wave * (peak / loudest if loudest else 0.0)).astype(np.float32)


def _time(seconds: float) -> NDArray[np.float64]:
    return np.arange(int(seconds * RATE_HZ)) / RATE_HZ


def _coloured(rng: Random, seconds: float, slope: float) -> NDArray[np.float64]:
    """Noise whose power falls with frequency as f ** -slope: 0 white, 1 pink, 2 brown."""
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(rng.normal(size=count))
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    return np.fft.irfft(spectrum / np.maximum(hz, 20.0) ** (slope / 2), count)


def _band(rng: Random, seconds: float, low_hz: float, high_hz: float) -> NDArray[np.float64]:
    count = int(seconds * RATE_HZ)
    spectrum = np.fft.rfft(rng.normal(size=count))
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    spectrum[(hz < low_hz) | (hz > high_hz)] = 0.0
    return np.fft.irfft(spectrum, count)


def _placed(
    seconds: float, starts_s: NDArray[np.float64], make: Callable[[int], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """Add up events, each at its own time."""
    wave: NDArray[np.float64] = np.zeros(int(seconds * RATE_HZ))
    for index, start_s in enumerate(starts_s):
        start = int(start_s * RATE_HZ)
        event = make(index)[: len(wave) - start]
        wave[start : start + len(event)] += event
    return wave


def _starts(rng: Random, seconds: float, every_s: float) -> NDArray[np.float64]:
    """Irregular times, about one each `every_s`, the first after 0.3 s."""
    gaps = rng.uniform(0.5, 1.5, int(seconds / every_s * 2) + 2) * every_s
    times = 0.3 + np.cumsum(gaps) - gaps[0]
    return np.asarray(times[times < seconds])


def _harmonics(hz: float, seconds: float, loudness: tuple[float, ...]) -> NDArray[np.float64]:
    time = _time(seconds)
    waves = [a * np.sin(2 * np.pi * hz * (k + 1) * time) for k, a in enumerate(loudness)]
    return np.asarray(np.sum(waves, axis=0))


def _fading(
    wave: NDArray[np.float64], decay_s: float, rise_s: float = 0.005
) -> NDArray[np.float64]:
    time = np.arange(len(wave)) / RATE_HZ
    return np.asarray(wave * np.exp(-time / decay_s) * np.minimum(1.0, time / rise_s))


def _hum(rng: Random, seconds: float) -> NDArray[np.float64]:
    hz = float(rng.choice([50.0, 60.0]))
    return _harmonics(hz, seconds, (1.0, 0.5, 0.3, 0.2, 0.1)) + 0.02 * _coloured(rng, seconds, 0)


def _fan(rng: Random, seconds: float) -> NDArray[np.float64]:
    turn = 1 + 0.3 * np.sin(2 * np.pi * rng.uniform(8, 25) * _time(seconds))
    return _band(rng, seconds, 60, 1200) * turn + 0.01 * _harmonics(
        rng.uniform(90, 160), seconds, (1.0, 0.6, 0.4)
    )


def _clicks(rng: Random, seconds: float) -> NDArray[np.float64]:
    def key(_: int) -> NDArray[np.float64]:
        return _fading(_band(rng, 0.06, 1500, 7000), 0.006, 0.0005) * rng.uniform(0.3, 1.0)

    return _placed(seconds, _starts(rng, seconds, 0.18), key)


def _knocks(rng: Random, seconds: float) -> NDArray[np.float64]:
    def knock(_: int) -> NDArray[np.float64]:
        body = _harmonics(rng.uniform(90, 240), 0.25, (1.0, 0.4, 0.2))
        return _fading(body + 3 * _band(rng, 0.25, 100, 2500), 0.03, 0.001)

    return _placed(seconds, _starts(rng, seconds, 0.9), knock)


def _tones(rng: Random, seconds: float) -> NDArray[np.float64]:
    def beep(_: int) -> NDArray[np.float64]:
        return _harmonics(rng.uniform(200, 3000), rng.uniform(0.1, 1.5), (1.0,))

    return _placed(seconds, _starts(rng, seconds, 1.4), beep)


def _sweeps(rng: Random, seconds: float) -> NDArray[np.float64]:
    def sweep(_: int) -> NDArray[np.float64]:
        time = _time(rng.uniform(0.4, 1.2))
        low, high = rng.uniform(150, 600), rng.uniform(700, 3000)
        hz = low + (high - low) * time / time[-1]
        return np.asarray(np.sin(2 * np.pi * np.cumsum(hz) / RATE_HZ))

    return _placed(seconds, _starts(rng, seconds, 1.2), sweep)


def _ringing(rng: Random, seconds: float) -> NDArray[np.float64]:
    """A telephone bell: two partials struck 20 times a second, 2 s on and 4 s off."""
    time = _time(seconds)
    strike = np.exp(-((time * 20) % 1.0) * 3)
    on = (time % rng.choice([3.0, 6.0])) < rng.choice([1.0, 2.0])
    bell = np.sin(2 * np.pi * 1000 * time) + 0.7 * np.sin(2 * np.pi * 1420 * time)
    return np.asarray(bell * strike * on)


def _dialling(rng: Random, seconds: float) -> NDArray[np.float64]:
    def key(_: int) -> NDArray[np.float64]:
        low, high = rng.choice(_DTMF_LOW_HZ), rng.choice(_DTMF_HIGH_HZ)
        return _harmonics(low, 0.15, (1.0,)) + _harmonics(high, 0.15, (1.0,))

    return _placed(seconds, _starts(rng, seconds, 0.35), key)


def _chords(rng: Random, seconds: float) -> NDArray[np.float64]:
    def chord(_: int) -> NDArray[np.float64]:
        root = int(rng.integers(0, 6))
        notes = [_SCALE_HZ[(root + step) % len(_SCALE_HZ)] for step in (0, 2, 4)]
        waves = [_harmonics(hz, 2.2, (1.0, 0.5, 0.3, 0.15, 0.1)) for hz in notes]
        return _fading(np.asarray(np.sum(waves, axis=0)), 0.9, 0.02)

    return _placed(seconds, np.arange(0.2, seconds, 1.6), chord)


def _melody(rng: Random, seconds: float) -> NDArray[np.float64]:
    """One sung-like line: vibrato, and formants that do not change as words do."""

    def note(_: int) -> NDArray[np.float64]:
        time = _time(rng.uniform(0.25, 0.7))
        hz = float(rng.choice(_SCALE_HZ)) * (1 + 0.008 * np.sin(2 * np.pi * 5.5 * time))
        phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
        waves = [np.sin(k * phase) / k for k in range(1, 9)]
        return _fading(np.asarray(np.sum(waves, axis=0)), 0.6, 0.03)

    return _placed(seconds, np.arange(0.2, seconds, 0.5), note)


def _drums(rng: Random, seconds: float) -> NDArray[np.float64]:
    def stroke(index: int) -> NDArray[np.float64]:
        if index % 4 == 0:
            time = _time(0.3)
            hz = 50 + 100 * np.exp(-time / 0.03)
            return _fading(2 * np.sin(2 * np.pi * np.cumsum(hz) / RATE_HZ), 0.1)
        if index % 4 == 2:
            return _fading(30 * _band(rng, 0.2, 200, 6000), 0.05, 0.001)
        return _fading(10 * _band(rng, 0.08, 5000, 7900), 0.015, 0.001)

    return _placed(seconds, np.arange(0.2, seconds, 0.22), stroke)


def _song(rng: Random, seconds: float) -> NDArray[np.float64]:
    return sum(
        (
            wave / np.abs(wave).max()
            for wave in (f(rng, seconds) for f in (_chords, _melody, _drums))
        ),
        np.zeros(int(seconds * RATE_HZ)),
    )


def _barking(rng: Random, seconds: float) -> NDArray[np.float64]:
    def bark(_: int) -> NDArray[np.float64]:
        length_s = rng.uniform(0.12, 0.3)
        time = _time(length_s)
        hz = rng.uniform(300, 700) * (1 + 0.5 * np.sin(np.pi * time / length_s))
        phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
        voice = np.sum([np.sin(k * phase) / k**0.7 for k in range(1, 7)], axis=0)
        rough = 1 + 0.8 * _band(rng, length_s, 30, 150) / 0.2
        return np.asarray((voice * rough) * np.hanning(len(time)))

    return _placed(seconds, _starts(rng, seconds, 0.8), bark)


def _coughs(rng: Random, seconds: float) -> NDArray[np.float64]:
    def cough(_: int) -> NDArray[np.float64]:
        burst = _fading(_band(rng, 0.35, 250, 4500), 0.06, 0.003)
        voiced = _fading(
            _harmonics(rng.uniform(110, 220), 0.35, (1, 0.8, 0.6, 0.5, 0.4)), 0.1, 0.05
        )
        return np.asarray(burst / np.abs(burst).max() + 0.4 * voiced)

    return _placed(seconds, _starts(rng, seconds, 1.1), cough)


def _breaths(rng: Random, seconds: float) -> NDArray[np.float64]:
    def breath(_: int) -> NDArray[np.float64]:
        wave = _band(rng, rng.uniform(0.5, 1.4), rng.uniform(300, 700), rng.uniform(2000, 4500))
        return wave * np.hanning(len(wave))

    return _placed(seconds, _starts(rng, seconds, 2.0), breath)


def _wind(rng: Random, seconds: float) -> NDArray[np.float64]:
    knots_s = np.arange(0.0, seconds + 1.0, 0.5)
    gusts = np.interp(_time(seconds), knots_s, rng.normal(size=len(knots_s)))
    loudness = np.maximum(0.0, 1.0 + 2.0 * gusts)
    low, high = _coloured(rng, seconds, 2), _band(rng, seconds, 100, 900)
    return np.asarray(loudness * (low / np.abs(low).max() + 0.3 * high / np.abs(high).max()))


def _vowels(rng: Random, seconds: float) -> NDArray[np.float64]:
    """Voice-like without words: buzz through slowly moving formants."""
    time = _time(seconds)
    hz = 120 * 2 ** (0.2 * np.sin(2 * np.pi * 0.4 * time))
    phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
    formant_hz = 700 + 300 * np.sin(2 * np.pi * 0.3 * time)
    wave = np.zeros(len(time))
    for k in range(1, 25):
        gain = np.exp(-(((k * hz - formant_hz) / 200) ** 2)) + 0.05
        wave += gain * np.sin(k * phase)
    return wave * (((time + rng.uniform(0, 2)) % 2.0) < 1.2)


SOUNDS: dict[str, Sound] = {
    "silence": lambda _, seconds: np.zeros(int(seconds * RATE_HZ)),
    "white": lambda rng, seconds: _coloured(rng, seconds, 0),
    "pink": lambda rng, seconds: _coloured(rng, seconds, 1),
    "brown": lambda rng, seconds: _coloured(rng, seconds, 2),
    "hum": _hum,
    "fan": _fan,
    "clicks": _clicks,
    "knocks": _knocks,
    "tones": _tones,
    "sweeps": _sweeps,
    "ringing": _ringing,
    "dialling": _dialling,
    "chords": _chords,
    "melody": _melody,
    "drums": _drums,
    "song": _song,
    "barking": _barking,
    "coughs": _coughs,
    "breaths": _breaths,
    "wind": _wind,
    "vowels": _vowels,
}
"""By name; each makes float64 [T] of any scale."""
