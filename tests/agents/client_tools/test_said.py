"""Values that an utterance names, and days as a calendar has them."""

from datetime import date

import pytest

from agents.client_tools.days import calendar_day
from agents.client_tools.said import Said, Sort

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "sort", "values"),
    [
        ("where is my order 48213", Sort.CODE, ["48213"]),
        ("the status of order A-1234", Sort.CODE, ["A-1234"]),
        ("order number four eight two one three", Sort.CODE, ["48213"]),
        ("use the code SAVE20", Sort.CODE, ["SAVE20"]),
        ("two mugs under twenty dollars", Sort.CODE, []),
        ("the weather in Salt Lake City this weekend", Sort.PLACE, ["Salt Lake City"]),
        ("weather in Paris, France right now", Sort.PLACE, ["Paris, France"]),
        ("is it in stock", Sort.PLACE, []),
        ("a store near me", Sort.PLACE, []),
        ("on Friday at 3pm", Sort.DAY, ["Friday"]),
        ("on Friday at 3pm", Sort.TIME, ["3pm"]),
        ("at ten on the 5th of december", Sort.TIME, ["ten"]),
        ("the first one", Sort.DAY, []),
        ("my email is jo dot doe at example dot com", Sort.EMAIL, ["jo.doe@example.com"]),
        ("write to kim@example.com.", Sort.EMAIL, ["kim@example.com"]),
        ("call 555-201-7788", Sort.PHONE, ["555-201-7788"]),
    ],
)
def test_values_are_what_was_said(text: str, sort: Sort, values: list[str]) -> None:
    assert [value.text for value in Said(text).of(sort)] == values


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-11-23"),
        ("tomorrow morning", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("friday", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("in two days", "2026-11-25"),
        ("in 3 weeks", "2026-12-14"),
        ("december 3rd", "2026-12-03"),
        ("january 5", "2027-01-05"),
        ("the 5th of december", "2026-12-05"),
        ("2026-12-24", "2026-12-24"),
        ("2026-02-31", None),
        ("next month", None),
        ("february 30", None),
    ],
)
def test_days_of_the_calendar(said: str, day: str | None) -> None:
    assert calendar_day(said, MONDAY) == day
