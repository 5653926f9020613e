"""The names before "at" in e-mail addresses: "jane dot doe", "j-a-n-e", "m fernandes six"."""

from assistant.redaction.corrections import CORRECTS, before_correction
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, TIMES
from assistant.redaction.mail_domains import LINKS
from assistant.redaction.tokens import Tokens, word_set

_NO_LOCAL = word_set(
    """
    it me look looked looking shop shopping find found available saw see seen buy bought this that
    them these those sold order ordered ordering is are was be in on of to a an the my your our
    his her their and or but with for from as by store site stock cheaper price priced online much
    good great here there he she they we you i up not only even still arrive deliver delivered
    browsing browse checked reach email e-mail mail address send write under use put sign log
    called at ship one ones anything something deals sale products product shoes them get got
    """
)
"""Stand before "at" and are nobody's name: "I saw it at example dot com"."""
STOPS = (
    _NO_LOCAL
    | CORRECTS
    | word_set(
        """
    's 'm 're : , ; ? ! ( ) please says said number so yes yeah yep no hi hello hey then its it's
    that's thats receipt link confirmation again actually okay ok uh um er new old works work
    personal home contact account username login user id name password alerts registered
    """
    )
)
_PAUSES_MOST = 5
_SPELLS = word_set(", that 's that's is it's spelled spelt so thats its with")
_SPELLED_MOST = 6
_SPELLED_LEAST = 2
_LOCAL_MOST = 28
"""Tokens of a name that is spelled."""
_BARE_MOST = 2
"""Words that are joined by nothing: "ravi mbeki at example dot com"."""
_ASIDE = word_set(
    "all in no lowercase lower case small uppercase upper capital capitals caps letters one word"
    " spaces space together just it 's that as"
)
_ASIDE_ENDS = word_set("lowercase case uppercase capitals caps letters word spaces space together")
"""How an address is said to be written, between the name and "at"."""
_ASIDE_MOST = 5
_JOIN_BACK = 5
_NAMES_OF = ("number", "digit", "letter", "figure", "word", "numeral")
"""What a part of a name is called: "the number four"."""


def local_first(tokens: Tokens, last: int, *, is_sign: bool, is_sure: bool) -> int | None:
    """Return the place where the name before "at" begins; None where none does.

    Args:
        tokens: Of the text.
        last: Before "at".
        is_sign: Whether that was written "@".
        is_sure: Whether a mail provider follows it.
    """
    last = _before_asides(tokens, last)
    if last < 0 or not (tokens.low[last].replace("'", "").isalnum() or tokens.low[last] == "_"):
        return None
    glued = is_sign and tokens.is_glued(last + 1)
    is_letter = len(tokens.low[last]) == 1 and len(tokens.at(last - 1)) == 1
    is_figure = tokens.low[last] in FIGURE_WORDS and (
        is_short(tokens, last - 1) or tokens.at(last - 1) in ("and", *_NAMES_OF)
    )
    is_w = tokens.low[last] in ("you", "u") and tokens.at(last - 1) in TIMES
    is_part = glued or is_letter or is_figure or is_w or tokens.at(last - 1) in LINKS
    if tokens.low[last] in _NO_LOCAL and not is_part:
        for back in range(last - 1, max(0, last - _JOIN_BACK), -1):
            if is_sure and tokens.low[back] in ("underscore", "_"):
                return back - 1
        return None
    place, bare = last, 0
    while place > 0 and last - place < _LOCAL_MOST:
        step = _step_back(tokens, place)
        if step == 0:
            before = tokens.low[place - 1]
            if glued or before in STOPS or not before.isalpha() or bare >= _BARE_MOST:
                break
            bare += 1
            step = 1
        place -= step
    return place


