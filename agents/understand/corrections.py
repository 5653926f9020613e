"""Corrections right after something was put into the cart: "make it three", "the nine instead".

They change the line that was added, add more of it, or take it out again. Read only while
`Shown.added` holds: the same words ask for something else anywhere else ("in brown" narrows
a search).
"""

import re

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading, Reference
from agents.understand import confidence
from agents.understand.cart_changes import how_many
from agents.understand.part import Part

_OPEN = (
    r"(?:(?:no|ok|actually|wait|sorry|oh|well|yes|and|also|please|hmm|i think|i mean|i meant|"
    r"let us|can you|could you|just|then|so|maybe|you know what|i said|only|instead|or|i want|"
    r"i need|i will take|i would like|i will have|in fact|scratch that|rather|i only want|"
    r"i only need|wrong size|wrong color|not right) )*"
)
_CLOSE = r"(?: (?:please|instead|then|thanks|thank you|in total|total|actually|rather|sorry|now))*"
_IT = r"(?:it|that|them|those|these|this|the quantity|the amount|the number)"
_THEM = r"(?: of (?:it|that|them|those|these|this|the same))?"
_COUNT = re.compile(
    rf"^{_OPEN}(?:(?:make|change|set|update|bump|switch) {_IT}(?: up| down)?(?: to| be| into)? )?"
    rf"(?P<n>\d{{1,2}}|one)(?: (?:pairs?|pieces?))?{_THEM}{_CLOSE}$"
)
_MORE = re.compile(
    rf"^{_OPEN}(?:add |get |give me )?(?:(?:an)?other (?P<n>\d{{1,2}}|one|pair)|"
    rf"(?P<m>\d{{1,2}}|one|a|a couple) (?:more|extra)(?: pairs?| pieces?)?|another|double it)"
    rf"{_THEM}{_CLOSE}$"
)
_UNDO = re.compile(
    rf"^{_OPEN}(?:(?:(?:i )?(?:do not|no longer) (?:want|need|like) {_IT}(?: one)?(?: any ?more|"
    rf" any longer| after all)?|(?:i )?changed my mind|take {_IT} (?:back )?(?:out|"
    rf"off)(?: again)?|remove {_IT}(?: again)?|leave {_IT} out|"
    rf"cancel {_IT}) ?(?:and )?)+"
    r"(?: ?(?:again|please|actually|after all|from (?:my|the) \w+))*$"
)
_ALSO = re.compile(rf"^(?:(?:ok|yes|please|then|oh|actually) )*(?:and|also|plus)\b|"
                   rf"\b(?:too|as well|also){_CLOSE}$")  # fmt: skip
_NUMBER_OF = re.compile(r"\b(?P<n>\d{1,2}|one|a couple)(?: more)? of the\b")
_SEARCHES = re.compile(
    r"\b(?:show|find|see|look|search|have|got|come|comes|is|are|does|do|what|which|how|any|"
    r"cheaper|other|sell|compare|more|save|bookmark|pin|remove|delete|change|swap|switch|undo)\b"
)
_WORDS = {"a couple": 2}
_THAT_IS = re.compile(
    r"\b(?:that|it|this) is (?:wrong|not right|not it|the wrong (?:one|size|color))\b"
)
_ABOUT_FORM = frozenset(
    {"wrong", "size", "color", "wait", "wanted", "asked", "ordered", "said", "supposed"}
)
_VARIES = frozenset({Kind.SIZE, Kind.COLOUR})


def read_correction(part: Part) -> Reading | None:
    """Return what a correction asks of the cart; None where nothing was just added."""
    if not part.shown.added:
        return None
    text = part.text
    it = (Reference("", deictic=True),)
    if _UNDO.match(text):
        return Reading(Act.CART_REMOVE, confidence.PATTERN, part.words, references=it)
    if more := _MORE.match(text):
        said = more["n"] or more["m"]
        many = _count(said)
        return Reading(Act.CART_ADD, confidence.PATTERN, part.words, references=it, quantity=many)
    size, colour = part.value(Kind.SIZE), part.value(Kind.COLOUR)
    counted = _COUNT.match(_without_form(part))
    count = _count(counted["n"]) if counted else 0
    if count and not part.edits:
        return Reading(
            Act.CART_CHANGE, confidence.PATTERN, part.words, references=it,
            quantity=count, size=size, colour=colour,
        )  # fmt: skip
    return _other_form(part, size, colour) or _another_product(part)


_IN_A = re.compile(r"(?: (?:in|size|in a|in an|in the|of the))+$")


def _without_form(part: Part) -> str:
    """Return the words but for a size or color at the end: "make it two in black"."""
    forms = [f.span for f in part.found if f.kind in _VARIES]
    if not forms:
        return part.text
    before = part.line.tokens[: min(s.start for s in forms)]
    return _IN_A.sub("", " ".join(t.norm for t in before))


def _count(said: str | None) -> int:
    """Return the number that "two", "one", "pair" or nothing at all says."""
    return int(said) if said and said.isdigit() else _WORDS.get(said or "", 1)


def _other_form(part: Part, size: str | None, colour: str | None) -> Reading | None:
    """Read "actually in brown", "sorry, I meant size eleven", "the nine instead"."""
    size = size or next((str(f.values[0]) for f in part.of(Kind.SIZE)), None)
    colour = colour or next((str(f.values[0]) for f in part.of(Kind.COLOUR)), None)
    if not (size or colour) or part.edits or _SEARCHES.search(_THAT_IS.sub(" ", part.text)):
        return None
    if not {f.kind for f in part.found} <= _VARIES or len(set(part.content()) - _ABOUT_FORM) > 1:
        return None
    if any(r.ordinal for r in part.references):
        return None
    it = (Reference("", deictic=True),)
    return Reading(
        Act.CART_CHANGE, confidence.LIKELY, part.words, references=it, size=size, colour=colour,
    )  # fmt: skip


def _another_product(part: Part) -> Reading | None:
    """Read "and one of the first one", "also the third one"."""
    if not part.references or _SEARCHES.search(part.text) or part.edits:
        return None
    if how_many(part) is not None:
        return None
    if not any(r.ordinal or r.descriptors for r in part.references):
        return None
    number = _NUMBER_OF.search(part.text)
    if number is None and not _ALSO.search(part.text):
        return None
    many = None
    if number:
        many = _count(number["n"])
    return Reading(
        Act.CART_ADD, confidence.LIKELY, part.words, references=part.references,
        size=part.value(Kind.SIZE), colour=part.value(Kind.COLOUR), quantity=many,
    )  # fmt: skip
