"""Where a speaker breaks off to put something right: "no wait", "I mean", "or rather".

Source of the kinds of term: Disfl-QA (Gupta et al., 2021); none of its text is here.
Says where such words stand, not what they take back (`repairs`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.wordset import wordset


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an utterance as the reader of repairs sees it."""

    text: str
    """Lower case, without the marks around it."""
    before: str = ""
    """The marks between the word before and this one."""
    capital: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Words from `start` up to, not including, `stop` that announce a repair."""

    start: int
    stop: int
    sure: bool
    """Whether the words alone say that something is taken back: "I mean", but not "no"."""


_FILLER = wordset(
    "uh um uhh umm er err erm ah oh hmm hm ugh eh well like so and ok okay hey doh huh ooh"
)
_SURE = (
    ("no", "wait"), ("wait", "no"), ("or", "rather"), ("no", "rather"), ("i", "mean"),
    ("i", "meant"), ("scratch", "that"), ("strike", "that"), ("make", "that"), ("or", "wait"),
    ("no", "sorry"), ("sorry", "no"), ("actually", "no"), ("no", "actually"), ("no", "no"),
    ("or", "actually"), ("my", "bad"), ("not", "that"), ("sorry", "i", "mean"),
    ("or", "no"), ("better", "yet"), ("i", "should", "say"), ("what", "i", "mean", "is"),
    ("what", "i", "meant", "was"), ("i", "meant", "to", "say"), ("i", "mean", "to", "say"),
    ("i", "wanted", "to", "say"), ("let", "me", "rephrase"), ("let", "me", "correct", "that"),
    ("let", "me", "rephrase", "that"), ("let", "me", "start", "over"), ("let", "me", "ask"),
    ("forget", "that"), ("forget", "it"), ("ignore", "that"), ("no", "not", "that"),
    ("not", "that"), ("that", "is", "not", "right"), ("that", "is", "wrong"), ("that's", "wrong"),
    ("that's", "not", "right"), ("wait", "a", "second"), ("wait", "a", "minute"),
    ("hold", "on"), ("hang", "on"), ("excuse", "me"), ("pardon", "me"), ("on", "second", "thought"),
    ("on", "second", "thoughts"), ("i", "take", "that", "back"), ("take", "that", "back"),
    ("change", "that", "to"), ("make", "it"), ("i'm", "sorry"), ("im", "sorry"),
    ("i", "am", "sorry"),
    ("what", "am", "i", "saying"), ("what", "was", "i", "saying"), ("or", "was", "it"),
    ("or", "is", "it"), ("that", "is", "to", "say"), ("i", "said", "that", "wrong"),
    ("or", "should", "i", "say"), ("should", "i", "say"), ("let's", "say"), ("let", "us", "say"),
    ("let's", "make", "that"), ("let", "us", "make", "that"), ("let's", "make", "it"),
    ("let", "us", "make", "it"), ("i", "misspoke"), ("cancel", "that"), ("correct", "that"),
    ("correction",), ("rather",), ("oops",), ("whoops",), ("oopsie",), ("nope",), ("nah",),
    ("sorry",), ("apologies",), ("shoot",), ("darn",), ("dang",), ("geez",), ("actually",),
    ("i", "changed", "my", "mind"), ("never", "mind"), ("nevermind",), ("disregard", "that"),
    ("not", "what", "i", "meant"), ("wrong", "word"), ("my", "mistake"), ("silly", "me"),
    ("i", "got", "that", "wrong"), ("i", "was", "wrong"), ("that", "came", "out", "wrong"),
    ("i", "take", "it", "back"), ("switch", "that", "to"), ("change", "it", "to"),
    ("that", "is", "not", "what", "i", "meant"), ("whoa",), ("did", "i", "say"),
    ("instead",), ("wait",), ("or", "meant", "to", "say"), ("meant", "to", "say"),
    ("no",), ("or",),
)  # fmt: skip
"""Longest first is not needed: the longest that fits is taken."""
_ALONE = frozenset({"no", "actually", "instead", "rather", "sorry", "wait", "or", "not", "make it",
                    "hold on", "hang on", "excuse me", "let us say", "let's say", "nope", "nah",
                    "i'm sorry", "i am sorry", "im sorry", "shoot", "forget it", "like",
                    "or is it", "not that", "never mind", "nevermind", "whoa", "better yet",
                    "make that"})  # fmt: skip
_NEVER_ALONE = frozenset({"or", "not", "like", "well", "so", "and", "ok", "okay"})
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _term in sorted(_SURE, key=len, reverse=True):
    _BY_FIRST.setdefault(_term[0], []).append(_term)
_BEFORE_TERM = _FILLER - {"like", "so", "and"} | {"yeah", "yes", "god", "gosh"}


def find_terms(words: Sequence[Word]) -> list[Term]:
    """Return the runs of edit terms and fillers in `words`, in order.

    A run may begin or end with fillers ("uh no", "no um"); one of fillers alone is no term.
    """
    terms: list[Term] = []
    i = 1
    while i < len(words):
        stop, said = _run(words, i)
        if said:
            together = " ".join(said)
            sure = len(said) > 1 or said[0] not in _ALONE
            if together not in _NEVER_ALONE:
                terms.append(Term(i, stop, sure))
            i = max(stop, i + 1)
        else:
            i += 1
    return terms


def find_pauses(words: Sequence[Word]) -> list[Term]:
    """Return the runs of fillers ("uh", "or er") and each "or": they may announce a repair."""
    pauses: list[Term] = []
    i = 1
    while i < len(words):
        stop = i
        while stop < len(words) and (
            words[stop].text in _PAUSES or (words[stop].text in ("or", "like") and stop <= i + 1)
        ):
            stop += 1
        if stop > i and words[i].text != "like":
            pauses.append(Term(i, stop, sure=False))
        i = max(stop, i + 1)
    return pauses


_PAUSES = _FILLER - wordset("like so and well ok okay hey")


def _run(words: Sequence[Word], start: int) -> tuple[int, list[str]]:
    """Return where the run from `start` ends, and the edit terms in it."""
    said: list[str] = []
    i = stop = start
    while i < len(words):
        term = _term_at(words, i)
        if term:
            said.append(" ".join(term))
            i += len(term)
            stop = i
        elif words[i].text in (_FILLER if said else _BEFORE_TERM):
            i += 1
        else:
            break
    # Fillers after the last term belong to the run: "no, um, blue".
    while said and stop < len(words) and words[stop].text in _FILLER - {"like", "so", "and"}:
        stop += 1
    return stop, said


def _term_at(words: Sequence[Word], i: int) -> tuple[str, ...] | None:
    for term in _BY_FIRST.get(words[i].text, ()):
        if i + len(term) <= len(words) and all(
            words[i + k].text == word for k, word in enumerate(term)
        ):
            return term
    return None


MARKS = re.compile(r"[,;:.!?—–…-]+")
