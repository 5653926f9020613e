"""Whether a voice that has just paused sounds finished: a small network over the cues.

16 cues, 8 hidden units, 153 numbers in `speech/data/turn_sound.json`. Trained on 520
requests of our own spoken by the default voice at speeds of 0.8 to 1.25 with room
noise of -75 to -45 dBFS: at a comma or after an "um" against at the end. No recording
of a person took part. Does not know the words.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.turn_sound.cues import cues

MOST = 4.0
"""Bound of the score: sound alone never decides."""


class _Network:
    """The trained weights."""

    def __init__(self) -> None:
        text = files("speech").joinpath("data/turn_sound.json").read_text(encoding="utf-8")
        weights: dict[str, Any] = json.loads(text)  # vectors, a matrix and a number
        self.mean = np.array(weights["mean"], np.float32)
        self.spread = np.array(weights["spread"], np.float32)
        self.hidden = np.array(weights["hidden"], np.float32)
        self.hidden_bias = np.array(weights["hidden_bias"], np.float32)
        self.out = np.array(weights["out"], np.float32)
        self.out_bias = float(weights["out_bias"])

    def score(self, measured: NDArray[np.float32]) -> float:
        """Return the log-odds of an end, equal numbers of ends and pauses assumed."""
        inner = np.tanh(self.hidden @ ((measured - self.mean) / self.spread) + self.hidden_bias)
        return float(self.out @ inner) + self.out_bias


@cache
def _network() -> _Network:
    return _Network()


def finished(samples: NDArray[np.float32]) -> float | None:
    """Return how finished the voice sounds.

    Args:
        samples: float32 [T], mono, 16 kHz: the utterance up to the pause; its last 4 s are
            looked at. 10 ms on one core.

    Returns:
        Log-odds of an end, -4..4; None where there is too little voice to tell.
    """
    measured = cues(np.nan_to_num(samples))
    if measured is None:
        return None
    return float(np.clip(_network().score(measured), -MOST, MOST))
