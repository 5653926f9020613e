"""Exploration: now and then any allowed choice, with the probability of each known exactly.

Epsilon-greedy. The draw comes from the situation alone, so that a turn that is planned again
is decided the same way, and no process needs to agree with another.
"""

from collections.abc import Sequence
from hashlib import blake2b

from agents.routing.situation import Situation

_BITS = 53
"""Of a draw: as many as a float has."""


def draw_of(situation: Situation) -> float:
    """Return the number in [0, 1) that decides for a situation what chance decides."""
    told = f"{situation.conversation_id}\0{situation.turn}\0{situation.task}\0{situation.seed}"
    digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8, person=b"aisle-route")
    return (int.from_bytes(digest.digest(), "big") >> (64 - _BITS)) / (1 << _BITS)


def propensities(arms: Sequence[str], greedy: str, rate: float) -> dict[str, float]:
    """Return how likely each arm is chosen; they add up to 1.

    Args:
        arms: What chance may choose, each once; the greedy one may be missing.
        greedy: What the policy chooses.
        rate: How often chance decides, 0..1, the same for every arm.
    """
    if not arms or rate <= 0:
        return {greedy: 1.0}
    share = rate / len(arms)
    found = dict.fromkeys(arms, share)
    found[greedy] = found.get(greedy, 0.0) + (1.0 - rate)
    return found


def chosen(found: dict[str, float], greedy: str, draw: float) -> str:
    """Return the arm that a draw falls on; the greedy one has the first part of [0, 1)."""
    passed = found[greedy]
    if draw < passed:
        return greedy
    for arm, share in found.items():
        if arm != greedy:
            passed += share
            if draw < passed:
                return arm
    return greedy  # rounding left the sum a hair below 1
