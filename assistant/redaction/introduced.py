"""Names by which people introduce themselves: "this is Ann calling", "Ann here", "call me Ann"."""

from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.naming import (
    CONFIRMS,
    ENDS,
    GREETINGS,
    Spans,
    capital,
    is_mixed,
    known,
    name_after,
    strange,
    strong,
)
from assistant.redaction.respelled import is_like, is_spelled_with
from assistant.redaction.slips import is_own
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens

_HERE_MOST = 5


def after_this_is(tokens: Tokens, place: int) -> Spans:
    """ "this is Ann calling", "it's Ann", "I'm Ann", "I am called Ann"."""
    before, first = tokens.at(place - 1), place - 1
    if tokens.low[place] in _JOINED:
        before, first = _JOINED[tokens.low[place]], place
    if before not in ("this", "it", "i", "that", "its"):
        return
    on = place + 1
    while tokens.at(on) in ("uh", "um", ","):
        on += 1
    if tokens.at(on) == "called" and before == "i":
        yield from strong(tokens, on + 1)
        return
    if tokens.at(on) == "under" or tokens.at(on) in TITLES:  # read by the title
        return
    after = name_after(tokens, on, is_sure=False)
    if after is None:
        return
    behind = tokens.at(after)
    is_greeted = tokens.at(first - 1) in GREETINGS or (
        tokens.at(first - 1) in (",", ".", "there", "!")
        and tokens.at(first - 2) in GREETINGS | {"there"}
    )
    is_aside = behind == "btw" or (behind == "by" and tokens.at(after + 2) == "way")
    is_told = (
        behind in ("speaking", "calling", "phoning", "ringing")
        or (behind == "here" and before != "i" and (capital(tokens, on) or strange(tokens, on)))
        or (known(tokens, on) and (behind in ENDS or behind in CONFIRMS))
        or (is_greeted and (behind in ENDS or behind in CONFIRMS) and before != "that"
            and (capital(tokens, on) or after - on <= 2))
        or (
            strange(tokens, on)
            and before in ("it", "its", "i", "this")
            and behind in ("again", "here", "speaking", "calling", "from", "and")
            and (before == "i" or behind != "and")
        )
        or (before == "i" and after - on > 1 and strange(tokens, on) and behind in ENDS)
        or (before in ("i", "it", "this") and is_aside and strange(tokens, on))
        or (before == "i" and behind in _STOPS and is_own(tokens, on))
        or (before == "i" and is_mixed(tokens, on))
        or (before == "i" and capital(tokens, on) and behind in ("from", "and", "calling"))
        or (before in ("it", "its", "i", "this") and is_spelled_with(tokens, on, after))
        or (before in ("it", "its") and behind == "not" and is_like(tokens, on, after + 1))
    )  # fmt: skip
    if is_told:
        yield on, after
        if behind == "not" and is_like(tokens, on, after + 1):
            yield after + 1, after + 2


_JOINED = {"im": "i", "its": "it", "thats": "that"}
"""How people write "I'm" and "it's" in haste."""
_STOPS = frozenset((".", ",", "!", "?", ";", ""))


def before_here(tokens: Tokens, place: int) -> Spans:
    """ "Ann Lee here", "Ann speaking", at the beginning or after a greeting."""
    first = place
    while (
        first > 0
        and place - first < _HERE_MOST
        and tokens.is_word(first - 1)
        and (tokens.low[first - 1] not in GREETINGS)
    ):
        first -= 1
    before = tokens.at(first - 1)
    if first == place or not (before in ("", ",", ".", "!", "there") or before in GREETINGS):
        return
    after = name_after(tokens, first, is_sure=False)
    behind = tokens.at(place + 1)
    if (
        after == place
        and tokens.low[first] not in ("it", "this")
        and (behind in ENDS - {"with"} or behind in ("calling", "from", "my", "again", "the"))
    ):
        is_short = place - first == 1 and tokens.low[first] not in FIRST_NAMES
        if (
            not is_short
            or tokens.low[place] != "here"
            or behind in ("i", "from", "again", ",", "calling")
        ):
            yield first, place


def after_call(tokens: Tokens, place: int) -> Spans:
    """ "call me Ann", "I'm called Ann", "I go by Ann"."""
    if tokens.low[place] == "called":
        if tokens.at(place - 1) in ("'m", "am") and tokens.at(place - 2) == "i":
            return  # read by "I'm"
        return
    if tokens.at(place + 1) != "me":
        return
    on = place + 2
    if (
        known(tokens, on)
        or capital(tokens, on)
        or (tokens.at(place - 1) == "can" and tokens.at(place - 2) == "you")
    ):
        after = name_after(tokens, on, is_sure=False)
        if after is not None:
            yield on, after
