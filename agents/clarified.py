"""What an utterance answers to the question that was put to narrow a list. Pure.

"Leather", "the second", "either", "under fifty", "yes": the first few become constraints,
"I don't mind" closes the question with none. What is no answer stays what it is: a shopper
who was asked for a colour may as well want something else.
"""

import re
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Drop, Kind, Set, Shift, Value
from agents.pending import Pending, Slot
from agents.reading import Reading
from agents.search_text import stems_of
from agents.understand.confidence import PATTERN
from agents.understand.tokens import norms
from retrieval.query import PriceRange

NO_PREFERENCE = "no_preference"
"""`Reading.topic` of a "no" or "either" to such a question."""
ANSWER_WORDS = 9
"""Longer utterances are read for what they say, not as an answer."""

TOLD_WORDS = 25
"""Longer ones are a story, whatever value turns up in it."""

_NO_MATTER = re.compile(
    r"\b(?:do not (?:really )?(?:care|mind|know|have (?:a|any) (?:preference|idea))|"
    r"does not (?:really )?matter|no (?:real |strong |particular )?preference|no matter|"
    r"not (?:important|bothered|fussy|picky|sure)|whatever|whichever|surprise me|"
    r"(?:all|makes?|is) the same to me|you (?:choose|pick|decide)|your (?:choice|call)|up to you|"
    r"either(?: one| way| is (?:fine|ok|good)| works| will do)?$|"
    r"any(?:thing)?(?: (?:one|color|colour|brand|size|material|price|kind|of (?:them|those)))?"
    r"(?: (?:is|are|will|would))?(?: (?:fine|ok|okay|good|do|works))?$|"
    r"(?:i am )?(?:open|easy|flexible)(?: to (?:anything|either))?$)"
)
_NEITHER = re.compile(
    r"^(?:no |um |uh |well |oh )*(?:neither|none)(?: (?:of (?:them|those)|really))?\b"
)
_FIRST = re.compile(
    r"^(?:the |um |uh |i would say |maybe |yes )*(?:first|former)"
    r"(?: (?:option|choice|kind|type|sort))?(?: please)?$"
)
_SECOND = re.compile(
    r"^(?:the |um |uh |i would say |maybe |yes )*(?:second|latter)"
    r"(?: (?:option|choice|kind|type|sort))?(?: please)?$"
)
_BOTH = re.compile(r"^(?:um |well |ideally |preferably |yes )*both\b")
_LESS = re.compile(r"\b(?:less|under|below|lower|cheaper|the cheap(?:er)?|stay under|up to that)\b")
_MORE = re.compile(r"\b(?:more|over|above|higher|go higher|beyond|pricier|premium|expensive)\b")
_MAY_BE_CHOICE = frozenset(
    {
        *(Act.UNCLEAR, Act.CONFIRM, Act.SELECT, Act.FIND, Act.REFINE, Act.OUT_OF_SCOPE),
        *(Act.ASK_PRODUCT, Act.INSPIRE, Act.PRICE_OR_STOCK, Act.DENY),
    }
)


def answered(
    pending: Pending, readings: tuple[Reading, ...], turn: int
) -> tuple[Reading, ...] | None:
    """Return the readings of an utterance as an answer to `pending`; None if it is none.

    Args:
        pending: A question of `Slot.WISH`.
        readings: Of the utterance that followed.
        turn: Its turn, from 0.

    Returns:
        One refinement with what was chosen, one DENY of topic `NO_PREFERENCE`, or the readings
        as they are but as refinements of the present wish.
    """
    if pending.slot is not Slot.WISH or pending.kind is None:
        return None
    if any(r.act not in _MAY_BE_CHOICE for r in readings):
        return None
    own = [c for r in readings for c in _of_kind(r, pending.kind)]
    words = " ".join(dict.fromkeys(r.words for r in readings))
    low = " ".join(norms(words))
    if only := _named_only(pending, low):
        # "Men" may be a department of this shop too, but it is what was asked.
        wish = Set(Constraint(pending.kind, only, words, turn))
        return (Reading(Act.REFINE, PATTERN, words, edits=(wish,)),)
    if own and len(low.split()) <= TOLD_WORDS:
        return _told(readings)
    if len(low.split()) > ANSWER_WORDS:
        return None
    first = readings[0]
    if chosen := _chosen(pending, low, readings, turn):
        edits = tuple(Set(c, also=len(chosen) > 1) for c in chosen)
        return (Reading(Act.REFINE, max(first.confidence, PATTERN), words, edits=edits),)
    if any(_wants_else(r) or _frees_else(r, pending.kind) for r in readings):
        return None
    declined = _NO_MATTER.search(low) or _NEITHER.match(low)
    if declined or any(r.act is Act.DENY for r in readings) or _only_drops(readings, pending.kind):
        return (Reading(Act.DENY, max(first.confidence, PATTERN), words, topic=NO_PREFERENCE),)
    return None


