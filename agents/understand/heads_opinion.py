"""A second opinion on what the rules read: the trained heads say which act it is.

`heads` say what no shop does, `everyday` which of a shop's acts people's own wordings are. Only
where a pattern covers a whole part does the rule weigh as much. Instructions to the assistant,
restricted goods and answers to a question are never touched.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.everyday import Everyday, evidence_here, shipped_everyday
from agents.understand.heads import Heads, Numbers, odds, shipped_heads
from agents.understand.heads_evidence import asks, evidence, wants
from agents.understand.part import Part
from agents.understand.read_as import read_as
from agents.understand.scope import kept_out
from retrieval.embedder import Embedder, Vectors

PARTS_MOST = 6
"""Parts that are embedded; the agent works on no more, and each costs about a millisecond."""
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
"""Chance from which another act takes the place of an unsure reading."""

ANSWER_WORDS = 3
"""After a question so few words are an answer, whatever they are about."""
NAME_WORDS = 2
"""So few words that name a thing ("alarm clock") are searched for before they are refused."""
NAMED = 0.9
"""Strength of the catalog's own name for a type of product."""

_OF_A_SHOP = re.compile(r"\bdo you (?:guys )?(?:sell|carry|stock|keep)\b")
"""Asked of a shop whatever the thing is; that it has none is for the search to say."""

CART_FROM = {
    Act.CART_ADD: 0.8, Act.CART_REMOVE: 0.7, Act.CART_CHANGE: 0.6, Act.CART_UNDO: 0.7,
    Act.CHECKOUT: 0.5, Act.SAVE: 0.5,
}  # fmt: skip
"""Chance from which a head alone may change the cart: from there on at least .97 of what it
says of people whom it has not heard is right (1.00, .98, .99, 1.00, 1.00, 1.00)."""
RULE_WEIGHS = ((confidence.WHOLE, 12.0), (confidence.PATTERN, 2.0))
"""By how much the act of a rule so sure is multiplied: on other people's lines where they
differ, rules of the first kind are right in .36 of cases and the head in .50, then .12 and .78."""
_OF_THE_SCREEN = frozenset({Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.COMPARE, Act.REFINE})
_THEM = frozenset({"it", "they", "them", "this", "these", "that", "those"})
"""In a question while products are shown they are what is asked about."""
_REFUSABLE = frozenset({
    Act.FIND, Act.REFINE, Act.INSPIRE, Act.UNCLEAR, Act.BUNDLE, Act.GIFT, Act.ORDER_OR_POLICY,
    Act.ASK_PRODUCT, Act.PRICE_OR_STOCK, Act.SMALLTALK, Act.HUMAN, Act.STOP,
})  # fmt: skip


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
        alone = len(readings) == 1
        places = [k for k, r in enumerate(readings) if alone or r.confidence > confidence.NOTHING]
        places = places[:PARTS_MOST] or list(range(min(len(readings), PARTS_MOST)))
        first, read = [parts[k] for k in places], [readings[k] for k in places]
        vectors = self._embedder.embed([words_of(part.text) for part in first])
        for place, chances in enumerate(self._chances(first, read, vectors)):
            judged[places[place]] = self._one(first[place], read[place], chances, in_scope)
        return judged

    def _chances(
        self, parts: Sequence[Part], readings: Sequence[Reading], vectors: Vectors
    ) -> list[tuple[Numbers, Numbers]]:
        topics = self._heads.topics(vectors)
        seen = [evidence(part, reading) for part, reading in zip(parts, readings, strict=False)]
        return list(zip(topics, self._heads.chances(topics, np.stack(seen)), strict=True))

    def _one(
        self,
        part: Part,
        reading: Reading,
        judged: tuple[Numbers, Numbers],
        in_scope: Callable[[Part], Reading],
    ) -> Reading:
        topics, row = judged
        chances = dict(zip(self._heads.acts, row.tolist(), strict=True))
        out = chances[Act.OUT_OF_SCOPE]
        best = max(chances, key=lambda act: chances[act])
        if reading.act is Act.OUT_OF_SCOPE:
            ours = best is not reading.act and chances[best] >= DECIDES_FROM
            wish = _OF_A_SHOP.search(part.text) is not None
            wish = wish or (wants(part.text) and out < REFUSES_WISH_FROM)
            if kept_out(reading) or not (ours or wish or out < TAKES_BACK_BELOW):
                return self._sure(reading, chances)
            reading = in_scope(part)
            if reading.act is Act.OUT_OF_SCOPE and not ours:
                return self._sure(reading, chances)
        # A reading that was taken back is not refused again.
        elif self._refused(part, reading, out):
            refused = Reading(Act.OUT_OF_SCOPE, confidence.GUESS, part.words, topic="other")
            return self._sure(refused, chances)
        if best is not reading.act and chances[best] >= DECIDES_FROM:
            other = self._other(part, reading, best, topics)
            if other is not None:
                return self._sure(other, chances)
        return self._sure(reading, chances)

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

    def _other(self, part: Part, reading: Reading, act: Act, topics: Numbers) -> Reading | None:
        """Return the part read as `act`; None where the rules should know better."""
        if act not in _BY_HEAD or reading.confidence >= confidence.LIKELY:
            return None
        if act in _OF_THE_SCREEN and not part.anything_shown:
            return None
        topic = self._heads.topic(topics, act)
        if act is Act.FIND:
            topic = None
        wish = act in (Act.FIND, Act.REFINE, Act.INSPIRE, Act.GIFT, Act.BUNDLE)
        if wish and reading.act in (Act.FIND, Act.REFINE, Act.INSPIRE, Act.GIFT, Act.BUNDLE):
            return replace(reading, act=act, confidence=confidence.GUESS)
        return Reading(
            act,
            confidence.GUESS,
            part.words,
            edits=part.sets() if wish else (),
            references=part.references if act in _OF_THE_SCREEN else (),
            topic=topic,
            text=part.leftover() if wish else "",
        )

    def _sure(self, reading: Reading, chances: dict[Act, float]) -> Reading:
        return replace(
            reading, confidence=self._heads.sureness(chances[reading.act], reading.confidence)
        )


def bounded(part: Part) -> bool:
    """Tell whether a price is set and nothing asked of the world: "nothing over 500"."""
    return bool(part.of(Kind.PRICE)) and (part.anything_shown or not asks(part.text))


def words_of(text: str) -> str:
    """Return as much of a text as the heads are given."""
    return " ".join(text.split()[:WORDS_MOST])


def second_opinion(embedder: Embedder | None) -> SecondOpinion | None:
    """Return the shipped heads on `embedder`; None where they cannot read its vectors."""
    if embedder is None:
        return None
    heads = shipped_heads()
    return SecondOpinion(heads, embedder) if heads.embedder == embedder.name else None
