"""Letters before a number that belong to it: "GB-2025-945", "O R D hyphen nine", "P, O, 46"."""

from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.postcodes import PHONETIC
from assistant.redaction.tokens import Tokens, word_set

DASHES = word_set("dash hyphen minus - – _ underscore slash /")
_NO_PREFIX = word_set(
    """
    is was at to on in for my me the and or of by it its that this are no not so be with but from
    you we i a uh um er ah call text tel cell ring fax phone card visa plus then also than over up
    about code zip area like
    """
)
_WORD_MOST = 5
"""Letters of a prefix that is said as a word: "order web dash 34"."""
_LETTERS_MOST = 5
_STEPS_MOST = 24
LETTER_NAMES = word_set("bee tee dee gee jay kay pee cue zed zee vee em ell ess aitch ex")
"""As a recogniser writes letters: "bee tee six six one"."""
_AS = 3
"""Words behind a letter: "r as in romeo"."""


def prefix_first(tokens: Tokens, first: int) -> int:
    """Return where the letters before a number begin, or where that does without any."""
    dashed = _dashed(tokens, first)
    if dashed is not None:
        return dashed
    on, best, letters = first, first, 0
    while on > 0 and letters < _LETTERS_MOST and first - on < _STEPS_MOST:
        before = tokens.low[on - 1]
        if before in (",", ".", "-", "minus") or (before in PAUSES and before != "like"):
            on -= 1
            continue
        size = _letter_before(tokens, on)
        if not size:
            break
        on -= size
        letters += 1
        best = on
    is_word = letters == 1 and tokens.low[best] in ("a", "i", "x", "o")
    return first if is_word and best == first - 1 else best


def _dashed(tokens: Tokens, first: int) -> int | None:
    """Return where "GB-" or "web dash" before a number begins."""
    if tokens.at(first - 1) not in DASHES:
        return None
    word = tokens.at(first - 2)
    is_prefix = word.isalpha() and 1 < len(word) <= _WORD_MOST and word not in _NO_PREFIX
    return first - 2 if is_prefix and word not in FIGURE_WORDS else None


def _letter_before(tokens: Tokens, place: int) -> int:
    """Return how many tokens before a place spell one letter, 0 for none."""
    before = tokens.low[place - 1]
    if len(before) == 1 and before.isalpha():
        return 1
    if before in PHONETIC or before in LETTER_NAMES:
        return 1
    letter = tokens.at(place - 1 - _AS)
    if tokens.low[max(0, place - _AS) : place - 1] == ["as", "in"] and letter.isalpha():
        return _AS + 1 if len(letter) == 1 else 0
    is_for = tokens.at(place - 2) in ("for", "like") and tokens.is_word(place - 1)
    letter = tokens.at(place - 3)
    return 3 if is_for and len(letter) == 1 and letter.isalpha() else 0
