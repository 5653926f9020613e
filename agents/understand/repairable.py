"""What may be taken back in a request: its values, ordinals, superlatives and bare numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from retrieval.wordset import wordset

_CLASSES = {
    Kind.CATEGORY: "thing",
    Kind.DEPARTMENT: "thing",
    Kind.TYPE: "thing",
}
_ORDINAL = re.compile(
    r"\b(?:the |number |option )?(?:first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd|th))"
    r"(?: (?:and|to) last)?(?: (?:one|option|product))?(?! (?:hand|thought|time|floor|aid))\b"
)
_SORT = re.compile(
    r"\b(?:the )?(?:cheapest|most expensive|least expensive|priciest|best rated|best reviewed|"
    r"top rated|highest rated|most popular|newest|lightest|biggest|smallest|largest)(?: ones?)?\b"
)
_COUNTED = wordset("people persons person adults kids guests pairs pair pieces packs seats seater")


@dataclass(frozen=True, slots=True)
class Repairable:
    """Words of one class of value; one of a class takes the place of another."""

    sort: str
    """"thing", "number", "ordinal", "order", or the name of a `Kind`."""
    span: Span


def repairables(line: Line, found: Sequence[Found]) -> list[Repairable]:
    """Return the values of `found`, and ordinals, superlatives and bare numbers."""
    values = [Repairable(_CLASSES.get(f.kind, f.kind.value), f.span) for f in found]
    for sort, pattern in (("ordinal", _ORDINAL), ("order", _SORT)):
        for _, span in line.find(pattern):
            if not any(span.overlaps(v.span) for v in values):
                values.append(Repairable(sort, span))
    for i, token in enumerate(line.tokens):
        span = Span(i, i + 1)
        number = token.value is not None or token.norm == "one"
        if number and line.norm(i + 1) in _COUNTED:
            span = Span(i, i + 2)
        if number and not any(span.overlaps(v.span) for v in values):
            values.append(Repairable("number", span))
    return sorted(values, key=lambda v: v.span.start)


def moved(value: Repairable, place: dict[int, int]) -> Repairable | None:
    """Return the value at its new place; None if none of its words stayed."""
    inside = [place[i] for i in range(value.span.start, value.span.stop) if i in place]
    return replace(value, span=Span(min(inside), max(inside) + 1)) if inside else None
