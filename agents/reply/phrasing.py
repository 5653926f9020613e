"""Choosing between wordings: varied over a conversation, the same under one seed."""

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Picks one of several wordings, and says how much room there is."""

    seed: int
    sentences: int = 3
    """Sentences that may be said."""
    before: str = ""
    """The last reply."""

    def pick(self, *wordings: str) -> str:
        """Return one of `wordings`; the next turn of the conversation gets the next one.

        One that opens like the last reply is passed over where there is another.
        """
        turned = self.seed % len(wordings)
        ways = (*wordings[turned:], *wordings[:turned])
        return next((way for way in ways if not alike(way, self.before)), ways[0])


OPENING_WORDS = 2
"""Two replies that begin with the same two words sound alike."""


def alike(one: str, other: str) -> bool:
    """Tell whether two texts open with the same words."""
    return opening(one) == opening(other) != ()


def opening(text: str) -> tuple[str, ...]:
    """Return the first words of a text, lower case."""
    return tuple(w.strip(".,!?").casefold() for w in text.split()[:OPENING_WORDS])


def seed_of(conversation_id: str, turn: int) -> int:
    """Return the seed of a turn: apart by conversation, one further each turn."""
    return crc32(conversation_id.encode()) + turn
