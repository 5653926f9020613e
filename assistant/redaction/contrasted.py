"""Addresses told from one another: "you had it as nine Elm Grove, it's nineteen Elm Grove".

    fifteen hundred elm should be fifteen oh one elm        4519 Sycamore, not 4915

The same name behind two numbers is a street where something sets one right, and where it is called
so, or the numbers are too long for what is counted.
"""

from collections.abc import Iterator
from typing import NamedTuple

from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import LAST, kinds
from assistant.redaction.houses import house_after
from assistant.redaction.placed_addresses import NO_NAME
from assistant.redaction.places import FOLLOWS, STREETS
from assistant.redaction.tokens import Tokens, word_set

CONTRASTS = word_set("not it's its it but should instead wrong had now was meant")
"""One of them stands in every text with such addresses."""
_TREES = word_set(
    """
    elm oak maple pine cedar birch ash walnut chestnut willow sycamore magnolia poplar spruce
    hickory laurel cherry juniper cypress vine main high church mill park lake hill king queen
    """
)
_LEADS = word_set("at in number no flat unit apartment to")
"""Stand before "61 B, not 61 A", which are pencils otherwise."""
_NAME_MOST = 3
_LONG = 3
"""Figures of a number that is no quantity, if it is not round."""


class _House(NamedTuple):
    first: int
    name: int
    end: int
    is_long: bool


def contrasted_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the numbers and streets of a text that are set against one another."""
    if CONTRASTS.isdisjoint(tokens.low):
        return
    yield from _lettered(tokens)
    houses = tuple(_houses(tokens))
    for one in houses:
        other = _other_number(tokens, one)
        if other is not None:
            yield _found(tokens, one.first, one.end)
            yield _found(tokens, *other)
        names = tuple(tokens.low[one.name : one.end])
        is_told = names[-1] in STREETS and len(names) > 1
        for two in houses:
            is_same = two.name > one.name and tuple(tokens.low[two.name : two.end]) == names
            is_other = tokens.low[one.first : one.name] != tokens.low[two.first : two.name]
            is_long = one.is_long and two.is_long and _is_street(names)
            if is_same and is_other and (is_told or is_long):
                yield _found(tokens, one.first, one.end)
                yield _found(tokens, two.first, two.end)


def _found(tokens: Tokens, first: int, after: int) -> Found:
    return Found(tokens.starts[first], tokens.ends[after - 1], Personal.ADDRESS)


def _houses(tokens: Tokens) -> Iterator[_House]:
    """Yield every number with some words behind it up to the end of the clause."""
    place = 0
    while place < len(tokens):
        is_number = tokens.is_figures(place) or tokens.low[place] in FIGURE_WORDS
        name = house_after(tokens, place) if is_number else None
        if name is None:
            place += 1
            continue
        end = name
        while (
            tokens.is_word(end)
            and end - name < _NAME_MOST
            and tokens.low[end] not in NO_NAME | FIGURE_WORDS | PAUSES
        ):
            end += 1
        is_over = tokens.at(end) == "" or tokens.at(end) in FOLLOWS | CONTRASTS
        if end > name and is_over:
            yield _House(place, name, end, _is_long(tokens, place, name))
        place = max(name, place + 1)


def _is_long(tokens: Tokens, first: int, after: int) -> bool:
    if tokens.is_figures(first):
        written = tokens.low[first]
        return len(written) >= _LONG and not written.endswith("00")
    return after - first > 1


def _is_street(names: tuple[str, ...]) -> bool:
    return len(names) == 1 and (names[0] in _TREES or bool(kinds(names[0]) & LAST))


def _lettered(tokens: Tokens) -> Iterator[Found]:
    """Yield "sixty one B, not sixty one A"."""
    for place, word in enumerate(tokens.low):
        if word != "not" or not place:
            continue
        last = place - 1 - (tokens.at(place - 1) == ",")
        after = house_after(tokens, place + 1) if place + 1 < len(tokens) else None
        if after is None or tokens.is_word(last) is False or len(tokens.low[last]) != 1:
            continue
        after += len(tokens.at(after)) == 1 and tokens.is_word(after)
        number = tokens.low[place + 1 : after - 1]
        first = last - len(number)
        is_led = tokens.at(first - 1) in _LEADS
        if number and first >= 0 and is_led and tokens.low[first:last] == number:
            yield _found(tokens, first, last + 1)
            yield _found(tokens, place + 1, after)


def _other_number(tokens: Tokens, one: _House) -> tuple[int, int] | None:
    """Return the number that stands behind "4519 Sycamore, not"."""
    on = one.end + (tokens.at(one.end) == ",")
    names = tuple(tokens.low[one.name : one.end])
    is_told = names[-1] in STREETS and len(names) > 1
    if tokens.at(on) != "not" or not (is_told or (one.is_long and _is_street(names))):
        return None
    after = house_after(tokens, on + 1) if on + 1 < len(tokens) else None
    if after is None or not (tokens.at(after) == "" or tokens.at(after) in FOLLOWS):
        return None
    return on + 1, after
