"""A second opinion on what the rules read: the trained heads say which act it is.

`heads` say what no shop does, `everyday` which of a shop's acts people's own wordings are. Only
where a pattern covers a whole part does the rule weigh as much. Instructions to the assistant,
restricted goods and answers to a question are never touched.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from agents.acts import Act
from agents.constraints import Drop, Kind, Relative, Set, Shift, Undo
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.everyday import Everyday, evidence_here, shipped_everyday
from agents.understand.heads import Heads, Numbers, shipped_heads
from agents.understand.heads_evidence import asks, evidence, wants
from agents.understand.part import Part
from agents.understand.policy import CARD
from agents.understand.read_as import read_as
from agents.understand.scope import kept_out
from retrieval.embedder import Embedder

PARTS_MOST = 6
"""Parts that are embedded; the agent works on no more, and each costs about a millisecond."""
_OUT = tuple(Act).index(Act.OUT_OF_SCOPE)
WORDS_MOST = 48
"""Words of a part that are embedded: a wish is shorter, and time grows with the words."""

REFUSES_FROM = 0.2
"""Chance of out_of_scope from which an unsure reading is refused: of .5, .35, .25, .2 and .15
the last but one that refuses less than 5 % of shoppers' utterances; see the card."""
REFUSES_SURE_FROM = 0.6
"""The same for a reading that a phrase speaks for, such as "my account"."""
REFUSES_WISH_FROM = 0.9
"""The same where the shopper says "I want a", "do you sell": a search that
finds nothing says so."""
TAKES_BACK_BELOW = 0.15
"""Chance of out_of_scope below which a refusal by topic words is taken back."""
DECIDES_FROM = 0.6
"""Chance from which a head alone refuses, or takes a refusal back."""
KEPT_FROM = 0.7
"""Chance of an act of the shop from which a reading is not refused: of .85, .65 and .5 the last
two refuse .01 and .07 less of what no shop does (seen on CLINC's validation, so biased)."""
KEPT_SHOWN_FROM = 0.35
"""The same while products are shown: then what is said is mostly about them."""
LEAST = 0.2
"""Chance below which another act is no better than none."""

ANSWER_WORDS = 3
"""After a question so few words are an answer, whatever they are about."""
NAME_WORDS = 2
"""So few words that name a thing ("alarm clock") are searched for before they are refused."""
NAMED = 0.9
"""Strength of the catalog's own name for a type of product."""

_OF_A_SHOP = re.compile(r"\bdo you (?:guys )?(?:sell|carry|stock|keep)\b")
"""Asked of a shop whatever the thing is; that it has none is for the search to say."""

