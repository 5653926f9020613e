"""A bare number that corrects the one said before: "size nine" - "actually ten". Pure.

An utterance alone does not tell whether ten is a size or a price; what was wanted last does.
"""

import re
from dataclasses import replace
from decimal import Decimal

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.pending import Slot
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
_SPELLED = re.compile(r"(?<=\d) (?P<first>\d) (?P<second>0|oh|zero)$")
"""After a number its figures one by one: "fifty, five zero"."""
_WOULD_DO = re.compile(
    r"^(?:(?:ok|well|and|but|so|um|yes|no|actually|even|then|up to|i guess|i think|maybe|please|"
    r"oh|hm+) )*\$?(?P<n>\d+(?:\.\d+)?)(?: (?:dollars|bucks))? "
    r"(?:(?:would|will|should|could|might) (?:also )?(?:be|do|work)|is|works)(?: (?:also|still|all|"
    r"just|totally|perfectly))*(?: (?:fine|ok|good|right|possible|alright|do|work|acceptable))?"
    r"(?: (?:too|as well|also|for me|with me|by me|then|please))*$"
)
"""An amount that is agreeable as well: "seventy would be fine too"."""
_LOOSE_ACTS = frozenset(
    {Act.UNCLEAR, Act.OUT_OF_SCOPE, Act.FIND, Act.REFINE, Act.INSPIRE, Act.DENY, Act.CONFIRM}
)
PRICED_FROM = 5
"""Times the number said before within which a price is corrected: fifty may have been heard as
fifteen and ninety as nineteen (4.7 times), but nobody who said 50 meant 9."""


def renumbered(reading: Reading, state: DialogueState) -> Reading:
    """Return the reading as a change of the last number wanted, where it is a bare number.

    Args:
        reading: One reading of the utterance.
        state: The dialogue before it. An open question is answered first, unless it only offers
            what lies beyond the price.
    """
    if reading.act not in _LOOSE_ACTS or reading.edits or state.added:
        return reading
    pending = state.pending
    if pending and (pending.slot is not Slot.YES_NO or pending.price is None):
        return reading
    text = _once(Line.read(reading.words).text)
    if would_do := _WOULD_DO.match(text):
        changed = _widened(Decimal(would_do["n"]), state, reading.words)
    elif found := _BARE.match(text):
        changed = _changed(Decimal(found["n"]), state, reading.words)
    else:
        return reading
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


def _once(text: str) -> str:
    """Return normal words with a number that was spelled out as well said once."""
    spelled = _SPELLED.search(text)
    if spelled is None:
        return text
    figures = f"{spelled['first']}0"
    before = text[: spelled.start()]
    return before if before.endswith(figures) else text


def _widened(number: Decimal, state: DialogueState, words: str) -> Constraint | None:
    """Return the upper bound on the price raised to an amount that would do as well."""
    for held in state.constraints:
        if held.kind is Kind.PRICE and held.wanted and isinstance(held.value, PriceRange):
            high = held.value.high
            if high is None or not high < number <= high * PRICED_FROM:
                return None
            # "Seventy would be fine" takes in a thing of seventy.
            moved = PriceRange(held.value.low, number)
            return replace(held, value=moved, words=words, turn=state.turn)
    return None


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
