"""Change a set piece by piece, or what is wanted of all of it."""

from dataclasses import replace
from decimal import Decimal

from agents.bundles import (
    Bundle,
    Piece,
    best_set,
    cheapest_complete,
    most_of,
    total_of,
)
from agents.in_bundle import Deed, piece_meant
from agents.nodes.set_made import SetDone, made, on_screen, set_shown, variant_id_of
from agents.nodes.set_pieces import SetWork, slot_of, with_cheapest
from agents.nodes.turn_state import Tools
from agents.reply.ideas_parts import SetDeed
from agents.requests import price_of
from retrieval.query import Candidate

CHEAPER_BY = Decimal("0.85")
"""What "cheaper" may cost at most of what the set costs now; a few cents less is no answer."""


def changed(work: SetWork, deed: Deed, text: str, ordinal: int | None) -> SetDone:
    """Change one piece, or what is wanted of all of them."""
    bundle = work.bundle
    here = tuple(p for p in bundle.pieces if p.chosen)
    at = ordinal - 1 if ordinal and 0 < ordinal <= len(here) else None
    piece = here[at] if at is not None else piece_meant(text, bundle)
    match deed:
        case Deed.TOTAL:
            return _again(work, bundle, SetDeed.TOTAL)
        case Deed.BACK:
            return _again(work, bundle, SetDeed.NEW)
        case Deed.WITHOUT if piece is None and text:
            return _again(work, bundle, SetDeed.NOT_IN, text)
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
            return made(replace(work, excluded=frozenset(work.dialogue.seen)), SetDeed.REFITTED)
        case _:
            return made(work, SetDeed.REFITTED)


def _again(work: SetWork, bundle: Bundle, deed: SetDeed, about: str | None = None) -> SetDone:
    """Show the set as it is, with today's prices."""
    picked = _picked(bundle, work.tools)
    part = replace(set_shown(bundle, picked, deed, price_of(work.dialogue).high), about=about)
    return on_screen(work.dialogue, bundle, part)


def _picked(bundle: Bundle, tools: Tools) -> dict[str, Candidate]:
    picked = {}
    for piece in bundle.pieces:
        product = tools.search.product(piece.chosen) if piece.chosen else None
        if product:
            variant = next((v for v in product.variants if v.id == piece.variant_id), None)
            picked[piece.name] = Candidate(product, variant, 0.0, 0.0)
    return picked


def _swapped(work: SetWork, piece: Piece, cheaper: bool) -> SetDone:
    """Put another product in a piece's place; the others stay as they are."""
    bundle, most = work.bundle, price_of(work.dialogue).high
    picked = _picked(bundle, work.tools)
    now = picked.pop(piece.name, None)
    turned = replace(piece, turned_down=(*piece.turned_down, piece.chosen or ""))
    left = most - total_of(tuple(picked.values())) if most is not None else None
    if cheaper and now:
        below = most_of(now) - Decimal("0.01")
        left = below if left is None else min(left, below)
    slot = slot_of(turned, work)
    new = best_set((slot,), left)[0] or best_set((with_cheapest(slot, work),), left)[0]
    if new is None:
        return _again(work, bundle, SetDeed.NO_OTHER, piece.name)
    changed = replace(turned, chosen=new.product.id, variant_id=variant_id_of(new))
    pieces = tuple(changed if p is piece else p for p in bundle.pieces)
    return _again(work, replace(bundle, pieces=pieces), SetDeed.SWAPPED, piece.name)


def _cheaper(work: SetWork) -> SetDone:
    """Find the best set that costs clearly less; the budget stays what was said."""
    now = _picked(work.bundle, work.tools)
    bound = (total_of(tuple(now.values())) * CHEAPER_BY).quantize(Decimal("0.01"))
    slots = tuple(with_cheapest(slot_of(p, work), work) for p in work.bundle.pieces if p.chosen)
    chosen = best_set(slots, bound)
    if any(c is None for c in chosen):
        least = cheapest_complete(slots)
        if least is None or least >= total_of(tuple(now.values())):
            return _again(work, work.bundle, SetDeed.NOT_CHEAPER)
        chosen = best_set(slots, least)
    picked = {s.piece.name: c for s, c in zip(slots, chosen, strict=True) if c}
    pieces = tuple(
        replace(p, chosen=picked[p.name].product.id, variant_id=variant_id_of(picked[p.name]))
        if p.name in picked
        else p
        for p in work.bundle.pieces
    )
    return _again(work, replace(work.bundle, pieces=pieces), SetDeed.CHEAPER)


def _with(work: SetWork, text: str) -> SetDone:
    """Put one more piece into the set."""
    piece = Piece(text, (text,))
    slot = slot_of(piece, work)
    if not slot.candidates:
        return _again(work, work.bundle, SetDeed.NOT_SOLD, text)
    most = price_of(work.dialogue).high
    left = None
    if most is not None:
        left = most - total_of(tuple(_picked(work.bundle, work.tools).values()))
    new = best_set((slot,), left)[0] or best_set((with_cheapest(slot, work),), left)[0]
    if new is None:
        return _again(work, work.bundle, SetDeed.NO_OTHER, text)
    piece = replace(piece, chosen=new.product.id, variant_id=variant_id_of(new))
    pieces = (*(p for p in work.bundle.pieces if p.name != text), piece)
    return _again(work, replace(work.bundle, pieces=pieces), SetDeed.PUT_IN, text)
