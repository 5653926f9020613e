"""E-mail addresses whose domain a recogniser bent, where something announces an address.

    my email, it goes AlignmentFamilyAtZego      her emails, HanukayetExample.cz
    sign me up with Margot underscore a day me a Gmail dot com

A word with "At" inside, a domain of any country written as one, and "dot com" in words end what
was announced; what stands between belongs to it.
"""

import re
from collections.abc import Iterator

from assistant.redaction.found import Found, Personal
from assistant.redaction.heard_emails import ENDS
from assistant.redaction.tokens import Tokens, word_set

MAIL_HEADS = word_set("email emails e-mail gmail mail mails username login")
_SIGNS_UP = word_set("sign signed account log registered receipt invoice under quote")
"""Announce an address only together with a word that is said in one."""
_JOINS = word_set("underscore dot dash minus hyphen")
_DOTS = word_set("dot point period dod")
_TOPS = word_set("com net org edu io uk de nl fr eu ca ie in za cz it es au info calm come kom")
_SPELLED = frozenset((("n", "l"), ("and", "l"), ("d", "e"), ("u", "k"), ("c", "z"), ("z", "a")))
_CAMEL = re.compile(r"[A-Z][a-z]{2,}(?:[A-Z][a-z]+)*At[A-Z][a-z]{2,}")
_STARTS = word_set(
    """
    is 's with to by use as goes be was : it's under using address emails email of mail them would
    spelled addresses for send
    """
)
"""The address begins behind the last of them."""
_NO_ENDS = word_set("the and but so i it you we")
_NOT_WITHIN = word_set("about sale visit website site page shop store newsletter")
"""Stand between "email" and a domain that is a shop's."""
_NEAR = 6
_BACK_MOST = 14
_LOCAL_MOST = 10


def heard_domains_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the announced e-mail addresses of a text whose domain is bent."""
    done = 0
    for place in range(1, len(tokens)):
        end = _end(tokens, place)
        if end is None or end <= done:
            continue
        first = _first(tokens, place, done)
        if first is not None and first < place:
            done = end
            yield Found(tokens.starts[first], tokens.ends[end - 1], Personal.EMAIL)
        elif _CAMEL.fullmatch(_written(tokens, place)) and _is_told(tokens, place, done):
            done = end
            yield Found(tokens.starts[place], tokens.ends[end - 1], Personal.EMAIL)


def _end(tokens: Tokens, place: int) -> int | None:
    """Return the place behind a domain whose last part stands at a place."""
    word, before = tokens.low[place], tokens.at(place - 1)
    if before in _DOTS:
        if word in _TOPS:
            is_more = tokens.at(place + 1) in _DOTS and tokens.at(place + 2) in _TOPS
            return place + 1 + 2 * is_more
        on = place + (word == ",")
        return on + 2 if (tokens.at(on), tokens.at(on + 1)) in _SPELLED else None
    if before == "." and tokens.is_glued(place) and tokens.is_glued(place - 1):
        if word in ENDS:
            return None  # "heard_emails" reads it
        is_top = word.isalpha() and len(word) <= 4 and not tokens.is_capital(place)
        is_last = not (tokens.is_glued(place + 1) and tokens.is_glued(place + 2))
        return place + 1 if is_top and is_last else None
    if tokens.is_capital(place) and _CAMEL.fullmatch(_written(tokens, place)):
        is_top = tokens.at(place + 1) == "." and tokens.is_glued(place + 2)
        return place + 1 + 2 * is_top
    return None


def _first(tokens: Tokens, place: int, done: int) -> int | None:
    """Return where the address that ends at a place begins; None where nothing announces it."""
    if not _is_told(tokens, place, done):
        return None
    if not _NOT_WITHIN.isdisjoint(tokens.low[max(done, place - _NEAR) : place]):
        return None
    least = max(done, place - _LOCAL_MOST)
    first = place
    while first > least and tokens.low[first - 1] not in ("?", "!"):
        word = tokens.low[first - 1]
        if word in _STARTS or word in MAIL_HEADS - {"gmail"}:
            break
        first -= 1
    while first < place and (tokens.low[first] in _NO_ENDS or not tokens.low[first].isalnum()):
        first += 1
    return first


def _is_told(tokens: Tokens, place: int, done: int) -> bool:
    near = tokens.low[max(done, place - _BACK_MOST) : place]
    if not MAIL_HEADS.isdisjoint(near[:-1]):
        return True
    return not _SIGNS_UP.isdisjoint(near) and not _JOINS.isdisjoint(near[:-1])


def _written(tokens: Tokens, place: int) -> str:
    return tokens.text[tokens.starts[place] : tokens.ends[place]]
