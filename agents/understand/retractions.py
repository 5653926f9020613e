"""Values that are let go of: "it does not have to be leather", "I didn't say Nike"."""

import re

from agents.constraints import Drop, Kind
from agents.understand.found import Found
from agents.understand.found_edit import FoundEdit
from agents.understand.line import Line, Span

_NEEDLESS = re.compile(
    r"\b(?:does not|do not|not)(?: really| even)? (?:have to|need to|need|necessarily)(?: it| them|"
    r" these| those)?(?: to)? "
    r"(?:be|have)?(?: in| made of| from| a| an| necessarily)?$|\b(?:forget|never mind|nevermind|"
    r"ditch|scrap|scratch|skip|no need for|not bothered about|not fussed about)"
    r"(?: about)?(?: the| it being| being)?$|\b(?:i )?(?:did not|never)(?: actually| really)? "
    r"(?:say|said|ask for|asked for|mean|meant|mention|mentioned|want|wanted)(?: any| anything)?"
    r"(?: about)?(?: the| it to be| it in| in| a| an)?$|\bwho said(?: anything about)?(?: the)?$|"
    r"\bdo not (?:really )?(?:care|mind) (?:if|whether|about) (?:it|they)? ?"
    r"(?:is|are|the)?$"
)
"""Before a value: "it does not have to be leather", "I didn't say Nike"."""
_LETS_GO_OF = re.compile(r"\b(?:drop|lose|remove|take (?:off|out|away)|get rid of)(?: the)?$")
_OF_A_LOOK = frozenset({Kind.COLOUR, Kind.MATERIAL, Kind.FEATURE, Kind.AUDIENCE})
_LET_GO = re.compile(
    r"^(?: ?(?:part|thing|bit|filter|requirement|constraint|condition|please|then|again|"
    r"from (?:the|"
    r"my) (?:search|filters?)))*(?: (?:and|but|or)\b.*)?$"
)
"""After a value that is to go: "drop the leather"; "drop the leather boots" is about the cart."""
_NO_NEED = re.compile(
    r"\b(?:(?:do|does) not (?:really |actually |even )?(?:need|require)|no need for|no need to be)"
    r"(?: (?:a|an|any|it|them|it to be|them to be|the|something|to be))?$"
)
_NEEDLESS_AFTER = re.compile(
    r"^(?:(?:is|are) (?:not (?:really |strictly )?(?:necessary|needed|required|essential|important|"
    r"a must|a requirement|a deal ?breaker|crucial)|optional|unnecessary)|(?:does|do) not "
    r"(?:really )?"
    r"matter)\b"
)
"""After a value: "waterproof isn't necessary"."""
_OF_A_THING = frozenset({Kind.FEATURE, Kind.MATERIAL, Kind.COLOUR, Kind.SIZE})


def needless(line: Line, found: list[Found]) -> tuple[list[Found], list[FoundEdit]]:
    """Turn "it does not have to be leather" into a dropped material.

    Returns:
        The values that remain, and a `Drop` for each one that is no longer asked for.
    """
    kept: list[Found] = []
    drops: list[FoundEdit] = []
    for each in found:
        before = line.part(Span(max(0, each.span.start - 8), each.span.start))
        match = _NEEDLESS.search(before.text) or _let_go(line, each, before)
        if match is None and each.kind in _OF_A_THING:
            match = _NO_NEED.search(before.text)
        if each.kind in _OF_A_THING and (span := _unneeded(line, each)) is not None:
            drops.extend(
                FoundEdit(Drop(each.kind, line.words(span), value), span) for value in each.values
            )
            continue
        if match is None or each.kind in (Kind.PRICE, Kind.RATING):
            kept.append(each)
            continue
        start = each.span.start - (before.span_of(match).stop - before.span_of(match).start)
        span = Span(start, each.span.stop)
        drops.extend(
            FoundEdit(Drop(each.kind, line.words(span), value), span) for value in each.values
        )
    return kept, drops


def _unneeded(line: Line, each: Found) -> Span | None:
    """Return the words of "waterproof isn't necessary"."""
    after = line.part(Span(each.span.stop, min(len(line.tokens), each.span.stop + 6)))
    match = _NEEDLESS_AFTER.match(after.text)
    if match is None:
        return None
    return Span(each.span.start, each.span.stop + after.span_of(match).stop)


def _let_go(line: Line, each: Found, before: Line) -> re.Match[str] | None:
    """Find what asks to let go of a value that is wanted: "drop the leather"."""
    after = line.text_of(Span(each.span.stop, len(line.tokens)))
    if each.kind not in _OF_A_LOOK or not _LET_GO.match(after) or "cart" in after:
        return None
    return _LETS_GO_OF.search(before.text)
