"""What is left of a value that a recogniser bent: nothing as it was said, or something.

"Device" in the place of "Tobias" tells of nobody; "we're rain" for "Lorraine" still does. The
stricter figure, every letter and figure taken out, is `counted`'s; both are told.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from assistant.redaction.common_words import COMMON
from evals.redaction.alignment import Heard, spelled
from evals.redaction.counted import Redactor

_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE = 0.6
"""Likeness of a word that is left and one that was said, from which it is still told."""
_SAME_MOST = 3
"""Letters in a row that are the same by chance: "rain" of "Lorraine" is one too many."""


def gone_of(heard: Iterable[Heard], redactor: Redactor) -> tuple[int, int]:
    """Return of how many entities nothing as it was said is left, and how many there are.

    Args:
        heard: Cases as the recogniser heard them.
        redactor: Takes out what it finds.
    """
    gone = every = 0
    for one in heard:
        out = bytearray(len(one.case.text))
        for found in redactor(one.case.text).found:
            out[found.start : found.end] = b"\x01" * (found.end - found.start)
        for entity, said in zip(one.case.entities, one.said, strict=True):
            left = "".join(
                " " if out[at] else one.case.text[at] for at in range(entity.start, entity.end)
            )
            every += 1
            gone += is_gone(said, left)
    return gone, every


def is_gone(said: str, left: str) -> bool:
    """Say whether nothing of a value is left as it was said.

    Args:
        said: The value.
        left: What was heard of it and not taken out.
    """
    before, after = spelled(said), spelled(left)
    if any(letter.isdigit() and letter in before for letter in after):
        return False
    words = [word for word in _words(said) if word not in COMMON] or _words(said)
    return not any(_is_like(word, one) for word in words for one in _words(left))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_like(said: str, left: str) -> bool:
    """Say whether one word is told from the other."""
    match = SequenceMatcher(None, said, left)
    same = match.find_longest_match(0, len(said), 0, len(left)).size
    return same > _SAME_MOST or match.ratio() >= _ALIKE
