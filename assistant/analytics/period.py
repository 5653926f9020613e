"""Stretches of time: which days a log covers, and the gaps between those that have rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from assistant.analytics.asks import Asks
from assistant.analytics.filters import Filters

Step = Literal["day", "week", "month"]

WHOLE_DAYS: Final = 1_100
"""A range of up to three years is shown with its days before and after the log, as null; of a
longer one only the days that the log covers."""
DAYS_ONLY: Final = "sessions /* days only */"
"""In a query, behind FROM, where nothing but `day` is asked. A store that knows which days it has
need not read them; another comes to the same."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day that there is anything of to the last."""

    first: date
    last: date

    def overlaps(self, first: date, last: date) -> bool:
        """Say whether a range, both ends included, has a day of it."""
        return first <= self.last and last >= self.first


def span_of(store: Asks) -> Span | None:
    """Return which days a store's log covers; None where it is empty."""
    row = store.ask(f"SELECT min(day) AS first_day, max(day) AS last_day FROM {DAYS_ONLY}").rows[0]
    first, last = row
    return Span(first, last) if isinstance(first, date) and isinstance(last, date) else None


def newest_day(store: Asks) -> date | None:
    """Return the last day that there is anything of; None where the log is empty.

    A day still to come counts only where there is no other: one record of a clock that ran ahead
    would hide the whole log otherwise. Tomorrow's may be today's already, further east.
    """
    ahead = datetime.now(UTC).date() + timedelta(days=1)
    newest_of = "coalesce(max(day) FILTER (WHERE day <= $ahead), max(day)) AS newest"
    newest = store.ask(f"SELECT {newest_of} FROM {DAYS_ONLY}", {"ahead": ahead}).rows[0][0]
    return newest if isinstance(newest, date) else None


def steps(filters: Filters, span: Span | None, step: Step) -> list[date]:
    """Return the beginning of every day, week or month to show, in order.

    Args:
        filters: Whose range it is.
        span: What the log covers.
        step: How long each is; weeks begin on Monday.
    """
    first, last = filters.first, filters.last
    if (last - first).days >= WHOLE_DAYS:
        if span is None or not span.overlaps(first, last):
            return []
        first, last = max(first, span.first), min(last, span.last)
    return list(_steps(first, last, step))


def _steps(first: date, last: date, step: Step) -> Iterator[date]:
    at = begin_of(first, step)
    while at <= last:
        yield at
        if at > date.max - timedelta(days=31):
            return
        at = begin_of(at + timedelta(days={"day": 1, "week": 7, "month": 31}[step]), step)


def begin_of(day: date, step: Step) -> date:
    """Return the first day of the day, week or month that a day is in."""
    if step == "month":
        return day.replace(day=1)
    if step == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day


def end_of(begin: date, step: Step) -> date:
    """Return the last day of the day, week or month that begins so."""
    if step == "day" or begin > date.max - timedelta(days=31):
        return begin if step == "day" else date.max
    days = 6 if step == "week" else 31
    end = begin + timedelta(days=days)
    return end if step == "week" else end.replace(day=1) - timedelta(days=1)
