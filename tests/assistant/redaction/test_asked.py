"""Names in small letters behind the plain words with which people give one when asked."""

import pytest

from assistant.redaction.glance import may_hold
from assistant.redaction.redact import redact

TAKEN = [
    ("it's for okonkwo", "it's for [name]"),
    ("collect it as wojtek", "collect it as [name]"),
    ("the person collecting will be farida", "the person collecting will be [name]"),
    ("the order's under gupta i think", "the order's under [name] i think"),
    ("under obrien or o'brien i never know", "under [name] or [name] i never know"),
    ("anything for siddiqui", "anything for [name]"),
    ("thank you so much gethin", "thank you so much [name]"),
    ("thanks ngozi you've been great", "thanks [name] you've been great"),
    ("cheers tadhg bye", "cheers [name] bye"),
    ("change hargreave to hargreaves", "change [name] to [name]"),
    ("change the name from pettersen to petersen", "change the name from [name] to [name]"),
    ("the okonkwo family", "the [name] family"),
    ("leave the rice with mohan downstairs", "leave the rice with [name] downstairs"),
    ("ask for ruaridh at reception", "ask for [name] at reception"),
    ("ask the concierge emeka", "ask the concierge [name]"),
    ("they're called isolde and tamsin", "they're called [name] and [name]"),
    ("my husband ruaridh will be home", "my husband [name] will be home"),
    ("my friend folake has the same pan", "my friend [name] has the same pan"),
    ("coach petrov asked for the balls", "coach [name] asked for the balls"),
    ("one for tomoko one for me", "one for [name] one for me"),
    (
        "gift message dear wilhelmina enjoy the blanket",
        "gift message dear [name] enjoy the blanket",
    ),
    ("o'shaughnessy with an apostrophe", "[name] with an apostrophe"),
]
LEFT = [
    "does henry take bags",
    "does henry need a bag",
    "it's for fortnite",
    "it's for camping with toddlers",
    "it's for a honda civic",
    "collect it as soon as possible",
    "under armour leggings",
    "something under thirty",
    "i wear it under jackets",
    "thank you darling",
    "cheers pal",
    "change red to blue",
    "change the malm to the hemnes",
    "change celsius to fahrenheit",
    "the royal family",
    "the addams family dvd",
    "leave it with reception",
    "leave it with tape on",
    "they're called crumpets",
    "the kids are knackered",
    "my husband's knackered",
    "ask alexa to reorder",
    "chips instead of fries",
    "the lady was rude",
    "toppers that are dino shaped",
    "ben and jerrys",
    "the label says hand wash",
    "bruno mars and sade for my playlist",
]


@pytest.mark.parametrize(("text", "left"), TAKEN)
def test_a_name_that_was_asked_for_is_taken_out(text: str, left: str) -> None:
    assert may_hold(text)
    assert redact(text).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_no_name_follows_stays(text: str) -> None:
    assert redact(text).text == text
