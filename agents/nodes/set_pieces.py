"""Search for the pieces of a set: what each may be, and the cheapest of each."""

from dataclasses import dataclass, replace
from decimal import Decimal

from agents.bundles import (
    OPTIONS,
    Bundle,
    Piece,
    Slotted,
    most_of,
)
from agents.fitting import meant_for, people_wanted
from agents.goods import called, categories_of, shelved
from agents.nodes.turn_state import Tools
from agents.requests import request_of
from agents.state import DialogueState
from retrieval.query import Candidate, PriceRange, SearchRequest, Sort
from retrieval.terms import Field, Term

LOOKED_AT = 24
"""Products of one piece's search, of which those for others and sold out ones are left out."""
RELEVANT = 0.5
"""Chance from which a product that is not called so still is the piece."""


@dataclass(frozen=True, slots=True)
class SetWork:
    """A set in the making."""

    dialogue: DialogueState
    bundle: Bundle
    tools: Tools
    excluded: frozenset[str] = frozenset()
    unbounded: bool = False
    """Whether the budget is left aside, to say what a piece costs at least."""


def slot_of(piece: Piece, work: SetWork) -> Slotted:
    """Search for one piece."""
    request = _request(piece, work)
    return Slotted(piece, _candidates(request, piece, work)[:OPTIONS])


def with_cheapest(slot: Slotted, work: SetWork) -> Slotted:
    """Add cheaper products to a piece's candidates, after what fits better."""
    if not slot.candidates:
        return slot
    bound = PriceRange(None, min(most_of(c) for c in slot.candidates))
    request = replace(_request(slot.piece, work), price=bound)
    if any(t.field is Field.CATEGORY for t in request.wanted):
        request = replace(request, sort=Sort.CHEAPEST)
    there = {c.product.id for c in slot.candidates}
    more = [c for c in _candidates(request, slot.piece, work) if c.product.id not in there]
    return Slotted(slot.piece, (*slot.candidates, *sorted(more, key=most_of)[:OPTIONS]))


def cheapest_of(slot: Slotted) -> Decimal | None:
    return min((most_of(c) for c in slot.candidates), default=None)


def _request(piece: Piece, work: SetWork) -> SearchRequest:
    """Return the search for a piece: what is wanted of all of them, and what it is."""
    vocabulary = work.tools.search.vocabulary
    held = categories_of(piece.goods, vocabulary)
    base = request_of(replace(work.dialogue, said=()))
    wanted = [
        t if t.field is Field.COLOUR else replace(t, hard=False)
        for t in base.wanted
        if t.field not in (Field.CATEGORY, Field.DEPARTMENT)
    ]
    wanted += [Term(Field.CATEGORY, category) for category in held]
    person = work.bundle.person
    told = any(t.field is Field.AUDIENCE for t in wanted)
    if person and not told and not vocabulary.lacks(Field.AUDIENCE, person):
        wanted.append(Term(Field.AUDIENCE, person, hard=False))
    words = piece.goods[0] if held else " ".join(piece.goods[:2])
    return replace(
        base,
        text=f"{work.bundle.text} {words}".strip() if held else words,
        wanted=tuple(wanted),
        price=PriceRange(None, None if work.unbounded else base.price.high),
        exclude_ids=work.excluded | frozenset(piece.turned_down),
        limit=LOOKED_AT,
    )


def _candidates(request: SearchRequest, piece: Piece, work: SetWork) -> tuple[Candidate, ...]:
    result = work.tools.search.search(replace(request, taste=work.tools.taste))
    if any(t.field is Field.CATEGORY for t in result.relaxed):
        return ()
    held = any(t.field is Field.CATEGORY for t in request.wanted)
    people = people_wanted(work.dialogue, work.bundle.person) | set(work.bundle.people)
    currency = work.tools.search.vocabulary.currency
    return tuple(
        c
        for c in result.candidates
        if c.product.in_stock
        and c.product.currency == currency
        and meant_for(c.product, people)
        and _is(c, piece.goods, bool(held), work.tools)
    )


def _is(candidate: Candidate, goods: tuple[str, ...], held: bool, tools: Tools) -> bool:
    """Say whether a product is such a piece: by its own shelf, by its title, or by its meaning."""
    if held and candidate.product.category in shelved(goods, tools.search.vocabulary):
        return True
    if called(candidate.product, goods):
        return True
    return held and (candidate.relevance or 0.0) >= RELEVANT
