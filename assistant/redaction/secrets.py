"""Passwords, codes that open something, and names of accounts, where something announces them.

    my new pw is Gr8!Falcon          the door code's five five nine oh
    log in as lady of lagos          buttercup is my secret word

What announces one may be told more of before it comes: "the one-time code you sent me was".
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from assistant.redaction.common_words import COMMON, ENDINGS
from assistant.redaction.door_codes import CODE_LEAST, code_before, code_from
from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import is_strange
from assistant.redaction.phrases import Phrases
from assistant.redaction.secret_words import (
    ACCOUNT_HEADS,
    ASKED_HEADS,
    BRIDGES,
    CODE_HEADS,
    ENDS,
    MAILED_HEADS,
    NO_ACCOUNT,
    NO_CODE,
    NO_SECRET,
    OPENED,
    SECRET_HEADS,
    SENT,
    SETS,
)
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.typed_secrets import (
    CAPITALS,
    JOINED,
    MARKED,
    TRIED,
    is_odd,
    typed_in,
)


class _Kind(Enum):
    WORDS = auto()
    CODE = auto()
    SENT = auto()
    """A code only if somebody sent it."""
    MAILED = auto()
    """Is followed by a code, if a long number follows."""
    ACCOUNT = auto()
    ASKED = auto()
    """A question, the answer to which is a secret."""
    OPENED = auto()
    """Stands behind a code."""


_WITHOUT_FIGURES = Phrases(
    {_Kind.WORDS: SECRET_HEADS, _Kind.ACCOUNT: ACCOUNT_HEADS, _Kind.ASKED: ASKED_HEADS}, spelled=3
)
_OF_CODES = Phrases(
    {_Kind.CODE: CODE_HEADS, _Kind.OPENED: OPENED, _Kind.MAILED: MAILED_HEADS}, spelled=3
)
_HEADS = Phrases(
    {
        _Kind.WORDS: SECRET_HEADS,
        _Kind.CODE: CODE_HEADS,
        _Kind.SENT: "code, codes",
        _Kind.MAILED: MAILED_HEADS,
        _Kind.ASKED: ASKED_HEADS,
        _Kind.OPENED: OPENED,
        _Kind.ACCOUNT: ACCOUNT_HEADS,
    },
    spelled=3,
)
_COPULAS = word_set("is 's was are were : = be")
_LINKS = _COPULAS | PAUSES | word_set("it , - — called as actually now currently still a #")
_BRIDGE_MOST = 8
"""Tokens between what announces a secret and "is"."""
_WORDS_MOST = 6
_LONG_LEAST = 6
_PARTED = frozenset(("/", "|", "+", "&"))
_OTHERS = frozenset(("password", "pw", "pwd", "pass", "email", "pin"))
_OWNERS = frozenset(("my", "new", "old", "user", "your"))
_LEADING = frozenset(("as", "by", "under", "called"))
_ACCOUNT_BACK = 8
_OF_USERS = frozenset(("username", "user", "login"))
_POINTS = frozenset(("it", "that", "this", "there", "mine", "one"))
_VERDICTS = word_set("bad good strong weak safe secure valid fine")
SECRET_CUES = _HEADS.firsts | CAPITALS | TRIED | {"@", "!"}
"""One of them stands in every text with such a thing."""
SECRET_FIRSTS = _WITHOUT_FIGURES.cues | _OF_CODES.cues | CAPITALS | TRIED | {"code", "codes"}
"""One of them, or "!", stands in every text in which `may_hold_secret` is true."""


def secrets_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the passwords, codes and names of accounts of a text."""
    for first, after, kind in _HEADS.in_text(tokens):
        if kind is _Kind.OPENED:
            span = code_before(tokens, first)
        else:
            span = _behind(tokens, first, after, kind)
        if span is None and kind is _Kind.SENT and tokens.at(first - 1) == "the":
            is_sent = not SENT.isdisjoint(tokens.low[after : after + 4])
            is_told = tokens.at(first - 2) in ("is", "'s", "was") and is_sent
            span = code_before(tokens, first - 2) if is_told else None
        if span is None and kind in (_Kind.WORDS, _Kind.CODE, _Kind.ACCOUNT):
            span = _before(tokens, first)
        if span is not None:
            is_account = kind is _Kind.ACCOUNT
            yield _found(tokens, *span, Personal.NAME if is_account else Personal.SECRET)
            behind = span[1] + 1  # "login: annab / Pa55word"
            if is_account and tokens.at(span[1]) in _PARTED and is_odd(tokens, behind):
                ends = _words_after(tokens, behind, is_told=False)
                yield _found(tokens, behind, ends, Personal.SECRET)
    yield from typed_in(tokens)


def may_hold_secret(text: str, words: Sequence[str], *, has_figures: bool) -> bool:
    """Say quickly whether a text may hold what `secrets_in` finds.

    Args:
        text: As it is written.
        words: Of the text, in lower case.
        has_figures: Whether figures stand in it, written or said.
    """
    if _WITHOUT_FIGURES.may_stand(words):
        return True
    if "!" in text and MARKED.search(text):
        return True
    if not has_figures:
        return False
    if not TRIED.isdisjoint(words) and JOINED.search(text):
        return True
    if _OF_CODES.may_stand(words) or not CAPITALS.isdisjoint(words):
        return True
    return not SENT.isdisjoint(words) and ("code" in words or "codes" in words)


def _found(tokens: Tokens, first: int, after: int, kind: Personal) -> Found:
    return Found(tokens.starts[first], tokens.ends[after - 1], kind)


