"""The stretches of a transcript that may have been a term of the shop.

Pure text. Numbers, negations and the small words of grammar are never taken for a term by
themselves: "not" and "nine" carry more than any name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_WORDS = 4

_WORD = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*")
_BREAK = re.compile(r"[.!?;:]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNTOUCHED = _words(
    "not no never don't doesn't didn't won't can't isn't aren't without except nothing none nor "
    "neither under over below above less most least than between about around up to "
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand half dollar dollars bucks cents percent first second third last "
    "yes stop wait cancel cart basket checkout"
)
"""Never part of what is replaced."""

GRAMMAR = _words(
    "a an the of in on at for with and or but by from as is are be been was were am it its it's "
    "this that these those i i'm i'd i'll you we they he she me us them my your our their his her "
    "some any so do does did have has had will would can could should may might must if then too "
    "very just also there here what which who how when where why please show get give want need "
    "like tell find make add put take see look looking compare any more"
)
"""Words that a longer stretch may hold, but that are no candidate alone."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a transcript and where it stands."""

    word: str
    """Lower case."""
    start: int
    end: int
    breaks: bool
    """Whether a stop parts it from the word before; a comma may stand in a name ("cool, Mark")."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in a row."""

    first: int
    """Index of its first token."""
    last: int
    """Of its last."""
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words in lower case, parted by spaces."""
        return " ".join(self.words)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words of a transcript in their order."""
    tokens: list[Token] = []
    before = 0
    for match in _WORD.finditer(text):
        breaks = bool(_BREAK.search(text[before : match.start()]))
        word = match.group().lower().replace("’", "'")
        tokens.append(Token(word, match.start(), match.end(), breaks))
        before = match.end()
    return tuple(tokens)


def spans_of(tokens: tuple[Token, ...]) -> Iterator[Span]:
    """Yield the stretches that may be put right, of 1 to MOST_WORDS words.

    None holds a digit or a word of UNTOUCHED, none crosses a stop, and none consists of
    words of GRAMMAR only.
    """
    for first in range(len(tokens)):
        words: list[str] = []
        for last in range(first, min(first + MOST_WORDS, len(tokens))):
            token = tokens[last]
            if token.word in UNTOUCHED or any(c.isdigit() for c in token.word):
                break
            if token.breaks and last > first:
                break
            words.append(token.word)
            if any(word not in GRAMMAR for word in words):
                yield Span(first, last, tuple(words))


def replaced(text: str, tokens: tuple[Token, ...], span: Span, term: str) -> str:
    """Return `text` with the words of `span` replaced; what stands around them stays."""
    return text[: tokens[span.first].start] + term + text[tokens[span.last].end :]
