"""How the edits of one utterance change what is wanted.

Pure. The later wish wins: a wanted value lifts its exclusion, an excluded one
its wish. Edits that are relative to the screen ("cheaper") become ordinary
constraints here and carry a way back, since only the search can tell whether
anything lies beyond.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
    Set,
    Shift,
)
from agents.reading import Reading
from agents.references import Scene, resolve
from agents.sizes import next_size
from agents.state import DialogueState
from retrieval.product import Product
from retrieval.query import PriceRange, Sort

NEW_TOPIC_ACTS = frozenset({Act.FIND, Act.GIFT, Act.INSPIRE})
SEARCH_ACTS = NEW_TOPIC_ACTS | {Act.REFINE}
CENT = Decimal("0.01")
STAR_STEP = Decimal("0.1")
"""The least by which a rating is better: shops show one decimal."""
QUERY_CHARS = 200
"""Longest text kept to search for; the embedder reads about that much well."""
_OF_A_KIND_OF_THING = frozenset({Kind.SIZE, Kind.MATERIAL, Kind.FEATURE})
"""Constraints that do not carry over from boots to jackets."""
_OF_THE_PERSON = frozenset({Kind.AUDIENCE, Kind.FEATURE})
"""In the wish for a gift these speak of the person, not of the thing."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted after an utterance, and what holds for its search only."""

    state: DialogueState
    before: DialogueState
    """What was wanted until now; it stays where a new wish makes no sense to the catalog."""
    exclude_ids: frozenset[str] = frozenset()
    relative: Relative | None = None
    nearer: DialogueState | None = None
    """The second try of "cheaper": cheaper than what was heard, if not than all shown."""
    fallback: DialogueState | None = None
    """What to search for instead when nothing lies beyond a relative edit."""


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
        ideas = reading.act in (Act.GIFT, Act.INSPIRE)
        wish = Wish(state.new_topic(reading.text.strip(), ideas), state)
    else:
        wish = Wish(state, state)
    for edit in reading.edits:
        wish = _apply_one(edit, wish, reading, scene)
    # After the edits: a new category starts with an empty query.
    return _over(wish, lambda s: replace(s, query=_joined(s.query, reading.text)))


