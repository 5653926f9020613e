"""How somebody fills the time while reading a number out: "let me see", "hang on"."""

from assistant.redaction.tokens import Tokens

_WAITS = {
    "let": (("let", "me", "see"), ("let", "me", "think"), ("let", "me", "look")),
    "let's": (("let's", "see"),),
    "hang": (("hang", "on"),),
    "hold": (("hold", "on"),),
    "just": (("just", "a", "sec"), ("just", "a", "second"), ("just", "a", "moment")),
    "one": (("one", "sec"), ("one", "second"), ("one", "moment")),
    "bear": (("bear", "with", "me"),),
    "you": (("you", "know"),),
    "i": (("i", "think"), ("i", "believe")),
    "what": (("what", "is", "it"), ("what", "'s", "it"), ("what", "'s", "that")),
    "where": (("where", "is", "it"), ("where", "was", "i")),
}
"""By the first word."""


def wait_after(tokens: Tokens, place: int) -> int:
    """Return the place behind "let me see" or the like, else the place itself."""
    for phrase in _WAITS.get(tokens.at(place), ()):
        if tuple(tokens.low[place : place + len(phrase)]) == phrase:
            return place + len(phrase)
    return place
