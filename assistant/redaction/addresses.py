"""Where somebody is found: on the net and in a street, written and spoken."""

import re
from collections.abc import Iterator

from assistant.redaction.found import Found, Personal
from assistant.redaction.numbers import spoken_figures

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENDS = "com|org|net|edu|gov|info|io|me|co|us|uk|de|fr|ca|eu|es|it|nl|ch|at|au|mail"
_WORD = r"[a-z0-9]+"
_SPOKEN_EMAIL = re.compile(
    rf"\b{_WORD}(?:(?:\s+(?:dot|underscore|dash|hyphen|plus|point)\s+|[._+-]){_WORD})*"
    rf"\s+at\s+{_WORD}(?:(?:\s+(?:dot|dash|point)\s+|[.-]){_WORD})*?(?:\s+(?:dot|point)\s+|\.)(?:{_ENDS})\b"
    r"(?:\s+(?:dot|point)\s+(?:uk|au|nz|jp))?",
    re.IGNORECASE,
)
_SPELLED = re.compile(r"(?:\b[a-z]\s+){3,}$", re.IGNORECASE)
"""Single letters before the part that `_SPOKEN_EMAIL` begins with: "j a n e at ..."."""
_VERBS = re.compile(r"^(?:look|looked|looking|shop|find|found|available|saw|me|it|is)\s+at\b", re.I)
"""What stands before "at" and is nobody's name: "I saw it at example dot com"."""

_SUFFIX = (
    r"street|avenue|boulevard|road|lane|drive|court|circle|place|terrace|highway|parkway|"
    r"square|crescent|st|ave|blvd|rd|ln|dr|ct|hwy|pkwy"
)
_UNIT = r"(?:[,\s]+(?:apartment|apt|unit|suite|floor|number|#)\s*\.?\s*[\w-]+)?"
_NUMBER = (
    r"(?:\d{1,6}[a-z]?|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand)[\s-]+){0,5}(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|oh))"
)
_STREET = re.compile(
    rf"\b{_NUMBER}\s+(?:(?:north|south|east|west|n|s|e|w)\.?\s+)?"
    rf"(?:[a-z'.]+|\d+(?:st|nd|rd|th))(?:\s+[a-z'.]+){{0,2}}?\s+(?:{_SUFFIX})\b\.?{_UNIT}"
    r"(?=\s*(?:$|[,.;?!]|and\b|in\b|please\b|but\b|so\b|is\b))",
    re.IGNORECASE,
)
_AFTER_STREET = re.compile(
    r"^,\s*[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,2}(?:,?\s+(?:[A-Z]{2}\b|\d{5}(?:-\d{4})?))*"
)
_ANNOUNCED = re.compile(
    r"\b(?:my|our|the|shipping|delivery|home|billing)\s+address(?:'s| is)\s+(?P<it>[^.;?!]{4,80})",
    re.IGNORECASE,
)
_ZIP = re.compile(r"\b(?:zip|postal|post)\s*(?:code)?(?:'s| is|:)?\s+", re.IGNORECASE)
_ZIP_WRITTEN = re.compile(r"\d{5}(?:-\d{4})?\b|[A-Z]\d[A-Z]\s?\d[A-Z]\d\b", re.IGNORECASE)
_BOX = re.compile(r"\bp\.?\s?o\.?\s+box\s+(?:number\s+)?\w+(?:\s+\w+){0,2}", re.IGNORECASE)
_NO_STREET = re.compile(r"\b(?:inch|foot|feet|dollar|dollars|pack|piece|of|under|than)\b", re.I)
"""Words of a wish, which no street is called."""


def addresses_in(text: str) -> Iterator[Found]:
    """Yield the e-mail and street addresses of a text."""
    for match in _EMAIL.finditer(text):
        yield Found(match.start(), match.end(), Personal.EMAIL)
    for match in _SPOKEN_EMAIL.finditer(text):
        start = match.start()
        if spelled := _SPELLED.search(text[:start]):
            start = spelled.start()
        if not _VERBS.match(match.group()):
            yield Found(start, match.end(), Personal.EMAIL)
    for match in _STREET.finditer(text):
        if not _NO_STREET.search(match.group()):
            town = _AFTER_STREET.match(text[match.end() :])
            end = match.end() + (town.end() if town else 0)
            yield Found(match.start(), end, Personal.ADDRESS)
    for match in _ANNOUNCED.finditer(text):
        yield Found(match.start("it"), match.end("it"), Personal.ADDRESS)
    for match in _BOX.finditer(text):
        yield Found(match.start(), match.end(), Personal.ADDRESS)
    yield from _zips(text)


def _zips(text: str) -> Iterator[Found]:
    rows = {start: (end, figures) for start, end, figures in spoken_figures(text)}
    for match in _ZIP.finditer(text):
        at = match.end()
        if written := _ZIP_WRITTEN.match(text, at):
            yield Found(at, written.end(), Personal.ADDRESS)
        elif at in rows and len(rows[at][1]) in (5, 9):
            yield Found(at, rows[at][0], Personal.ADDRESS)
