"""What the template replies say in the same words again and again.

Of 660 typed turns (110 random conversations on the sample catalog) the first clause was
one of these in 63 %: their sound is kept, so that such a reply starts with no synthesis.
"""

from agents.reply.phrasing import Phrasing
from agents.reply.talk import say_talked
from agents.reply.talk_parts import Talk, Talked

_WORDINGS = 2
"""Seeds that give every wording of most fixed replies."""

OPENERS = ("Sure,", "Okay,", "Sorry,", "Yes,", "No,", "Done,", "I found one,", "There's one,")
"""Begin many replies, and are spoken up to their comma."""

CLAUSES = (
    "Sure.", "Okay.", "Done.", "Removed.", "Okay, removed.",
    "There's nothing on the screen yet.", "What are you looking for?",
    "Which one should I add?", "Which one do you mean?", "Which size?", "Sure, which size?",
    "Which would you like?", "Would you like that?", "Shall I add it anyway?", "Shall I add that?",
    "Shall I look for something like it?", "Want to see it?", "Shall I show it?",
    "Your cart is empty.", "There's nothing in your cart.", "It's empty now.",
    "I'm not sure I have that.", "The listings don't say.", "The listing names no color.",
    "Right now it's sold out.", "I don't see that one.", "There's only one.",
    "Here are two.", "Here are three.", "I'd start with these two.", "I'd start with these three.",
    "Here are two more.", "Here are three more.", "Here are two cheaper ones.",
    "Here are three cheaper ones.", "Here are two pricier ones.", "Here are three pricier ones.",
    "Here are two similar ones.", "Here are three similar ones.", "These still fit best.",
    "The same ones still fit.",
    "These come closest.", "How about one of these two?", "How about one of these three?",
    "Here are two ideas.", "Here are three ideas.", "Nothing cheaper fits.",
    "Nothing above that fits.", "Nothing is rated higher.", "Nothing in that size fits.",
    "Those were all of them.", "That's all that fits.", "I found nothing like that.",
    "Nothing fits all of that.", "Could you put it another way?", "We could try another kind.",
    "Otherwise they read the same.",
)  # fmt: skip
"""Whole sentences of `agents.reply`."""


def _talked() -> tuple[str, ...]:
    return tuple(
        sentence
        for talk in Talk
        for shown in (False, True)
        for seed in range(_WORDINGS)
        for sentence in say_talked(Talked(talk, shown), Phrasing(seed))
    )


def fixed_phrases() -> tuple[str, ...]:
    """Return every phrase once, the openers first."""
    return tuple(dict.fromkeys((*OPENERS, *CLAUSES, *_talked())))
