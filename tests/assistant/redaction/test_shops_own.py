"""Numbers and names that are a shop's and nobody's stay, however long they are."""

import pytest

from assistant.redaction.glance import may_hold
from assistant.redaction.redact import redact

LEFT = [
    "barcode is 5041668346456, what is it?",
    "the barcode says 4006381333931",
    "isbn nine seven eight oh three oh six four oh six one five seven",
    "the item number on the shelf says 459.487.01, do you have it in red?",
    "the item number on the shelf says 536-5368-5",
    "model number 4471-2290-B",
    "part number WPW10321304",
    "part # 46814754-02 fits a 2016 golf?",
    "in z#02red color",
    "delivery between 9 and 11 on 12/04/2026 works, or the 15th",
    "it's five thousand naira on the other site",
    "two hundred rand at most",
    "a lazy susan for the table",
    "mary jane shoes size 6",
    "my friend said no get the ted baker one",
    "hp 8720 ink 952 953",
    "levis 501 505 511",
    "memory card 128 256 512",
    "a rug that is 10 0 x 13 0",
    "w x 6 5/8 d crown molding",
    "my favourite number is 7",
    "coupon WELCOME10",
    "collection 2024 summer",
    "milk that expires april 29",
    "tan leather wallet",
    "ph 7 balanced shampoo",
    "2 kingsway chairs",
    "avenue 3 jacket",
    "best Headphones",
    "Happy Birthday banner",
    "is 8717371442637 in stock",
]
TAKEN = [
    ("Best, Sarah", "Best, [name]"),
    ("happy birthday Anna", "happy birthday [name]"),
    ("is 8717371442638 in stock", "is [card] in stock"),
    ("visa four one one one one one one one one one one one and one one one one", "visa [card]"),
    (
        "call four one five five five five oh one double two and two pairs of socks",
        "call [phone] and two pairs of socks",
    ),
    ("my ph no is 8919 7308", "my ph no is [phone]"),
    ("Blk 201 Tampines Street 21 #04-1123 Singapore 520201", "[address]"),
    ("to blk 147 bedok north ave 3 #04-147, s460714, please", "to [address], please"),
    ("suite 300, 4720 Kingsway, Burnaby BC V5H 4N2", "[address]"),
    ("to 96 dash 8882 kingsway burnaby b c v five a nine m two", "to [address]"),
    ("The Old Forge, um, Church Lane, Ashbourne DE6 2BX", "[address]"),
    ("calling from eighty six old mill way the parcel", "calling from [address] the parcel"),
    ("name on card lim jun hao", "name on card [name]"),
    ("contact Tan Wei Ling hp 9545 8845", "contact [name] hp [phone]"),
    ("thandi at webmail dot co dot z a", "[email]"),
    ("order k e er minus nine eight one nine one", "order [order number]"),
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_the_shops_stays(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize(("text", "left"), TAKEN)
def test_what_stands_beside_it_is_taken(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", [text for text, _ in TAKEN])
def test_nothing_of_it_is_missed_by_the_quick_look(text: str) -> None:
    assert may_hold(text) and may_hold(text.lower())
