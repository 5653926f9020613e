"""A reply in sentences, with amounts of money and counts as figures."""

import re
from dataclasses import dataclass

from evals.number_reading import numbers_as_digits

_END = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[\"“(]?[A-Z0-9$])")
_NUMBER_WORD = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundred|thousand)"
)
_SPELLED = re.compile(
    rf"\b({_NUMBER_WORD}(?:[\s-]+(?:and\s+)?{_NUMBER_WORD})*)\s+(?:dollars?|bucks)\b"
    r"(?:\s+and\s+(\d{1,2})\s+cents\b)?",
    re.I,
)
_MEASURED = re.compile(
    rf"\b((?:{_NUMBER_WORD}|point)(?:[\s-]+(?:{_NUMBER_WORD}|point))*)"
    r"\s+(?=(?:pounds?|ounces?|inches|feet|grams?|kilos?|kilograms?|millimeters?|centimeters?|"
    r"hours?|days?|watts?|liters?)\b)",
    re.I,
)
_DIGITS = re.compile(r"\b(\d[\d,]*(?:\.\d+)?)\s+(?:dollars?|bucks)\b", re.I)
_CLAUSE = re.compile(r";|:|\.|, (?=but|the|it|they|so|and the|though|while|both)| but ")
_NEGATIVE = re.compile(
    r"\b(?:no|not|none|nothing|neither|never|without|nor|cannot|can't|couldn't|don't|doesn't|"
    r"isn't|aren't|wasn't|won't|haven't|hasn't|didn't|no one)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a reply."""

    text: str
    start: int
    """Of its first letter in the reply."""

    @property
    def is_question(self) -> bool:
        return self.text.rstrip(' "”)').endswith("?")

    def denies(self, at: int) -> bool:
        """Say whether the clause that stands at `at` of the sentence denies something."""
        ends = [0, *(match.start() for match in _CLAUSE.finditer(self.text)), len(self.text)]
        start = max(end for end in ends if end <= at)
        stop = min((end for end in ends if end > at), default=len(self.text))
        return bool(_NEGATIVE.search(self.text[start:stop]))

    @property
    def is_negative(self) -> bool:
        """Whether it denies something."""
        return bool(_NEGATIVE.search(self.text.replace("’", "'")))


def in_figures(reply: str) -> str:
    """Return a reply with amounts as "$99" and measures as "11.4 lb", however they were written."""
    plain = reply.replace("’", "'").replace("\u00a0", " ")
    return _MEASURED.sub(_measure, _DIGITS.sub(r"$\1", _SPELLED.sub(_amount, plain)))


def sentences_of(reply: str) -> tuple[Sentence, ...]:
    """Split a reply; a point within a number ends nothing."""
    found: list[Sentence] = []
    start = 0
    for end in (*_END.finditer(reply), None):
        stop = len(reply) if end is None else end.start()
        if reply[start:stop].strip():
            found.append(Sentence(reply[start:stop], start))
        start = stop if end is None else end.end()
    return tuple(found)


def _measure(match: re.Match[str]) -> str:
    words = re.split(r"[\s-]+", match[1].lower())
    if words[0] in ("a", "an", "point"):
        return match[0]
    figures = numbers_as_digits(words)
    return f"{figures[0]} " if len(figures) == 1 else match[0]


def _amount(match: re.Match[str]) -> str:
    words = [w for w in re.split(r"[\s-]+", match[1].lower()) if w != "and"]
    words = ["one" if word in ("a", "an") else word for word in words]
    figures = numbers_as_digits(words)
    if len(figures) != 1 or not figures[0].replace(".", "", 1).isdigit():
        return match[0]
    cents = f".{int(match[2]):02d}" if match[2] else ""
    return f"${figures[0]}{cents}"
