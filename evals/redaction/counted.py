"""What the redactor found of a set of cases, counted."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.redaction.common_words import COMMON
from assistant.redaction.redact import Redacted
from assistant.redaction.tokens import word_set
from evals.redaction.case import Case, Entity

_LEFT = re.compile(r"\d|[^\W\d_]{2,}")
_EVERYDAY = COMMON | word_set(
    "area code plus dot underscore dash apartment unit street road north south east west"
)
"""Words of an entity that tell of nobody by themselves."""
Redactor = Callable[[str], Redacted]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    case: Case
    found: tuple[Entity, ...]
    """Entities every letter and figure of which was taken out."""
    harmless: int
    """Entities of which no figure is left, and no word but everyday ones: "area code [phone]"."""
    words: int
    """That are nobody's."""
    taken: int
    """Of those words, how many were taken out all the same, wholly or in part."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing that was to be found is left."""
        return len(self.found) == len(self.case.entities)


def outcome_of(case: Case, redactor: Redactor) -> Outcome:
    """Return what a redactor makes of one case."""
    out = bytearray(len(case.text))
    for one in redactor(case.text).found:
        out[one.start : one.end] = b"\x01" * (one.end - one.start)
    found = tuple(e for e in case.entities if _is_covered(case.text, e, out))
    words = taken = 0
    for start, end in words_of(case.text):
        if not any(e.start < end and start < e.end for e in case.entities):
            words += 1
            taken += any(out[start:end])
    harmless = sum(_is_harmless(case.text, e, out) for e in case.entities)
    return Outcome(case, found, harmless, words, taken)


def outcomes_of(cases: Iterable[Case], redactor: Redactor) -> tuple[Outcome, ...]:
    """Return what a redactor makes of some cases, in their order."""
    return tuple(outcome_of(case, redactor) for case in cases)


def words_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand, between spaces."""
    words, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        if any(c.isalnum() for c in word):
            words.append((start, at))
    return words


def _is_covered(text: str, entity: Entity, out: bytearray) -> bool:
    return all(out[at] for at in range(entity.start, entity.end) if text[at].isalnum())


def _is_harmless(text: str, entity: Entity, out: bytearray) -> bool:
    left = (" " if out[at] else text[at].lower() for at in range(entity.start, entity.end))
    return _EVERYDAY.issuperset(_LEFT.findall("".join(left)))
