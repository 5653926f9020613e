"""What happened in a conversation, as single facts, and our own summary of them.

For a person who takes over: what was wanted and refused, what was shown and liked, what is in
the cart, and what waits for an answer. Pure; whoever keeps the records makes the story.
"""

from dataclasses import dataclass
from typing import Literal

from agents.reply.names import listed

Kind = Literal["said", "wanted", "refused", "shown", "liked", "cart", "open", "trouble"]

WORDS_MOST = 120
"""Of a summary: read in half a minute."""
LISTED_MOST = 4
QUOTED_WORDS_MOST = 20


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a conversation."""

    kind: Kind
    text: str
    """Of records, word for word: "hiking boots", "Fernhollow Ridge"."""
    turn: int


@dataclass(frozen=True, slots=True)
class Story:
    """A conversation as facts, in the order in which they came about."""

    turns: int
    facts: tuple[Fact, ...]

    def of(self, kind: Kind) -> tuple[str, ...]:
        """Return the texts of one kind, none twice."""
        return tuple(dict.fromkeys(fact.text for fact in self.facts if fact.kind == kind))


def in_our_words(story: Story) -> str:
    """Return the summary that needs no model, at most `WORDS_MOST` words."""
    told = [f"{_count(story.turns)}."]
    if wanted := story.of("wanted"):
        told.append(f"Wanted: {_listed(wanted)}.")
    elif said := story.of("said"):
        told.append(f'Said first: "{_cut(said[0])}".')
    if refused := story.of("refused"):
        told.append(f"Refused: {_listed(refused)}.")
    if liked := story.of("liked"):
        told.append(f"Liked: {_listed(liked)}.")
    cart = story.of("cart")
    told.append(f"In the cart: {_listed(cart)}." if cart else "The cart is empty.")
    if shown := story.of("shown"):
        told.append(f"Shown last: {_listed(shown)}.")
    if trouble := story.of("trouble"):
        told.append(f"Trouble: {_listed(trouble)}.")
    if waits := story.of("open"):
        told.append(f'Waits for an answer to: "{_cut(waits[-1])}"')
    elif said := story.of("said"):
        told.append(f'Said last: "{_cut(said[-1])}".')
    while len(" ".join(told).split()) > WORDS_MOST and len(told) > 1:
        del told[-2]  # what is open now stays
    return " ".join(told)


def _count(turns: int) -> str:
    return "1 turn" if turns == 1 else f"{turns} turns"


def _listed(texts: tuple[str, ...]) -> str:
    more = len(texts) - LISTED_MOST
    if more <= 0:
        return listed([_cut(text) for text in texts])
    return f"{', '.join(_cut(text) for text in texts[:LISTED_MOST])} and {more} more"


def _cut(text: str) -> str:
    words = text.split()
    if len(words) <= QUOTED_WORDS_MOST:
        return " ".join(words)
    return " ".join(words[:QUOTED_WORDS_MOST]) + " ..."
