"""Matters of degree: "lighter", "more formal", "too flashy", and what is the base of each word.

Read only while products are shown: "warmer" alone is more of what they are. What the words
come to is `agents.shifts`; "cheaper", "bigger" and "better rated" are `edits`.
"""

import re

from agents.constraints import Kind, Relative, Shift
from agents.understand.found import Found
from agents.understand.line import Line, Span
from retrieval.wordset import wordset

_GRADED = wordset(
    "light heavy warm cool sturdy strong simple plain long short thick thin soft firm wide narrow "
    "tall bright dark quiet loud fancy dressy comfy cozy tight loose hard sharp fast slow smooth "
    "cute pretty high low deep flat fresh safe rich stiff stretchy stylish bold sleek sweet fluffy "
    "trendy sporty tough rugged classy edgy chunky roomy baggy slim airy flimsy shiny itchy bulky "
    "flashy busy girly boring snug clean crisp dull pale cheerful light rough fun funky neat crazy "
    "old young new round mild spicy gentle sturdy powerful durable"
)
_ER = {
    f"{w[:-1]}i{end}" if w.endswith("y") else f"{w}{end[1:]}" if w.endswith("e")
    else f"{w}{w[-1]}{end}" if w in ("thin", "flat", "slim", "fit", "fun") else f"{w}{end}": w
    for w in _GRADED
    for end in ("er", "est")
}  # fmt: skip
_ER |= {"bigger": "big", "biggest": "big", "larger": "big", "largest": "big"}
_ER |= {"smaller": "small", "smallest": "small"}
_SIZED = wordset("bigger larger smaller")
"""As wishes they are `Relative.BIGGER` and `SMALLER`; here they only tell which one is meant."""
_MORE_NOT = wordset(
    "of like than options option ones one expensive pricey costly affordable reasonable compact "
    "spacious products items results choices things stuff about details info information please "
    "colors sizes brands models styles pictures photos for in to with and or from time upscale "
    "premium luxurious popular budget stars reviews recommendations suggestions similar money cash "
    "luxury then the a an i you it that this these those them they my your than "
    "dollars bucks days weeks"
)
_BEFORE = (
    r"(?:(?:a (?:bit|little|lot|tad|touch)|much|way|even|slightly|any|something|anything|some|"
    r"somewhat|maybe|rather|far) )*"
)
_ADJECTIVE = r"[a-z]{3,}(?: looking)?"
_DEGREE = re.compile(rf"\b{_BEFORE}(?P<m>more|less) (?P<a>{_ADJECTIVE})\b")
_COMPARED = re.compile(rf"\b{_BEFORE}(?P<c>[a-z]+er)\b")
_TOO = re.compile(
    rf"\b(?:(?:is|are|it is|they are|that is|look|looks|seem|seems|feel|feels|a (?:bit|"
    rf"little)|just|"
    rf"still|way|far) )*too (?P<a>{_ADJECTIVE})\b(?: for me)?"
)
_NOT_SO = re.compile(rf"\bnot (?:so|that|as|too|quite so|quite as) (?P<a>{_ADJECTIVE})\b")
_NOT_ENOUGH = re.compile(rf"\bnot (?P<a>{_ADJECTIVE}) enough\b")
_TOO_NOT = wordset(
    "expensive pricey much rich steep costly dear high small tiny tight little big large bulky "
    "huge loose cheap bad many late soon early often far low hard"
)


def quality_of(said: str) -> str | None:
    """Return the base of a word of degree: "light" for "lighter", "lightest", "more light"."""
    words = said.split()
    if len(words) == 2 and words[0] in ("more", "most"):
        return words[1] if words[1] not in _MORE_NOT else None
    return _ER.get(words[-1]) if len(words) == 1 else None


def find_degrees(line: Line, found: list[Found]) -> list[tuple[Shift, Span]]:
    """Return what more or less of is asked for, with the words that ask for it.

    Args:
        line: An utterance about products that are shown.
        found: Values in it; "more red ones" asks for no degree of a colour.
    """
    shifts: list[tuple[Shift, Span]] = []

    def keep(relative: Relative, quality: str, span: Span) -> None:
        if any(span.overlaps(s) for _, s in shifts):
            return
        if any(f.span.overlaps(span) and f.kind in _NOT_GRADED for f in found):
            return
        shifts.append((Shift(relative, line.words(span), quality), span))

    for match, span in line.find(_DEGREE):
        if match["a"].split()[0] not in _MORE_NOT:
            relative = Relative.MORE if match["m"] == "more" else Relative.LESS
            keep(relative, _base(match["a"]), span)
    for pattern in (_TOO, _NOT_SO):
        for match, span in line.find(pattern):
            if match["a"].split()[0] not in _TOO_NOT | _MORE_NOT:
                keep(Relative.LESS, _base(match["a"]), span)
    for match, span in line.find(_NOT_ENOUGH):
        if match["a"] not in _TOO_NOT:
            keep(Relative.MORE, _base(match["a"]), span)
    for match, span in line.find(_COMPARED):
        measured = re.match(r"than \d", line.text_of(Span(span.stop, span.stop + 2)))
        if match["c"] in _ER and match["c"] not in _SIZED and not measured:
            keep(Relative.MORE, _ER[match["c"]], span)
    return shifts


_NOT_GRADED = frozenset({Kind.CATEGORY, Kind.COLOUR, Kind.BRAND, Kind.PRICE, Kind.SIZE, Kind.TYPE})


def _base(adjective: str) -> str:
    word = adjective.removesuffix(" looking")
    return _ER.get(word, word)
