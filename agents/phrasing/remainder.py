"""What the templates still have to say when a model said a part of a reply, or none of it.

A model that falls silent has perhaps named one product of three. What was heard is not said
again; what has not been heard is, in the templates' words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.phrasing.cards import Card
from agents.phrasing.joined import closing, is_open, joined
from agents.reply.names import LISTED_WORDS, PLACES, listed
from agents.reply.sentences import clauses, sentences
from agents.understand.words import FUNCTION_WORDS, stem

_TOGETHER = re.compile(r"\b(?:both|neither|either|all (?:two|three|of them)|none of them)\b", re.I)
"""Words for products that were named before."""
_WORD = re.compile(r"[a-z]{3,}")
ANSWERED = 0.5
"""Share of a sentence's own words that a model's telling of it holds: "it is not waterproof" for
"No, it's only water-resistant" holds one of two."""
_UNKNOWN = "The listings don't say"
"""Behind something that a listing does say, this alone would deny it."""
_AMOUNT = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Draft:
    """The templates' reply, apart by who may say what."""

    told: tuple[str, ...]
    """Sentences that a model may say in its own words."""
    asks: str = ""
    """The question that code asks in any case, behind them."""
    before: str = ""
    """The reply before this one: a product that it named can be "it" in this one."""
    answers: bool = False
    """Whether it answers a question: no sentence of it may then be lost."""

    @property
    def text(self) -> str:
        return " ".join(self.told)


def draft_of(
    clauses_said: Sequence[str], asking: bool, before: str = "", answers: bool = False
) -> Draft:
    """Return the templates' clauses apart.

    Args:
        clauses_said: Of the reply.
        asking: Whether the dialogue waits for an answer to its last sentence.
        before: The reply before.
        answers: Whether it answers a question.
    """
    all_said = sentences(" ".join(clauses_said))
    if asking and all_said and all_said[-1].endswith("?"):
        return Draft(all_said[:-1], all_said[-1], before, answers)
    return Draft(all_said, before=before, answers=answers)


def still_to_say(draft: Draft, spoken: str, cards: Sequence[Card]) -> tuple[str, ...]:
    """Return the clauses that complete a reply.

    Args:
        draft: The templates' reply.
        spoken: What was heard of a model, or of the draft itself.
        cards: The products that the reply speaks of.

    Returns:
        Clauses behind which the reply is whole: every product that the draft names is named
        in it, every sentence is ended, and the question is asked.
    """
    said: list[str] = []
    for sentence in _left(draft, spoken, cards):
        said += _behind(" ".join([spoken, *said]).strip(), sentence)
    whole = " ".join([spoken, *said]).strip()
    end = closing(whole, many=len(cards) != 1)
    if end:
        said.append(end)
    if draft.asks and draft.asks not in whole:
        said.append(draft.asks)
    return tuple(said)


def _left(draft: Draft, spoken: str, cards: Sequence[Card]) -> list[str]:
    if not spoken:
        return list(draft.told)
    if draft.told and draft.text.startswith(spoken):
        # All that was heard is the draft's own beginning: it goes on where it stopped.
        rest = draft.text[len(spoken) :].strip()
        return [rest] if is_open(spoken) else list(sentences(rest))
    left: list[str] = []
    if draft.answers:
        unsaid = [sentence for sentence in draft.told if not _answered(sentence, spoken, cards)]
        return [
            f"Beyond that, the{sentence[3:]}" if sentence.startswith(_UNKNOWN) else sentence
            for sentence in unsaid
        ]
    unheard = [c for c in cards if names(draft.text, c) and not names(spoken, c)]
    if len(cards) == 1 or _TOGETHER.search(spoken):
        unheard = [c for c in unheard if not _named_before(draft.before, c)]
    for place, sentence in enumerate(draft.told):
        of = [c for c in cards if names(sentence, c)]
        if not of:
            # A sentence about all of them: new if most of its numbers were not heard. What
            # leads to a list ("Here are two of 17 boots.") is not said behind the list.
            amounts = set(_AMOUNT.findall(sentence))
            new = amounts - set(_AMOUNT.findall(spoken))
            leads = place == 0 and len(draft.told) > 1
            if 2 * len(new) > len(amounts) and not (leads or unheard) and sentence not in spoken:
                left.append(sentence)
        elif all(c in unheard for c in of):
            left.append(sentence)
            unheard = [c for c in unheard if c not in of]
    if unheard:
        items = [f"the {c.name} {'from' if c.price.at_least else 'at'} {c.price}" for c in unheard]
        left.append(f"There's also {listed(items)}.")
    return left


def _answered(sentence: str, spoken: str, cards: Sequence[Card]) -> bool:
    """Say whether what a sentence of an answer tells was heard: its amounts, and its words."""
    named = {word for card in cards for word in _content(card.product.title)}
    told, heard = _content(sentence) - named, _content(spoken)
    if not set(_AMOUNT.findall(sentence)) <= set(_AMOUNT.findall(spoken)):
        return False
    return len(told & heard) >= ANSWERED * len(told)


def _content(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.casefold())} - FUNCTION_WORDS


def _behind(spoken: str, sentence: str) -> list[str]:
    """Return a sentence of the templates in clauses, as it goes on behind what was heard."""
    if is_open(spoken) and sentence[:1].islower():
        return list(clauses([sentence]))
    return list(clauses([joined(spoken, sentence)]))


def _named_before(before: str, card: Card) -> bool:
    """Say whether the reply before named a product, perhaps shorter, as lists do."""
    short = " ".join(card.name.split()[:LISTED_WORDS])
    return names(before, card) or short.casefold() in before.casefold()


def names(text: str, card: Card) -> bool:
    """Say whether `text` names a product, by its name, its title or its place."""
    words = text.casefold()
    if card.name.casefold() in words or card.product.title.casefold() in words:
        return True
    place = PLACES[card.number] if card.number < len(PLACES) else ""
    return bool(place) and re.search(rf"\bthe {place}\b", words) is not None
