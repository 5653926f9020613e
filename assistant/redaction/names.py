"""People's names where something announces them, and the numbers of their orders."""

import re
from collections.abc import Iterator

from assistant.redaction.found import Found, Personal

_ONE = r"[^\W\d_][\w'’-]*"
_ANNOUNCES = re.compile(
    r"\b(?:(?:my|her|his|their|the|full|first|last|family|sur)\s*name(?:'s| is| was)|"
    r"name\s+on\s+(?:the\s+|my\s+)?(?:order|card|account|package|parcel)(?:'s| is| was)|"
    r"under\s+(?:the\s+)?name(?:\s+of)?|in\s+the\s+name\s+of|i(?:'m| am)\s+called|"
    r"you\s+can\s+call\s+me|call\s+me|signed\s+by|mr\.?|mrs\.?|ms\.?)\s+",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    rf"\b(?:this\s+is|it's)\s+(?P<it>{_ONE}(?:\s+{_ONE})?)\s+(?:speaking|calling|here)\b", re.I
)
_NAME = re.compile(rf"{_ONE}(?:\s+{_ONE}){{0,2}}")
_NO_NAMES = """
    a an and any are as at back because but by can could do for from have he her his how i if in
    is it its later me my not now of on or order please she so that the their then there they this
    to was we what when where which who will with would you your spelled spelt like"""
_STOPS = frozenset(_NO_NAMES.split())
_ORDER = re.compile(
    r"\b(?:order|tracking|invoice|confirmation|account|customer|member(?:ship)?|receipt|return)"
    r"(?P<said>\s+(?:number|no\.?|id|code|#))?(?:\s+(?:is|was)|'s|:)?\s*#?\s*"
    r"(?P<it>[A-Z0-9][A-Z0-9-]*(?:[\s,.-]+(?:[A-Z]|\d+|zero|oh|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple|dash)\b)*)",
    re.IGNORECASE,
)
_FIGURES = """
    zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety double triple dash"""
_FIGURE_WORDS = frozenset(_FIGURES.split())
_HASH = re.compile(r"#\s?[A-Z]{0,3}-?\d[\dA-Z-]{3,}", re.IGNORECASE)
_ORDER_LEAST = 4
"""Figures and letters of a number that nothing calls a number: "order 2 of those" is none."""


def names_in(text: str) -> Iterator[Found]:
    """Yield the names that a text announces."""
    for match in _ANNOUNCES.finditer(text):
        if name := _NAME.match(text, match.end()):
            end = _before_stop(name.group())
            if end:
                yield Found(match.end(), match.end() + end, Personal.NAME)
    for match in _SPEAKING.finditer(text):
        if match.group("it").split()[0].casefold() not in _STOPS:
            yield Found(match.start("it"), match.end("it"), Personal.NAME)


def order_numbers_in(text: str) -> Iterator[Found]:
    """Yield the numbers of orders, accounts and parcels."""
    for match in _ORDER.finditer(text):
        parts = re.findall(r"[A-Za-z]+|\d+", match.group("it"))
        known = [p for p in parts if p.isdigit() or len(p) == 1 or p.casefold() in _FIGURE_WORDS]
        size = sum(len(p) if p.isdigit() else 1 for p in known)
        has_figure = any(p.isdigit() or p.casefold() in _FIGURE_WORDS for p in known)
        coded = any(c.isdigit() for c in match.group("it")) and len(match.group("it")) >= 5
        if has_figure and (size >= _ORDER_LEAST or match.group("said") or coded):
            yield Found(match.start("it"), match.end("it"), Personal.ORDER)
    for match in _HASH.finditer(text):
        yield Found(match.start(), match.end(), Personal.ORDER)


def _before_stop(words: str) -> int:
    """Return how much of `words`, in characters, comes before a word that is no name."""
    end = 0
    for match in re.finditer(_ONE, words):
        if match.group().casefold() in _STOPS:
            break
        end = match.end()
    return end
