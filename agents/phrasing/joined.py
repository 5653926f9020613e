"""Putting words behind words that were spoken already, so that one sentence comes of them.

A reply is spoken while it is made. Where its first clause was heard ("For wet trails,") and
whoever made it falls silent, the next model or the templates go on behind it.
"""

import re

from agents.phrasing.clause_cut import introduces

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_JOINTS = frozenset(
    {"and", "but", "so", "while", "which", "with", "at", "plus", "though", "or", "who", "that"}
    | {"making", "from", "as", "because", "since", "for", "yet", "then", "including", "in", "than"}
)
"""Words that go on a sentence behind a comma."""
_LOWERED = frozenset(
    {
        "the",
        "a",
        "an",
        "it",
        "it's",
        "they",
        "they're",
        "there",
        "there's",
        "here",
        "here's",
        "both",
    }
    | {"all", "this", "that", "that's", "these", "those", "you", "you'll", "you're", "your", "and"}
    | {"but", "so", "while", "with", "at", "its", "their", "one", "two", "three", "then", "for"}
    | {"sizes", "nothing", "some", "only", "unlike", "of", "yes", "no", "in", "we", "from", "how"}
    | {"my", "people", "maybe", "what", "which", "if", "plus", "or", "either", "each", "neither"}
)
"""First words that lose their capital in mid-sentence; names keep theirs."""


def is_open(spoken: str) -> bool:
    """Say whether `spoken` stops in mid-sentence."""
    return bool(spoken) and _ENDED.search(spoken) is None


def joined(spoken: str, text: str) -> str:
    """Return `text` as it goes on behind `spoken`.

    Args:
        spoken: What was heard so far; may be empty or stop in mid-sentence.
        text: What is to follow.
    """
    if not is_open(spoken) or not text:
        return capital(text)
    heard = _last_clause(spoken)
    if text.casefold().startswith(heard.casefold()):
        text = text[len(heard) :]
    text = text.lstrip("…,;:.-–— ")
    if not text:
        return text
    first, _, rest = text.partition(" ")
    bare = first.strip(",").lower()
    if bare in _LOWERED or bare in _JOINTS:
        text = f"{first[:1].lower()}{first[1:]} {rest}".rstrip()
    if bare in _JOINTS or introduces(heard) or spoken.endswith((":", ";")):
        return text
    return f"and {text}"


def closing(spoken: str, many: bool) -> str:
    """Return the words that end a sentence which nobody goes on with; true of every reply.

    What a reply speaks of is on the screen, always.

    Args:
        spoken: What was heard; nothing is returned where it does not stop in mid-sentence.
        many: Whether several products are on the screen.
    """
    if not is_open(spoken):
        return ""
    if introduces(_last_clause(spoken)):
        return "have a look at the screen."
    return "and you'll see them on the screen." if many else "and you'll see it on the screen."


def ended(text: str) -> str:
    """Return `text` with the end of a sentence."""
    text = text.rstrip(" ,;:–—-")
    return text if not text or _ENDED.search(text) else f"{text}."


def capital(text: str) -> str:
    """Return `text` with a capital first letter, if it begins with a letter."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


def _last_clause(spoken: str) -> str:
    """Return the sentence that `spoken` stops in."""
    return re.split(r"(?<=[.!?…])\s+", spoken)[-1]
