"""Names told in haste: "my namme is Ann", "customer Ann Lee", "I am Ann. Show me"."""

from string import ascii_lowercase

from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.known_words import known_words
from assistant.redaction.naming import COPULAS, Spans, capital, known, strange, strong
from assistant.redaction.tokens import Tokens, word_set

_NAME = "name"
_WORDS = word_set(
    """
    game fame came tame lame dame same mame nape nave mane amen nae naked nam nano nike nude amy
    nate nine note node nome nore nice
    """
)
"""One letter from "name", and words or names themselves."""


def _misspelled() -> frozenset[str]:
    """Return what "name" becomes by one slip of a finger."""
    cuts = [(_NAME[:at], _NAME[at:]) for at in range(len(_NAME) + 1)]
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    dropped = {a + b[1:] for a, b in cuts if b}
    other = {a + c + b[1:] for a, b in cuts if b for c in ascii_lowercase}
    more = {a + c + b for a, b in cuts for c in ascii_lowercase}
    slips = swapped | dropped | other | more
    return frozenset(slips) - known_words() - FIRST_NAMES - _WORDS - {_NAME, "names", "named"}


_SLIPS = _misspelled()
_JOINED = word_set("myname mynames mynameis mynane mynam mynmae")
MISSPELLED = _SLIPS | _JOINED
_IS = COPULAS | {"iz", "si", "id", "it's", "its", "=", "ist"}
_DEMONYMS = word_set(
    """
    german french swiss greek dutch muslim jewish hindu sikh catholic mormon buddhist christian
    gluten aries taurus gemini leo virgo libra scorpio capricorn aquarius mexican american korean
    african asian latina latino hispanic arab turk czech thai iraqi pakistani israeli batman santa
    superman spiderman groot european australian caucasian filipino filipina chicano lgbt lgbtq
    lesbian celiac coeliac diabetic asthmatic asmr ok gay bi trans nonbinary introvert extrovert
    petite preggo pregnant
    """
)
_OF_A_PEOPLE = ("ian", "ish", "ese", "ean", "ist", "ic", "ive", "ous", "ent", "ant")


def after_misspelled(tokens: Tokens, place: int) -> Spans:
    """ "my namme is Ann", "myname is Ann", "mynames Ann"."""
    word, on = tokens.low[place], place + 1
    if word in _SLIPS and tokens.at(place - 1) != "my":
        return
    if tokens.at(on) in _IS:
        yield from strong(tokens, on + 1)
    elif word in ("mynames", "mynameis") and strange(tokens, on):
        yield from strong(tokens, on)


def after_customer(tokens: Tokens, place: int) -> Spans:
    """ "customer Ann Lee", "the customer is Ann Lee", "customer name Ann Lee"."""
    on = place + 1
    while tokens.at(on) in COPULAS or tokens.at(on) == "name":
        on += 1
    is_first = known(tokens, on) and (on > place + 1 or tokens.is_capital(on))
    is_pair = strange(tokens, on) and (strange(tokens, on + 1) or capital(tokens, on + 1))
    if is_first or is_pair:
        yield from strong(tokens, on)


def is_own(tokens: Tokens, place: int) -> bool:
    """Say whether what follows "I am" is a name: no people, creed, hero or state of mind."""
    word = tokens.at(place)
    if known(tokens, place):
        return True
    is_told = capital(tokens, place) and strange(tokens, place)
    return is_told and word not in _DEMONYMS and not word.endswith(_OF_A_PEOPLE)
