"""Which words of a transcript are which of what was said.

Both are compared letter by letter, figures in words and figures in digits as the same, by the
least edits (Needleman and Wunsch, 1970). A word that was heard belongs to an entity where most of
its letters stand for the entity's.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.redaction.figures import part_at
from assistant.redaction.tokens import tokens_of, word_set
from evals.redaction.case import Case, Entity

RIGHTLY = 0.9
"""Likeness of the letters: one figure of ten may be wrong."""
_SIGNS = word_set("dot underscore dash hyphen uh um and then at")
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = {
    **{"for": "4", "far": "4", "fore": "4", "to": "2", "too": "2", "ate": "8", "won": "1"},
    **{"tree": "3", "free": "3"},
}
"""What figures are heard as; the same on both sides, so that a true "for" stays one."""
_MATCH, _OTHER, _GAP = 2, -2, -1

Letters = list[tuple[str, int]]
"""Each letter with the place in the text where its token begins."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One case as the recogniser heard it."""

    case: Case
    """With its entities where they stand in the transcript; none that was not heard at all."""
    right: Case
    """The same, but with those entities only that were heard as they were said."""
    said: tuple[str, ...] = ()
    """The values of the entities of `case` as they were said."""


def aligned(case: Case, text: str) -> Heard:
    """Return the case with another text, and its entities where that says them.

    Args:
        case: As it was said.
        text: As it was heard.
    """
    owners = _owners(case, text)
    words = _words_of(text)
    entities, right, said = [], [], []
    for number, entity in enumerate(case.entities):
        mine = [place for place, owner in enumerate(owners) if owner == number]
        if not mine:
            continue
        there = Entity(words[mine[0]][0], words[mine[-1]][1], entity.kind)
        entities.append(there)
        said.append(case.text[entity.start : entity.end])
        if heard_rightly(case.text[entity.start : entity.end], text[there.start : there.end]):
            right.append(there)
    every = Case(text, tuple(entities), case.frame)
    return Heard(every, Case(text, tuple(right), case.frame), tuple(said))


def heard_rightly(said: str, heard: str) -> bool:
    """Say whether what was heard of a value is mostly what was said, however it is written.

    "four one five" and "4-1-5" are the same; "Wei" and "why" are not.
    """
    return SequenceMatcher(None, spelled(said), spelled(heard)).ratio() >= RIGHTLY


def _owners(case: Case, text: str) -> list[int | None]:
    """Return for each word of a text the entity that it stands for, None for nobody's."""
    said, now = _spelled(case.text), _spelled(text)
    words = _words_of(text)
    votes = [Counter[int | None]() for _ in words]
    for a, b in _pairs(said, now):
        place = next((n for n, (s, e) in enumerate(words) if s <= now[b][1] < e), None)
        if place is None:
            continue
        at = said[a][1]
        owner = next((n for n, e in enumerate(case.entities) if e.start <= at < e.end), None)
        votes[place][owner] += 1
    owners = [vote.most_common(1)[0][0] if vote else -1 for vote in votes]
    return [_settled(owners, place) for place in range(len(owners))]


def _settled(owners: Sequence[int | None], place: int) -> int | None:
    """Return whose a word is; one that stands for nothing is its neighbours', if theirs agree."""
    if owners[place] != -1:
        return owners[place]
    before = next((o for o in reversed(owners[:place]) if o != -1), None)
    after = next((o for o in owners[place + 1 :] if o != -1), None)
    return before if before == after else None


def _pairs(said: Letters, now: Letters) -> list[tuple[int, int]]:
    """Return which letter stands for which, in order."""
    a, b = [letter for letter, _ in said], [letter for letter, _ in now]
    score = [[_GAP * n for n in range(len(b) + 1)]]
    for row, one in enumerate(a, 1):
        above, line = score[-1], [_GAP * row]
        for column, other in enumerate(b, 1):
            change = above[column - 1] + (_MATCH if one == other else _OTHER)
            line.append(max(change, above[column] + _GAP, line[-1] + _GAP))
        score.append(line)
    pairs, row, column = [], len(a), len(b)
    while row and column:
        same = _MATCH if a[row - 1] == b[column - 1] else _OTHER
        if score[row][column] == score[row - 1][column - 1] + same:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif score[row][column] == score[row - 1][column] + _GAP:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]


def _words_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def spelled(text: str) -> str:
    """Return the letters and figures of a text in one: "four one five" and "4-1-5" are "415"."""
    return "".join(letter for letter, _ in _spelled(text))


def _spelled(text: str) -> Letters:
    """Return the letters and figures of a text; without signs that are said or written."""
    tokens = tokens_of(text)
    place, spelled = 0, Letters()
    while place < len(tokens):
        part, word = part_at(tokens, place), tokens.low[place]
        if part is not None:
            spelled += _figures(part.figures, tokens.starts[part.first : part.after])
        elif word.isalnum() and word not in _SIGNS:
            letters = _SOUNDS.get(word, word)
            spelled += [(letter, tokens.starts[place]) for letter in letters]
        place = part.after if part else place + 1
    return spelled


def _figures(figures: str, starts: list[int]) -> Letters:
    """Return figures with the tokens that say them: "4289" is one token, "forty two" are two."""
    size = len(figures)
    borders = [size * n // len(starts) for n in range(len(starts) + 1)]
    return [
        (figure, start)
        for start, (first, after) in zip(starts, pairwise(borders), strict=True)
        for figure in figures[first:after]
    ]
