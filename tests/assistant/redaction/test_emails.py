"""E-mail addresses as people read them out, correct them and spell them."""

import pytest

from assistant.redaction.redact import redact

_WHOLE = (
    "dana dot ruiz ninety two at the rate gmail dot com",
    "dana ruiz at the rate of rediffmail.com",
    "m ruiz seven at gee mail dot com",
    "dana dash ruiz at hotmail dot co dot u k",
    "dana at, wait, d dot ruiz at gmail.com",
    "dana underscore, no, dana dot ruiz at yahoo dot com",
    "dana dot ruis, sorry, ruiz, at gmail dot com",
    "dana dot ruiz ninety, no wait, ninety one at gmail dot com",
    "dana dot ruiz at gmail, no, at yahoo dot com",
    "d ruiz at outlook dot com no dot net",
    "dana dot ruiz, that's r u i z, at gmail dot com",
    "d, then ruiz, then forty two, at icloud dot com",
    "r like robert period ruiz at gmail period com",
    "ann nought nought seven at sign gmail dot com",
    "k dot o'brien at eircom dot net",
    "sam ruiz at green valley bakery dot com",
    "dana.ruiz [at] gmail [dot] com",
    "dana dot ruiz at gmail dot c o m",
)
_LEFT = (
    "I saw it at green valley dot com",
    "is it cheaper at walmart dot com or at ikea dot com",
    "boots at the north face dot com",
    "sold at the rate of two for one",
    "it ends at noon, no, at one",
)


@pytest.mark.parametrize("email", _WHOLE)
@pytest.mark.parametrize("said", ["my email is {}", "yeah it's {} please"])
def test_all_of_an_address_is_taken_out(said: str, email: str) -> None:
    assert redact(said.format(email)).text == said.format("[email]")


@pytest.mark.parametrize("text", _LEFT)
def test_shops_and_sentences_stay(text: str) -> None:
    assert redact(text).text == text
