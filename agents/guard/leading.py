"""Sentences that say of whom they speak only later: "For $97,", "one is $60, the other $145". Pure."""

from collections.abc import Sequence
from dataclasses import replace

from agents.guard.index import SheetIndex
from agents.guard.scan import BE, Item, Kind
from agents.guard.talk import Talk
from agents.guard.text import Token
from agents.guard.wordset import wordset

_LEADS = wordset("at for with")
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
        Readings with the "one" as a name; the items alone where there is no such "one".
    """
    pairs = (talk.focus, talk.mentioned, index.spoken)
    pair = next((p for p in pairs if len(p) > 1), ())
    n = _one(items)
    if n is None or len(pair) != 2 or not any(i.low == "other" for i in items[n:]):
        return [items]
    return [
        [*items[:n], replace(items[n], kind=Kind.NAME, places=frozenset({p})), *items[n + 1 :]]
        for p in pair
    ]


def _one(items: list[Item]) -> int | None:
    """Return where "one" opens a statement: "one is", "one of them costs"; None if it does not."""
    for n, item in enumerate(items):
        if item.kind is Kind.NAME:
            return None
        if item.low != "one" or item.kind is not Kind.FILLER:
            continue
        if n and items[n - 1].kind not in (Kind.COMMA, Kind.BREAK, Kind.AND):
            continue
        if n + 1 < len(items) and items[n + 1].low in _SAYS:
            return n
    return None
