"""One clip, one framework, one outcome; and what many outcomes say.

Pure: takes what the stage recorded and gives figures.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from evals.bench.peers.playback import first_audible_at, stretches
from evals.bench.peers.stage import MIC_RATE_HZ, Performance
from speech.audible import audible_span

_RESAMPLES = 2_000
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one clip."""

    clip: str
    first_audio_ms: float | None
    """From its last voiced sample to the first audible one of what was played after it; None
    if nothing was."""
    early: bool
    """Something was audible before it had ended."""
    heard: tuple[str, ...]
    """The transcript of each turn."""

    @property
    def cut(self) -> bool:
        """Whether it was answered before it ended, or taken for more than one turn."""
        return self.early or len(self.heard) > 1

    @property
    def answered(self) -> bool:
        """Whether anything was played after the clip's end."""
        return self.first_audio_ms is not None


def outcome_of(performance: Performance, samples: NDArray[np.float32]) -> Outcome:
    """Return what became of a clip.

    Args:
        performance: As the stage recorded it.
        samples: The clip, float32 [T], 16 kHz; something in it must be audible.
    """
    span = audible_span(samples, MIC_RATE_HZ)
    assert span is not None, "a silent clip has no end of speech"
    ended_at = performance.began_at + span[1]
    played = stretches(performance.sound)
    early = first_audible_at(played)
    answer = first_audible_at(played, ended_at)
    turns = tuple(heard.text for heard in performance.heard if heard.text.strip())
    return Outcome(
        clip=performance.clip,
        first_audio_ms=None if answer is None else (answer - ended_at) * 1000,
        early=early is not None and early < ended_at,
        heard=turns,
    )


@dataclass(frozen=True, slots=True)
class Ratio:
    """Our median over the lowest of the others', with a 95 % interval."""

    value: float
    low: float
    high: float
    n: int
    """Clips that ours and the best of the others both answered."""
    best: str
    """Whose median is the lowest."""


def ratio_to_best(ours: Sequence[Outcome], others: Mapping[str, Sequence[Outcome]]) -> Ratio | None:
    """Return how our median first audio compares to the best of the others'.

    The interval resamples clips, each with the outcomes that all had on it, and picks the
    best of the others anew each time: which one that is, is not known beforehand either.

    Args:
        ours: One outcome a clip.
        others: By name, the outcomes on the same clips.

    Returns:
        None where ours or all others answered nothing.
    """
    times = {name: _by_clip(outcomes) for name, outcomes in others.items()}
    own = _by_clip(ours)
    clips = sorted(own)
    measured = _ratio(own, times, clips)
    if measured is None:
        return None
    value, best = measured
    dice = random.Random(_SEED)
    drawn = [_ratio(own, times, dice.choices(clips, k=len(clips))) for _ in range(_RESAMPLES)]
    ratios = sorted(ratio[0] for ratio in drawn if ratio is not None)
    low, high = ratios[int(0.025 * len(ratios))], ratios[int(0.975 * len(ratios)) - 1]
    shared = sum(clip in times[best] for clip in clips)
    return Ratio(value, low, high, shared, best)


def _by_clip(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {o.clip: o.first_audio_ms for o in outcomes if o.first_audio_ms is not None}


def _ratio(
    own: Mapping[str, float], others: Mapping[str, Mapping[str, float]], clips: Sequence[str]
) -> tuple[float, str] | None:
    medians = {
        name: median(values)
        for name, times in others.items()
        if (values := [times[clip] for clip in clips if clip in times])
    }
    if not medians or not clips:
        return None
    best = min(medians, key=lambda name: medians[name])
    return median(own[clip] for clip in clips) / medians[best], best
