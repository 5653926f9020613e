"""From a stream of text to sentences, and to the first clause before its sentence is over.

The first clause decides when the voice begins, so that it may leave at a comma. After it
whole sentences are kept together: while one clause is spoken the rest arrives, and a sentence
that is whole can be checked, said or dropped as a whole. A placeholder, a number, a price and
an abbreviation are never cut.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.phrasing.placeholders import open_at
from agents.reply.sentences import FIRST_LEAST_WORDS

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n+|[。！？]")
_PAUSE = re.compile(r"[,;:](?=\s)|\s[–—-](?=\s)")
_ABBREVIATIONS = frozenset(
    {"st", "dr", "mr", "mrs", "ms", "jr", "sr", "no", "nr", "vs", "e.g", "i.e", "approx", "etc"}
    | {"inc", "ltd", "co", "ft", "oz", "lb", "lbs", "min", "max", "u.s", "u.k", "vol", "qt", "gal"}
)
_ENDS_ALSO = frozenset({"no", "etc", "co", "ft", "oz", "lb", "lbs", "inc"})
"""Of these, such as also end a sentence: "It isn't, no. The other is." """
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_OPENERS = frozenset(
    {"for", "if", "since", "as", "when", "with", "because", "while", "given", "at", "in", "on"}
    | {"among", "of", "under", "from", "after", "to", "instead", "between", "without", "like"}
)
_INTERJECTIONS = frozenset(
    {"sure", "okay", "ok", "yes", "no", "well", "alright", "right", "absolutely", "certainly"}
    | {"great", "good", "sorry", "unfortunately", "hmm", "actually", "nice", "perfect", "got"}
)
_VERB = re.compile(
    r"\b(?:is|are|was|has|have|comes?|costs?|starts?|runs?|weighs?|holds?|fits?|works?|does|do|"
    r"isn't|aren't|doesn't|don't|can|will|would|found|go|take|like)\b|\w['’](?:s|re|ve|d|ll)\b",
    re.I,
)
FIRST_CLAUSE_MOST_WORDS = 14
"""A first clause that is longer was no quick beginning; it waits for its sentence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece that can be said."""

    text: str
    whole: bool = True
    """Whether it ends its sentence; False for a first clause."""


class ClauseCut:
    """Takes pieces of text and gives back sentences.

    Args:
        names: Words of the catalog that end in a dot and end no sentence: "Dr.".
        first: Whether the first clause may leave before its sentence is over.
    """

    def __init__(self, names: Iterable[str] = (), first: bool = True) -> None:
        dotted = {w.lower().rstrip(".") for n in names for w in n.split() if w.endswith(".")}
        self._abbreviations = _ABBREVIATIONS | dotted
        self._dotted = dotted
        self._first = first
        self._text = ""

    def feed(self, piece: str) -> list[Cut]:
        """Return what can be said now that `piece` has come; whole sentences, as a rule."""
        self._text += piece
        found: list[Cut] = []
        while (end := self._sentence_end(over=False)) is not None:
            found += self._take(end)
        if self._first and not found and (end := self._pause()) is not None:
            found += self._take(end, whole=False)
        return found

    def end(self, complete: bool) -> list[Cut]:
        """Return what is left once the stream is over.

        Args:
            complete: Whether the model came to its end by itself; what it left unfinished
                otherwise is dropped.
        """
        found: list[Cut] = []
        while (end := self._sentence_end(over=True)) is not None:
            found += self._take(end)
        rest, self._text = " ".join(self._text.split()), ""
        return [*found, Cut(rest)] if rest and complete and open_at(rest) is None else found

    def _take(self, end: int, whole: bool = True) -> list[Cut]:
        taken = " ".join(self._text[:end].split())
        self._text = self._text[end:]
        self._first = self._first and not taken
        return [Cut(taken, whole)] if taken else []

    def _sentence_end(self, over: bool) -> int | None:
        """Return where the first sentence ends; not before its end is certain."""
        for match in _END.finditer(self._text):
            start, end = match.span()
            if self._inside(start):
                continue
            if match[0][0] in "\n。！？":
                return end
            # "$1." may go on as "$1.50", and "Dr. " as a name, as long as nothing follows.
            after = self._text[end:]
            dot = match[0] == "." and not after.strip() and self._abbreviation(start)
            if not over and (not after or dot):
                return None
            if match[0] == "." and self._is_abbreviated(start, after):
                continue
            return end
        return None

    def _abbreviation(self, dot: int) -> str:
        """Return the abbreviation that ends at `dot`, or nothing."""
        word = _LAST_WORD.search(self._text[: dot + 1])
        if word is None:
            return ""
        last = word[1].lower()
        initial = len(last) == 1 and word[1].isupper()
        return last if initial or last in self._abbreviations else ""

    def _is_abbreviated(self, dot: int, after: str) -> bool:
        last, then = self._abbreviation(dot), after.lstrip()[:1]
        if not last or not then:
            return False
        if last in self._dotted or len(last) == 1:
            return True
        return not (last in _ENDS_ALSO and (then.isupper() or then == "{"))

    def _pause(self) -> int | None:
        """Return where the first clause of the first sentence ends, if it can go on its own."""
        for match in _PAUSE.finditer(self._text):
            start, end = match.span()
            if self._inside(start):
                continue
            words = self._text[:start].split()
            if not FIRST_LEAST_WORDS <= len(words) <= FIRST_CLAUSE_MOST_WORDS:
                continue
            if match[0].strip() in ("-", "–", "—"):
                continue
            if can_stand(" ".join(words)):
                return end
        return None

    def _inside(self, at: int) -> bool:
        """Say whether a place is within a placeholder, or between two digits."""
        opened = open_at(self._text[:at])
        if opened is not None and "}" not in self._text[opened:at]:
            return True
        around = self._text[at - 1 : at + 2] if at else ""
        return len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def can_stand(clause: str) -> bool:
    """Say whether a sentence can go on in more than one way after `clause` and a comma.

    "For wet trails" and "The Ridge is waterproof" can; "The Ridge" of a list cannot.
    """
    return introduces(clause) or bool(_VERB.search(clause))


def introduces(clause: str) -> bool:
    """Say whether `clause` only leads to what follows: "For wet trails", "Sure"."""
    words = [w.strip(",;:.!?").lower() for w in clause.split()]
    if not words:
        return False
    return words[0] in _OPENERS or (words[0] in _INTERJECTIONS and len(words) < 4)
