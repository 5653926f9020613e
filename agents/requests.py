"""From what is wanted to what the index is asked. Pure."""

from collections.abc import Callable
from decimal import Decimal

from agents.constraints import Constraint, Kind
from agents.state import DialogueState
from retrieval.query import PriceRange, SearchRequest
from retrieval.terms import Field, Term

ON_SCREEN = 6
"""Products on the screen; three of them are spoken of."""

_FIELDS = {
    Kind.BRAND: Field.BRAND,
    Kind.CATEGORY: Field.CATEGORY,
    Kind.DEPARTMENT: Field.DEPARTMENT,
    Kind.COLOUR: Field.COLOUR,
    Kind.MATERIAL: Field.MATERIAL,
    Kind.SIZE: Field.SIZE,
    Kind.AUDIENCE: Field.AUDIENCE,
    Kind.FEATURE: Field.FEATURE,
}
_IN_TEXT = (Kind.COLOUR, Kind.MATERIAL, Kind.FEATURE, Kind.CATEGORY)
"""Wishes that belong into the text too, in this order: "blue leather hiking boots"."""


def request_of(state: DialogueState, exclude_ids: frozenset[str] = frozenset()) -> SearchRequest:
    """Return the search for everything that `state` wants."""
    # What was said last matters most, and the last of the terms is the first to be given up.
    latest = sorted(state.constraints, key=lambda c: -c.turn)
    terms = [(c.wanted, term) for c in latest if (term := term_of(c))]
    return SearchRequest(
        text=_text(state),
        wanted=tuple(term for wanted, term in terms if wanted),
        unwanted=tuple(term for wanted, term in terms if not wanted),
        price=price_of(state),
        min_rating=_rating(state),
        in_stock_only=any(c.kind is Kind.AVAILABILITY and c.wanted for c in state.constraints),
        sort=state.sort,
        exclude_ids=exclude_ids,
        limit=ON_SCREEN,
    )


def price_of(state: DialogueState) -> PriceRange:
    """Return the price range wanted; open on both sides where none is."""
    held = _last(state, lambda c: c.kind is Kind.PRICE and c.wanted)
    return held.value if held and isinstance(held.value, PriceRange) else PriceRange()


def is_open(state: DialogueState) -> bool:
    """Say whether nothing at all is wanted, so that a search would be a guess."""
    return not state.query and not any(c.wanted for c in state.constraints)


def _rating(state: DialogueState) -> float | None:
    held = _last(state, lambda c: c.kind is Kind.RATING and c.wanted)
    return float(held.value) if held and isinstance(held.value, Decimal) else None


def _last(state: DialogueState, fits: Callable[[Constraint], bool]) -> Constraint | None:
    return next((c for c in reversed(state.constraints) if fits(c)), None)


def term_of(constraint: Constraint) -> Term | None:
    """Return a constraint as the index knows it; None for a price, a rating or the stock."""
    field = _FIELDS.get(constraint.kind)
    if field is None or not isinstance(constraint.value, str):
        return None
    return Term(field, constraint.value, constraint.hard or not constraint.wanted)


def _text(state: DialogueState) -> str:
    words = [
        str(c.value)
        for kind in _IN_TEXT
        for c in state.constraints
        if c.kind is kind and c.wanted and isinstance(c.value, str)
    ]
    known = " ".join(words).casefold()
    rest = "" if state.query.casefold() in known else state.query
    return " ".join([*words, rest]).strip()
