"""Cards of which only the end is shown: "visa *4242", "xxxx xxxx xxxx 9911", "mc ****5100"."""

import re
from collections.abc import Iterator

from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS

_MASKED = re.compile(
    r"(?:\*{1,16}|[•·●]{2,16}|\.{3}|…|(?<![A-Za-z\d])[xX]{3,16}|#{3,16})[ -]?(\d{4,5})"
    r"(?![\w*]|[.,]\d)"
)
_SURE = 3
"""Signs that hide figures; one star needs a card's name before it."""
_BACK = 24
_WORD = re.compile(r"[a-z]+")
_CARDS = CARD_HEADS - {"charge", "express", "discover", "pan"} | {"mc", "maestro", "girocard"}


def is_masked(text: str) -> bool:
    """Say quickly whether a text may hold such a card."""
    is_signed = "*" in text or "…" in text or "..." in text or "•" in text
    return (is_signed or "xxx" in text.lower()) and _MASKED.search(text) is not None


def masked_in(text: str) -> Iterator[Found]:
    """Yield the last figures of cards whose others are hidden."""
    for match in _MASKED.finditer(text):
        hidden = len(text[match.start() : match.start(1)].rstrip(" -"))
        before = text[max(0, match.start() - _BACK) : match.start()].lower()
        is_card = not _CARDS.isdisjoint(_WORD.findall(before))
        least = _SURE + (text[match.start()] in "xX")
        is_dotted = text[match.start()] in ".…"
        if is_card or (hidden >= least and not is_dotted):
            yield Found(match.start(1), match.end(1), Personal.SECRET)