CART_FROM = {
    Act.CART_ADD: 0.8, Act.CART_REMOVE: 0.8, Act.CART_CHANGE: 0.65, Act.CART_UNDO: 0.7,
    Act.CHECKOUT: 0.5, Act.SAVE: 0.5,
}  # fmt: skip
"""Chance from which a head alone may change the cart. Of what it then says of people whom it has
not heard .97 is to be right; measured 21 of 21, 7 of 8, 47 of 48, 35 of 35, 28 of 29 and 9 of 9."""
RULE_WEIGHS = ((confidence.WHOLE, 20.0), (confidence.PATTERN, 6.0))
"""By how much the act of a rule so sure is multiplied: on other people's lines where they
differ, rules of the first kind are right in .36 of cases and the head in .50, then .12 and .78.
12 and 2 lost .015 on the tuning set and gained .014 on other people."""
_OF_THE_SCREEN = frozenset({
    Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.COMPARE, Act.REFINE, Act.SELECT,
})  # fmt: skip
_WISHES = frozenset({Act.FIND, Act.REFINE, Act.GIFT, Act.BUNDLE, Act.INSPIRE})
_THEM = frozenset({"it", "they", "them", "this", "these", "that", "those"})
"""In a question while products are shown they are what is asked about."""
_REFUSABLE = frozenset({
    Act.FIND, Act.REFINE, Act.INSPIRE, Act.UNCLEAR, Act.BUNDLE, Act.GIFT, Act.ORDER_OR_POLICY,
    Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SMALLTALK, Act.HUMAN, Act.STOP,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What the heads say of one part."""

    topics: Numbers
    """[L], of the first layer."""
    out: float
    """Chance that it is no shop's business."""
    acts: dict[Act, float]


class SecondOpinion:
    """Judges readings by the embedding of their words. Safe to share."""

    def __init__(self, heads: Heads, everyday: Everyday, embedder: Embedder) -> None:
        self._heads = heads
        self._everyday = everyday
        self._embedder = embedder

    def judge(
        self,
        parts: Sequence[Part],
        readings: Sequence[Reading],
        in_scope: Callable[[Part], Reading],
        as_act: Callable[[Part, Act], Reading | None],
    ) -> list[Reading]:
        """Return the readings with calibrated confidences, some with another act.

        Args:
            parts: of one utterance.
            readings: what the rules made of each.
            in_scope: reads a part as if no topic were out of scope.
            as_act: reads a part by the rules for one act; None where none fits.
        """
        judged = list(readings)
        first, read = parts[:PARTS_MOST], readings[:PARTS_MOST]
        for place, chances in enumerate(self._chances(first, read)):
            judged[place] = self._one(first[place], read[place], chances, in_scope, as_act)
        return judged

    def likeliest(
        self, parts: Sequence[Part], readings: Sequence[Reading]
    ) -> list[tuple[Act, float]]:
        """Return the likeliest act of each part and its chance, the rule's act weighed in."""
        found = []
        for reading, said in zip(readings, self._chances(parts, readings), strict=True):
            weighed = _weighed(reading, said)
            act = max(weighed, key=lambda each: weighed[each])
            found.append((act, weighed[act] / sum(weighed.values())))
        return found

    def _chances(self, parts: Sequence[Part], readings: Sequence[Reading]) -> list[_Said]:
        texts = [words_of(part.text) for part in parts]
        vectors = self._embedder.embed(texts)
        topics = self._heads.topics(vectors)
        seen = [evidence(part, reading) for part, reading in zip(parts, readings, strict=True)]
        scope = self._heads.chances(topics, np.stack(seen))[:, _OUT]
        here = np.stack([evidence_here(e, p.shown) for e, p in zip(seen, parts, strict=True)])
        by_words = self._heads.words_say(topics)
        acts = self._everyday.chances(vectors, texts, here, by_words)
        return [
            _Said(topics[k], float(scope[k]), dict(zip(self._everyday.acts, row, strict=True)))
            for k, row in enumerate(acts.tolist())
        ]

    def _one(
        self,
        part: Part,
        reading: Reading,
        said: _Said,
        in_scope: Callable[[Part], Reading],
        as_act: Callable[[Part, Act], Reading | None],
    ) -> Reading:
        likeliest = max(said.acts, key=lambda act: said.acts[act])
        kept_from = KEPT_SHOWN_FROM if part.shown.titles else KEPT_FROM
        if kept_out(reading) or reading.topic == CARD:
            return self._sure(reading, said)
        if reading.act is Act.OUT_OF_SCOPE:
            ours = likeliest is not reading.act and said.acts[likeliest] >= kept_from
            wish = _OF_A_SHOP.search(part.text) is not None
            wish = wish or (wants(part.text) and said.out < REFUSES_WISH_FROM)
            if not (ours or wish or said.out < TAKES_BACK_BELOW):
                return self._sure(reading, said)
            reading = in_scope(part)
            if reading.act is Act.OUT_OF_SCOPE and not ours:
                return self._sure(reading, said)
        # A reading that was taken back is not refused again.
        elif self._refused(part, reading, said.out) and said.acts[likeliest] < kept_from:
            refused = Reading(Act.OUT_OF_SCOPE, confidence.GUESS, part.words, topic="other")
            return self._sure(refused, said)
        answers = part.shown.asked and len(part.line.tokens) <= ANSWER_WORDS
        if answers and reading.confidence >= confidence.LIKELY:
            return self._sure(reading, said)
        if part.anything_shown and _turns_down(reading):
            return reading  # "not that one" is a no that names what is not wanted
        act = self._chosen(part, reading, said)
        if _keeps_wish(part, reading, act):
            kept = self._sure(reading, said)
            return replace(kept, confidence=max(kept.confidence, confidence.LIKELY))
        if act is not reading.act:
            topic = self._heads.topic(said.topics, act)
            reading = as_act(part, act) or read_as(part, act, topic, reading)
            reading = replace(reading, confidence=confidence.GUESS)
        return self._sure(reading, said)

    def _chosen(self, part: Part, reading: Reading, said: _Said) -> Act:
        """Return the likeliest act that may be read here."""
        weighed = _weighed(reading, said)
        for act in sorted(weighed, key=lambda a: -weighed[a]):
            if act is reading.act:
                return act
            if weighed[act] < LEAST:
                break
            named_only = reading.act is Act.FIND and len(part.line.tokens) <= NAME_WORDS
            if act is Act.OUT_OF_SCOPE and named_only and weighed[act] < REFUSES_WISH_FROM:
                continue
            if self._may(part, act, said.acts[act]):
                return act
        return reading.act if reading.confidence >= confidence.LIKELY else Act.UNCLEAR

    def _may(self, part: Part, act: Act, chance: float) -> bool:
        """Tell whether a head alone may say so: a changed cart needs to be nearly certain."""
        if act in _OF_THE_SCREEN and not part.anything_shown:
            return False
        if act is Act.OUT_OF_SCOPE and (chance < DECIDES_FROM or wants(part.text)):
            return False
        return act is not Act.ASR_FAILURE and chance >= CART_FROM.get(act, 0.0)

    def _refused(self, part: Part, reading: Reading, out: float) -> bool:
        """Tell whether a reading is refused: what the shop sells, or an answer, never is."""
        if out < REFUSES_FROM or reading.act not in _REFUSABLE:
            return False
        if part.shown.asked and len(part.line.tokens) <= ANSWER_WORDS:
            return False
        if any(not isinstance(e.edit, Set) for e in part.edits) or bounded(part):
            return False
        of_shown = any(r.words for r in part.references) or set(part.text.split()) & _THEM
        if of_shown and part.shown.titles and reading.act in _OF_THE_SCREEN:
            return out >= REFUSES_WISH_FROM
        if part.of(Kind.CATEGORY) and _OF_A_SHOP.search(part.text):
            return False
        named_only = reading.act is Act.FIND and len(part.line.tokens) <= NAME_WORDS
        if wants(part.text) or named_only:
            return out >= REFUSES_WISH_FROM and reading.confidence < confidence.LIKELY
        named = part.of(Kind.BRAND) or any(f.strength >= NAMED for f in part.of(Kind.CATEGORY))
        if named:
            return reading.confidence < confidence.LIKELY and out >= REFUSES_SURE_FROM
        return reading.confidence < confidence.VALUES or out >= REFUSES_SURE_FROM

    def _sure(self, reading: Reading, said: _Said) -> Reading:
        sure = self._everyday.sureness(said.acts[reading.act], reading.confidence)
        if reading.act is Act.UNCLEAR:
            sure = min(sure, confidence.GUESS)  # a model may still make something of it
        return replace(reading, confidence=sure)


def _keeps_wish(part: Part, reading: Reading, act: Act) -> bool:
    """Tell whether the rules are right whatever the head says.

    "Keep it under seventy" is a wish, and "back to the tents" names an earlier one: as any
    other act the amount, or the way back, would be lost.
    """
    if reading.act not in _WISHES:
        return False
    if reading.topic == "back" and reading.confidence >= confidence.PATTERN:
        return True
    if act is Act.UNCLEAR:
        return bool(reading.edits)
    if act in _OF_NO_VALUE and part.anything_shown and _only_values(part):
        return True
    if act in _OF_THE_SCREEN and reading.act is Act.REFINE and _demands_value(part):
        return True
    if act is Act.BUNDLE and len(part.of(Kind.CATEGORY)) == 1 and len(part.content()) <= 1:
        return True  # "and the round plant pot" is one thing, whatever was wanted before
    if act is Act.INSPIRE and any(isinstance(e, Drop | Undo) for e in reading.edits):
        return part.anything_shown
    return bool(part.of(Kind.PRICE)) and not asks(part.text)


_OF_NO_VALUE = frozenset({Act.DENY, Act.CONFIRM, Act.STOP, Act.SMALLTALK, Act.REPEAT})
"""Read so, what the shopper just named would be lost."""
_DEMANDS = re.compile(
    r"^(?:(?:and|but|ok|well|yes|no|also|so|oh|actually|please) )*(?:it|they|that|this|these|those|"
    r"the \w+) (?:also )?(?:(?:has|have|need|needs|ought|got) to|must|should)(?: also| really| "
    r"definitely| all)? (?:have|be|come|feature|include|fit|contain|got)\b"
)
"""Says what a thing is to be like: no question about one that is shown."""


def _only_values(part: Part) -> bool:
    """Tell whether the words are values of the catalog and nothing else: "no, Nike", "not red"."""
    named = [f for f in part.found if f.known and f.strength >= confidence.LIKELY]
    return bool(named) and not part.references and not part.content()


def _demands_value(part: Part) -> bool:
    return bool(part.found) and not part.asks and _DEMANDS.search(part.text) is not None


def _turns_down(reading: Reading) -> bool:
    others = any(isinstance(e, Shift) and e.relative is Relative.OTHERS for e in reading.edits)
    return reading.act is Act.REFINE and others and reading.confidence >= confidence.LIKELY


def _weighed(reading: Reading, said: _Said) -> dict[Act, float]:
    weighed = dict(said.acts)
    times = next((times for sure, times in RULE_WEIGHS if reading.confidence >= sure), 1.0)
    weighed[reading.act] *= times
    return weighed


def bounded(part: Part) -> bool:
    """Tell whether a price is set and nothing asked of the world: "nothing over 500"."""
    return bool(part.of(Kind.PRICE)) and (part.anything_shown or not asks(part.text))


def words_of(text: str) -> str:
    """Return as much of a text as the heads are given."""
    return " ".join(text.split()[:WORDS_MOST])


def second_opinion(
    embedder: Embedder | None, everyday: Everyday | None = None
) -> SecondOpinion | None:
    """Return the shipped heads, or another for acts, on `embedder`; None if it is another's."""
    if embedder is None:
        return None
    heads = shipped_heads()
    if heads.embedder != embedder.name:
        return None
    return SecondOpinion(heads, everyday or shipped_everyday(), embedder)
