"""Prices as shops write them: "15.00 USD", "$1,299.00", "1.299,00 €", cents, objects.

Exact: no price passes through a float's arithmetic. A price that could mean two
amounts is refused, not guessed at.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from retrieval.feeds.record import Value
from retrieval.feeds.unreadable import Unreadable

CENT: Final = Decimal("0.01")
MAX_PRICE: Final = Decimal(10) ** 10
"""Above what `Product` takes: 12 digits with two of them decimal."""

_NO_CENTS: Final = frozenset({"JPY", "KRW", "VND", "CLP", "ISK", "HUF", "IDR"})
"""Currencies that shops write without decimals: "1.299" means thousands there."""

_NO_MINOR_UNIT: Final = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
"""Of ISO 4217: their amounts are whole even where others are counted in cents."""

_COMMA_DECIMALS: Final = frozenset(
    {"EUR", "PLN", "SEK", "NOK", "DKK", "CZK", "TRY", "BRL", "RUB", "UAH", "RON", "ARS", "COP"}
)
"""Currencies of countries that part thousands by a dot."""

_SYMBOLS: Final = {
    "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
    "R$": "BRL", "S$": "SGD", "HK$": "HKD", "MX$": "MXN", "NT$": "TWD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB",
    "₴": "UAH", "₫": "VND", "₪": "ILS", "฿": "THB", "₱": "PHP", "₦": "NGN",
    "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Fr.": "CHF", "SFr.": "CHF", "lei": "RON",
    "EURO": "EUR", "Euro": "EUR", "euro": "EUR",
}  # fmt: skip
"""Signs that name one currency; "$" and "kr" name several and are left to the options."""

_OPEN_SIGNS: Final = frozenset({"$", "kr", "kr.", ""})

_PLAIN = re.compile(r"(\d{1,10}(?:\.\d{1,2})?)(?: ?([A-Z]{3}))?", re.ASCII)
_PARTS = re.compile(
    r"(?P<minus>[-−(])?\s*(?P<before>[^\d\s.,+\-−()]*)\s*(?P<sign>[-−+])?"
    r"(?P<number>\d[\d.,'’ ]*|\.\d+)(?P<round>,?-{1,2})?\s*(?P<after>[^\d\s)]*)\)?",
    re.ASCII,
)
_SPACE_OR_MARK = re.compile(r"['’ ]")
_ISO = re.compile(r"[A-Za-z]{3}", re.ASCII)

AMOUNT_KEYS: Final = ("amount", "value", "price", "gross", "regular", "current")
CURRENCY_KEYS: Final = (
    "currency", "currencyCode", "currency_code", "priceCurrency", "currency_iso",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """An amount above zero in whole cents."""

    amount: Decimal
    currency: str | None
    """None if it names none."""


def read_price(value: Value, scale: int = 1, currency: str | None = None) -> Money:
    """Return the price that `value` states.

    Args:
        value: a number, text, or an object with an amount and a currency.
        scale: what it is divided by; 100 for cents.
        currency: what it is in if it does not say, to tell thousands from decimals.

    Raises:
        Unreadable: no number, two possible readings, not above zero, too precise.
    """
    if isinstance(value, str):
        if match := _PLAIN.fullmatch(value):
            return _checked(Decimal(match[1]), scale, match[2])
        return _read_text(value, scale, currency)
    if isinstance(value, bool) or value is None:
        raise Unreadable("is missing" if value is None else "is not a number")
    if isinstance(value, int | float):
        try:
            return _checked(Decimal(str(value)), 1 if currency in _NO_MINOR_UNIT else scale, None)
        except InvalidOperation:
            raise Unreadable("is not a number") from None
    if isinstance(value, Mapping):
        return _read_object(value, scale, currency)
    if len(value) == 1:
        return read_price(value[0], scale, currency)
    raise Unreadable("is not one price" if value else "is missing")


def _read_object(value: Mapping[str, Value], scale: int, currency: str | None) -> Money:
    stated = next((v for k in CURRENCY_KEYS if isinstance(v := value.get(k), str) and v), None)
    code = stated.strip().upper() if stated else None
    for key in AMOUNT_KEYS:
        if value.get(key) not in (None, ""):
            money = read_price(value[key], scale, code or currency)
            return Money(money.amount, money.currency or code)
    raise Unreadable("is missing")


def _read_text(text: str, scale: int, currency: str | None) -> Money:
    text = unicodedata.normalize("NFKC", text[:80]).strip()
    if not text:
        raise Unreadable("is missing")
    match = _PARTS.fullmatch(text)
    if match is None:
        raise Unreadable("is not a number" if not re.search(r"\d", text) else "is not one price")
    code = _currency_of(match["before"]) or _currency_of(match["after"])
    if not code and not {match["before"], match["after"]} <= _OPEN_SIGNS:
        raise Unreadable("is not one price")
    number = _plain_number(match["number"], code or currency)
    negative = match["minus"] or match["sign"] in ("-", "−")
    return _checked(-number if negative else number, scale, code)


def _currency_of(sign: str) -> str | None:
    if sign in _SYMBOLS:
        return _SYMBOLS[sign]
    return sign.upper() if _ISO.fullmatch(sign) else None


def _plain_number(written: str, currency: str | None) -> Decimal:
    """Tell thousands from decimals: the last mark parts decimals unless it cannot."""
    digits = _SPACE_OR_MARK.sub("", written).rstrip(".,")
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        thousands, decimals = (",", ".") if dot > comma else (".", ",")
        if digits.count(decimals) > 1 or not _grouped(digits.split(decimals)[0], thousands):
            raise Unreadable("is not one price")
        digits = digits.replace(thousands, "").replace(decimals, ".")
    elif comma >= 0 or dot >= 0:
        mark = "," if comma >= 0 else "."
        digits = _one_mark(digits, mark, currency)
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise Unreadable("is not a number") from None


def _one_mark(digits: str, mark: str, currency: str | None) -> str:
    tail = len(digits) - digits.rfind(mark) - 1
    if digits.count(mark) > 1:
        if not _grouped(digits, mark):
            raise Unreadable("is not one price")
        return digits.replace(mark, "")
    by_three = tail == 3 and not digits.startswith("0") and _grouped(digits, mark)
    if mark == ",":
        # "12,345 EUR" may be twelve euros and 345 thousandths; nobody prices so.
        return digits.replace(mark, "" if by_three else ".")
    dots_part_thousands = currency in _COMMA_DECIMALS or currency in _NO_CENTS
    return digits.replace(mark, "") if by_three and dots_part_thousands else digits


def _grouped(digits: str, mark: str) -> bool:
    first, *rest = digits.split(mark)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest)


def _checked(amount: Decimal, scale: int, currency: str | None) -> Money:
    if not amount.is_finite():
        raise Unreadable("is not a number")
    if scale != 1 and currency not in _NO_MINOR_UNIT:
        amount /= scale
    if amount <= 0:
        raise Unreadable("must be above 0")
    cents = amount.quantize(CENT) if amount < MAX_PRICE else MAX_PRICE
    if cents >= MAX_PRICE:
        raise Unreadable("has more than 10 digits before the decimal point")
    if abs(cents - amount) > FLOAT_NOISE:
        raise Unreadable("has more than 2 decimal places")
    if cents <= 0:
        raise Unreadable("must be above 0")
    return Money(cents, currency)


FLOAT_NOISE: Final = Decimal("0.000001")
"""A feed written through floats says 19.990000000000002; nobody means the rest."""
