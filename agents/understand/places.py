"""A product picked by its place alone: "2", "number two", and "whichever is cheapest"."""

import re

from agents.acts import Act
from agents.constraints import Order
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.part import Part
from retrieval.query import Sort

_BARE_PLACE = re.compile(
    r"^(?:um |ok |the |maybe |yes |number |option )*(?P<n>[1-9])(?: please| then)*$"
)
_EXTREMES = {Sort.CHEAPEST: "cheapest", Sort.DEAREST: "dearest", Sort.BEST_RATED: "best_rated"}
_MOST_OF_WHICH = 5
"""Words of an answer to "which one?" that names the most of something."""


def read_place(part: Part) -> Reading | None:
    """Return the product that a number alone names, or "whichever is cheapest" after "which?".

    Args:
        part: One part of an utterance.
    """
    shown = part.shown
    place = _BARE_PLACE.match(part.text)
    if place and shown.asked in (None, "which") and not shown.added:
        if int(place["n"]) > len(shown.titles):
            return None
        reference = Reference(part.words, ordinal=int(place["n"]))
        sure = confidence.PATTERN if shown.asked else confidence.LIKELY
        return Reading(Act.SELECT, sure, part.words, references=(reference,))
    orders = [e.edit for e in part.edits if isinstance(e.edit, Order)]
    short = len(part.line.tokens) <= _MOST_OF_WHICH
    if shown.asked == "which" and orders and short and not part.found and len(part.edits) == 1:
        name = _EXTREMES.get(orders[0].sort)
        reference = Reference(
            part.words,
            cheapest=name == "cheapest",
            dearest=name == "dearest",
            best_rated=name == "best_rated",
        )
        if name:
            return Reading(Act.SELECT, confidence.PATTERN, part.words, references=(reference,))
    return None
