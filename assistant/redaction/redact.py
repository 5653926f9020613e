"""A text without what tells who somebody is.

redact("call me at 415 555 0122").text == "call me at [phone]"
"""

from dataclasses import dataclass

from assistant.redaction.addresses import addresses_in
from assistant.redaction.found import Found
from assistant.redaction.names import names_in, order_numbers_in
from assistant.redaction.numbers import numbers_in

REDACTION_VERSION = 1
"""Kept beside what was redacted, so that it can be done again when this is better."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text, and what was taken out of it."""

    text: str
    found: tuple[Found, ...]
    """In the text as it was; none overlaps another."""


def redact(text: str) -> Redacted:
    """Put a kind in brackets wherever a text tells who somebody is.

    Args:
        text: What somebody said or typed, in English.
    """
    everything = (
        *addresses_in(text),
        *numbers_in(text),
        *order_numbers_in(text),
        *names_in(text),
    )
    found = _apart(everything)
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], f"[{one.kind.value}]"]
        at = one.end
    return Redacted("".join((*parts, text[at:])), found)


def _apart(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what is found so that nothing overlaps: the longer of two, all of both covered."""
    kept: list[Found] = []
    for one in sorted(found):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
            continue
        last = kept[-1]
        longer = last if last.end - last.start >= one.end - one.start else one
        kept[-1] = Found(last.start, max(last.end, one.end), longer.kind)
    return tuple(kept)
