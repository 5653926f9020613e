"""Which terms of the shop a transcript may have meant, before the audio is asked.

Pure text and sound. Finds the stretches that sound like a term, leaves out those that are a
term already, and says of each how far it sounds and how sensible the words are that were
heard. `decision` weighs them.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from speech.sound_alike.index import FARTHEST, TermIndex, singular, words_key
from speech.sound_alike.openings import openings_of
from speech.sound_alike.pronunciation import phones_of
from speech.sound_alike.spans import GRAMMAR, Span, Token, replaced, spans_of, tokens_of
from speech.sound_alike.term import Term
from speech.transcript import Word

NEAR_EACH = 3
"""Terms looked at for one stretch of words."""

FAR_STRANGE = 0.20
FAR_STRANGE_PER_DOUBT = 0.25
FAR_PER_DOUBT = 0.6
FAR_ORDINARY = 0.36
"""How far a term may sound to be asked about: from a strange word that the recogniser is sure
of, and how much farther the less sure it is; from ordinary words for their doubt alone, and at
most. Looser bounds (.42, and .10 + .5 of the doubt) ask the audio at 25 % of ordinary
sentences, these at 14 %; of 294 lost terms the looser bring back 186, these 178."""

FARTHER_ON_SCREEN = 0.15
"""How much farther a name may sound that the shopper sees: there are few, and "done it" is .33
from "Dunnock". With .06 it was lost where the recogniser gave it .6."""

_EDGE = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a transcript and the term that it may have been."""

    span: Span
    heard: str
    """As it stands in the transcript."""
    term: Term
    text: str
    """The transcript with the term in place."""
    distance: float
    """Of the sounds: 0 for none, `index.FARTHEST` at most."""
    strange: bool
    """A word of the stretch is no ordinary English."""
    known: bool
    """All its words are words of the shop's terms."""
    doubt: float
    """1 less the recogniser's probability of the stretch's least likely word; 0.5 if it gave
    none."""
    on_screen: bool


def same_words(text: str, index: TermIndex) -> str:
    """Return `text` with terms that were written in pieces written as the catalog does.

    "Plum Field" becomes "Plumfield": the same letters, so nothing is asked of the audio. Only
    stretches without words of grammar: "in door" may be two words.
    """
    at = 0
    while True:
        tokens = tokens_of(text)
        spans = list(spans_of(tokens))
        whole = _fixed(spans, [index])
        for span in spans:
            pieces = _pieces(span.text)
            if span.first < at or pieces < 2 or GRAMMAR.intersection(span.words):
                continue
            if any(
                a <= span.first and span.last <= b and b - a >= len(span.words) for a, b in whole
            ):
                continue  # "sun glasses" in the term "Black Sun Glasses"
            term = index.spelled(words_key(span.text))
            if term is not None and _pieces(term.text) < pieces:
                text = replaced(text, tokens, span, term.text)
                at = span.first + 1
                break
        else:
            return text


