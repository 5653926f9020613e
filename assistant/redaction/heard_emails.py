"""E-mail addresses that a recogniser bent: "head info at my shop.co.uk", "Jane Doe, example.com".

It writes the domain as one, and drops or bends "at" and what stands before it. What stands between
the words that announce an address and its domain belongs to it.
"""

from collections.abc import Iterator

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import is_strange
from assistant.redaction.tokens import Tokens, word_set

ENDS = word_set("com org net edu io me co uk us de fr ca eu info biz")
_PROVIDERS = word_set(
    "gmail yahoo hotmail outlook icloud proton protonmail aol gmx fastmail googlemail"
)
_PROVIDERS_ENDS = tuple(sorted(_PROVIDERS))
_HEADS = word_set(
    """
    email mail e-mail gmail write contact receipt confirmation sign registered log reach invoice
    account updates alerts address addresses
    """
)
"""Announce an address that is no mail provider's."""
_STOPS = word_set(
    """
    is 's to with by under use using me email mail address addresses on for in it's that's this
    it that here i 'm your our their please into from says send account contact of was and
    """
)
"""Stand before an address and are no part of it."""
_TELLS = word_set("is 's to me under use by was address addresses")
"""Of those, what is followed by an address and nothing else."""
_AT = word_set("at head add ad had")
"""What "at" is heard as."""
_PARTS = FIGURE_WORDS | _AT | word_set("dot underscore dash hyphen point period the my")
_LOCAL_MOST = 9
_LOOK_BACK = 14
_CHUNK_MOST = 12


def heard_emails_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the e-mail addresses that a recogniser bent."""
    for end, word in enumerate(tokens.low):
        is_last = word in ENDS and tokens.is_glued(end) and tokens.at(end - 1) == "."
        if not is_last or (tokens.is_glued(end + 1) and tokens.is_glued(end + 2)):
            continue
        domain = end
        while end - domain < _CHUNK_MOST and tokens.is_glued(domain):
            domain -= 1
        first = _local_first(tokens, domain)
        is_joined = _is_joined(tokens, domain, end)
        if is_joined or (first < domain and _is_told(tokens, first, domain, end)):
            yield Found(tokens.starts[first], tokens.ends[end], Personal.EMAIL)


def _is_joined(tokens: Tokens, domain: int, end: int) -> bool:
    """Say whether a name and its provider are one word: "igelgmail.net"."""
    last = tokens.at(end - 2)
    return domain < end and last not in _PROVIDERS and last.endswith(_PROVIDERS_ENDS)


def _local_first(tokens: Tokens, domain: int) -> int:
    """Return the place behind what announces an address, at most some words before its domain."""
    first = domain
    while first > 0 and domain - first < _LOCAL_MOST:
        word = tokens.low[first - 1]
        is_pause = word in (".", "?", "!", ":", ";") and not tokens.is_glued(first)
        if word in _STOPS or is_pause:
            break
        is_part = not word.isalpha() or len(word) == 1 or word in _PARTS or is_strange(word)
        if not is_part and not any(tokens.at(p) in _TELLS for p in range(first - 3, first)):
            break  # "the confirmation never arrived at ..."
        first -= 1
    while first < domain and (tokens.low[first] in _AT or not tokens.low[first].isalnum()):
        first += 1
    return first


def _is_told(tokens: Tokens, first: int, domain: int, end: int) -> bool:
    if any(word.endswith(_PROVIDERS_ENDS) for word in tokens.low[domain:end]):
        return True
    if _HEADS.isdisjoint(tokens.low[max(0, first - _LOOK_BACK) : first]):
        return False
    before = tokens.at(first - 1)
    return before in _TELLS or any(map(is_strange, tokens.low[first:domain]))
