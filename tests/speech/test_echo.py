"""The reply's own words in what the microphone heard."""

import pytest

from speech.echo import without_echo

REPLY = [
    "Here",
    "are",
    "three",
    "hiking",
    "boots.",
    "The",
    "Trailhead",
    "Ridge",
    "costs",
    "$129.99",
    "and",
]


@pytest.mark.parametrize(
    ("heard", "rest"),
    [
        ("Here are three hiking boots.", ""),
        ("are 3 hiking boots the trail head", ""),
        ("The trail head Ridge costs one twenty nine ninety nine", ""),
        ("Here", ""),
        ("Show me blue sandals", "Show me blue sandals"),
        ("cheaper", "cheaper"),
        ("Here are three hiking boots show me sandals instead", "show me sandals instead"),
        ("here are three hiking stop", "stop"),
        ("the blue ones please", "the blue ones please"),
        ("under fifty dollars", "under fifty dollars"),
        ("", ""),
    ],
)
def test_what_remains_of_the_words(heard: str, rest: str) -> None:
    assert without_echo(heard, REPLY) == rest


def test_without_a_reply_nothing_is_echo() -> None:
    assert without_echo("here are boots", ()) == "here are boots"
