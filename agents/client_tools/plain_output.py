"""Text of a client's function as it may be spoken: no markup, no addresses, bounded. Pure.

What a text says to a model ("ignore your instructions") is left out: it is data that nobody
asked for, and is neither followed nor read to the shopper.
"""

import re

from agents.reply.sentences import sentences
from retrieval.feeds.plain_text import plain_text
from retrieval.feeds.suspect_text import is_suspect

MOST_READ = 20_000
"""Characters of an output that are looked at."""
MOST_SENTENCES = 3
MOST_CHARACTERS = 320
"""Of what is said: about 20 s of speech; a longer answer is talked over."""
_URL = re.compile(r"\(?\b(?:https?://|www\.)\S+")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)")
_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[-*+•]|\d{1,2}[.)]|>)[ \t]+", re.MULTILINE)
_EMPHASIS = re.compile(r"[*`~|]+|(?<!\w)_+|_+(?!\w)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]+")


def spoken_text(text: str) -> str:
    """Return the first sentences of a text, cleaned; "" where nothing is left to say."""
    read = text[:MOST_READ]
    read = _MARKS.sub("", _LINK.sub(r"\1", _FENCE.sub(" ", read)))
    read = _URL.sub(" ", _CONTROL.sub(" ", read))
    clean = " ".join(_EMPHASIS.sub("", plain_text(read)).split())
    return bounded([s for s in sentences(clean) if not is_suspect(s) and _says(s)])


def bounded(said: list[str]) -> str:
    """Return the first of some sentences, as many as are listened to."""
    kept: list[str] = []
    room = MOST_CHARACTERS
    for sentence in said[:MOST_SENTENCES]:
        if len(sentence) > room:
            if not kept:
                kept.append(_cut(sentence, room))
            break
        kept.append(sentence)
        room -= len(sentence) + 1
    return " ".join(kept)


def _says(sentence: str) -> bool:
    return any(c.isalnum() for c in sentence)


def _cut(sentence: str, room: int) -> str:
    """Cut a long sentence at its last pause, or else at a word."""
    head = sentence[:room]
    pause = max(head.rfind(mark) for mark in (", ", "; ", ": "))
    place = pause if pause > room // 2 else head.rfind(" ")
    return head[: place if place > 0 else room].rstrip(" ,;:") + "."
