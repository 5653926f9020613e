"""E-mail addresses, as they are written, read out and spelled.

"jane dot doe at example dot com", "j-a-n-e at gmail", "jane.doe at example.com", and what a
recogniser makes of them.
"""

from collections.abc import Iterator, Sequence

from assistant.redaction.corrections import CORRECTS
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import is_strange, known_words
from assistant.redaction.mail_domains import DOTS, ENDS, LINKS, SURE_PROVIDERS, domain_after
from assistant.redaction.mail_names import (
    STOPS,
    corrected_local,
    is_short,
    local_first,
    spelled_local,
)
from assistant.redaction.tokens import Tokens, word_set

_HEADS = frozenset(("email", "mail", "gmail", "e-mail"))
_JOINED_MOST = 40
_LETTERS_LEAST = 3
_TOLD_BACK = 6
_PARTS_LEAST = 3
"""Words and dots before the end: "jane.doeexample.com" is nobody's shop."""
_ROLES = word_set(
    "info sales orders order hello contact office admin accounts support enquiries bookings team"
    " billing help service shop reservations reception kitchen"
)
"""Names of what no single person reads."""
_TELLS = frozenset(("to", "is", "'s", ":", "it's", "its", "use", "try"))
_DOMAIN_WORDS = 3
"""Of a domain that nothing joins; more only behind such a name: "bloom and wild florist"."""
_LIKE_AT = frozenset(("a", "add", "ad", "had", "head"))
_LONG_LEAST = 14
"""Letters of what was written in one and is no shop's name."""


def emails_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the e-mail addresses of a text."""
    for place, word in enumerate(tokens.low):
        if word in ("@", "at"):
            found = _around(tokens, place)
            if found is not None:
                yield found
        elif word in _HEADS:
            yield from _announced(tokens, place)
        elif word in _LIKE_AT and tokens.at(place + 1) in SURE_PROVIDERS:
            if is_strange(tokens.at(place - 1)):  # "David a Gmail"
                yield Found(tokens.starts[place - 1], tokens.ends[place + 1], Personal.EMAIL)
        elif word in ENDS and tokens.at(place - 1) == "." and tokens.is_glued(place):
            yield from _joined(tokens, place)


def _joined(tokens: Tokens, end: int) -> Iterator[Found]:
    """Yield what a recogniser writes in one: "annasmithatgmail.com", "J-A-N-E-G-M-L.com"."""
    first = end
    while end - first < _JOINED_MOST and tokens.is_glued(first):
        first -= 1
    parts = tokens.low[first : end - 1]
    letters = sum(len(part) == 1 and part.isalpha() for part in parts)
    last = parts[-1] if parts else ""
    is_mail = any(f"at{one}" in last for one in (*SURE_PROVIDERS, "example", "mail"))
    is_told = any(tokens.at(p) in _HEADS for p in range(first - _TOLD_BACK, first))
    if last in SURE_PROVIDERS and tokens.at(first - 1) == "," and is_short(tokens, first - 2):
        first -= 2  # "T-O-M-L-E-E, Yahoo.com"
        while first > 0 and (tokens.low[first - 1] == "-" or is_short(tokens, first - 1)):
            first -= 1
        is_mail = True
    is_long = len(parts) >= _PARTS_LEAST and {"www", "/"}.isdisjoint(parts)
    is_told = is_told and ("at" in last[1:-1] or len(last) >= _LONG_LEAST)
    if is_mail or is_long or letters >= _LETTERS_LEAST or is_told:
        while first > 1 and tokens.at(first - 1) in LINKS and tokens.at(first - 2).isalnum():
            first -= 2
        yield Found(tokens.starts[first], tokens.ends[end], Personal.EMAIL)


def _around(tokens: Tokens, at: int) -> Found | None:
    is_sign = tokens.low[at] == "@"
    in_brackets = tokens.at(at - 1) in ("(", "[", "{") and tokens.at(at + 1) in (")", "]", "}")
    after, is_sure = domain_after(tokens, at + 1 + in_brackets, is_sign=is_sign)
    if after is None or _has_another(tokens.low[at + 1 : after]):
        return None
    is_handle = is_sign and not tokens.is_glued(at) and tokens.is_glued(at + 1)
    if is_handle and not is_sure and not DOTS.intersection(tokens.low[at + 1 : after]):
        return None
    is_named = tokens.at(at - 1) == "the" and tokens.at(at + 1) in ("sign", "symbol")
    last = at - 1 - (in_brackets or is_named)
    first = local_first(tokens, last, is_sign=is_sign, is_sure=is_sure)
    if first is None:
        return None
    is_bare = first == at - 1 and not tokens.is_glued(at) and not is_sure
    is_all = first == 0 and after == len(tokens)
    is_role = tokens.low[first] in _ROLES and (is_all or tokens.at(first - 1) in _TELLS)
    free = 0
    while tokens.is_word(at + 1 + free) and tokens.low[at + 1 + free] not in DOTS:
        free += 1
    is_spelled = any(len(word) == 1 for word in tokens.low[at + 1 : at + free])
    if free > _DOMAIN_WORDS and not (is_sure or is_role or is_spelled):
        return None
    is_told = is_role or not _HEADS.isdisjoint(tokens.low)
    if is_bare and tokens.low[first] in known_words() and not is_told:
        return None  # "boots at example dot com"
    first = corrected_local(tokens, spelled_local(tokens, first))
    return Found(tokens.starts[first], tokens.ends[after - 1], Personal.EMAIL)


def _has_another(domain: Sequence[str]) -> bool:
    """Say whether an address begins in what was read as a domain: "arrived at ann at x dot com"."""
    inner = next((place for place, word in enumerate(domain) if word in ("at", "@")), 0)
    return inner > 0 and CORRECTS.isdisjoint(domain[:inner])


def _announced(tokens: Tokens, head: int) -> Iterator[Found]:
    """Yield what follows "my email is" where it is written with dots but has no domain."""
    place = head + 1
    while tokens.at(place) in ("is", "'s", ":", "address", "uh", "um", "it", ","):
        place += 1
    first, links = place, 0
    while tokens.at(place).isalnum() and tokens.at(place) not in STOPS:
        place += 1
        if (
            tokens.at(place) in LINKS
            and tokens.at(place + 1).isalnum()
            and (tokens.at(place) != "." or tokens.is_glued(place + 1))
        ):
            links += 1
            place += 1
        elif not is_short(tokens, place):
            break
    if links or place - first >= 3:
        yield Found(tokens.starts[first], tokens.ends[place - 1], Personal.EMAIL)
