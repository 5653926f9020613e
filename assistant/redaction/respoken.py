"""A text as it may have been said, where a recogniser wrote numbers as nobody speaks them.

    404-Triple-589-16       404-triple 5 89-16
    far, one, free, free    four, one, three, three
    it's 415M and then 555  it's 415 um and then 555
    older number 88 12 07   order number 88 12 07

The readers read it beside the text itself; what they find is put back where it stands there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.redaction.bent_streets import Change, bent_streets
from assistant.redaction.figures import FIGURE_WORDS, ONES, TIMES
from assistant.redaction.found import Found
from assistant.redaction.sounds import announcer_before, may_announce
from assistant.redaction.tokens import Tokens, word_set

_SOUNDS = {
    **{"far": "four", "fore": "four", "for": "four", "to": "two", "too": "two", "tu": "two"},
    **{"ate": "eight", "aight": "eight", "won": "one", "wan": "one", "tree": "three"},
    **{"free": "three", "sex": "six", "sicks": "six", "sick": "six", "fife": "five"},
    **{"hive": "five", "nein": "nine", "owe": "oh", "sven": "seven"},
}
"""What a figure is heard as; only read so in a row of single figures."""
_COMMON = frozenset(("to", "too", "for", "free", "far"))
_ROW_LEAST = 5
"""Single figures and what sounds like them."""
_TRUE_SHARE = 0.6
"""Of them, so many are figures."""
_ROW_SIGNS = frozenset((",", "-", "."))
_HUMS = word_set("m em hm om rm um")
"""A breath between figures, as it is written; other letters there are of models and units."""
_DIGITS_LEAST = 7
"""Figures of a text in which letters may stand for a breath: no phone's has fewer."""
_BREAKS = word_set("then until thru through valid double triple treble")
_BENT_LEAST = 4
_FOUR = re.compile(r"\d(?:\W{0,2}\d){2}")
_GROUP = 3
_DOTTED = range(3, 7)
_DOTTED_LEAST = 9
"""Figures of a phone's number with dots; those of a price or of a date are fewer."""
_NEAR = 3
_NO_PHONES = word_set("version firmware ip driver build v update model part sku")
_ROWS_MOST = 12
"""Rows of figures in a text of which the announcement is told by its sound."""
_SOUND_LEAST = 3


@dataclass(frozen=True, slots=True)
class Respoken:
    """A text as it may have been said."""

    text: str
    changes: tuple[Change, ...]
    """In order; none overlaps another."""
    begins: tuple[int, ...]
    """Where each of them begins in `text`."""

    def back(self, found: Found) -> Found:
        """Return what was found in `text` where it stands in the text that was heard."""
        return Found(self._place(found.start, 0), self._place(found.end, 1), found.kind)

    def _place(self, at: int, is_end: int) -> int:
        """Return a place of the text that was heard; of a change its border."""
        number = bisect_right(self.begins, at - is_end) - 1
        if number < 0:
            return at
        start, end, said = self.changes[number]
        if at - self.begins[number] < len(said) + is_end:
            return end if is_end else start
        return at - self.begins[number] - len(said) + end


def may_be_bent(text: str, words: Sequence[str]) -> bool:
    """Say whether figures stand in a text as a recogniser breaks them; for the quick look.

    Args:
        text: That holds figures.
        words: Of it, in lower case.
    """
    if not _BREAKS.isdisjoint(words):
        return sum(map(str.isdigit, text)) >= _BENT_LEAST
    return _FOUR.search(text) is not None and any(map(may_announce, words))


def respoken(tokens: Tokens) -> Respoken | None:
    """Return a text as it may have been said; None where it is as people speak.

    Args:
        tokens: Of the text.
    """
    changes: list[Change] = []
    for change in sorted(_changes(tokens)):
        if not changes or change[0] >= changes[-1][1]:
            changes.append(change)
    if not changes:
        return None
    parts, begins, at, size = [], [], 0, 0
    for start, end, said in changes:
        size += start - at
        begins.append(size)
        parts += [tokens.text[at:start], said]
        at, size = end, size + len(said)
    return Respoken("".join((*parts, tokens.text[at:])), tuple(changes), tuple(begins))


def _changes(tokens: Tokens) -> Iterator[Change]:
    digits = sum(len(word) for word in tokens.low if word.isdecimal())
    yield from _times(tokens)
    yield from _single(tokens)
    if digits >= _DIGITS_LEAST:
        yield from _breaths(tokens)
    yield from _dotted(tokens)
    yield from _dotted_codes(tokens)
    yield from bent_streets(tokens)
    yield from _announced(tokens)


def _times(tokens: Tokens) -> Iterator[Change]:
    """Read "double-four" and "triple-589", which is "triple 5" and "89"."""
    for place, word in enumerate(tokens.low):
        if word not in TIMES:
            continue
        is_joined = tokens.at(place + 1) == "-"
        figures = tokens.at(place + 1 + is_joined)
        if is_joined and figures in ONES:
            yield tokens.ends[place], tokens.ends[place + 1], " "
        elif figures.isdecimal() and (is_joined or len(figures) > 1):
            last = place + 1 + is_joined
            said = f"{word} {figures[0]} {figures[1:]}".rstrip()
            yield tokens.starts[place], tokens.ends[last], said


