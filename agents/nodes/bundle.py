"""Put a set of products together within a total, and change it piece by piece."""

from dataclasses import dataclass, replace
from decimal import Decimal

from langgraph.runtime import Runtime

from agents.bundles import (
    OPTIONS,
    Bundle,
    Piece,
    Slotted,
    best_set,
    cheapest_complete,
    in_one_colour,
    most_of,
    total_of,
    varies,
)
from agents.constraints import Kind
from agents.fitting import meant_for, people_wanted
from agents.goods import called, categories_of, shelved
from agents.in_bundle import Deed, deed_of, piece_meant
from agents.nodes.turn_state import Tools, TurnState, cards_of, current
from agents.occasions import BOTH, MEN, WOMEN, SetKind, sets
from agents.reply.found import spoken_of
from agents.reply.ideas_parts import SetDeed, SetImpossible, SetShown
from agents.reply.plan import Part
from agents.requests import price_of, request_of
from agents.state import DialogueState
from retrieval.query import Candidate, PriceRange, SearchRequest, Sort
from retrieval.terms import Field, Term

CHEAPER_BY = Decimal("0.85")
"""What "cheaper" may cost at most of what the set costs now; a few cents less is no answer."""
LOOKED_AT = 24
"""Products of one piece's search, of which those for others and sold out ones are left out."""
RELEVANT = 0.5
"""Chance from which a product that is not called so still is the piece."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A set in the making."""

    dialogue: DialogueState
    bundle: Bundle
    tools: Tools
    excluded: frozenset[str] = frozenset()
    unbounded: bool = False
    """Whether the budget is left aside, to say what a piece costs at least."""


def bundle(state: TurnState, runtime: Runtime[Tools]) -> TurnState:
    """Make or change the set that the current reading asks for."""
    tools, reading, dialogue = runtime.context, current(state), state["dialogue"]
    started_s = tools.clock()
    deed, held = deed_of(reading), dialogue.bundle
    if deed is Deed.NEW or held is None:
        done = _made(_Work(dialogue, held or Bundle(()), tools), SetDeed.NEW)
    else:
        ordinal = reading.references[0].ordinal if reading.references else None
        done = _changed(_Work(dialogue, held, tools), deed, reading.text, ordinal)
    dialogue, part, screen = done
    spent_ms = (tools.clock() - started_s) * 1e3 + (state["spent"].retrieve_ms or 0.0)
    update: TurnState = {
        "dialogue": dialogue,
        "parts": (*state["parts"], part),
        "spent": replace(state["spent"], retrieve_ms=spent_ms),
    }
    if screen is not None:
        update["screen"] = screen
    return update


_Done = tuple[DialogueState, Part, tuple[Candidate, ...] | None]


def _made(work: _Work, deed: SetDeed, most: Decimal | None = None) -> _Done:
    """Search for every piece once and show the best set of them."""
    most = most if most is not None else price_of(work.dialogue).high
    person = work.bundle.person or _named(work.dialogue)
    grown_up = not people_wanted(work.dialogue) and not work.bundle.people
    if (person is None and grown_up) and (
        _for_either(work.bundle) or _mixed(done := _fitted(work, deed, most, None))
    ):
        return max(
            (
                _fitted(replace(work, bundle=_for(work.bundle, p)), deed, most, p)
                for p in (WOMEN, MEN)
            ),
            key=lambda done: len(done[0].bundle.chosen) if done[0].bundle else 0,
        )
    if person is None and grown_up:
        return done
    return _fitted(replace(work, bundle=_for(work.bundle, person)), deed, most, None)


def _for_either(bundle: Bundle) -> bool:
    """Say whether the pieces of a set are others for women and for men."""
    kind = _kind(bundle)
    return kind is not None and BOTH not in kind.pieces


def _mixed(done: _Done) -> bool:
    """Say whether a set is partly for women and partly for men."""
    people = {c.product.audience for c in done[2] or ()}
    return people >= {WOMEN, MEN}


def _kind(bundle: Bundle) -> SetKind | None:
    if bundle.explicit:
        return None
    kinds = sets().values()
    return next((k for k in kinds if bundle.name in k.words and k.worn is bundle.worn), None)


def _for(bundle: Bundle, person: str | None) -> Bundle:
    """Return a set for women or men with the pieces that are theirs; named pieces stay."""
    kind = _kind(bundle)
    if kind is None or BOTH in kind.pieces or bundle.person == person:
        return replace(bundle, person=person)
    pieces = tuple(Piece(p.name, p.goods, p.needed) for p in kind.pieces_for(person))
    own = tuple(p for p in bundle.pieces if p.name not in {k.name for k in pieces} and p.chosen)
    return replace(bundle, person=person, pieces=(*pieces, *own) if bundle.chosen else pieces)


