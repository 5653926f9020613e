"""Texts that are nothing but a number or a code: what somebody answers when asked for it.

"um, 363855", "yeah it's PO-80450", "w two seven eight four nine". A search of a model's name stays:
what is written as one, with letters between its figures, is only a code where words lead to it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.redaction.corrections import CORRECTS
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, Row
from assistant.redaction.found import Found, Personal
from assistant.redaction.listed import is_counting
from assistant.redaction.loose_codes import is_of_goods
from assistant.redaction.numbers import PHONE_LEAST
from assistant.redaction.postcodes import PHONETIC
from assistant.redaction.prefixes import DASHES
from assistant.redaction.tokens import Tokens, word_set

_LEADS = (
    PAUSES
    | CORRECTS
    | word_set(
        """
    yes yep yup sure well hi hello hey right it 's is its it's that that's would 'd be the number
    my this here you go , . : ! ? ; - hang hold on one sec second moment let me see i think so ok
    ready alright of course think got have should be was order confirmation reference id code 'll ve
    've a
    """
    )
)
_TELLING = PAUSES | word_set("is 's it's its that's be was , :")
"""Stand before what is told, not before a model that is wanted: "the XR-55A80K please"."""
_TRAILS = word_set(
    """
    please thanks thank you that 's it is that's ok okay right . , ! ? ; cheers all done for now
    """
)
_LINKS = DASHES | PAUSES | CORRECTS | word_set(", . as in for like i mean # double triple 's it")
_WRITTEN = re.compile(
    r"(?:[a-z]{0,4}[-/]?|(?-i:[A-Z]{2,3}) )\d{5,14}(?:[-/ ]\d{2,12}){0,3}", re.IGNORECASE
)
_PAIR = re.compile(r"(?!1[89]|20)\d{4}[- ]\d{4}(?<!00)")
"""Eight figures as phones and orders have them, no years: "9123-4567"."""
_MIXED = re.compile(r"(?=(?:\D*\d){3})[a-z\d]{1,8}(?:-[a-z\d]{2,12}){1,3}", re.IGNORECASE)
_WRITTEN_LEAST = 6
"""Figures of a number that no letters come before: five are a set of bricks, or a zip code."""
_SPELLED_LEAST = 5
"""Letters and figures of what is spelled."""
_FIGURES_LEAST = 4
_SINGLES_LEAST = 3
"""Figures said one by one behind "that would be"."""
_TOKENS_MOST = 80


def answers_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the number of a text that is nothing else.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    first, after = 0, len(tokens)
    if after > _TOKENS_MOST:
        return
    if tokens.at(0) == "oh" and not tokens.at(1).isdigit() and tokens.at(1) not in FIGURE_WORDS:
        first = 1
    while first < after and tokens.low[first] in _LEADS and not _is_letter(tokens, first):
        first += 1
    while after > first and tokens.low[after - 1] in _TRAILS:
        after -= 1
    if first == after:
        return
    start, end = tokens.starts[first], tokens.ends[after - 1]
    text, before = tokens.text[start:end], tokens.at(first - 1)
    if _is_code(text, before) or _is_spelled(tokens, rows, first, after):
        yield Found(start, end, Personal.ORDER)


def _is_letter(tokens: Tokens, place: int) -> bool:
    """Say whether "a" or "i" is the first letter of a code: "a 4 8 2"."""
    behind = tokens.at(place + 1)
    return tokens.low[place] in ("a", "i") and (len(behind) == 1 or behind in FIGURE_WORDS)


def _is_code(text: str, before: str) -> bool:
    """Say whether what is written as one is a code, by what stands before it."""
    if before == "number" and text.isdigit():
        return len(text) >= _FIGURES_LEAST
    if _WRITTEN.fullmatch(text):
        figures = sum(c.isdigit() for c in text)
        return before != "" or text[0].isalpha() or figures >= _WRITTEN_LEAST
    if _PAIR.fullmatch(text):
        return True
    return before in _TELLING and _MIXED.fullmatch(text) is not None


def _begins(tokens: Tokens, place: int) -> bool:
    """Say whether letters that are said one by one begin here."""
    is_letter = tokens.is_word(place) and len(tokens.low[place]) == 1
    return is_letter and len(tokens.at(place - 1)) != 1


def _is_spelled(tokens: Tokens, rows: Sequence[Row], first: int, after: int) -> bool:
    """Say whether nothing but letters and figures, one by one, stands between two places."""
    letters = 0
    if any(is_of_goods(tokens, place) for place in range(first, after) if _begins(tokens, place)):
        return False
    if "point" in tokens.low:  # "u s b three point two"
        return False
    rows = tuple(row for row in rows if first <= row.first and row.after <= after)
    of_rows = {place for row in rows for place in range(row.first, row.after)}
    for place in range(first, after):
        word = tokens.low[place]
        is_letter = len(word) == 1 and word.isalpha()
        if place in of_rows or word in FIGURE_WORDS or word.isdigit():
            continue
        is_named = tokens.at(place - 1) in ("in", "for", "like") and word.isalpha()
        if not (is_letter or word in PHONETIC or is_named or word in _LINKS):
            return False
        is_measure = is_letter and tokens.is_glued(place) and tokens.at(place - 1).isdigit()
        if word == "x" or (is_measure and first == 0):  # "1920 x 1080", "4000-5000k"
            return False
        if is_letter and tokens.is_glued(place + 1) and tokens.at(place - 1).isdigit():
            return False  # "70-200 f2.8"
        letters += is_letter or word in PHONETIC
    parts = [part for row in rows for part in row.parts]
    figures = sum(len(part.figures) for part in parts)
    if letters and figures >= 2 and all(len(part.figures) == 1 for part in parts):
        return figures + letters >= _SPELLED_LEAST
    if figures < _FIGURES_LEAST or (len(parts) < 3 and any(part.is_round for part in parts)):
        return False
    singles = sum(len(set(part.figures)) == 1 for part in parts)
    if letters:
        return figures + letters >= _SPELLED_LEAST
    if first and singles == len(parts) and len(parts) >= _SINGLES_LEAST:
        return figures < PHONE_LEAST and not any(map(is_counting, rows))
    is_long = figures >= PHONE_LEAST  # told by itself, as a phone's
    return (
        figures > _SPELLED_LEAST
        and not is_long
        and singles >= 3
        and not any(map(is_counting, rows))
    )
