"""What personal data an utterance holds, by patterns: none, a way to reach someone, or worse.

`contact`: a name that was given, an e-mail, phone number, address or date of birth. `sensitive`:
a payment card or bank account, a national id, a password, somebody's health. It decides which
models a turn may be sent to, so a pattern rather takes a harmless number for a telephone than the
reverse; what names goods ("diabetic socks", "arthritis gloves") is let through. Also reads what
a recogniser makes of spoken letters and digits: "anna at example dot com", "four one one one".
Does not find names that are not introduced as such.

Sources: the check digits of ISO/IEC 7812-1 (Luhn) and ISO 13616 (IBAN, mod 97).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from agents.models.spec import PersonalData

_RISING: tuple[PersonalData, ...] = ("none", "contact", "sensitive")
_CHARS_MOST = 4_000
"""Of an utterance that are looked at; a spoken minute has 900."""
_REMEMBERED = 256
"""Texts whose class is kept: wishes stand for many turns, and a turn is planned several times."""

_DIGITS = {
    **{"zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
    **{"six": "6", "seven": "7", "eight": "8", "nine": "9"},
}
_DIGIT = rf"(?:{'|'.join(_DIGITS)}|\d)"
_SPELLED = re.compile(
    rf"\b(?:(?:double|triple) )?{_DIGIT}(?:[ ,-]+(?:(?:double|triple) )?{_DIGIT})"
    r"{3,}\b",
    re.I,
)
"""At least four digits said one by one."""
_TIMES = {"double": 2, "triple": 3}

_CARD = re.compile(r"(?<![\d.])(?:\d[ -]?){12,18}\d(?![\d.]*\d)")
_IBAN = re.compile(r"\b([A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?)\b")
_IDS = re.compile(
    r"(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])|"  # US
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b|"
    r"\b(?:social security|ssn|passport|national insurance|tax id|driver'?s? licen[cs]e|"
    r"identity card|id card)(?: number| no| num)?(?: is|:|,|=)? *(?:[A-Z0-9-]*\d[A-Z0-9-]{3,})",
    re.I,
)
_SECRET = re.compile(
    r"\b(?:password|passcode|pin(?: code| number)?|cvv|cvc|security code)(?: is|:|=) *\S+|"
    r"\b(?:account|routing|sort code|card)(?: number)?(?: is|:|=)? *\d[\d -]{3,}|"
    r"\bcard ending (?:in|with) \d{4}\b",
    re.I,
)
_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]*\w|"
    r"\b[\w.+-]+ at (?:[\w-]+ dot )+(?:com|net|org|edu|gov|io|de|uk|co|fr|eu|us|me|info)\b",
    re.I,
)
_PHONE = re.compile(r"(?<![\w.$€£#-])\+?\(?\d(?:[ ().-]{0,2}\d){6,14}(?![\w%]|[.,]\d)")
_PHONE_SAID = re.compile(r"\b(?:phone|mobile|cell|call me|text me|reach me|number is)\b", re.I)
_NO_PHONE = re.compile(
    r"\b(?:order|item|sku|model|product|isbn|ean|upc|barcode|serial|part|tracking)\b[\w #:]{0,20}$",
    re.I,
)
_PHONE_DIGITS = (10, 15)
_PHONE_DIGITS_SAID = 7
"""Where "call me on" or the like stands in the utterance."""
_STREET = r"(?:street|avenue|ave|boulevard|blvd|lane|road|rd|drive|court|terrace|crescent|st|dr)"
_HOUSE = r"\b\d{1,5}[a-z]?,? (?:[a-z'.-]+ ){1,3}"
_ADDRESS = re.compile(
    rf"{_HOUSE}(?:street|avenue|boulevard|blvd|lane|road|crescent)\b"
    r"(?! (?:bikes?|bicycles?|tires?|tyres?|shoes?|trips?|cases?|runn\w+|wheels?))|"
    r"\b(?:live|lives|living|stay|ship|deliver|send|sent|delivered|shipped)\b[^.?!]{0,25}"
    rf"{_HOUSE}{_STREET}\b|"
    r"\b(?:my|our|his|her|their) (?:(?:home|shipping|delivery|billing|mailing|postal) )?"
    r"address is\b|"
    r"\b(?:zip|postal|post) ?code(?: is|:)? *[a-z0-9][a-z0-9 -]{2,8}\d|"
    r"(?-i:\b(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[TA]|W[AVIY]),? \d{5}\b)",
    re.I,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")  # British
_NAME = re.compile(
    r"\b(?:my|his|her|their) (?:(?:full|first|last|middle|maiden|sur) ?)?names?(?: is|'s|:) +"
    r"[a-z]|"
    r"\b\w+'s (?:full |last )?name is [a-z]|"
    r"\b(?:i am|i'm|im) called (?!by\b|to\b|it\b)[a-z]|"
    r"\bcall me (?!back|later|when|if|a\b|an\b|at\b|on\b|crazy|old|picky|in\b|tomorrow|today|once|"
    r"by\b|and\b|for\b|about\b|please|as\b|on\b|soon|now|stupid|silly|boring|basic)[a-z]|"
    r"\bthis is [a-z]+(?: [a-z]+)? speaking\b|"
    r"(?<!brand )(?<!model )(?<!product )\bname(?:'s| is) (?-i:[A-Z])[a-z]+|"
    r"\bin the name of [a-z]|\b(?:born on|(?:date of birth|birthday) is)\b",
    re.I,
)
_CONDITION = (
    r"(?:diabet(?:es|ic)|cancer|chemo(?:therapy)?|arthritis|asthma|eczema|psoriasis|epilep(?:sy|tic)|"
    r"hiv|aids|hepatitis|depress(?:ion|ed)|anxiety(?: disorder)?|adhd|autis(?:m|tic)|dementia|"
    r"alzheimer'?s|parkinson'?s|multiple sclerosis|fibromyalgia|lupus|crohn'?s|ibs|celiac|coeliac|"
    r"incontinen(?:ce|t)|plantar fasciitis|scoliosis|sciatica|neuropathy|osteoporosis|"
    r"high blood pressure|hypertension|heart (?:disease|condition|failure|attack)|stroke|seizures?|"
    r"migraines?|insomnia|sleep apn(?:o)?ea|ptsd|bipolar|schizophreni[ac]|eating disorder|anorexia|"
    r"bulimia|pregnan(?:t|cy)|miscarriage|menopause|erectile dysfunction|infertil\w+|"
    r"disab(?:led|ility)|amput\w+|wheelchair|blind|deaf|hearing loss|allerg(?:y|ies|ic)|"
    r"bunions?|hernia|surgery|lymphedema|varicose veins|hemorrhoids|dialysis)"
)
_PERSON = (
    r"(?:i|i'm|i've|we|my|our|she|he|they|her|his|their|(?:wife|husband|mom|mum|mother|dad|father|"
    r"son|daughter|kid|child|baby|grandma|grandpa|grandmother|grandfather|friend|partner|girlfriend|"
    r"boyfriend|sister|brother|aunt|uncle)(?:'s)?)"
)
_GOODS = (
    r"(?! (?:socks?|shoes?|gloves?|dress(?:es)?|jeans|tops?|pillows?|bras?|leggings|tests?|pads?|"
    r"bracelets?|insoles?|friendly|covers?|ring|necklace|fold|spots?|bags?|sleeves?|band|free|"
    r"corrector|splints?|proof|safe|curtains?|shades?))"
)
_HEALTH = re.compile(
    rf"\b{_PERSON}\b[^.?!]{{0,40}}\b{_CONDITION}\b{_GOODS}|"
    r"\b(?:for|with|from|against|because of|due to|after) "
    rf"(?:a |an |the |my |bad |severe |chronic )*{_CONDITION}\b{_GOODS}|"
    r"\b(?:my|the|his|her) (?:doctor|physician|therapist|psychiatrist|oncologist|podiatrist|"
    r"dermatologist|gp|midwife)\b|\bdiagnosed with\b|\b(?:my|his|her) (?:prescription|medication|"
    r"meds|blood pressure|diagnosis|chemo|insulin)\b|\bi (?:am|'m) taking \w+ for (?:my|the)\b",
    re.I,
)


def class_of(*texts: str | None) -> PersonalData:
    """Return the most personal class of what these texts hold.

    Args:
        texts: What the shopper said; None and "" hold nothing.
    """
    return highest(_class_of(text[:_CHARS_MOST]) for text in texts if text)


def highest(classes: Iterable[PersonalData]) -> PersonalData:
    """Return the most personal of some classes; "none" without any."""
    return _RISING[max((_RISING.index(one) for one in classes), default=0)]


@lru_cache(maxsize=_REMEMBERED)
def _class_of(text: str) -> PersonalData:
    text = _SPELLED.sub(_as_digits, text.replace("’", "'"))
    if _is_sensitive(text):
        return "sensitive"
    patterns = (_EMAIL, _ADDRESS, _POSTCODE, _NAME)
    found = any(pattern.search(text) for pattern in patterns) or _has_phone(text)
    return "contact" if found else "none"


def _is_sensitive(text: str) -> bool:
    if any(pattern.search(text) for pattern in (_IDS, _SECRET, _HEALTH)):
        return True
    if any(luhn(re.sub(r"\D", "", match[0])) for match in _CARD.finditer(text)):
        return True
    return any(iban(match[1]) for match in _IBAN.finditer(text))


def luhn(digits: str) -> bool:
    """Say whether the last of 13 to 19 digits is the check digit of the others."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(d - 9 if d > 9 else d for d in doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def iban(text: str) -> bool:
    """Say whether a text is an IBAN with the right check digits, spaces allowed."""
    code = text.replace(" ", "").upper()
    if not 15 <= len(code) <= 34:
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def _has_phone(text: str) -> bool:
    least = _PHONE_DIGITS_SAID if _PHONE_SAID.search(text) else _PHONE_DIGITS[0]
    for match in _PHONE.finditer(text):
        digits = sum(c.isdigit() for c in match[0])
        if least <= digits <= _PHONE_DIGITS[1] and not _NO_PHONE.search(text[: match.start()]):
            return True
    return False


def _as_digits(match: re.Match[str]) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d", match[0], re.I):
        lower = word.lower()
        if lower in _TIMES:
            times = _TIMES[lower]
        else:
            digits += _DIGITS.get(lower, lower) * times
            times = 1
    return digits
