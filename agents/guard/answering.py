"""A bare "yes" or "no" states what was asked: it is checked as if it had been said in full. Pure."""

from dataclasses import dataclass

from agents.guard.asserted import Asserted
from agents.guard.assertions import refusals_of
from agents.guard.index import SheetIndex
from agents.guard.judge import Judge
from agents.guard.scan import Item, Kind, scan
from agents.guard.talk import Places, Talk
from agents.guard.text import Token, tokens_of
from agents.guard.verdict import Fault, Refusal

_POLAR = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "has",
        "have",
        "can",
        "will",
        "would",
        "could",
        "isn't",
    ]
)
_ABOUT = frozenset(["it", "they", "this", "that", "these", "those", "the", "both", "one", "either"])
_YES = frozenset(
    [
        "yes",
        "yeah",
        "yep",
        "yup",
        "absolutely",
        "definitely",
        "certainly",
        "indeed",
        "correct",
        "right",
        "exactly",
        "sure",
        "course",
    ]
)
_NO = frozenset(["no", "nope", "nah", "unfortunately", "sadly", "sorry"])


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-or-no question of the shopper's."""

    tokens: tuple[Token, ...]
    claims: tuple[Item, ...]
    places: Places
    unknown: bool
    """Whether it asks about something that no fact and no list knows."""


def asked_of(index: SheetIndex, judge: Judge) -> Asked | None:
    """Return what the shopper asked with yes or no; None if it was no such question."""
    tokens = [t for t in tokens_of(index.sheet.utterance) if t.low not in ".!?"]
    start = next((n for n, t in enumerate(tokens[:4]) if t.low in _POLAR), None)
    if start is None or start + 1 >= len(tokens):
        return None
    follows = tokens[start + 1].low
    if follows not in _ABOUT and not (follows in ("you", "we") and _has_it(tokens[start:])):
        return None
    tokens = tokens[start:]
    items = scan(tokens, index)
    claims = tuple(
        i for i in items if i.kind in (Kind.CLAIM, Kind.STOCK, Kind.FIGURE, Kind.MORE, Kind.MOST)
    )
    named: Places = ()
    for item in items:
        if item.kind is Kind.NAME:
            named = (*named, *sorted(item.places))
    unknown = any(i.kind is Kind.BAD for i in items)
    if not claims and not unknown:
        return None
    return Asked(tuple(tokens), claims, tuple(dict.fromkeys(named)), unknown)


def said_in(asked: Asked) -> tuple[Item, ...]:
    """Return what a bare "it is" says again."""
    return tuple(i for i in asked.claims if i.kind in (Kind.CLAIM, Kind.STOCK))


def _has_it(tokens: list[Token]) -> bool:
    """Say whether "do you have it in black" asks about a product, not for a search."""
    lows = [t.low for t in tokens[:5]]
    return "have" in lows and bool({"it", "them", "this", "that", "these", "those"} & set(lows))


def answers_wrongly(
    asked: Asked, tokens: list[Token], index: SheetIndex, judge: Judge
) -> Refusal | None:
    """Return what is wrong with a "yes" or "no" that opens a reply; None if nothing is.

    Args:
        asked: The question.
        tokens: The first sentence of the reply.
        index: The facts.
        judge: Reads what was asked as a statement.
    """
    opening = [t.low for t in tokens[:3]]
    yes = bool(opening) and (opening[0] in _YES or opening[:2] == ["of", "course"])
    no = (
        bool(opening)
        and opening[0] == "no"
        and (len(tokens) < 2 or tokens[1].low in (",", "it", "they", "the"))
    )
    no = no or (bool(opening) and opening[0] in ("nope", "nah"))
    if not yes and not no:
        return None
    if asked.unknown and not asked.claims:
        return Refusal(Fault.ATTRIBUTE, tokens[0].text)
    places = asked.places or _subject(tokens, index)
    asserted = [
        Asserted(item, places, negated=no, before=_before(asked, item), after=_after(asked, item))
        for item in asked.claims
    ]
    wrong = refusals_of(index, list(asked.tokens), scan(list(asked.tokens), index), asserted)
    if wrong:
        return Refusal(wrong[0].fault, tokens[0].text)
    return None


def _subject(tokens: list[Token], index: SheetIndex) -> Places:
    for item in scan(tokens, index):
        if item.kind is Kind.NAME:
            return tuple(sorted(item.places))
    return index.spoken


def _before(asked: Asked, item: Item) -> tuple[str, ...]:
    return tuple(t.low for t in asked.tokens[max(0, item.start - 4) : item.start])


def _after(asked: Asked, item: Item) -> tuple[str, ...]:
    return tuple(t.low for t in asked.tokens[item.stop : item.stop + 4])


__all__ = ["Asked", "Talk", "answers_wrongly", "asked_of"]
