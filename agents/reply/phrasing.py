"""Choosing between wordings: varied over a conversation, the same under one seed."""

from dataclasses import dataclass
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Phrasing:
    """Picks one of several wordings, and says how much room there is."""

    seed: int
    sentences: int = 3
    """Sentences that may be said."""

    def pick(self, *wordings: str) -> str:
        """Return one of `wordings`; the next turn of the conversation gets the next one."""
        return wordings[self.seed % len(wordings)]


def seed_of(conversation_id: str, turn: int) -> int:
    """Return the seed of a turn: apart by conversation, one further each turn."""
    return crc32(conversation_id.encode()) + turn
