"""Whether a reply was a good one, read from what the shopper did next. Pure.

A heuristic for logs without labels: it says nothing of most turns rather than something wrong,
and labels made by people are better. What was interrupted counts as bad unless the shopper went
on with what the reply offered.
"""

from collections.abc import Iterable

from agents.acts import Act

_WENT_ON = frozenset(
    {
        *(Act.SELECT, Act.CART_ADD, Act.SAVE, Act.CONFIRM, Act.CHECKOUT),
        *(Act.COMPARE, Act.ASK_PRODUCT, Act.PRICE_OR_STOCK),
    }
)
"""Takes up what was shown."""
_GAVE_UP = frozenset({Act.DENY, Act.REPEAT, Act.UNCLEAR, Act.STOP, Act.HUMAN, Act.OUT_OF_SCOPE})
"""Did not get what the reply meant, or did not want it."""


def was_good(next_acts: Iterable[Act] | None, interrupted: bool) -> bool | None:
    """Return whether a reply was good; None where nothing can be told.

    Args:
        next_acts: Of the same conversation's next turn; None where there was none.
        interrupted: Whether the shopper cut the reply off.
    """
    acts = frozenset(next_acts or ())
    if acts & _GAVE_UP:
        return False
    if acts & _WENT_ON:
        return True
    return False if interrupted else None
