"""Rules for names: sizes, model names, years, resolutions, abbreviations.

Each public function takes the match of its pattern in `rules` and returns words, or
None to let the next rule try.
"""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import ABBREVIATIONS, CAPITALISED

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
        "est",
        "established",
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
_COUNTED_AFTER = frozenset(
    ("ISO", "NEW", "OVER", "UNDER", "SALE", "TOP", "AND", "OR", "THE", "FOR", "US", "UK", "EU",
     "SPF", "UPF", "SAVE", "ONLY", "GET", "BUY", "SIZE", "ALL")
)  # fmt: skip
"""Words in capitals after which a number is an amount, not part of a name."""

_ROMAN = {"II": "two", "III": "three", "IV": "four", "VI": "six", "VII": "seven", "VIII": "eight",
          "IX": "nine"}  # fmt: skip
ROMAN = r"(?:VIII|VII|VI|IV|IX|III|II)(?![\w'’-])"
_LAST_TWO = re.compile(r"(?:^|(?P<inner>[^\s.!?:]\s+))(?P<word>[^\W\d_][\w'’&-]*)[®™]?\s+$")
SERIES = r"(?P<n>[0-9]{3,4})(?P<plus>\+)?(?![\w%]|[.,/:x×-][0-9]|-[A-Za-z])"
_LOOK_BACK_CHARS = 40

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
    said = re.sub(r"\s*[/,]\s*", ", ", said).replace("&", " and ")
    return " ".join(said.replace(" ,", ",").split())


def one_size(m: re.Match[str], reader: Reader) -> str | None:
    if len(m.group()) == 1 and not reader.sizes:
        return None
    return _letter_size(m.group())


def resolution(m: re.Match[str], _reader: Reader) -> str:
    return f"{say.model_number(m['lines'])} {m['scan']}"


def series(m: re.Match[str], reader: Reader) -> str | None:
    """Read the number of "RTX 4070", "Air Max 270" and "Levi's 501" in pairs, as a name."""
    if reader.sizes:
        return None
    before = _LAST_TWO.search(reader.text[max(0, m.start() - _LOOK_BACK_CHARS) : m.start()])
    if before is None or not before["word"][0].isupper() or before["word"] in _COUNTED_AFTER:
        return None
    word = before["word"]
    follows = reader.text[m.end() :].lstrip(" ®™")[:1]
    ends = not follows or follows in ",.;:!?)"
    caps = word.isupper() and len(word) > 1
    # At a sentence's start any word has a capital: "Found 270 boots".
    inner = before["inner"] is not None
    inner = inner or word.endswith("'s")
    if not (caps or follows.isupper() or (inner and ends)):
        return None
    return f"{say.model_number(m['n'])}{' plus' if m['plus'] else ''}"


def radio(m: re.Match[str], _reader: Reader) -> str:
    """Read the name of a Wi-Fi standard."""
    return f"eight oh two dot eleven {spelled(m['band'].upper())}".strip()


def roman(m: re.Match[str], reader: Reader) -> str | None:
    """Read "Mark II" as Mark two; alone it is not known to be a number."""
    before = re.search(r"([^\W\d_]+)\s$", reader.text[max(0, m.start() - 20) : m.start()])
    return _ROMAN[m.group()] if before and before[1][0].isupper() else None


def saint(m: re.Match[str], reader: Reader) -> str:
    """Read "St." as saint before a name and as street after one."""
    return "saint" if re.match(r"\s[A-Z]", reader.text[m.end() :]) else "street"


def partner(m: re.Match[str], _reader: Reader) -> str:
    """Spell the capitals of "AT&T" and "H&M"."""
    first, second = m.group().split("&")
    return f"{spelled(first)} and {spelled(second)}"


def spelled(letters: str) -> str:
    """Return letters to be said one by one."""
    return " ".join(letters)


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
            said.append(spelled(part.upper()))
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
    if word in CAPITALISED and not m.group()[0].isupper():
        return None
    if word.endswith(".") and re.match(r"\s*$|\s+[A-Z]", reader.text[m.end() : m.end() + 3]):
        if word in ("max.", "min.", "dia."):
            return None
        return f"{said}." if word == "etc." else said
    return said