def _fitted(work: _Work, deed: SetDeed, most: Decimal | None, guessed: str | None) -> _Done:
    slots = tuple(_slot(piece, work) for piece in work.bundle.pieces)
    sold = tuple(s for s in slots if s.candidates)
    fit = in_one_colour if work.bundle.matching else best_set
    chosen = fit(sold, most)
    complete = None
    if any(c is None for c in chosen):
        # What fits best may be dear: the cheapest of each decides whether all can be had.
        cheap = tuple(_with_cheapest(s, work) for s in sold)
        again = fit(cheap, most)
        if sum(c is not None for c in again) > sum(c is not None for c in chosen):
            sold, chosen = cheap, again
        complete = cheapest_complete(cheap) if any(c is None for c in chosen) else None
    picked = {s.piece.name: c for s, c in zip(sold, chosen, strict=True) if c}
    missing = tuple(s.piece.name for s in slots if not s.candidates)
    if not picked:
        return _impossible(work)
    pieces = tuple(
        replace(
            piece,
            chosen=picked[piece.name].product.id if piece.name in picked else None,
            variant_id=_variant_id(picked.get(piece.name)),
        )
        for piece in work.bundle.pieces
    )
    bundle = replace(work.bundle, pieces=pieces)
    part = _part(bundle, picked, deed, most)
    part = replace(
        part,
        missing=missing,
        too_dear=tuple(s.piece.name for s, c in zip(sold, chosen, strict=True) if c is None),
        complete=complete,
        for_whom=guessed,
    )
    return _on_screen(work.dialogue, bundle, part)


def _on_screen(dialogue: DialogueState, bundle: Bundle, part: SetShown) -> _Done:
    shown = dialogue.showing(cards_of(part.candidates), part.spoken)
    return replace(shown, bundle=bundle), part, part.candidates


def _variant_id(candidate: Candidate | None) -> str | None:
    return candidate.variant.id if candidate and candidate.variant else None


def _part(
    bundle: Bundle, picked: dict[str, Candidate], deed: SetDeed, most: Decimal | None
) -> SetShown:
    names = tuple(p.name for p in bundle.pieces if p.name in picked)
    candidates = tuple(picked[name] for name in names)
    return SetShown(
        deed,
        bundle.name,
        names,
        candidates,
        total_of(candidates),
        candidates[0].product.currency,
        varies=any(varies(c) for c in candidates),
        budget=most,
        worn=_for_either(bundle),
        spoken=spoken_of(candidates),
    )


def _impossible(work: _Work) -> _Done:
    """Say that there is no such set here, or none so cheap."""
    free = replace(work, unbounded=True)
    slots = [_with_cheapest(_slot(p, free), free) for p in work.bundle.pieces]
    costs = [(_cheapest(s), s.piece.name) for s in slots]
    least = min(((c, n) for c, n in costs if c is not None), default=None)
    part = SetImpossible(
        work.bundle.name,
        least[0] if least else None,
        work.tools.search.vocabulary.currency,
        least[1] if least else None,
    )
    return replace(work.dialogue.showing((), 0), bundle=None), part, ()


def _cheapest(slot: Slotted) -> Decimal | None:
    return min((most_of(c) for c in slot.candidates), default=None)


def _slot(piece: Piece, work: _Work) -> Slotted:
    """Search for one piece."""
    request = _request(piece, work)
    return Slotted(piece, _candidates(request, piece, work)[:OPTIONS])


def _with_cheapest(slot: Slotted, work: _Work) -> Slotted:
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


def _request(piece: Piece, work: _Work) -> SearchRequest:
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


def _candidates(request: SearchRequest, piece: Piece, work: _Work) -> tuple[Candidate, ...]:
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


def _named(dialogue: DialogueState) -> str | None:
    said = [str(c.value) for c in dialogue.constraints if c.kind is Kind.AUDIENCE and c.wanted]
    return next((v for v in said if v in (WOMEN, MEN)), None)


