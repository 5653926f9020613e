"""How this shopper pauses: learned from the pauses after which they went on.

Pure; one for each `WhisperSTT`, so that it outlives its streams. Two things are kept:
how long such pauses last and how often they come. Both start from what most people do
and forget with a half-life of about seven utterances.
"""

import math
from dataclasses import dataclass

MEDIAN_S = 0.42
"""Of pauses inside a request after which people go on; 200 to 900 ms are usual."""
SPREAD = 0.45
"""Standard deviation of the logarithm of such pauses."""
LEAST_S = 0.2
"""Shorter quiet is how words are made."""
_MEDIAN_BOUNDS_S = (0.36, 0.75)
_KEPT = 0.9
"""Of what is known, after each utterance."""
_PRIOR_PAUSES = 4.0
_PRIOR_UTTERANCES = 5.0
_PRIOR_RATE = 0.5
"""Pauses an utterance."""
_RATE_BOUNDS = (-1.5, 0.2)
"""Of the odds' change, natural log. A fluent shopper's waits hardly shrink: with 0.7 the
median end came 16 ms sooner, and 1.9 % of requests were cut instead of 0.5."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What is expected of this shopper now."""

    median_s: float = MEDIAN_S
    """Of the pauses inside their requests."""
    over: float = 0.0
    """What it adds to the log-odds of an end; below 0 for one who often pauses."""


class OwnPauses:
    """One shopper's pauses so far; constant size."""

    def __init__(self) -> None:
        self._pauses = 0.0
        self._log_sum = 0.0
        self._utterances = 0.0

    def went_on(self, pause_s: float) -> None:
        """Take in a pause after which the shopper went on."""
        if pause_s >= LEAST_S:
            self._pauses += 1.0
            self._log_sum += math.log(pause_s)

    def cut(self, pause_s: float) -> None:
        """Take in that an utterance that ended went on after all: it was one, not two."""
        self._utterances = max(0.0, self._utterances - 1.0)
        self.went_on(pause_s)

    def ended(self) -> None:
        """Take in that an utterance is over."""
        self._pauses *= _KEPT
        self._log_sum *= _KEPT
        self._utterances = self._utterances * _KEPT + 1.0

    def habit(self) -> Habit:
        """Return what to expect of the next pause."""
        mean = (_PRIOR_PAUSES * math.log(MEDIAN_S) + self._log_sum) / (_PRIOR_PAUSES + self._pauses)
        rate = (_PRIOR_RATE * _PRIOR_UTTERANCES + self._pauses) / (
            _PRIOR_UTTERANCES + self._utterances
        )
        low, high = _MEDIAN_BOUNDS_S
        return Habit(
            min(high, max(low, math.exp(mean))),
            min(_RATE_BOUNDS[1], max(_RATE_BOUNDS[0], -math.log(rate / _PRIOR_RATE))),
        )
