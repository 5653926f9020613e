"""What the score sees of a situation: named numbers, most of them 0. Pure."""

from math import log1p

from agents.acts import Act
from agents.routing.parts import PARTS
from agents.routing.situation import Situation

_NUMBERS = (
    *("reading_confidence", "asr_confidence", "asr_known", "results", "constraints", "relaxed"),
    *("words", "turn", "follow_up", "spoken"),
)
NAMES: tuple[str, ...] = (
    *_NUMBERS,
    *(f"act:{act.value}" for act in Act),
    *(f"part:{part}" for part in PARTS),
)
"""Every feature, in the order of the columns."""


def features_of(situation: Situation) -> dict[str, float]:
    """Return the features of a situation that are not 0, by name.

    Counts go in as log(1 + n): the step from one result to two says more than from 20 to 21.
    """
    found = {
        "reading_confidence": situation.reading_confidence,
        "results": log1p(situation.results),
        "constraints": log1p(situation.constraints),
        "relaxed": log1p(situation.relaxed),
        "words": log1p(situation.words),
        "turn": log1p(situation.turn),
        "follow_up": float(situation.follow_up),
        "spoken": float(situation.spoken),
    }
    if situation.asr_confidence is not None:
        found["asr_confidence"] = situation.asr_confidence
        found["asr_known"] = 1.0
    for act in situation.acts:
        found[f"act:{act.value}"] = 1.0
    for part in situation.parts:
        found[f"part:{part}"] = 1.0
    return found
