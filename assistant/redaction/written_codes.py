"""Codes that are known by how they are written: parcels, IBANs, postcodes, network addresses."""

import re
from collections.abc import Iterator

from assistant.redaction.found import Found, Personal

_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b"
)
"""British and Canadian, as they are written."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_SSN = re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
"""British; read where it is written so."""
_GLUED = re.compile(
    r"\b(?:cvv|cvc|cvb|ccv|cbb|cbv|cbc|my pins)[\s,]{0,2}(\d(?:[\s,-]{0,2}\d){2,7})\b",
    re.IGNORECASE,
)
"""A code that a recogniser joined to what announces it, or misheard."""
_HASH = re.compile(r"(?<!\w)#\s?[A-Za-z]{0,3}-?\d[\dA-Za-z-]{3,}")
_SHOPS_OWN = (
    *("colo", "style", "shade", "size", "item", "part", "model", "sku", "serial", "article"),
    *("version", "product", "catalog", "isbn", "barcode", "pattern", "lot", "pantone"),
)
"""Stand before a "#" that is the shop's."""
_PARCEL = re.compile(
    r"\b1Z ?[0-9A-Z]{3} ?[0-9A-Z]{3} ?[0-9A-Z]{2} ?[0-9A-Z]{4} ?[0-9A-Z]{4}\b|"
    r"\bTBA\d{12}\b|\b\d{3}-\d{7}-\d{7}\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b[A-Z]{2} ?\d{3,4} ?\d{3,4} ?\d{1,3} ?[A-Z]{2}\b")
"""As the Universal Postal Union writes them."""
_LONG_PARCEL = re.compile(r"\b(?=[A-Z]*\d)(?=(?:[A-Z]*\d){10})[A-Z]{1,4}\d[A-Z\d]{10,24}\b")
"""Letters with ten figures and more, which no model is called."""


def written_codes_in(text: str) -> Iterator[Found]:
    """Yield the codes that are known by how they are written."""
    for match in _GLUED.finditer(text):
        yield Found(match.start(1), match.end(1), Personal.SECRET)
    for match in _HASH.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].lower()
        if not any(word in before for word in _SHOPS_OWN):
            yield Found(match.start(), match.end(), Personal.ORDER)
    for pattern, kind in (
        (_SSN, Personal.ID),
        (_INSURANCE, Personal.ID),
        (_PARCEL, Personal.ORDER),
        (_POSTAL, Personal.ORDER),
        (_LONG_PARCEL, Personal.ORDER),
        (_POSTCODE, Personal.ADDRESS),
    ):
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), kind)
    for match in _IBAN.finditer(text):
        announced = "iban" in text[max(0, match.start() - 40) : match.start()].lower()
        if (
            announced
            or "account" in text[max(0, match.start() - 40) : match.start()].lower()
            or _is_iban(match.group())
        ):
            yield Found(match.start(), match.end(), Personal.ACCOUNT)
    for match in _IP.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].lower()
        is_version = any(word in before for word in ("version", "firmware", "release", "v "))
        if not is_version and all(int(part) < 256 for part in match.group().split(".")):
            yield Found(match.start(), match.end(), Personal.NETWORK)


def _is_iban(text: str) -> bool:
    """Say whether the check digits are right, ISO 13616 (mod 97)."""
    code = text.replace(" ", "")
    return len(code) >= 15 and int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1
