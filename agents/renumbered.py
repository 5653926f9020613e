"""A bare number that corrects the one said before: "size nine" - "actually ten". Pure.

An utterance alone does not tell whether ten is a size or a price; what was wanted last does.
"""

import re
from dataclasses import replace
from decimal import Decimal

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.reading import Reading
from agents.state import DialogueState
from agents.understand.line import Line
from retrieval.query import PriceRange

_BARE = re.compile(
    r"^(?:(?:no|actually|sorry|wait|oh|well|um|i|said|meant|mean|make|it|that|rather|not "
    r"\d+(?:\.\d+)?|"
    r"let us|say|go|with|ok|please|but|hm+) )+\$?(?P<n>\d+(?:\.\d+)?)"
    r"(?: (?:dollars|bucks|instead|then|please|rather|not \d+(?:\.\d+)?|i said|i meant))*$"
)
_LOOSE_ACTS = frozenset({Act.UNCLEAR, Act.OUT_OF_SCOPE, Act.FIND, Act.REFINE, Act.INSPIRE})
PRICED_FROM = 3
"""Times the number said before within which a price is corrected: 50 to 60, not to 9."""


def renumbered(reading: Reading, state: DialogueState) -> Reading:
    """Return the reading as a change of the last number wanted, where it is a bare number.

    Args:
        reading: One reading of the utterance.
        state: The dialogue before it, with no question open.
    """
    if reading.act not in _LOOSE_ACTS or reading.edits or state.pending or state.added:
        return reading
    found = _BARE.match(Line.read(reading.words).text)
    if found is None:
        return reading
    changed = _changed(Decimal(found["n"]), state, reading.words)
    if changed is None:
        return reading
    return replace(
        reading,
        act=Act.REFINE,
        confidence=max(reading.confidence, SURE),
        edits=(Set(changed),),
        references=(),
        text="",
    )


SURE = 0.85
"""A marked bare number right after a number was wanted is hardly anything else."""


def _changed(number: Decimal, state: DialogueState, words: str) -> Constraint | None:
    for held in sorted(state.constraints, key=lambda c: -c.turn):
        if not held.wanted:
            continue
        if held.kind is Kind.SIZE and _is_number(str(held.value)):
            return replace(held, value=f"{number.normalize():f}", words=words, turn=state.turn)
        if held.kind is Kind.PRICE and isinstance(held.value, PriceRange):
            return _priced(number, held, held.value, state.turn, words)
    return None


def _is_number(size: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", size) is not None


def _priced(
    number: Decimal, held: Constraint, bounds: PriceRange, turn: int, words: str
) -> Constraint | None:
    """Return the bound that holds moved to another number, as strict as it was."""
    bound = bounds.high if bounds.high is not None else bounds.low
    if bound is None or not bound / PRICED_FROM <= number <= bound * PRICED_FROM:
        return None
    strict = bound.quantize(Decimal("0.01")) % 1 == Decimal("0.99")
    if bounds.high is not None:
        high = number - Decimal("0.01") if strict else number
        low = bounds.low if bounds.low is not None and bounds.low <= high else None
        moved = PriceRange(low, high)
    else:
        moved = PriceRange(number, None)
    return replace(held, value=moved, words=words, turn=turn)
