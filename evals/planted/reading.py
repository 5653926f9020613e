"""Understanders with one thing wrong, around one with nothing wrong."""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Edit, Exclude, Set
from agents.nodes.turn_state import Understands
from agents.reading import Reading, Shown


class ActConfused:
    """Takes what is to go into the cart for a question about price or stock."""

    def __init__(self, within: Understands) -> None:
        self._within = within

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        """Read one utterance; see `agents.nodes.turn_state.Understands`."""
        return tuple(
            replace(reading, act=Act.PRICE_OR_STOCK) if reading.act is Act.CART_ADD else reading
            for reading in self._within.read(text, shown)
        )


class NoExclusions:
    """Does not understand what is not wanted."""

    def __init__(self, within: Understands) -> None:
        self._within = within

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        """Read one utterance; see `agents.nodes.turn_state.Understands`."""
        return tuple(
            replace(reading, edits=tuple(e for e in reading.edits if not _excludes(e)))
            for reading in self._within.read(text, shown)
        )


def _excludes(edit: Edit) -> bool:
    return isinstance(edit, Exclude) or (isinstance(edit, Set) and not edit.constraint.wanted)
