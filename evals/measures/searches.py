"""Which turns of a record searched, and which of them was the last search."""

from collections.abc import Sequence

from agents.acts import Act
from evals.runs.record import TurnSeen

SEARCHING = frozenset({Act.FIND, Act.REFINE, Act.GIFT, Act.BUNDLE, Act.INSPIRE})
"""Acts that are answered with a list."""


def searched(turns: Sequence[TurnSeen], place: int) -> bool:
    """Say whether a turn brought a list: by its acts, or since products are on the screen that
    were not there before."""
    turn = turns[place]
    before = {card.id for card in turns[place - 1].products} if place else set[str]()
    new = any(card.id not in before for card in turn.products)
    return new or bool(SEARCHING & set(turn.acts))


def last_search(turns: Sequence[TurnSeen]) -> int:
    """Return the place of the last turn that brought a list; 0 where none did."""
    return max((place for place in range(len(turns)) if searched(turns, place)), default=0)
