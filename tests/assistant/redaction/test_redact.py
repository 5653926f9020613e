"""What tells who somebody is leaves a text; what is wanted of a shop stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction.redact import redact
from tests.linear import is_linear

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
    ("call me at four one one, no, four one two, 555 0122", "call me at [phone]"),
    ("for one five, five five five, oh one for two is my number", "[phone] is my number"),
    (
        "my card is 4111-1111 1111 1111 and the code on the back is 123",
        "my card is [card] and the code on the back is [secret]",
    ),
    ("the pin is double four seven one", "the pin is [secret]"),
    ("my birthday is May 3rd 1984", "my birthday is [date of birth]"),
    ("my social is 123 45 6789", "my social is [id number]"),
    ("password is hunter2 okay", "password is [secret] okay"),
    ("j-a-n-e at gmail", "[email]"),
    ("20481 is my order number", "[order number] is my order number"),
    ("hi it's Dolores from yesterday", "hi it's [name] from yesterday"),
    ("ship it to Ann Lee at 12 Oak Street", "ship it to [name] at [address]"),
    ("my name is spelled k a t h r y n", "my name is spelled [name]"),
    ("zip code nine four one one oh", "zip code [address]"),
    ("my zip is 94110-1234", "my zip is [address]"),
    ("p.o. box 1234", "[address]"),
    ("my name is Miriam Schulz and I want boots", "my name is [name] and I want boots"),
    ("this is Peter speaking", "this is [name] speaking"),
    ("it's under the name of Kowalski", "it's under the name of [name]"),
    ("the name on the order is Van der Berg", "the name on the order is [name]"),
    ("My name is Ida. Ida Kronenberg.", "My name is [name]. [name]."),
    ("my sister Orla O'Shea ordered it", "my sister [name] ordered it"),
    ("its Dr Quillfeather", "its Dr [name]"),
    ("im osgood btw", "im [name] btw"),
    ("I am Torquil. Show me boots", "I am [name]. Show me boots"),
    ("the name's Max Kolb, K O L B", "the name's [name], [name]"),
    ("Wrenn. That's W-R-E-N-N", "[name]. That's [name]"),
    ("my nmae is fridolin", "my nmae is [name]"),
    ("myname is cuthbert", "myname is [name]"),
    ("customer Rosalind Hathersage", "customer [name]"),
    ("redeem ZQ8L-11VB-PP09 please", "redeem [secret] please"),
    ("KT4P-83MN-XX27", "[secret]"),
    ("it expires oh nine twenty nine", "it expires [secret]"),
    ("zero eight slash two six", "[secret]"),
    ("it ends in seven seven one nine", "it ends in [secret]"),
    ("born in nineteen seventy six on march second", "born in [date of birth]"),
    ("my b-day is 12/1/1990", "my b-day is [date of birth]"),
    ("my street is Willow Lane number 31", "my street is [address]"),
    ("to Mozartgasse 9, 1040 Wien", "to [address]"),
    ("via Garibaldi 18, 20121 Milano", "[address]"),
    ("it's 12 rue des Lilas, 75011 Paris", "it's [address]"),
    ("anna lee 77, all lowercase, at gmail dot com", "[email]"),
    ("bill . hayes @ example . com", "[email]"),
    ("the C V V is three three nine", "the C V V is [secret]"),
    ("my set code is nine oh two one oh", "my set code is [address]"),
    ("postcode M K nine, four D F", "postcode [address]"),
    ("three one far, five five five, oh won nine tree", "[phone]"),
    ("it's four one five um then five five five then um oh one two two", "it's [phone]"),
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
    "Sony WH-1000XM5, an RTX-4090 and an MX-500",
    "part ABCD-12EF-34GH",
    "use code SUMMER-2024",
    "I'm Irish. Show me claddagh rings",
    "the customer is always right",
    "customer reviews say it runs small",
    "the trilogy ends in 2004",
    "set code 1234 on the padlock",
    "buy one get one free two three four",
    "that's a b c blocks",
    "its doctor recommended",
    "my street is narrow",
    "send it via ups",
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


@pytest.mark.parametrize(
    "part",
    ["1", "1 ", "one ", "a@", "a.b@", "x at a dot ", "12 oak ", "A1-", "#1-", "my name is ",
     "is my number ", "order number ", "customer Xyl ", "A1B2-", "that's a ", "via Xyl ", "far ",
     "my street is xyl ", "a . ", "all lowercase, ", "postcode a ", "oh slash ", "zip code ",
     "spelled a ", "ship it to ", "no sorry one ", "[name] "],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(part: str) -> None:
    assert is_linear(lambda chars: redact((part * chars)[:chars]))
