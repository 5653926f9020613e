"""One sentence against the facts: who is spoken of, what is said of them, and is it so. Pure.

Every claim is bound to a product by where it stands: to the last one named before it in the
sentence, to the first one after it where it opens the sentence, else to the one that the reply
is about. A claim about several must be true of each.
"""

from dataclasses import replace

from agents.guard.assertions import refusals_of
from agents.guard.index import SheetIndex
from agents.guard.item import Item, Kind
from agents.guard.leading import is_lead, one_of_two
from agents.guard.lexicon import function_words
from agents.guard.likened import compares_as, take_same
from agents.guard.scan import scan
from agents.guard.singled import take_described, take_most
from agents.guard.stated import take_said
from agents.guard.subjects import take_subject
from agents.guard.talk import Talk
from agents.guard.text import Token
from agents.guard.untold import disclaims, untold
from agents.guard.verdict import Fault, Refusal
from agents.guard.walk import Walk, priced
from retrieval.wordset import wordset

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_WISHED = wordset(
    "want wanted wants need needed prefer preferred ask asked asking looking look after "
    "mentioned said wish wished hoped hoping search searching searched requested care"
)
_THINK = wordset("think believe suppose guess say reckon expect feel imagine call describe")
_OWNS = wordset("have carry sell stock offer make")
"""After "not": the denial reaches past the next name, "we don't have the A in red"."""
_NOT_DISCLAIMED = wordset("enough much stress recommend wait how you")
_DISCLAIMS = frozenset(
    {"does not say", "do not say", "does not mention", "does not state", "not sure",
     "i do not know",      "silent on", "silent about", "says nothing about", "says nothing on",
     "i am not sure", "do not mention", "i do not see", "does not list"}
)  # fmt: skip


class Judge:
    """Reads sentences against one sheet."""

    def __init__(self, index: SheetIndex) -> None:
        self._index = index

    def sentence(
        self, tokens: list[Token], talk: Talk, question: bool
    ) -> tuple[list[Refusal], Talk]:
        """Check one sentence.

        Args:
            tokens: Of the sentence, without its end mark.
            talk: What was spoken of before.
            question: Whether it ends with a question mark.

        Returns:
            What is wrong with it, and what was spoken of after it.
        """
        readings = one_of_two(scan(tokens, self._index), talk, self._index)
        for items in readings:
            reader = _Reader(Walk(self._index, items, tokens, talk, question))
            reader.run()
            if not reader.walk.refusals:
                break
        return reader.walk.refusals, reader.walk.talk


