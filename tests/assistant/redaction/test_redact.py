"""What tells who somebody is leaves a text; what is wanted of a shop stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction.redact import redact

TAKEN_OUT = [
    ("call me at 415 555 0122 please", "call me at [phone] please"),
    ("(415) 555-0122", "[phone]"),
    ("it's +1 415 555 0122", "it's [phone]"),
    ("four one five five five five oh one double two", "[phone]"),
    ("my number is forty one, eleven, fifty five, twenty two", "my number is [phone]"),
    ("my card is 4111 1111 1111 1111", "my card is [card]"),
    ("four one one one " * 4 + "is my card", "[card] is my card"),
    ("it's jane.doe@example.com", "it's [email]"),
    ("write to jane dot doe at example dot com", "write to [email]"),
    ("jane underscore doe at mail dot example dot co dot uk", "[email]"),
    ("j a n e at example dot org", "[email]"),
    ("where is order 20481", "where is order [order number]"),
    ("my order number is A 4 8 2", "my order number is [order number]"),
    ("tracking number 1Z999AA10123456784", "tracking number [order number]"),
    ("it is #AB-20481", "it is [order number]"),
    ("I live at 12 Oak Street, Springfield, IL 62704", "I live at [address]"),
    (
        "ship it to twenty two north maple avenue apartment 4b please",
        "ship it to [address] please",
    ),
    ("my address is the old mill by the river", "my address is [address]"),
    ("zip code nine four one one oh", "zip code [address]"),
    ("my zip is 94110-1234", "my zip is [address]"),
    ("p.o. box 1234", "[address]"),
    ("my name is Miriam Schulz and I want boots", "my name is [name] and I want boots"),
    ("this is Peter speaking", "this is [name] speaking"),
    ("it's under the name of Kowalski", "it's under the name of [name]"),
    ("the name on the order is Van der Berg", "the name on the order is [name]"),
]

LEFT = [
    "boots under one hundred and fifty dollars",
    "between 1000-2000 dollars",
    "sizes 8 9 10 11 12 13",
    "a size 10, 11 or 12, in black",
    "the iphone 14 pro max with 256 gigabytes",
    "1920 x 1080",
    "two carbon road bikes",
    "size 8 street shoes",
    "name brand shoes",
    "order 2 of those",
    "return three of them",
    "look at the second one",
    "I saw it at example dot com",
    "dr. martens boots",
    "is it five, six or seven feet long",
    "one two three four",
    "I want to order a 10 piece set",
]


@pytest.mark.parametrize(("text", "left"), TAKEN_OUT)
def test_what_tells_who_somebody_is_is_taken_out(text: str, left: str) -> None:
    assert redact(text.strip()).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_is_wanted_of_a_shop_stays(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize(("text", "left"), TAKEN_OUT)
def test_nothing_is_found_in_what_is_left(text: str, left: str) -> None:
    assert redact(left).text == left


@given(st.text(max_size=200))
def test_any_text_is_taken_and_what_stays_is_in_order(text: str) -> None:
    done = redact(text)
    assert all(a.end <= b.start for a, b in zip(done.found, done.found[1:], strict=False))
    assert all(0 <= one.start < one.end <= len(text) for one in done.found)


@given(st.text(alphabet="0123456789 -,.", max_size=4_000))
def test_no_text_takes_long(text: str) -> None:
    redact(text * 5)