def corrected_local(tokens: Tokens, first: int) -> int:
    """Return where a name begins that was begun before: "ann at, wait, a dot lee", else `first`."""
    last = before_correction(tokens, first)
    if last is None:
        return first
    if tokens.low[last] in LINKS or tokens.low[last] in ("at", "@"):
        last -= 1
    elif not (
        is_short(tokens, last)
        or tokens.low[first].startswith(tokens.low[last])
        or tokens.at(last - 1) in LINKS
    ):
        return first
    if tokens.at(last - 1) in ("at", "@"):  # "ann at example dot, sorry, at example dot org"
        last -= 2
    if last < 0 or tokens.low[last] in STOPS:
        return first
    begun = local_first(tokens, last, is_sign=False, is_sure=True)
    return first if begun is None else begun


def spelled_local(tokens: Tokens, first: int) -> int:
    """Return where a name begins that is spelled behind itself: "ann lee, l e e", else `first`."""
    after = first
    while len(tokens.at(after)) == 1 and tokens.at(after).isalpha():
        after += 1
    said = "".join(tokens.low[first:after])
    on = first - 1
    while on >= 0 and first - on < _SPELLED_MOST and tokens.low[on] in _SPELLS:
        on -= 1
    if on < 0 or len(said) < _SPELLED_LEAST or tokens.low[on] != said:
        return first
    begun = local_first(tokens, on, is_sign=False, is_sure=True)
    return first if begun is None else begun


def _before_asides(tokens: Tokens, last: int) -> int:
    """Return the last place that is no pause and of no aside as "all lowercase, "."""
    while last >= 0:
        if tokens.low[last] in PAUSES or tokens.low[last] == ",":
            last -= 1
            continue
        on = last
        while on >= 0 and last - on < _ASIDE_MOST and tokens.low[on] in _ASIDE:
            on -= 1
        if tokens.low[last] not in _ASIDE_ENDS or on == last or on < 0:
            break
        last = on
    return last


def _step_back(tokens: Tokens, place: int) -> int:
    """Return how many tokens before `place` surely belong to the same name."""
    before, second = tokens.low[place - 1], tokens.at(place - 2)
    if before == "," or (before in PAUSES and before not in LINKS):
        return _step_over(tokens, place)
    second = second.replace("'", "")
    is_free = before == "." and not tokens.is_glued(place - 1) and place > 1
    if before in LINKS and (before != "." or tokens.is_glued(place) or is_free):
        is_stop = before in ("dash", "hyphen", "-", ".") and second in STOPS and len(second) > 1
        return 2 if second.isalnum() and not is_stop else 0
    if before in _NAMES_OF and second == "the":  # "the number four"
        return 2
    if before == "and" and is_short(tokens, place) and is_short(tokens, place - 2):
        return 1  # "two thousand and one"
    if before == "in" and second == "as" and place > 2:  # "M as in Mary"
        return 3
    if before in ("like", "for") and is_short(tokens, place - 2) and second.isalpha():
        return 2  # "M like Mary"
    if tokens.is_glued(place) and before.isalnum():
        return 1
    if before in TIMES and is_short(tokens, place):
        return 1
    if before in ("a", "i"):
        is_spelled = is_short(tokens, place - 2) or second in STOPS or second in ("", "s")
        return 1 if is_short(tokens, place) and is_spelled else 0
    return 1 if is_short(tokens, place - 1) else 0


def _step_over(tokens: Tokens, place: int) -> int:
    """Return how many pauses, and what belongs to a name before them, stand before a place."""
    on = place - 1
    while on > 0 and place - on < _PAUSES_MOST and (
        tokens.low[on] == "," or (tokens.low[on] in PAUSES and tokens.low[on] not in LINKS)
    ):  # fmt: skip
        on -= 1
    word = tokens.low[on]
    if word in LINKS and tokens.at(on - 1).isalnum():
        return place - on + 1
    if word in STOPS or not word.isalnum():
        return 0
    return place - on if is_short(tokens, on) or is_short(tokens, place) else 0


def is_short(tokens: Tokens, place: int) -> bool:
    """Say whether a token is one letter or figures, of what is spelled."""
    word = tokens.at(place)
    return (len(word) == 1 and word.isalnum()) or word in FIGURE_WORDS or word.isdigit()
