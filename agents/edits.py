"""How the edits of one utterance change what is wanted. Pure."""

import re
from dataclasses import replace
from decimal import Decimal

from agents.acts import Act
from agents.constraints import (
    Constraint,
    Drop,
    Edit,
    Exclude,
    Kind,
    Order,
    Relative,
    Same,
    Set,
    Shift,
    Undo,
    Value,
)
from agents.reading import Reading
from agents.references import Scene
from agents.shifts import CENT, anchor_of, shifted
from agents.state import CONSTRAINTS_KEPT, DialogueState
from agents.topics import before_last, returned
from agents.wishes import Wish, over, with_constraint, with_words
from retrieval.product import Product
from retrieval.query import PriceRange, Sort

NEW_TOPIC_ACTS = frozenset({Act.FIND, Act.GIFT, Act.INSPIRE})
SEARCH_ACTS = NEW_TOPIC_ACTS | {Act.REFINE}
_OF_ANY_KIND = frozenset(
    {Kind.PRICE, Kind.COLOUR, Kind.SIZE, Kind.AUDIENCE, Kind.RATING, Kind.AVAILABILITY}
)
"""What can be said before what it is to be."""
_OF_THE_PERSON = frozenset({Kind.AUDIENCE, Kind.FEATURE})
"""In the wish for a gift these speak of the person, not of the thing."""

WORDS_CHARS = 200
"""Longest words kept with a constraint."""
NEAR_LOW, NEAR_HIGH = Decimal("0.85"), Decimal("1.15")
"""What "at about the same price" means, as "around" does."""


def apply(reading: Reading, state: DialogueState, scene: Scene) -> Wish:
    """Return the wish after `reading`, which is one of `SEARCH_ACTS`.

    Args:
        reading: What was said.
        state: The dialogue before it.
        scene: The products on the screen and the focus.
    """
    if any(isinstance(e, Undo) for e in reading.edits) and (earlier := before_last(state)):
        return _edited(reading.edits, earlier, reading, scene)
    if reading.act is Act.INSPIRE and not reading.edits:
        # "Surprise me": there is nothing to search for, so what others liked best.
        return Wish(replace(state.new_topic(ideas=True), sort=Sort.BEST_RATED), state)
    if earlier := returned(reading, state):
        edits = tuple(e for e in reading.edits if not _names_kind(e))
        screen = () if edits else earlier.screen
        return _edited(edits, replace(earlier, screen=screen), reading, scene)
    wish = Wish(state.stepped(), state)
    if reading.act in NEW_TOPIC_ACTS and not corrects(reading, state):
        ideas = reading.act in (Act.GIFT, Act.INSPIRE)
        fresh = state.new_topic(ideas=ideas)
        if not state.said and all(c.kind in _OF_ANY_KIND for c in state.constraints):
            # "Under forty dollars." - "A jacket": that was no wish of its own yet.
            fresh = replace(fresh, constraints=state.constraints)
        wish = Wish(fresh, state)
    wish = _edited(reading.edits, wish, reading, scene)
    # After the edits: a new category starts with an empty query.
    return over(wish, lambda s: _bounded(with_words(s, reading.text, reading.words)))


_CORRECTS = re.compile(r"\b(?:i|we) (?:meant?|said|wanted|asked for|was asking for)\b")


def corrects(reading: Reading, state: DialogueState) -> bool:
    """Say whether another kind of thing only corrects the last wish: "I meant sandals".

    The budget and the colour then still hold; they were never said of anything else.
    """
    return bool(state.constraints) and bool(_CORRECTS.search(reading.words.lower()))


def _bounded(state: DialogueState) -> DialogueState:
    """Keep a state small whatever was said."""
    kept = tuple(
        replace(c, words=c.words[:WORDS_CHARS]) if len(c.words) > WORDS_CHARS else c
        for c in state.constraints[-CONSTRAINTS_KEPT:]
    )
    return replace(state, constraints=kept)


