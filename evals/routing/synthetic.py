"""Logs with a known truth, for testing the estimators.

A shopper's conversation has a mood that all its turns share; a reply's quality depends on the
kind of turn, the arm and the mood. Logged with an epsilon-greedy policy on kinds that are safe
to explore, as the shipped router does, and judged under another policy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.routing.evidence import Observed

ARMS = ("template", "qwen", "gpt")
KINDS = ("Found", "Compared", "Answered", "CartChanged")
_SHARE = (0.5, 0.15, 0.25, 0.1)
_GOOD = {
    "Found": (0.72, 0.78, 0.80),
    "Compared": (0.45, 0.70, 0.87),
    "Answered": (0.80, 0.78, 0.85),
    "CartChanged": (0.85, 0.70, 0.75),
}
"""Chance of a good reply by kind and arm; `_MOOD` away from 0 and 1, so that moods cancel."""
_MOOD = 0.12
"""Largest change of that chance by the conversation's mood, either way."""
_LOGGED_BEST = {"Found": 0, "Compared": 1, "Answered": 0, "CartChanged": 0}
_WANTED = {
    "Found": (0.8, 0.2, 0.0),
    "Compared": (0.1, 0.1, 0.8),
    "Answered": (0.9, 0.1, 0.0),
    "CartChanged": (1.0, 0.0, 0.0),
}


@dataclass(frozen=True, slots=True)
class World:
    """How a log comes about."""

    conversations: int = 150
    explore: float = 0.3
    """Share of explored turns; 0 is a log that supports no other policy."""
    labelled: tuple[float, float, float] = (0.6, 0.9, 0.9)
    """Share of judged replies by arm."""


def truth() -> float:
    """Return the mean quality of the new policy over all conversations there could be."""
    return float(
        sum(
            share * sum(p * q for p, q in zip(_WANTED[kind], _GOOD[kind], strict=True))
            for kind, share in zip(KINDS, _SHARE, strict=True)
        )
    )


def simulated(world: World, seed: int) -> tuple[Observed, ...]:
    """Return the turns of one log."""
    dice = np.random.default_rng(seed)
    return tuple(
        turn for name in range(world.conversations) for turn in _conversation(world, dice, name)
    )


def _conversation(world: World, dice: np.random.Generator, name: int) -> list[Observed]:
    mood = float(dice.uniform(-_MOOD, _MOOD))
    turns = []
    # Lengths that do not depend on the arms: the truth is then a mean over turns.
    for _ in range(int(dice.integers(3, 9))):
        kind = KINDS[_drawn(dice, _SHARE)]
        logged = _logged(world, kind)
        arm = _drawn(dice, logged)
        is_judged = dice.random() < world.labelled[arm]
        is_good = dice.random() < _GOOD[kind][arm] + mood
        turns.append(
            Observed(
                conversation=f"c{name}",
                kind=kind,
                arm=ARMS[arm],
                logged=dict(zip(ARMS, logged, strict=True)),
                wanted=dict(zip(ARMS, _WANTED[kind], strict=True)),
                quality=float(is_good) if is_judged else None,
                rule=f"new_{kind}",
            )
        )
    return turns


def _drawn(dice: np.random.Generator, shares: Sequence[float]) -> int:
    """Draw a place by its share; numpy's own `choice` is ten times slower for one draw."""
    left = dice.random()
    for place, share in enumerate(shares):
        left -= share
        if left < 0:
            return place
    return len(shares) - 1


def _logged(world: World, kind: str) -> tuple[float, ...]:
    best = _LOGGED_BEST[kind]
    if kind == "CartChanged":
        return tuple(float(i == best) for i in range(len(ARMS)))
    each = world.explore / len(ARMS)
    return tuple(each + (1 - world.explore) * (i == best) for i in range(len(ARMS)))
