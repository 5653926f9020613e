"""Products in a sentence: by name, by a code of letters and digits, by their place in the list."""

from agents.guard.item import NOUNS, Item, Kind
from agents.guard.lexicon import is_harmless
from agents.guard.scanning.sentence import Sentence
from agents.guard.units import UNITS
from agents.guard.verdict import Fault
from retrieval.wordset import wordset

NUMBERED = {"one": 0, "two": 1, "three": 2, "four": 3, "five": 4, "six": 5}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
_PLACES = {word: nth for nth, word in enumerate(_ORDINALS.split())} | {
    "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4,
}  # fmt: skip
_CODES = {"1": "st", "2": "nd", "3": "rd", "4": "th", "5": "th", "6": "th", "7": "th"}
_NO_PLACE = wordset("two three thing time place glance choice off look")
"""After "the first": no product of its own."""


def code(s: Sentence, i: int) -> Item | None:
    """Read "4K", "1080p", "2nd": letters and digits in one word."""
    token = s.tokens[i]
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    if token.number is None or after is None or not after.joined or not after.word:
        return None
    if _CODES.get(token.low[-1:]) == after.low or (after.low == "th"):
        return None
    if after.low in UNITS or len(after.low) > 2 or "-" in after.text:
        return None
    named = s.index.name_at(s.tokens, s.roots, i)
    phrase = s.index.phrase_at(s.roots, i)
    if phrase and len(phrase[0]) > 1:
        stop = i + len(phrase[0])
        return Item(Kind.CLAIM, i, stop, s.text(i, stop), keys=phrase[1])
    if named:
        return Item(Kind.NAME, i, named.stop, s.text(i, named.stop), places=named.places)
    return s.bad(i, i + 2, Fault.NUMBER)


def name(s: Sentence, i: int) -> Item | None:
    """Read the name of a product, or of several."""
    named = s.index.name_at(s.tokens, s.roots, i)
    if named is None:
        return None
    stop = named.stop
    if stop < len(s.tokens) and _more_name(s, stop, named.places):
        return s.bad(i, stop + 1, Fault.NAME)
    return Item(Kind.NAME, i, stop, s.text(i, stop), places=named.places)


def place(s: Sentence, i: int) -> Item | None:
    """Read a product's place in the list: "the second one", "number two"."""
    low, before, after = s.low(i), s.low(i - 1), s.low(i + 1)
    if low in _PLACES and i == 0 and after in (",", "is", "up", ":"):
        if after == "up":
            return s.make(Kind.FILLER, i, i + 2)
        if low != "first" or after == "is":
            return _at_place(s, i, i + 1, _PLACES[low])
    if low in _PLACES and before in ("the", "this", "that", "and", "or", "a"):
        if before == "a" or after in _NO_PLACE:
            return None
        return _at_place(s, i, i + 1, _PLACES[low])
    token = s.tokens[i]
    if token.number is not None and after in ("st", "nd", "rd", "th"):
        return _at_place(s, i, i + 2, int(token.number) - 1)
    if low in ("number", "option", "product", "item") and i + 1 < len(s.tokens):
        number = s.tokens[i + 1].number
        nth = NUMBERED.get(after)
        if number is not None and number == int(number):
            nth = int(number) - 1
        if nth is not None and s.low(i + 2) not in UNITS:
            return _at_place(s, i, i + 2, nth)
    return None


def _more_name(s: Sentence, at: int, places: frozenset[int]) -> bool:
    """Say whether a name goes on with what is not in it: "Rokanda Cascade"."""
    token = s.tokens[at]
    if token.number is not None:
        numbered = any(w.isdigit() for p in places for w in s.index.names[p])
        return numbered and token.low.isdigit() and s.low(at + 1) in ("", ",", "is", "at")
    if not token.word or not token.capital or token.first:
        return False
    if s.roots[at] in s.index.name_words:
        return True
    return not is_harmless(token.low) and s.index.phrase_at(s.roots, at) is None


def _at_place(s: Sentence, i: int, stop: int, nth: int) -> Item:
    if not 0 <= nth < len(s.index.known):
        return s.bad(i, stop, Fault.REFERENT)
    if s.low(stop) in NOUNS:
        stop += 1
    return Item(Kind.NAME, i, stop, s.text(i, stop), places=frozenset({nth}))
