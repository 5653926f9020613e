"""Names of those whom something is for, or who are spoken of: "ship it to Ann", "for Mr. Lee"."""

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.naming import (
    COPULAS,
    ENDS,
    LONGEST,
    Spans,
    capital,
    is_english,
    is_mixed,
    known,
    name_after,
    strange,
    strong,
)
from assistant.redaction.titles import BEHIND_A_TITLE
from assistant.redaction.tokens import Tokens, word_set

RELATIVES = word_set(
    """
    wife husband son daughter sister brother mom mum mother dad father friend partner girlfriend
    boyfriend neighbor neighbour boss assistant cousin aunt uncle niece nephew colleague roommate
    fiance fiancee grandson granddaughter grandmother grandfather
    """
)


SENDS = word_set(
    """
    ship send deliver mail address addressed post forward sent shipped delivered give
    """
)


_FILED = word_set(
    """
    's is it order orders reservation account put filed listed registered booked name look check
    be ordered placed are was them that this one appointment booking find search me purchase
    """
)


_PICK_MOST = 6


def after_under(tokens: Tokens, place: int) -> Spans:
    """ "it's under Ann Lee", "put it under Lee"."""
    on = place + 1
    if tokens.at(on) in ("the", "name", "my", "a") or is_english(tokens, on):
        return
    before = tokens.at(place - 1)
    if before == "" and (capital(tokens, on) or strange(tokens, on)):
        before = "it"
    if before == "up" and tokens.at(place - 2) in ("it", "me", "that", "look"):
        before = "it"
    if before not in _FILED and not known(tokens, on) and not is_mixed(tokens, on):
        return
    after = name_after(tokens, on, is_sure=False)
    if after is not None and tokens.at(after) in ENDS | {"spelled", "or"}:
        yield on, after


_SELVES = frozenset(("its", "'s", "'m", "im", "am", "is", "here's"))


def after_title(tokens: Tokens, place: int) -> Spans:
    """ "for Mr. Lee"; "Mr. Coffee" and "Dr. Martens" are no people."""
    on = place + 1 + (tokens.at(place + 1) == ".")
    word = tokens.at(on)
    if tokens.is_figures(place - 1) and tokens.is_glued(place):
        return  # "1ms display"
    pair = f"{word} {tokens.at(on + 1)}"
    if word in BEHIND_A_TITLE or pair in BEHIND_A_TITLE:
        return
    if tokens.low[place] in ("dr", "doctor", "miss"):
        before = tokens.at(place - 1)
        is_for = before in ("for", "to", "attention", "is", "from", "with")
        is_self = before in _SELVES and strange(tokens, on)
        if not is_self and not (is_for and (tokens.is_capital(on) or word in FIRST_NAMES)):
            return
    after = name_after(tokens, on, is_sure=False)
    if after is None:
        return
    yield on, after


def after_relative(tokens: Tokens, place: int) -> Spans:
    """ "my wife Ann wants", "my son's name is" is read elsewhere."""
    on = place + 1 + (tokens.at(place + 1) == ",")
    before = tokens.at(place - 1)
    is_pair = strange(tokens, on) and strange(tokens, on + 1)
    is_last = capital(tokens, on) and strange(tokens, on) and tokens.at(on + 1) in ENDS
    if before in ("my", "our", "his", "her") and (known(tokens, on) or is_pair or is_last):
        after = name_after(tokens, on, is_sure=False)
        if after is not None:
            yield on, after
    elif (
        before in ("my", "our") and tokens.at(on) in ("is", "'s") and tokens.at(on + 1) == "called"
    ):
        yield from strong(tokens, on + 2)


