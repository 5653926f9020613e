"""Comparing, and the most of something: "which one is lighter?", "the warmest of them"."""

import re

from agents.acts import Act
from agents.reading import Question, Reading, Reference
from agents.understand import confidence
from agents.understand.part import Part

_COMPARE = re.compile(
    r"\bcompar(?:e|ison|ing|ed)\b(?! to (?:other|most))|\bdifferences?\b|\bversus\b|\bvs\b|"
    r"\bside by side\b|"
    r"\b(?:which|what) ones? the (?:most \w+|\w{2,}est)\b|"
    r"\bhow (?:do|are|does) (?:they|these|those|the \w+|both|it) (?:and the \w+ )?(?:differ|"
    r"different|stack up)\b|"
    r"\b(?:which|what) (?:one |of (?:them |these |those |the \w+ )(?:\w+ )?|ones? )?(?:is|are|has|"
    r"would|do|should|will|looks|lasts|costs|weighs) "
    r"(?:the |a )?(?:you |i )?(?:better|best|cheapest|cheaper|cheap|most|more|less|least|warmer|"
    r"warmest|lighter|lightest|"
    r"heavier|heaviest|larger|largest|bigger|biggest|smaller|smallest|longer|longest|sturdier|"
    r"recommend|take|choose|pick|"
    r"get|buy|highest|higher|lowest|lower|softer|softest|stronger|strongest|quieter|quietest|nicer|"
    r"nicest|faster|fastest|"
    r"\w+est\b)"
)
_OF_ONE = re.compile(r"^(?:(?:ok|and|so|um) )*what is the (?:\w+ ){1,3}(?:one|pair|option) [a-z]")
"""Asks for a fact of the one that is most of something: "what is the best rated one made of"."""
_OF_TWO = re.compile(
    r"^(?:(?:so|and|ok|well|but) )*(?:is|are|does|do)\b.*\b(?:\w+er|(?:more|less) \w+|"
    r"better) (?:\w+ )?"
    r"than\b"
)
"""Whether one is more of something than another: "is the first cheaper than the second"."""
_WHICH = re.compile(r"\bwhich\b")
_BY = re.compile(
    r"\b(?:by|on|in terms of|when it comes to|regarding|according to|with regard to) "
    r"(?:their |its |the )?(?P<what>(?:customer |average |user )?(?:prices?|costs?|ratings?|"
    r"reviews?|stars|weight|size|dimensions|warmth|battery(?: life)?))(?: please| only| alone)*$"
)
"""What to compare by: "compare the first two by rating"."""
_WHICH_ATTRIBUTE: tuple[tuple[str, str], ...] = (
    ("cheap|expensive|cost|price", "price"), ("rated|rating|review|stars|popular", "rating"),
    ("light|heav|weigh", "weight"), ("warm", "temperature_rating"),
    ("big|large|small|size|dimension", "dimensions"),
    ("batter|lasts", "battery_life"),
)  # fmt: skip


def read_comparison(part: Part) -> Reading | None:
    """Return what compares products shown, or asks for the most of something among them."""
    text = part.text
    if part.anything_shown and (most := _MOST.match(text)):
        return _most(part, most.group())
    if part.anything_shown and (asked := _WHICH_IS_MOST.match(text)):
        return _which_is_most(part, asked)
    if _OF_ONE.match(text) and len(part.references) == 1:
        return None
    named = [r for r in part.references if not r.deictic or r.descriptors]
    if len(named) > 1 and _OF_TWO.search(text):
        return _comparison(part)
    if _COMPARE.search(text) and (part.anything_shown or len(part.references) > 1):
        return _comparison(part)
    return None


def about(text: str) -> str | None:
    """Return what "which one is rated higher" compares by; None where nothing tells."""
    if not _WHICH.search(text):
        return None
    return next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, text)), None)


def _comparison(part: Part) -> Reading:
    references = part.references
    if not references or all(r.deictic for r in references):
        words = references[0].words if references else ""
        references = (Reference(words, every=True),)
    question = None
    if by := _BY.search(part.text):
        attribute = next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, by["what"])), None)
        question = Question(part.words, attribute) if attribute else None
    if _WHICH.search(part.text):
        attribute = next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, part.text)), None)
        question = Question(part.words, attribute)
        references = tuple(r for r in references if not _superlative(r)) or (
            Reference("", every=True),
        )
    return Reading(
        Act.COMPARE, confidence.PATTERN, part.words, references=references, question=question
    )


_MOST = re.compile(
    r"^(?:(?:ok|um|so|and|show me|which is|which one is|what is|let me see|i want|give me|please|"
    r"maybe|hmm|i would like|i will take) )*the (?!best|cheapest|dearest|latest|newest|nearest|"
    r"closest|highest rated|lowest price|priciest|least|rest|west|test|guest|interest|request)"
    r"(?:\w{2,}est|(?:light|heavi|warm|thick|thin|long|short|soft|small|bigg|larg|tall|wid)er)"
    r"(?: (?:one|of (?:them|these|those)|pair|option|please))*$"
)


def _most(part: Part, words: str) -> Reading:
    """Read "the lightest one": which of those shown that is has to be compared."""
    attribute = next((a for p, a in _WHICH_ATTRIBUTE if re.search(p, words)), None)
    every = (Reference("", every=True),)
    question = Question(part.words, attribute)
    return Reading(Act.COMPARE, confidence.LIKELY, part.words, references=every, question=question)


_WHICH_IS_MOST = re.compile(
    r"^(?:(?:ok|um|so|and|well) )*(?:which|what)(?: one| ones| of (?:them|these|those))?"
    r"(?: is|'s| has)?(?: the)? (?:(?P<cheapest>cheapest|least expensive|lowest priced?)"
    r"|(?P<dearest>most expensive|priciest|dearest)"
    r"|(?P<best_rated>best rated|top rated|highest rated|best ratings?|best reviews"
    r"|highest rating))"
    r"(?: (?:one|of (?:them|these|those)|option|pair|please))*$"
)


def _which_is_most(part: Part, asked: re.Match[str]) -> Reading:
    """Read "which is the cheapest?": the one product that is asked for, not a comparison."""
    kind = asked.lastgroup
    reference = Reference(
        part.words,
        cheapest=kind == "cheapest",
        dearest=kind == "dearest",
        best_rated=kind == "best_rated",
    )
    return Reading(Act.SELECT, confidence.PATTERN, part.words, references=(reference,))


def _superlative(reference: Reference) -> bool:
    return reference.cheapest or reference.dearest or reference.best_rated
