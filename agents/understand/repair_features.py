"""What tells the words that a speaker takes back from those that stay.

Features of one cut: the forms of the words at its edges, and what is said again
after it. Names of features are the keys of the fitted weights.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.understand.edit_terms import Word
from retrieval.wordset import wordset

_CLASSES = (
    ("wh", wordset("what who whom whose which when where why how")),
    ("det", wordset("a an the this that these those some any my your his her its our their no")),
    ("prep", wordset("in on at of for from by with to under over about into between through "
                     "during against than as near after before since without within")),
    ("aux", wordset("is are was were be been am do does did has have had can could will would "
                    "shall should may might must")),
    ("pron", wordset("i you he she it we they me him us them there")),
    ("conj", wordset("and or but if because while so")),
)  # fmt: skip


_CLOSED = frozenset(name for name, _ in _CLASSES)
_NOUNS = frozenset({"cap", "other", "s"})
LONGEST_TERM = 24
"""Characters; longer terms are too rare to weigh each."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Words `start` to `term` are taken back, words up to `stop` say so."""

    start: int
    term: int
    stop: int


def word_class(word: Word | None) -> str:
    """Return the class of a word by its form."""
    if word is None:
        return "edge"
    for name, words in _CLASSES:
        if word.text in words:
            return name
    if word.number:
        return "num"
    if word.capital:
        return "cap"
    for ending in ("ing", "ed", "ly"):
        if word.text.endswith(ending) and len(word.text) > len(ending) + 2:
            return ending
    return "s" if word.text.endswith("s") and not word.text.endswith("ss") else "other"


def features(words: Sequence[Word], cut: Cut) -> Iterator[str]:
    """Yield the features of a cut; one may come several times.

    Args:
        words: The text.
        cut: What would be taken out; some word stays after it.
    """
    taken, later = words[cut.start : cut.term], words[cut.stop :]
    left = words[cut.start - 1] if cut.start else None
    yield from _of_term(words, cut)
    yield from _of_join(left, later[0])
    if not taken:
        yield "empty"
        yield f"empty:{word_class(later[0])}"
        return
    yield from _of_opening(words, cut, left)
    yield from _of_alignment(taken, later)


def _of_term(words: Sequence[Word], cut: Cut) -> Iterator[str]:
    """Yield what the edit term, its pauses and the length of the cut say."""
    kind = _kind(cut)
    said = " ".join(w.text for w in words[cut.term : cut.stop])
    yield f"any:{kind}"
    yield f"said:{said}" if len(said) < LONGEST_TERM else "said:long"
    yield f"length:{kind}:{min(cut.term - cut.start, 8)}"
    if words[cut.term].before and cut.term != cut.stop:
        yield "pause"
    if words[cut.stop].before:
        yield "pause after"


def _of_join(left: Word | None, first: Word) -> Iterator[str]:
    """Yield how the words fit that come to stand side by side."""
    before, again = word_class(left), word_class(first)
    yield f"left:{before}"
    yield f"join:{before}>{again}"
    if left is not None and before in _CLOSED:
        yield f"after word:{left.text}>{again}"
    if left is not None and left.text == first.text:
        yield "doubled"


def _of_opening(words: Sequence[Word], cut: Cut, left: Word | None) -> Iterator[str]:
    """Yield how the first word taken back and the first word after the term are alike."""
    taken, later, kind = words[cut.start : cut.term], words[cut.stop :], _kind(cut)
    opening, again, before = word_class(taken[0]), word_class(later[0]), word_class(left)
    yield f"opening:{opening}"
    yield f"pair:{opening}>{again}"
    if opening == again:
        yield "same class"
        if left is not None and opening not in _CLOSED:
            yield f"same class after:{before}"
    if taken[0].text == later[0].text:
        yield f"same word:{kind}"
        yield f"same word:{opening}"
        if len(taken) > 1 and len(later) > 1 and taken[1].text == later[1].text:
            yield f"same two:{kind}"
    elif any(w.text == later[0].text for w in words[: cut.term]):
        yield "same word elsewhere"
        if any(w.text == later[0].text for w in taken):
            yield "same word within"
    if cut.start == 0:
        yield from (f"all:{kind}", f"all:{again}", f"all:{opening}>{again}")
        if later[0].capital:
            yield "all:capital"
    if opening in _NOUNS and before in _NOUNS:
        yield f"within a phrase:{opening}{before}"
    if len(taken) == 1:
        yield f"one:{opening}>{again}"
        if opening == again:
            yield f"one for one:{again}"


def _of_alignment(taken: Sequence[Word], later: Sequence[Word]) -> Iterator[str]:
    """Yield how much of what is taken back is said again, word for word or class for class."""
    following = word_class(later[1]) if len(later) > 1 else "edge"
    if len(taken) > 1:
        second = word_class(taken[1])
        yield f"two:{second}>{following}"
        if second == following and word_class(taken[0]) == word_class(later[0]):
            yield "same two classes"
    aligned = later[len(taken) - 1] if len(later) >= len(taken) else None
    if word_class(taken[-1]) == word_class(aligned):
        yield "same end class"
        if aligned is not None and aligned.text == taken[-1].text:
            yield "same end word"
    near = {w.text for w in later[: len(taken) + 4]}
    common = sum(w.text in near for w in taken)
    yield f"common:{min(common, 4)}"
    if common == len(taken):
        yield "all said again"
    whole = {w.text for w in later}
    yield f"not said again:{min(sum(w.text not in whole for w in taken), 6)}"
    if any(word_class(w) == "wh" for w in taken):
        yield f"question within:{word_class(later[0])}"
    inner = sum(word_class(w) in ("prep", "aux", "wh", "conj") for w in taken[1:])
    yield f"inner:{min(inner, 3)}"


def _kind(cut: Cut) -> str:
    return "implicit" if cut.term == cut.stop else "term"
