"""What one sentence says of whom, and the sentence that it stands in. Types only."""

from dataclasses import dataclass, field
from decimal import Decimal

from agents.guard.index import SheetIndex
from agents.guard.item import Item
from agents.guard.talk import Places, Spoken
from agents.guard.text import Token, root
from agents.guard.verdict import Fault, Refusal


@dataclass(frozen=True, slots=True)
class Asserted:
    """One thing that is said, of whom, and how."""

    item: Item
    places: Places = ()
    negated: bool = False
    standard: Places = ()
    """Whom someone is compared with."""
    only: bool = False
    union: bool = False
    wish: bool = False
    question: bool = False
    subjects: bool = False
    """Whether the sentence names anyone."""
    conditional: bool = False
    unsaid: bool = False
    """Whether it is said not to be known."""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    echoed: bool = False
    """Whether it was said of someone else, and is now said of this one: "so is the A"."""
    settled: bool = False
    """Whether it is bound to what comes after it: "$97 for the Rokanda"."""
    foreign: bool = False
    """Whether its words stand in another sentence."""


@dataclass(slots=True)
class Said:
    """One sentence with all that it says, while it is checked."""

    index: SheetIndex
    tokens: list[Token]
    items: list[Item]
    asserted: list[Asserted] = field(default_factory=list)
    found: list[Refusal] = field(default_factory=list)
    earlier: tuple[Spoken, ...] = ()
    """The last numbers before the sentence, with the words beside them."""
    cued: set[int] = field(default_factory=set)
    """Tokens that only say what a number is about."""
    lows: list[str] = field(init=False)
    words: list[str] = field(init=False)
    """Roots of the tokens."""
    place_of: dict[int, int] = field(init=False)
    """Of an item's first token, the item's place."""

    def __post_init__(self) -> None:
        self.lows = [token.low for token in self.tokens]
        self.words = [root(low) for low in self.lows]
        self.place_of = {item.start: n for n, item in enumerate(self.items)}

    def refuse(self, fault: Fault, item: Item, expected: str = "") -> None:
        """Note what is wrong with an item."""
        words = " ".join(dict.fromkeys(t.text for t in self.tokens[item.start : item.stop]))
        self.found.append(Refusal(fault, words, expected))

    def others(self, places: Places) -> Places:
        """Return who else is spoken of."""
        spoken = self.index.spoken
        domain = spoken if len(spoken) > 1 else tuple(range(len(self.index.known)))
        return tuple(p for p in domain if p not in places)

    def wished(self) -> frozenset[Decimal]:
        """Return the numbers of the shopper's own words."""
        wishes = self.index.wishes
        return frozenset(Decimal(w) for w in wishes if w.replace(".", "", 1).isdigit())
