"""What is wanted after an utterance, and how one constraint joins the others. Pure.

The later wish wins: a wanted value lifts its exclusion, an excluded one its wish.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from agents.constraints import Constraint, Kind, Relative, Value
from agents.measures import Beyond
from agents.search_text import PIECE_CHARS, Piece, content_of, with_piece
from agents.state import DialogueState, OnScreen
from retrieval.query import PriceRange

_OF_A_KIND_OF_THING = frozenset({Kind.SIZE, Kind.MATERIAL, Kind.FEATURE})
"""Constraints that do not carry over from boots to jackets."""
_KINDS_OF_THING = frozenset({Kind.CATEGORY, Kind.DEPARTMENT, Kind.TYPE})
"""One of these takes the place of another: a ukulele is wanted, then boots."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted after an utterance, and what holds for its search only."""

    state: DialogueState
    before: DialogueState
    """What was wanted until now; it stays where a new wish makes no sense to the catalog."""
    exclude_ids: frozenset[str] = frozenset()
    shown_ids: frozenset[str] = frozenset()
    """Found after what is new and as good: "a few more of the blue ones"."""
    relative: Relative | None = None
    returned: bool = False
    """Whether it is an earlier wish again."""
    screen: tuple[OnScreen, ...] = ()
    """What is shown again rather than searched for, in its order: "back to the tents"."""
    spoken: int = 0
    """How many of `screen` were spoken of."""
    beyond: Beyond | None = None
    """What is to state more or less of a quality: "lighter"."""
    nearer: DialogueState | None = None
    """The second try of "cheaper": cheaper than what was heard, if not than all shown."""
    fallback: DialogueState | None = None
    """What to search for instead when nothing lies beyond a relative edit."""


def with_constraint(state: DialogueState, new: Constraint, also: bool = False) -> DialogueState:
    """Return `state` with `new` added, and gone what it replaces or contradicts."""
    kept = [
        c
        for c in state.constraints
        if not (c.kind is new.kind and (c.value == new.value or _replaced(c, new, also)))
    ]
    if new.kind is Kind.PRICE and new.wanted and not also:
        also = _completes(new, state)
        kept = [c for c in state.constraints if also or c in kept]
    if new.kind is Kind.PRICE and also:
        new = _narrowed(new, kept)
        kept = [c for c in kept if not (c.kind is Kind.PRICE and c.wanted)]
    if new.wanted and new.kind in _KINDS_OF_THING:
        kept = [
            c
            for c in kept
            if not (
                c.kind in _KINDS_OF_THING
                and c.kind is not new.kind
                and c.wanted
                and c.turn < new.turn
            )
        ]
    changed = _things_wanted(state, new.turn) not in (set(), {new.value})
    if new.wanted and new.kind in (Kind.CATEGORY, Kind.TYPE) and not also and changed:
        state = replace(state.new_topic(), sort=state.sort)
        kept = [c for c in kept if c.turn == new.turn or c.kind not in _OF_A_KIND_OF_THING]
    return replace(state, constraints=(*kept, new))


def _things_wanted(state: DialogueState, turn: int) -> set[Value]:
    """Return what kinds of thing were wanted before a turn."""
    kinds = (Kind.CATEGORY, Kind.TYPE)
    return {c.value for c in state.constraints if c.kind in kinds and c.wanted and c.turn < turn}


def _replaced(old: Constraint, new: Constraint, also: bool) -> bool:
    """Say whether `new` takes the place of `old`, which is of the same kind."""
    if also or old.wanted is not new.wanted:
        return False
    # "not Tarnholm" after "not Ostra" excludes both: exclusions add up. So do features: what
    # is to be insulated is still to be waterproof.
    return new.wanted and new.kind is not Kind.FEATURE


def _completes(new: Constraint, state: DialogueState) -> bool:
    """Say whether a bound is the other side of the one that holds: "over 20" after "under 50"."""
    held = [c.value for c in state.constraints if c.kind is Kind.PRICE and c.wanted]
    if len(held) != 1 or not isinstance(held[0], PriceRange):
        return False
    old, value = held[0], new.value
    if not isinstance(value, PriceRange) or old.low is not None or old.high is None:
        return False
    return value.high is None and value.low is not None and value.low < old.high


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


def over(wish: Wish, change: Callable[[DialogueState], DialogueState]) -> Wish:
    """Change the wish, and its ways back if it has any."""
    return replace(
        wish,
        state=change(wish.state),
        nearer=change(wish.nearer) if wish.nearer else None,
        fallback=change(wish.fallback) if wish.fallback else None,
    )


def with_words(state: DialogueState, text: str, words: str, cleaned: bool = False) -> DialogueState:
    """Return the state with more words to search for.

    Args:
        state: Before.
        text: What no constraint holds of an utterance.
        words: The utterance, as spoken.
        cleaned: Whether every word of `text` is to be searched for: a title, not speech.
    """
    content = text[:PIECE_CHARS] if cleaned else content_of(text)
    piece = Piece(content, state.turn, words[:PIECE_CHARS])
    return replace(state, said=with_piece(state.said, piece))
