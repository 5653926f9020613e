"""One turn of a script, and what is done with what it showed; both become rows of a table."""

from dataclasses import dataclass, field

from assistant.analytics.synth.goods import Wish
from retrieval.product import Product


@dataclass(slots=True)
class Deed:
    """What is done after a turn with one of its products."""

    action: str
    product: Product
    ordinal: int | None
    delay_s: float
    """After the turn; days for an order that is reported back."""
    by: str | None = None
    """voice, text or hand; None of what a page reports."""
    quantity: int = 1


@dataclass(slots=True)
class Line:
    """One turn: what was said, understood, shown and answered; no time, no ids."""

    said: str
    act: str
    raw: str | None = None
    misheard: tuple[str, str] | None = None
    """A name and what was heard for it, repaired or not."""
    confidence: float = 0.9
    """Of the recogniser, about; each session draws its own around it."""
    read_confidence: float = 0.97
    """Of the act."""
    category: str | None = None
    thing: str | None = None
    """The kind of thing in the shopper's words, where no category is called so."""
    wishes: tuple[tuple[Wish, int], ...] = ()
    """All that hold, each with the turn it came from."""
    query: str | None = None
    shown: tuple[Product, ...] = ()
    spoken: tuple[Product, ...] = ()
    focus: Product | None = None
    cart: tuple[Product, ...] = ()
    relaxed: tuple[Wish, ...] = ()
    lacking: tuple[tuple[str, str], ...] = ()
    asked: str | None = None
    reply: str = ""
    deeds: list[Deed] = field(default_factory=list)

    @property
    def brand(self) -> str | None:
        """The brand looked for."""
        return next((wish.value for wish, _ in self.wishes if wish.field == "brand"), None)

    def acts(self) -> list[dict[str, object]]:
        """Return the acts as the log has them."""
        return [{"act": self.act, "confidence": self.read_confidence, "words": self.said}]

    def constraints(self) -> list[dict[str, object]]:
        """Return what holds as the log has it."""
        held: list[dict[str, object]] = []
        if self.thing is not None:
            held.append(_constraint("type", self.thing, self.thing, 0))
        elif self.category is not None:
            held.append(_constraint("category", self.category, self.category, 0))
        for wish, turn in self.wishes:
            value = {"low": None, "high": wish.value} if wish.field == "price" else wish.value
            held.append(_constraint(wish.field, value, wish.words, turn))
        return held


def _constraint(kind: str, value: object, words: str, turn: int) -> dict[str, object]:
    return {
        "kind": kind, "value": value, "wanted": True, "hard": True, "words": words, "turn": turn,
    }  # fmt: skip
