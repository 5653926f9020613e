"""What of a model's text may be spoken: filled, checked by the guard, within its length.

Whole sentences are let through or refused; of a sentence whose first clause was heard already,
the rest. Nothing is let through that was said before.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from agents.guard.verdict import Fault, Refusal, Verdict
from agents.phrasing.cards import Card
from agents.phrasing.joined import ended, is_open, joined
from agents.phrasing.placeholders import Placeholders
from agents.phrasing.thoughts import unquoted
from agents.reply.sentences import clauses, sentences

SENTENCES_MOST = 3
"""Of a whole reply, what code says included; a fourth is talked over (`agents.reply.plan`)."""
WORDS_MOST = 60
"""Of a whole reply: about twenty seconds of speech."""
_WORD = re.compile(r"[\w$€£.%']*\w")
_TELLS_NOTHING = frozenset(
    {"a", "an", "the", "and", "or", "but", "for", "to", "of", "in", "on", "at", "with", "is", "are"}
    | {"was", "be", "it", "its", "it's", "they", "they're", "this", "that", "these", "those", "i"}
    | {"there", "there's", "here", "here's", "i'd", "i've", "you", "your", "we", "so", "then"}
    | {"also", "both", "all", "a", "one", "two", "three", "found", "have", "has", "got", "great"}
    | {"good", "some", "ones", "option", "options", "choices", "picks", "sure", "okay"}
)
"""A sentence of these alone only leads to what follows: "Here are three great options." """


class Checks(Protocol):
    """A fact guard over the clauses of one reply: `agents.guard.guard.Guard`."""

    def check(self, clause: str) -> Verdict:
        """Return what is wrong with the next clause."""

    def hear(self, clause: str) -> None:
        """Note a clause that code composed."""

    def fork(self) -> "Checks":
        """Return a copy that has heard the same clauses."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What came of one sentence."""

    clauses: tuple[str, ...] = ()
    """To be spoken; none if it says nothing new, or is refused."""
    refusals: tuple[Refusal, ...] = ()
    full: bool = False
    """Whether the reply is as long as it may be: what follows is not wanted."""


class Spoken:
    """What was spoken of one reply so far, and what may be spoken next.

    Args:
        guard: Makes what checks a model's words and hears those of code; takes milliseconds,
            and is called once, when it is needed or by `get_ready`.
        cards: What placeholders stand for.
        asks: The question that code asks at the end, or nothing.
    """

    def __init__(self, guard: Callable[[], Checks], cards: Sequence[Card], asks: str) -> None:
        self.clauses: list[str] = []
        self._make_guard = guard
        self._guard: Checks | None = None
        self._placeholders = Placeholders(cards)
        self._told = [card.name.casefold() for card in cards]
        self._room = SENTENCES_MOST - bool(asks)
        self._words = WORDS_MOST - len(asks.split())

    @property
    def text(self) -> str:
        """Everything that was spoken."""
        return " ".join(self.clauses)

    def get_ready(self) -> None:
        """Make the guard now, while a model is waited for."""
        self._ready()

    def _ready(self) -> Checks:
        if self._guard is None:
            self._guard = self._make_guard()
            for clause in self.clauses:
                self._guard.hear(clause)
        return self._guard

    def by_code(self, clause: str) -> None:
        """Note words of the templates: they are heard by the guard, and not judged."""
        if self._guard is not None:
            self._guard.hear(clause)
        self.clauses.append(clause)

    def by_model(self, sentence: str, last: bool = True, own: bool = False) -> Passed:
        """Return what of a model's sentence may be spoken, and note it as spoken.

        Args:
            sentence: As it was written, or its first clause.
            last: Whether it ends here; False for a first clause.
            own: Whether it goes on a sentence that the same answer began.
        """
        if last and not own and sentence.endswith(":"):
            return Passed()  # "Here's my answer:" above the answer is for the eye
        filled = self._placeholders.fill(unquoted(sentence))
        if filled.unknown:
            wrong = (Refusal(Fault.UNKNOWN, u, "no such placeholder") for u in filled.unknown)
            return Passed(refusals=tuple(wrong))
        text = filled.text if own else joined(self.text, filled.text)
        if last:
            text = ended(text)
        if not re.search(r"\w", text):
            return Passed()
        goes_on = is_open(self.text)
        if text.endswith("?") or (not goes_on and self._says_nothing_new(text)):
            return Passed()
        count = len(sentences(self.text)) + (not goes_on)
        if count > self._room or len(self.text.split()) + len(text.split()) > self._words:
            return Passed(full=True)
        pieces = (text,) if not last else _pieces(text, first=not self.clauses)
        pieces = self._once(pieces)
        trial = self._ready().fork()
        for piece in pieces:
            verdict = trial.check(piece)
            if not verdict.ok:
                return Passed(refusals=verdict.refusals)
        self._guard = trial
        self.clauses.extend(pieces)
        return Passed(pieces, full=last and count >= self._room)

    def _once(self, pieces: tuple[str, ...]) -> tuple[str, ...]:
        """Return the clauses of a sentence up to the first that was said already.

        A small model that goes round in circles does so within one sentence too.
        """
        said = {_words_of(clause) for clause in self.clauses}
        for place, piece in enumerate(pieces):
            words = _words_of(piece)
            if words in said:
                kept = pieces[:place]
                return (*kept[:-1], ended(kept[-1])) if kept else ()
            said.add(words)
        return pieces

    def _says_nothing_new(self, text: str) -> bool:
        """Say whether every word of `text` that tells something was heard already."""
        words = _words_of(text)
        new = words - _TELLS_NOTHING - _words_of(self.text)
        return not new and bool(self.clauses or not words)


def _words_of(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(text))


def _pieces(text: str, first: bool) -> tuple[str, ...]:
    """Return a sentence in clauses for the voice, as the templates' own are cut."""
    return clauses([text]) if first else clauses(["", text])[1:] or (text,)
