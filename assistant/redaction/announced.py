"""Words behind which a name is sure to stand ("myself"), and those behind which one may."""

from typing import NamedTuple

from assistant.redaction import around_words as near_names
from assistant.redaction.titles import BEHIND_A_TITLE, TITLES
from assistant.redaction.tokens import Tokens

_LOOK_BACK = 12
"""Words before a name in which what announces it may stand."""


class Lead(NamedTuple):
    """The last words before a name."""

    word: str
    word2: str
    """The one before it, "" where there is none."""
    word3: str
    near: list[str]
    """Those before `word`, the last behind."""
    on: str
    """The word that may be a name, and the two words from it on."""
    pair: str


def lead_of(tokens: Tokens, at: int) -> Lead:
    """Return the words that end at a place."""
    near = tokens.low[max(0, at - _LOOK_BACK) : at]
    on = tokens.at(at + 1 + (tokens.at(at + 1) == "."))
    pair = f"{on} {tokens.at(at + 2)}"
    return Lead(tokens.low[at], tokens.at(at - 1), tokens.at(at - 2), near, on, pair)


def is_announced(lead: Lead) -> bool:
    """Say whether some words are followed by a name and nothing else."""
    return any(reader(lead) for reader in _ANNOUNCES)


def is_called(lead: Lead, *, is_cut: bool) -> bool:
    """Say whether somebody is often named behind some words: "it's", "under", "tell".

    Args:
        is_cut: A comma or the like stands between them and the name.
    """
    word, word2, word3 = lead.word, lead.word2, lead.word3
    if _is_somebody(lead):
        return True
    if is_cut or (word in TITLES and not BEHIND_A_TITLE.isdisjoint((lead.on, lead.pair))):
        return False
    return (
        word in TITLES | near_names.MORE_TITLES
        or (word in near_names.CONTACTS and word2 != "the")
        or (word in near_names.TOLD and word2 not in ("a", "the"))
        or (word in near_names.JOBS and word2 in near_names.BEFORE_JOBS)
        or (word == "name" and word2 == "the")
        or (word == "be" and word3 in near_names.HOLDERS | near_names.JOBS)
    )


def _is_somebody(lead: Lead) -> bool:
    word, word2, word3 = lead.word, lead.word2, lead.word3
    if word in near_names.COPULAS:
        if word == "are" and word2 in ("that", "it", "this"):
            return False  # "toppers that are dino shaped"
        return word2 in _NAMED or (word == "be" and word2 in ("would", "d", "'d"))
    if word in ("its", "thats", "im", "under") or (word == "d" and word2 in near_names.SELVES):
        return True
    if word == "be":
        return word2 in near_names.HOLDERS or word3 in near_names.HOLDERS
    if word in near_names.KIN:
        return word2 in ("for", "from", "to", "with", "tell")
    return (word == "by" and (word2 in near_names.DONE or lead.word3 == "signed")) or (
        word == "as" and word2 in near_names.LISTED_AS
    )


_ON = frozenset(("on", "for"))
_HELD = frozenset(
    ["account", "card", "policy", "ticket", "pass", "membership", "licence", "license"]
)
"""Has somebody as its holder, where other holders are goods."""
_NAMED = (
    near_names.SELVES
    | near_names.NAMED_ON
    | near_names.HOLDERS
    | near_names.CONTACTS
    | {"would", "d", "'d"}
)


def _by_holder(lead: Lead) -> bool:
    """ "myself Ann", "the recipient is Ann", "card holder: Ann"."""
    if lead.word in near_names.HOLDERS:
        if lead.word == "holder":  # "a pen phone holder, black"
            return lead.word2 in _HELD
        return not (lead.word == "attention" and lead.word2 in ("to", "pay"))
    return lead.word in near_names.COPULAS and (
        lead.word2 in near_names.HOLDERS or lead.word2 == "initials"
    )


