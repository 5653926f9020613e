"""Domains of e-mail addresses: "example dot com", "g mail", "hotmail dot co dot u k"."""

from assistant.redaction.corrections import behind_correction
from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.tokens import Tokens, word_set

ENDS = word_set(
    """
    com org net edu gov mil info biz io me co us uk de fr ca eu es it nl ch at au nz jp in mail
    dev app ai tv shop store online xyz se no dk fi pl be ie br mx kom come ru cz gr hu ro design
    sn ci cm tn dz tz ug rw zw mu lu lv lt ee sk bg rs hr mk md kz ir tr sa qa kw jo lb cy mt cl
    uy py bo ec ve gt cr tt jm bb vn th kh np
    studio cloud tech life email agency page site club za ng sg ke gh ae pk lk bd hk cn tw ph
    """
)
_PROVIDERS = word_set(
    """
    gmail googlemail yahoo hotmail outlook icloud proton protonmail aol msn comcast verizon gmx
    fastmail hey zoho ymail att sbcglobal me live mail rediffmail rediff btinternet virginmedia
    bigpond optusnet rocketmail tutanota yandex bellsouth webmail
    """
)
SURE_PROVIDERS = _PROVIDERS - {"hey", "live", "me", "mail", "att"}
_TWO_WORDS = {
    *(("g", "mail"), ("hot", "mail"), ("i", "cloud"), ("proton", "mail"), ("out", "look")),
    *(("y", "mail"), ("google", "mail"), ("jee", "mail"), ("gee", "mail"), ("ji", "mail")),
    *(("hot", "male"), ("rediff", "mail"), ("fast", "mail"), ("g", "male"), ("gee", "male")),
}
LINKS = word_set(
    """
    dot point period underscore dash hyphen plus minus . _ - + score full
    """
)
DOTS = frozenset(("dot", "point", "period", "."))
_BRACKETS = frozenset("[](){}")
_DOMAIN_MOST = 12
_FREE_MOST = 4
"""Words of a domain behind its first that nothing joins: "green valley bakery dot com"."""


def domain_after(tokens: Tokens, place: int, *, is_sign: bool) -> tuple[int | None, bool]:
    """Return the place behind a domain, and whether it is a well-known mail provider's.

    Args:
        tokens: Of the text.
        place: Behind "at".
        is_sign: Whether that was written "@".
    """
    after, is_sure = _one_after(tokens, place, is_sign=is_sign)
    if after is None:
        return None, False
    again = behind_correction(tokens, after)  # "at gmail, no, at yahoo dot com"
    if again is None:
        return after, is_sure
    is_at = tokens.at(again) in ("at", "@")
    is_dot = tokens.at(again) in DOTS and tokens.at(again + 1) in ENDS
    if is_dot:
        return again + 2, is_sure
    other, is_other = _one_after(tokens, again + is_at, is_sign=is_sign)
    return (other, True) if other is not None and (is_at or is_other) else (after, is_sure)


def _one_after(tokens: Tokens, place: int, *, is_sign: bool) -> tuple[int | None, bool]:
    place = _behind_at(tokens, place)
    pair = (tokens.at(place), tokens.at(place + 1))
    is_provider = (
        pair in _TWO_WORDS or pair[0] in SURE_PROVIDERS or (is_sign and pair[0] in _PROVIDERS)
    )
    words = 2 if pair in _TWO_WORDS else 1
    after = place + words if is_provider else None
    if after is not None and tokens.at(after) in ("com", "net", "co") and not is_sign:
        after += 1 + (tokens.at(after) == "co" and tokens.at(after + 1) in ENDS)
    if is_sign and after is None and tokens.is_word(place):
        after = tokens.chunk(place) if tokens.is_glued(place) else None
        while after is not None and not tokens.at(after - 1).isalnum():
            after -= 1
    return (_ending_after(tokens, place) or after), is_provider


def _behind_at(tokens: Tokens, place: int) -> int:
    """Return the place behind what belongs to "at": "at the rate of", "at sign"."""
    if tokens.at(place) == "the" and tokens.at(place + 1) == "rate":
        place += 2 + (tokens.at(place + 2) == "of")
    while tokens.at(place) in ("the", "my", "sign", "symbol") and place < len(tokens):
        place += 1
    while tokens.at(place) == "," or (
        tokens.at(place) in PAUSES and tokens.at(place) not in ("dash", "hyphen")
    ):
        place += 1
    return place


def _ending_after(tokens: Tokens, first: int) -> int | None:
    """Return the place behind "example dot co dot uk"; None where no ending comes."""
    place, seen_dot, end, free = first, False, None, 0
    while place < len(tokens) and place - first <= _DOMAIN_MOST:
        word = tokens.low[place]
        if word in DOTS:
            if word == "." and _is_full_stop(tokens, place):
                break
            seen_dot = True
        elif word in _BRACKETS:
            pass
        elif not (word in LINKS or word.isalnum() or word in PAUSES):
            break
        elif seen_dot and (spelled := _end_at(tokens, place)):
            end = spelled
            if tokens.at(end) in ENDS and tokens.low[place] == "co":  # "dot co uk"
                return end + 1
            if tokens.at(end) not in DOTS:
                break
            seen_dot, place = False, end - 1
        elif word in LINKS:
            pass
        elif (
            place > first
            and tokens.at(place - 1) not in LINKS | _BRACKETS
            and not _is_bit(tokens, place)
        ):
            free += 1
            if free > _FREE_MOST or end is not None:
                break
        place += 1
    return end


def _is_full_stop(tokens: Tokens, place: int) -> bool:
    is_end = tokens.at(place + 1) in ENDS and not tokens.is_capital(place + 1)
    return not tokens.is_glued(place + 1) and tokens.is_glued(place) and not is_end


def _end_at(tokens: Tokens, place: int) -> int | None:
    """Return the place behind "com", "u k" or "c o m"; None for others."""
    if tokens.low[place] in ENDS:
        return place + 1
    for size in (3, 2):
        letters = tokens.low[place : place + size]
        if all(len(letter) == 1 for letter in letters) and "".join(letters) in ENDS:
            return place + len(letters)
    return None


def _is_bit(tokens: Tokens, place: int) -> bool:
    """Say whether a token belongs to what is spelled: one letter, or figures."""
    word = tokens.at(place)
    return (
        len(word) == 1 or word in FIGURE_WORDS or word.isdigit() or len(tokens.at(place - 1)) == 1
    )
