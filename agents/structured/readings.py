"""From a language model's answer to readings, or to nothing where it does not hold.

What a model may not do: name an amount that was not said, make up a brand or a colour that
neither the catalog nor the utterance has, point at a place that is not on the screen, or
change the cart when nothing in the words speaks of taking or leaving something. One such
thing and the whole answer is dropped: a model that is wrong in one place is not trusted in
the next.
"""

import re
from decimal import Decimal

from pydantic import ValidationError

from agents.acts import Act
from agents.constraints import Constraint, Drop, Edit, Kind, Order, Relative, Set, Shift
from agents.reading import Question, Reading, Reference, Shown
from agents.structured.schema import Pointed, StructuredAct, StructuredReading, Wanted
from agents.understand.confidence import LIKELY
from agents.understand.line import Line
from agents.understand.words import FUNCTION_WORDS
from retrieval.query import PriceRange, Sort
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

CONFIDENCE_MOST = LIKELY
"""A model's own confidence is not calibrated; no rule was sure of these words."""
JUST_UNDER = Decimal("0.01")
"""What "under 50" leaves of 50, as our own reader has it."""

_CHANGES_CART = frozenset({Act.CART_ADD, Act.CART_REMOVE, Act.CART_CHANGE, Act.CART_UNDO})
_CART_WORDS = re.compile(
    r"\b(?:adds?|put|chuck|throw|toss|stick|pop|include|give|need|take|taking|buy|get|grab|want|have|order|purchase|remove|delete|drop|"
    r"cancel|undo|swap|change|switch|make|leave|out|cart|basket|bag|checkout)\b"
)
_OF_FIELD = {
    "category": Field.CATEGORY, "department": Field.DEPARTMENT, "brand": Field.BRAND,
    "colour": Field.COLOUR, "material": Field.MATERIAL, "size": Field.SIZE,
    "audience": Field.AUDIENCE, "feature": Field.FEATURE,
}  # fmt: skip


class _Unfounded(Exception):
    """The answer says what was not said."""


def readings_of(
    answer: str, utterance: str, shown: Shown, vocabulary: Vocabulary
) -> tuple[Reading, ...] | None:
    """Return what a model's answer says, or None where it does not validate.

    Args:
        answer: JSON text as `schema.json_schema` describes it.
        utterance: What was said.
        shown: What was on the screen.
        vocabulary: The catalog's words; values come back in its spelling.
    """
    try:
        read = StructuredReading.model_validate_json(answer)
    except ValidationError:
        return None
    said = _Said(utterance, shown, vocabulary)
    try:
        return tuple(said.reading(act) for act in read.acts)
    except _Unfounded:
        return None


class _Said:
    """What an answer is held against."""

    def __init__(self, utterance: str, shown: Shown, vocabulary: Vocabulary) -> None:
        line = Line.read(utterance)
        self._utterance = utterance
        self._text = line.text
        self._words = {t.norm for t in line.tokens}
        self._amounts = {t.value for t in line.tokens if t.value is not None}
        self._shown = shown
        self._vocabulary = vocabulary

    def reading(self, act: StructuredAct) -> Reading:
        if act.act in _CHANGES_CART and not _CART_WORDS.search(self._text):
            raise _Unfounded
        question = None
        if act.attribute or act.asked_value:
            question = Question(self._utterance, act.attribute or None, act.asked_value or None)
        return Reading(
            act=act.act,
            confidence=min(act.confidence, CONFIDENCE_MOST),
            words=self._utterance,
            edits=self._edits(act),
            references=tuple(self._reference(m) for m in act.meant),
            question=question,
            size=self._own(Field.SIZE, act.size),
            colour=self._own(Field.COLOUR, act.colour),
            quantity=act.quantity,
            topic=act.topic,
            text=act.text.strip(),
        )

    def _edits(self, act: StructuredAct) -> tuple[Edit, ...]:
        edits: list[Edit] = [Drop(kind, self._utterance) for kind in act.dropped]
        first: set[tuple[Kind, bool]] = set()
        for wanted in act.wanted:
            constraint = self._constraint(wanted)
            slot = (constraint.kind, constraint.wanted)
            edits.append(Set(constraint, also=slot in first))
            first.add(slot)
        price = self._price(act)
        if price is not None:
            edits.append(Set(Constraint(Kind.PRICE, price, self._utterance, self._shown.turn)))
        if act.relative is not None and act.relative not in (Relative.MORE, Relative.LESS):
            edits.append(Shift(act.relative, self._utterance))
        if act.sort is not None and act.sort is not Sort.RELEVANCE:
            edits.append(Order(act.sort, self._utterance))
        return tuple(edits)

    def _constraint(self, wanted: Wanted) -> Constraint:
        kind, value = Kind(wanted.kind), wanted.value
        turn, hard = self._shown.turn, wanted.hard
        field = _OF_FIELD.get(wanted.kind)
        ours = self._spelt(field, value) if field else None
        if ours is not None:
            return Constraint(kind, ours, value, turn, wanted.wanted, hard)
        if not self._was_said(value):
            raise _Unfounded
        if kind in (Kind.CATEGORY, Kind.DEPARTMENT):
            kind = Kind.TYPE
        return Constraint(kind, value, value, turn, wanted.wanted, hard=False, known=False)

    def _price(self, act: StructuredAct) -> PriceRange | None:
        low, high = act.lowest_price, act.highest_price
        if low is None and high is None:
            return None
        for bound in (low, high):
            near = (bound, bound + JUST_UNDER, bound - JUST_UNDER) if bound is not None else ()
            if near and not any(amount in self._amounts for amount in near):
                raise _Unfounded
        if low is not None and high is not None and low > high:
            raise _Unfounded
        return PriceRange(low, high)

    def _reference(self, meant: Pointed) -> Reference:
        place = meant.place
        if place is not None and (place == 0 or place > len(self._shown.titles)):
            raise _Unfounded
        if meant.every:
            return Reference(self._utterance, every=True)
        return Reference(self._utterance, ordinal=place, deictic=place is None)

    def _own(self, field: Field, value: str | None) -> str | None:
        if not value:
            return None
        ours = self._spelt(field, value)
        if ours is None and not self._was_said(value):
            raise _Unfounded
        return ours or value

    def _spelt(self, field: Field, value: str) -> str | None:
        wanted = value.casefold()
        return next((v for v in self._vocabulary.values[field] if v.casefold() == wanted), None)

    def _was_said(self, value: str) -> bool:
        words = {t.norm for t in Line.read(value).tokens} - FUNCTION_WORDS
        return bool(words) and words <= self._words
