"""Rules for dates, weekdays and spans of hours, as an American says them.

A date in figures is read month first where it could be either. A pair of numbers that
is no date of any year goes back to the other rules.
"""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = {
    "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_NO_MORE = r"(?![\w:%$]|[.,/-][0-9])"

MONTH_DAY = (
    _MONTH + r"\s(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<last>[0-9]{1,2})(?![0-9]))?"
    r"(?:,?\s(?P<year>(?:19|20)[0-9]{2}))?" + _NO_MORE
)
MONTH_YEAR = _MONTH + r"\s(?P<year>(?:19|20)[0-9]{2})" + _NO_MORE
US_DATE = r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>(?:[0-9]{2})?[0-9]{2})(?![\w/])"
ISO_DATE = r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![\w-])"
_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
DAY_RANGE = rf"(?P<low>{_DAY})\.?\s?[-–]\s?(?P<high>{_DAY})\b\.?(?=[\s,;)]|$)"
DAY_SHORT = rf"(?P<low>{_DAY})\.(?!\w)"


def month_day(m: re.Match[str], _reader: Reader) -> str | None:
    month = _month_of(m["month"])
    if not 1 <= int(m["day"]) <= 31:
        return None
    said = f"{month} {say.ordinal(m['day'])}"
    if m["last"]:
        said += f" to {say.ordinal(m['last'])}"
    return f"{said}, {say.year(m['year'])}" if m["year"] else said


def month_year(m: re.Match[str], _reader: Reader) -> str:
    return f"{_month_of(m['month'])} {say.year(m['year'])}"


def numeric_date(m: re.Match[str], _reader: Reader) -> str | None:
    month, day = int(m["month"]), int(m["day"])
    if month > 12 >= day:
        month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    year = m["year"] if len(m["year"]) == 4 else f"20{m['year']}"
    if len(year) != 4 or year[0] not in "12":
        return None
    return f"{_MONTHS[month - 1]} {say.ordinal(str(day))}, {say.year(year)}"


def day_range(m: re.Match[str], _reader: Reader) -> str:
    return f"{_DAYS[m['low'].lower()]} to {_DAYS[m['high'].lower()]}"


def day_short(m: re.Match[str], _reader: Reader) -> str:
    return _DAYS[m["low"].lower()]


def _month_of(name: str) -> str:
    start = name[:3]
    return next(month for month in _MONTHS if month.startswith(start))
