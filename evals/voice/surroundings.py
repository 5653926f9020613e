"""What a condition does to one conversation's sound: the words, and what lies between them."""

import zlib

import numpy as np

from evals.voice.conditions import Condition
from evals.voice.far import GAIN_DB, far
from evals.voice.level import at_level
from evals.voice.loss import with_loss
from evals.voice.noise import Noise
from evals.voice.telephone import telephone
from speech.audio_file import RATE_HZ, Samples

BETWEEN_S = 20.0
"""Of what is heard between the words; then it is heard again."""


class Surroundings:
    """One conversation's.

    Args:
        condition: What there is.
        noise: Its noise; None where it has none.
        seed: The same seed makes the same sounds.
    """

    def __init__(self, condition: Condition, noise: Noise | None, seed: int) -> None:
        self._condition = condition
        self._noise = noise
        self._seed = seed
        dice = self._dice("noise")
        self._start = int(dice.integers(len(noise.samples))) if noise is not None else 0

    def around(self, speech: Samples, number: int, at: int) -> Samples:
        """Return what the microphone takes while something is said.

        Args:
            speech: float32 [T], mono, 16 kHz: words with quiet around them.
            number: Of the utterance, from 0.
            at: Sample of the microphone's stream at which it begins.

        Returns:
            float32 [T].
        """
        if self._noise is not None:
            speech = at_level(speech)
        return self._taken(speech, f"words {number}", at)

    def between(self) -> Samples | None:
        """Return what the microphone takes while nobody speaks; None where that is silence."""
        if self._noise is None and not self._condition.far:
            return None
        silence = np.zeros(round(BETWEEN_S * RATE_HZ), np.float32)
        return self._taken(silence, "between", 0)

    def _taken(self, sound: Samples, what: str, at: int) -> Samples:
        condition = self._condition
        if condition.far:
            sound = far(sound, self._dice("room"))
        if self._noise is not None:
            begin = self._start + at
            under = self._noise.under_speech(condition.snr_db, begin, len(sound))
            sound = sound + (_from_afar(under) if condition.far else under)
        if condition.telephone:
            sound = telephone(sound)
        if condition.loss:
            sound = with_loss(sound, condition.loss, self._dice(what))
        return np.asarray(np.clip(sound, -1.0, 1.0), np.float32)

    def _dice(self, what: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, zlib.crc32(what.encode())])


def _from_afar(noise: Samples) -> Samples:
    """Return noise as loud beside speech from afar as it is beside speech that is near."""
    return np.asarray(noise * 10 ** (GAIN_DB / 20), np.float32)
