"""Going back to what was looked at: "let's go back to the boots", "the tents again, please".

Which wish that was is for `agents.topics`; here it is only told that one is meant.
"""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.finding import BACK
from agents.understand.part import Part

_RETURNS = re.compile(
    r"\bback (?:to|on)\b|\breturn(?:ing)? to\b|\brevisit\b|\b(?:bring|get|pull|put) back\b|"
    r"\b(?:again|once more|one more time|1 more time)(?: (?:please|now|then|thanks))*$|"
    r"\bfrom (?:before|earlier)\b|\bthe (?:earlier|previous) \w+|"
    r"\b(?:we|i) (?:was|were) (?:looking at|talking about)\b|"
    r"\b(?:we|i) (?:looked at|talked about|saw) (?:before|earlier|first)\b|"
    r"\byou (?:showed|had|mentioned)(?: me)? (?:before|earlier|first)\b"
)
_ABOUT_ONE = re.compile(
    r"^(?:(?:ok|and|so|um|well|but|hmm) )*(?:how|is|are|was|does|do|did|add|put|remove|take (?!me)|"
    r"delete|compare|save|buy|order|what (?:is|are|was)|tell|which|in what|what colors?)\b"
)


def read_return(part: Part) -> Reading | None:
    """Return the wish to go back to an earlier kind of thing; None for anything else."""
    named = [str(v) for f in part.of(Kind.CATEGORY) for v in f.values]
    if not named or not _RETURNS.search(part.text) or _ABOUT_ONE.match(part.text):
        return None
    if part.shown.category in named or not part.anything_shown:
        return None
    if any(r.ordinal or r.in_cart for r in part.references):
        return None
    return Reading(Act.FIND, confidence.PATTERN, part.words, edits=part.sets(), topic=BACK, text="")
