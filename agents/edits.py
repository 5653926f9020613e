"""How the edits of one utterance change what is wanted. Pure."""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Drop, Edit, Exclude, Kind, Order, Set, Shift
from agents.reading import Reading
from agents.references import Scene
from agents.shifts import anchor_of, shifted
from agents.state import DialogueState
from agents.topics import returned
from agents.wishes import Wish, joined, over, with_constraint
from retrieval.product import Product
from retrieval.query import Sort

NEW_TOPIC_ACTS = frozenset({Act.FIND, Act.GIFT, Act.INSPIRE})
SEARCH_ACTS = NEW_TOPIC_ACTS | {Act.REFINE}
_OF_ANY_KIND = frozenset(
    {Kind.PRICE, Kind.COLOUR, Kind.SIZE, Kind.AUDIENCE, Kind.RATING, Kind.AVAILABILITY}
)
"""What can be said before what it is to be."""
_OF_THE_PERSON = frozenset({Kind.AUDIENCE, Kind.FEATURE})
"""In the wish for a gift these speak of the person, not of the thing."""


def apply(reading: Reading, state: DialogueState, scene: Scene) -> Wish:
    """Return the wish after `reading`, which is one of `SEARCH_ACTS`.

    Args:
        reading: What was said.
        state: The dialogue before it.
        scene: The products on the screen and the focus.
    """
    if reading.act is Act.INSPIRE and not reading.edits:
        # "Surprise me": there is nothing to search for, so what others liked best.
        return Wish(replace(state.new_topic("", ideas=True), sort=Sort.BEST_RATED), state)
    if reading.act in NEW_TOPIC_ACTS:
        earlier = returned(reading, state)
        if earlier is not None:
            edits = tuple(e for e in reading.edits if not _names_kind(e))
            return _edited(edits, Wish(earlier, state, returned=True), reading, scene)
        ideas = reading.act in (Act.GIFT, Act.INSPIRE)
        fresh = state.new_topic(reading.text.strip(), ideas)
        if not state.query and all(c.kind in _OF_ANY_KIND for c in state.constraints):
            # "Under forty dollars." - "A jacket": that was no wish of its own yet.
            fresh = replace(fresh, constraints=state.constraints)
        wish = Wish(fresh, state)
    else:
        wish = Wish(state, state)
    wish = _edited(reading.edits, wish, reading, scene)
    # After the edits: a new category starts with an empty query.
    return over(wish, lambda s: replace(s, query=joined(s.query, reading.text)))


def _edited(edits: tuple[Edit, ...], wish: Wish, reading: Reading, scene: Scene) -> Wish:
    for edit in edits:
        wish = _apply_one(edit, wish, reading, scene)
    return wish


def _names_kind(edit: Edit) -> bool:
    """Say whether an edit only names the earlier topic: "back to the tents"."""
    return isinstance(edit, Set) and edit.constraint.kind is Kind.CATEGORY


def _apply_one(edit: Edit, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    match edit:
        case Set(constraint, also):
            if reading.act is Act.GIFT and constraint.kind in _OF_THE_PERSON:
                # A gift for a father who cooks is a pan, not a man's pan.
                constraint = replace(constraint, hard=False)
            return over(wish, lambda s: with_constraint(s, constraint, also))
        case Drop(None):
            return over(
                wish, lambda s: replace(s, constraints=(), query="", sort=Sort.RELEVANCE, seen=())
            )
        case Drop(kind):
            return over(wish, lambda s: _without(s, kind))
        case Order(sort):
            return over(wish, lambda s: replace(s, sort=sort))
        case Exclude():
            return _excluded(edit, wish, reading, scene)
        case Shift():
            return shifted(edit, wish, reading, scene)


def _without(state: DialogueState, kind: Kind | None) -> DialogueState:
    return replace(state, constraints=tuple(c for c in state.constraints if c.kind is not kind))


def _excluded(edit: Exclude, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    product = anchor_of(reading, scene) or (scene.screen[0] if scene.screen else None)
    value = _value_of(product, edit.kind) if product else None
    if value is None:
        return wish
    turn = wish.state.turn
    unwanted = Constraint(edit.kind, value, edit.words, turn, wanted=False)
    return over(wish, lambda s: with_constraint(s, unwanted))


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