def _apply_one(edit: Edit, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    match edit:
        case Set(constraint, also):
            if reading.act is Act.GIFT and constraint.kind in _OF_THE_PERSON:
                # A gift for a father who cooks is a pan, not a man's pan.
                constraint = replace(constraint, hard=False)
            return _over(wish, lambda s: with_constraint(s, constraint, also))
        case Drop(None):
            return _over(
                wish, lambda s: replace(s, constraints=(), query="", sort=Sort.RELEVANCE, seen=())
            )
        case Drop(kind):
            return _over(wish, lambda s: _without(s, kind))
        case Order(sort):
            return _over(wish, lambda s: replace(s, sort=sort))
        case Exclude():
            return _excluded(edit, wish, reading, scene)
        case Shift():
            return _shifted(edit, wish, reading, scene)


def with_constraint(state: DialogueState, new: Constraint, also: bool = False) -> DialogueState:
    """Return `state` with `new` added, and gone what it replaces or contradicts."""
    kept = [
        c
        for c in state.constraints
        if not (c.kind is new.kind and (c.value == new.value or _replaced(c, new, also)))
    ]
    if new.kind is Kind.PRICE and also:
        new = _narrowed(new, kept)
        kept = [c for c in kept if not (c.kind is Kind.PRICE and c.wanted)]
    if new.wanted and new.kind in (Kind.CATEGORY, Kind.DEPARTMENT):
        other = Kind.DEPARTMENT if new.kind is Kind.CATEGORY else Kind.CATEGORY
        kept = [c for c in kept if not (c.kind is other and c.wanted and c.turn < new.turn)]
    changed = state.category not in (None, new.value)
    if new.wanted and new.kind is Kind.CATEGORY and not also and changed:
        state = replace(state.new_topic(""), sort=state.sort)
        kept = [c for c in kept if c.turn == new.turn or c.kind not in _OF_A_KIND_OF_THING]
    return replace(state, constraints=(*kept, new))


def _replaced(old: Constraint, new: Constraint, also: bool) -> bool:
    """Say whether `new` takes the place of `old`, which is of the same kind."""
    if also or old.wanted is not new.wanted:
        return False
    # "not Tarnholm" after "not Ostra" excludes both: exclusions add up.
    return new.wanted


def _narrowed(new: Constraint, kept: list[Constraint]) -> Constraint:
    """Join a price bound with the one that holds: "over 20" and then "under 50"."""
    held = [c.value for c in kept if c.kind is Kind.PRICE and c.wanted]
    if not held or not isinstance(held[0], PriceRange) or not isinstance(new.value, PriceRange):
        return new
    low = new.value.low if new.value.low is not None else held[0].low
    high = new.value.high if new.value.high is not None else held[0].high
    if low is not None and high is not None and low > high:
        return new
    return replace(new, value=PriceRange(low, high))


def _without(state: DialogueState, kind: Kind | None) -> DialogueState:
    return replace(state, constraints=tuple(c for c in state.constraints if c.kind is not kind))


def _excluded(edit: Exclude, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    product = _anchor(reading, scene) or (scene.screen[0] if scene.screen else None)
    value = _value_of(product, edit.kind) if product else None
    if value is None:
        return wish
    turn = wish.state.turn
    unwanted = Constraint(edit.kind, value, edit.words, turn, wanted=False)
    return _over(wish, lambda s: with_constraint(s, unwanted))


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


def _shifted(edit: Shift, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    state, anchor = wish.state, _anchor(reading, scene)
    match edit.relative:
        case Relative.CHEAPER | Relative.DEARER:
            return _priced_apart(edit, wish, anchor, scene)
        case Relative.BETTER_RATED:
            back = state = replace(state, sort=Sort.BEST_RATED)
            if anchor and anchor.rating is not None:
                stars = Decimal(str(anchor.rating)) + STAR_STEP
                better = Constraint(Kind.RATING, stars, edit.words, state.turn)
                state = with_constraint(state, better)
            return replace(wish, state=state, fallback=back, relative=edit.relative)
        case Relative.BIGGER | Relative.SMALLER:
            moved = _resized(state, edit, scene)
            return replace(wish, state=moved, fallback=state, relative=edit.relative)
        case Relative.LIKE_THAT:
            like = anchor or (scene.screen[0] if scene.screen else None)
            return _alike(like, wish, edit) if like else wish
        case Relative.OTHERS:
            excluded = wish.exclude_ids | frozenset(state.seen)
            return replace(wish, exclude_ids=excluded, relative=edit.relative)


def _priced_apart(edit: Shift, wish: Wish, anchor: Product | None, scene: Scene) -> Wish:
    """Bound the price by the product singled out, else by all shown, else by those heard.

    A list is spoken of in part: what is on the screen below may be the very thing that
    is cheaper than what was heard, but something cheaper than all of it is better still.
    """
    cheaper = edit.relative is Relative.CHEAPER
    state = wish.state
    sorted_ = replace(state, sort=Sort.CHEAPEST if cheaper else Sort.DEAREST)
    if not scene.screen and anchor is None:
        return replace(wish, state=sorted_)

    def beyond(products: tuple[Product, ...]) -> DialogueState:
        prices = [p.price for p in products]
        bound = min(prices) - CENT if cheaper else max(prices) + CENT
        price = _tightened(state, bound, cheaper)
        return with_constraint(state, Constraint(Kind.PRICE, price, edit.words, state.turn))

    return replace(
        wish,
        state=beyond((anchor,) if anchor else scene.screen),
        nearer=None if anchor else beyond(scene.screen[: max(scene.spoken, 1)]),
        fallback=sorted_,
        relative=edit.relative,
    )


def _tightened(state: DialogueState, bound: Decimal, cheaper: bool) -> PriceRange:
    """Join a bound from the screen with the price range that holds already."""
    held = next(
        (c.value for c in state.constraints if c.kind is Kind.PRICE and c.wanted), PriceRange()
    )
    low, high = (held.low, held.high) if isinstance(held, PriceRange) else (None, None)
    if cheaper:
        high = bound if high is None else min(high, bound)
        # "Over 50" and then "cheaper" means that the floor no longer matters.
        low = low if low is not None and low <= high else None
    else:
        low = bound if low is None else max(low, bound)
        high = high if high is not None and high >= low else None
    return PriceRange(low, high)


def _resized(state: DialogueState, edit: Shift, scene: Scene) -> DialogueState:
    """Move a wanted size one step; where none is wanted, leave it to the search text."""
    bigger = edit.relative is Relative.BIGGER
    wanted = next((c for c in state.constraints if c.kind is Kind.SIZE and c.wanted), None)
    made = tuple(dict.fromkeys(s for p in scene.screen for s in p.sizes))
    moved = next_size(str(wanted.value), made, 1 if bigger else -1) if wanted else None
    if moved:
        constraint = Constraint(Kind.SIZE, moved, edit.words, state.turn)
        return with_constraint(state, constraint)
    return replace(state, query=_joined(state.query, "large" if bigger else "small"))


def _alike(product: Product, wish: Wish, edit: Shift) -> Wish:
    """Search for what resembles `product`; what the same utterance set stays."""
    state = wish.state
    kept = tuple(c for c in state.constraints if c.turn == state.turn or c.kind is Kind.PRICE)
    state = replace(state, constraints=kept, query=product.title[:QUERY_CHARS])
    if state.category is None:
        category = Constraint(Kind.CATEGORY, product.category, edit.words, state.turn)
        state = with_constraint(state, category)
    return replace(
        wish,
        state=state,
        exclude_ids=wish.exclude_ids | {product.id},
        relative=Relative.LIKE_THAT,
    )


def _anchor(reading: Reading, scene: Scene) -> Product | None:
    """Return the product that an edit is relative to, if one was singled out."""
    if reading.references:
        products = resolve(reading.references, scene).products
        return products[0] if len(products) == 1 else None
    return scene.focus


def _over(wish: Wish, change: Callable[[DialogueState], DialogueState]) -> Wish:
    """Change the wish, and its ways back if it has any."""
    return replace(
        wish,
        state=change(wish.state),
        nearer=change(wish.nearer) if wish.nearer else None,
        fallback=change(wish.fallback) if wish.fallback else None,
    )


def _joined(query: str, more: str) -> str:
    more = more.strip()
    if not more or more.lower() in query.lower():
        return query
    return f"{query} {more}".strip()[-QUERY_CHARS:]
