"""What a shopper perceives: the words of the reply, the products on the screen, the cart.

Facts that stand on a product's page are looked up for products on the screen only. Nothing here
looks at what the assistant understood, at scores or at its reasons.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.measures.values import folded
from evals.runs.record import CartLineSeen, ProductSeen, TurnSeen
from evals.scenarios.where import Look
from retrieval.product import Product

LOOKS_AT = 8
"""Products of a list that somebody looks at before asking for others."""

_NOT_UNDERSTOOD = re.compile(
    r"(?:didn't|did not|don't|do not|couldn't|can't) (?:quite |really )?"
    r"(?:get|catch|understand|follow|hear)|not sure (?:i follow|what you mean|i understand)|"
    r"still can't follow|"
    r"(?:say|put) (?:that|it) (?:again|another way|differently)|beyond me|rephrase|pardon|"
    r"help you with that|not something i do|what (?:are you looking|can i look) for|"
    r"what would you like to find"
)
_REFUSED = re.compile(
    r"^(?:sorry, )?(?:no|nothing|none|i found nothing|i don't see any|that's all|those were all)\b"
    r"|\bnothing (?:else )?(?:fits?|in|from|like|under|over|for)\b|\bno .{3,40} here\b"
)
_SOLD_OUT = re.compile(
    r"sold out|out of stock|not available|unavailable|none left|(?:don't|doesn't|do not) come in|"
    r"(?:only|just) (?:have )?(?:\w+ )?left|aren't made in|isn't made in|no (?:more )?left|"
    r"not in stock"
)


@dataclass(frozen=True, slots=True)
class OnScreen:
    """One product on the screen."""

    seen: ProductSeen
    product: Product | None
    """Its page; None if the catalog no longer has it."""
    place: int
    """From 0."""


class Sight:
    """What is perceived after the last turn.

    Args:
        turns: All turns so far, at least one.
        look: Opens a product's page.
    """

    def __init__(self, turns: Sequence[TurnSeen], look: Look) -> None:
        self.last = turns[-1]
        self.turns = tuple(turns)
        heard = self.last.heard_reply
        self.words = folded(self.last.reply if heard is None else heard)
        self.screen = tuple(
            OnScreen(seen, look(seen.id), place) for place, seen in enumerate(self.last.products)
        )
        self.cart: tuple[CartLineSeen, ...] = self.last.cart
        self.look = look

    @property
    def asked(self) -> str | None:
        """What the assistant asks, where that was heard to the end."""
        return self.last.asked if self.last.heard_reply is None else None

    @property
    def asked_times(self) -> int:
        """How often running the last question was asked."""
        times = 0
        for turn in reversed(self.turns):
            if turn.asked is None or turn.asked != self.last.asked:
                break
            times += 1
        return times

    @property
    def questions(self) -> int:
        """How many questions running were asked, whatever they were about."""
        times = 0
        for turn in reversed(self.turns):
            if turn.asked is None:
                break
            times += 1
        return times

    @property
    def lists(self) -> int:
        """How many lists were shown, each other than the one before; "nothing" is one too."""
        shown = [tuple(p.id for p in turn.products) for turn in self.turns]
        changed = zip([(), *shown], shown, self.turns, strict=False)
        return sum(
            1
            for before, after, turn in changed
            if (after and after != before) or (not after and _REFUSED.search(folded(turn.reply)))
        )

    @property
    def is_new(self) -> bool:
        """Whether the screen changed with the last turn."""
        if len(self.turns) == 1:
            return bool(self.screen)
        return [p.id for p in self.turns[-2].products] != [p.id for p in self.last.products]

    @property
    def not_understood(self) -> bool:
        """Whether the reply says that it did not understand."""
        return not self.words or bool(_NOT_UNDERSTOOD.search(self.words))

    @property
    def refused(self) -> bool:
        """Whether the reply says that something is not to be had."""
        return bool(_REFUSED.search(self.words))

    @property
    def sold_out(self) -> bool:
        """Whether the reply says that what was asked for is gone, or not made so."""
        return bool(_SOLD_OUT.search(self.words))

    @property
    def spoken_of(self) -> tuple[OnScreen, ...]:
        """Products that the reply names, in their order on the screen."""
        return tuple(one for one in self.screen if folded(short_name(one.seen.title)) in self.words)


def short_name(title: str) -> str:
    """Return what people call a product: the first two words of its title."""
    return " ".join(title.split()[:2])
