"""What a shopper only tells before or after what is wanted: "we've just moved, so I need a sofa".

Such a part asks for nothing by itself. Its words may still help a search; no head is asked what
it is, and it is no act of its own beside one that is.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.part import Part

_ASKS = re.compile(
    r"^(?:(?:and|so|ok|well|but|then|please|also|hey|um|now) )*(?:what|which|who|where|when|why|"
    r"how|"
    r"is|are|was|were|does|do|did|can|could|will|would|should|may|tell|give|show|find|get|call|"
    r"send|"
    r"play|book|set|turn|read|write|explain|translate|remind|order|check|make|let us|i need|i want|"
    r"i would like|any|got)\b"
)
_TELLING = frozenset({Act.UNCLEAR, Act.FIND, Act.REFINE, Act.SELECT, Act.INSPIRE, Act.OUT_OF_SCOPE})
_LIGHT = frozenset({Act.SMALLTALK, Act.CONFIRM, Act.DENY, Act.STOP, Act.OUT_OF_SCOPE, Act.UNCLEAR})


def told(parts: Sequence[Part], readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings, those of parts that only tell something as unclear.

    Args:
        parts: of one utterance, in order.
        readings: what the rules made of each.
    """
    sure = [r.confidence >= confidence.LIKELY and r.act not in _LIGHT for r in readings]
    if len(readings) == 1 or not any(sure):
        return list(readings)
    return [
        replace(reading, act=Act.UNCLEAR, confidence=confidence.NOTHING, topic=None)
        if only_tells(part, reading)
        else reading
        for part, reading in zip(parts, readings, strict=True)
    ]


def only_tells(part: Part, reading: Reading) -> bool:
    """Tell whether a part asks for nothing: a statement without a value of the catalog."""
    if reading.confidence > confidence.GUESS or reading.act not in _TELLING:
        return False
    if part.asks or _ASKS.match(part.text):
        return False
    return not any(
        isinstance(e, Set) and e.constraint.known and e.constraint.kind is not Kind.AUDIENCE
        for e in reading.edits
    )
