"""What a sentence says of a product: sizes, figures, comparisons of a measure, and claims."""

from dataclasses import replace

from agents.guard.figures import figure_at
from agents.guard.item import Item, Kind
from agents.guard.known import Key
from agents.guard.lexicon import function_words, is_harmless
from agents.guard.metrics import metric_at
from agents.guard.scanning.joints import NEGATIONS, THAN
from agents.guard.scanning.sentence import Sentence
from retrieval.wordset import wordset

_BEFORE_SIZE = wordset("size sizes a an in and or to , the")
_OF_TWO = (["of", "these", "two"], ["of", "the", "first", "two"])
_DOWN: frozenset[Key] = frozenset({("material", "down")})
_FILLINGS = wordset("filling filled insulation feathers")
_AFTER_FILLING = _FILLINGS | {"", ",", "and"}
_BEFORE_FILLING = wordset("is are of from with in and goose")


def size(s: Sentence, i: int) -> Item | None:
    """Read a size that is a word or a letter, or a number after "size" or "in a"."""
    found = s.index.phrase_at(s.roots, i)
    if found is None:
        return None
    phrase, keys = found
    if not any(kind == "size" for kind, _ in keys):
        return None
    letter = len(phrase) == 1 and len(phrase[0]) <= 2 and phrase[0].isalpha()
    if letter and not (s.low(i - 1) in _BEFORE_SIZE and s.tokens[i].capital):
        return None
    stop = i + len(phrase)
    return Item(Kind.CLAIM, i, stop, s.text(i, stop), keys=keys)


def figure(s: Sentence, i: int) -> Item | None:
    """Read a price, a rating, a measure or a count."""
    found = figure_at(s.tokens, i)
    if found is None:
        return None
    if (s.low(i - 2), s.low(i - 1)) == ("out", "of") and found.values[0] == 5:
        return s.make(Kind.FILLER, i, found.stop)
    return Item(Kind.FIGURE, i, found.stop, s.text(i, found.stop), figure=found)


def metric(s: Sentence, i: int) -> Item | None:
    """Read "cheaper", "the lightest": a measure in which products differ."""
    found = metric_at([token.low for token in s.tokens], i)
    if found is None:
        return None
    measure, stop = found
    if measure.sign and s.low(i - 1) == "the" and _of_two(s, stop):
        measure = replace(measure, most=True)
    kind = Kind.MOST if measure.most else Kind.MORE
    return Item(kind, i, stop, s.text(i, stop), metric=measure)


def claim(s: Sentence, i: int) -> Item | None:
    """Read a phrase that stands for a fact."""
    low = s.low(i)
    if low == "down" and _is_filling(s, i):
        stop = i + 1 + (s.low(i + 1) in _FILLINGS)
        return Item(Kind.CLAIM, i, stop, low, keys=_DOWN)
    found = s.index.phrase_at(s.roots, i)
    if found is None:
        return None
    phrase, keys = found
    if len(phrase) == 1 and _joins(low):
        return None
    stop = i + len(phrase)
    return Item(Kind.CLAIM, i, stop, s.text(i, stop), keys=keys)


def _of_two(s: Sentence, i: int) -> bool:
    """Say whether "the cheaper" goes on "of the two", which makes it the cheapest."""
    words = [token.low for token in s.tokens[i : i + 4]]
    return words[:3] == ["of", "the", "two"] or words in _OF_TWO


def _is_filling(s: Sentence, i: int) -> bool:
    """Tell the down of a jacket from the word of "down from $50"."""
    return s.low(i + 1) in _AFTER_FILLING and s.low(i - 1) in _BEFORE_FILLING


def _joins(low: str) -> bool:
    """Say whether a word by itself claims nothing."""
    return low in NEGATIONS or low in THAN or low in function_words() or is_harmless(low)
