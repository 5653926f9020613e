"""What a search asks for, without how it was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analytics.topics.wording import MOST_CHARS, wanted


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'm looking for hiking boots under $150.", "hiking boots"),
        ("um I want a kayak", "kayak"),
        ("what lipsticks do you have", "lipsticks"),
        ("no I said Halvorsen hiking boots", "halvorsen hiking boots"),
        ("show me t-shirts, please", "t-shirts"),
        ("Do you have any PS4?", "ps4"),
        ("a gift for my mother who likes scarves", "scarves"),
        ("sneakers in size 16", "sneakers"),
        ("tents under 30 dollars", "tents"),
        ("3-in-1 stroller", "3-in-1 stroller"),
        ("Wanted posters", "wanted posters"),
        ("", ""),
        ("under $20", ""),
    ],
)
def test_what_is_wanted(said: str, asked: str) -> None:
    assert wanted(said) == asked


@given(st.text(max_size=600))
def test_any_text_is_taken(text: str) -> None:
    found = wanted(text)
    assert found == found.strip()
    assert len(found) <= MOST_CHARS
