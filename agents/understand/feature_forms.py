"""Other ways to say a catalog's feature, from the form of its word: "hooded" is "with a hood".

English endings, not of one catalog: a form counts only where it means one feature. Does not
cover words that are unlike ("rainproof"): those are `synonyms.FEATURES`.
"""

from collections.abc import Iterable, Iterator

from agents.understand.number_words import ONES, TEENS
from retrieval.wordset import wordset

_COUNTS = {**ONES, **TEENS}
_NO_VERBS = wordset("port dur vis suit avail comfort siz reli valu rent invis flex fash afford")
"""What is left of "portable" or "durable" is no verb that a thing does."""
_DOES = ("that {0}", "that {0}s", "which {0}s", "it {0}s", "can be {1}", "i can {0}", "you can {0}")
_HAS = ("with a {0}", "with {0}", "with {0}s", "that has a {0}", "has a {0}", "having a {0}")
_NOT_HAD = wordset(
    "speckl textur pad cushion insulat knit quilt braid curv rais taper ag motoriz extend "
    "ventilat heat weight undat flavor scent cropp polariz recycl seal pull"
)
"""What "speckled" comes of is something done to a thing, or said otherwise of one: "with dot"."""
_DONE_STEMS = frozenset({"lin", "strip", "divid"})
_DONE = {"line": "lining", "cover": "cover", "stripe": "stripe", "dot": "dot", "divide": "divider"}
"""What a thing that is so has, where that is a word of its own."""
_BY = {"lock": ("a lock", "lock", "locks"), "dim": ("a dimmer", "dimmer")}
"""What makes a thing do so, where that has a name."""


def forms_of(feature: str) -> tuple[str, ...]:
    """Return phrases that say that a thing has `feature`, without the feature's own words.

    Args:
        feature: As the catalog has it: "hooded", "wall mounted", "two boilers".
    """
    words = feature.lower().replace("-", " ").split()
    if not words:
        return ()
    forms = [*_numbered(words), *_mounted(words), *_packed(words)]
    if len(words) == 1:
        forms += [*_ending(words[0])]
    return tuple(dict.fromkeys(forms))


def _ending(word: str) -> Iterator[str]:
    if word.endswith(("able", "ible")) and len(word) > 6:
        stem = word[:-4]
        if stem not in _NO_VERBS:
            for verb in _verbs(stem):
                yield from (form.format(verb, _participle(verb)) for form in _DOES)
                yield from (f"with {part}" for part in _BY.get(verb, ()))
    elif word.endswith("ed") and len(word) > 4:
        for noun in _nouns(word):
            held = _DONE.get(noun)
            if held is not None or noun not in _NOT_HAD:
                yield from (form.format(held or noun) for form in _HAS)


def _verbs(stem: str) -> Iterable[str]:
    """Return what "stackable", "reusable" and "refillable" come of: stack, reuse, refill."""
    if stem.endswith(("us", "rs", "at", "writ", "chang", "charg", "v")):
        return (stem + "e",)
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "mnptbdg":
        return (stem[:-1],)
    if stem.endswith("i"):
        return (stem[:-1] + "y",)
    return (stem,)


def _nouns(word: str) -> Iterable[str]:
    """Return what "hooded", "wheeled", "belted" and "pleated" come of."""
    stem = word[:-2]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "mnptbdg":
        return (stem[:-1],)
    if stem in _DONE_STEMS:
        return (stem + "e",)
    return (stem,)


def _participle(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb in ("dim", "program", "zip"):
        return verb + verb[-1] + "ed"
    return verb[:-1] + "ied" if verb.endswith("y") else verb + "ed"


def _numbered(words: list[str]) -> Iterator[str]:
    """Yield the figures of a number that is written as a word: "2 boilers"."""
    if any(word in _COUNTS for word in words) and len(words) > 1:
        yield " ".join(str(_COUNTS.get(word, word)) for word in words)


def _packed(words: list[str]) -> Iterator[str]:
    """Yield what a thing comes in: "gift boxed" is "in a gift box"."""
    if len(words) == 2 and words[1] in _PACKED:
        noun = f"{words[0]} {_PACKED[words[1]]}"
        yield from (f"{lead} {noun}" for lead in ("in a", "in", "with a", "in its own"))


_PACKED = {"boxed": "box", "bagged": "bag", "wrapped": "wrap", "potted": "pot", "cased": "case"}


def _mounted(words: list[str]) -> Iterator[str]:
    """Yield where a thing hangs: "wall mounted" is "that hangs on the wall"."""
    if len(words) == 2 and words[1] in ("mounted", "hung"):
        place = words[0]
        for verb in ("hang", "hangs", "hanging", "mount", "mounts", "go", "goes", "mounted"):
            yield f"{verb} on the {place}"
            yield f"{verb} on a {place}"
