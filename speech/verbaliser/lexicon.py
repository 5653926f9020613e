"""Pronunciations by word, from the shipped file and the user's own.

Two kinds: respellings that replace a display word before the voice sees it
("Wi-Fi" as "why fye"), and espeak-ng phonemes for a word the phonemiser gets wrong,
which a user may also write as "[[ ... ]]".
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from speech.errors import LexiconError

_TABLES = ("say", "phonemes")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Overrides by word. A key in lower case holds for any case, another for its own only."""

    say: Mapping[str, str]
    phonemes: Mapping[str, str]

    def respelling(self, word: str) -> str | None:
        """Return how `word` is said in plain letters, None if as it is written."""
        return self.say.get(word) or self.say.get(word.lower())

    def of_token(self, token: str) -> str | None:
        """Return how a token that is no plain word ("7-Eleven", "C#", "S23+") is said."""
        return None if token.isalpha() else self.respelling(token)

    def with_phonemes(self, spoken: str) -> str:
        """Return `spoken` with each known word replaced by Piper's [[ phonemes ]]."""
        found = _LETTER_A.sub(_NAME_OF_A, _WORD_AND_STOP.sub(self._block, spoken))
        return found.replace(" ]] [[ ", " ")

    def _block(self, found: re.Match[str]) -> str:
        word, stop = found["word"], found["stop"]
        phonemes = self.phonemes.get(word) or self.phonemes.get(word.lower())
        # Piper drops a stop that follows a block, and doubles the space between two.
        return f"[[ {phonemes}{stop} ]]" if phonemes else found.group()


_LETTER_A = re.compile(r"(?<=[^\W\d_] )A(?= )|(?<=, )A(?= )")
_NAME_OF_A = "[[ ˈeɪ ]]"
"""A capital A inside a sentence is a letter ("vitamin A serum"); espeak-ng takes it for the
article before another word."""

_BLOCK = re.compile(r"\[\[\s*(.*?)\s*\]\]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORD_AND_STOP = re.compile(rf"(?P<word>{_WORD.pattern})(?P<stop>[.,?!]?)")


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Return the shipped lexicon, with the entries of `path` over it.

    Raises:
        LexiconError: `path` cannot be read, is not TOML, or holds anything but words with
            how they are said, alone or in the tables [say] and [phonemes]; names the line.
    """
    shipped = _shipped()
    if path is None:
        return shipped
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"The lexicon {path} cannot be read; check the path.") from error
    own = _parse(text, str(path))
    return Lexicon({**shipped.say, **own.say}, {**shipped.phonemes, **own.phonemes})


@cache
def _shipped() -> Lexicon:
    text = files("speech").joinpath("data/lexicon.toml").read_text(encoding="utf-8")
    return _parse(text, "lexicon.toml")


def _parse(text: str, name: str) -> Lexicon:
    try:
        tables = tomllib.loads(f"{text}\n")  # so that an error at the end has a line too
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"The lexicon {name} is not TOML: {error}.") from error
    say: dict[str, str] = {}
    phonemes: dict[str, str] = {}
    for key, value in tables.items():
        if not isinstance(value, dict):
            _take(key, value, say, phonemes, _Place(text, name))
        elif key in _TABLES:
            for word, said in value.items():
                own = phonemes if key == "phonemes" else say
                _take(word, said, own, phonemes, _Place(text, name))
        else:
            raise LexiconError(
                f"The lexicon {name} has a table [{key}]{_Place(text, name).line(key)}; "
                "it may hold only [say] and [phonemes]."
            )
    return Lexicon(say, phonemes)


def _take(
    word: str, said: object, own: dict[str, str], phonemes: dict[str, str], place: "_Place"
) -> None:
    """Put one entry where it belongs: a value in [[ ]] is of phonemes wherever it stands."""
    if not word.strip() or any(c.isspace() for c in word):
        raise place.error(word, "is not one word; give each word its own line")
    if not isinstance(said, str) or not said.strip():
        raise place.error(word, "needs a string that says how it is spoken")
    block = _BLOCK.fullmatch(said.strip())
    plain = block[1] if block else said.strip()
    if any(c.isdigit() for c in plain) or "[[" in plain or "]]" in plain:
        raise place.error(word, "must be spoken as words or phonemes, without digits or brackets")
    if (block or own is phonemes) and _WORD.fullmatch(word) is None:
        raise place.error(word, "must be letters only to be given as phonemes")
    (phonemes if block else own)[word] = plain


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands, for the message."""

    text: str
    name: str

    def line(self, word: str) -> str:
        """Return " on line 3" for the first line that begins with `word`, or nothing."""
        for number, row in enumerate(self.text.splitlines(), 1):
            if row.strip().lstrip("[\"' ").startswith(word):
                return f" on line {number}"
        return ""

    def error(self, word: str, why: str) -> LexiconError:
        return LexiconError(f"The lexicon {self.name}: {word!r}{self.line(word)} {why}.")
