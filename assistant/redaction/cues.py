"""Which words may have to do with what tells who somebody is, each looked up once.

A text has nothing to read closely for a kind of thing if none of its words bears the bit of it.
"""

from assistant.redaction.births import MAY_TELL_BIRTH
from assistant.redaction.called import NEVER_FIRST
from assistant.redaction.codes import ORDER_HEADS
from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.gazetteer import SURE, kinds
from assistant.redaction.heads import CARD_HEADS
from assistant.redaction.identities import IDENTITY_FIRSTS
from assistant.redaction.known_words import has_ending, known_words
from assistant.redaction.located import MAY_LOCATE
from assistant.redaction.mail_domains import SURE_PROVIDERS
from assistant.redaction.names import HEADS as NAME_HEADS
from assistant.redaction.partings import SIGNS_OFF
from assistant.redaction.placed import may_be_placed_by
from assistant.redaction.places import STREETS
from assistant.redaction.recipients import RELATIVES, SENDS
from assistant.redaction.secrets import SECRET_FIRSTS
from assistant.redaction.spelled_names import SPOKEN_LETTERS
from assistant.redaction.streets import STREET_ENDINGS, STREETS_BEFORE
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import word_set
from assistant.redaction.units import HEADS as UNIT_HEADS
from assistant.redaction.vouchers import VOUCHERS

SOFT = RELATIVES | SENDS | SIGNS_OFF | word_set("pick picking collect collecting here attention")
"""Announce names, and stand in many texts without any."""
_ALONE = (
    FIRST_NAMES
    | TITLES
    | (NAME_HEADS - SOFT - {"under", "out"})
    | word_set(
        """
        dob address email emails mail gmail yahoo hotmail outlook icloud protonmail aol gmx
        """
    )
    | SURE_PROVIDERS
)
"""Words that may announce something by themselves."""
_WITH_FIGURES = ORDER_HEADS | word_set(
    """
    pen number pin passcode cvv cbb cbv cbc pins cvb ccv cvc cv2 csc cvn social ssn passport license
    licence plate insurance routing iban zip postal postcode zipcode expires expiry expiration box
    slash security expire ending exp thru born birthday birthdate birth bday bdate
    """
)
"""Words that announce figures."""
_NEAR_FIGURES = (
    STREETS
    | (UNIT_HEADS - {"h", "d"})
    | (CARD_HEADS - {"charge", "express", "discover"})
    | {"digits", "digit", "verification", "last", "back", "sort", "code"}
    | VOUCHERS
    | STREETS_BEFORE
    | {"ends", "end", "finishes", "finish", "vee", "bag", "h", "dash", "hyphen"}
)
"""Words that may come with figures which alone say nothing."""
GREETINGS = word_set("hi hello hey yes yeah morning afternoon evening")
MAYBE = frozenset(("m", "am", "im", "again", "thanks", "thank", "cheers", "my", "be", "not"))
LINKS = frozenset(("to", "for", "with", "from", "under"))
BEFORE_LINKS = word_set(
    """
        gift present package delivery it s is reservation that parcel spoke talked speak talk
        dealing spoken chatted dealt talking emailed bill bills invoices letter message look
        listed filed put registered booked search find be was are were placed check
        """
)
"""May announce a name, if there is a word that could be one."""
SELVES = frozenset(("is", "s", "m", "am", "its", "im"))
WEB = frozenset(("com", "net", "org", "uk"))

(
    ALONE,
    MAY_BE_NAME,
    UNKNOWN,
    LETTER,
    FIGURE,
    BESIDE_FIGURES,
    IS_SOFT,
    GREETS,
    IS_SELF,
    CALLS,
    IS_MAYBE,
    LINKS_NAMES,
    SECRET,
    IDENTITY,
    BIRTH,
    PLACED,
    LOCATED,
    IS_WEB,
    AT,
    ONE_LETTER,
    THAT,
) = (1 << place for place in range(21))
"""Bits. ALONE: the text is read closely at once; MAY_BE_NAME: a name or none's word; UNKNOWN: in no
list of words; BESIDE_FIGURES: announces figures."""
_SETS = (
    (ALONE, _ALONE),
    (LETTER, SPOKEN_LETTERS - {"a", "i"}),
    (FIGURE, FIGURE_WORDS),
    (BESIDE_FIGURES, _WITH_FIGURES | _NEAR_FIGURES),
    (IS_SOFT, SOFT),
    (GREETS, GREETINGS),
    (IS_SELF, SELVES),
    (CALLS, frozenset(("call", "calls"))),
    (IS_MAYBE, MAYBE),
    (LINKS_NAMES, LINKS),
    (SECRET, SECRET_FIRSTS),
    (IDENTITY, IDENTITY_FIRSTS),
    (BIRTH, MAY_TELL_BIRTH),
    (LOCATED, MAY_LOCATE),
    (IS_WEB, WEB),
    (AT, frozenset(("at",))),
    (THAT, frozenset(("that", "thats"))),
)
_KEPT = 65_536
"""Words that are remembered."""


class _Cues(dict[str, int]):
    """The bits of words; those of a new word are looked at when they are asked for."""

    def __missing__(self, word: str) -> int:
        bits = _bits_of(word)
        if len(self) < _KEPT:
            self[word] = bits
        return bits


def _bits_of(word: str) -> int:
    bits = sum(bit for bit, words in _SETS if word in words)
    named = kinds(word)
    if named & SURE:
        bits |= ALONE
    elif named and word not in NEVER_FIRST:
        bits |= MAY_BE_NAME
    if len(word) > 1 and word.isalpha() and word not in MAYBE and not has_ending(word):
        bits |= UNKNOWN if named and word not in known_words() else 0
    if word.endswith(STREET_ENDINGS) or (word.isalpha() and not word.isascii()):
        bits |= BESIDE_FIGURES
    if may_be_placed_by(word):
        bits |= PLACED
    if len(word) == 1 and word.isalpha():
        bits |= ONE_LETTER
    return bits


CUES = _Cues()
