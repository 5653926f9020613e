"""Numbers, domains and streets that a recogniser bent are taken out; goods and prices stay."""

import pytest

from assistant.redaction.redact import redact
from assistant.redaction.respoken import respoken
from assistant.redaction.sounds import announcer_before, sound_of
from assistant.redaction.tokens import tokens_of

TAKEN_OUT = [
    ("Their phones 404-Triple-589-16.", "Their phones [phone]."),
    ("That'd be 206 and then triple 5 and then 1584.", "That'd be [phone]."),
    ("Calling from plus double-four seven nine double-one one double-two double-six nine.",
     "Calling from [phone]."),
    ("The new one is far, one, oh, two, two, two, one, six, one, free, free, eight, seven, five.",
     "The new one is [card]."),
    ("Swap the card for 4, 5, 9, 3, 3, 3-08, 3-9-M4-8, 0-8-M6-6.", "Swap the card for [card]."),
    ("The card on file is 4840, 7260, W502, Aigne, 08.", "The card on file is [card]."),
    ("I'm paying with 3499160107, RM3, 8257 today", "I'm paying with [card] today"),
    ("It's 71.27.858.188. Yeah.", "It's [phone]. Yeah."),
    ("Myzokot is 9-1-193.", "Myzokot is [address]."),
    ("My security codes 9.37.", "My security codes [secret]."),
    ("Valid through 0427.", "Valid through [secret]."),
    ("We moved to 55-deer run-road unit 26.", "We moved to [address]."),
    ("we live at 12 high wrote", "we live at [address]"),
    ("My email then it goes AlignmentFamilyAtZego.", "My email then it goes [email]."),
    ("That's her emails, HanukayetExample.cz", "That's her emails, [email]"),
    ("Sign me up with Margot underscore a day me a Gmail dot com", "Sign me up with [email]"),
]  # fmt: skip

LEFT = [
    "choose the 22 24 26 closure",
    "paint code 70166 in matt",
    "double-wall mug, 500 ml",
    "a triple 12 inch shelf and then 2 more",
    "version 10.20.190.4538 of the firmware",
    "the older number 7 shirt",
    "valid until 2027",
    "open until 9, then 10 to 4",
    "one two three, free for one, two for three",
    "a 12-piece place setting for 4",
    "I rode 20 miles straight to the lake",
    "the point is the dot com boom",
]


@pytest.mark.parametrize(("text", "left"), TAKEN_OUT)
def test_what_a_recogniser_wrote_is_taken_out(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_is_said_of_goods_stays(text: str) -> None:
    assert redact(text).text == text


def test_what_is_found_is_put_back_where_it_was_heard() -> None:
    text = "their phones 404-Triple-589-16."
    said = respoken(tokens_of(text))
    assert said is not None
    assert "triple 5 89" in said.text
    found = redact(text).found
    assert [text[one.start : one.end] for one in found] == ["404-Triple-589-16"]


def test_plain_speech_is_not_written_anew() -> None:
    assert respoken(tokens_of("red boots in size nine under a hundred dollars")) is None


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("older number 881207", "order number"), ("set code 60614", "zip code"),
     ("cart number 4111", "card number"), ("part number 4111", None), ("number 4111", None)],
)  # fmt: skip
def test_an_announcement_is_told_by_its_sound(heard: str, meant: str | None) -> None:
    tokens = tokens_of(heard)
    found = announcer_before(tokens, len(tokens) - 1)
    assert (found[2] if found else None) == meant


def test_sounds_that_are_taken_for_one_another_are_one() -> None:
    assert sound_of("code") == sound_of("goat")
    assert sound_of("zip") != sound_of("set")
