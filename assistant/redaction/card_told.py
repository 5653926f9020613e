"""Whether a text speaks of a card: by a word for one, or by as many figures as one has."""

from assistant.redaction.calendar_dates import figures_of_days
from assistant.redaction.figures import part_at
from assistant.redaction.heads import CARD_HEADS
from assistant.redaction.tokens import Tokens

_CARD_LEAST = 12
"""Figures of a text that could be a card's, so that "runs out" is its date."""


def has_card(tokens: Tokens) -> bool:
    """Say whether one is named, or all figures but those of days would make one."""
    if not CARD_HEADS.isdisjoint(tokens.low):
        return True
    parts = (part_at(tokens, place) for place in range(len(tokens)))
    size = sum(len(part.figures) for part in parts if part is not None)
    return size >= _CARD_LEAST and size - figures_of_days(tokens.text) >= _CARD_LEAST