def _single(tokens: Tokens) -> Iterator[Change]:
    """Read "far, one, oh, free, free, eight": words among figures that are said one by one."""
    place = 0
    while place < len(tokens):
        places = []
        while place < len(tokens):
            word = tokens.low[place]
            if word in ONES or word in _SOUNDS or (word.isdecimal() and len(word) == 1):
                places.append(place)
            elif not places or word not in _ROW_SIGNS:
                break
            place += 1
        yield from _row(tokens, places)
        place += 1


def _row(tokens: Tokens, places: list[int]) -> Iterator[Change]:
    """Return what was said in the places of figures, and of words that sound like them."""
    while places and tokens.low[places[-1]] in _COMMON:
        places.pop()
    while places and tokens.low[places[0]] in _COMMON - {"far"}:
        places.pop(0)
    odd = [at for at in places if tokens.low[at] in _SOUNDS]
    if len(places) < _ROW_LEAST or len(places) - len(odd) < _TRUE_SHARE * len(places):
        return
    steps = {after - before for before, after in pairwise(places)}
    if len(steps) > 1 and any(tokens.low[at] in _COMMON for at in odd):
        return  # "one two three, free for one, two for three"
    for at in odd:
        yield tokens.starts[at], tokens.ends[at], _SOUNDS[tokens.low[at]]


def _breaths(tokens: Tokens) -> Iterator[Change]:
    """Read "415M and then", "RM3, 8257": letters that were a breath, glued to figures."""
    for place in range(len(tokens)):
        word = tokens.low[place]
        if word not in _HUMS or not tokens.is_capital(place):
            continue
        is_behind = tokens.is_glued(place) and len(tokens.at(place - 1)) >= _GROUP
        is_behind = is_behind and tokens.is_figures(place - 1)
        is_before = tokens.is_glued(place + 1) and not tokens.is_glued(place)  # no 1Z999
        is_before = is_before and tokens.is_figures(place + 1)
        before = place - 1 - (tokens.at(place - 1) in _ROW_SIGNS)
        is_before = is_before and tokens.is_figures(before)
        if is_behind != is_before:
            yield tokens.starts[place], tokens.ends[place], " um "


def _dotted(tokens: Tokens) -> Iterator[Change]:
    """Read "71.27.858.188", which nobody said dots in."""
    place = 0
    while place < len(tokens):
        after = tokens.chunk(place)
        words = tokens.low[place:after]
        while words and words[-1] in (".", ",", "?"):
            words.pop()
        groups, signs = words[::2], words[1::2]
        is_dotted = len(groups) in _DOTTED and bool(signs) and set(signs) == {"."}
        if is_dotted and all(word.isdecimal() and 1 < len(word) <= 4 for word in groups):
            is_long = len("".join(groups)) >= _DOTTED_LEAST
            near = tokens.low[max(0, place - _NEAR) : place]
            if is_long and _NO_PHONES.isdisjoint(near):
                for at in range(place + 1, place + len(words), 2):
                    yield tokens.starts[at], tokens.ends[at], "-"
        place = after


def _dotted_codes(tokens: Tokens) -> Iterator[Change]:
    """Read "my security codes 9.37"."""
    for place in range(2, len(tokens) - 2):
        is_code = tokens.low[place - 1] in ("codes", "code") and tokens.low[place - 2] == "security"
        is_split = tokens.is_figures(place) and tokens.low[place + 1] == "."
        is_split = is_split and tokens.is_glued(place + 2) and tokens.is_figures(place + 2)
        if is_code and is_split:
            said = tokens.low[place] + tokens.low[place + 2]
            yield tokens.starts[place - 1], tokens.ends[place - 1], "code is"
            yield tokens.starts[place], tokens.ends[place + 2], said


def _announced(tokens: Tokens) -> Iterator[Change]:
    """Read "older number 881207": what sounds like an announcement right before figures."""
    rows, place = 0, 0
    while place < len(tokens) and rows < _ROWS_MOST:
        if not _is_figure(tokens, place):
            place += 1
            continue
        first, size = place, 0
        while place < len(tokens) and (_is_figure(tokens, place) or tokens.low[place] in "-,."):
            word = tokens.low[place]
            size += len(word) if word.isdecimal() else word in FIGURE_WORDS
            place += 1
        rows += 1
        heard = announcer_before(tokens, first) if size >= _SOUND_LEAST else None
        if heard is not None:
            begin, after, said = heard
            yield tokens.starts[begin], tokens.ends[after - 1], said


def _is_figure(tokens: Tokens, place: int) -> bool:
    return tokens.is_figures(place) or tokens.low[place] in FIGURE_WORDS
