"""Addresses told apart, field by field, with their building, or without a street's kind."""

import pytest

from assistant.redaction.glance import may_hold
from assistant.redaction.redact import redact

_FOUND = (
    # set against one another
    ("you had it as nine elm grove it's nineteen elm grove",
     "you had it as [address] it's [address]"),
    ("i gave you fifteen hundred elm it should be fifteen oh one elm",
     "i gave you [address] it should be [address]"),
    ("its 4519 Sycamore not 4915", "its [address] not [address]"),
    ("i'm actually at sixty one b not sixty one a", "i'm actually at [address] not [address]"),
    # field by field
    ("address line one eleven mill race line two ashford",
     "address line one [address] line two [address]"),
    ("street is eastgate number forty four city chester",
     "street is [address] number [address] city [address]"),
    ("my street is willowbrook", "my street is [address]"),
    # flats and rooms
    ("my dorm's kresge hall room three one nine", "my dorm's [address]"),
    ("the tower is marina heights apartment 2106", "the tower is [address]"),
    ("my unit's seventeen f", "my unit's [address]"),
    ("i'm in flat nine not ten", "i'm in [address] not ten"),
    ("i'm in block c number twelve riverside gardens", "i'm in [address]"),
    ("top flat sixteen dorset square", "[address]"),
    # no street's kind, or no number
    ("um i'm at twelve hundred north michigan apartment fourteen oh six", "um i'm at [address]"),
    ("one five oh n main", "[address]"),
    ("deliver to the bungalow station road haddenham", "deliver to [address]"),
    ("my parents' place is one twelve hillcrest", "my parents' place is [address]"),
    ("use seventy seven sunset strip as the shipping address",
     "use [address] as the shipping address"),
    ("i'm at the corner of fifth and main", "i'm at the corner of [address]"),
    # counted roads, and what is abroad
    ("deliver to seven seven four one county road nineteen", "deliver to [address]"),
    ("leave it at thirty three and a half beacon street", "leave it at [address]"),
    ("RD 3, Te Awamutu 3873", "[address]"),
    ("it's r d two hamilton", "it's [address]"),
    ("Bahnhofstr. 3, CH-8001 Zürich", "[address]"),
    ("Vesterbrogade 12 3.tv, 1620 København V", "[address]"),
    ("Mannerheimintie 20 A 5, 00100 Helsinki", "[address]"),
    ("12 Bd Haussmann, 75009 Paris", "[address]"),
    ("Unit 7 Sandton Mews, 5th St, Sandhurst 2196", "[address]"),
    ("it's one nine one oh four for the zip", "it's [address] for the zip"),
    ("the postcode's three oh five six", "the postcode's [address]"),
)  # fmt: skip
_LEFT = (
    "not the five hundred gram but the one thousand gram",
    "pencils two b not two h",
    "its 4000 lumens not 3000",
    "the first line of the poem on a mug",
    "street style city bag",
    "my street is noisy, so 2 pairs of earplugs",
    "my house is sixteen hundred square feet",
    "my place setting for twelve",
    "our room is twelve by fifteen feet",
    "in room twelve people can sit",
    "does the marina heights collection come in apartment size 4",
    "Tower 2 fan, Phase 3",
    "Lot 9, phase 2 kit",
    "on sale between tenth and twelfth",
    "a corner desk two drawers",
    "we moved to number two in the queue",
    "three eighths drive",
    "ten to twelve oak chairs",
    "Dell 24 3. gen",
)


@pytest.mark.parametrize(("text", "left"), _FOUND)
def test_addresses_are_taken_out(text: str, left: str) -> None:
    assert may_hold(text)
    assert redact(text).text == left


@pytest.mark.parametrize("text", _LEFT)
def test_what_is_no_address_stays(text: str) -> None:
    assert redact(text).text == text