def _named_only(pending: Pending, low: str) -> str | None:
    """Return the choice that is all that was said: "men", "the leather ones please"."""
    if re.search(r"\b(?:not|no|nor|without)\b", low):
        return None
    said = stems_of(low)
    named = [c for c in pending.choices if stems_of(c) and stems_of(c) <= said]
    longest = max(named, key=lambda c: len(stems_of(c)), default=None)
    return longest if longest is not None and said == stems_of(longest) else None


def _of_kind(reading: Reading, kind: Kind) -> list[Constraint]:
    sets = (e.constraint for e in reading.edits if isinstance(e, Set))
    return [c for c in sets if c.kind is kind]


def _told(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return readings that hold the answer: a find of it refines, a "yes" beside it is no act."""
    kept = tuple(r for r in readings if r.act not in (Act.CONFIRM, Act.DENY, Act.UNCLEAR))
    return tuple(
        replace(r, act=Act.REFINE, references=()) if r.act in (Act.FIND, Act.SELECT) else r
        for r in kept or readings
    )


def _wants_else(reading: Reading) -> bool:
    return any(isinstance(e, Set | Shift) for e in reading.edits) or reading.question is not None


def _frees_else(reading: Reading, kind: Kind) -> bool:
    """Tell whether another kind than the one asked for is left open: "any color is fine"."""
    return any(isinstance(e, Drop) and e.kind not in (None, kind) for e in reading.edits)


def _only_drops(readings: tuple[Reading, ...], kind: Kind) -> bool:
    edits = [e for r in readings for e in r.edits]
    return bool(edits) and all(isinstance(e, Drop) and e.kind is kind for e in edits)


def _chosen(
    pending: Pending, low: str, readings: tuple[Reading, ...], turn: int
) -> tuple[Constraint, ...]:
    """Return what was chosen of what the question named; nothing where that is not told."""
    kind, words = pending.kind or Kind.FEATURE, readings[0].words
    yes = all(r.act is Act.CONFIRM for r in readings)
    if kind is Kind.PRICE:
        band = _band(pending, low, yes, any(_wants_else(r) for r in readings))
        return (Constraint(kind, band, words, turn),) if band else ()
    choices = pending.choices
    values: tuple[Value, ...] = ()
    if _FIRST.match(low):
        values = choices[:1]
    elif _SECOND.match(low):
        values = choices[1:2]
    elif (_BOTH.match(low) or yes) and len(choices) == 2:
        values = choices
    elif not any(_wants_else(r) for r in readings):
        said = stems_of(low)
        named = [c for c in choices if stems_of(c) and stems_of(c) <= said]
        values = tuple(named) if not re.search(r"\b(?:not|no)\b", low) else ()
    # A "yes" to "this or that?" says that either would do: it counts, and filters nothing.
    hard = not yes or bool(_BOTH.match(low))
    return tuple(Constraint(kind, value, words, turn, hard=hard) for value in values)


def _band(pending: Pending, low: str, yes: bool, amount: bool) -> PriceRange | None:
    """Return the side of the price asked about: "the first", "more than that", "yes"."""
    price = pending.price
    if price is None or any(character.isdigit() for character in low):
        return None
    if _FIRST.match(low) or yes or (not amount and _LESS.search(low)):
        return price
    if _SECOND.match(low) or (not amount and _MORE.search(low)):
        return PriceRange(low=price.high)
    return None
