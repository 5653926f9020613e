"""The walk over one sentence: who is spoken of, what was said so far. State and small steps."""

from dataclasses import dataclass, field, replace

from agents.guard.asserted import Asserted
from agents.guard.deeds import undone
from agents.guard.index import SheetIndex
from agents.guard.item import BE, Item, Kind
from agents.guard.talk import Places, Talk
from agents.guard.text import Token
from agents.guard.verdict import Fault, Refusal
from retrieval.wordset import wordset

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_VERBS = BE | wordset("costs cost weighs comes goes runs holds offers lasts has sells")


def priced(a: Asserted) -> bool:
    """Say whether a number is a price: "and so is the A" says it again."""
    return a.item.figure is not None and bool(a.item.figure.currency)


@dataclass(slots=True)
class _Sentence:
    """Where the walk over one sentence has come to."""

    subject: Places = ()
    union: bool = False
    """Whether the subject is a list of names: "the A and the B"."""
    fresh: bool = False
    """Whether the subject was named since the last "and", "but" or comma."""
    negated: bool = False
    held: bool = False
    """Whether the negation reaches over the next name: "I don't think it ..."."""
    than: bool = False
    standard: Places = ()
    unlike: bool = False
    wish: bool = False
    only: bool = False
    equal: Places = ()
    """Who must be the next one named: "the cheapest is the A"."""
    told: list[Item] = field(default_factory=list)
    """What "the vegan ones are" says of whoever is named next."""
    sole: bool = False
    """Whether only one can be named next: "the cheapest is"."""
    listing: bool = False
    """Whether names only make up a list: "between the A and the B"."""
    lost: Item | None = None
    """Words for several of which nobody can tell whom they mean."""
    orphans: list[Asserted] = field(default_factory=list)
    last: Kind = Kind.FILLER
    claimed: bool = False
    """Whether anything was said of the fresh subject."""
    verb: bool = False
    unsaid: bool = False
    """Whether what follows is said not to be known: "I can't say whether it is ..."."""
    content: bool = False
    """Whether the segment has words that say more than "so is"."""


class Walk:
    """Where the reading of one sentence has come to."""

    def __init__(
        self, index: SheetIndex, items: list[Item], tokens: list[Token], talk: Talk, question: bool
    ) -> None:
        self.index, self.items, self.tokens, self.talk = index, items, tokens, talk
        self.question = question
        self.refusals: list[Refusal] = []
        self.at = _Sentence()
        self.asserted: list[Asserted] = []
        self.subjects: list[int] = []
        lows = [t.low for t in tokens]
        self.conditional = "if" in lows
        deed = undone(lows, index.turn.verbs)
        if deed is not None:
            self.refusals.append(Refusal(Fault.PROMISE, tokens[deed].text))
        self.has_name = any(i.kind in _SUBJECTS or i.kind is Kind.MOST for i in items)

    def refuse(self, fault: Fault, item: Item, expected: str = "") -> None:
        self.refusals.append(Refusal(fault, self.text(item), expected))

    def text(self, item: Item) -> str:
        return " ".join(dict.fromkeys(t.text for t in self.tokens[item.start : item.stop]))

    def bind(self, orphans: list[Asserted], places: Places) -> None:
        for orphan in orphans:
            union = orphan.union or (self.at.union and places == self.at.subject)
            self.asserted.append(replace(orphan, places=places, union=union))
        orphans.clear()

    def carried(self) -> Places:
        return self.talk.focus or self.index.spoken

    def low_before(self, item: Item) -> str:
        return self.tokens[item.start - 1].low if item.start else ""

    def next(self, n: int) -> Item | None:
        for item in self.items[n:]:
            if item.kind is not Kind.FILLER or item.low in _VERBS:
                return item
        return None

    def name(self, item: Item, places: Places, standard: bool = False) -> None:
        """Note who was named; what something is only compared with is not what "it" means."""
        if standard:
            self.talk = self.talk.named(places)
            return
        if item.kind is Kind.ONE and not self.talk.focus and not self.subjects:
            return
        for place in places:
            if place in self.subjects:
                self.subjects.remove(place)
            self.subjects.append(place)

    def end_segment(self) -> None:
        """Say the last claims again of one who was named with nothing said: "so is the A"."""
        at = self.at
        if (
            at.fresh
            and at.verb
            and not at.claimed
            and not at.content
            and at.subject
            and (self.talk.claims or self.asserted)
        ):
            lows = [t.low for t in self.tokens]
            stated = (Kind.CLAIM, Kind.STOCK)
            base = [a for a in self.asserted if a.item.kind in stated or priced(a)]
            for one in base:
                if one.item.kind is Kind.FIGURE:
                    whole = replace(one, places=at.subject, union=False, settled=True)
                    self.asserted.append(replace(whole, negated=at.negated, echoed=True))
                else:
                    self.asserted.append(Asserted(one.item, at.subject, at.negated, echoed=True))
            again = () if base else self.talk.claims
            said_so = {"so", "well", "same", "too", "likewise"} & {*lows}
            if not said_so or {"does", "do"} & {*lows} or any(priced(a) for a in self.asserted):
                again = tuple(i for i in again if i.figure is None or not i.figure.currency)
            for item in again:
                self.asserted.append(
                    Asserted(item, at.subject, at.negated, echoed=True, foreign=True)
                )
        at.claimed = at.verb = at.content = False

    def _focus(self) -> Places:
        named = tuple(dict.fromkeys(self.subjects))
        if not named:
            return self.talk.focus
        return named

    def _you_before(self, start: int) -> bool:
        near = [t.low for t in self.tokens[max(0, start - 4) : start]]
        return "you" in near
