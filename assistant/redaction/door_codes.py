"""The figures of a PIN, of what a door opens with, or of what was sent to prove somebody."""

from assistant.redaction.coded import code_at
from assistant.redaction.figures import PAUSES, part_at
from assistant.redaction.heard_numbers import MEASURED
from assistant.redaction.tokens import Tokens
from assistant.redaction.typed_secrets import written_from

CODE_LEAST, _CODE_MOST = 3, 10
"""Figures, or letters and figures."""
_SIGNS_SAID = frozenset(("hash", "star", "pound", "asterisk", "hashtag", "#", "*"))
"""Pressed before, in or behind a code of a door."""
_INSIDE = _SIGNS_SAID | {"-", ","}
_PRESSED = frozenset(("press", "dial", "buzz", "punch", "key", "push", "type", "enter", "hit"))


def code_before(tokens: Tokens, after: int) -> tuple[int, int] | None:
    """Return the figures that end at a place: "press 2294" before "to get in"."""
    if tokens.is_word(after - 1) and tokens.is_glued(after - 1) and tokens.is_figures(after - 2):
        written = tokens.text[tokens.starts[after - 2] : tokens.ends[after - 1]]
        is_code = CODE_LEAST < len(written) <= CODE_LEAST + 3 and written[-1:].isupper()
        is_code = is_code and tokens.at(after - 3) == "code"
        return (after - 2, after) if is_code else None  # "code 4471C for the lobby"
    first = after
    while first > 0 and part_at(tokens, first - 1) is not None and after - first < _CODE_MOST:
        first -= 1
    least = CODE_LEAST + (tokens.at(first - 1) not in _PRESSED)
    return code_from(tokens, first, least=least) if first < after else None


def _spelled_after(tokens: Tokens, first: int) -> int:
    """Return the place behind "K seven M four", said one by one; else the place itself."""
    code = code_at(tokens, first)
    if code is None or code.first != first or code.figures < 2 or len(tokens.low[first]) != 1:
        return first
    return code.after if CODE_LEAST < code.size <= _CODE_MOST and tokens.is_word(first) else first


def code_from(tokens: Tokens, first: int, *, least: int) -> tuple[int, int] | None:
    """Return figures, or letters written in one with figures."""
    begin = first
    while tokens.at(first) in _SIGNS_SAID:
        first += 1
    if first >= len(tokens):
        return None
    place, figures = first, 0
    while (part := part_at(tokens, place)) is not None and not part.is_round:
        figures += len(part.figures)
        place = after = part.after
        while tokens.at(place) in PAUSES or tokens.at(place) in _INSIDE:
            figures += tokens.at(place) in _SIGNS_SAID
            place += 1
    if not figures:
        after = tokens.chunk(first)
        if (spelled := _spelled_after(tokens, first)) > first:
            return begin, spelled
        written = written_from(tokens, first, after).rstrip(".,?!;")
        figures = sum(c.isdigit() for c in written) and len(written)
        if not written.isupper():
            return None
    if not least <= figures <= _CODE_MOST:
        return None
    if tokens.at(after) in _SIGNS_SAID:
        after += 1
    if tokens.at(after) in MEASURED:
        return None  # "the front door is 200 cm"
    return begin, after
