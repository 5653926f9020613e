"""Rows of figures as people write and read them out.

"4111-1111", "four one one one", "forty one eleven", "double four", "oh", "eight hundred", a "to"
that was meant as two, and what comes between: pauses, "dash", "no, sorry". A row says nothing yet
of what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.waits import wait_after

_FIGURES = "0123456789"
_ONE_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ONES = dict(zip(_ONE_WORDS, _FIGURES, strict=True)) | dict.fromkeys(
    ("oh", "o", "nought", "naught", "ought"), "0"
)
TEENS = {
    **{"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14"},
    **{"fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19"},
}
TENS = {
    **{"twenty": "20", "thirty": "30", "forty": "40", "fourty": "40", "fifty": "50"},
    **{"sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"},
}
TIMES = {"double": 2, "triple": 3, "treble": 3}
_ROUND = {"hundred": "00", "thousand": "000"}
FIGURE_WORDS = frozenset((*ONES, *TEENS, *TENS, *TIMES, *_ROUND))
_SOUNDS = {
    **{"to": "2", "too": "2", "for": "4", "fore": "4", "far": "4", "ate": "8", "won": "1"},
    **{"tree": "3", "free": "3"},
}
"""What a recogniser writes for a figure; only read so between figures that are words."""
_NEVER_SAID = frozenset(("far", "fore", "ate", "won", "tree", "free"))
"""Of those, what nobody says between figures in digits, as in "10 to 12"."""
_STARTS = FIGURE_WORDS | _SOUNDS.keys()
"""Words that a row may begin with."""
_SAID_SURE = 6
"""Figures said before the last one of a row, "... oh one far", so that it is one, too."""
_BEHIND = frozenset(("", ".", ",", "?", "!", "is", "'s", "and", "that", "thanks", "please"))
_SIGNS = frozenset("-–—.()/,:+#…?")
PAUSES = word_set(
    """
    uh um er erm ah eh hm hmm uhm mm dash hyphen space pause then okay ok so like yeah
    """
)
_BETWEEN = PAUSES | {"minus", "dot", "point", "area", "code", "extension", "ext", "plus", "and"}
_CORRECTS = word_set(
    """
    no sorry wait actually correction oops scratch mean rather nope
    """
)
_CORRECTING = word_set(
    """
    that 's i it make let me see is not hang on hold again um uh
    """
)
_BEFORE_LAST = range(10, 16)
"""Figures of a card before its last four or five."""
_LAST_LEAST = 3
_SPELLED_PARTS = 4
_GAP_MOST = 8
"""Tokens between two figures of one row: "... extension ..." are seven."""


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that are said or written as one."""

    first: int
    """Place of the first token."""
    after: int
    """Place behind the last one."""
    figures: str
    is_said: bool
    """In words."""
    is_round: bool = False
    """Ends with "hundred" or "thousand"."""


@dataclass(slots=True)
class Row:
    """Parts that follow one another."""

    parts: list[Part] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    """What stands between them: signs as they are, "~" for a pause, "!" for a correction."""

    @property
    def first(self) -> int:
        return self.parts[0].first

    @property
    def after(self) -> int:
        return self.parts[-1].after

    @property
    def figures(self) -> str:
        return "".join(part.figures for part in self.parts)

    @property
    def said(self) -> int:
        """How many parts are words."""
        return sum(part.is_said for part in self.parts)


def rows_of(tokens: Tokens) -> Iterator[Row]:
    """Yield every row of figures, of any length, in order."""
    place, size, low, is_figures = 0, len(tokens), tokens.low, tokens.is_figures
    while place < size:
        if low[place] not in _STARTS and not is_figures(place):
            place += 1
            continue
        part = _first_part(tokens, place)
        if part is None:
            place += 1
            continue
        row = Row([part])
        while (found := _next(tokens, row)) is not None:
            gap, part = found
            row.gaps.append(gap)
            row.parts.append(part)
        yield row
        place = row.after


def part_at(tokens: Tokens, place: int) -> Part | None:
    """Return the figures at a place, or None."""
    word = tokens.at(place)
    if word.isdecimal():
        return None if _is_in_a_code(tokens, place) else Part(place, place + 1, word, False)
    if word not in FIGURE_WORDS:
        return None
    if word in TIMES:
        on = place + 1 + (tokens.at(place + 1) == ",")
        one = ONES.get(tokens.at(on), tokens.at(on))
        is_one = len(one) == 1 and one.isdigit()
        return Part(place, on + 1, one * TIMES[word], True) if is_one else None
    if word in ONES:
        return _rounded(tokens, Part(place, place + 1, ONES[word], True))
    if word in TEENS:
        return _rounded(tokens, Part(place, place + 1, TEENS[word], True))
    if word in TENS:
        behind = place + 1
        if tokens.at(behind) == "-":
            behind += 1
        one = ONES.get(tokens.at(behind), "0")
        if one != "0":
            return Part(place, behind + 1, TENS[word][0] + one, True)
        return Part(place, place + 1, TENS[word], True)
    return None


