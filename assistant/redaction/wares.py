"""Whether a text reads as the title of goods: units, lists of models, capitals, and nobody speaks.

    Works with HP DeskJet 1112, 2130, 3630 Series | Eligible for Instant Ink
    Laptop Sleeve 13.3 Inch, Compatible with ZenBook UX430UA

Such a text tells of nobody but by strong evidence: an e-mail address, a phone number as phones are
written, a house in a street, a given name with a surname. Its rows of figures, codes and odd words
are models and makers.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.redaction.common_words import COMMON, PLACES
from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import GIVEN, SURNAME, kinds
from assistant.redaction.known_words import known_words
from assistant.redaction.places import STREETS
from assistant.redaction.tokens import Tokens, word_set

_UNITS = word_set(
    """
    inch inches cm mm ft oz lb lbs kg ml ct pcs pc pack packs piece pieces gb tb mb mah watt watts
    volt volts hz khz mhz ghz gram grams count sheet sheets dozen pages rpm psi hp dpi fps lumens
    """
)
_FITS = word_set(
    """
    compatible replacement replaces fits series model models version generation edition
    remanufactured undefined compatibility
    """
)
"""Say what goods go with."""
_SPOKEN = word_set(
    """
    i i'm im my me mine we our us you your he she his her they their it that this please thanks
    thank hi hello hey dear is are am was were do does did can could will would should want need
    like ship send sent engrave engraved engraving personalised personalized monogram monogrammed
    embroidered birthday happy may might must leave left put bring take get give
    which where when what how why have has had code voucher promo coupon dot at
    tell if so but because driver courier
    deliver delivered collect text ring email mail address name named surname contact attn
    attention account password pin cvv cvc dob born birthday ssn passport iban tel telephone
    recipient order ordered orders parcel tracking refund return returned ending ends expires
    invoice receipt signed regards sincerely yes sorry
    """
)
"""Stand where somebody speaks or writes a letter, a form or an envelope."""
_SIGNS = ("|", "™", "®", "&trade", "&reg")
_NO_SHOPS = COMMON | STREETS | FIGURE_WORDS | PLACES
_LEAST = 5
"""Words of a title, below which too little tells."""
_ARTICLES = frozenset(("the", "a"))
"""Seldom stand in titles."""
_BARE_LEAST = 8
"""Words of a title that nothing else tells of."""
_MODELS_LEAST = 2
_MODEL = re.compile(r"\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z\d]{4,}\b")
"""Letters and figures together: "MR18BA", "55H6E"."""
_SHOPS_LEAST, _SHOPS_PLAIN = 0.2, 0.35
"""Share of a title's words that are a shop's, where something else tells of goods and where nothing
does; of envelopes it is less."""
_PHONE = re.compile(r"\+\d{1,3}[ -]?\d|\(\d{3}\) ?\d{3}|\b\d{3}[-.]\d{3}[-.]\d{4}\b")
_HOUSE = re.compile(
    r"\b\d+[a-z]?,? [^\d]*\b(?:street|st|road|rd|avenue|ave|lane|mews|drive|crescent|blvd)\b", re.I
)
_CARD = re.compile(r"\b(?:\d{4}[ -]){3}\d{4}\b")


def is_title_of_goods(tokens: Tokens) -> bool:
    """Say whether a text reads as the title of goods."""
    words = [word for word in tokens.low if word[0].isalpha() and len(word) > 1]
    if len(words) < _LEAST or not _SPOKEN.isdisjoint(words):
        return False
    marks = sum(1 for sign in _SIGNS if sign in tokens.text) + (not _FITS.isdisjoint(words))
    marks += _has_measure(tokens) + _has_models(tokens)
    shops = sum(1 for word in words if word in known_words() and word not in _NO_SHOPS)
    if marks > 1:
        return True
    is_bare = marks == 0
    if not _ARTICLES.isdisjoint(words) or (is_bare and len(words) < _BARE_LEAST):
        return False
    return shops >= (_SHOPS_PLAIN if is_bare else _SHOPS_LEAST) * len(words)


def _has_models(tokens: Tokens) -> bool:
    """Say whether several words are letters and figures: "UX430UN", "55H6E"."""
    return sum(1 for _ in _MODEL.finditer(tokens.text)) >= _MODELS_LEAST


def _has_measure(tokens: Tokens) -> bool:
    low = tokens.low
    return any(
        word in _UNITS and (low[at][-1:].isdecimal() or low[at] == "-" or low[at] == '"')
        for at, word in enumerate(low[1:])
    )


def strong_only(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Yield of what is found in a title of goods that which is hardly anything else."""
    for one in found:
        said = tokens.text[one.start : one.end]
        if one.kind is Personal.NAME:
            words = said.lower().replace("-", " ").split()
            if len(words) > 1 and kinds(words[0]) & GIVEN and kinds(words[-1]) & SURNAME:
                yield one
        elif (
            one.kind is Personal.EMAIL
            or (one.kind is Personal.PHONE and _PHONE.search(said))
            or (one.kind is Personal.ADDRESS and _HOUSE.search(said))
            or (one.kind is Personal.CARD and _CARD.fullmatch(said))
        ):
            yield one
