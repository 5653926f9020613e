"""Names that no more announces than that they are names: "Ann Lee, 12 Oak Street", "for Ann".

A name of two words is believed wherever a clause ends behind it, a given name where somebody is
spoken of or to, a word that is a name too only where people are called something.
"""

from collections.abc import Iterator

from assistant.redaction.around import (
    A_THING,
    ANNOUNCED,
    BEGINS,
    CALLED,
    CUTS,
    GOES_ON,
    LED,
    NOTHING,
    TELLS,
    before,
    behind,
)
from assistant.redaction.around_words import (
    COMES,
    FAMILY,
    HUMAN,
    MODALS,
    PUT,
    PUTS,
    WILL,
)
from assistant.redaction.believed import STUFF, is_believed, is_led
from assistant.redaction.called import (
    ANDS,
    FULL,
    LIKELY,
    SINGLE,
    Called,
    called,
    is_famous,
    may_begin,
)
from assistant.redaction.common_words import COMMON
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import (
    FIRST,
    STRANGE,
    SURE,
    SURNAME,
    kinds,
)
from assistant.redaction.goods import is_of_goods
from assistant.redaction.known_words import known_words
from assistant.redaction.more_names import corrected, last_first, more
from assistant.redaction.name_words import is_cased
from assistant.redaction.tokens import Tokens, word_set

_OPENINGS = word_set(
    """
    uh um er erm ah oh hmm so well yeah yes yep sure ok okay hi hello hey it it's its is 's that
    thats that's be would d will the name my under for , . - : again please say sorry no i mean
    actually try put use speaking me this
    """
)
_WITH_THINGS = word_set("in with or to & - '")
"""May also stand behind the name of goods: "Jasmine in blue"."""
_STOPS = frozenset((",", ".", "", "!", "?", "and", "not", "or"))
_CLOSINGS = word_set(
    "please thanks thank you i think sir ma'am madam . , ! ? yes yeah here ok okay"
)
_MORE_MOST = 4
_PAIR = 2


def people_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the names of people that stand in a text, whatever is said of them."""
    if "comma" in tokens.low:
        yield from (_found(tokens, *span) for span in last_first(tokens))
    place, size = 0, len(tokens)
    begins = list(map(may_begin, tokens.low))
    while place < size:
        after = place + 1
        if not begins[place] and tokens.at(place - 1) not in ANDS:
            place = after
            continue
        if tokens.is_word(place) and not (tokens.at(place - 1) == "-" and tokens.is_glued(place)):
            if is_famous(tokens, place, place + 2):
                place += 4 if tokens.at(place + 2) in ANDS else 2  # "bruno mars and sade"
                continue
            one = called(tokens, place)
            if one is not None and _is_person(tokens, place, one):
                after = corrected(tokens, one.after)
                yield _found(tokens, place, after)
                for first, behind_it in more(tokens, after):
                    yield _found(tokens, first, behind_it)
                    after = behind_it
            elif one is not None and one.sure >= FULL:
                after = one.after
        place = after


def _found(tokens: Tokens, first: int, after: int) -> Found:
    return Found(tokens.starts[first], tokens.ends[after - 1], Personal.NAME)


def _is_person(tokens: Tokens, first: int, one: Called) -> bool:
    lead, follow = before(tokens, first), _behind(tokens, one)
    bits = kinds(tokens.low[first])
    if follow == TELLS and lead == NOTHING and not bits & SURE and tokens.at(one.after) in PUTS:
        follow = CUTS  # "lemon berry crispies in a gift basket"
    if lead == ANNOUNCED:
        return is_believed(tokens, first, one, follow)
    if lead == A_THING or is_of_goods(tokens, first, one.after):
        return False
    if (
        follow == CUTS
        and bits & FIRST
        and lead > NOTHING
        and corrected(tokens, one.after) > one.after
    ):
        return True
    if lead in (CALLED, LED):
        return is_led(tokens, first, one, follow, is_called=lead == CALLED)
    if one.sure == FULL:
        return follow >= CUTS
    if one.sure == SINGLE:
        if follow == TELLS or _is_alone(tokens, first, one):
            return True
        return follow == CUTS and _is_spoken_of(tokens, first, one, lead)
    if one.words == 1 and bits & (STRANGE | SURNAME) and follow == TELLS:
        is_written = tokens.at(first - 1) in PUT and tokens.at(one.after) in PUTS
        if is_written or _is_human(tokens, first, one.after) or tokens.at(one.after) == "with":
            return True
    if one.words == 1 or one.sure < LIKELY:
        is_named = follow == TELLS and bool(bits & FIRST)
        return is_named and (
            one.words > 1
            or (lead == BEGINS and (is_cased(tokens, first) or _is_no_thing(tokens.low[first])))
        )
    return (
        follow == TELLS
        or _is_alone(tokens, first, one)
        or (
            lead == BEGINS
            and bool(bits & FIRST)
            and (
                tokens.at(one.after) == ","
                or tokens.is_figures(one.after)
                or (tokens.at(first - 1) == "," and tokens.at(one.after) in ("", "."))
            )
        )
    )


def _is_human(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether an unknown word does or has what only people do or have."""
    word, behind_it = tokens.at(after), tokens.at(after + 1)
    if word in WILL and behind_it in COMES:
        return True
    if word == "'s" and (behind_it in FAMILY or tokens.at(after + 2) in FAMILY):
        return is_cased(tokens, first)
    if tokens.at(first - 1) in MODALS and word in COMES:
        return True
    return word in HUMAN and (is_cased(tokens, first) or word in ("said", "told"))


def _is_spoken_of(tokens: Tokens, first: int, one: Called, lead: int) -> bool:
    """Say whether a given name that nothing announces is somebody's: no title of goods."""
    sign = tokens.at(one.after)
    if tokens.is_figures(one.after):
        return False
    if lead == BEGINS:
        return sign not in _WITH_THINGS
    return sign not in _WITH_THINGS | _STOPS or (
        is_cased(tokens, first) and sign in _STOPS and len(tokens.at(first - 1)) > 1
    )


def _is_no_thing(word: str) -> bool:
    return word not in STUFF and word not in COMMON


def _behind(tokens: Tokens, one: Called) -> int:
    """Return what stands behind a name, and behind the name that follows it: "Ann and Bo are"."""
    follow, sign = behind(tokens, one.after), tokens.at(one.after)
    if follow == CUTS and one.words == 1 and sign == "'s":
        return GOES_ON  # a shop's or a maker's
    if follow == CUTS and sign in ("and", "&"):
        other = called(tokens, one.after + 1) if one.after + 1 < len(tokens) else None
        if other is not None and kinds(tokens.low[one.after + 1]) & FIRST:
            return max(follow, behind(tokens, other.after))
    return follow


def _is_alone(tokens: Tokens, first: int, one: Called) -> bool:
    """Say whether a text is nothing but a name, as an answer to who somebody is."""
    last = one.after - 1
    if one.words > _PAIR and tokens.low[last] in known_words() and not is_cased(tokens, last):
        return False  # "allee willis record"
    if first > _MORE_MOST + 4 or len(tokens) - one.after > _MORE_MOST + 2:
        return False
    return _OPENINGS.issuperset(tokens.low[:first]) and _CLOSINGS.issuperset(
        tokens.low[one.after :]
    )
