"""Openers and closers that state nothing, as models like to put around what they say."""

from random import Random

OPENERS = (
    "Sure!", "Of course.", "Okay!", "Great question!", "Good question.", "Happy to help!",
    "Absolutely!", "Got it.", "Alright.", "Let's see.", "No problem.", "Thanks for asking!",
    "Certainly!", "Sounds good.", "I see.", "Right.", "Here we go.", "Let me take a look.",
    "Nice!", "Perfect.", "I'd be glad to help with that.", "Hmm, good one.", "Well,", "So,",
    "Okay, here's what I see.", "Got you covered.", "That makes sense.", "Sure thing!",
)  # fmt: skip
CLOSERS = (
    "Does that help?", "Want to hear more?", "Anything else I can check?", "What do you think?",
    "Would you like me to add it to your cart?", "Let me know what you think.",
    "Shall I compare them for you?", "Do you want to see others?", "Just let me know.",
    "I'm happy to look for others, too.", "Would that work for you?", "How does that sound?",
    "Any other questions?", "Let me know if you'd like more details.", "Which do you prefer?",
    "Should I keep looking?", "Want me to find something cheaper?", "Is that what you had in mind?",
)  # fmt: skip


_LOWERED = frozenset(
    {"It", "It's", "You", "You're", "The", "That", "That's", "This", "There's", "If"}
)


def dressed(text: str, dice: Random) -> str:
    """Return a reply with an opener or a closer that states nothing, as models like to."""
    chance = dice.random()
    if chance < 0.2:
        opener = dice.choice(OPENERS)
        if opener.endswith(","):
            first = text.split(maxsplit=1)[0]
            if first not in _LOWERED:
                return text
            text = text[:1].lower() + text[1:]
        text = f"{opener} {text}"
    elif chance < 0.35:
        text = f"{text} {dice.choice(CLOSERS)}"
    return text