def candidates_of(
    text: str,
    words: Sequence[Word],
    indexes: Sequence[TermIndex],
    ordinary: Set[str],
) -> list[Candidate]:
    """Return what the stretches of `text` may have been, in no order.

    Usually nothing: ordinary words that are sure, and far from every term.

    Args:
        text: A transcript.
        words: Its words with their probabilities; may be empty.
        indexes: Of the screen and of the shop. The last holds the whole shop.
        ordinary: Common English words in lower case.
    """
    tokens = tokens_of(text)
    probabilities = _probabilities(tokens, words)
    spans = list(spans_of(tokens))
    fixed = _fixed(spans, indexes)
    found: list[Candidate] = []
    seen: set[tuple[int, int, str]] = set()
    for span in spans:
        if any(first <= span.first and span.last <= last for first, last in fixed):
            continue
        strange = any(_strange(word, ordinary, indexes[-1]) for word in span.words)
        doubt = 1.0 - min(probabilities[span.first : span.last + 1])
        for number, index in enumerate(indexes):
            on_screen = number < len(indexes) - 1
            within = farthest(strange, doubt) + (FARTHER_ON_SCREEN if on_screen else 0.0)
            for near in index.near(span.text, min(within, FARTHEST), NEAR_EACH):
                key = (span.first, span.last, near.term.text.lower())
                term = _as_heard(near.term, span)
                if key in seen or _changes_little(span, term):
                    continue
                seen.add(key)
                found.append(
                    Candidate(
                        span=span,
                        heard=text[tokens[span.first].start : tokens[span.last].end],
                        term=term,
                        text=replaced(text, tokens, span, term.text),
                        distance=near.distance,
                        strange=strange,
                        known=all(word in indexes[-1].words for word in span.words),
                        doubt=doubt,
                        on_screen=on_screen,
                    )
                )
    if len(indexes) > 1:
        taken = [(first, last) for first, last in fixed if not first]
        for span, term, apart in openings_of(spans, probabilities):
            if taken:
                break
            found.append(
                Candidate(
                    span=span,
                    heard=text[tokens[span.first].start : tokens[span.last].end],
                    term=term,
                    text=replaced(text, tokens, span, term.text),
                    distance=apart,
                    strange=False,
                    known=False,
                    doubt=1.0 - min(probabilities[span.first : span.last + 1]),
                    on_screen=False,
                )
            )
    return found


def _pieces(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text.replace("'", "")))


def farthest(strange: bool, doubt: float) -> float:
    """Return how far a term may sound from what was heard to be asked about.

    Args:
        strange: Whether a word is no ordinary English.
        doubt: 0..1, the recogniser's.
    """
    if strange:
        return min(FAR_STRANGE + FAR_STRANGE_PER_DOUBT * doubt, FARTHEST)
    return min(FAR_PER_DOUBT * doubt, FAR_ORDINARY)


def _fixed(spans: Sequence[Span], indexes: Sequence[TermIndex]) -> list[tuple[int, int]]:
    """Return the stretches that are terms of the shop as they stand."""
    return [
        (span.first, span.last)
        for span in spans
        if any(words_key(span.text) in index.written for index in indexes)
    ]


def _as_heard(term: Term, span: Span) -> Term:
    """Return a kind of product in the number that was heard: "bic helmet" is no "bike helmets"."""
    one = singular(term)
    hissing = phones_of(span.text).endswith(("s", "z")) and not phones_of(one).endswith(("s", "z"))
    several = one == term.text or span.text.endswith("s") or hissing
    return term if several else Term(one, term.kind)


def _changes_little(span: Span, term: Term) -> bool:
    """Whether the term would only drop or bend words: "by Keldan", "lamp" for "lamps"."""
    heard, meant = words_key(span.text), words_key(term.text)
    return meant in heard or heard.removesuffix("s") == meant.removesuffix("s")


def _strange(word: str, ordinary: Set[str], shop: TermIndex) -> bool:
    plain = word.removesuffix("'s")
    if plain in ordinary or plain in GRAMMAR or plain in shop.words:
        return False
    for ending in ("s", "es", "ed", "ing", "er", "ly"):
        root = plain.removesuffix(ending)
        if root != plain and (root in ordinary or root + "e" in ordinary):
            return False
    return not all(part in ordinary for part in re.split(r"[-.&']", plain))


def _probabilities(tokens: Sequence[Token], words: Sequence[Word]) -> list[float]:
    """Return a probability for each token: the recogniser's words hold one token or several."""
    found: list[float] = []
    rest = [
        (_EDGE.sub("", word.text).lower().replace("’", "'"), word.probability) for word in words
    ]
    at = 0
    for token in tokens:
        ahead = next((i for i in range(at, len(rest)) if token.word in rest[i][0]), None)
        if ahead is None:
            found.append(0.5)
            continue
        found.append(rest[ahead][1])
        at = ahead if rest[ahead][0] != token.word else ahead + 1
    return found
