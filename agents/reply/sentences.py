"""Cutting a reply into sentences and into clauses for the voice.

Piper speaks one chunk per clause, so the first one decides how soon anything
is heard, and the others must be long enough to sound like speech.
"""

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9$\"'])")
_PAUSE = re.compile(r"(?<=[,;:])\s+")
CLAUSE_WORDS = 12
"""Longer sentences are cut at a pause."""
LEAST_WORDS = 4
"""Shorter pieces stay with their neighbour: they sound clipped on their own."""
FIRST_LEAST_WORDS = 2
"""The first may be shorter, for the sake of time to first audio: "Sure, size 10."."""


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of `text`; decimals and prices are not cut."""
    return tuple(s for s in _SENTENCE.split(text.strip()) if s)


def clauses(said: list[str]) -> tuple[str, ...]:
    """Return `said` in pieces that join to the whole with single spaces.

    Args:
        said: Sentences, each with its end.
    """
    cut: list[str] = []
    for sentence in said:
        cut.extend(_cut(" ".join(sentence.split()), first=not cut))
    return tuple(cut)


def _cut(sentence: str, first: bool) -> list[str]:
    if len(sentence.split()) <= (CLAUSE_WORDS if not first else CLAUSE_WORDS // 2):
        return [sentence]
    pieces: list[str] = []
    for piece in _PAUSE.split(sentence):
        least = FIRST_LEAST_WORDS if first and len(pieces) == 1 else LEAST_WORDS
        if pieces and len(pieces[-1].split()) < least:
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    if len(pieces) > 1 and len(pieces[-1].split()) < FIRST_LEAST_WORDS:
        tail = pieces.pop()
        pieces[-1] = f"{pieces[-1]} {tail}"
    return pieces
