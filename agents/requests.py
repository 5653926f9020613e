"""From what is wanted to what the index is asked. Pure."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from agents.constraints import Constraint, Kind
from agents.search_text import text_of
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
_IN_TEXT = (Kind.COLOUR, Kind.MATERIAL, Kind.FEATURE, Kind.TYPE, Kind.CATEGORY)
"""Wishes that belong into the text too, in this order: "blue leather hiking boots"."""
_UNKNOWN_IN_TEXT = (Kind.BRAND, Kind.AUDIENCE, Kind.SIZE)
"""These only where the catalog does not know them, so that no filter finds them."""


def request_of(
    state: DialogueState,
    exclude_ids: frozenset[str] = frozenset(),
    shown_ids: frozenset[str] = frozenset(),
) -> SearchRequest:
    """Return the search for everything that `state` wants."""
    # What was said last matters most, and the last of the terms is the first to be given up.
    latest = sorted(state.constraints, key=lambda c: -c.turn)
    terms = [(c.wanted, term) for c in latest if (term := term_of(c))]
    return SearchRequest(
        text=_text(state),
        wanted=_with_unisex(tuple(term for wanted, term in terms if wanted)),
        unwanted=tuple(term for wanted, term in terms if not wanted),
        price=price_of(state),
        min_rating=_rating(state),
        in_stock_only=any(c.kind is Kind.AVAILABILITY and c.wanted for c in state.constraints),
        sort=state.sort,
        exclude_ids=exclude_ids,
        shown_ids=shown_ids,
        limit=ON_SCREEN,
    )


_UNISEX = "adults"
_GROWN_UP = ("women", "men")


def _with_unisex(wanted: tuple[Term, ...]) -> tuple[Term, ...]:
    """Let what is for adults do for women and men, and the reverse."""
    others: list[Term] = []
    for term in wanted:
        if term.field is Field.AUDIENCE:
            name = term.value.casefold()
            values = (_UNISEX,) if name in _GROWN_UP else _GROWN_UP if name == _UNISEX else ()
            others.extend(replace(term, value=value) for value in values)
    return tuple(dict.fromkeys((*wanted, *others)))


def asked_for(state: DialogueState, relaxed: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return those of `relaxed` that the shopper asked for: nobody named the unisex ones."""
    said = {c.value for c in state.constraints if c.kind is Kind.AUDIENCE}
    return tuple(t for t in relaxed if t.field is not Field.AUDIENCE or t.value in said)


def price_of(state: DialogueState) -> PriceRange:
    """Return the price range wanted; open on both sides where none is."""
    held = _last(state, lambda c: c.kind is Kind.PRICE and c.wanted)
    return held.value if held and isinstance(held.value, PriceRange) else PriceRange()


def is_open(state: DialogueState) -> bool:
    """Say whether nothing at all is wanted, so that a search would be a guess."""
    return not state.said and not any(c.wanted for c in state.constraints)


def _rating(state: DialogueState) -> float | None:
    held = _last(state, lambda c: c.kind is Kind.RATING and c.wanted)
    return float(held.value) if held and isinstance(held.value, Decimal) else None


def _last(state: DialogueState, fits: Callable[[Constraint], bool]) -> Constraint | None:
    return next((c for c in reversed(state.constraints) if fits(c)), None)


def term_of(constraint: Constraint) -> Term | None:
    """Return a constraint as the index knows it; None for a price, a rating or the stock."""
    field = _FIELDS.get(constraint.kind)
    if field is None or not constraint.known or not isinstance(constraint.value, str):
        return None
    return Term(field, constraint.value, constraint.hard or not constraint.wanted)


_REASONS = (Kind.FEATURE, Kind.MATERIAL, Kind.COLOUR, Kind.SIZE)
"""Kinds of wishes that can be the reason why a product fits."""


def wished_for(
    state: DialogueState, hard: bool | None, turn: int | None = None
) -> tuple[Term, ...]:
    """Return the wishes that can be a reason, the latest first.

    Args:
        state: What is wanted.
        hard: Only hard ones, or only soft ones; None for both.
        turn: Only those of this turn; None for all.
    """
    held = sorted((c for c in state.constraints if c.wanted), key=lambda c: -c.turn)
    return tuple(
        term
        for c in held
        if c.kind in _REASONS and (turn is None or c.turn == turn) and (term := term_of(c))
        if hard is None or term.hard is hard
    )


def _text(state: DialogueState) -> str:
    """Return the values that belong into the text, and the words that they do not hold."""
    wanted = [c for c in state.constraints if c.wanted and isinstance(c.value, str)]
    unknown = [c for kind in _UNKNOWN_IN_TEXT for c in wanted if c.kind is kind and not c.known]
    known = [c for kind in _IN_TEXT for c in wanted if c.kind is kind]
    values = " ".join(dict.fromkeys(str(c.value) for c in (*unknown, *known)))
    return f"{values} {text_of(state.said, besides=values)}".strip()
