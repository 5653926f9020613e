"""One sentence against the facts: who is spoken of, what is said of them, and is it so. Pure.

Every claim is bound to a product by where it stands: to the last one named before it in the
sentence, to the first one after it where it opens the sentence, else to the one that the reply
is about. A claim about several must be true of each.
"""

from dataclasses import dataclass, field, replace

from agents.guard.asserted import Asserted
from agents.guard.assertions import refusals_of
from agents.guard.deeds import undone
from agents.guard.index import SheetIndex
from agents.guard.lexicon import function_words, is_harmless
from agents.guard.metrics import Metric, measured
from agents.guard.scan import BE, NOUNS, Item, Kind, scan
from agents.guard.talk import Places, Talk, it, many
from agents.guard.text import Token, root
from agents.guard.verdict import Fault, Refusal

_SUBJECTS = frozenset({Kind.NAME, Kind.ONE, Kind.MANY})
_SAID = frozenset({Kind.CLAIM, Kind.FIGURE, Kind.MORE, Kind.MOST, Kind.STOCK, Kind.BAD})
_WISHED = frozenset(
    [
        "want",
        "wanted",
        "wants",
        "need",
        "needed",
        "prefer",
        "preferred",
        "ask",
        "asked",
        "asking",
        "looking",
        "look",
        "after",
        "mentioned",
        "said",
        "wish",
        "wished",
        "hoped",
        "hoping",
        "search",
        "searching",
        "searched",
        "requested",
        "care",
    ]
)
_THINK = frozenset(
    ["think", "believe", "suppose", "guess", "say", "reckon", "expect", "feel", "imagine"]
)
_SAYS = frozenset(
    [
        "promise",
        "say",
        "tell",
        "confirm",
        "guarantee",
        "know",
        "sure",
        "see",
        "mention",
        "state",
        "list",
        "specify",
        "show",
        "give",
        "note",
        "indicate",
        "describe",
        "find",
        "information",
        "info",
        "detail",
        "details",
        "data",
        "word",
        "mention",
        "record",
        "note",
        "idea",
        "indication",
        "anything",
        "clear",
        "certain",
    ]
)
_NOT_DISCLAIMED = frozenset(["enough", "much", "stress", "recommend", "wait", "how", "you"])
_UNTOLD = frozenset(
    [
        "listed",
        "stated",
        "mentioned",
        "specified",
        "given",
        "known",
        "clear",
        "provided",
        "shown",
        "noted",
        "described",
        "recorded",
        "indicated",
        "said",
        "sure",
    ]
)
"""After "isn't": what the sentence spoke of is not known."""
_UNTOLD_ALONE = frozenset(["unclear", "unknown", "unspecified", "unlisted", "unsure"])
_DISCLAIMS = frozenset(
    {"does not say", "do not say", "does not mention", "does not state", "not sure", "i do not know",
     "silent on", "silent about", "says nothing about", "says nothing on",
     "i am not sure", "do not mention", "i do not see", "does not list"}
)  # fmt: skip
_VERBS = BE | frozenset(
    ["costs", "cost", "weighs", "comes", "goes", "runs", "holds", "offers", "lasts", "has", "sells"]
)
_SAME = {
    "cost": "price", "costs": "price", "price": "price", "priced": "price", "rating": "rating",
    "rated": "rating", "weight": "light", "weigh": "light", "weighs": "light", "score": "rating",
    "material": "", "sizes": "", "materials": "", "quality": "",
}  # fmt: skip
_INTRODUCES = frozenset({"the", ",", "there", "is", "you", "get", "have", "can", "here"})
"""Words between a price and whose it is: "for $97, there's the Rokanda"."""
_SIDES = {
    "above": 1, "over": 1, "below": -1, "under": -1, "beneath": -1, "behind": -1, "beyond": 1,
    "past": 1, "matches": 0, "match": 0, "matching": 0, "equals": 0, "ties": 0,
}  # fmt: skip
"""What stands before a name that someone is compared with, and which way."""
_PREFERS = frozenset("pick choose take prefer recommend suggest go chose picked favor opt".split())
_POINTS = frozenset({"the", "that", "this", "those", "these"})
_LISTS = frozenset({Kind.AND, Kind.COMMA})


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
    orphans: list[Asserted] = field(default_factory=list)
    last: Kind = Kind.FILLER
    claimed: bool = False
    """Whether anything was said of the fresh subject."""
    verb: bool = False
    unsaid: bool = False
    """Whether what follows is said not to be known: "I can't say whether it is ..."."""
    content: bool = False
    """Whether the segment has words that say more than "so is"."""


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
        items = scan(tokens, self._index)
        walk = _Walk(self._index, items, tokens, talk, question)
        walk.run()
        return walk.refusals, walk.talk


