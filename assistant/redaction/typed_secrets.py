"""Passwords and names of accounts that are told by how they are written or said alone.

Gr8!Falcon    @vinylhunter    capital k kitchen exclamation mark twenty
"""

import re
from collections.abc import Iterator

from assistant.redaction.figures import part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import known_words
from assistant.redaction.secret_words import ENDS
from assistant.redaction.tokens import Tokens, word_set

CAPITALS = word_set("capital uppercase")
TYPED = word_set("typed type typing entered enter entering tried using use put keyed used try set")
MARKED = re.compile(r"\w!(?:\w|(?<=\d!))")
"""With "!" inside, or behind a figure."""
TRIED = TYPED | word_set(
    "take takes accept accepts reject rejects rejected changed correct weak locked wrong work"
)
"""One of them stands with what is told by its shape alone."""
JOINED = re.compile(r"[^\W\d_]{4}\d{2}")
_JUDGED = frozenset(
    (
        ("is", "too"), ("too", "weak"), ("is", "what"), ("doesn't", "work"), ("isn't", "working"),
        ("is", "wrong"), ("is", "locked"), ("on", "your"), ("is", "taken"), ("is", "correct"),
    )
)  # fmt: skip
"""What is said of a password behind it."""
_MARKS = word_set("exclamation hash hashtag asterisk underscore dollar ampersand question dash")
_SELVES = word_set("by 'm am my me as on handle under at :")
_HANDLE_BACK = 5
_SPOKEN_MOST = 14
_ODD_LEAST = 4
_TYPED_BACK = 4


def typed_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the passwords and names of accounts that nothing has to announce."""
    for place, word in enumerate(tokens.low):
        if word == "@" and _is_handle(tokens, place):
            first, after = place, tokens.chunk(place)
            yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.NAME)
        elif word == "!" and tokens.is_glued(place):
            yield from _marked(tokens, place)
        elif word.isdigit() and tokens.is_glued(place) and tokens.is_word(place - 1):
            yield from _joined(tokens, place)
        elif word in CAPITALS and len(tokens.at(place + 1)) == 1:
            yield from _spoken(tokens, place)


def is_odd(tokens: Tokens, place: int) -> bool:
    """Say whether something stands here that is written as no word is: "tr0ub4dor", "k.oduya"."""
    written = written_from(tokens, place, tokens.chunk(place)).rstrip(".,?!;:'")
    is_mixed = not written.isalpha() or not (
        written.islower() or written.isupper() or written[1:].islower()
    )
    return is_mixed and len(written) >= _ODD_LEAST and not written.endswith(("'s", "'t"))


def written_from(tokens: Tokens, first: int, after: int) -> str:
    """Return what is written between two places."""
    return tokens.text[tokens.starts[first] : tokens.ends[after - 1]]


def _is_handle(tokens: Tokens, place: int) -> bool:
    """Say whether "@" begins the name of the one who speaks: "I go by @vinylhunter"."""
    if tokens.is_glued(place) or not tokens.is_glued(place + 1):
        return False
    return not _SELVES.isdisjoint(tokens.low[max(0, place - _HANDLE_BACK) : place])


def _joined(tokens: Tokens, figures: int) -> Iterator[Found]:
    """Yield "Sommer2023" where somebody tried or used it, or where it is too weak."""
    word, first = tokens.low[figures - 1], figures - 1
    if len(word) < _ODD_LEAST or word in known_words() or tokens.is_glued(first):
        return
    after = tokens.chunk(figures)
    while after > figures + 1 and tokens.low[after - 1] in (",", ".", "?", ";"):
        after -= 1
    is_marked = tokens.at(figures + 1) == "!" and tokens.is_glued(figures + 1)
    is_alone = first == 0 and after == len(tokens)
    is_tried = not TRIED.isdisjoint(tokens.low[max(0, first - _TYPED_BACK) : first])
    is_judged = tuple(tokens.low[after : after + 2]) in _JUDGED
    if is_tried or is_judged or (is_marked and is_alone):
        yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.SECRET)


def _marked(tokens: Tokens, mark: int) -> Iterator[Found]:
    """Yield what is written with "!" among letters and figures, as passwords alone are."""
    first = mark
    while first > 0 and tokens.is_glued(first) and mark - first < _SPOKEN_MOST:
        first -= 1
    after = tokens.chunk(mark)
    written = written_from(tokens, first, after)
    is_inside = tokens.is_glued(mark + 1) and tokens.at(mark + 1).isalnum()
    is_inside = is_inside and any(map(str.isalpha, tokens.low[first:mark]))
    is_typed = not TYPED.isdisjoint(tokens.low[max(0, first - _TYPED_BACK) : first])
    has_both = any(c.isdigit() for c in written) and any(c.isalpha() for c in written)
    if has_both and (is_inside or is_typed):
        yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.SECRET)


def _spoken(tokens: Tokens, first: int) -> Iterator[Found]:
    """Yield "capital k kitchen exclamation mark twenty twenty four"."""
    after, has_mark, figures = first, False, 0
    while after < min(len(tokens), first + _SPOKEN_MOST):
        word = tokens.low[after]
        part = part_at(tokens, after)
        if word in ENDS or not word.isalnum():
            break
        has_mark = has_mark or word in _MARKS
        figures += part is not None
        after = after + 1 if part is None else part.after
    if has_mark and figures:
        yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.SECRET)
