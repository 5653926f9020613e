"""Edits that are relative to the screen: "cheaper", "bigger", "like that", "others". Pure.

They become ordinary constraints here and carry a way back, since only the
search can tell whether anything lies beyond.
"""

from dataclasses import replace
from decimal import Decimal

from agents.constraints import Constraint, Kind, Relative, Shift
from agents.reading import Reading
from agents.references import Scene, resolve
from agents.sizes import next_size
from agents.state import DialogueState
from agents.wishes import QUERY_CHARS, Wish, joined, with_constraint
from retrieval.product import Product
from retrieval.query import PriceRange, Sort

CENT = Decimal("0.01")
STAR_STEP = Decimal("0.1")
"""The least by which a rating is better: shops show one decimal."""


def shifted(edit: Shift, wish: Wish, reading: Reading, scene: Scene) -> Wish:
    """Return the wish after a relative edit."""
    state, anchor = wish.state, anchor_of(reading, scene)
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
        case Relative.MORE | Relative.LESS:
            # Nothing reads these yet.
            return wish


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
    return replace(state, query=joined(state.query, "large" if bigger else "small"))


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


def anchor_of(reading: Reading, scene: Scene) -> Product | None:
    """Return the product that an edit is relative to, if one was singled out."""
    if reading.references:
        products = resolve(reading.references, scene).products
        return products[0] if len(products) == 1 else None
    return scene.focus
