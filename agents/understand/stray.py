"""Leaves out words that only look like the catalog's: ordinary words used for something else.

"how many birthdays", "put it in the basket", "are you a robot" name nothing of
the shop, though it sells birthday cards, laundry baskets and a robot kit.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.tokens import norms
from agents.understand.words import OBJECTIVE, SUBJECTIVE, stem
from retrieval.english import ordinary_words
from retrieval.wordset import wordset

_CART_PLACE = re.compile(
    r"\b(?:in|into|inside|to|onto|from|of|out of|off) (?:my|the|our|your) "
    r"(?:shopping )?(?:basket|bag|cart|card|trolley|car)\b|"
    r"\b(?:my|the) (?:shopping )?(?:basket|cart|card|trolley)$"
)
_GIVES_NAME = re.compile(
    r"\b(?:(?:his|her|its|their|my|whose) names? (?:is|are|was)|(?:he|she|it|they|who) (?:is|are|"
    r"was) (?:called|named)|(?:named|call|calls|called|name) (?:him|her|it|them)|"
    r"(?:dog|cat|puppy|kitten|pet|son|daughter|baby|wife|husband|boyfriend|girlfriend|friend|"
    r"brother|sister|horse|rabbit|hamster|kid|boy|girl) (?:is )?(?:named|called))$"
)
"""Before a name that somebody has: "her name is Olive"."""
_CART_NOUNS = wordset("basket bag card car trolley")
_IDIOMS = re.compile(
    r"\b(?:as long as|so long as|(?:a)?long lasting|how long|"
    r"long (?:time|term|day|run|distance|story)|"
    r"as soon as|a while|hard to|easy to|free to|light (?:brown|gray|green|pink|blue|colored)|"
    r"good quality|high quality|for the rain|top of|short (?:notice|on|of))\b"
)
_PLACES = wordset("room kitchen house apartment garden car office bedroom bathroom yard desk")
_NAMES_A_THING = (Kind.CATEGORY, Kind.BRAND, Kind.DEPARTMENT)
_KINDS_OF_WORDS = frozenset({"something", "anything", "one", "ones", "things", "stuff", "gear"})


def without_stray(line: Line, found: Sequence[Found], anything_shown: bool) -> list[Found]:
    """Return `found` without what the words around it deny.

    Args:
        line: The utterance.
        found: Values of the catalog in it, in order.
        anything_shown: Whether products are on the screen or a type is wanted already.
    """
    carts = [span for _, span in line.find(_CART_PLACE)]
    kept = [f for f in found if not (_cart_noun(line, f) and any(f.span.within(c) for c in carts))]
    things = {t.norm for t in line.tokens} & _KINDS_OF_WORDS
    about = anything_shown or bool(things) or any(f.kind in _NAMES_A_THING for f in kept)
    kept = [f for f in kept if about or not _everyday(f)]
    idioms = [span for _, span in line.find(_IDIOMS)]
    kept = [f for f in kept if not (_everyday(f) and any(f.span.overlaps(s) for s in idioms))]
    kept = [f for f in kept if not _said_again(line, f, kept) and not _given_name(line, f)]
    kept = [replace(f, hard=False) if _of_oneself(line, f) else f for f in kept]
    kept = [f for f in kept if not _adverb(line, f)]
    kept = [f for f in kept if not _place_of(line, f, kept)]
    kept = [f for f in kept if not (_everyday(f) and (_verb(line, f) or _owned_place(line, f)))]
    kept = [f for f in kept if not _owner(line, f) and not _at_most(line, f)]
    return [f for f in kept if not _said_by_type(f, kept) and not _counted(line, f)]


_WHO_DOES = wordset("it he she that which who")


def _given_name(line: Line, found: Found) -> bool:
    """Tell whether a value is what somebody is called: "my dog is called Rusty"."""
    before = line.text_of(Span(max(0, found.span.start - 4), found.span.start))
    return _GIVES_NAME.search(before) is not None


def _verb(line: Line, found: Found) -> bool:
    """Tell whether a word is what something does: "it rains a lot", "it matches my chairs"."""
    word = line.norm(found.span.stop - 1)
    own = norms(str(found.values[0]))[-1]
    before, after = line.norm(found.span.start - 1), line.norm(found.span.stop)
    if before == "the" and after in _OF_A_SUBJECT:
        return True  # "the rain was so bad"
    return before in _WHO_DOES and word.endswith("s") and word != own


_OF_A_SUBJECT = wordset("is was were has had gets got keeps came comes")


def _owned_place(line: Line, found: Found) -> bool:
    """Tell whether a word is where things go: "too big for my flat", "a home office"."""
    if found.span.stop - found.span.start > 1 or line.text_of(found.span) not in _ROOMS:
        return False
    return line.norm(found.span.start - 1) in _BEFORE_ROOM


_ROOMS = wordset("flat office party window drawer trunk frame")
_BEFORE_ROOM = wordset("my our his her their home the")


def _owner(line: Line, found: Found) -> bool:
    """Tell whether somebody only does something: "my dog sheds", "my brother told me"."""
    if found.kind is not Kind.AUDIENCE:
        return False
    before, after = line.norm(found.span.start - 1), line.norm(found.span.stop)
    if after in _SAYS and before in ("my", "our", "the", "his", "her"):
        return True
    if str(found.values[0]).lower() not in ("dogs", "cats"):
        return False
    return before in ("my", "our", "the", "his", "her") and after in _PET_DOES


def _at_most(line: Line, found: Found) -> bool:
    """Tell whether "tops" only ends a price: "forty dollars tops"."""
    if line.text_of(found.span) != "tops" or found.span.start == 0:
        return False
    before = line.tokens[found.span.start - 1]
    return before.value is not None or before.norm in _MONEY


_MONEY = wordset("dollars bucks euros pounds quid")
_SAYS = wordset("told says said thinks recommended suggested mentioned bought broke gave")
_PET_DOES = wordset("sheds chews scratches climbs jumps sleeps lies pees drools bites hates always")


def _of_oneself(line: Line, found: Found) -> bool:
    """Tell whether a feature is said of the shopper: "I'm vegan" need not be on the label."""
    before = (line.norm(found.span.start - 2), line.norm(found.span.start - 1))
    return found.kind is Kind.FEATURE and before in (("i", "am"), ("we", "are"), ("she", "is"))


def _said_again(line: Line, found: Found, others: Sequence[Found]) -> bool:
    """Tell whether a department only repeats a type: "hiking shoes, the shoes should be blue"."""
    if found.kind is not Kind.DEPARTMENT or line.norm(found.span.start - 1) in ("and", "or"):
        return False
    return any(f.kind is Kind.CATEGORY and f.span.start < found.span.start for f in others)


def _cart_noun(line: Line, found: Found) -> bool:
    return found.kind is Kind.CATEGORY and line.norm(found.span.stop - 1) in _CART_NOUNS


def _everyday(found: Found) -> bool:
    """Tell whether a feature is one everyday word that alone asks for nothing: "birthday"."""
    if found.kind is not Kind.FEATURE:
        return False
    words = norms(str(found.values[0]))
    return (
        len(words) == 1
        and words[0] in ordinary_words()
        and words[0] not in OBJECTIVE
        and words[0] not in SUBJECTIVE
    )


def _said_by_type(found: Found, others: Sequence[Found]) -> bool:
    """Tell whether the type found has the feature in its name: electric kettles are electric."""
    if found.kind is not Kind.FEATURE:
        return False
    words = {stem(word) for word in norms(str(found.values[0]))}
    types = [f for f in others if f.kind is Kind.CATEGORY]
    return bool(types) and all(
        words <= {stem(word) for word in norms(str(value))} for f in types for value in f.values
    )


_BEFORE_DOWN = wordset(
    "in of with not no goose duck and or real natural a the some without is are than"
)


def _adverb(line: Line, found: Found) -> bool:
    """Tell whether "down" is no filling: "the house burned down", "it folds down"."""
    if found.kind is not Kind.MATERIAL or line.text_of(found.span) != "down":
        return False
    at = found.span.start
    return (
        at > 0
        and not line.tokens[at].before
        and line.norm(at - 1) not in _BEFORE_DOWN
        and (
            line.norm(at + 1)
            in ("", "and", "to", "for", "the", "on", "when", "flat", "a", "please")
        )
    )


def _place_of(line: Line, found: Found, others: Sequence[Found]) -> bool:
    """Tell whether a person is only who owns a place: "for my mother's living room".

    The garden of "women's garden gloves" is no place but a word of the type.
    """
    if found.kind is not Kind.AUDIENCE:
        return False
    typed = {
        at for f in others if f.kind is Kind.CATEGORY for at in range(f.span.start, f.span.stop - 1)
    }
    after = (found.span.stop, found.span.stop + 1)
    return any(line.norm(at) in _PLACES and at not in typed for at in after)


def _counted(line: Line, found: Found) -> bool:
    """Tell whether a number stands before an everyday word: "three seats"."""
    at = found.span.start - 1
    return at >= 0 and line.tokens[at].value is not None and _everyday(found)