def _by_name(lead: Lead) -> bool:
    """ "her name is Ann", "my partner's name Ann", "name on the card Ann", "I go by Ann"."""
    word, word2, word3 = lead.word, lead.word2, lead.word3
    if word == "be" and word2 in ("should", "might", "would", "could", "may"):
        return word3 == "name"
    if word in near_names.COPULAS and word2 in ("name", "names"):
        return word3 not in near_names.BRANDS_OF
    if word in near_names.NAMED_ON or (word in near_names.COPULAS and word2 in near_names.NAMED_ON):
        return not _ON.isdisjoint(lead.near[-6:]) and "name" in lead.near[-6:]
    if word in ("of", "o"):
        return word2 in ("care", "name", "behalf", "instead", "memory", "honour", "honor") or (
            word2 == "/" and word3 == "c"
        )
    if word == "by":
        return word2 in ("go", "goes", "going") and word3 != "to"
    return word == "name" and (word2 in near_names.OWNERS | near_names.WHOSE or word2 == "'s")


def _by_calling(lead: Lead) -> bool:
    """ "call me Ann", "she's called Ann", "we named her Ann", "someone named Ann"."""
    word, word2 = lead.word, lead.word2
    if word == "me":
        return word2 in ("call", "calls", "called")
    if word == "called" and word2 in near_names.COPULAS and lead.word3 in near_names.PERSONS:
        return True
    if word in ("her", "him", "them"):
        return word2 in ("named", "call", "called", "naming")
    people = near_names.ROLES | near_names.SOMEONE
    return word in ("named", "called") and not people.isdisjoint(lead.near[-5:])


def _by_relation(lead: Lead) -> bool:
    """ "my sister Ann", "the rep I spoke to was Ann", "I spoke with Ann"."""
    if lead.word == "for":
        return lead.word2 in ("collecting", "collect") or (
            lead.word2 == "up" and lead.word3 in ("pick", "picking")
        )
    if lead.word == "one" and lead.word2 == "little":
        return lead.word3 in near_names.OWNERS
    if lead.word in near_names.ROLES:
        return not near_names.OWNERS.isdisjoint(lead.near[-4:]) and "'s" not in lead.near[-4:]
    if lead.word == "was":
        return not near_names.JOBS.isdisjoint(lead.near[-5:])
    if lead.word in ("to", "with") and lead.word2 == "me":
        return lead.word3 in ("transfer", "connect", "introduce", "put", "forward")
    return lead.word in ("to", "with") and lead.word2 in near_names.TALKED


def _by_title(lead: Lead) -> bool:
    """ "Mr. Lee"; "Mr. Coffee" and "Dr. Martens" are no people."""
    if lead.word not in TITLES or not BEHIND_A_TITLE.isdisjoint((lead.on, lead.pair)):
        return False
    return lead.word not in ("dr", "doctor", "miss") or lead.word2 in near_names.BEFORE_TITLES


def _by_wish(lead: Lead) -> bool:
    """ "happy birthday Ann", "get well soon Ann", "love from Ann", "sign it Ann"."""
    word, word2 = lead.word, lead.word2
    if word in ("to", ":") and word2 in near_names.EVENTS | near_names.HOLDERS:
        return lead.word3 not in ("gift", "up")
    if word in near_names.EVENTS:
        if not near_names.DECORATIONS.isdisjoint(lead.pair.split()):
            return False  # "a merry christmas golden card"
        return word2 in ("happy", "merry")
    if word in ("it", "card", "note"):
        return "sign" in (word2, lead.word3)
    if word == "from":
        return word2 in near_names.WISHES or "sign" in lead.near or "signed" in lead.near
    return (word2, word) in near_names.GOOD_WISHES


def _by_writing(lead: Lead) -> bool:
    """ "engrave it with Ann", "have the tag say Ann"."""
    word, near = lead.word, lead.near
    if word in near_names.WITH and not near_names.ENGRAVES.isdisjoint(near):
        return True
    if word in ("engrave", "embroider", "monogram", "inscribe", "stitch", "emboss", "etch"):
        return True
    if word in ("it", "this", "that") and lead.word2 in near_names.ENGRAVES:
        return True
    return word in near_names.SAYS and not near_names.NOTES.isdisjoint(near)


_ANNOUNCES = (
    _by_holder, _by_name, _by_calling, _by_relation, _by_title, _by_wish, _by_writing,
)  # fmt: skip