def after_sending(tokens: Tokens, place: int) -> Spans:
    """ "ship it to Ann Lee", "addressed to Ann", "make it out to Ann"."""
    on = place + 1
    while on - place <= LONGEST + 1 and tokens.at(on) not in ("to", ""):
        if tokens.at(on) in (".", "?", "!"):
            return
        on += 1
    if tokens.at(on) != "to":
        return
    on += 1
    if tokens.at(on) == "my" and tokens.at(on + 1) in RELATIVES:
        return
    is_told = known(tokens, on) or capital(tokens, on)
    if is_english(tokens, on):
        return
    after = name_after(tokens, on, is_sure=False)
    if after is None:
        return
    behind = tokens.at(after)
    is_at = behind == "at" and (
        tokens.is_figures(after + 1) or tokens.at(after + 1) in FIGURE_WORDS
    )
    is_it = tokens.at(on - 2) in ("it", "this", "that", "them", "one")
    is_told = is_told and (is_it or known(tokens, on) or is_mixed(tokens, on))
    is_told = is_told or (strange(tokens, on) and is_it)
    if (is_told and (behind in ENDS or behind in ("'s", "from"))) or is_at:
        yield on, after


def after_out(tokens: Tokens, place: int) -> Spans:
    """ "make it out to Ann"."""
    if tokens.at(place + 1) == "to" and any(
        tokens.at(p) in ("make", "made", "written") for p in range(place - 3, place)
    ):
        yield from strong(tokens, place + 2)


def after_holder(tokens: Tokens, place: int) -> Spans:
    """ "the recipient is Ann", "account holder: Ann", "attention Ann"."""
    if tokens.low[place] in ("attn", "attention", "c", "care"):
        on = place + 1 + (tokens.at(place + 1) in (":", "of"))
        if strange(tokens, on) or is_mixed(tokens, on):
            yield from strong(tokens, on)
    elif tokens.at(place + 1) in COPULAS and not is_english(tokens, place + 2):
        yield from strong(tokens, place + 2)


_TALKED = word_set("spoke talked speak talk dealing spoken speaking chatted dealt talking emailed")
_BEFORE = {
    "from": word_set(
        "bill bills invoice invoices order package parcel receipt letter email message"
    )
    | {"call"},
    "for": word_set("gift present order package delivery it 's is reservation that parcel"),
    "to": _TALKED,
    "with": _TALKED,
}
"""What stands before "for Ann" where that is a person."""


def after_for(tokens: Tokens, place: int) -> Spans:
    """ "a gift for Ann", "spoke to Ann", "delivery for Ann Lee"."""
    on = place + 1
    if tokens.at(place - 1) not in _BEFORE[tokens.low[place]]:
        return
    word = tokens.low[place]
    is_known = known(tokens, on) or (strange(tokens, on) and strange(tokens, on + 1))
    is_booked = tokens.at(place - 1) in ("reservation", "package", "parcel") and strange(tokens, on)
    if is_known or (capital(tokens, on) and (word in ("to", "with") or is_booked)):
        after = name_after(tokens, on, is_sure=False)
        if after is not None:
            yield on, after


def belongs(tokens: Tokens, place: int) -> Spans:
    """ "the account belongs to Ann Lee", "it's registered to Lee"."""
    if tokens.at(place + 1) in ("to", "by", "from") and strange(tokens, place + 2):
        after = name_after(tokens, place + 2, is_sure=False)
        if after is not None and tokens.at(after) in ENDS:
            yield place + 2, after


def picks(tokens: Tokens, place: int) -> Spans:
    """ "Ann Lee will pick it up"."""
    on = place - 1
    while on > 0 and tokens.low[on] in (
        "will",
        "is",
        "'s",
        "'ll",
        "to",
        "going",
        "gonna",
        "can",
        "would",
    ):
        on -= 1
    first = on
    while first > 0 and place - first < _PICK_MOST and strange(tokens, first - 1):
        first -= 1
    if on < place - 1 and tokens.at(on - 1) in FIRST_NAMES and tokens.is_word(on):
        yield on - 1, on + 1
    elif on < place - 1 and strange(tokens, on) and (first < on or known(tokens, on)):
        yield first, on + 1
