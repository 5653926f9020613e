"""Rules for names: sizes, model names, years, resolutions, abbreviations.

Each public function takes the match of its pattern in `rules` and returns words, or
None to let the next rule try.
"""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import ABBREVIATIONS

_LETTER_SIZES = {"S": "small", "M": "medium", "L": "large"}
_TIMES = {1: "extra", 2: "double extra", 3: "triple extra"}
SIZE = r"(?:[0-9]X[SL]|X{0,4}[SL]|M)"
"""Pattern of one letter size."""

_SIZE_ENTRY = re.compile(r"(?:([0-9])X|(X{0,4}))([SML])")
_BEFORE_YEAR = frozenset(
    (
        "in",
        "since",
        "from",
        "of",
        "for",
        "year",
        "spring",
        "summer",
        "fall",
        "autumn",
        "winter",
        "the",
        "by",
        "until",
        "new",
        "season",
    )
)
_AFTER_YEAR = re.compile(r"\s+(?:model|edition|collection|version|season|release|range|line)\b")
_WORDLIKE = frozenset(
    (
        "pro",
        "max",
        "air",
        "fit",
        "go",
        "mini",
        "plus",
        "neo",
        "eco",
        "duo",
        "one",
        "set",
        "kit",
        "bag",
        "box",
        "mat",
    )
)
_SPELLED_LETTERS = 3
"""A run of up to so many capitals in a model name is spelled out: "HD-25", "WH-1000XM5"."""


def _letter_size(token: str) -> str:
    m = _SIZE_ENTRY.fullmatch(token)
    if m is None:  # the callers' patterns are the same; this keeps the function total
        return token
    count = int(m[1]) if m[1] else len(m[2])
    size = _LETTER_SIZES[m[3]]
    if count == 0:
        return size
    return f"{_TIMES.get(count) or say.cardinal(str(count)) + ' extra'} {size}"


def size_list(m: re.Match[str], reader: Reader) -> str | None:
    marks = set(m.group())
    if not (reader.sizes or "X" in marks or "/" in marks or "," in marks):
        return None
    said = re.sub(
        r"(?<![\w])" + SIZE + r"(?!\w)", lambda s: f" {_letter_size(s.group())} ", m.group()
    )
    said = re.sub(r"\s*[-–]\s*", " to ", said)
    said = re.sub(r"\s*[/,]\s*", ", ", said).replace("&", "and")
    return " ".join(said.replace(" ,", ",").split())


def one_size(m: re.Match[str], reader: Reader) -> str | None:
    if len(m.group()) == 1 and not reader.sizes:
        return None
    return _letter_size(m.group())


def resolution(m: re.Match[str], _reader: Reader) -> str:
    return f"{say.model_number(m['lines'])} {m['scan']}"


def year(m: re.Match[str], reader: Reader) -> str | None:
    if reader.sizes:
        return None
    before = re.search(r"(\w+)[\s']*$", reader.text[: m.start()])
    told = before is not None and before[1].lower() in _BEFORE_YEAR
    if told or _AFTER_YEAR.match(reader.text, m.end()):
        return say.year(m.group())
    return None


def model(m: re.Match[str], reader: Reader) -> str | None:
    """Read a token of letters and digits: "X200", "HD-25", "3-in-1", "2-pack", "4K"."""
    said: list[str] = []
    parts = re.findall(r"[0-9]+|[^\W0-9_]+", m.group())
    if len(parts) > 1 and all(part[0] in "0123456789" for part in parts):
        return ", ".join(say.digits(part) for part in parts)
    if not any(part[0] in "0123456789" for part in parts):
        return None
    counts = parts[0].isdecimal() and all(
        part.isdecimal() or (part.islower() and len(part) > 1) for part in parts
    )
    for part in parts:
        if part[0] in "0123456789":
            said.append(say.cardinal(part) if counts else say.model_number(part))
        elif found := reader.lexicon.respelling(part):
            said.append(found)
        elif _is_spelled(part):
            said.append(" ".join(part.upper()))
        else:
            said.append(part)
    return " ".join(said)


def _is_spelled(letters: str) -> bool:
    if len(letters) == 1:
        return True
    short = len(letters) <= _SPELLED_LETTERS and letters.isupper()
    return short and letters.lower() not in _WORDLIKE


def abbreviation(m: re.Match[str], reader: Reader) -> str | None:
    """Read "approx." in full; at a sentence's end "Max." is a name and "etc." ends it."""
    word = m.group().lower()
    said = ABBREVIATIONS[word]
    if word.endswith(".") and re.match(r"\s*$|\s+[A-Z]", reader.text[m.end() : m.end() + 3]):
        if word in ("max.", "min.", "dia."):
            return None
        return f"{said}." if word == "etc." else said
    return said
