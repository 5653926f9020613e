"""Days as said, and as a calendar has them where a schema asks for a date."""

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_COUNTS = {"a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_OFFSETS = {"day after tomorrow": 2, "tomorrow": 1, "yesterday": -1, "today": 0, "tonight": 0}


def calendar_day(said: str, today: date) -> str | None:
    """Return the day in ISO 8601; None where the words leave it open ("next month").

    Args:
        said: "tomorrow", "friday", "december 3rd", "in two days", "2026-12-03".
        today: The shop's.
    """
    words = said.lower()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError:
            return None
    for name, offset in _OFFSETS.items():
        if name in words:
            return (today + timedelta(days=offset)).isoformat()
    counted = re.fullmatch(r"in (\d{1,3}|\w+) (day|week)s?", words)
    if counted:
        count = int(counted[1]) if counted[1].isdigit() else _COUNTS.get(counted[1])
        days = count and count * (7 if counted[2] == "week" else 1)
        return (today + timedelta(days=days)).isoformat() if days else None
    for number, name in enumerate(_WEEKDAYS):
        if name in words and not words.startswith("last"):
            ahead = (number - today.weekday()) % 7 or 7
            return (today + timedelta(days=ahead)).isoformat()
    return _of_month(words, today)


def _of_month(words: str, today: date) -> str | None:
    """Return the day of "december 3rd"; the coming one where no year is said."""
    month = next((n for n, name in enumerate(_MONTHS, 1) if name in words), None)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    if month is None or day is None:
        return None
    year = re.search(r"\b(\d{4})\b", words)
    try:
        found = date(int(year[1]) if year else today.year, month, int(day[1]))
        if not year and found < today:
            found = found.replace(year=today.year + 1)
    except ValueError:
        return None
    return found.isoformat()