def _rounded(tokens: Tokens, part: Part) -> Part:
    zeros = _ROUND.get(tokens.at(part.after))
    if zeros is None or part.figures == "0":
        return part
    return Part(part.first, part.after + 1, part.figures + zeros, True, is_round=True)


def _is_in_a_code(tokens: Tokens, place: int) -> bool:
    """Say whether letters are written in one with figures: "1000XM5", "21st", "5B"."""
    before = tokens.is_glued(place) and (tokens.is_word(place - 1) or tokens.at(place - 1) == "_")
    after = tokens.is_glued(place + 1) and (
        tokens.is_word(place + 1) or tokens.at(place + 1) in ("_", "%")
    )
    return before or after


def _first_part(tokens: Tokens, place: int) -> Part | None:
    word = tokens.at(place)
    if word in _SOUNDS and tokens.at(place - 1) in ("is", "'s", ":", ""):
        behind = (tokens.at(place + 1), tokens.at(place + 2))
        if behind[0] in ONES and (behind[1] in ONES or behind[1] in _NEVER_SAID):
            return Part(place, place + 1, _SOUNDS[word], True)
    pair = (tokens.at(place + 1), tokens.at(place + 2))
    if word in _NEVER_SAID and all(len(one) == 1 and one.isdigit() for one in pair):
        return Part(place, place + 1, _SOUNDS[word], True)
    return part_at(tokens, place)


def _next(tokens: Tokens, row: Row) -> tuple[str, Part] | None:
    gap, corrects, light, ands, place = "", False, False, False, row.after
    for _ in range(_GAP_MOST + 1):
        waited = wait_after(tokens, place)
        if waited > place:
            gap += "~"
            place = waited
            continue
        part = part_at(tokens, place)
        if part is not None:
            is_parted = (
                ands
                and "~" not in gap
                and not (_is_of_card(tokens, row, place) or _is_spelled_on(tokens, row, part))
            )
            is_open = (light and not corrects) or is_parted
            return None if is_open else ("!" if corrects else gap, part)
        word = tokens.at(place)
        if word in _SIGNS:
            gap += word
        elif word in _CORRECTS:
            corrects = True
        elif word == "and":
            ands = True
        elif word in _BETWEEN:
            gap += "~"
        elif word in _SOUNDS and row.parts[-1].is_said and _goes_on(tokens, place, row):
            return gap, Part(place, place + 1, _SOUNDS[word], True)
        elif word in _CORRECTING:
            light = True
        else:
            return None
        place += 1
    return None


def _is_of_card(tokens: Tokens, row: Row, place: int) -> bool:
    """Say whether the last figures of a card follow, one by one: "... five one and 4 3 4 2"."""
    size, said, on = len(row.figures), 0, place
    while (word := tokens.at(on)) in ONES or word in TIMES:
        said += 1
        on += 1
    return size in _BEFORE_LAST and row.said >= _SAID_SURE and said >= _LAST_LEAST


def _is_spelled_on(tokens: Tokens, row: Row, part: Part) -> bool:
    """Say whether two figures before an "and" and two behind it are said one by one."""
    behind = part_at(tokens, part.after)
    near = (*row.parts[-2:], part, behind)
    return len(near) == _SPELLED_PARTS and all(
        one is not None and one.is_said and len(set(one.figures)) == 1 for one in near
    )


def _goes_on(tokens: Tokens, place: int, row: Row) -> bool:
    """Say whether single figures stand before and after a word that sounds like one."""
    is_comma = tokens.at(place - 1) == ","
    before, behind = tokens.at(place - 1 - is_comma), tokens.at(place + 1)
    is_odd = tokens.low[place] in _NEVER_SAID
    if is_odd and (behind == "," or behind in PAUSES):
        later = place + 2 + (tokens.at(place + 2) in PAUSES)
        behind = tokens.at(later) if tokens.at(later) in ONES else behind
    is_sound = before in _NEVER_SAID and row.after == place
    is_before = before in ONES or is_sound or (before.isdigit() and is_odd)
    if is_comma and not (is_odd and behind in ONES):
        follows = all(tokens.at(on) in ONES for on in range(place + 1, place + 4))
        return follows and row.said >= _SAID_SURE
    is_last = is_odd and row.said >= _SAID_SURE and behind in _BEHIND
    is_behind = behind in ONES or behind in _SOUNDS or (is_before and behind.isdigit())
    return is_before and (is_behind or is_last)
