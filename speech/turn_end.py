"""How long to wait at a pause: words, sound and the shopper's habit, as one probability.

A logistic model says how probable it is that the turn is over; the wait is the one of
the least expected cost, where a cut request costs as much as `CUT_COST_S` of waiting, one
whose reply began too soon and is taken back a share of that, and a pause that is none of
the end lasts as this shopper's pauses do. Words that decide
alone ("stop", "show me boots under", an answer to what was asked) keep fixed waits.

Weights: 125 pauses and ends in 64 requests spoken by the default voice, each heard by
the recogniser (`evals.turn_texts`, the half that is not held out).
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from speech.completeness import Completeness, Expected, answers, assess
from speech.endpointing import EndpointSettings
from speech.own_pauses import MEDIAN_S, SPREAD, Habit

CUT_COST_S = 1.5
TAKE_BACK_S = 0.35
"""After the end was decided; going on within it withdraws the reply, of which up to 0.45 s
were heard (`StreamParts.taken_back`). Later the request is cut in two."""
FALSE_START_COST = 1 / 3
"""Of what a cut costs. With cuts alone, at 1.3 s, the median of 31 requests was answered
after 544 ms; none of 24 with people's pauses was cut, and 3 heard a reply begin."""

_CLASS = {Completeness.COMPLETE: -0.64, Completeness.OPEN: -1.34, Completeness.UNCLEAR: -0.86}
_SOUND = 0.61
"""For one unit of log-odds of `speech.turn_sound.finished`."""
_LENGTH = 1.68
_LONG_WORDS = 8
"""Longer requests are no more likely to be over."""

_STEP_S = 0.016
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Pause:
    """What is known at a pause."""

    completeness: Completeness
    words: int
    """How many the utterance has."""
    sound: float | None = None
    """Log-odds of an end by the voice alone; None if it could not be judged."""
    answers: bool = False
    """Whether the words answer what was just asked."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What turn detection makes of a pause."""

    completeness: Completeness | None
    """Of the words; None if there are none."""
    over: float | None
    """Probability of an end; None where the words alone decide."""
    wait_s: float
    """Silence after which the turn is over."""


def judge(
    words: str,
    expected: Expected | None,
    sound: float | None,
    habit: Habit,
    settings: EndpointSettings,
) -> Judgement:
    """Return how long to wait at this pause.

    Args:
        words: The utterance so far; may be empty.
        expected: What was just asked; None if nothing was.
        sound: Log-odds of an end by the voice alone; None if it could not be judged.
        habit: The shopper's pauses.
        settings: The bounds, and the waits that depend on the words alone.
    """
    if not words:
        return Judgement(None, None, settings.budget_s(None))
    completeness = assess(words, expected)
    pause = Pause(completeness, len(words.split()), sound, answers(words, expected))
    probability = over(pause, habit)
    if probability is None:
        return Judgement(completeness, None, settings.budget_s(completeness))
    # Who pauses longer than others is waited for longer than others.
    most_s = settings.longest_wait_s * max(1.0, habit.median_s / MEDIAN_S)
    waits = wait_s(probability, habit, settings.complete_s, most_s)
    return Judgement(completeness, probability, waits)


def over(pause: Pause, habit: Habit) -> float | None:
    """Return how probable it is that the turn is over, 0..1.

    Args:
        pause: The words and the sound.
        habit: The shopper's.

    Returns:
        None where the words decide alone.
    """
    bias = _CLASS.get(pause.completeness)
    if bias is None or pause.answers:
        return None
    length = min(pause.words, _LONG_WORDS) / _LONG_WORDS
    return _sigmoid(bias + _SOUND * (pause.sound or 0.0) + _LENGTH * length + habit.over)


def wait_s(
    over: float, habit: Habit, least_s: float, most_s: float, cut_cost_s: float = CUT_COST_S
) -> float:
    """Return the silence after which to take the turn as over.

    Args:
        over: Probability that it is.
        habit: How long this shopper's pauses last.
        least_s: Never less than this.
        most_s: Never more.
        cut_cost_s: How much waiting a request cut in two is worth.
    """
    steps = _harm(round(habit.median_s, 2), round(least_s / _STEP_S), round(most_s / _STEP_S))
    return min(
        (over * silence_s + (1.0 - over) * cut_cost_s * harm, silence_s)
        for silence_s, harm in steps
    )[1]


@lru_cache(maxsize=64)
def _harm(median_s: float, first: int, last: int) -> tuple[tuple[float, float], ...]:
    """Return silences, and how much of a cut to expect from a pause of this shopper's."""

    def longer(silence_s: float) -> float:
        return 1.0 - _NORMAL.cdf(math.log(silence_s / median_s) / SPREAD)

    def harm(silence_s: float) -> float:
        cut = longer(silence_s + TAKE_BACK_S)
        return cut + FALSE_START_COST * (longer(silence_s) - cut)

    times = [step * _STEP_S for step in range(max(1, first), max(1, first, last) + 1)]
    return tuple((silence_s, harm(silence_s)) for silence_s in times)


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
