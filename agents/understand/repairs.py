"""Self-repairs within an utterance: "red, I mean blue", "the second, no, the third one".

When a value is followed by words of repair and another value of the same kind,
the later one counts. Source of the patterns: the kinds of repair that Disfl-QA
(Gupta et al., 2021) collects; none of its text is used.
"""

import re
from dataclasses import replace

from agents.understand.found import Found
from agents.understand.line import Line, Span

REPAIR = (
    r"(?:(?:no|oh|well|oops|sorry|wait|actually|rather|i mean|i meant|or|er|uh|make that|make it|"
    r"scratch that|no wait|hold on|hang on|correction|instead|better|let us say|say|on second "
    r"thought|excuse me|my bad|that is wrong|not that|strike that|change that to|nope|hmm|um) ?)"
)
_MARK = re.compile(rf"^{REPAIR}+$")
_WEAK = frozenset({"or", "no", "instead", "better", "rather", "say", "well", "oh"})
"""Words that repair only together with another one, or set off by a comma."""
_BETWEEN = re.compile(
    r"\b(?:a|an|the|in|one|ones|i(?! mean)|want|would|like|need|with|size|for|please)\b"
)


def drop_repaired(line: Line, found: list[Found]) -> list[Found]:
    """Leave out the values that the shopper took back at once.

    Args:
        line: The utterance.
        found: Values in order of their place.

    Returns:
        `found` without those that a repair replaced; a repairing "no blue" is wanted.
    """
    kept: list[Found] = []
    for each in found:
        if kept and kept[-1].kind is each.kind:
            gap = Span(kept[-1].span.stop, each.span.start)
            if is_repair(line, gap):
                kept[-1] = replace(each, repairing=True)
                continue
        kept.append(each)
    return kept


def is_repair(line: Line, gap: Span) -> bool:
    """Tell whether the words of `gap`, between two values of a kind, take back the first."""
    if not 0 < gap.stop - gap.start <= 8:
        return False
    words = " ".join(_BETWEEN.sub(" ", line.text_of(gap)).split())
    if not words or _MARK.match(words + " ") is None:
        return False
    if words not in _WEAK:
        return True
    if words == "or":
        return False
    commas = line.tokens[gap.start].before + line.tokens[gap.stop].before
    return "," in commas or words == "no"
