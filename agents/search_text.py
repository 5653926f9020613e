"""The words of a wish that no constraint holds: in pieces, each with the turn it is from. Pure.

A search text is what a good listener would type: the thing, what it is to be like, and
nothing of how it was asked for. What the words mean is `understand`; which of them become
constraints too.
"""

import re
from dataclasses import dataclass

from agents.understand.tokens import norms
from agents.understand.words import ASKING_WORDS, FUNCTION_WORDS, stem
from retrieval.wordset import wordset

PIECES_KEPT = 8
"""The latest; a wish in more pieces has long changed its subject."""
PIECE_CHARS = 200
"""Of one piece; the embedder reads about that much well."""
TEXT_CHARS = 300
"""Of all pieces together; what was said first goes first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one utterance added to the text to search for."""

    text: str
    """The words searched for."""
    turn: int
    """The turn, from 0, that they are from."""
    words: str = ""
    """The utterance, as spoken, that they were taken from."""


EMPTY = wordset(
    "recommendation recommendations suggestion suggestions based need needs needed requirement "
    "requirements preference preferences preferable preferably suitable couple several various "
    "appreciate provide display present open accept acceptable fine nothing none either whichever "
    "particular specifically own currently using use used useful mind enjoy consider considering "
    "concern concerned worry matter matters doubt sure yea yep yeah nope ah oh hmm um sorry kindly "
    "better worse best ideal ideally okay alright cool awesome wonderful excellent wow glad happy "
    "satisfied pleased anymore already either neither maybe perhaps probably possible possibly "
    "included include hopefully basically literally honestly personally seem seems seemed feel "
    "feels found find looks market seen models since because "
    "hard soon amazon website online store shop anymore gave give given ranges "
    "else other others another different alternatives alternative similar"
)
"""Words that tell nothing of a product wherever they stand."""
_TALK = wordset(
    "picture pictures photo photos image images goods choice choices choose choosing decide "
    "deciding decision decisions selection select specific detailed detail details making quality "
    "normal satisfactory satisfying par provided as long result results favorite question answer "
    "information good great nice perfect works work working do idea view display possibility "
    "number first second others first place order checkout person thing most least very suit suits "
    "taste friend today tomorrow week month year really type style everything anything"
)
"""Words of the talk about a choice. Beside a thing they belong to it ("picture frame"), and a
piece that has nothing else ("a picture, so that I can choose") adds nothing."""
_ASIDE = re.compile(
    r"\b(?:since|because|as long as|so long as|provided(?: that)?|so (?:that )?(?:i|we) (?:can|"
    r"could)|before (?:i|we|making|deciding)|in order to|if possible|if you (?:have|can|could)|"
    r"to help me|for my (?:decision|choice|selection)|based on|according to|even though|although)\b"
    r".*?(?=[,.;!?]|$)"
)
"""Reasons and conditions: they are about the shopper or the choice, not about the thing."""
_WITHOUT = re.compile(
    r"\b(?:without|no|not|except|excluding|nothing|anything but|instead of|rather than|other than)"
    r"(?: (?:a|an|any|the|in|with|too|so|very|have|having|that|has))*"
    r"(?: [a-z]+){1,2}?(?=$|[,.;!?]| (?:and|but|or|with|for|in|on|please|at|if|is)\b)"
)
"""What is not to be in it is no word to search for: that would find just those."""


def content_of(text: str) -> str:
    """Return the words of `text` that tell what to search for, "" if none does.

    Args:
        text: What is left of an utterance without its constraints, or all of it.
    """
    said = _WITHOUT.sub(" ", _ASIDE.sub(" ", text.lower()))
    words = norms(said)
    empty = FUNCTION_WORDS | ASKING_WORDS | EMPTY
    telling = [w not in empty and w not in _TALK and any(c.isalnum() for c in w) for w in words]
    if not any(telling):
        return ""
    kept = [
        telling[at] or (word in _TALK and _beside(telling, at)) or _joins(words, telling, at)
        for at, word in enumerate(words)
    ]
    return " ".join(word for word, keep in zip(words, kept, strict=True) if keep)[:PIECE_CHARS]


def _beside(telling: list[bool], at: int) -> bool:
    return telling[at + 1] if at + 1 < len(telling) else False


_JOINS = wordset("for of in on with and or to at from")


def _joins(words: tuple[str, ...], telling: list[bool], at: int) -> bool:
    """Tell whether a small word stands between two that tell something: "shoes for rain"."""
    if words[at] not in _JOINS or not 0 < at < len(words) - 1:
        return False
    return telling[at - 1] and telling[at + 1]


def with_piece(pieces: tuple[Piece, ...], new: Piece) -> tuple[Piece, ...]:
    """Return `pieces` with `new` as the latest; what it says again is said by it alone."""
    if not new.text:
        return pieces
    said = stems_of(new.text)
    kept = [p for p in pieces if not stems_of(p.text) <= said]
    if any(said <= stems_of(p.text) for p in kept):
        return pieces
    return (*kept, new)[-PIECES_KEPT:]


def text_of(pieces: tuple[Piece, ...], besides: str = "") -> str:
    """Return the text of all pieces, each word once, what was said last at the end.

    Args:
        pieces: The first said first.
        besides: Words that are searched for anyhow.
    """
    seen = set(stems_of(besides))
    texts: list[str] = []
    length = 0
    for piece in reversed(pieces):
        words = piece.text.split()
        new = [word in _JOINS or stem(word.casefold()) not in seen for word in words]
        kept = [
            w
            for at, w in enumerate(words)
            if new[at] and (w not in _JOINS or _amid(new, words, at))
        ]
        seen |= stems_of(piece.text)
        text = " ".join(kept)
        length += len(text) + 1
        if length > TEXT_CHARS and texts:
            break
        texts.append(text)
    return " ".join(text for text in reversed(texts) if text)


def _amid(new: list[bool], words: list[str], at: int) -> bool:
    """Tell whether what a small word joins is still there on both sides."""
    sides = [i for i in (at - 1, at + 1) if 0 <= i < len(words)]
    return len(sides) == 2 and all(new[i] and words[i] not in _JOINS for i in sides)


def stems_of(text: str) -> frozenset[str]:
    """Return the words of `text` that mean something, in one form for singular and plural."""
    empty = FUNCTION_WORDS | ASKING_WORDS | EMPTY
    return frozenset(stem(word) for word in norms(text) if word not in empty)
