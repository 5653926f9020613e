"""What stands before and behind a name, and how much it says that somebody is meant."""

from assistant.redaction.announced import Lead, is_announced, is_called, lead_of
from assistant.redaction.around_words import (
    ADDS,
    ASKED,
    BASE,
    BEFORE_THINGS,
    COMES,
    DOES,
    EVENTS,
    EVENTS_OF,
    FILES,
    GREETINGS,
    HOLDERS,
    HUMAN,
    MODALS,
    PAUSES,
    PREPOSITIONS,
    PUT_ON,
    PUTS,
    ROLES,
    STARTS,
    TEAMS,
    TELL,
    US,
    WILL,
)
from assistant.redaction.called import FOLLOWS
from assistant.redaction.common_words import COMMON
from assistant.redaction.gazetteer import english_words
from assistant.redaction.tokens import Tokens

ANNOUNCED, CALLED, LED, BEGINS, NOTHING, A_THING = 4, 3, 2, 1, 0, -1
"""What stands before: "myself", "it's", "for", nothing, anything, "a"."""
_WORKS = frozenset(("take", "have", "need", "come", "go", "use", "get"))
"""What goods are asked about: "does henry take bags"."""
TELLS, CUTS, GOES_ON = 2, 1, 0
"""What stands behind: "is getting married", a stop, anything."""


def before(tokens: Tokens, first: int) -> int:
    """Return what stands before a place, of `ANNOUNCED` and the others."""
    if tokens.at(first - 1) in ("and", "&") and tokens.at(first - 2) in US:
        return LED
    if tokens.at(first - 1 - (tokens.at(first - 1) == ",")) in GREETINGS:
        return CALLED
    at, is_cut = _back(tokens, first - 1)
    if at < 0:
        return BEGINS
    lead = lead_of(tokens, at)
    if is_announced(lead):
        return ANNOUNCED
    return CALLED if is_called(lead, is_cut=is_cut) else _in_clause(lead, at, is_cut=is_cut)


def _in_clause(lead: Lead, at: int, *, is_cut: bool) -> int:
    if is_cut:
        return BEGINS
    if lead.word in PREPOSITIONS | ADDS:
        return LED
    if lead.word in MODALS:
        return LED if at == 0 or lead.word2 in STARTS else NOTHING
    return A_THING if lead.word in BEFORE_THINGS else NOTHING


def is_greeted(tokens: Tokens, first: int) -> bool:
    """Say whether "hi", "thanks," or "tell" stands right before a place."""
    return tokens.at(first - 1 - (tokens.at(first - 1) == ",")) in GREETINGS | ASKED


def behind(tokens: Tokens, after: int) -> int:
    """Return what stands at a place, of `TELLS` and the others."""
    word = tokens.at(after)
    if word in TELL | HUMAN or _acts(tokens, after) or _is_joined(tokens, after):
        return TELLS
    if word in PUTS and not PUT_ON.isdisjoint(tokens.low[after + 2 : after + 5]):
        return TELLS if tokens.at(after + 1) in ("the", "my", "a", "it") else CUTS
    return CUTS if word in FOLLOWS or tokens.is_figures(after) else GOES_ON


def _acts(tokens: Tokens, after: int) -> bool:
    """Say whether somebody does or has something: "will pick it up", "'s birthday"."""
    word, word2 = tokens.at(after), tokens.at(after + 1)
    if word in ("'s", "s") and (word2 in EVENTS_OF or tokens.at(after + 2) in EVENTS | {"name"}):
        return word2 != "baby" or tokens.at(after + 2) not in english_words() - COMMON
    if word == "with":  # "Katharine with a K"
        on = after + 1 + (word2 in ("a", "an", "one", "two"))
        if tokens.at(on) in ("apostrophe", "hyphen", "dash"):
            return True
        return on > after + 1 and len(tokens.at(on)) == 1 and tokens.is_word(on)
    if word in _WORKS and tokens.at(after - 2) in ("does", "do", "did"):
        return tokens.at(after + 1) == "to"  # "does henry take bags"
    if word in BASE or word in COMES:
        return not MODALS.isdisjoint(tokens.low[max(0, after - 5) : after])
    is_named = word2 in ("my", "the") and tokens.at(after + 2) == "name"
    return word in WILL and (word2 in DOES or is_named)


def _is_joined(tokens: Tokens, after: int) -> bool:
    """Say whether "from customer service", "and I" or "as the recipient" stands at a place."""
    word, word2, near = tokens.at(after), tokens.at(after + 1), tokens.low[after + 1 : after + 4]
    if word in ("and", "&"):
        is_mine = word2 == "my" and tokens.at(after + 2) in ROLES
        return word2 in ("i", "me", "myself") or is_mine
    if word in ("from", "in", "at"):
        return not (TEAMS | FILES).isdisjoint(near)
    return word == "as" and not HOLDERS.isdisjoint(near)


def _back(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Return the last place that is no pause nor sign, and whether a clause begins behind it."""
    is_cut, least = False, at - 6
    while at >= 0 and at > least:
        word = tokens.low[at]
        if word in (".", "!", "?", ";", ",", "-"):
            is_cut = True
        elif word in ('"', "'", "“", "‘", "("):
            pass
        elif word in PAUSES:
            is_cut = is_cut or word not in ("and", "like")
        else:
            return at, is_cut
        at -= 1
    return at, True
