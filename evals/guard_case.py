"""One reply of the examination: what is said to which plan, and which of its words are false.

False words stand between the marks « and ». A reply is heard clause by clause, cut as the
voice gets it; an invented fact is heard if every clause is spoken up to the one where the false
words end.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from agents.reply.sentences import clauses, sentences
from evals.guard_plans import Recorded

_MARKED = re.compile(r"«([^»]*)»")
_START = re.compile(r"(^|[.!?]\s+)([«*<\"]?)([a-z])")
_ARTICLE = re.compile(r"\b([Aa]) (?=«?[aeioAEIO](?!ne\b))")
_DEV_BELOW = 0x33
"""A fifth of the generated cases: for reading by the examiners, never counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """One reply to one plan."""

    source: str
    """ "patterns", "hand" or "blind"."""
    family: str
    recorded: Recorded
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Where the false words are, as places in `text`; none in a true reply."""

    @classmethod
    def of(cls, source: str, family: str, recorded: Recorded, marked: str) -> "Case":
        """Return the case of a reply with marks; starts of sentences get capitals."""
        text = _capitals(_ARTICLE.sub(r"\1n ", " ".join(marked.split())))
        spans: list[tuple[int, int]] = []
        plain, at = "", 0
        for found in _MARKED.finditer(text):
            plain += text[at : found.start()]
            spans.append((len(plain), len(plain) + len(found[1])))
            plain, at = plain + found[1], found.end()
        return cls(source, family, recorded, plain + text[at:], tuple(spans))

    @property
    def key(self) -> str:
        """The SHA-256 of what was said to what."""
        return sha256(
            f"{self.recorded.catalog} {self.recorded.id} {self.family} {self.text}".encode()
        ).hexdigest()

    @property
    def is_exam(self) -> bool:
        """Whether it counts; the others, of the generated ones, are for reading."""
        return self.source != "patterns" or int(self.key[:2], 16) >= _DEV_BELOW

    @property
    def clauses(self) -> tuple[str, ...]:
        """The reply as the voice gets it."""
        return clauses(list(sentences(self.text)))

    @property
    def last_false(self) -> int | None:
        """The place of the clause in which the first falsehood is complete; None if all is true."""
        if not self.spans:
            return None
        end, at = self.spans[0][1], 0
        for place, clause in enumerate(self.clauses):
            at += len(clause) + 1
            if end < at:
                return place
        return len(self.clauses) - 1


def _capitals(text: str) -> str:
    return _START.sub(lambda m: m[1] + m[2] + m[3].upper(), text)
