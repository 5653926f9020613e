"""Sentences that say only later of whom they speak: "For $97,", "one is $60, ...". Pure."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from agents.guard.index import SheetIndex
from agents.guard.item import BE, Item, Kind
from agents.guard.talk import Talk
from agents.guard.text import Token
from retrieval.wordset import wordset

_LEADS = wordset("at for with rated priced")
_MOST = 3
"""Products that "one ..., one ..., and one ..." can mean."""
_LONGEST = 14
"""Tokens of a lead; a longer clause speaks of someone."""
_SAYS = BE | wordset("costs has comes runs weighs goes sits gets")


def is_lead(tokens: Sequence[Token]) -> bool:
    """Say whether a clause only leads to whom it is said of: "For $97," or "At $60,"."""
    return 2 < len(tokens) <= _LONGEST and tokens[0].low in _LEADS and tokens[-1].low == ","


def one_of_two(items: list[Item], talk: Talk, index: SheetIndex) -> list[list[Item]]:
    """Return the readings of "one is ..., the other is ...": either of two may be the one.

    Args:
        items: Of the sentence.
        talk: What was spoken of before.
        index: The facts.

    Returns:
        Readings with each "one" as a name; the items alone where no such "one" stands.
    """
    group = next((p for p in (talk.focus, talk.mentioned, index.spoken) if len(p) > 1), ())
    ones = _ones(items)
    told = len(ones) + any(i.low == "other" for i in items)
    goes_on = items[-1:] != [] and items[-1].low == ","
    if not ones or not 1 < len(group) <= _MOST or not (told == len(group) or goes_on):
        return [items]
    if told > len(group):
        return [items]
    return [_named(items, ones, places) for places in permutations(group, len(ones))]


def _named(items: list[Item], ones: list[int], places: tuple[int, ...]) -> list[Item]:
    read = list(items)
    for n, place in zip(ones, places, strict=True):
        read[n] = replace(items[n], kind=Kind.NAME, places=frozenset({place}))
    for n in reversed(ones):
        if n + 1 < len(read) and read[n + 1].low in ("of them", "of these"):
            del read[n + 1]
        elif [i.low for i in read[n + 1 : n + 3]] in (["of", "them"], ["of", "these"]):
            del read[n + 1 : n + 3]
    return read


def _ones(items: list[Item]) -> list[int]:
    """Return where "one" opens a statement: "one is", "one of them costs"."""
    found: list[int] = []
    for n, item in enumerate(items):
        if item.kind is Kind.NAME:
            return []
        if item.low != "one" or item.kind is not Kind.FILLER:
            continue
        if n and items[n - 1].kind not in (Kind.COMMA, Kind.BREAK, Kind.AND):
            continue
        after = [w for i in items[n + 1 : n + 4] for w in i.low.split()]
        after = after[2:] if after[:2] in (["of", "them"], ["of", "these"]) else after
        if after[:1] and after[0] in _SAYS:
            found.append(n)
    return found
