"""A sentence while it is read: its tokens, what its sheet knows of them, and items of them."""

from agents.guard.figures import figure_at
from agents.guard.index import SheetIndex
from agents.guard.item import Item, Kind
from agents.guard.text import Token, root
from agents.guard.verdict import Fault


class Sentence:
    """The tokens of one sentence, and the sheet they are held against."""

    __slots__ = ("index", "roots", "tokens")

    def __init__(self, tokens: list[Token], index: SheetIndex) -> None:
        self.tokens = tokens
        self.index = index
        self.roots = [root(token.low) for token in tokens]

    def low(self, i: int) -> str:
        """Return a token's word; nothing beyond the ends."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def text(self, i: int, stop: int) -> str:
        """Return the words of some tokens."""
        return " ".join(token.low for token in self.tokens[i:stop])

    def make(self, kind: Kind, i: int, stop: int) -> Item:
        """Return an item of which only its kind matters."""
        return Item(kind, i, stop, self.text(i, stop))

    def bad(self, i: int, stop: int, fault: Fault) -> Item:
        """Return what is refused, as it was written."""
        return Item(
            Kind.BAD, i, stop, " ".join(token.text for token in self.tokens[i:stop]), fault=fault
        )

    def before_figure(self, i: int) -> bool:
        """Say whether "less" goes on "than $100"."""
        if self.low(i + 1) != "than" or i + 2 >= len(self.tokens):
            return False
        return figure_at(self.tokens, i + 2) is not None
