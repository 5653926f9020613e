"""Numbers of houses: "1234", "5B", "14/34", "twelve thirty four"."""

from assistant.redaction.figures import FIGURE_WORDS, PAUSES, part_at
from assistant.redaction.tokens import Tokens, word_set

_NUMBER_MOST = 8
_HOUSE_MOST = 6
"""Figures of a house number."""
_HOUSE_GROUPS = 3
_CHUNK_MOST = 5
_CHUNK_LETTERS = 9
"""Letters and signs of what stands before a house number: "12-2-709/A"."""
_JOINED_MOST = 4
"""Numbers behind the first one: "18/1", "1-2-3", "8-2-293/82/A"."""
_CORRECTS = word_set("no not sorry wait actually correction oops scratch mean rather nope")
_SAID_JOINS = frozenset(("dash", "hyphen", "slash"))
_JOINS = _SAID_JOINS | {"and", "-"}
_AROUND = PAUSES | word_set(", . - – … i 's it that let me make not hang on hold again") | _CORRECTS
"""May stand between a number and what corrects it."""
_BACK_MOST = 16
_CORRECTED_MOST = 40
"""Tokens of numbers that are taken back, with what takes them back."""
_MISSAID_MOST = 3
"""Words of a street that is taken back: "12 oak, no, 14 elm street"."""


def house_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind the number of a house; None where none begins."""
    if tokens.is_figures(place):
        return _written_after(tokens, place)
    return _said_after(tokens, place) if tokens.low[place] in FIGURE_WORDS else None


def led_first(tokens: Tokens, first: int) -> int:
    """Return where the number at `first` begins with what stands before it.

    "u4/19", "2/2 90", "L12, 50", "1 2 4 8" of figures read one by one.
    """
    on = first
    least = first - _BACK_MOST
    while (
        on > max(1, least)
        and tokens.at(on - 1) == "/"
        and (tokens.is_glued(on) and tokens.is_glued(on - 1))
    ):
        on -= 2
    while least < on < first and on > 0 and tokens.is_glued(on) and tokens.low[on - 1].isalnum():
        on -= 1
    begin = on - 1 - (tokens.at(on - 1) == ",")
    chunk = begin
    while chunk > 0 and begin - chunk < _CHUNK_MOST and tokens.is_glued(chunk):
        chunk -= 1
    written = tokens.low[max(0, chunk) : begin + 1]
    figures = sum(word.isdigit() for word in written)
    is_number = figures and len(written) > 1 and all(w.isalnum() or w in "-/" for w in written)
    is_short = sum(map(len, written)) <= _CHUNK_LETTERS and all(
        len(word) <= 2 for word in written if word.isalpha()
    )
    is_apart = tokens.at(on - 1) == "," or "/" in written
    if begin >= 0 and is_number and is_short and is_apart:
        return chunk
    if len(tokens.at(on)) == 1 and tokens.is_figures(on):
        while on > least and tokens.is_figures(on - 1) and len(tokens.at(on - 1)) == 1:
            on -= 1
    return on


def corrected_first(tokens: Tokens, first: int) -> int:
    """Return where what the number at `first` corrects begins: "158, I mean 58", else `first`."""
    on, is_corrected, words = first - 1, False, 0
    while on >= 0 and first - on <= _BACK_MOST:
        word = tokens.low[on]
        if tokens.is_figures(on) or word in FIGURE_WORDS:
            break
        is_corrected = is_corrected or word in _CORRECTS
        if word not in _AROUND:
            words += 1
            if not is_corrected or words > _MISSAID_MOST or not tokens.is_word(on):
                return first
        on -= 1
    else:
        return first
    if not is_corrected:
        return first
    while on > 0 and first - on < _CORRECTED_MOST and _is_of_number(tokens, on - 1):
        on -= 1
    return on


def _is_of_number(tokens: Tokens, place: int) -> bool:
    word = tokens.low[place]
    if tokens.is_figures(place) or word in FIGURE_WORDS:
        return True
    is_joined = word in ("-", "and") or word in PAUSES
    before = tokens.at(place - 1)
    return is_joined and (before.isdigit() or before in FIGURE_WORDS)


def _written_after(tokens: Tokens, place: int) -> int | None:
    glued_to = tokens.is_glued(place) and tokens.at(place - 1).isalnum()
    if len(tokens.low[place]) > _HOUSE_MOST or glued_to:
        return None
    after = place + 1
    if tokens.is_glued(after):
        if len(tokens.at(after)) == 1 and tokens.is_word(after):
            after += 1
        elif tokens.is_word(after):
            return None
        for _ in range(_JOINED_MOST):
            is_joined = tokens.at(after) in ("-", "/", ".", ",", ":") and tokens.is_glued(after)
            if not (is_joined and tokens.is_glued(after + 1) and tokens.is_figures(after + 1)):
                break
            after += 2
        after += 2 * _is_lettered(tokens, after)
    if tokens.at(after) in _SAID_JOINS and tokens.is_figures(after + 1):  # "96 dash 8882"
        after += 2
    while tokens.is_figures(after) and after - place < _HOUSE_GROUPS:
        after += 1
    letter = tokens.at(after)
    is_letter = len(letter) == 1 and (letter in "bcdfgh" or (letter == "a" and (
        tokens.is_capital(after) or tokens.at(after + 1) == ","
    )))  # fmt: skip
    return after + (is_letter and tokens.at(after + 1) not in ("", "-", ".", "'"))


def _is_lettered(tokens: Tokens, place: int) -> bool:
    """Say whether "/A" stands right behind the numbers of a house."""
    is_letter = len(tokens.at(place + 1)) == 1 and tokens.is_word(place + 1)
    is_joined = tokens.at(place) == "/" and tokens.is_glued(place) and tokens.is_glued(place + 1)
    return is_letter and is_joined and not tokens.is_glued(place + 2)


def _said_after(tokens: Tokens, place: int) -> int | None:
    after, is_long = place, False  # whether "eleven to fifteen" may go on from here
    while after - place < _NUMBER_MOST:
        part = part_at(tokens, after)
        is_round = tokens.at(after) in ("hundred", "thousand")
        is_joined = tokens.at(after) in _JOINS or (is_long and tokens.at(after) == "to")
        goes_on = is_joined and part_at(tokens, after + 1) is not None
        is_long = part is not None and len(part.figures) > 1
        if part is not None:
            after = part.after
        elif after > place and (is_round or goes_on):
            after += 1
        else:
            break
    if after == place:
        return None
    if tuple(tokens.low[after : after + 3]) == ("and", "a", "half"):
        after += 3
    word = tokens.at(after)
    return after + (len(word) == 1 and word in "abcdf" and tokens.at(after + 1) != "")
