"""Codes of gift cards and vouchers, which whoever reads them can spend: "GX7K-92LM-QQ41".

Known by their shape, three groups as long as one another, or by what announces them. A catalog's
numbers (WH-1000XM5) and a shop's coupons for all (SUMMER-2024) stay.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.redaction.found import Found, Personal
from assistant.redaction.tokens import word_set

VOUCHERS = word_set(
    "gift giftcard voucher vouchers redeem redeeming coupon promo certificate egift"
)
"""Words that announce such a code, and come with figures."""
_ANNOUNCED = VOUCHERS | {"code", "credit", "apply"}
_SHOPS_OWN = word_set(
    "model item part sku style product serial asin upc isbn version colour color mpn firmware"
)
_CODE = re.compile(r"(?<![\w-])[A-Za-z\d]{2,8}(?:-[A-Za-z\d]{2,8}){1,5}(?![\w-])")
_JOINED = re.compile(r"(?<![\w-])(?=[A-Z\d]{0,15}\d)[A-Z\d]{10,20}(?![\w-])")
_SPACED = re.compile(r"(?<![\w-])[A-Z\d]{4}(?: [A-Z\d]{4}){2,4}(?![\w-])")
_WORD = re.compile(r"[a-z]+")
_LOOK_BACK = 50
"""Characters before a code in which a word may announce it."""
_GROUPS = 3
_GROUP_LEAST = 4
_SIZE_LEAST = 8
"""Letters and figures of an announced code."""
_FIGURES_LEAST = 2


def vouchers_in(text: str) -> Iterator[Found]:
    """Yield the codes of gift cards and vouchers of a text."""
    for pattern in (_CODE, _JOINED, _SPACED):
        for match in pattern.finditer(text):
            groups = re.split("[- ]", match.group())
            words = set(
                _WORD.findall(text[max(0, match.start() - _LOOK_BACK) : match.start()].lower())
            )
            if not _SHOPS_OWN.isdisjoint(words):
                continue
            is_told = not _ANNOUNCED.isdisjoint(words)
            if (is_told and _is_code(groups)) or (pattern is _CODE and _has_shape(groups)):
                yield Found(match.start(), match.end(), Personal.SECRET)


def _has_shape(groups: list[str]) -> bool:
    """Say whether three groups or more are equally long and mix letters with figures."""
    if len(groups) < _GROUPS or len({len(group) for group in groups}) > 1:
        return False
    if len(groups[0]) < _GROUP_LEAST or any(c.islower() for group in groups for c in group):
        return False
    return sum(map(_is_mixed, groups)) * 2 >= len(groups)


def _is_code(groups: list[str]) -> bool:
    written = "".join(groups)
    figures = sum(c.isdigit() for c in written)
    if len(written) < _SIZE_LEAST or not _FIGURES_LEAST <= figures < len(written):
        return False
    if len(groups) == 1:
        return _turns(written) > 1
    return any(_is_mixed(group) and len(group) > 2 for group in groups) or (
        len(groups) >= _GROUPS and all(len(group) >= _GROUP_LEAST for group in groups)
    )


def _is_mixed(group: str) -> bool:
    return any(c.isdigit() for c in group) and any(c.isalpha() for c in group)


def _turns(written: str) -> int:
    """Return how often letters and figures take turns, once in "SAVE20"."""
    return sum(a.isdigit() != b.isdigit() for a, b in pairwise(written))
