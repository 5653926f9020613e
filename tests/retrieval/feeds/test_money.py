"""Prices: every published spelling, exactly, or a reason."""

from decimal import Decimal

import pytest

from retrieval.feeds.money import read_price
from retrieval.feeds.record import Value
from retrieval.feeds.unreadable import Unreadable

READ: list[tuple[Value, str, str | None]] = [
    ("15.00 USD", "15.00", "USD"),
    ("USD 15", "15.00", "USD"),
    ("$1,299.00", "1299.00", None),
    ("US$12.50", "12.50", "USD"),
    ("1.299,00 €", "1299.00", "EUR"),
    ("1 299,00 kr", "1299.00", None),
    ("€12", "12.00", "EUR"),
    ("12,50 EUR", "12.50", "EUR"),
    ("1.299 EUR", "1299.00", "EUR"),
    ("1,299", "1299.00", None),
    ("12,5", "12.50", None),
    ("CHF 1'299.90", "1299.90", "CHF"),
    ("£0.99", "0.99", "GBP"),
    ("¥1,200", "1200.00", "JPY"),
    ("1.234.567,89 €", "1234567.89", "EUR"),
    ("49,-  €", "49.00", "EUR"),
    (" 19.90 ", "19.90", None),
    ("$ 5", "5.00", None),
    (19.990000000000002, "19.99", None),
    (7, "7.00", None),
    ({"amount": "19.99", "currencyCode": "CAD"}, "19.99", "CAD"),
    ({"value": 5, "currency": "eur"}, "5.00", "EUR"),
    (["4.50 USD"], "4.50", "USD"),
]


@pytest.mark.parametrize(("value", "amount", "currency"), READ, ids=str)
def test_prices_are_read(value: Value, amount: str, currency: str | None) -> None:
    money = read_price(value)
    assert (str(money.amount), money.currency) == (amount, currency)


REFUSED: list[tuple[Value, str]] = [
    ("0.00 USD", "must be above 0"),
    (-5, "must be above 0"),
    ("-5.00", "must be above 0"),
    ("(5.00)", "must be above 0"),
    (float("nan"), "is not a number"),
    (float("inf"), "is not a number"),
    ("NaN", "is not a number"),
    ("on request", "is not a number"),
    ("", "is missing"),
    (None, "is missing"),
    (True, "is not a number"),
    ("$10 - $20", "is not one price"),
    ("3 for 10", "is not one price"),
    ("1.2.3", "is not one price"),
    ("1.299", "has more than 2 decimal places"),
    ("0.001", "has more than 2 decimal places"),
    (1e15, "has more than 10 digits before the decimal point"),
    ([], "is missing"),
    (["1", "2"], "is not one price"),
    ({}, "is missing"),
]


@pytest.mark.parametrize(("value", "reason"), REFUSED, ids=str)
def test_what_is_no_price_says_why(value: Value, reason: str) -> None:
    with pytest.raises(Unreadable, match=f"^{reason}$"):
        read_price(value)


def test_cents_are_scaled_but_not_of_currencies_without() -> None:
    assert read_price(1999, scale=100).amount == Decimal("19.99")
    yen = read_price({"amount": 1999, "currency": "JPY"}, scale=100, currency="JPY")
    assert yen.amount == Decimal("1999.00")