class _Walk:
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
        deed = undone(lows, index.added)
        if deed is not None:
            self.refusals.append(Refusal(Fault.PROMISE, tokens[deed].text))
        self.has_name = any(i.kind in _SUBJECTS or i.kind is Kind.MOST for i in items)

    def run(self) -> None:
        """Walk over the items, then check what was found."""
        n = 0
        while n < len(self.items):
            n = self._step(n)
        self._end_segment()
        at = self.at
        if at.orphans:
            self._bind(at.orphans, self._carried())
        self.refusals += refusals_of(self.index, self.tokens, self.items, self.asserted)
        said = tuple(
            a.item for a in self.asserted if not a.wish and a.item.kind in (Kind.CLAIM, Kind.STOCK)
        )
        focus = self._focus()
        self.talk = replace(
            self.talk.named(tuple(self.subjects)), focus=focus, claims=said or self.talk.claims
        )

    def _focus(self) -> Places:
        named = tuple(dict.fromkeys(self.subjects))
        if not named:
            return self.talk.focus
        return named

    def _carried(self) -> Places:
        return self.talk.focus or self.index.spoken

    def _refuse(self, fault: Fault, item: Item, expected: str = "") -> None:
        self.refusals.append(Refusal(fault, self._text(item), expected))

    def _text(self, item: Item) -> str:
        return " ".join(dict.fromkeys(t.text for t in self.tokens[item.start : item.stop]))

    def _bind(self, orphans: list[Asserted], places: Places) -> None:
        for orphan in orphans:
            self.asserted.append(replace(orphan, places=places))
        orphans.clear()

    def _step(self, n: int) -> int:
        item, at = self.items[n], self.at
        match item.kind:
            case Kind.NAME | Kind.ONE | Kind.MANY:
                self._subject(n)
            case Kind.MOST:
                self._most(n)
            case Kind.NEG:
                at.unsaid = (self._disclaims(item.stop) or self._untold(n)) and not at.unsaid
                at.negated = not at.negated or item.low in ("no", "without", "nor")
                at.content = at.content or item.low == "without"
                if item.low in ("neither", "none"):
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
                described = self._described(n)
                if described:
                    at.last = Kind.NAME
                    return described
                self._filler(item, n)
            case _:
                self._said(n)
        if item.kind is not Kind.FILLER or item.low not in ("the", "a", "an", "both"):
            at.last = item.kind
        return n + 1

    def _as_as(self, item: Item) -> bool:
        """Say whether this is the second "as" of "as light as the A": no fact compares so."""
        before = [t.low for t in self.tokens[max(0, item.start - 4) : item.start]]
        after = [i for i in self.items if i.start >= item.stop]
        named = any(i.kind in _SUBJECTS for i in after[:4])
        return "as" in before and named

    def _same(self, n: int) -> None:
        """Read "cost the same", "the same rating": a comparison with no difference."""
        item, at = self.items[n], self.at
        near = [t.low for t in self.tokens[max(0, item.start - 3) : item.stop + 2]]
        name = next((_SAME[w] for w in near if w in _SAME), None)
        if name is not None:
            if item.low != "same":
                name = f"~{name}" if name else name
            equal = replace(item, kind=Kind.MORE, metric=Metric(name, 0))
            at.claimed = True
            self.asserted.append(
                Asserted(equal, at.subject or self._carried(), at.negated, standard=at.standard)
            )

    def _filler(self, item: Item, n: int) -> None:
        at = self.at
        if item.low == "only" or (item.low == "just" and False):
            at.only = not at.fresh or at.only
        if item.low in _WISHED and self._you_before(item.start):
            at.wish = True
        if item.low == "as" and self._as_as(item):
            self._refuse(Fault.COMPARISON, item)
        if item.low in ("same", "similar", "similarly", "close"):
            self._same(n)
        if (
            item.low in ("between", "among", "of")
            and not at.subject
            and (item.start == 0 or item.low == "between")
            and not (n + 1 < len(self.items) and self.items[n + 1].kind is Kind.FIGURE)
        ):
            at.listing = True
        if item.low == "your":
            at.wish = True
        if item.low in _THINK and at.negated:
            at.held = True
        if item.low in _DISCLAIMS:
            follows = [t.low for t in self.tokens[item.stop : item.stop + 2]]
            at.unsaid = bool(follows) and not _NOT_DISCLAIMED & {*follows}
        if self._untold(n):
            at.unsaid = True
        words = item.low.split()
        if any(w not in function_words() for w in words):
            at.content = True
        if item.low in ("so", "too", "also", "same", "likewise", "as well"):
            at.verb = True

    def _disclaims(self, start: int) -> bool:
        """Say whether it goes on "... say whether it is": what follows is then not claimed."""
        lows = [t.low for t in self.tokens[start : start + 8]]
        for n, low in enumerate(lows[:4]):
            if low in _NOT_DISCLAIMED:
                return False
            if low in _SAYS:
                rest = lows[n + 1 :]
                if rest[:1] and rest[0] in ("that", "whether", "if"):
                    rest = rest[1:]
                return (
                    bool(rest)
                    and not _NOT_DISCLAIMED & {*rest[:2]}
                    and (rest[0] not in ("i", "we"))
                )
        return False

    def _untold(self, n: int) -> bool:
        """Read "isn't listed": what its clause spoke of is said not to be known."""
        item = self.items[n]
        after = [t.low for t in self.tokens[item.stop : item.stop + 3]]
        found = item.low in _UNTOLD_ALONE or (
            item.kind is Kind.NEG and bool(_UNTOLD & {*after[:2]})
        ) or item.low in ("not listed", "not stated", "not mentioned")  # fmt: skip
        if found:
            self.asserted = [replace(a, unsaid=True) for a in self.asserted]
            self.at.orphans = [replace(a, unsaid=True) for a in self.at.orphans]
        return found

    def _you_before(self, start: int) -> bool:
        near = [t.low for t in self.tokens[max(0, start - 4) : start]]
        return "you" in near

    def _boundary(self, item: Item, hard: bool) -> None:
        at = self.at
        if item.kind is not Kind.AND or at.claimed:
            self._end_segment()
        if hard or not self._goes_on(item):
            at.negated = at.held = False
            at.unsaid = at.unsaid and item.low in ("and",)
        if hard or item.kind is Kind.COMMA:
            at.listing = False
            at.wish = False
            at.only = False
        at.fresh = at.fresh and item.kind is Kind.AND and not at.claimed
        at.than = False
        if hard:
            at.standard = ()
            at.verb = at.content = False

    def _goes_on(self, item: Item) -> bool:
        """Say whether a negation holds on after "or", "nor", or a comma of a list."""
        if item.low in ("or", "nor"):
            return True
        if item.low == "and":
            return False
        later = [i for i in self.items if i.start > item.start]
        for other in later:
            if other.kind in _SUBJECTS or other.kind is Kind.BREAK or other.low == "and":
                return False
            if other.low in ("or", "nor"):
                return True
        return False

    def _end_segment(self) -> None:
        """Say the last claims again of one who was named with nothing said: "so is the A"."""
        at = self.at
        if at.fresh and at.verb and not at.claimed and not at.content and at.subject:
            if self.talk.claims or self.asserted:
                base = [a.item for a in self.asserted if a.item.kind in (Kind.CLAIM, Kind.STOCK)]
                for item in base:
                    self.asserted.append(Asserted(item, at.subject, at.negated, echoed=True))
                for item in () if base else self.talk.claims:
                    self.asserted.append(
                        Asserted(item, at.subject, at.negated, echoed=True, foreign=True)
                    )
        at.claimed = at.verb = at.content = False

    def _subject(self, n: int) -> None:
        item, at = self.items[n], self.at
        if (
            item.kind is Kind.MANY
            and self._low_before(item) in ("of", "among")
            and (at.subject or at.last in (Kind.MOST, Kind.MORE))
        ):
            return  # "the cheapest of the three": a list, not who is spoken of
        places = self._places(item)
        if places is None:
            self._refuse(Fault.REFERENT, item)
            return
        if at.listing:
            self.subjects_named(item, places, standard=True)
            return
        if at.than:
            if not self._is_compared(n):
                self._refuse(Fault.COMPARISON, item)
            at.standard = (*at.standard, *places)
            self._compare(at.standard)
            self.subjects_named(item, places, standard=True)
            self._unlike(places)
            return
        if item.kind is Kind.NAME and self._low_before(item) in ("by", "from"):
            if (at.subject or self.talk.focus) and self._by(item):
                return
        if item.kind is Kind.NAME and self._beside(n, places):
            return
        joins = self._joins(n)
        if at.equal:
            if at.last in (Kind.BE, Kind.COMMA, Kind.MOST, Kind.NAME, Kind.BREAK):
                if item.kind is Kind.NAME and set(places) != set(at.equal):
                    self._refuse(Fault.REFERENT, item)
            at.equal = ()
        if item.kind is Kind.NAME and at.last is Kind.BE and at.fresh and not at.claimed:
            if at.subject and self._named_before(n) and not set(at.subject) <= set(places):
                if not at.negated:
                    self._refuse(Fault.REFERENT, item)
            elif self._called(n) and not set(at.subject) & set(places):
                self._refuse(Fault.NAME, item)
        if item.kind is Kind.NAME:
            self.asserted += [Asserted(claim, places) for claim in at.told]
            if joins and at.sole:
                self._refuse(Fault.COMPARISON, item)
        if joins:
            at.subject = tuple(dict.fromkeys((*at.subject, *places)))
            at.union = True
            at.verb = at.verb or False
        else:
            if at.fresh and not at.claimed and at.verb:
                self._end_segment()
            at.subject, at.union = places, item.kind is Kind.MANY and len(places) > 1
            if at.fresh:
                at.verb = at.content = False
            at.claimed = False
            if not at.held and not at.unsaid:
                at.negated = False
        at.fresh = True
        if at.only and item.kind is Kind.NAME:
            at.only = True
        self.subjects_named(item, places)
        if at.orphans:
            self._bind(at.orphans, at.subject)

    def _is_compared(self, n: int) -> bool:
        """Say whether there is a comparison before "than" that can be checked."""
        if self.at.unlike or any(i.low.startswith(("compared", "versus", "vs", "over")) for i in
                                 self.items[:n] if i.kind is Kind.THAN):  # fmt: skip
            return True
        return any(i.kind in (Kind.MORE, Kind.BAD) for i in self.items[:n])

    def _compare(self, standard: Places) -> None:
        """Give the comparison that was just made the one that follows its "than"."""
        for found in (self.at.orphans, self.asserted):
            for n, asserted in enumerate(found):
                mine = asserted.places == self.at.subject or not asserted.places
                if asserted.item.kind is Kind.MORE and mine and not asserted.settled:
                    found[n] = replace(asserted, standard=standard)

    def subjects_named(self, item: Item, places: Places, standard: bool = False) -> None:
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

    def _named_before(self, n: int) -> bool:
        """Say whether the subject before "is" was a name of its own, not "it" or "that"."""
        for item in reversed(self.items[:n]):
            if item.kind in _SUBJECTS:
                return item.kind is Kind.NAME
        return False

    def _by(self, item: Item) -> bool:
        """Read "made by Rokanda": a brand that is said of someone, and names nobody."""
        words = tuple(root(t.low) for t in self.tokens[item.start : item.stop])
        if not any(k.brand == words for k in self.index.known):
            return False
        places = self.at.subject or self._carried()
        if not all(self.index.known[p].brand == words for p in places) or self.at.negated:
            self._refuse(Fault.NAME, item)
        self.at.claimed = True
        return True

    def _beside(self, n: int, places: Places) -> bool:
        """Read "rated above the A", "priced below the A": comparisons without "than"."""
        item, at = self.items[n], self.at
        start = item.start - 1 if self._low_before(item) == "the" else item.start
        word = self.tokens[start - 1].low if start else ""
        if word not in _SIDES or not (at.subject or self.talk.focus):
            return False
        lows = {t.low for t in self.tokens[:start]}
        if word == "over" and lows & _PREFERS:
            self.subjects_named(item, places, standard=True)
            return True
        name = next((_SAME[w] for w in lows if _SAME.get(w)), None)
        if name is None or not _SIDES[word]:
            self._refuse(Fault.COMPARISON, item)
        else:
            more = replace(item, kind=Kind.MORE, metric=Metric(name, _SIDES[word]))
            self.asserted.append(
                Asserted(more, at.subject or self.talk.focus, at.negated, standard=places)
            )
        self.subjects_named(item, places, standard=True)
        return True

    def _called(self, n: int) -> bool:
        """Say whether "it's a Rokanda" says whose it is, after someone was named."""
        before = self._low_before(self.items[n])
        it_is = any(i.kind is Kind.ONE and i.low == "it" for i in self.items[:n])
        return before in ("a", "an") or (it_is and bool(self.talk.focus) and before == "the")

    def _joins(self, n: int) -> bool:
        """Say whether a name goes on a list of names: "the A, the B and the C"."""
        at = self.at
        if not (at.fresh or at.union or at.subject) or at.claimed:
            return False
        k = n - 1
        seen = False
        while k >= 0:
            item = self.items[k]
            if item.kind in _LISTS or item.low in ("plus", "as well as"):
                seen = True
            elif item.kind in (Kind.NAME,):
                return seen
            elif item.kind is not Kind.FILLER or item.low not in ("the", "our", "also", "then"):
                return False
            k -= 1
        return False

    def _places(self, item: Item) -> Places | None:
        at = self.at
        if item.kind is Kind.NAME:
            return self._narrowed(item)
        if item.kind is Kind.ONE:
            return it(self.talk, at.subject, self.index)
        return many(item.low, self.talk, at.subject, self.index)

    def _narrowed(self, item: Item) -> Places:
        """Return whom a name means: of several, the one that facts speak of, if it is one."""
        places = tuple(sorted(item.places))
        if len(places) > 1:
            spoken = tuple(p for p in places if p in self.index.spoken)
            if len(spoken) == 1 and len(self.index.spoken) < len(self.index.known):
                return spoken
            exact = self._exact(item, places)
            if exact is not None:
                return (exact,)
        return places

    def _exact(self, item: Item, places: Places) -> int | None:
        words = tuple(root(t.low) for t in self.tokens[item.start : item.stop] if t.low != "'s")
        own = [p for p in places if words in self.index.short[p]]
        return own[0] if len(own) == 1 else None

    def _unlike(self, places: Places) -> None:
        at = self.at
        if at.unlike:
            for asserted in [*self.asserted, *at.orphans]:
                if asserted.item.kind is Kind.CLAIM:
                    self.asserted.append(
                        replace(asserted, places=places, negated=not asserted.negated)
                    )

    def _most(self, n: int) -> None:
        """Read "the cheapest": of whom it is said, or whom it stands for."""
        item, at = self.items[n], self.at
        metric = item.metric
        assert metric is not None
        winner = self._winner(item, n)
        at.last = Kind.MOST
        if winner is None:
            self._refuse(Fault.COMPARISON, item)
            return
        then = self._next(n + 1)
        stands = not at.subject or (
            not at.fresh and then is not None and (then.kind in (Kind.BE,) or then.low in _VERBS)
        )
        if at.negated:
            self._refuse(Fault.COMPARISON, item)
            return
        if stands:
            at.subject, at.union, at.fresh, at.claimed = (winner,), False, True, True
            at.equal = (winner,)
            at.sole = True
            self.subjects_named(item, (winner,))
            if at.orphans:
                self._bind(at.orphans, at.subject)
        else:
            at.claimed = True
            if set(at.subject) != {winner}:
                self._refuse(Fault.COMPARISON, item)

    def _next(self, n: int) -> Item | None:
        for item in self.items[n:]:
            if item.kind is not Kind.FILLER or item.low in _VERBS:
                return item
        return None

    def _winner(self, item: Item, n: int) -> int | None:
        """Return the product at the named end of a measure, over the list that the words name."""
        metric = item.metric
        assert metric is not None
        everyone = tuple(range(len(self.index.known)))
        domain = self.index.compared
        for later in self.items[n + 1 : n + 5]:
            if later.kind is Kind.MANY and self._low_before(later) in ("of", "among"):
                domain = many(later.low, self.talk, (), self.index) or everyone
            if later.kind is Kind.BAD or later.low in ("store", "shop", "catalog", "range", "we"):
                return None
        lows = [t.low for t in self.tokens]
        if {"one", "among"} & {*lows[max(0, item.start - 4) : item.start]} and "of" in lows[
            max(0, item.start - 3) : item.start
        ]:
            return None
        values = {p: measured(self.index.known[p], metric.name) for p in domain}
        if any(v is None for v in values.values()) or len(domain) < 2:
            return None
        best = max(v * metric.sign for v in values.values() if v is not None)
        winners = [p for p, v in values.items() if v is not None and v * metric.sign == best]
        return winners[0] if len(winners) == 1 else None

    def _low_before(self, item: Item) -> str:
        return self.tokens[item.start - 1].low if item.start else ""

    def _described(self, n: int) -> int:
        """Read "the blue one", "the waterproof option": one whom the list singles out."""
        item, at = self.items[n], self.at
        if item.low not in _POINTS:
            return 0
        k, claims = n + 1, []
        while k < len(self.items) and self.items[k].kind in (Kind.CLAIM, Kind.FILLER, Kind.MORE):
            one = self.items[k]
            if one.kind is Kind.MORE or one.kind is Kind.CLAIM:
                claims.append(one)
            elif one.low in NOUNS:
                break
            elif one.low not in ("very", "really", "more", "other", "two", "also"):
                return 0
            k += 1
        if k >= len(self.items) or self.items[k].low not in NOUNS or not claims:
            return 0
        then = self._next(k + 1)
        stands = not at.subject or (
            not at.fresh
            and then is not None
            and (then.kind in (Kind.BE, Kind.FIGURE) or then.low in _VERBS)
        )
        if at.than:
            stands = True
        if not stands:
            return 0
        places = self._filtered(claims)
        if not places:
            self._refuse(Fault.ATTRIBUTE, claims[0])
            return k + 1
        if at.than:
            at.standard = places
            return k + 1
        at.subject, at.union, at.fresh, at.claimed = places, False, True, False
        at.equal = places if len(places) == 1 else ()
        at.told = [c for c in claims if c.kind is Kind.CLAIM]
        self.subjects_named(self.items[k], places)
        if at.orphans:
            self._bind(at.orphans, places)
        return k + 1

    def _filtered(self, claims: list[Item]) -> Places:
        everyone = tuple(range(len(self.index.known)))
        for domain in (self.talk.mentioned, self.index.spoken, everyone):
            places = tuple(
                p for p in domain
                if all(any(self.index.known[p].holds(k) for k in c.keys)
                       for c in claims if c.kind is Kind.CLAIM)
            )  # fmt: skip
            for claim in claims:
                metric = claim.metric
                if metric is None:
                    continue
                values = {p: measured(self.index.known[p], metric.name) for p in domain}
                if len(domain) != 2 or None in values.values():
                    places = ()
                    continue
                best = max(v * metric.sign for v in values.values() if v is not None)
                top = [p for p, v in values.items() if v is not None and v * metric.sign == best]
                places = tuple(p for p in places if p in top and len(top) == 1)
            if places:
                if len(places) > 1 and set(self.talk.focus) < set(places):
                    return self.talk.focus
                return places
        return ()

    def _said(self, n: int) -> None:
        item, at = self.items[n], self.at
        at.claimed = True
        at.told, at.sole = [], False
        asserted = Asserted(
            item, at.subject, at.negated and not at.unsaid, unsaid=at.unsaid, standard=at.standard, only=at.only,
            union=at.union, wish=at.wish, question=self.question, subjects=bool(self.has_name),
            conditional=self.conditional, before=self._before(n), after=self._after(n),
        )  # fmt: skip
        if at.than and item.kind is not Kind.FIGURE:
            asserted = replace(asserted, places=at.subject)
        if (
            item.kind is Kind.MORE
            and not at.standard
            and n
            and self.items[n - 1].kind is Kind.FIGURE
        ):
            before = [p for p in self.subjects if p not in at.subject]
            if before:
                asserted = replace(asserted, standard=tuple(before[-1:]), settled=False)
        ahead = self._for_whom(n) if item.kind is Kind.FIGURE else None
        if ahead is not None:
            self.asserted.append(replace(asserted, places=ahead, union=False, settled=True))
        elif at.subject:
            self.asserted.append(asserted)
        else:
            at.orphans.append(asserted)
            if not any(i.kind in _SUBJECTS or i.kind is Kind.MOST for i in self.items[n + 1 :]):
                self._bind(at.orphans, self._carried())
        at.last = item.kind

    def _for_whom(self, n: int) -> Places | None:
        """Return whom "$97 for the Rokanda" is said of; None if it does not go on so."""
        start = self.items[n].start
        led = self.tokens[start - 1].low if start else ""
        before = self.tokens[start - 2].low if start > 1 else ""
        opens = led in ("at", "for") and before in ("", "and", ",", "but", "while", ";")
        lows: list[str] = []
        for item in self.items[n + 1 : n + 7]:
            if item.kind is Kind.NAME:
                found = lows in (["for", "the"], ["for"], ["on", "the"]) or (
                    opens and all(low in _INTRODUCES for low in lows)
                )
                return self._narrowed(item) if found and (before != "," or "," not in lows) else None
            if item.kind not in (Kind.FILLER, Kind.BE, Kind.COMMA):
                return None
            lows.append(item.low)
        return None

    def _before(self, n: int) -> tuple[str, ...]:
        start = self.items[n].start
        words: list[str] = []
        for item in reversed(self.items[:n]):
            if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE):
                break
            if item.kind is not Kind.NAME:
                words[:0] = [t.low for t in self.tokens[item.start : item.stop]]
        assert start >= 0
        return tuple(words)

    def _after(self, n: int) -> tuple[str, ...]:
        words: list[str] = []
        for item in self.items[n + 1 :]:
            if item.kind in (Kind.AND, Kind.COMMA, Kind.BREAK, Kind.FIGURE, Kind.NAME):
                break
            words += [t.low for t in self.tokens[item.start : item.stop]]
        return tuple(words)


def wordless(text: str) -> bool:
    """Say whether a sentence has nothing but words that state nothing."""
    return all(is_harmless(w) for w in text.split())
