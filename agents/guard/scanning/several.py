"""Words for products that are named elsewhere: "it", "the other one", "both", "the first two"."""

from agents.guard.item import BE, NOUNS, Item, Kind
from agents.guard.scanning.products import NUMBERED
from agents.guard.scanning.sentence import Sentence
from agents.guard.units import UNITS
from retrieval.wordset import wordset

_ONE = wordset("it its itself this")
_MANY = wordset("they them their theirs these those both each all every others either everything")
_THIS_OTHER = wordset("time way list range price")
"""After "this": no product."""
_ALL_OTHER = wordset("the in for at day right set about you your i")
"""After "all": no products."""
_NO_PRODUCTS = frozenset(UNITS) | wordset("color colors sizes")
"""After "these two"."""


def several(s: Sentence, i: int) -> Item | None:
    """Read a word for one product or several."""
    return _one(s, i) or _other(s, i) or _counted(s, i) or _many(s, i)


def _one(s: Sentence, i: int) -> Item | None:
    low, after = s.low(i), s.low(i + 1)
    that = low == "that" and (after == "one" or (i == 0 and after in BE))
    if that or (low in _ONE and not (low == "this" and after in _THIS_OTHER)):
        return s.make(Kind.ONE, i, i + (2 if after == "one" else 1))
    return None


def _other(s: Sentence, i: int) -> Item | None:
    """Read "the other one", "the rest", "the former"."""
    if s.low(i) != "the":
        return None
    after, then = s.low(i + 1), s.low(i + 2)
    if after == "other" and then not in ("hand", "day"):
        stop = i + 3 if then in NOUNS else i + 2
        many = s.low(stop - 1) in ("ones", "options", "two", "three") or then in ("two", "three")
        stop += s.low(stop) in ("two", "three")
        return Item(Kind.MANY, i, stop, "others" if many else "other")
    if after == "rest":
        return Item(Kind.MANY, i, i + 2, "others")
    if after in ("former", "latter") or (after == "last" and (then in NOUNS or then in BE)):
        return Item(Kind.MANY, i, i + 2 + (then in NOUNS), after)
    return None


def _counted(s: Sentence, i: int) -> Item | None:
    """Read "all three", "these two", "the first two"."""
    low, after, then = s.low(i), s.low(i + 1), s.low(i + 2)
    if low in ("the", "these", "those", "all") and after in NUMBERED and after != "one":
        if then not in _NO_PRODUCTS:
            return Item(Kind.MANY, i, i + 2, f"all {after}")
    elif low == "the" and after == "first" and then in ("two", "three", "four"):
        return Item(Kind.MANY, i, i + 3, f"first {then}")
    return None


def _many(s: Sentence, i: int) -> Item | None:
    low, after = s.low(i), s.low(i + 1)
    if low not in _MANY or (low == "all" and after in _ALL_OTHER):
        return None
    if low in ("each", "every", "either", "all") and after in ("of", "one"):
        return _of_them(s, i)
    if low == "both" and (
        after in ("the", "your") or s.index.name_at(s.tokens, s.roots, i + 1) is not None
    ):
        return s.make(Kind.FILLER, i, i + 1)
    if low == "both" and after == "of":
        stop = i + 3 if s.low(i + 2) in ("them", "these", "those") else i + 2
        return Item(Kind.MANY, i, stop, "both")
    return Item(Kind.MANY, i, i + 1, "all" if low in ("each", "every", "everything") else low)


def _of_them(s: Sentence, i: int) -> Item:
    """Read "each one", "all of them", "either of the two"."""
    low, stop = s.low(i), i + 2
    if s.low(i + 1) == "of" and s.low(stop) in ("them", "these", "those", "the"):
        stop += 1
        if s.low(stop) in NUMBERED:
            low = f"all {s.low(stop)}"
            stop += 1
    return Item(Kind.MANY, i, stop, "all" if low in ("each", "every") else low)
