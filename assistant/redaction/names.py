"""People's names, where somebody says who they are or whom something is for.

What announces a name outright ("my name is") is believed whatever follows; what may announce one
("this is", "I'm", "send it to") only with a first name, a capital, or a greeting before it.
"""

from collections.abc import Iterator

from assistant.redaction.asked import ASKED_CUES, asked_in
from assistant.redaction.found import Found, Personal
from assistant.redaction.introduced import after_call, after_this_is, before_here
from assistant.redaction.naming import COPULAS, Spans, strong
from assistant.redaction.partings import SIGNS_OFF, after_parting
from assistant.redaction.people import people_in
from assistant.redaction.recipients import (
    RELATIVES,
    SENDS,
    after_for,
    after_holder,
    after_out,
    after_relative,
    after_sending,
    after_title,
    after_under,
    belongs,
    picks,
)
from assistant.redaction.slips import MISSPELLED, after_customer, after_misspelled
from assistant.redaction.spelled_names import spelled_in
from assistant.redaction.spelling import after_spelling, after_that
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens, word_set

_WHOSE = word_set("full first last middle maiden sur family given user")


_NO_NAME_BEFORE = word_set(
    """
    brand product flavor flavour color colour pattern size scent file domain its it's model what
    which store shop company collection file style item a no same
    """
)


def names_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the names that a text announces."""
    for place, word in enumerate(tokens.low):
        reader = _READERS.get(word)
        if reader is None:
            continue
        for first, after in reader(tokens, place):
            yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.NAME)
    if not ASKED_CUES.isdisjoint(tokens.low):
        yield from asked_in(tokens)
    yield from people_in(tokens)
    yield from spelled_in(tokens)


def _after_name(tokens: Tokens, place: int) -> Spans:
    """ "my name is", "last name", "under the name of", "name's"."""
    before = tokens.at(place - 1)
    if tokens.low[place] == "surname":
        before = "last"
    on = place + 1
    if tokens.at(on) == "on" and tokens.at(on + 1) in ("the", "my", "that"):
        on += 3
        if tokens.at(on) not in COPULAS:
            return
    is_under = any(tokens.at(p) == "under" for p in range(place - 3, place)) or (
        tokens.at(place - 2) == "in" and before == "the"
    )
    if tokens.at(on) == "of":
        if not is_under:
            return
        on += 1
    elif (
        tokens.at(on) in COPULAS
        or (before == "my" and tokens.at(on) == "s")
        or (before in _WHOSE and tokens.at(on) not in ("brand",))
        or (tokens.low[place] == "names")
        or is_under
    ):
        pass
    else:
        return
    if before in _NO_NAME_BEFORE or (
        before in ("the", "of") and tokens.at(place - 2) in ("what", "'s")
    ):
        return
    yield from strong(tokens, on)


_READERS = {
    **dict.fromkeys(MISSPELLED, after_misspelled),
    **dict.fromkeys(("customer", "client"), after_customer),
    **dict.fromkeys(("name", "names", "surname"), _after_name),
    **dict.fromkeys(("is", "'s", "'m", "am", "its", "im"), after_this_is),
    **dict.fromkeys(("here", "speaking"), before_here),
    **dict.fromkeys(("call", "calls"), after_call),
    "under": after_under,
    **dict.fromkeys(TITLES, after_title),
    **dict.fromkeys(RELATIVES, after_relative),
    **dict.fromkeys(SENDS, after_sending),
    "out": after_out,
    **dict.fromkeys(
        ("recipient", "holder", "attn", "attention", "addressee", "cardholder"), after_holder
    ),
    **dict.fromkeys(("for", "to", "with", "from"), after_for),
    **dict.fromkeys(SIGNS_OFF, after_parting),
    **dict.fromkeys(("spelled", "spelt", "spelling", "spell", "spells"), after_spelling),
    **dict.fromkeys(("that", "thats"), after_that),
    **dict.fromkeys(("belongs", "registered", "signed"), belongs),
    **dict.fromkeys(("pick", "picking", "collect", "collecting"), picks),
}


HEADS = frozenset(_READERS) - word_set("is 's its im thats 'm am for to with that call from")
"""Words that can announce a name, but for those that stand in every second sentence."""
