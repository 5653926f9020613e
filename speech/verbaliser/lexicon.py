"""Pronunciations by word, from the shipped file and the user's own.

Two kinds: respellings that replace a display word before the voice sees it
("Wi-Fi" as "why fye"), and espeak-ng phonemes for a word the phonemiser gets wrong.
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

    def with_phonemes(self, spoken: str) -> str:
        """Return `spoken` with each known word replaced by Piper's [[ phonemes ]]."""
        return _LETTER_A.sub(_NAME_OF_A, _WORD.sub(self._block, spoken))

    def _block(self, found: re.Match[str]) -> str:
        word = found.group()
        phonemes = self.phonemes.get(word) or self.phonemes.get(word.lower())
        return f"[[ {phonemes} ]]" if phonemes else word


_LETTER_A = re.compile(r"(?<=[^\W\d_] )A(?= )|(?<=, )A(?= )")
_NAME_OF_A = "[[ ˈeɪ ]]"
"""A capital A inside a sentence is a letter ("vitamin A serum"); espeak-ng takes it for the
article before another word."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Return the shipped lexicon, with the entries of `path` over it.

    Raises:
        LexiconError: `path` cannot be read, is not TOML, or holds anything but the
            tables [say] and [phonemes] of strings without digits.
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
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"The lexicon {name} is not TOML: {error}.") from error
    for table, entries in tables.items():
        if table not in _TABLES or not isinstance(entries, dict):
            raise LexiconError(f"The lexicon {name} may hold only [say] and [phonemes].")
        for word, value in entries.items():
            if not isinstance(value, str) or any(c.isdigit() for c in value) or "]]" in value:
                raise LexiconError(
                    f"The lexicon {name} must give {word!r} as a string without digits."
                )
    entries = {
        table: {word: value.strip() for word, value in tables.get(table, {}).items()}
        for table in _TABLES
    }
    return Lexicon(entries["say"], entries["phonemes"])
