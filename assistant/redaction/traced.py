"""Numbers of orders that are asked for: "cancel 7781-2290", "did 55129 ship", "88213 and 88214"."""

import re
from collections.abc import Iterator

from assistant.redaction.coded import Code, code_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.tokens import Tokens, word_set

GOES_ON = word_set(
    """
    is was has hasn't hasnt isn't isnt still please and but for to it i that which the my a with
    from on in at as never not or did didn't does doesn't where when what why how can could should
    arrived shipped late missing yet now today thanks thank because , . ? ! ; : ) - '
    """
)
"""What may follow the number of an order that nothing calls a number; no "1500 balloons"."""
_TRACED = word_set("track trace cancel cancelling refund return reorder lookup check")
"""Said of orders, right before their number: "cancel 7781-2290"."""
_TRACED_TWO = {
    ("look", "up"),
    ("pull", "up"),
    ("check", "on"),
    ("status", "of"),
    ("happening", "with"),
    ("happened", "to"),
    ("news", "on"),
}
_WHERE = frozenset(("is", "'s", "find"))
"""Said right before a code of letters and then figures: "where is BX900128"."""
_LETTERED = re.compile(r"[a-z]{1,4}-?\d{5,}", re.IGNORECASE)
"""A model's has letters behind its figures."""
_PARTED = re.compile(r"\d{4,}-[A-Z]{1,3}(?![\w-])")
"""As no model is called."""
_ENDING = word_set("ending ends finishing end finishes")
_ENDING_LEAST = 3
_NEAR = 6
"""Words before "ending" in which an order is spoken of."""
_TRACED_LAST = _TRACED | word_set("up on of with to did has is will when where 's find")
_SHIPS = word_set("ship shipped arrive arrived been left delivered gone coming going arriving")
_ALSO = word_set("and or maybe & , also then")
_ALSO_MOST = 3
_LEAST = 5
"""Figures of a number that nothing calls one."""


def traced_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the numbers of orders that are looked up: "track 88120931", "look up 7781-2290"."""
    for place, word in enumerate(tokens.low):
        if word not in _TRACED_LAST:
            continue
        is_asked = word in ("did", "has", "is", "will", "when", "where", "'s")
        is_asked = is_asked or word == "find"
        is_traced = word in _TRACED or (tokens.at(place - 1), word) in _TRACED_TWO
        if not is_traced and not is_asked:
            continue
        code = code_at(tokens, place + 1) if place + 1 < len(tokens) else None
        if code is None or code.is_round:
            continue
        parted = _parted_end(tokens, place + 1) if is_traced else 0
        if parted:
            yield Found(tokens.starts[place + 1], parted, Personal.ORDER)
        if code.figures < _LEAST:
            continue
        behind = tokens.at(code.after)
        is_over = behind == "" or behind in GOES_ON or behind in _SHIPS
        is_lettered = word in _WHERE and _is_lettered(tokens, code)
        if is_over and (is_traced or is_lettered or behind in _SHIPS):
            yield Found(tokens.starts[code.first], tokens.ends[code.after - 1], Personal.ORDER)
            yield from others_behind(tokens, code)


def _is_lettered(tokens: Tokens, code: Code) -> bool:
    written = tokens.text[tokens.starts[code.first] : tokens.ends[code.after - 1]]
    return _LETTERED.fullmatch(written) is not None


def _parted_end(tokens: Tokens, place: int) -> int:
    """Return the character behind figures, a hyphen and letters, "7719-AB"; 0 without."""
    match = _PARTED.match(tokens.text, tokens.starts[place])
    return match.end() if match is not None else 0


def ending_in(tokens: Tokens, heads: frozenset[str]) -> Iterator[Found]:
    """Yield the last figures of orders: "my two orders, ending 4471 and 4498".

    Args:
        tokens: Of the text.
        heads: Words that orders are called.
    """
    for place, word in enumerate(tokens.low):
        if word not in _ENDING or heads.isdisjoint(tokens.low[max(0, place - _NEAR) : place]):
            continue
        first = place + 1 + (tokens.at(place + 1) in ("in", "with", "on"))
        code = code_at(tokens, first) if first < len(tokens) else None
        if code is not None and code.figures >= _ENDING_LEAST and not code.is_round:
            yield Found(tokens.starts[code.first], tokens.ends[code.after - 1], Personal.ORDER)
            yield from others_behind(tokens, code)


def others_behind(tokens: Tokens, code: Code) -> Iterator[Found]:
    """Yield the numbers that are counted up behind one: "88213 and 88214"."""
    on = code.after
    while tokens.at(on) in _ALSO and on - code.after < _ALSO_MOST:
        on += 1
        other = code_at(tokens, on) if on < len(tokens) else None
        if other is not None and other.first == on:
            if (other.size, other.figures) == (code.size, code.figures):
                yield Found(tokens.starts[on], tokens.ends[other.after - 1], Personal.ORDER)
            return
