"""Text for the eye to words for the ear: "$280" to "two hundred and eighty dollars".

Total over any text: it never fails, and no digit is left in what it returns. Knows
shopping text (prices, sizes, measures, model names, ratings); dates, addresses and
mathematics are read digit by digit at worst. English only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speech.verbaliser.lexicon import Lexicon, load_lexicon
from speech.verbaliser.number_words import other_digits
from speech.verbaliser.reader import Reader
from speech.verbaliser.rules import RULES
from speech.verbaliser.units import SYMBOLS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER_A = re.compile(r"\bA (?=\w)")
_TOKEN = re.compile(r"[^\s.,;:!?()\[\]\"“”]+(?=[\s.,;:!?()\[\]\"“”]|$)")
_STOPS = {**dict.fromkeys(",;:()[]{}—–", ","), **dict.fromkeys(".…", "."), "?": "?", "!": "!"}
"""What makes the voice pause. Brackets and dashes become commas."""

_CLOSING = ")]}"
_STRENGTH = {",": 1, ".": 2, "?": 3, "!": 3}
_QUOTES = '"“”'
_SIZE_WORDS = frozenset(
    (
        "size",
        "sizes",
        "sized",
        "us",
        "uk",
        "eu",
        "men's",
        "women's",
        "kids'",
        "mens",
        "womens",
        "men’s",
        "women’s",
        "kids’",
    )
)
_SIZE_JOINTS = frozenset(("and", "or", "to", "through", "are", "is", "from", "run"))


@dataclass(frozen=True, slots=True)
class Span:
    """Which spoken words stand for which piece of the text."""

    start: int
    """Offset of the first character of the piece, whole display tokens."""
    end: int
    word_start: int
    """Index of the first spoken word; `word_start == word_end` where nothing is said."""
    word_end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, and which part of it stands for which part of the text."""

    text: str
    """Words with single spaces and , . ? ! only; "" if there is nothing to say."""
    spans: tuple[Span, ...]
    """In order; together they cover every display token."""


def to_spoken(text: str, lexicon: Lexicon | None = None) -> str:
    """Return `text` as it is said, without digits or symbols; "" if there is nothing to say."""
    return verbalise(text, lexicon).text


def verbalise(text: str, lexicon: Lexicon | None = None) -> Spoken:
    """Return what is said for `text`, with spans from display tokens to spoken words.

    Args:
        text: any text.
        lexicon: respellings; the shipped ones if None.
    """
    reader = Reader(text, lexicon or load_lexicon())
    words: list[str] = []
    pieces: list[tuple[int, int, int, int]] = []
    for start, end, said in _pieces(reader):
        first = len(words)
        if said in _STRENGTH:
            _punctuate(words, said)
        else:
            words.extend(_clean(said).split())
        pieces.append((start, end, first, len(words)))
    return Spoken(" ".join(words), _spans(text, pieces))


def _pieces(reader: Reader) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words or one stop) over the text; what is not said is left out."""
    text, at = reader.text, 0
    while at < len(text):
        char = text[at]
        if char == "\n":
            yield at, at + 1, "."
        if char.isspace():
            at += 1
            continue
        end, said = _read(reader, at)
        if said:
            yield at, end, said
        at = end


def _read(reader: Reader, at: int) -> tuple[int, str]:
    """Return the end of the piece at `at` and what is said for it."""
    text = reader.text
    if (token := _TOKEN.match(text, at)) and (said := reader.lexicon.of_token(token.group())):
        return token.end(), _LETTER_A.sub("A-", said)
    for pattern, rule in RULES:
        found = pattern.match(text, at)
        if found and found.end() > at and (said := rule(found, reader)) is not None:
            # "A" before another word would be said as the article.
            return found.end(), _LETTER_A.sub("A-", said)
    if word := _WORD.match(text, at):
        return word.end(), _word(word.group(), reader)
    return at + 1, _symbol(reader, at)


def _word(word: str, reader: Reader) -> str:
    lower = word.lower()
    reader.sizes = lower in _SIZE_WORDS or (reader.sizes and lower in _SIZE_JOINTS)
    if lower in ("us", "uk", "eu") and not word.isupper():
        reader.sizes = False
    if found := reader.lexicon.respelling(word):
        return _LETTER_A.sub("A-", found)
    if "-" in word:
        return (
            " ".join(_part(part, reader) for part in word.split("-"))
            .replace("A- ", "A-")
            .rstrip("-")
        )
    return word


def _part(part: str, reader: Reader) -> str:
    """Return one part of a word with hyphens; "A-line" keeps its letter."""
    if part == "A":
        return "A-"
    found = reader.lexicon.respelling(part)
    return _LETTER_A.sub("A-", found) if found else part


def _symbol(reader: Reader, at: int) -> str:
    char = reader.text[at]
    if char in _QUOTES:
        reader.quoted = char == "“" or (char == '"' and not reader.quoted)
        return ""
    if char in _STOPS:
        return _stop(reader, at)
    if char == "/":
        return _slash(reader.text, at)
    if char.isalnum():
        return other_digits(char) or char
    return SYMBOLS.get(char, "")


def _slash(text: str, at: int) -> str:
    """Return "or" between words ("black/white"), a pause between anything else."""
    if not _joins(text, at):
        return "," if 0 < at < len(text) - 1 else ""
    if text[at - 1].isdigit() or text[at + 1].isdigit():
        return ","
    return "" if text[max(0, at - 3) : at].lower() == "and" else "or"


def _stop(reader: Reader, at: int) -> str:
    char = reader.text[at]
    if char == "." and _joins(reader.text, at):
        return "dot"
    if char != ",":
        reader.sizes = False
    if char in _CLOSING and not reader.text[at + 1 : at + 4].strip(_CLOSING):
        return ""  # nothing comes that a pause would set it apart from
    return _STOPS[char]


def _joins(text: str, at: int) -> bool:
    """Return whether the character at `at` stands between two letters or digits."""
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _punctuate(words: list[str], stop: str) -> None:
    """Put `stop` after the last word; of two stops in a row the stronger one stays."""
    if not words:
        return
    last = words[-1]
    if last[-1] in _STRENGTH:
        if _STRENGTH[stop] > _STRENGTH[last[-1]]:
            words[-1] = last[:-1] + stop
    else:
        words[-1] = last + stop


def _clean(said: str) -> str:
    """Return `said` with stray digits of other scripts as words."""
    if not any(c.isdigit() for c in said):
        return said
    return "".join(f" {other_digits(c)} " if c.isdigit() else c for c in said)


def _spans(text: str, pieces: list[tuple[int, int, int, int]]) -> tuple[Span, ...]:
    """Join the pieces into whole display tokens: a token may hold several, or the reverse."""
    spans: list[Span] = []
    at = word = 0
    for token in re.finditer(r"\S+", text):
        start, end, first = token.start(), token.end(), word
        while at < len(pieces) and pieces[at][0] < end:
            reaches, word = max(end, pieces[at][1]), pieces[at][3]
            at += 1
            end = max(end, reaches)
        if spans and spans[-1].end > start:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end), spans[-1].word_start, word)
        else:
            spans.append(Span(start, end, first, word))
    return tuple(spans)
