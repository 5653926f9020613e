"""Put a set together within a total, for the person it is for."""

from dataclasses import replace
from decimal import Decimal

from agents.bundles import (
    Bundle,
    Piece,
    best_set,
    cheapest_complete,
    in_one_colour,
    total_of,
    varies,
)
from agents.constraints import Kind
from agents.fitting import people_wanted
from agents.nodes.set_pieces import SetWork, cheapest_of, slot_of, with_cheapest
from agents.nodes.turn_state import cards_of
from agents.occasions import BOTH, MEN, WOMEN, SetKind, sets
from agents.reply.found import spoken_of
from agents.reply.ideas_parts import SetDeed, SetImpossible, SetShown
from agents.reply.plan import Part
from agents.requests import price_of
from agents.state import DialogueState
from retrieval.query import Candidate

SetDone = tuple[DialogueState, Part, tuple[Candidate, ...] | None]
"""The dialogue after it, what is said, and the screen; None where that stays."""


def made(work: SetWork, deed: SetDeed, most: Decimal | None = None) -> SetDone:
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


def _mixed(done: SetDone) -> bool:
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


def _fitted(work: SetWork, deed: SetDeed, most: Decimal | None, guessed: str | None) -> SetDone:
    slots = tuple(slot_of(piece, work) for piece in work.bundle.pieces)
    sold = tuple(s for s in slots if s.candidates)
    fit = in_one_colour if work.bundle.matching else best_set
    chosen = fit(sold, most)
    complete = None
    if any(c is None for c in chosen):
        # What fits best may be dear: the cheapest of each decides whether all can be had.
        cheap = tuple(with_cheapest(s, work) for s in sold)
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
            variant_id=variant_id_of(picked.get(piece.name)),
        )
        for piece in work.bundle.pieces
    )
    bundle = replace(work.bundle, pieces=pieces)
    part = set_shown(bundle, picked, deed, most)
    part = replace(
        part,
        missing=missing,
        too_dear=tuple(s.piece.name for s, c in zip(sold, chosen, strict=True) if c is None),
        complete=complete,
        for_whom=guessed,
    )
    return on_screen(work.dialogue, bundle, part)


def on_screen(dialogue: DialogueState, bundle: Bundle, part: SetShown) -> SetDone:
    shown = dialogue.showing(cards_of(part.candidates), part.spoken)
    return replace(shown, bundle=bundle), part, part.candidates


def variant_id_of(candidate: Candidate | None) -> str | None:
    return candidate.variant.id if candidate and candidate.variant else None


def set_shown(
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


def _impossible(work: SetWork) -> SetDone:
    """Say that there is no such set here, or none so cheap."""
    free = replace(work, unbounded=True)
    slots = [with_cheapest(slot_of(p, free), free) for p in work.bundle.pieces]
    costs = [(cheapest_of(s), s.piece.name) for s in slots]
    least = min(((c, n) for c, n in costs if c is not None), default=None)
    part = SetImpossible(
        work.bundle.name,
        least[0] if least else None,
        work.tools.search.vocabulary.currency,
        least[1] if least else None,
    )
    return replace(work.dialogue.showing((), 0), bundle=None), part, ()


def _named(dialogue: DialogueState) -> str | None:
    said = [str(c.value) for c in dialogue.constraints if c.kind is Kind.AUDIENCE and c.wanted]
    return next((v for v in said if v in (WOMEN, MEN)), None)
