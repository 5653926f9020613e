"""Edits that are relative to the screen: "cheaper", "bigger", "like that", "others". Pure.

They become ordinary constraints here and carry a way back, since only the
search can tell whether anything lies beyond.
"""

import re
from dataclasses import replace
from decimal import Decimal

from agents.constraints import Constraint, Kind, Relative, Set, Shift
from agents.measures import beyond
from agents.reading import Reading
from agents.references import Scene, has, resolve
from agents.search_text import content_of
from agents.sizes import next_size
from agents.state import DialogueState
from agents.wishes import Wish, over, with_constraint, with_words
from retrieval.feeds.categories import NO_CATEGORY
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
            same = "same" in edit.words.lower().split()
            like = anchor or (scene.screen[0] if scene.screen and not same else None)
            # "Same but for kids" of a whole list is the same wish.
            return _alike(like, wish, edit) if like else wish
        case Relative.OTHERS:
            seen = frozenset(state.seen)
            if content_of(reading.text) or any(isinstance(e, Set) for e in reading.edits):
                # "More of the blue ones": a blue one that was shown may still be the answer.
                return replace(wish, shown_ids=seen, relative=edit.relative)
            return replace(wish, exclude_ids=wish.exclude_ids | seen, relative=edit.relative)
        case Relative.MORE | Relative.LESS:
            return _graded(edit, wish, anchor, scene)


def _graded(edit: Shift, wish: Wish, anchor: Product | None, scene: Scene) -> Wish:
    """Want more or less of a quality: by what listings state of it, else as a soft wish."""
    quality, less = edit.quality, edit.relative is Relative.LESS
    if not quality:
        return wish
    compared = (anchor,) if anchor else scene.heard
    measured = beyond(quality, less, compared)
    if measured:
        return replace(wish, beyond=measured, relative=edit.relative, fallback=wish.state)
    value = _INSTEAD.get(quality, quality) if less else quality
    wanted = not less or value != quality
    soft = Constraint(
        Kind.FEATURE, value, edit.words, wish.state.turn, wanted=wanted, hard=False, known=False
    )
    return over(wish, lambda s: with_constraint(s, soft))


_INSTEAD = {
    "flashy": "simple", "formal": "casual", "casual": "formal", "heavy": "lightweight",
    "bulky": "compact", "bright": "muted", "colorful": "plain", "fancy": "simple",
    "complicated": "simple", "loud": "quiet", "thick": "thin", "thin": "thick",
    "warm": "light", "stiff": "soft", "hard": "soft", "tight": "loose", "loose": "fitted",
    "long": "short", "short": "long", "wide": "narrow", "narrow": "wide", "dark": "light",
    "plain": "colorful", "boring": "colorful", "sporty": "elegant", "rough": "smooth",
    "busy": "plain", "girly": "neutral", "flimsy": "sturdy", "itchy": "soft",
}  # fmt: skip
"""What someone means who wants less of it: listings state what a thing is, not what it is not."""


def _priced_apart(edit: Shift, wish: Wish, anchor: Product | None, scene: Scene) -> Wish:
    """Bound the price by the product singled out, else by all shown, else by those heard.

    A list is spoken of in part: what is on the screen below may be the very thing that
    is cheaper than what was heard, but something cheaper than all of it is better still.
    """
    cheaper = edit.relative is Relative.CHEAPER
    state = wish.state
    sorted_ = replace(state, sort=Sort.CHEAPEST if cheaper else Sort.DEAREST)
    raised = _raised(state, edit)
    if raised:
        return replace(wish, state=raised)
    if not scene.screen and anchor is None:
        return replace(wish, state=sorted_)

    def past(products: tuple[Product, ...]) -> DialogueState:
        prices = [p.price for p in products]
        bound = _bound(min(prices) if cheaper else max(prices), edit)
        price = _tightened(state, bound, cheaper)
        return with_constraint(state, Constraint(Kind.PRICE, price, edit.words, state.turn))

    if edit.amount is not None or edit.share is not None:
        # "Half the price" is a bound of its own: what lies nearest beyond it is offered.
        return replace(wish, state=past((anchor,) if anchor else scene.heard))
    return replace(
        wish,
        state=past((anchor,) if anchor else scene.screen),
        nearer=None if anchor else past(scene.screen[: max(scene.spoken, 1)]),
        fallback=sorted_,
        relative=edit.relative,
    )


def _bound(price: Decimal, edit: Shift) -> Decimal:
    """Return how far below or above a price is asked for; just beyond it if that is not said."""
    sign = -1 if edit.relative is Relative.CHEAPER else 1
    if edit.amount is not None and edit.amount > 0 and edit.amount * -sign < price:
        return price + sign * edit.amount
    if edit.share is not None:
        return (price * edit.share).quantize(CENT)
    return price + sign * CENT


_BUDGET = re.compile(r"\b(?:budget|spend|limit|go up|up to|afford)\b")


def _raised(state: DialogueState, edit: Shift) -> DialogueState | None:
    """Move the budget itself: "I can spend twenty more", "ten less than my budget"."""
    if edit.amount is None or not _BUDGET.search(edit.words.lower()):
        return None
    held = next((c for c in state.constraints if c.kind is Kind.PRICE and c.wanted), None)
    if held is None or not isinstance(held.value, PriceRange) or held.value.high is None:
        return None
    sign = -1 if edit.relative is Relative.CHEAPER else 1
    high = held.value.high + sign * edit.amount
    if high <= (held.value.low or 0):
        return None
    moved = Constraint(Kind.PRICE, PriceRange(held.value.low, high), edit.words, state.turn)
    return with_constraint(state, moved)


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
    return with_words(state, "large" if bigger else "small", edit.words)


_STAYS_ALIKE = frozenset({Kind.PRICE, Kind.AUDIENCE, Kind.SIZE, Kind.AVAILABILITY})
"""What is wanted of the like of a product too: it is for the same person and the same money."""


def _alike(product: Product, wish: Wish, edit: Shift) -> Wish:
    """Search for what resembles `product`; what the same utterance set stays."""
    state = wish.state
    now = [c for c in state.constraints if c.turn == state.turn]
    changed = {c.kind for c in now if c.wanted}
    kept = tuple(
        c
        for c in state.constraints
        if c in now or (c.kind not in changed and (c.kind in _STAYS_ALIKE or not c.wanted))
    )
    itself = "same" in edit.words.lower().split() and bool(now) and _can_be(product, now)
    state = replace(state, constraints=kept, said=())
    state = with_words(state, product.title, edit.words, cleaned=True)
    if state.category is None and product.category != NO_CATEGORY:
        category = Constraint(Kind.CATEGORY, product.category, edit.words, state.turn)
        state = with_constraint(state, category)
    # "The same in black" is the very product where it is made in black.
    excluded = wish.exclude_ids if itself else wish.exclude_ids | {product.id}
    # "The same but cheaper" is told as something cheaper.
    relative = wish.relative or Relative.LIKE_THAT
    return replace(wish, state=state, exclude_ids=excluded, relative=relative)


def _can_be(product: Product, wanted: list[Constraint]) -> bool:
    return all(has(product, c.kind, str(c.value)) is c.wanted for c in wanted)


def anchor_of(reading: Reading, scene: Scene) -> Product | None:
    """Return the product that an edit is relative to, if one was singled out."""
    if reading.references:
        products = resolve(reading.references, scene).products
        return products[0] if len(products) == 1 else None
    return scene.focus
