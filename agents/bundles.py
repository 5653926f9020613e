"""A set of products that belong together, within a total. Pure.

The best set is found exactly: for each piece in turn, of all sums of prices only those are
kept that no cheaper set beats (Pareto front), so that the total is a hard bound and the
result the best there is of the candidates given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from retrieval.product import Product
from retrieval.query import Candidate

OPTIONS = 8
"""Candidates of one piece."""
PIECES = 6
"""Pieces of one set; more is no set but a shopping list."""
_MISSING = 100.0
"""What leaving a piece out costs, in ranks: more than any better match could bring."""
_MISSING_NEEDED = 1000.0
_STEP = 1.0
"""What the next best match of a piece is worth less."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a set as the dialogue keeps it."""

    name: str
    goods: tuple[str, ...]
    needed: bool = True
    chosen: str | None = None
    """Id of the product; None where it is not in the set, for want of money or of goods."""
    variant_id: str | None = None
    turned_down: tuple[str, ...] = ()
    """Ids of products that were swapped for others."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A set that is on the screen: its pieces in order, what it is called and for whom."""

    pieces: tuple[Piece, ...]
    name: str = ""
    """As it was asked for: "beach wedding"; empty where the pieces were named."""
    text: str = ""
    person: str | None = None
    """WOMEN or MEN, where the pieces are for one of them."""
    worn: bool = False
    explicit: bool = False
    """Whether the shopper named the pieces."""
    people: tuple[str, ...] = ()
    """Audiences of its pieces, where they are for children or animals."""
    matching: bool = False
    """Whether one colour was asked for throughout."""

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the products of the set, in order."""
        return tuple(p.chosen for p in self.pieces if p.chosen)


@dataclass(frozen=True, slots=True)
class Slotted:
    """A piece with the candidates that it can be, the best first."""

    piece: Piece
    candidates: tuple[Candidate, ...]


def most_of(candidate: Candidate) -> Decimal:
    """Return the most that a product can cost in whatever size: totals are never too low."""
    if candidate.variant:
        return candidate.variant.price
    here = [v.price for v in candidate.product.variants if v.in_stock]
    return max(here, default=candidate.product.price)


def varies(candidate: Candidate) -> bool:
    """Say whether a product's price depends on its size or colour."""
    return most_of(candidate) > candidate.product.price and candidate.variant is None


@dataclass(frozen=True, slots=True)
class _Sum:
    cost: Decimal
    loss: float
    picks: tuple[int | None, ...]


def best_set(slots: Sequence[Slotted], most: Decimal | None) -> tuple[Candidate | None, ...]:
    """Return a candidate for each piece, None for those left out.

    Args:
        slots: The pieces, each with its candidates in order, the best first.
        most: What all of them together may cost; None for any price.

    Returns:
        The set that leaves out the least and within that fits best; its prices, each the
        dearest of its product's sizes, never come to more than `most`.
    """
    front = [_Sum(Decimal(0), 0.0, ())]
    for slot in slots:
        options = [(i, most_of(c), i * _STEP) for i, c in enumerate(slot.candidates)]
        out = _MISSING_NEEDED if slot.piece.needed else _MISSING
        grown = [
            _Sum(s.cost + cost, s.loss + loss, (*s.picks, i))
            for s in front
            for i, cost, loss in options
            if most is None or s.cost + cost <= most
        ]
        grown += [_Sum(s.cost, s.loss + out, (*s.picks, None)) for s in front]
        front = _undominated(grown)
    best = min(front, key=lambda s: s.loss)
    return tuple(
        slot.candidates[i] if i is not None else None
        for slot, i in zip(slots, best.picks, strict=True)
    )


def _undominated(sums: list[_Sum]) -> list[_Sum]:
    kept: list[_Sum] = []
    for each in sorted(sums, key=lambda s: (s.cost, s.loss)):
        if not kept or each.loss < kept[-1].loss:
            kept.append(each)
    return kept


def in_one_colour(slots: Sequence[Slotted], most: Decimal | None) -> tuple[Candidate | None, ...]:
    """Return the best set whose pieces share a colour, as far as they come in colours at all."""
    colours = {c.casefold() for slot in slots for k in slot.candidates for c in _colours(k.product)}
    tried = [best_set([_only(slot, colour) for slot in slots], most) for colour in sorted(colours)]
    tried = [t for t in tried if sum(c is not None for c in t) > 1]
    if not tried:
        return best_set(slots, most)
    return max(tried, key=lambda t: sum(c is not None for c in t))


def _only(slot: Slotted, colour: str) -> Slotted:
    fitting = tuple(
        c
        for c in slot.candidates
        if not _colours(c.product) or colour in {n.casefold() for n in _colours(c.product)}
    )
    return Slotted(slot.piece, fitting)


def _colours(product: Product) -> tuple[str, ...]:
    return product.colours or tuple({v.colour: None for v in product.variants if v.colour})


def total_of(chosen: Sequence[Candidate]) -> Decimal:
    """Return the most that the products come to together."""
    return sum((most_of(c) for c in chosen), Decimal(0))


def cheapest_complete(slots: Sequence[Slotted]) -> Decimal | None:
    """Return the least for which every piece can be had; None where one has no candidate."""
    if not all(slot.candidates for slot in slots):
        return None
    return sum((min(most_of(c) for c in slot.candidates) for slot in slots), Decimal(0))
