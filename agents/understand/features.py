"""Properties that the catalog may not have: "gluten free", "with arch support".

Told by their shape. They are wishes, never filters, and their words are searched for.
"""

import re

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.things import is_thing
from agents.understand.words import FUNCTION_WORDS
from retrieval.wordset import wordset

SHAPED = 0.6

_SHAPES = re.compile(
    r"\b(?:"
    r"(?!(?:it|is|are|was|be|for|feel|the|a|and|or|of|get|that|which|shipping) )[a-z]{2,} "
    r"(?:free|proof|resistant|repellent|friendly|certified|compatible|approved|cancell?ing|"
    r"cancellation|absorbing|wicking|mounted|infused|sealed|washable|activated|controlled|"
    r"crafted|colorfast)(?! (?:delivery|shipping|returns?|gift|sample))|"
    r"(?:dishwasher|microwave|oven|child|food|pet|skin|freezer) safe|"
    r"(?:non|anti|zero|ultra) (?!of\b|in\b)[a-z]{2,}(?: (?:free|soft))?|"
    r"(?:low|high|reduced|medium) (?:carb|fat|calorie|sugar|sodium|cut|rise|top|profile|noise|"
    r"protein|fiber|speed|definition|resolution|density|gloss|neck|waist|waisted|rise|heel|"
    r"performance|power|back|capacity|impact|pressure|flow|temperature|cholesterol|caffeine)|"
    r"(?:long|extra long|short|half|cap|3 4|three quarter|bell|puff) sleeves?|long lasting|"
    r"(?:fast|quick|wireless|solar) (?:charging|charge|drying|dry|release|dissolve)|"
    r"(?:slim|regular|relaxed|loose|classic|comfortable|tailored|athletic|skinny|"
    r"straight) fit|(?:slim|skinny|straight|wide|boot) (?:leg|legs|cut)|"
    r"(?:open|closed|round|pointed|square|steel|peep) toe|(?:ankle|adjustable|shoulder|"
    r"spaghetti) straps?|(?:v|crew|turtle|scoop|round|boat|mock) ?necks?|arch support|"
    r"(?:elastic|drawstring|high|button|zipper|zip|hook and loop|lace up|velcro|magnetic) "
    r"(?:waists?|waistbands?|closures?|front)|"
    r"easy (?:to )?(?:clean|install|assemble|use|carry|apply|set up|open|store|care|wash|wear|"
    r"read|move|remove|cook|prepare|clean up|put together|operate|maintain)|"
    r"ready to (?:eat|hang|use|assemble|drink|wear|cook|go)|"
    r"(?:machine|hand|cold|dry|tumble) (?:wash(?:ed|able)?|clean(?:ed)?|dry)|"
    r"(?:batter(?:y|ies)) (?:included|operated|powered)|individually wrapped|freeze dried|"
    r"fully (?:assembled|cooked|adjustable)|heavy duty|space saving|wall mount|hands free|"
    r"plug (?:and|n|&) play|gold plated|hand (?:crafted|made|painted)|double sided|height "
    r"adjustable|natural ingredients|plant based|wild caught|shelf stable|keto friendly|"
    r"night vision|motion detection|stereo sound|touch ?screen|optical zoom|"
    r"(?:usda|certified) organic|cruelty free|fair trade|kosher|halal|"
    r"made in (?:the )?(?:usa|america|italy|japan|canada|germany))\b"
)
_WITH = re.compile(
    r"\b(?:with|has|(?:that|which|to|should|must) have|having|featuring)"
    r"(?: (?:an?|some|built in))? "
)
_NOT_HELD = FUNCTION_WORDS | wordset(
    "more less at my your free good better best great fast least most like size color price rating "
    "reviews stars delivery shipping something anything other same different everything"
)


def find_features(line: Line, found: list[Found]) -> list[Found]:
    """Return the properties in `line` that no value of the catalog covers, in order."""
    spans: list[Span] = []
    for _, span in line.find(_SHAPES):
        if not any(f.span.overlaps(span) for f in found) and not _taken(span, spans):
            spans.append(span)
    for _, after in line.find(_WITH):
        held = _held(line, after.stop, found)
        if held is not None and not _taken(held, spans):
            spans.append(held)
    return [
        Found(Kind.FEATURE, (line.text_of(span),), span, SHAPED, hard=False, known=False,
              keep_words=True)
        for span in sorted(spans, key=lambda s: s.start)
    ]  # fmt: skip


def _taken(span: Span, spans: list[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


def _held(line: Line, start: int, found: list[Found]) -> Span | None:
    """Return the noun phrase that a thing is to have: "with arch support"."""
    stop = start
    while stop < len(line.tokens) and stop - start < _MOST:
        word = line.norm(stop)
        value = any(f.span.start <= stop < f.span.stop for f in found)
        if word in _NOT_HELD or value or (line.tokens[stop].before.strip("-") and stop > start):
            break
        stop += 1
    if stop == start or not is_thing(line.norm(stop - 1)) or line.tokens[start].value is not None:
        return None
    return Span(start, stop) if stop - start > 1 else None


_MOST = 3
