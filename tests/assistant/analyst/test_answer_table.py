"""Tables as the analysts' API answers them."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analyst.answer_table import AnswerColumn, csv_of, json_cell

_COLUMNS = [AnswerColumn("query", "Query"), AnswerColumn("turns", "Turns", "count")]


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_taken_for_a_formula(begin: str) -> None:
    row = next(csv.reader(io.StringIO(csv_of(_COLUMNS, [(begin, 1)]).split("\r\n", 1)[1])))
    assert row[0] == "'" + begin


def test_a_negative_number_stays_a_number() -> None:
    assert csv_of(_COLUMNS, [("a", -1.5)]).splitlines()[1] == "a,-1.5"


def test_null_is_an_empty_field_and_zero_is_not() -> None:
    assert csv_of(_COLUMNS, [(None, None), ("a", 0)]).splitlines()[1:] == [",", "a,0"]


def test_times_are_told_as_utc() -> None:
    assert json_cell(datetime(2026, 11, 23, 1, 2, 3)) == "2026-11-23T01:02:03.000Z"
    assert json_cell(date(2026, 11, 23)) == "2026-11-23"


def test_what_is_no_number_is_null() -> None:
    assert json_cell(float("nan")) is None
    assert json_cell(float("inf")) is None


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_text_comes_back_but_for_its_apostrophe(text: str) -> None:
    read = list(csv.reader(io.StringIO(csv_of(_COLUMNS, [(text, 1)]), newline="")))
    assert read[1][0].removeprefix("'") == text.removeprefix("'")
