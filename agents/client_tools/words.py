"""Words of names, descriptions and utterances, so that "getOrderStatus" meets "orders"."""

import re

from retrieval.wordset import wordset

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDING = re.compile(r"(?:ations?|ings?|ers?|ed|es|s|e)$")
_SHORTEST_STEM = 3

FILLER = wordset(
    "a an the of for to in on at by with from and or is are be it its this that these those my "
    "your our their me you i we us him her them do does did can could would will shall should "
    "may might please what which who when where how why if there here some any all one ones up "
    "out about into as not no yes have has had was were been am want need like just get got let "
    "now so then ok"
)
"""Words that say nothing of what a function is for."""
PLAIN_VERBS = wordset(
    "get fetch retrieve look lookup find check show tell give make do run perform execute call "
    "use handle process request query read list display view see provide return start begin set "
    "create go open put take bring know"
)
"""Verbs that every function may have in its name."""
_OF_PROGRAMS = wordset(
    "function tool api handler service action user customer shopper client current info "
    "information data details detail value given specific based"
)


_COMPOUNDS = {
    "callback": "call back", "signup": "sign up", "logout": "log out", "login": "log in",
    "timezone": "time zone", "datetime": "date time", "lookup": "look up", "wishlist": "wish list",
    "hangup": "hang up", "setup": "set up", "zipcode": "zip code", "giftcard": "gift card",
}  # fmt: skip


def split_name(name: str) -> tuple[str, ...]:
    """Return the words of a name: ("get", "order", "status") of "getOrderStatus"."""
    apart = _HUMP.sub(" ", name).replace("_", " ").replace("-", " ").lower()
    return tuple(w for each in _WORD.findall(apart) for w in _COMPOUNDS.get(each, each).split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, lower case, with the possessive cut."""
    return tuple(w.split("'")[0] for w in _WORD.findall(text.lower().replace("’", "'")))


def stem(word: str) -> str:
    """Return a word without its ending, so that "remind", "reminder", "reminders" meet."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    cut = _ENDING.sub("", word)
    if len(cut) < _SHORTEST_STEM:
        return word
    if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2]:
        return cut[:-1]
    return cut


def stems(words: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words that say something."""
    return frozenset(stem(w) for w in words if w not in FILLER)


def telling(words: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words that tell one function from another."""
    told = [w for w in words if w not in FILLER | PLAIN_VERBS | _OF_PROGRAMS]
    return frozenset(stem(w) for w in told)
