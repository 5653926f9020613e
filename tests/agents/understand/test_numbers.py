"""Numbers in running speech become digits; nothing else changes."""

import pytest

from agents.understand.line import Line


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("a hundred and fifty dollars", "150 dollars"),
        ("one fifty", "150"),
        ("nineteen ninety nine", "19.99"),
        ("two hundred forty nine ninety nine", "249.99"),
        ("one twenty nine ninety nine", "129.99"),
        ("between a hundred and one fifty", "between 100 and 150"),
        ("between a hundred and fifty and two hundred", "between 150 and 200"),
        ("fifteen hundred", "1500"),
        ("a thousand five hundred", "1500"),
        ("two and a half k", "2500"),
        ("1.5 grand", "1500"),
        ("nine and a half", "9.5"),
        ("9 1/2", "9.5"),
        ("9½", "9.5"),
        ("forty nine point nine nine", "49.99"),
        ("one oh five", "105"),
        ("the second one", "the second one"),
        ("the blue one", "the blue one"),
        ("one of those", "one of those"),
        ("two ten inch pans", "2 10 inch pans"),
        ("twenty-one", "21"),
        ("$1,299.99", "$ 1299.99"),
        ("a couple of mugs", "a couple of mugs"),
        ("um under like fifty bucks you know", "under 50 bucks"),
        ("the the red red one", "the red one"),
        ("I'd like that one", "i would like that one"),
        ("something like that", "something like that"),
        ("do you know it", "do you know it"),
    ],
)
def test_speech_is_normalised(said: str, read: str) -> None:
    assert Line.read(said).text == read


def test_spans_lead_back_to_the_words() -> None:
    line = Line.read("Um, under a hundred and fifty dollars, please.")
    at = line.text.split().index("150")
    token = line.tokens[at]
    assert line.original[token.start : token.end] == "a hundred and fifty"
