"""What a column's values look like: how many can be read as prices, colours, dates and so on."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import isnan
from typing import Final

from retrieval.feeds.audience import audience_of
from retrieval.feeds.colours import COLOURS, SHADES, read_colours
from retrieval.feeds.columns import Target
from retrieval.feeds.money import read_price
from retrieval.feeds.record import Value
from retrieval.feeds.unreadable import Unreadable
from retrieval.feeds.values import (
    read_availability,
    read_bool,
    read_count,
    read_date,
    read_gtin,
    read_list,
    read_name,
    read_prose,
    read_rating,
    read_urls,
    text_of,
)
from retrieval.wordset import wordset

KINDS: Final = wordset(
    """
    simple configurable bundle grouped virtual downloadable variable variation external
    parent child variant standalone product group giftcard
    """
)
"""What shop software calls the shape of an entry; no product type."""

_ISO = re.compile(r"[A-Z]{3}", re.ASCII)
_IMAGE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#].*)?$", re.I)
_MONEY_TEXT = re.compile(r"[$€£¥₹]|[A-Z]{3}\b|\d[.,]\d\d\b")
_STARS: Final = (5.0, 10.0, 100.0)


def filled(values: Sequence[Value]) -> list[Value]:
    """Return the values that state something."""
    return [value for value in values if value not in (None, "", [], {}) and not _is_nan(value)]


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and isnan(value)


def _passes(read: Callable[[Value], object]) -> Callable[[Value], bool]:
    def passed(value: Value) -> bool:
        try:
            return read(value) not in (None, "", (), (None, None))
        except Unreadable:
            return False

    return passed


def _is_id(value: Value) -> bool:
    text = text_of(value)
    return 0 < len(text) <= 100 and "\n" not in text


def _is_title(value: Value) -> bool:
    text = read_name(value)
    return 1 < len(text) <= 300 and not text.startswith(("http://", "https://"))


def _is_price(value: Value) -> bool:
    try:
        read_price(value)
    except Unreadable as error:
        return "above 0" in str(error) and not isinstance(value, bool)
    return True


def _is_kind(value: Value) -> bool:
    return text_of(value).casefold() in KINDS


def _is_shelf(value: Value) -> bool:
    text = read_name(value)
    return 0 < len(text) < 300 and text.casefold() not in KINDS and "http" not in text


def _is_short(value: Value) -> bool:
    return 0 < len(read_name(value) or "".join(read_list(value))) <= 200


def _is_known_colour(value: Value) -> bool:
    found = read_colours(value)
    return bool(found) and all(
        word in COLOURS or word in SHADES for name in found for word in name.split()
    )


def _is_switch(value: Value) -> bool:
    text = text_of(value).casefold()
    return isinstance(value, bool) or read_bool(value) is not None or text in _STATES


_STATES: Final = wordset(
    """
    active draft archived published unpublished visible hidden
    """
)

_READ: Final[Mapping[Target, Callable[[Value], bool]]] = {
    Target.ID: _is_id,
    Target.GROUP: _is_id,
    Target.TITLE: _is_title,
    Target.DESCRIPTION: lambda value: not isinstance(value, Mapping) or bool(read_prose(value)),
    Target.BRAND: _is_short,
    Target.URL: lambda value: bool(text_of(value)) and " " not in text_of(value),
    Target.IMAGES: _passes(read_urls),
    Target.GTIN: _passes(read_gtin),
    Target.PRICE: _is_price,
    Target.SALE_PRICE: _is_price,
    Target.LIST_PRICE: _is_price,
    Target.CURRENCY: lambda value: bool(_ISO.fullmatch(text_of(value).upper())),
    Target.STOCK: _passes(read_count),
    Target.STOCK_POLICY: lambda v: text_of(v).casefold() in ("continue", "deny") or _is_switch(v),
    Target.AVAILABILITY: _passes(read_availability),
    Target.CATEGORY: _is_shelf,
    Target.DEPARTMENT: _is_shelf,
    Target.SUBCATEGORY: _is_shelf,
    Target.TAXONOMY: _is_shelf,
    Target.KIND: _is_kind,
    Target.COLOUR: _is_short,
    Target.MATERIAL: _is_short,
    Target.SIZE: _is_short,
    Target.GENDER: _passes(audience_of),
    Target.AGE_GROUP: _passes(lambda value: audience_of(None, value)),
    Target.RATING: _passes(lambda value: read_rating(value, 100)),
    Target.RATING_COUNT: _passes(read_count),
    Target.UPDATED: _passes(read_date),
    Target.PUBLISHED: _is_switch,
    Target.RESTRICTED: lambda value: bool(text_of(value)) or isinstance(value, bool),
    Target.VARIANTS: lambda v: isinstance(v, list) and all(isinstance(e, Mapping) for e in v),
    Target.MEMBERS: lambda value: "=" in text_of(value),
}


def readable_share(target: Target, values: Sequence[Value]) -> float:
    """Return how many of the filled values can be read as what `target` holds, 0..1.

    1 where nothing is filled: nothing speaks against it.
    """
    present = filled(values)
    read = _READ.get(target)
    if not present or read is None:
        return 1.0
    return sum(map(read, present)) / len(present)


def unique_share(values: Sequence[Value]) -> float:
    """Return distinct values over all values, 0..1; empty ones count as alike."""
    texts = [text_of(value) for value in values]
    return len(set(texts) - {""}) / len(texts) if texts else 0.0


def looks_like(target: Target, values: Sequence[Value]) -> bool:  # noqa: PLR0912 - one case each
    """Say whether a column without a telling name is what `target` needs, by its values alone."""
    present = filled(values)
    texts = [text_of(value) for value in present]
    if not present or len(present) * 2 < len(values):
        return False
    average = sum(map(len, texts)) / len(texts)
    match target:
        case Target.ID:
            return (
                unique_share(values) == 1.0 and average <= 40 and not any(" " in t for t in texts)
            )
        case Target.TITLE:
            several = sum(" " in text for text in texts)
            short = 8 <= average <= 120 and several >= 0.6 * len(texts)
            return short and unique_share(values) > 0.6 and not any("http" in t for t in texts)
        case Target.PRICE:
            money = sum(bool(_MONEY_TEXT.search(text)) for text in texts)
            return readable_share(target, values) > 0.95 and money >= 0.5 * len(texts)
        case Target.DESCRIPTION:
            return average > 80
        case Target.IMAGES:
            return all(_IMAGE.search(text) for text in texts)
        case Target.URL:
            return all(text.startswith(("http://", "https://")) for text in texts)
        case Target.CURRENCY:
            return all(_ISO.fullmatch(text) for text in texts) and len(set(texts)) <= 10
        case Target.GTIN:
            return all(read_gtin(text) and len(text) >= 12 for text in texts)
        case Target.COLOUR:
            return sum(map(_is_known_colour, present)) >= 0.8 * len(present)
        case Target.GENDER:
            words = [text for text in texts if len(text) > 1]
            return len(words) == len(texts) and readable_share(target, values) > 0.95
        case Target.AVAILABILITY:
            # Any switch says yes or no: "requires shipping" does.
            words = [text for text in texts if not text.isdecimal() and len(text) > 3]
            worded = [text for text in words if read_bool(text) is None]
            return len(worded) == len(texts) and readable_share(target, values) > 0.95
        case Target.CATEGORY:
            return all(">" in text and "<" not in text for text in texts)
        case _:
            return False


def scale_of_ratings(values: Sequence[Value]) -> float:
    """Return the best rating that plain numbers in `values` are out of: 5, 10 or 100."""
    numbers = []
    for value in filled(values):
        try:
            number = Decimal(text_of(value))
        except ArithmeticError:
            continue
        if number.is_finite():
            numbers.append(number)
    top = max(numbers, default=Decimal(0))
    return next((scale for scale in _STARS if top <= Decimal(scale)), 5.0)
