"""Codes of letters and figures: "A 4 8 2", "AB-20481", "w as in whiskey seven"."""

from dataclasses import dataclass

from assistant.redaction.figures import PAUSES, part_at
from assistant.redaction.postcodes import PHONETIC
from assistant.redaction.tokens import Tokens, word_set

_ENDS = word_set("and please for is it that was . , ? ! ; has i thanks from but where when")
_BETWEEN = PAUSES | {"-", "/", "#", ",", ".", "slash", "dot", "and"}
_CODE_MOST = 60
"""Tokens of a code that is spelled."""
_LETTERS_MOST = 3
_LAST_MOST = 2
"""Letters behind a parcel's number: "RR 123 456 785 GB"."""


@dataclass(frozen=True, slots=True)
class Code:
    """Figures and letters that follow one another."""

    first: int
    """Place of the first token."""
    after: int
    """Place behind the last one."""
    size: int
    """Letters and figures."""
    figures: int
    is_round: bool
    """Whether a "hundred" or "thousand" is said in it."""


def code_at(tokens: Tokens, first: int) -> Code | None:
    """Return the code that begins at a place: "A 4 8 2", "AB-20481", "w as in whiskey seven"."""
    place, after, size, figures, is_round = first, first, 0, 0, False
    while place < len(tokens) and place - first <= _CODE_MOST:
        word = tokens.low[place]
        part = part_at(tokens, place)
        if part is not None:
            place = after = part.after
            size, figures = size + len(part.figures), figures + len(part.figures)
            is_round = is_round or part.is_round
            continue
        chunk = _trimmed(tokens, place, tokens.chunk(place))
        written = tokens.text[tokens.starts[place] : tokens.ends[chunk - 1]]
        counted = sum(c.isalnum() for c in written)
        has_figure = any(c.isdigit() for c in written)
        is_spelled = counted > 1 and all(len(tokens.low[p]) == 1 for p in range(place, chunk))
        is_clean = all(c.isalnum() or c in "-_/#" for c in written)
        if is_clean and tokens.at(place).isalnum() and (has_figure or is_spelled):
            size, figures = size + counted, figures + sum(c.isdigit() for c in written)
            place = after = chunk
            continue
        is_letter = len(word) == 1 and word.isalpha() and chunk == place + 1
        if figures and _is_last(tokens, place, has_letters=size > figures):
            size, after = size + counted, chunk
            break
        if figures and (last := _letters_after(tokens, place)) > place:
            size, after = size + last - place, last
            break
        if is_letter or word in PHONETIC or (written.isupper() and 2 <= counted <= 4):
            if not _leads_on(tokens, chunk):
                break
            size += 1 if is_letter or word in PHONETIC else counted
            place = after = chunk
            if tokens.at(place) == "as":  # "W as in whiskey"
                place = after = min(len(tokens), place + 3)
            elif tokens.at(place) in ("for", "like") and part_at(tokens, place + 1) is None:
                place = after = min(len(tokens), place + 2)
            continue
        if after > first and word in _BETWEEN:
            if place - after >= 3:
                break
            place += 1
            continue
        break
    return Code(first, after, size, figures, is_round) if after > first else None


def _is_last(tokens: Tokens, place: int, *, has_letters: bool) -> bool:
    """Say whether a code ends in the letters at a place: "K X nine two F", "RR 123 GB"."""
    word, behind = tokens.low[place], tokens.at(place + 1)
    if not word.isalpha() or tokens.is_glued(place + 1) or (behind and behind not in _ENDS):
        return False
    is_upper = tokens.is_capital(place) and not tokens.text.isupper()
    is_letter = len(word) == 1 and (word not in ("a", "i", "x") or is_upper)
    return is_letter or (len(word) == _LAST_MOST and is_upper and has_letters)


def _letters_after(tokens: Tokens, place: int) -> int:
    """Return the place behind two or three single letters that end a code, else the place."""
    on = place
    while len(tokens.at(on)) == 1 and tokens.is_word(on) and on - place < _LETTERS_MOST:
        on += 1
    is_run = on - place > 1 and (tokens.at(on) == "" or tokens.at(on) in _ENDS)
    return on if is_run and tokens.low[place] not in ("a", "i", "x") else place


def _leads_on(tokens: Tokens, place: int) -> bool:
    """Say whether more of a code follows, so that "a" and "I" are letters and no words."""
    for on in range(place, place + 4):
        word = tokens.at(on)
        if word in ("as", "for", "like") or part_at(tokens, on) is not None or word in PHONETIC:
            return True
        if any(c.isdigit() for c in word) or (len(word) == 1 and word.isalpha()):
            return True
        if word not in PAUSES and word not in ("-", "/", ",", "underscore", "slash"):
            return False
    return False


def _trimmed(tokens: Tokens, first: int, after: int) -> int:
    while after > first + 1 and not tokens.low[after - 1].isalnum():
        after -= 1
    return after
