"""The values that an utterance names: numbers, codes, places, days, addresses. Pure.

Every value is what was said, never more: "Boston" is no "Boston, MA". What a value is for is
decided by `agents.client_tools.filling`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from agents.understand.line import Line
from retrieval.wordset import wordset


class Sort(StrEnum):
    """What a value is."""

    NUMBER = "number"
    MONEY = "money"
    CODE = "code"
    """A run of letters and digits: an order, a coupon, a postcode."""
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    DAY = "day"
    TIME = "time"
    PLACE = "place"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Value:
    """One value and where it was said."""

    sort: Sort
    text: str
    start: int
    end: int
    number: Decimal | None = None
    unit: str = ""
    """Word after a number: "minutes"; the one before a place: "from"."""

    def overlaps(self, other: "Value") -> bool:
        """Say whether both are of the same words."""
        return self.start < other.end and other.start < self.end


_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    rf"""\b(?:
    \d{{4}}-\d\d-\d\d | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?
    | (?:the\ )?day\ after\ tomorrow | today | tonight
    | tomorrow(?:\ (?:morning|afternoon|evening|night))?
    | yesterday
    | (?:this|next|coming|last)\ (?:{_WEEKDAYS}|week(?:end)?|month)
    | (?:{_WEEKDAYS})(?:\ (?:morning|afternoon|evening|night))?(?:s\b)?
    | (?:{_MONTHS})\ (?:the\ )?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\ \d{{4}})?
    | (?:the\ )?\d{{1,2}}(?:st|nd|rd|th)(?:\ of)?\ (?:{_MONTHS})
    | the\ \d{{1,2}}(?:st|nd|rd|th)(?!\ (?:one|pair|item|product|option))
    | in\ (?:\d+|a|two|three|four|five|six|seven|ten)\ (?:days?|weeks?|months?)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_HOUR_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TIME = re.compile(
    rf"""\b(?:
    (?:\d{{1,2}}|{_HOUR_WORDS})(?::\d\d|\ (?:thirty|fifteen|forty[- ]five))?
      \ ?(?:a\.?m\b|p\.?m\b|o'?clock)
    | \d{{1,2}}:\d\d
    | (?:half\ past|quarter\ (?:past|to))\ (?:\d{{1,2}}|{_HOUR_WORDS})
    | noon | midnight
    | (?<=at\ )(?:\d{{1,2}}|{_HOUR_WORDS})(?:\ thirty)?
      (?=\s*(?:$|[.,!?]|on\b|for\b|tomorrow|today|please|in\ the))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SPOKEN_EMAIL = re.compile(
    r"\b([a-z0-9]+(?: dot [a-z0-9]+)*) at ([a-z0-9]+(?: dot [a-z]{2,6})+)\b", re.IGNORECASE
)
_URL = re.compile(r"https?://\S+|\bwww\.\S+")
_PHONE = re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3}[ .-]\d{3,4}(?:[ .-]\d{2,4})?\b|\+\d{8,14}\b")
_QUOTED = re.compile(r"[\"“]([^\"”]{1,300})[\"”]")
_CODE = re.compile(r"(?<![\w$€£.])#?((?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?![\w%]|\.\d)")
_SHOUTED = re.compile(r"\b(?!USA?\b|UK\b|TV\b|OK\b|AM\b|PM\b|I\b)[A-Z]{3,}\b")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|am|pm|x|k)?$", re.IGNORECASE)
_DIGITS = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_SPOKEN_CODE = re.compile(
    r"\b(?:(?:[a-z]|dash|hyphen) )*"
    rf"(?:(?:{'|'.join(_DIGITS)}|double|dash|hyphen|[b-hj-z])\b[ ,-]*){{3,}}",
    re.IGNORECASE,
)
_LEAST_DIGITS = 3
_PREPOSITION = re.compile(r"\b(?:in|at|to|near|from|around|for|of)\s+", re.IGNORECASE)
_NO_PLACE = wordset(
    "a an the my your our his her their this that these those me you us it them there here "
    "stock store stores general total case fact cash size black white red blue green home today "
    "tonight tomorrow sunday monday tuesday wednesday thursday friday saturday order orders "
    "cart person celsius fahrenheit degrees minutes hours days euros dollars english spanish "
    "french german least most first last all one two three four five six seven eight nine ten "
    "some any what which about medium large small xl men women kids now later good real talk "
    "speak buy get find see have know make take be do go work weather rain delivery shipping "
    "returns january february march april may june july august september october november "
    "december noon midnight next coming"
)
_ENDS_PLACE = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|now|right|this|next|on|at|in|for|please|over|during|"
    r"with|be|is|are|was|by|and|or|to|the|look|like|close|closes|open|opens|take|cost|costs|"
    rf"when|until|before|after|from|would|will|can|{_WEEKDAYS})\b|[?!.;,]",
    re.IGNORECASE,
)
_PLACE_WORDS = 4


class Said:
    """One utterance with its values, each sort found once."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())[:1_000]
        self.lower = self.text.lower().replace("’", "'")
        self.line = Line.read(self.text)
        self.emails = tuple(self._emails())
        self.values = self._all()

    def of(self, sort: Sort) -> tuple[Value, ...]:
        """Return the values of one sort, in the order in which they were said."""
        return tuple(v for v in self.values if v.sort is sort)

    def _all(self) -> tuple[Value, ...]:
        taken: list[Value] = list(self.emails)
        for sort, pattern in (
            (Sort.URL, _URL), (Sort.PHONE, _PHONE), (Sort.DAY, _DAY), (Sort.TIME, _TIME),
        ):  # fmt: skip
            for match in pattern.finditer(self.text):
                _keep(taken, Value(sort, match[0], match.start(), match.end()))
        for value in self._codes():
            _keep(taken, value)
        # A number may be an order's, too: what it is for decides.
        return (*taken, *self._numbers(), *self._places(), *self._quoted())

    def _emails(self) -> Iterator[Value]:
        for match in _EMAIL.finditer(self.text):
            yield Value(Sort.EMAIL, match[0].rstrip("."), match.start(), match.end())
        for match in _SPOKEN_EMAIL.finditer(self.text):
            address = f"{match[1]}@{match[2]}".replace(" dot ", ".").lower()
            yield Value(Sort.EMAIL, address, match.start(), match.end())

    def _quoted(self) -> Iterator[Value]:
        for match in _QUOTED.finditer(self.text):
            yield Value(Sort.QUOTED, match[1], match.start(), match.end())

    def _codes(self) -> Iterator[Value]:
        for match in _SPOKEN_CODE.finditer(self.text):
            code = _spelled(match[0])
            if sum(c.isdigit() for c in code) >= _LEAST_DIGITS:
                yield Value(Sort.CODE, code, match.start(), match.start() + len(match[0].rstrip()))
        for match in _CODE.finditer(self.text):
            digits = sum(c.isdigit() for c in match[1])
            if digits >= _LEAST_DIGITS or (len(match[1]) > 3 and not _ORDINAL.match(match[1])):
                yield Value(Sort.CODE, match[1], match.start(), match.end())
        for match in _SHOUTED.finditer(self.text):
            yield Value(Sort.CODE, match[0], match.start(), match.end())

    def _numbers(self) -> Iterator[Value]:
        tokens = self.line.tokens
        for i, token in enumerate(tokens):
            if token.value is None:
                continue
            before = tokens[i - 1].norm if i else ""
            after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
            money = (before in "$€£¥" and before != "") or after in _CURRENCY_WORDS
            yield Value(
                Sort.MONEY if money else Sort.NUMBER,
                self.text[token.start : token.end],
                token.start,
                token.end,
                token.value,
                after,
            )

    def _places(self) -> Iterator[Value]:
        for match in _PREPOSITION.finditer(self.text):
            start = match.end()
            rest = self.text[start:]
            end = _ENDS_PLACE.search(rest)
            comma = end and end[0] == "," and re.match(r",\s*[A-Z]\w+", rest[end.start() :])
            if end and comma:
                later = _ENDS_PLACE.search(rest, end.start() + comma.end())
                phrase = rest[: later.start()] if later else rest
            else:
                phrase = rest[: end.start()] if end else rest
            phrase = phrase.strip()
            words = phrase.lower().split()
            if not words or len(words) > _PLACE_WORDS or words[0] in _NO_PLACE:
                continue
            if any(c.isdigit() for c in words[0]):
                continue
            lead = match[0].strip().lower()
            yield Value(Sort.PLACE, phrase, start, start + len(phrase), unit=lead)


_CURRENCY_WORDS = wordset("dollars dollar bucks buck euros euro pounds pound usd eur gbp cents yen")


def _keep(taken: list[Value], value: Value) -> None:
    if not any(value.overlaps(each) for each in taken):
        taken.append(value)


def _spelled(spoken: str) -> str:
    """Return "4821" of "four eight two one", "A-12" of "a dash one two"."""
    code, double = "", False
    for word in re.findall(r"[a-z]+", spoken.lower()):
        if word == "double":
            double = True
            continue
        sign = _DIGITS.get(word) or {"dash": "-", "hyphen": "-"}.get(word) or word.upper()
        code += sign * (2 if double else 1)
        double = False
    return code
