"""Houses without a number that are said with their street: "the bungalow station road haddenham".

Only where something is sent or somebody lives. What is written with commas is `placed_addresses`'.
"""

from collections.abc import Iterator

from assistant.redaction.found import Found, Personal
from assistant.redaction.placed import is_placed_at
from assistant.redaction.places import FOLLOWS, NO_STREET, STOPS, STREETS, WEAK_STREETS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.towns import tail_after

COTTAGES = word_set(
    "cottage bungalow lodge house farm barn mill rectory vicarage grange manor forge chapel"
    " farmhouse"
)
"""One of them stands in every text with such a house."""
_BEFORE = frozenset(("to", "at", "is", "'s", ":", "it's", "from"))
_NAME_MOST = 4
_STREET_MOST = 3


def cottages_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the houses of a text with the streets behind them."""
    for place, word in enumerate(tokens.low):
        if word not in COTTAGES:
            continue
        first = place
        while place - first < _NAME_MOST and _is_name(tokens, first - 1):
            first -= 1
        first -= tokens.at(first - 1) == "the"
        if tokens.at(first - 1) not in _BEFORE or not is_placed_at(tokens, first):
            continue
        after = _street_after(tokens, place + 1)
        if after is not None:
            end = tail_after(tokens, after).end
            yield Found(tokens.starts[first], tokens.ends[end - 1], Personal.ADDRESS)


def _street_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind "station road" or "the green"; None without a street."""
    on = place + (tokens.at(place) == "the")
    for kind in range(on, on + _STREET_MOST + 1):
        if not tokens.is_word(kind):
            return None
        is_named = kind > place
        is_over = tokens.at(kind + 1) == "" or tokens.at(kind + 1) in FOLLOWS
        if tokens.low[kind] in STREETS and is_named:
            is_sure = tokens.low[kind] not in WEAK_STREETS or is_over
            return kind + 1 if is_sure else None
        if not _is_name(tokens, kind):
            return None
    return None


def _is_name(tokens: Tokens, place: int) -> bool:
    word = tokens.at(place)
    return tokens.is_word(place) and not (word in NO_STREET or word in STOPS or word == "at")