class _Reader:
    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    def run(self) -> None:
        """Walk over the items, then check what was found."""
        n = 0
        while n < len(self.walk.items):
            n = self._step(n)
        self.walk.end_segment()
        at = self.walk.at
        if at.orphans:
            self.walk.bind(at.orphans, self.walk.carried())
        self._lead()
        self.walk.refusals += refusals_of(
            self.walk.index,
            self.walk.tokens,
            self.walk.items,
            self.walk.asserted,
            self.walk.talk.figures,
        )
        figures = [(a.item.figure, a.before, a.after) for a in self.walk.asserted if a.item.figure]
        said = tuple(
            a.item
            for a in self.walk.asserted
            if not a.wish and (a.item.kind in (Kind.CLAIM, Kind.STOCK) or priced(a))
        )
        focus = self.walk._focus()
        self.walk.talk = replace(
            self.walk.talk.named(tuple(self.walk.subjects)),
            focus=focus,
            claims=said or self.walk.talk.claims,
            figures=tuple(figures) or self.walk.talk.figures,
        )

    def _lead(self) -> None:
        """Give "For $97," to whom of those spoken of it fits: who is meant comes after it."""
        walk = self.walk
        figures = [a for a in walk.asserted if a.item.kind is Kind.FIGURE]
        if not is_lead(walk.tokens) or not figures or walk.has_name or walk.talk.focus:
            return
        if any(a.item.kind not in (Kind.FIGURE, Kind.MORE) or a.negated for a in walk.asserted):
            return
        for place in walk.carried():
            said = [replace(a, places=(place,)) for a in walk.asserted]
            if not refusals_of(walk.index, walk.tokens, walk.items, said, walk.talk.figures):
                walk.asserted = said
                return

    def _step(self, n: int) -> int:  # noqa: PLR0912 - one rule after another
        item, at = self.walk.items[n], self.walk.at
        match item.kind:
            case Kind.NAME | Kind.ONE | Kind.MANY:
                take_subject(self.walk, n)
            case Kind.MOST:
                take_most(self.walk, n)
            case Kind.NEG:
                at.unsaid = (
                    disclaims(self.walk, item.stop) or untold(self.walk, n)
                ) and not at.unsaid
                at.negated = not at.negated or item.low in ("no", "without", "nor")
                at.content = at.content or item.low == "without"
                then = [t.low for t in self.walk.tokens[item.stop : item.stop + 1]]
                if item.low in ("neither", "none") or {*then} & _OWNS:
                    at.held = True
            case Kind.THAN:
                at.than = True
                at.unlike = item.low == "unlike"
            case Kind.BREAK:
                self._boundary(item, hard=True)
            case Kind.COMMA:
                self._boundary(item, hard=False)
            case Kind.AND:
                self._boundary(item, hard=False)
            case Kind.BE:
                at.verb = True
                at.listing = False
            case Kind.FILLER:
                described = take_described(self.walk, n)
                if described:
                    at.last = Kind.NAME
                    return described
                self._filler(item, n)
            case _:
                take_said(self.walk, n)
        if item.kind is not Kind.FILLER or item.low not in ("the", "a", "an", "both"):
            at.last = item.kind
        return n + 1

    def _filler(self, item: Item, n: int) -> None:
        at = self.walk.at
        if item.low == "only":
            at.only = not at.fresh or at.only
        if item.low in _WISHED and self.walk._you_before(item.start):
            at.wish = True
        if item.low == "as" and compares_as(self.walk, item):
            self.walk.refuse(Fault.COMPARISON, item)
        if item.low in ("same", "similar", "similarly", "close"):
            take_same(self.walk, n)
        if (
            item.low in ("between", "among", "of")
            and not at.subject
            and (item.start == 0 or item.low == "between")
            and not (n + 1 < len(self.walk.items) and self.walk.items[n + 1].kind is Kind.FIGURE)
        ):
            at.listing = True
        if item.low == "your":
            at.wish = True
        if item.low in _THINK and at.negated:
            at.held = True
        if item.low in _DISCLAIMS:
            follows = [t.low for t in self.walk.tokens[item.stop : item.stop + 2]]
            at.unsaid = bool(follows) and not _NOT_DISCLAIMED & {*follows}
        if untold(self.walk, n):
            at.unsaid = True
        words = item.low.split()
        if any(w not in function_words() for w in words):
            at.content = True
        if item.low in ("so", "too", "also", "same", "likewise", "as well"):
            at.verb = True

    def _boundary(self, item: Item, hard: bool) -> None:
        at = self.walk.at
        if item.kind is not Kind.AND or at.claimed:
            self.walk.end_segment()
        if hard or not self._goes_on(item):
            at.negated = at.held = False
            at.unsaid = at.unsaid and item.low in ("and",)
        if hard or item.kind is Kind.COMMA:
            at.listing = False
            at.wish = False
            at.only = False
        at.fresh = at.fresh and item.kind is Kind.AND and not at.claimed
        at.than = at.than and not hard and self._compared_too(item)
        if hard:
            at.standard = ()
            at.verb = at.content = False

    def _compared_too(self, item: Item) -> bool:
        """Say whether another one follows "than": "lighter than the A and the B"."""
        later = [
            i for i in self.walk.items
            if i.start >= item.stop and not (i.kind is Kind.FILLER and i.low in ("the", "also"))
        ]  # fmt: skip
        if item.kind is not Kind.AND or not later or later[0].kind not in _SUBJECTS:
            return False
        return len(later) < 2 or later[1].kind in (Kind.COMMA, Kind.BREAK, Kind.AND)

    def _goes_on(self, item: Item) -> bool:
        """Say whether a negation holds on after "or", "nor", or a comma of a list."""
        if item.low in ("or", "nor"):
            return True
        if item.low == "and":
            return False
        later = [i for i in self.walk.items if i.start > item.start]
        for other in later:
            if other.kind in _SUBJECTS or other.kind is Kind.BREAK or other.low == "and":
                return False
            if other.low in ("or", "nor"):
                return True
        return False
