"""Marks, and words that join what a sentence says: negations, "and", "than", "but", "is"."""

from agents.guard.figures import figure_at
from agents.guard.item import BE, Item, Kind
from agents.guard.scanning.sentence import Sentence
from agents.guard.units import UNITS
from agents.guard.verdict import Fault
from retrieval.wordset import wordset

NEGATIONS = wordset(
    "not no never without neither nor none nothing lacks lack lacking lacked hardly barely scarcely"
)
THAN = wordset("than unlike versus vs compared")
_BREAK = wordset("but while whereas although though however yet")
_CURRENCIES = wordset("$ € £ ¥")
_COMMAS = wordset(""", ( ) " '""")
_STOPS = wordset("; : — - . ! ?")
_AFTER_NO = wordset(", it they the") | {""}
_SAVING = wordset("save saves saving saved")
_AND_MORE = wordset("up older over above")


def mark(s: Sentence, i: int) -> Item | None:
    """Read a mark; one without a meaning in a sentence is refused."""
    low = s.low(i)
    if low[:1].isalnum() or s.tokens[i].number is not None or low == "'s":
        return None
    if low in _CURRENCIES:
        return _price(s, i)
    if low in _COMMAS:
        return s.make(Kind.COMMA, i, i + 1)
    if low in _STOPS:
        return s.make(Kind.BREAK, i, i + 1)
    if low == "&":
        return s.make(Kind.AND, i, i + 1)
    if low == "/" and s.low(i - 1) == "and" and s.low(i + 1) == "or":
        return s.make(Kind.FILLER, i, i + 1)
    return s.bad(i, i + 1, Fault.FORM)


def joint(s: Sentence, i: int) -> Item | None:
    """Read a word that joins others or turns them round."""
    negation = _negation(s, i)
    if negation is not None:
        return negation
    low, after = s.low(i), s.low(i + 1)
    if low == "and" and after in _AND_MORE and _measured(s, i):
        return s.make(Kind.FILLER, i, i + 2)
    if low in ("and", "or"):
        return s.make(Kind.AND, i, i + 1)
    if low == "over" and after not in ("$", "") and _saves(s, i):
        return s.make(Kind.THAN, i, i + 1)
    if low in THAN:
        return s.make(Kind.THAN, i, i + 2 if after in ("to", "with") else i + 1)
    if low in _BREAK:
        return s.make(Kind.BREAK, i, i + 1)
    return s.make(Kind.BE, i, i + 1) if low in BE else None


def _price(s: Sentence, i: int) -> Item:
    figure = figure_at(s.tokens, i)
    foreign = s.tokens[i].joined and i and s.low(i - 1).isalpha()
    if foreign and s.low(i - 1) != "us":
        return s.bad(i, figure.stop if figure else i + 1, Fault.PRICE)
    if figure is None:
        return s.bad(i, i + 1, Fault.FORM)
    return Item(Kind.FIGURE, i, figure.stop, s.text(i, figure.stop), figure=figure)


def _negation(s: Sentence, i: int) -> Item | None:
    low, after = s.low(i), s.low(i + 1)
    if low == "no" and (i == 0 or s.low(i - 1) == ",") and after in _AFTER_NO:
        return s.make(Kind.FILLER, i, i + 1)
    if low == "not" and after in ("only", "just"):
        return s.make(Kind.FILLER, i, i + 2)
    if low in NEGATIONS:
        return s.make(Kind.NEG, i, i + 1)
    if (low, after) in (("anything", "but"), ("far", "from")):
        return s.make(Kind.NEG, i, i + 2)
    return None


def _measured(s: Sentence, i: int) -> bool:
    """Say whether a number or a unit stands before: "$50 and up"."""
    return i > 0 and (s.tokens[i - 1].number is not None or s.low(i - 1) in UNITS)


def _saves(s: Sentence, i: int) -> bool:
    """Say whether "over" compares: "saves $10 over the other one"."""
    return not _SAVING.isdisjoint(token.low for token in s.tokens[max(0, i - 5) : i])
