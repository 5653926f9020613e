"""A bare "yes" or "no" states what was asked: checked as if it had been said in full. Pure."""

from dataclasses import dataclass, replace
from itertools import pairwise

from agents.guard.asserted import Asserted
from agents.guard.assertions import refusals_of
from agents.guard.index import SheetIndex
from agents.guard.item import Item, Kind
from agents.guard.scan import scan
from agents.guard.talk import Places, Talk
from agents.guard.text import Token, tokens_of
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_POLAR = wordset("is are was were does do has have can will would could isn't")
_OPEN = wordset("what which how where when who whose why")
"""Before "is": no question for yes or no."""
_ABOUT = wordset("it they this that these those the both one either")
_YES = wordset(
    "yes yeah yep yup absolutely definitely certainly indeed correct right exactly course"
)
_NO = wordset("no nope nah unfortunately sadly sorry")


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes-or-no question of the shopper's."""

    tokens: tuple[Token, ...]
    claims: tuple[Item, ...]
    places: Places
    unknown: bool
    """Whether it asks about something that no fact and no list knows."""


def asked_of(index: SheetIndex) -> Asked | None:
    """Return what the shopper asked with yes or no; None if it was no such question."""
    tokens = [t for t in tokens_of(index.sheet.utterance) if t.low not in ".!?"]
    start = next((n for n, t in enumerate(tokens[:4]) if t.low in _POLAR), None)
    if start is None or start + 1 >= len(tokens):
        return None
    if _OPEN & {t.low for t in tokens[:start]} and not _asks_again(tokens[start + 1 :]):
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


def _asks_again(tokens: list[Token]) -> bool:
    """Say whether a yes-or-no question follows: "how long is it, and is it waterproof?"."""
    joins = ("and", ",", "or")
    return any(a.low in joins and b.low in _POLAR for a, b in pairwise(tokens))


def said_in(asked: Asked) -> tuple[Item, ...]:
    """Return what a bare "it is" says again."""
    return tuple(
        i for i in asked.claims
        if i.kind in (Kind.CLAIM, Kind.STOCK) or (i.figure and not i.figure.currency)
    )  # fmt: skip


def _has_it(tokens: list[Token]) -> bool:
    """Say whether "do you have it in black" asks about a product, not for a search."""
    lows = [t.low for t in tokens[:5]]
    return "have" in lows and bool({"it", "them", "this", "that", "these", "those"} & set(lows))


def answers_wrongly(asked: Asked, tokens: list[Token], index: SheetIndex) -> Refusal | None:
    """Return what is wrong with a "yes" or "no" that opens a reply; None if nothing is.

    Args:
        asked: The question.
        tokens: The first sentence of the reply.
        index: The facts.
    """
    opening = [t.low for t in tokens[:3]]
    yes = bool(opening) and (
        opening[0] in _YES
        or opening[:2] in (["of", "course"], ["sure", "is"], ["sure", "does"], ["sure", "do"])
        or opening == ["sure"]
    )
    no = (
        bool(opening)
        and opening[0] == "no"
        and (len(tokens) < 2 or tokens[1].low in (",", "it", "they", "the"))
    )
    no = no or (bool(opening) and opening[0] in ("nope", "nah"))
    only = _only(tokens, index) if opening[:1] == ["only"] else ()
    bare = not any(i.kind in _STATES for i in scan(tokens, index))
    no = no or (bare and opening[:1] in (["neither"], ["none"]))
    if only and bare:
        return _only_wrong(asked, only, index)
    if not yes and not no:
        return None
    if asked.unknown and not asked.claims:
        return Refusal(Fault.ATTRIBUTE, tokens[0].text)
    places = asked.places or _subject(tokens, index)
    asserted = [
        Asserted(item, places, negated=no, before=_before(asked, item), after=_after(asked, item))
        for item in asked.claims
    ]
    if len(places) == 2 and any(i.kind is Kind.MORE for i in asked.claims):
        first, second = places[:1], places[1:]
        asserted = [replace(a, places=first, standard=second) for a in asserted]
    wrong = refusals_of(index, list(asked.tokens), scan(list(asked.tokens), index), asserted)
    if wrong:
        return Refusal(wrong[0].fault, tokens[0].text)
    return None


_STATES = frozenset({Kind.CLAIM, Kind.STOCK, Kind.FIGURE, Kind.MORE, Kind.MOST, Kind.BAD})


def _only(tokens: list[Token], index: SheetIndex) -> Places:
    """Return who is named in "only the first", "only the A and the B do"."""
    found = [p for i in scan(tokens, index) if i.kind is Kind.NAME for p in sorted(i.places)]
    return tuple(dict.fromkeys(found))


def _only_wrong(asked: Asked, only: Places, index: SheetIndex) -> Refusal | None:
    """Check "only the first": it is so of these, and of nobody else who was asked about."""
    others = tuple(p for p in (asked.places or index.spoken) if p not in only)
    for places, negated in ((only, False), (others, True)):
        asserted = [
            Asserted(i, (p,), negated=negated, before=_before(asked, i), after=_after(asked, i))
            for i in asked.claims
            for p in places
        ]
        wrong = refusals_of(index, list(asked.tokens), scan(list(asked.tokens), index), asserted)
        if wrong:
            return Refusal(wrong[0].fault, "only")
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


_WHICH = wordset("which who what whose")
_NAMES_IT = wordset("that would be it is the definitely easily clearly hands down one of course")


def names_wrongly(tokens: list[Token], index: SheetIndex) -> Refusal | None:
    """Return what is wrong with a bare name that answers "which one is lighter?".

    Args:
        tokens: The first sentence of the reply.
        index: The facts.
    """
    asked = [t for t in tokens_of(index.sheet.utterance) if t.low not in ".!?"]
    if not _WHICH & {t.low for t in asked[:3]}:
        return None
    items = scan(asked, index)
    found = [i for i in items if i.kind in (Kind.MORE, Kind.MOST)]
    said = scan([t for t in tokens if t.low != ","], index)
    names = [i for i in said if i.kind is Kind.NAME]
    others = {w for i in said if i.kind is not Kind.NAME for w in i.low.split()}
    if len(found) != 1 or len(names) != 1 or others - _NAMES_IT:
        return None
    places = tuple(sorted(names[0].places))
    if len(places) > 1:
        places = tuple(p for p in places if p in index.spoken)
    if len(places) != 1:
        return None
    if any(i.kind in (Kind.CLAIM, Kind.STOCK, Kind.FIGURE, Kind.BAD, Kind.NEG) for i in items):
        return None
    more = Asserted(replace(found[0], kind=Kind.MORE), places)
    wrong = refusals_of(index, asked, items, [more])
    return Refusal(wrong[0].fault, names[0].low) if wrong else None
