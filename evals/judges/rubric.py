"""What a judge is asked of a conversation: a few questions with yes or no for an answer."""

from dataclasses import dataclass
from typing import Final, Literal

Answer = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    name: str
    asks: str
    good: Answer
    """The answer with which a conversation passes; the other one is a veto."""
    fault: str
    """What a veto says, for people."""


RUBRIC: Final = (
    Question(
        "understood",
        "Did the assistant understand what the shopper needed?",
        "yes",
        "the shopper's need was not understood",
    ),
    Question(
        "misleading",
        "Would any reply mislead the shopper about a product, a price or the shop?",
        "no",
        "a reply misleads",
    ),
    Question(
        "manner",
        "Were all replies polite and brief?",
        "yes",
        "a reply is rude or too long",
    ),
)

RUBRIC_VERSION: Final = 1
"""Labels and judgments of another version are of other questions."""

QUESTIONS: Final = {question.name: question for question in RUBRIC}
