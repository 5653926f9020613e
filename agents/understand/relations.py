"""Edits that relate to what was before: "same brand", "the same in black", "go back".

Also which words are both an edit and a reference, and what they then are.
"""

import re
from collections.abc import Iterator

from agents.constraints import Relative, Same, Shift, Undo
from agents.reading import Reference
from agents.understand.found_edit import SLOT, FoundEdit
from agents.understand.line import Line, Span

_SAMES = (
    re.compile(
        r"\b(?:(?:in|with|from|by|of|at|around|about) )*(?:the |that |exactly the )*same "
        r"(?P<s>brand|make|color|material|fabric|size|category|type|price|price range|budget|"
        r"maker|manufacturer|company|label)\b"
    ),
    re.compile(
        r"\b(?:(?:in|from|by|of|at|around) )(?:that|this) (?P<s>brand|make|color|material|fabric|"
        r"price|price range|maker|manufacturer|company|label)\b"
    ),
    re.compile(
        r"^(?:(?:ok|and|but|show me|i like|i want|more|only|just) )*(?:that|this) (?P<s>brand|"
        r"color|material|fabric)(?: (?:but|in|only|please|then|with|for)\b|$)"
    ),
)
_MAKER = {"maker": "brand", "manufacturer": "brand", "company": "brand", "label": "brand"}
_UNDO = re.compile(
    r"\b(?:scratch|undo|forget|ignore|cancel|reverse|revert|remove|take back|scrap|disregard|"
    r"never ?mind) (?:about )?(?:(?:the|that|my) (?:last|latest|previous) (?:one|thing|"
    r"filter|change|"
    r"edit|step|request|part|bit|constraint|requirement|condition|search)|what i (?:just )?said"
    r"(?: last)?|(?:that|the) (?:filter|change|last part|part))\b|"
    r"^(?:(?:ok|no|actually|please|oh|well|can you|could you|let us|sorry|wait|hmm|and|"
    r"(?:scratch|forget|cancel|undo|ignore|scrap|disregard|never ?mind) that|never ?mind) )*"
    r"(?:go|take me|step|switch) back(?: (?:one|1|a step|one step|1 step|1 change|"
    r"(?:to )?(?:where|what|how) (?:we|i|it) (?:were|was|had)|please|again|then))*$|"
    r"^(?:(?:ok|no|actually|please|show me|can i see|go back to|back to|i want|let me see) )*the "
    r"(?:previous|last|earlier) (?:results|list|page|screen|search|ones|options|set|selection)"
    r"(?: again| please)*$|\bback to (?:what|where|how) (?:i|we|it|you) (?:had|were|was|showed me)"
    r"(?: before| at)?\b(?! first)"
)
_THE_SAME = re.compile(
    r"\b(?:(?:show me|i want|do you have|have you got|is there|got|get me|find me) )*(?:exactly )?"
    r"(?:the )?(?:exact |very )?same(?: (?:ones?|things?|kind|type|sort|style|model|product|item|"
    r"pair|boots?|shoes?|jackets?))?(?: (?:please|again))?"
    r"(?= (?:but|in|for|with|without|from|only|just|except|cheaper)\b)"
)


def find_undone(line: Line) -> Iterator[FoundEdit]:
    """Yield what takes the last change of the search back: "go back", "undo the last filter"."""
    for _, span in line.find(_UNDO):
        yield FoundEdit(Undo(line.words(span)), span)


def find_same(line: Line) -> Iterator[FoundEdit]:
    """Yield what is to be as with the product talked of: "same brand", "the same in black"."""
    for pattern in _SAMES:
        for match, span in line.find(pattern):
            slot = _MAKER.get(match["s"], match["s"])
            yield FoundEdit(Same(SLOT[slot], line.words(span)), span)
    for _, span in line.find(_THE_SAME):
        yield FoundEdit(Shift(Relative.LIKE_THAT, line.words(span)), span)


def settled(
    references: list[Reference], spans: list[Span], edits: tuple[FoundEdit, ...]
) -> tuple[list[Reference], list[Span], tuple[FoundEdit, ...]]:
    """Return references, their spans and edits, where words are both: only what they mean.

    "The cheaper of the two" is a product and no wish for something cheaper; "scratch the last
    thing" takes something back and points at nothing.
    """
    strong = [s for r, s in zip(references, spans, strict=True) if _picks_out(r)]
    kept = [
        (r, s)
        for r, s in zip(references, spans, strict=True)
        if not any(isinstance(e.edit, Undo | Same) and s.overlaps(e.span) for e in edits)
    ]
    changes = tuple(
        e
        for e in edits
        if isinstance(e.edit, Undo | Same) or not any(e.span.overlaps(s) for s in strong)
    )
    return [r for r, _ in kept], [s for _, s in kept], changes


_PICKS_ONE = re.compile(r"\b(?:one|pair|option|product)\b|\bof (?:them|these|those)$")


def _picks_out(reference: Reference) -> bool:
    most = reference.cheapest or reference.dearest or reference.best_rated
    if most and _PICKS_ONE.search(reference.words.lower()):
        return True
    return bool(
        reference.among
        or reference.quality
        or reference.price
        or reference.in_cart
        or (reference.earlier and not reference.deictic)
        or reference.step
    )