def _changed(work: _Work, deed: Deed, text: str, ordinal: int | None) -> _Done:
    """Change one piece, or what is wanted of all of them."""
    bundle = work.bundle
    here = tuple(p for p in bundle.pieces if p.chosen)
    at = ordinal - 1 if ordinal and 0 < ordinal <= len(here) else None
    piece = here[at] if at is not None else piece_meant(text, bundle)
    match deed:
        case Deed.TOTAL:
            return _again(work, bundle, SetDeed.TOTAL)
        case Deed.CHEAPER if piece is None:
            return _cheaper(work)
        case Deed.WITHOUT if piece is not None and len(here) > 1:
            kept = tuple(p for p in bundle.pieces if p is not piece)
            return _again(work, replace(bundle, pieces=kept), SetDeed.LEFT_OUT, piece.name)
        case Deed.SWAP | Deed.CHEAPER if piece is not None:
            return _swapped(work, piece, cheaper=deed is Deed.CHEAPER)
        case Deed.WITH if text:
            return _with(work, text)
        case Deed.OTHERS:
            return _made(replace(work, excluded=frozenset(work.dialogue.seen)), SetDeed.REFITTED)
        case _:
            return _made(work, SetDeed.REFITTED)


def _again(work: _Work, bundle: Bundle, deed: SetDeed, about: str | None = None) -> _Done:
    """Show the set as it is, with today's prices."""
    picked = _picked(bundle, work.tools)
    part = replace(_part(bundle, picked, deed, price_of(work.dialogue).high), about=about)
    return _on_screen(work.dialogue, bundle, part)


def _picked(bundle: Bundle, tools: Tools) -> dict[str, Candidate]:
    picked = {}
    for piece in bundle.pieces:
        product = tools.search.product(piece.chosen) if piece.chosen else None
        if product:
            variant = next((v for v in product.variants if v.id == piece.variant_id), None)
            picked[piece.name] = Candidate(product, variant, 0.0, 0.0)
    return picked


def _swapped(work: _Work, piece: Piece, cheaper: bool) -> _Done:
    """Put another product in a piece's place; the others stay as they are."""
    bundle, most = work.bundle, price_of(work.dialogue).high
    picked = _picked(bundle, work.tools)
    now = picked.pop(piece.name, None)
    turned = replace(piece, turned_down=(*piece.turned_down, piece.chosen or ""))
    left = most - total_of(tuple(picked.values())) if most is not None else None
    if cheaper and now:
        below = most_of(now) - Decimal("0.01")
        left = below if left is None else min(left, below)
    slot = _slot(turned, work)
    new = best_set((slot,), left)[0] or best_set((_with_cheapest(slot, work),), left)[0]
    if new is None:
        return _again(work, bundle, SetDeed.NO_OTHER, piece.name)
    changed = replace(turned, chosen=new.product.id, variant_id=_variant_id(new))
    pieces = tuple(changed if p is piece else p for p in bundle.pieces)
    return _again(work, replace(bundle, pieces=pieces), SetDeed.SWAPPED, piece.name)


def _cheaper(work: _Work) -> _Done:
    """Find the best set that costs clearly less; the budget stays what was said."""
    now = _picked(work.bundle, work.tools)
    bound = (total_of(tuple(now.values())) * CHEAPER_BY).quantize(Decimal("0.01"))
    slots = tuple(_with_cheapest(_slot(p, work), work) for p in work.bundle.pieces if p.chosen)
    chosen = best_set(slots, bound)
    if any(c is None for c in chosen):
        least = cheapest_complete(slots)
        if least is None or least >= total_of(tuple(now.values())):
            return _again(work, work.bundle, SetDeed.NOT_CHEAPER)
        chosen = best_set(slots, least)
    picked = {s.piece.name: c for s, c in zip(slots, chosen, strict=True) if c}
    pieces = tuple(
        replace(p, chosen=picked[p.name].product.id, variant_id=_variant_id(picked[p.name]))
        if p.name in picked
        else p
        for p in work.bundle.pieces
    )
    return _again(work, replace(work.bundle, pieces=pieces), SetDeed.CHEAPER)


def _with(work: _Work, text: str) -> _Done:
    """Put one more piece into the set."""
    piece = Piece(text, (text,))
    slot = _slot(piece, work)
    if not slot.candidates:
        return _again(work, work.bundle, SetDeed.NOT_SOLD, text)
    most = price_of(work.dialogue).high
    left = None
    if most is not None:
        left = most - total_of(tuple(_picked(work.bundle, work.tools).values()))
    new = best_set((slot,), left)[0] or best_set((_with_cheapest(slot, work),), left)[0]
    if new is None:
        return _again(work, work.bundle, SetDeed.NO_OTHER, text)
    piece = replace(piece, chosen=new.product.id, variant_id=_variant_id(new))
    pieces = (*(p for p in work.bundle.pieces if p.name != text), piece)
    return _again(work, replace(work.bundle, pieces=pieces), SetDeed.PUT_IN, text)