def _behind(tokens: Tokens, head: int, after: int, kind: _Kind) -> tuple[int, int] | None:
    """Return what is announced behind a head, and where it ends."""
    place, is_told = _value_at(tokens, head, after)
    if place >= len(tokens):
        return None
    if tokens.starts[place] == tokens.ends[after - 1] and tokens.low[place].startswith("_"):
        return None  # "user_query"
    if kind is _Kind.SENT:
        is_sent = not SENT.isdisjoint(tokens.low[max(0, head - 6) : place])
        if tokens.at(head - 1) in NO_CODE or not (is_sent or is_told):
            return None
        return code_from(tokens, place, least=CODE_LEAST if is_sent else _LONG_LEAST)
    if kind is _Kind.MAILED:
        return code_from(tokens, place, least=_LONG_LEAST)
    if kind is _Kind.ASKED and not is_told:
        return None
    if kind is _Kind.CODE:
        is_sure = is_told or tokens.at(after - 1) == "code"
        return code_from(tokens, place, least=CODE_LEAST if is_sure else CODE_LEAST + 1)
    stops = NO_ACCOUNT if kind is _Kind.ACCOUNT else NO_SECRET
    odd = is_odd(tokens, place)
    if tokens.low[place] in stops and not odd:
        return None
    if kind is _Kind.WORDS and _is_beside_account(tokens, head):
        return place, _words_after(tokens, place, is_told=True)
    is_mine = tokens.at(head - 1) in _OWNERS or tokens.at(after - 1) in _LEADING
    is_mine = is_mine or (head == 0 and tokens.low[0] in _OF_USERS)
    if kind is _Kind.ACCOUNT and not (odd or is_mine or is_strange(tokens.low[place])):
        return None
    if kind is _Kind.ACCOUNT and not is_told and tokens.at(place - 1) == ",":
        return None  # "ring handle, style28"
    is_plain = not is_told and not odd
    if is_plain and not _is_bare(tokens, head, place, kind):
        return None
    return place, _words_after(tokens, place, is_told=is_told or is_plain)


def _is_beside_account(tokens: Tokens, head: int) -> bool:
    """Say whether the name of an account was told right before: "username heron, password ..."."""
    near = tokens.low[max(0, head - _ACCOUNT_BACK) : head]
    return not _OF_USERS.isdisjoint(near) or ("log", "in") in pairwise(near)


def _value_at(tokens: Tokens, head: int, after: int) -> tuple[int, bool]:
    """Return where what is announced begins, and whether "is" or the like stands before it."""
    if tokens.at(after - 1) in _LEADING | {"with", "says", "said", "is", ":", "="}:
        return after, True
    on = after
    while on - after < _BRIDGE_MOST and tokens.at(on) in BRIDGES:
        on += 1
    if tokens.at(on) not in _COPULAS:
        is_set = tokens.at(after) == "to" and not SETS.isdisjoint(tokens.low[:head])
        on = after + is_set
        if tokens.at(after) == "as":
            return after + 1, True
        if is_set:
            return on, True
    is_told = False
    while tokens.at(on) in _LINKS:
        is_told = is_told or tokens.low[on] in _COPULAS
        on += 1
    return on, is_told


def _is_bare(tokens: Tokens, head: int, place: int, kind: _Kind) -> bool:
    """Say whether words follow that only an announcement right before them makes a secret."""
    if not tokens.is_word(place):
        return False
    if tokens.at(head - 1) in ("new", "old"):
        return True
    if tokens.low[place] in COMMON or tokens.low[place].endswith(ENDINGS):
        return False
    is_mine = tokens.at(head - 1) in ("my", "with")
    others = _OTHERS & set(tokens.low[place + 1 :])
    if is_mine or (others and kind is _Kind.ACCOUNT):
        return kind is _Kind.WORDS or bool(others) or is_strange(tokens.low[place])
    is_rare = kind is _Kind.WORDS and head == 0 and tokens.low[0] != "password"
    return is_rare or not FIGURE_WORDS.isdisjoint(tokens.low[place : place + _WORDS_MOST])


def _words_after(tokens: Tokens, first: int, *, is_told: bool) -> int:
    """Return the place behind a secret of several words."""
    after = tokens.chunk(first)
    while (
        after < min(len(tokens), first + _WORDS_MOST)
        and tokens.low[after].isalnum()
        and _HEADS.at(tokens, after) is None
        and ((is_told and tokens.low[after] not in ENDS) or tokens.low[after] in FIGURE_WORDS)
    ):
        after = tokens.chunk(after)
    while after > first + 1 and tokens.low[after - 1] in (",", ".", "?", ";"):
        after -= 1
    return after


def _before(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Return what is called so behind it: "hunter2 is my password", "is x y a bad password"."""
    on = head - 1
    if tokens.at(on) in _VERDICTS and tokens.at(on - 1) == "a":
        first = max((p for p in range(on - 1) if tokens.low[p] in ("is", "'s")), default=-1) + 1
        after = on - 1
        is_value = 0 < after - first <= _WORDS_MOST and tokens.low[first] not in _POINTS
        return (first, after) if is_value else None
    while tokens.at(on) in ("my", "old", "new", "own", "the"):
        on -= 1
    if on == head - 1 or tokens.at(on) not in ("is", "'s", "thats", "was"):
        return None
    while tokens.at(on) in ("is", "'s", "thats", "that", "was", ",", "."):
        on -= 1
    first = on
    while first > 0 and tokens.is_glued(first) and tokens.low[first] not in (",", ";"):
        first -= 1
    if first < 0 or not (is_odd(tokens, first) or first == 0) or tokens.low[first] in COMMON:
        return None
    return first, on + 1
