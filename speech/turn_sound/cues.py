"""What can be measured of a voice that has just paused.

The cues that tell "over" from "more to come" in English: a pitch that falls to the
bottom of the speaker's range, energy that fades out, a lengthened last syllable, a
creak; a held, level vowel ("um") says the opposite. Everything is relative to the
speaker's own utterance, so that the microphone and the voice fall out.
Source of the cues: A. Gravano and J. Hirschberg, Turn-taking cues in task-oriented
dialogue, Computer Speech & Language 25 (2011).
"""

import numpy as np
from numpy.typing import NDArray

from speech.turn_sound.pitch import RATE_HZ, Contour, contour

HEARD_S = 4.0
"""As much of the utterance's end as is looked at."""
_LEAST_FRAMES = 25
"""A quarter of a second: less is no melody."""
_VOICED = 0.55
_FADE_DB = 30.0
"""The voice ends where it is this far under the utterance's loud frames."""
_NEAR = 50
_STEADY_DB = 3.2
"""The spectrum of a held vowel moves less than this in 30 ms."""
_LOUD_PERCENT = 90

CUES = (
    "pitch end",
    "pitch last 100 ms",
    "pitch slope 200 ms",
    "pitch slope 500 ms",
    "pitch lowest before",
    "pitch spread",
    "level end",
    "level slope 150 ms",
    "level slope 400 ms",
    "last voiced run",
    "voiced share",
    "voicing end",
    "unvoiced tail",
    "steadiness",
    "steady run",
    "brightness end",
)


def cues(samples: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """Return the cues in the order of `CUES`.

    Args:
        samples: float32 [T], mono, 16 kHz: the utterance up to the pause, which may have
            begun already.

    Returns:
        float32 [16]; None where there is too little voice to judge.
    """
    heard = contour(samples[-int(HEARD_S * RATE_HZ) :])
    if len(heard.level_db) < _LEAST_FRAMES:
        return None
    loud = float(np.percentile(heard.level_db, _LOUD_PERCENT))
    audible = np.flatnonzero(heard.level_db > loud - _FADE_DB)
    end = int(audible[-1]) + 1
    voiced = (heard.voicing > _VOICED) & (heard.level_db > loud - _FADE_DB)
    if voiced[:end].sum() < _LEAST_FRAMES // 2:
        return None
    pitch, level = _pitch(heard, voiced, end), heard.level_db[:end] - loud
    at = np.flatnonzero(voiced[:end])
    middle, low = float(np.median(pitch)), float(np.percentile(pitch, 8))
    run = _last_run(at)
    change = _change(heard.bands_db[:end])
    values = (
        float(np.median(pitch[-5:])) - middle,
        float(np.median(pitch[-10:])) - middle,
        _slope(at, pitch, 20),
        _slope(at, pitch, 50),
        float(np.median(pitch[-8:])) - low,
        float(np.percentile(pitch, 92)) - low,
        float(level[-10:].mean()),
        _slope(np.arange(end), level, 15),
        _slope(np.arange(end), level, 40),
        run / 100,
        float(voiced[max(0, end - _NEAR) : end].mean()),
        float(heard.voicing[max(0, end - 12) : end].mean()),
        (end - 1 - int(at[-1])) / 100,
        float(np.median(change[-25:])),
        _steady_run(change, voiced[:end]) / 100,
        _brightness(heard.bands_db[:end]),
    )
    return np.array(values, np.float32)


def _pitch(heard: Contour, voiced: NDArray[np.bool_], end: int) -> NDArray[np.float32]:
    """Return the voiced frames' pitch, octave errors folded back to their neighbourhood."""
    pitch = heard.pitch_st[:end][voiced[:end]]
    middle = np.median(pitch)
    return np.asarray(
        np.where(np.abs(pitch - middle) > 9, pitch - 12 * np.sign(pitch - middle), pitch),
        np.float32,
    )


def _slope(at: NDArray[np.intp], values: NDArray[np.float32], frames: int) -> float:
    """Return the change a second over the values of the last frames; 0 for too few."""
    near = at >= at[-1] - frames
    if near.sum() < 5:
        return 0.0
    times = at[near] - at[near].mean()
    return float(100 * np.dot(times, values[near]) / max(1.0, float(np.dot(times, times))))


def _last_run(at: NDArray[np.intp]) -> int:
    """Return how many frames the last unbroken voiced stretch has; two may be missing."""
    breaks = np.flatnonzero(np.diff(at) > 3)
    return int(at[-1] - (at[breaks[-1] + 1] if len(breaks) else at[0]) + 1)


def _change(bands_db: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how much the spectrum's shape differs from 30 ms before, dB a band, [N - 3]."""
    floored = np.maximum(bands_db, bands_db.max() - 50.0)
    shape = floored - floored.mean(axis=1, keepdims=True)
    return np.asarray(np.abs(shape[3:] - shape[:-3]).mean(axis=1), np.float32)


def _steady_run(change: NDArray[np.float32], voiced: NDArray[np.bool_]) -> int:
    """Return the longest run of level, voiced frames in the last 0.6 s: a held vowel."""
    level = ((change < _STEADY_DB) & voiced[3:])[-60:]
    best = run = 0
    for held in level:
        run = run + 1 if held else 0
        best = max(best, run)
    return best


def _brightness(bands_db: NDArray[np.float32]) -> float:
    """Return how much louder than before the high bands are at the end, against the low, dB."""
    tilt = bands_db[:, 12:].mean(axis=1) - bands_db[:, :8].mean(axis=1)
    return float(tilt[-10:].mean() - np.median(tilt))
