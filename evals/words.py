"""Text as words that can be compared: the normaliser under every word error rate.

Whisper writes "$150" where the script says "a hundred and fifty dollars";
without a normaliser that counts as errors. Numbers become words, case and
punctuation go, a few spellings are made one. English only.
"""

import re

from num2words import num2words

_MONEY = re.compile(r"\$\s?(\d[\d,]*)(?:\.(\d{2}))?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)\b")
_NOT_WORD = re.compile(r"[^a-z' ]+")
_A_HUNDRED = re.compile(r"\ba (?=hundred|thousand|million)")
_AND_IN_NUMBER = re.compile(r"\b(hundred|thousand) and ")
_ALIKE = {
    "colour": "color",
    "colours": "colors",
    "grey": "gray",
    "cancelling": "canceling",
    "moisturiser": "moisturizer",
    "okay": "ok",
    "bucks": "dollars",
    "i'm": "i am",
    "i'd": "i would",
    "what's": "what is",
    "it's": "it is",
    "that's": "that is",
    "don't": "do not",
    "doesn't": "does not",
    "cheque": "check",
    "wifi": "wi fi",
}


def words_of(text: str) -> list[str]:
    """Return the words of `text` in comparable form.

    Args:
        text: Any text; a transcript or its reference.

    Returns:
        Lower-case words without punctuation, numbers spelled out.
    """
    text = text.lower().replace("’", "'")
    text = _MONEY.sub(_money, text)
    text = _ORDINAL.sub(lambda m: str(num2words(int(m[1]), to="ordinal")), text)
    text = _NUMBER.sub(_number, text)
    text = text.replace("%", " percent ").replace("&", " and ")
    text = _NOT_WORD.sub(" ", text.replace("-", " "))
    text = _A_HUNDRED.sub("one ", " ".join(text.split()))
    text = _AND_IN_NUMBER.sub(r"\1 ", text)
    return " ".join(_ALIKE.get(word, word) for word in text.split()).replace("'", "").split()


def _money(match: re.Match[str]) -> str:
    dollars = int(match[1].replace(",", ""))
    cents = int(match[2] or 0)
    spoken = f"{num2words(dollars)} dollars"
    return f" {spoken} and {num2words(cents)} cents " if cents else f" {spoken} "


def _number(match: re.Match[str]) -> str:
    digits = match[0].replace(",", "")
    return f" {num2words(float(digits) if '.' in digits else int(digits))} "
