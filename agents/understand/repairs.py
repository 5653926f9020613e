"""A text as its speaker put it right: "is the cat no the dog big" is "is the dog big".

For words that no catalog knows; `repaired` does the same by the values of a
shop. An edit term (`edit_terms`) says where the repair begins; where the part
that is taken back begins is ranked by a log-linear model over the forms of the
words, whose weights `python -m evals.train_repairs` fits. Source of the method:
noisy retracing and reparandum alignment as in Heeman and Allen (1999); of the
kinds of repair: Disfl-QA (Gupta et al., 2021).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from agents.understand.edit_terms import Word, find_pauses, find_terms
from agents.understand.repair_features import Cut, features

LONGEST_TAKEN_BACK = 14
"""Words before an edit term that can be taken back, but for all of them."""
STEPS_MOST = 3
WORDS_MOST = 120
"""Of a longer text nothing is repaired: it is no spoken sentence."""
_PIECE = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_LEFT_AT_END = frozenset({"rather", "actually", "instead", "sorry", "no", "wait"})
_ASKS = (("tell", "me"), ("but",), ("that", "should", "be"), ("i", "am", "wondering"),
         ("i", "want", "to", "know"), ("can", "you", "tell", "me"),
         ("i", "wanted", "to", "know"), ("let", "me", "ask"), ("what", "i", "want", "to", "know",
         "is"), ("how", "about"))  # fmt: skip
"""Said after an edit term before the question begins anew."""
_QUESTION = frozenset({"what", "who", "whom", "whose", "which", "when", "where", "why", "how"})
IMPLICIT_WITHIN = 7
"""Words from the start in which a question may begin anew without an edit term."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word with its place in the text."""

    word: Word
    start: int
    end: int


def fluent(text: str) -> str:
    """Return `text` without what was taken back in it, and without the words that say so.

    Args:
        text: A sentence or two, as spoken or transcribed.

    Returns:
        The text as it is where nothing was taken back.
    """
    pieces = _pieces(text)
    if len(pieces) > WORDS_MOST:
        return text
    kept = list(range(len(pieces)))
    for _ in range(STEPS_MOST):
        words = [pieces[i].word for i in kept]
        cut = best_cut(words, weights())
        if cut is None:
            break
        kept = kept[: cut.start] + kept[cut.stop :]
    if len(kept) == len(pieces):
        return text
    while kept and pieces[kept[-1]].word.text in _LEFT_AT_END:
        kept.pop()
    return _joined(text, pieces, kept)


def best_cut(words: Sequence[Word], weights: Mapping[str, float], least: float = 0.0) -> Cut | None:
    """Return the likeliest words to take out of `words`; None where likeliest is none.

    Args:
        words: The text.
        weights: Of the features.
        least: The score that a cut must exceed: the logarithm of its odds against none.
    """
    best, best_score = None, least
    for cut in cuts(words):
        score = sum(weights.get(name, 0.0) for name in features(words, cut))
        if score > best_score:
            best, best_score = cut, score
    return best


def cuts(words: Sequence[Word]) -> Iterator[Cut]:
    """Yield everything that could be taken out: from some word up to the end of an edit term."""
    for term in (*find_terms(words), *find_pauses(words)):
        for stop in _stops(words, term.stop):
            if stop >= len(words):
                continue
            for start in range(max(0, term.start - LONGEST_TAKEN_BACK), term.start + 1):
                yield Cut(start, term.start, stop)
            if term.start > LONGEST_TAKEN_BACK:
                yield Cut(0, term.start, stop)
    for at in range(1, min(IMPLICIT_WITHIN, len(words) - 2)):
        if words[at].text in _QUESTION:
            yield Cut(0, at, at)
        for start in range(max(0, at - 4), at):
            twice = words[start].text == words[at].text
            if twice and (at - start > 1 or words[at].text not in ("very", "no", "that")):
                yield Cut(start, at, at)


def _stops(words: Sequence[Word], stop: int) -> Iterator[int]:
    """Yield where the repair may begin: after the term, and after "tell me" behind it."""
    yield stop
    for phrase in _ASKS:
        if tuple(w.text for w in words[stop : stop + len(phrase)]) == phrase:
            yield stop + len(phrase)


@cache
def weights() -> Mapping[str, float]:
    """Return the weights of the features, as fitted."""
    source = files("agents.understand").joinpath("data", "repair_weights.json")
    fitted = json.loads(source.read_text(encoding="utf-8"))["weights"]
    return {str(name): float(value) for name, value in fitted.items()}


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    end = 0
    for match in _PIECE.finditer(text):
        raw = match.group()
        before = text[end : match.start()].strip()
        word = Word(
            raw.lower().replace("’", "'"), before, raw[0].isupper(), raw[0].isdigit()
        )  # fmt: skip
        pieces.append(_Piece(word, match.start(), match.end()))
        end = match.end()
    return pieces


def words_of(text: str) -> list[Word]:
    """Return the words of a text as `best_cut` reads them."""
    return [piece.word for piece in _pieces(text)]


def _joined(text: str, pieces: list[_Piece], kept: list[int]) -> str:
    """Return the words that stay with their marks, the first one with a capital."""
    said: list[str] = []
    for k, i in enumerate(kept):
        start = pieces[i - 1].end if i and k and kept[k - 1] == i - 1 else pieces[i].start
        said.append(
            ("" if start != pieces[i].start or not k else " ") + text[start : pieces[i].end]
        )
    whole = "".join(said)
    tail = text[pieces[-1].end :]
    if text[:1].isupper():
        whole = whole[:1].upper() + whole[1:]
    return whole + tail
