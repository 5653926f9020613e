"""Tells how sharp a screen is from how much it costs: a 4K television is no four thousand."""

from decimal import Decimal

from agents.understand.tokens import Token
from retrieval.wordset import wordset

_SHARP = frozenset({Decimal(2), Decimal(4), Decimal(5), Decimal(8)})
_BEFORE_MONEY = wordset(
    "under over about around below above than between to and most least $ budget max maximum "
    "spend for pay costs cost is of from up exactly roughly within"
)
_AFTER_MONEY = frozenset({"dollars", "dollar", "bucks", "or", "max", "budget", "to", "tops", "$"})


def is_resolution(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether the number at `i` and the "k" written to it are a resolution.

    Args:
        tokens: Of an utterance, numbers not joined yet.
        i: A token with a value, before one that is a "k".
    """
    alone = len(tokens) == 2  # the answer to "how much?"
    if alone or tokens[i].value not in _SHARP or not tokens[i + 1].joined:
        return False
    before = tokens[i - 1].norm if i > 0 else ""
    after = tokens[i + 2].norm if i + 2 < len(tokens) else ""
    return before not in _BEFORE_MONEY and after not in _AFTER_MONEY
