"""Addresses in full: unit, street, town, region and postal code, written, said and spelled."""

import pytest

from assistant.redaction.redact import redact

_WHOLE = (
    "45 broad st., apt. #7, boston, mass 02109",
    "5512 w 7th st apt 4 los angeles",
    "22 11 queens boulevard astoria new york",
    "20 st andrews road, edinburgh",
    "forty two b kings road brighton b n one four d e",
    "9 mill lane chipping norton ox76ab",
    "unit 4/22 collins street melbourne vic 3000",
    "400 george street sydney new south wales two thousand",
    "unit twelve b forty marine parade southport four two one five",
    "lot 7, 220 pacific highway, coffs harbour nsw 2450",
    "flat no. 9, sunrise towers, fc road, shivajinagar, pune 411005",
    "plot number 88, phase two, gachibowli, hyderabad",
    "#42, 3rd main, 4th cross, hsr layout, bangalore 560102",
    "b-204, green park society, andheri west, mumbai - 400053",
    "door no 4-56, srinagar colony, hyderabad five double zero zero seven three",
    "apartment 12, the foundry, 40 hope street, glasgow g2 6ab",
    "unit 2, 7 o'connell street, limerick, v94 t2c8",
    "78 rue sherbrooke ouest montreal h3a 1b2",
    "rose cottage, mill lane, chipping norton ox7 5ab",
    "rural route 2 box 14, ames iowa",
    "p o box one two three, hobart tas 7001",
    "one forty, i mean one forty two elm street springfield",
    "12 oak street, no sorry, 14 oak street leeds",
    "ground floor flat 61 warwick square london",
    "u4/19 smith st collingwood",
    "12 cavendish hall, dundee",
    "120 bushranger tce, glenelg sa 5077",
    "house 22, road 11, dhaka 1213",
    "18/1 bluebell rise, hove",
    "14 grafton street, dublin 2",
    "371, sorry, 45 albert gate",
)
_PLACED = (
    ("drop it round fifty one harrow view", "drop it round [address]"),
    ("i moved to 7 piccadilly last month", "i moved to [address] last month"),
    ("put 44 Kingsway as the delivery address", "put [address] as the delivery address"),
    ("bill it to orchard house, high street, burford", "bill it to [address]"),
    ("a wardrobe at 3 Osborne Foreshore Estate, Ikoyi?", "a wardrobe at [address]?"),
    ("leave it with the neighbours at number 19", "leave it with the neighbours at [address]"),
    ("my house number is 12", "my house number is [address]"),
    ("it is the blue house on old quarry lane past the church",
     "it is the blue house on [address] past the church"),
    ("meet at the corner of Elm and 3rd", "meet at the corner of [address]"),
    ("i live in chipping norton so it is far", "i live in [address] so it is far"),
    ("d zero eight f six x two is my eircode", "[address] is my eircode"),
    ("s e eight four p a that's the postcode", "[address] that's the postcode"),
    ("can you ship to k one a oh b one in ottawa", "can you ship to [address]"),
    ("same day to ba2 3bn", "same day to [address]"),
)  # fmt: skip
_ABROAD = (
    "Am Markt 3, 28195 Bremen",
    "lange str. 7, 33602 bielefeld",
    "ul. Piękna 20, 00-549 Warszawa",
    "Nørrebrogade 44, 2200 København N",
    "Calle Mayor 45, 3º B, 28013 Madrid",
    "rua das flores 22, 4050-262 porto",
    "Istiklal Caddesi 45, Beyoglu, Istanbul",
    "Drottninggatan 53, 111 21 Stockholm",
)
_LEFT = (
    "flat 4 pack of pillows in london",
    "block 10 toy tower set",
    "level 2 charger for home",
    "4 new street signs",
    "a 5 by 7 rug in park green",
    "200 for a garden path light",
    "two red street lamps",
    "24 pack olive green",
    "63 inch fern green room darkening curtain",
    "a filter for my 2 stage house system",
    "does the store in leeds open at 9",
    "a poster of 221 in new york",
    "ship 100 balloons to the venue",
    "deliver 3 packs on monday",
    "we're at 20 percent off now right",
    "the bill comes to 45 euros",
    "up to m2 1tb please",
    "iphone 13, 4500 mah case",
    "tv 55, 2024 model",
    "a house number 7 plaque",
    "i live in a flat so no drilling",
    "I'm in Denver and it's cold",
    "shipping sizes 8, 9, 10, 11, 12",
    "Under 200 lumens, warm white, 2700K, E14",
    "205/55 R16 91V x4",
)


@pytest.mark.parametrize("address", _WHOLE)
@pytest.mark.parametrize("said", ["please ship it to {}", "um {}", "My delivery address is {}."])
def test_all_of_an_address_is_taken_out(said: str, address: str) -> None:
    assert redact(said.format(address)).text == said.format("[address]")


@pytest.mark.parametrize("address", _ABROAD)
@pytest.mark.parametrize("said", ["{}", "deliver it to {} please"])
def test_an_address_whose_number_comes_last_is_taken_out(said: str, address: str) -> None:
    assert redact(said.format(address)).text == said.format("[address]")


@pytest.mark.parametrize(("text", "left"), _PLACED)
def test_where_somebody_is_or_something_goes_is_taken_out(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", _LEFT)
def test_what_only_looks_like_a_street_or_a_flat_stays(text: str) -> None:
    assert redact(text).text == text


def test_what_follows_an_address_stays() -> None:
    said = "ship it to 9 Mill Lane, Leeds LS1 4AB, and show me red kettles under 2000 rupees"
    assert redact(said).text == ("ship it to [address], and show me red kettles under 2000 rupees")