def _edited(edits: tuple[Edit, ...], wish: Wish, reading: Reading, scene: Scene) -> Wish:
    if any(isinstance(e, Exclude) for e in edits):
        # "Something else, not that brand": its being of another brand is what is else.
        edits = tuple(
            e for e in edits if not (isinstance(e, Shift) and e.relative is Relative.OTHERS)
        )
    # "The same in green": whether it can be that same one, its color says.
    for edit in sorted(edits, key=_is_like_that):
        wish = _apply_one(edit, wish, reading, scene)
    free = [e.kind for e in edits if isinstance(e, Drop) and e.kind and e.value is None]
    return over(wish, lambda state: state.indifferent(*free)) if free else wish


def _is_like_that(edit: Edit) -> bool:
    return isinstance(edit, Shift) and edit.relative is Relative.LIKE_THAT


def _names_kind(edit: Edit) -> bool:
    """Say whether an edit only names the earlier topic: "back to the tents"."""
    return isinstance(edit, Set) and edit.constraint.kind in (Kind.CATEGORY, Kind.TYPE)


def _apply_one(edit: Edit, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    match edit:
        case Set(constraint, also):
            if reading.act is Act.GIFT and constraint.kind in _OF_THE_PERSON:
                # A gift for a father who cooks is a pan, not a man's pan.
                constraint = replace(constraint, hard=False)
            return over(wish, lambda s: with_constraint(s, constraint, also))
        case Drop(None):
            return over(
                wish, lambda s: replace(s, constraints=(), said=(), sort=Sort.RELEVANCE, seen=())
            )
        case Drop(kind, _, value):
            return over(wish, lambda s: without(s, kind, value))
        case Order(sort):
            return over(wish, lambda s: replace(s, sort=sort))
        case Exclude():
            return _excluded(edit, wish, reading, scene)
        case Same():
            return _same(edit, wish, reading, scene)
        case Undo():
            return wish
        case Shift():
            return shifted(edit, wish, reading, scene)


def without(state: DialogueState, kind: Kind | None, value: Value | None) -> DialogueState:
    """Return the state without what is no longer asked for of a kind, or of one value of it."""

    def goes(held: Constraint) -> bool:
        if held.kind is not kind:
            return False
        return value is None or held.value == value or _shares_word(held.value, value)

    kept = tuple(c for c in state.constraints if not goes(c))
    sort = state.sort
    if kind is Kind.PRICE and sort in (Sort.CHEAPEST, Sort.DEAREST):
        sort = Sort.RELEVANCE
    return replace(state, constraints=kept, sort=sort)


def _shares_word(held: Value, value: Value) -> bool:
    """Say whether "faux leather" goes with "forget the leather"."""
    if not isinstance(held, str) or not isinstance(value, str):
        return False
    return bool({*held.casefold().split()} & {*value.casefold().split()})


def _excluded(edit: Exclude, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    product = anchor_of(reading, scene) or (scene.screen[0] if scene.screen else None)
    value = _value_of(product, edit.kind) if product else None
    if value is None:
        return wish
    turn = wish.state.turn
    unwanted = Constraint(edit.kind, value, edit.words, turn, wanted=False)
    return over(wish, lambda s: with_constraint(s, unwanted))


def _same(edit: Same, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    """Want what the product talked of has: its brand, its colour, about its price."""
    product = anchor_of(reading, scene) or (scene.screen[0] if scene.screen else None)
    if product is None:
        return wish
    turn, value = wish.state.turn, _value_of(product, edit.kind)
    if edit.kind is Kind.PRICE:
        near = PriceRange(_cents(product.price * NEAR_LOW), _cents(product.price * NEAR_HIGH))
        about = Constraint(edit.kind, near, edit.words, turn, hard=False)
        return over(wish, lambda s: with_constraint(s, about))
    if value is None:
        return wish
    wanted = Constraint(edit.kind, value, edit.words, turn)
    # It is of the same kind, and "another model" means another product.
    others = wish.exclude_ids | {product.id} if edit.kind is Kind.BRAND else wish.exclude_ids
    return over(replace(wish, exclude_ids=others), lambda s: with_constraint(s, wanted))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT)


def _value_of(product: Product, kind: Kind) -> str | None:
    match kind:
        case Kind.BRAND:
            return product.brand
        case Kind.CATEGORY:
            return product.category
        case Kind.DEPARTMENT:
            return product.department
        case Kind.COLOUR:
            return product.colours[0] if product.colours else None
        case Kind.MATERIAL:
            return product.materials[0] if product.materials else None
        case Kind.AUDIENCE:
            return product.audience
        case _:
            return None
