"""How somebody takes back what was just said: "no wait", "sorry", "I mean", "scratch that"."""

from assistant.redaction.figures import PAUSES
from assistant.redaction.tokens import Tokens, word_set

CORRECTS = word_set("no sorry wait actually correction oops scratch mean rather nope pardon")
_AROUND = (
    CORRECTS
    | PAUSES
    | word_set(", . - – … ; i 's it that let me make not hang on hold again excuse it's that's um")
)
_STEPS_MOST = 9


def before_correction(tokens: Tokens, place: int) -> int | None:
    """Return the last place before a correction that ends right before a place; None without."""
    on, is_corrected = place - 1, False
    while on >= 0 and place - on <= _STEPS_MOST and tokens.low[on] in _AROUND:
        is_corrected = is_corrected or tokens.low[on] in CORRECTS
        on -= 1
    return on if is_corrected and on >= 0 else None


def behind_correction(tokens: Tokens, place: int) -> int | None:
    """Return the first place behind a correction that begins at a place; None without one."""
    on, is_corrected = place, False
    while on < len(tokens) and on - place <= _STEPS_MOST and tokens.low[on] in _AROUND:
        is_corrected = is_corrected or tokens.low[on] in CORRECTS
        on += 1
    return on if is_corrected and on < len(tokens) else None
