"""The quick look: what it must never pass over is checked by the exams; this is what it spares."""

import pytest

from assistant.redaction.glance import may_hold


@pytest.mark.parametrize(
    "reply",
    [
        "Here are some of all boots: the it at $ and the it at $.",
        "Here are some of all shirts: the it at $. What is your budget?",
    ],
)
def test_a_reply_of_ours_is_not_read_closely(reply: str) -> None:
    assert not may_hold(reply)


@pytest.mark.parametrize(
    "search",
    [
        "find me a fan with a port for two rooms. pick me 1 pack",
        "look for the 2 packs of crackers",
        "i am looking for delicate blouses",
    ],
)
def test_words_of_an_announcement_that_stand_apart_announce_nothing(search: str) -> None:
    assert not may_hold(search)


@pytest.mark.parametrize(
    "said",
    [
        "Rowena here",
        "Bramwell here, where is my parcel",
        "thanks, Baptiste",
        "cherry here, is my order late? Cherry",
        "it is jane at example.com",
        "write to jane at example . com please",
        "the code for the gate is four four one two",
        "nørrebrogade 44, 2200 københavn n",
        "mine's 4 7 90",
    ],
)
def test_names_and_addresses_beside_such_words_are(said: str) -> None:
    assert may_hold(said)
