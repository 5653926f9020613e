"""Days of the calendar are no cards and no phones; what only looks like them still goes."""

import pytest

from assistant.redaction.redact import redact

_DAYS = (
    "2026-11-01 to 2026-11-22",
    "from 2026-11-01 until 2026-11-22",
    "2026/11/01 - 2026/11/22",
    "01.11.2026-22.11.2026",
    "11/01/2026 to 11/22/2026",
    "2026-11-01 10:00:00",
    "2026-11-01T10:00:00Z/2026-11-22T10:00:00.000Z",
    "2026-11-01 through 2026-11-22",
    "2026-11-01 2026-11-02 2026-11-03",
    "call me between 2026-11-01 and 2026-11-22",
    "where is my order from 2026-11-01",
)
_FOUND = (
    ("4111-1111-1111-1111", "[card]"),
    ("2019 1112 2020 1212", "[card]"),
    ("2026-13-01 to 2026-13-22", "[card]"),
    ("2026-11-41 to 2026-11-42", "[card]"),
    ("2626-11-01 to 2626-11-22", "[card]"),
    ("2026-11-01 4111 1111 1111 1111", "[card]"),
    ("my card number is 2026-11-01 2026-11-22", "my card number is [card]"),
    ("my phone number is 2026-11-01", "my phone number is [phone]"),
    ("from 2026-11-01 on call 415 555 0122", "from 2026-11-01 on call [phone]"),
    ("cancel 2026-11-01", "cancel [order number]"),
    ("my card 4111 1111 1111 1111 until 11/01/2026", "my card [card] until [secret]"),
    ("date of birth 2001-11-01", "date of birth [date of birth]"),
)


@pytest.mark.parametrize("text", _DAYS)
def test_days_stay(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize(("text", "left"), _FOUND)
def test_what_only_looks_like_days_or_is_announced_goes(text: str, left: str) -> None:
    assert redact(text).text == left
