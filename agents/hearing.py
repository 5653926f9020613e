"""What remains of a reply that was cut off: what was not heard was not said. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.pending import Slot
from agents.reply.sentences import sentences
from agents.state import DialogueState

QUESTION_WORDS = 3
"""A question of which so many words were heard can be answered: "want to see ..."."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NEEDS_QUESTION = (Slot.YES_NO, Slot.QUANTITY)
"""Questions whose bare "yes" means nothing to someone who did not hear them. A size or
colour still answers the request that made it missing."""


def as_heard(state: DialogueState, heard: str, names: Sequence[str]) -> DialogueState:
    """Return the state after a reply of which only `heard` was spoken.

    The screen, the wish and the cart stay as they are: they were seen and done. "The last
    one" and "cheaper" mean what was heard of the list, and a "yes" to a question that was
    not heard answers nothing. "Say that again" still repeats the whole reply.

    Args:
        state: After the turn, as if all of it was heard.
        heard: What was spoken, from the start of the reply; may be empty.
        names: How the reply named the products of its list, in order.
    """
    said, planned = _words(heard), _words(state.whole_reply)
    spoken = state.spoken
    if names and all(_holds(planned, _words(name)) for name in names):
        # The reply was that list, not an answer about it.
        unheard = (place for place, name in enumerate(names) if not _holds(said, _words(name)))
        spoken = next(unheard, len(names))
    pending = state.pending
    if pending and pending.slot in _NEEDS_QUESTION and not _asked(state.whole_reply, said):
        pending = None
    return replace(state, last_reply=heard.strip(), spoken=spoken, pending=pending)


def _asked(reply: str, said: list[str]) -> bool:
    """Say whether enough of the reply's question was heard to know what it asks."""
    question = next((s for s in reversed(sentences(reply)) if s.endswith("?")), "")
    return _holds(said, _words(question)[:QUESTION_WORDS])


def _holds(said: list[str], words: list[str]) -> bool:
    return any(said[i : i + len(words)] == words for i in range(len(said) - len(words) + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
