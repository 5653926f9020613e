"""Names that somebody gives when a shop asks for one, in small letters and in few words.

    it's for okonkwo        collect it as wojtek        thank you so much gethin
    change hargreave to hargreaves        the okonkwo family        leave it with mohan downstairs

A word is believed that is a name and nothing else; where little but a name can follow ("collect it
as"), so is one that is in no list at all. English words, makers and characters are not.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.redaction.around import CUTS, behind
from assistant.redaction.around_words import DEARS
from assistant.redaction.called import Called, called
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import GIVEN, LISTED, STRANGE, SURE, english_words, kinds
from assistant.redaction.more_names import corrected, more
from assistant.redaction.name_words import is_cased
from assistant.redaction.naming import Spans
from assistant.redaction.phrases import Phrases
from assistant.redaction.tokens import Tokens, word_set

_ANY, _LISTED, _GIVEN = "any", "listed", "given"
"""Which words are believed behind a phrase: all that are no English ones, those of the
lists, given names."""
_LEADS = Phrases(
    {
        _ANY: """
        collect it as, collect as, collected as, collecting as, pick it up as, picked up as,
        care of, c / o, attention of, pick up for, picking up for, collect for, collecting for,
        put it under, try under, look under, check under, it under,
        's under, is under, be under, was under, order under, account under, booked under,
        ordered under, filed under, reserved under, placed under, collecting is, up is,
        collecting will be, up will be, collecting it is, collecting it will be
        """,
        _LISTED: """
        reservation for, booking for, it 's for, it is for, its for, one 's for, one is for,
        that 's for, thats for, this is for,
        parcel for, parcels for, package for, delivery for, deliveries for, order for, orders for,
        pickup for, pick-up for, collection for, anything for, something for, booked for,
        thanks, thank you, cheers, thanks so much, thank you so much, thanks very much,
        thank you very much, thanks a lot, thanks again, thank you again, many thanks, bye,
        goodbye, ask for, asking for, speak to, speak with, have it say, it should say, should be,
        should have been, it say, it says, tag says, card says, names are, under,
        thanks for everything, husband is, husband 's, wife is, wife 's, partner is, mum is,
        dad is, neighbour is, neighbor is, nurse, coach, madam, teacher, the person is
        """,
        _GIVEN: """
        kids are, twins are, children are, sons are, daughters are, 're called, are called,
        re called, me and
        """,
    }
)
_LEAVES = word_set("leave left leaving")
_LEAVE_MOST = 5
"""Words between "leave" and "with"."""
_HOUSEHOLDS = word_set("family household residence clan")
_CHANGES = word_set("change changed changing correct update rename switch")
_ALIKE = 0.55
"""Likeness of two spellings of a name; of "meyer" and "maier" it is .6."""
_NAME_NEAR = word_set("name names surname spelling spelled spelt")
_ENDS = word_set("downstairs upstairs opposite across bye you next want need are love")
"""Also stand behind a name: where a neighbour is, what else is said to somebody."""
_AT_DESK = word_set("reception desk door front concierge security")
ASKED_CUES = _LEADS.firsts | _LEAVES | _HOUSEHOLDS | _CHANGES | _NAME_NEAR


def asked_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the names behind what announces one when it was asked for."""
    for first, after in _spans(tokens):
        yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.NAME)


def _spans(tokens: Tokens) -> Spans:
    words = frozenset(tokens.low)
    if not _LEADS.firsts.isdisjoint(words):
        for _, on, which in _LEADS.in_text(tokens):
            yield from _after_lead(tokens, on, which)
    for place, word in enumerate(tokens.low):
        if word in _LEAVES:
            yield from _left_with(tokens, place)
        elif word in _HOUSEHOLDS:
            yield from _of_a_family(tokens, place)
        elif word in _CHANGES:
            yield from _changed(tokens, place)


def _after_lead(tokens: Tokens, first: int, which: str) -> Spans:
    on = first
    while tokens.at(on) in (",", "uh", "um", "er", "mr", "mrs", "ms", "the"):
        on += 1
    one = _name(tokens, on, is_any=which == _ANY)
    if one is None or (which == _GIVEN and not kinds(tokens.low[on]) & GIVEN):
        return
    after = corrected(tokens, one.after)
    yield on, after
    yield from more(tokens, after)
    if tokens.at(after) == "or" and tokens.at(after + 1):  # "under obrien or o'brien"
        other = _name(tokens, after + 1, is_any=True)
        if other is not None and _is_alike(tokens, on, after + 1):
            yield after + 1, other.after


def _name(tokens: Tokens, first: int, *, is_any: bool) -> Called | None:
    """Return the name at a place if it is believed there and something ends behind it."""
    one = called(tokens, first) if first < len(tokens) else None
    if one is None:
        return None
    word = tokens.low[first]
    bits = kinds(word)
    is_plain = word in DEARS or (word in english_words() and not bits & SURE)
    is_any = is_any or not _AT_DESK.isdisjoint(tokens.low[one.after : one.after + 4])
    is_name = bool(bits & SURE) or one.words > 1 or (is_any and bool(bits & (STRANGE | LISTED)))
    if is_plain or not is_name:
        return None
    is_cut = behind(tokens, one.after) >= CUTS or tokens.at(one.after) in _ENDS
    return one if is_cut and tokens.at(one.after) not in ("'", "&") else None


def _left_with(tokens: Tokens, place: int) -> Spans:
    """ "leave it with mohan downstairs", "left the rice with ruaridh"."""
    for on in range(place + 1, min(place + _LEAVE_MOST, len(tokens))):
        if tokens.low[on] == "with":
            one = _name(tokens, on + 1, is_any=True)
            if one is not None:
                yield on + 1, one.after
            return


def _of_a_family(tokens: Tokens, place: int) -> Spans:
    """ "the okonkwo family"."""
    on = place - 1
    if tokens.at(on - 1) == "the" and tokens.is_word(on):
        bits = kinds(tokens.low[on])
        is_name = bits & SURE or (bits & (STRANGE | LISTED) and is_cased(tokens, on))
        if is_name and tokens.low[on] not in english_words():
            yield on, place


def _changed(tokens: Tokens, place: int) -> Spans:
    """ "change hargreave to hargreaves", "change the name from pettersen to petersen"."""
    on = place + 1
    is_told = False
    while tokens.at(on) in ("the", "my", "it", "from", "name", "surname", "spelling", "of"):
        is_told = is_told or tokens.at(on) in _NAME_NEAR
        on += 1
    if not (tokens.is_word(on) and tokens.at(on + 1) == "to" and tokens.is_word(on + 2)):
        return
    both = kinds(tokens.low[on]), kinds(tokens.low[on + 2])
    is_listed = all(both) and (both[0] | both[1]) & SURE
    if (is_told and all(both)) or (is_listed and _is_alike(tokens, on, on + 2)):
        yield on, on + 1
        yield on + 2, on + 3


def _is_alike(tokens: Tokens, first: int, other: int) -> bool:
    said, again = tokens.low[first], tokens.low[other]
    return SequenceMatcher(None, said, again).ratio() > _ALIKE
