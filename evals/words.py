"""Text as words that can be compared: the normaliser under every word error rate.

Whisper writes "$150" where the script says "a hundred and fifty dollars"; without a
normaliser that counts as errors. Numbers become digits (one word each), case,
punctuation and hesitations go, units and a few spellings are made one. English only.
"""

import re
import unicodedata

from num2words import num2words

from evals.number_reading import numbers_as_digits

_MONEY = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)(?:\s+(thousand|million)|(k)\b)?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_AND_A_HALF = re.compile(r"(\d+)(?:\s*½|\s+1/2\b)")
_LONG_DIGITS = re.compile(r"(?<![\d,.])\d{5,}\b(?!\s+dollars)")
"""An order number is said digit by digit; no price here has five digits."""
_DIGIT_THEN_LETTER = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")
_NOT_WORD = re.compile(r"[^a-z0-9'. ]+")
_LONE_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_DOLLARS_AND_CENTS = re.compile(r"\b(\d+) dollars? (?:and )?(\d{1,2}) cents?\b")
_CENTS = re.compile(r"\b0\.(\d{1,2}) dollars\b")
_AM_PM = re.compile(r"\b([ap])\.m\b\.?")
_SIGNS = {"%": " percent ", "&": " and ", '"': " inch ", "’": "'", "+": " plus "}
_HESITATIONS = frozenset(("um", "umm", "uh", "uhm", "erm", "er", "hmm", "mm", "mhm", "ah"))

_ALIKE = {
    # British and American
    "colour": "color",
    "colours": "colors",
    "coloured": "colored",
    "grey": "gray",
    "cancelling": "canceling",
    "cancelled": "canceled",
    "moisturiser": "moisturizer",
    "jewellery": "jewelry",
    "favourite": "favorite",
    "cosy": "cozy",
    "litre": "liter",
    "metre": "meter",
    "centimetre": "centimeter",
    "millimetre": "millimeter",
    "cheque": "check",
    "pyjamas": "pajamas",
    # The same words written together, apart or short
    "okay": "ok",
    "bucks": "dollars",
    "dollar": "dollars",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "lemme": "let me",
    "gimme": "give me",
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "alright": "all right",
    "tshirt": "t shirt",
    "tshirts": "t shirts",
    "tee": "t",
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
    "vs": "versus",
    "let's": "let us",
    # As people type them
    "im": "i am",
    "ive": "i have",
    "thats": "that is",
    "whats": "what is",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "isnt": "is not",
}
_ENDINGS = {
    "n't": " not",
    "'m": " am",
    "'re": " are",
    "'ll": " will",
    "'ve": " have",
    "'d": " would",
}
_IS = frozenset(["it", "that", "what", "there", "here", "where", "who", "how", "he", "she"])
"""Behind these an 's is "is"; elsewhere it is whose thing it is."""
_UNITS = {
    "oz": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "kg": "kilogram",
    "g": "gram",
    "cm": "centimeter",
    "mm": "millimeter",
    "ft": "foot",
    "feet": "foot",
    "inches": "inch",
    "gb": "gigabyte",
    "tb": "terabyte",
    "mb": "megabyte",
    "ml": "milliliter",
    "l": "liter",
    "hz": "hertz",
    "w": "watt",
}
"""As written behind a number; spelled out, their plural s goes too."""
_UNIT_NAMES = frozenset(_UNITS.values())
_ALWAYS_UNITS = frozenset(("feet", "inches", "lbs"))


def words_of(text: str) -> list[str]:
    """Return the words of `text` in comparable form.

    Args:
        text: Any text; a transcript or its reference.

    Returns:
        Lower-case words without punctuation, each number as one word of digits
        ("9.5", "150"), prices as the number and "dollars".
    """
    text = _AND_A_HALF.sub(r"\1.5", _plain(text)).replace("1/2", " half ")
    text = _MONEY.sub(_money, text)
    text = _ORDINAL.sub(lambda m: str(num2words(int(m[1]), to="ordinal")), text)
    text = _LONG_DIGITS.sub(lambda m: " ".join(m[0]), text)
    text = _THOUSANDS.sub("", text)
    text = _DIGIT_THEN_LETTER.sub(" ", text)
    text = _LONE_POINT.sub(" ", _NOT_WORD.sub(" ", text))
    words = numbers_as_digits(" ".join(_expanded(word) for word in text.split()).split())
    priced = _DOLLARS_AND_CENTS.sub(_with_cents, " ".join(words))
    return _with_units(_CENTS.sub(_only_cents, priced).split())


def _plain(text: str) -> str:
    """Return lower-case text without accents, its signs as words."""
    text = text.lower().replace("½", " 1/2")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return _AM_PM.sub(r"\1m ", text)


def _money(match: re.Match[str]) -> str:
    scale = "thousand" if match[3] else match[2] or ""
    return f" {match[1].replace(',', '')} {scale} dollars "


def _with_cents(match: re.Match[str]) -> str:
    return f"{numbers_as_digits([f'{match[1]}.{int(match[2]):02d}'])[0]} dollars"


def _only_cents(match: re.Match[str]) -> str:
    return f"{int(match[1].ljust(2, '0'))} cents"


def _expanded(word: str) -> str:
    if word in _HESITATIONS:
        return ""
    if word in _ALIKE:
        return _ALIKE[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + full
    stem = word.removesuffix("'s")
    return f"{stem} is" if stem != word and stem in _IS else word.replace("'", "")


def _with_units(words: list[str]) -> list[str]:
    """Spell units out behind numbers, and take their plural s."""
    out: list[str] = []
    for word in words:
        counted = bool(out) and out[-1].replace(".", "", 1).isdecimal()
        if word in _UNITS and (counted or word in _ALWAYS_UNITS):
            out.append(_UNITS[word])
        elif word.removesuffix("s") in _UNIT_NAMES:
            out.append(word.removesuffix("s"))
        else:
            out.append(word)
    return out
