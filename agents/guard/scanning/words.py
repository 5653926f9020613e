"""Idioms, and words that nothing else explains: harmless ones, and those that are refused."""

from agents.guard.index import idioms
from agents.guard.item import NOUNS, Item, Kind
from agents.guard.lexicon import fault_of, function_words, is_harmless
from agents.guard.scanning.sentence import Sentence
from agents.guard.verdict import Fault
from retrieval.wordset import wordset

_INSTEAD = frozenset({"rather than", "instead of"})
_MORE_OF = wordset(
    "details detail info information about questions help specifics choices like thoughts "
    "results ideas matches things suggestions products items"
)
_CHOSEN = wordset(
    "picked chosen bought purchased recommended selected preferred loved liked requested "
    "wanted asked"
)
_SUFFERS = wordset("is are was gets get got been being often much")
_COMPOUNDS = frozenset(
    tuple(compound.split("-"))
    for compound in wordset(
        "go-to good-looking well-liked price-wise color-wise size-wise mid-range well-priced so-so "
        "all-around all-round all-rounder no-brainer follow-up in-between side-by built-in"
    )
)


def idiom(s: Sentence, i: int) -> Item | None:
    """Read a phrase of `phrases.txt`."""
    for phrase, group in idioms().get(s.low(i), ()):
        if not all(s.low(i + k) == each for k, each in enumerate(phrase)):
            continue
        stop = i + len(phrase)
        if phrase[-1] == "less" and s.before_figure(stop - 1):
            continue
        if " ".join(phrase) in _INSTEAD and _states(s, stop):
            return s.make(Kind.NEG, i, stop)
        if group == "harmless":
            return s.make(Kind.FILLER, i, stop)
        if group.startswith("stock"):
            return Item(Kind.STOCK, i, stop, group.split()[1])
        if _told_otherwise(s, i, stop):
            return None
        if set(phrase) & s.index.turn.words and s.low(stop) in ("your", "the", ""):
            return s.make(Kind.FILLER, i, stop)
        return s.bad(i, stop, Fault(group))
    return None


def word(s: Sentence, i: int) -> Item:
    """Read a word that nothing else explains."""
    token = s.tokens[i]
    low = token.low
    if low == "'s" or (low == "done" and s.index.turn.deeds):
        return s.make(Kind.FILLER, i, i + 1)
    fault = _fault(s, i)
    return s.make(Kind.FILLER, i, i + 1) if fault is None else s.bad(i, i + 1, fault)


def _fault(s: Sentence, i: int) -> Fault | None:
    """Return why a word is refused; None where it is harmless."""
    token = s.tokens[i]
    low = token.low
    if low == "done":
        return Fault.PROMISE
    if low in _CHOSEN and _passive(s, i):
        return Fault.UNKNOWN
    if low in ("less", "fewer") and not s.before_figure(i):
        return Fault.COMPARISON
    if low in ("most", "least") or (low == "more" and _compares(s, i)):
        return Fault.COMPARISON
    harmless = is_harmless(low)
    capital = token.capital and not token.first
    if capital and harmless and low not in function_words() and len(low) > 1:
        return Fault.NAME
    if harmless and not _compound(s, i):
        return None
    fault = fault_of(low)
    return Fault.NAME if capital and fault is Fault.UNKNOWN else fault


def _states(s: Sentence, i: int) -> bool:
    """Say whether a colour, material or other fact begins here: "rather than mesh"."""
    if i >= len(s.tokens) or is_harmless(s.low(i)):
        return False
    return s.index.phrase_at(s.roots, i) is not None


def _told_otherwise(s: Sentence, i: int, stop: int) -> bool:
    """Say whether a fact has the very words of a refused phrase."""
    words = tuple(s.roots[i:stop])
    return any(words == phrase[: len(words)] for phrase in s.index.phrases.get(words[0], {}))


def _compares(s: Sentence, i: int) -> bool:
    """Say whether "more" makes a comparison of the word after it: "more stylish"."""
    after, before = s.low(i + 1), s.low(i - 1)
    if after in ("", ",", ".") and before in ("usually", "normally", "costs", "was", "even"):
        return True
    if not after.isalpha() or after in function_words():
        return False
    return after not in _MORE_OF and after not in NOUNS


def _passive(s: Sentence, i: int) -> bool:
    """Say whether "chosen" says what others do: "is often chosen"."""
    before = {token.low for token in s.tokens[max(0, i - 3) : i]}
    return s.low(i + 1) != "for" and bool(before & _SUFFERS)


def _compound(s: Sentence, i: int) -> bool:
    """Say whether a word is half of a compound that no list has: "see-through"."""
    token = s.tokens[i]
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    if "wise" in (token.low, after.low if after else ""):
        return False
    if token.joined and i and s.tokens[i - 1].word:
        return (s.low(i - 1), token.low) not in _COMPOUNDS
    if after is not None and after.joined and after.word and token.word:
        return (token.low, after.low) not in _COMPOUNDS
    return False
