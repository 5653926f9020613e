"""What holds at each turn of a simulation, read from its record alone.

For the validation: the goal after so many changes of mind, what was told by then, and which
product on the screen is meant by what is said. Independent of the simulation's own state.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.measures.values import folded
from evals.runs.record import ProductSeen, TurnSeen
from evals.scenarios.expectations import Wish
from evals.scenarios.goal import Goal
from evals.scenarios.where import Bounds
from evals.shoppers.wishing import many, names_of, part_of

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(
    r"\bthe (first|second|third|fourth|fifth|sixth) (?:one|pair|option)\b|\bnumber (\d)\b"
)
_IT = re.compile(r"\b(?:it|that one|them|those|this one)\b")
_SUPERLATIVE = re.compile(r"\bthe (cheapest|cheaper) one\b")
_NAME_LEAST = 2
"""Words of a title that name a product."""


@dataclass(frozen=True, slots=True)
class Named:
    """One wish that holds, by the name that `TurnSeen.gives` has for it."""

    name: str
    wish: Wish


def wishes_at(goal: Goal, turns: Sequence[TurnSeen], at: int) -> tuple[Named, ...]:
    """Return the wishes that hold once turn `at` is said."""
    made = sum(1 for turn in turns[: at + 1] if turn.move == "change" and turn.said)
    wishes = [Named(n, w) for n, w in zip(names_of(goal.wishes), goal.wishes, strict=True)]
    for change in goal.changes[:made]:
        part = part_of(change.set) if change.set is not None else None
        kind = part.kind if part is not None else change.drop
        wishes = [
            one
            for one in wishes
            if part_of(one.wish).kind != kind
            or (part is not None and part_of(one.wish).wanted is not part.wanted)
        ]
        if change.set is not None and part is not None:
            wishes.append(Named(("" if part.wanted else "not ") + part.kind, change.set))
    return tuple(wishes)


def changes_made(turns: Sequence[TurnSeen]) -> int:
    """Return how often the mind was changed."""
    return sum(1 for turn in turns if turn.move == "change" and turn.said)


def price_of(wishes: Sequence[Named]) -> Bounds | None:
    """Return what may be paid, where a hard wish says so."""
    for one in wishes:
        part = part_of(one.wish)
        if part.kind == "price" and part.wanted and not one.wish.soft:
            return part.wish.price
    return None


def goal_texts(goal: Goal) -> tuple[str, ...]:
    """Return all values and wordings of a goal, for what may be said at all."""
    texts = [*many(goal.thing)]
    wishes = [*goal.wishes, *(c.set for c in goal.changes if c.set is not None)]
    for wish in wishes:
        part = part_of(wish)
        texts += part.values
        for words in (wish.words, part.wish.words):
            texts += many(words) if words is not None else ()
        if part.wish.price is not None:
            ends = (part.wish.price.at_least, part.wish.price.at_most)
            texts += [str(end) for end in ends if end is not None]
        if part.wish.rating_at_least is not None:
            texts.append(f"{part.wish.rating_at_least:g}")
    for change in goal.changes:
        texts += many(change.words) if change.words is not None else ()
    choose = goal.choose
    texts += [v for v in (choose.size, choose.colour, str(choose.quantity)) if v]
    return tuple(texts)


def meant_product(
    said: str, screen: Sequence[ProductSeen], before: str | None
) -> ProductSeen | None:
    """Return the product on the screen that `said` points at; None where it points at none.

    Args:
        said: What was said.
        screen: What was on the screen when it was said.
        before: Id of the product that was pointed at before.
    """
    low = folded(said)
    if place := _PLACE.search(low):
        at = _PLACES.index(place[1]) if place[1] else int(place[2]) - 1
        return screen[at] if 0 <= at < len(screen) else None
    named = [(_named(p.title, low), p) for p in screen]
    longest = max((length for length, _ in named), default=0)
    if longest >= _NAME_LEAST:
        found = [p for length, p in named if length == longest]
        return found[0] if len(found) == 1 else None
    if (most := _SUPERLATIVE.search(low)) and most[1] == "cheapest" and screen:
        return min(screen, key=lambda p: p.price)
    if _IT.search(low):
        return next((p for p in screen if p.id == before), screen[0] if len(screen) == 1 else None)
    return None


def _named(title: str, said: str) -> int:
    """Return how many words from the beginning of a title are in what was said."""
    words = folded(title).split()
    return max((n for n in range(1, len(words) + 1) if " ".join(words[:n]) in said), default=0)
