"""Addresses that are told field by field: "address line one, eleven Mill Race, line two, Ashford".

    street is Eastgate, number forty four, city Chester        house name Thornfield

Two fields have to be told, so that a "city bag" and a "street style" are none.
"""

from collections.abc import Iterator

from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.tokens import Tokens, word_set

FIELDS = word_set("line street city town house address")
"""One of them stands in every text with such an address."""
_LINES = word_set("one two three 1 2 3")
_IS = PAUSES | word_set("is 's : = , it that will be")
_COPULAS = frozenset(("is", "'s", ":", "="))
_NAMED = word_set("street city town county suburb")
_ENDS = word_set(". ; ? ! and please but so thanks can could i my you")
_VALUE_MOST = 7
_FIELDS_LEAST = 2


def fielded_in(tokens: Tokens) -> Iterator[Found]:
    """Yield what stands in the fields of an address."""
    if FIELDS.isdisjoint(tokens.low):
        return
    heads = tuple(_heads(tokens))
    is_lined = any(is_line for _, _, is_line in heads)
    if len(heads) < _FIELDS_LEAST or not (is_lined or "street" in tokens.low):
        return
    places = [first for first, _, _ in heads]
    for number, (_, behind, _) in enumerate(heads):
        after = behind
        last = places[number + 1] if number + 1 < len(places) else len(tokens)
        while tokens.at(after) in _IS:
            after += 1
        end = after
        while end < min(last, after + _VALUE_MOST) and tokens.low[end] not in _ENDS:
            end += 1
        while end > after and not tokens.low[end - 1].isalnum():
            end -= 1
        if end > after:
            yield Found(tokens.starts[after], tokens.ends[end - 1], Personal.ADDRESS)


def _heads(tokens: Tokens) -> Iterator[tuple[int, int, bool]]:
    """Yield where each field is named, the place behind that, and whether it is a line."""
    place = 0
    while place < len(tokens):
        head = _line(tokens, place) or _field(tokens, place)
        if head is None:
            place += 1
            continue
        yield place, *head
        place = head[0]


def _line(tokens: Tokens, place: int) -> tuple[int, bool] | None:
    on = place + (tokens.at(place) == "address")
    pair = (tokens.at(on), tokens.at(on + 1))
    is_line = (pair[0] == "line" and pair[1] in _LINES) or (
        pair[0] in ("first", "second", "third") and pair[1] == "line" and tokens.at(on + 2) != "of"
    )
    return (on + 2, True) if is_line else None


def _field(tokens: Tokens, place: int) -> tuple[int, bool] | None:
    word, behind = tokens.low[place], tokens.at(place + 1)
    if word in _NAMED and behind in _COPULAS:
        return place + 2, False
    if word in ("house", "street") and behind in ("name", "number"):
        return place + 2, False
    is_number = word == "number" and (behind.isdigit() or behind in FIGURE_WORDS)
    is_city = word in ("city", "town") and place > 1 and tokens.at(place + 2) in ("", ".", ",")
    return (place + 1, False) if is_number or is_city else None
