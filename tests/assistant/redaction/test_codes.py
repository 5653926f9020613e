"""Order numbers with prefixes and corrections, bare answers, cards in pieces, shops' numbers."""

import pytest

from assistant.redaction.redact import redact

_ORDERS = (
    ("GB-2025-94532640", "[order number]"),
    ("um, 363855", "um, [order number]"),
    ("it should be A7 dash 4491", "it should be [order number]"),
    ("PO-80450.", "[order number]."),
    ("W two seven eight four nine six four five", "[order number]"),
    ("R as in romeo eighty-one thirty-eight forty ninety-two", "[order number]"),
    ("yeah, hang on, it's N Z hyphen one D four seven one", "yeah, hang on, it's [order number]"),
    ("the code's H J 4 2 1", "the code's [order number]"),
    ("the tracking number for my lamp is QT-7B310, any news?",
     "the tracking number for my lamp is [order number], any news?"),
    ("the number in the email is P, O, forty-six fifty-one forty, for the lamp",
     "the number in the email is [order number], for the lamp"),
    ("order web three six six six eight two zero please", "order [order number] please"),
    ("my order from last week, 8837261, is late",
     "my order from last week, [order number], is late"),
    ("order number is eight eight, no, eight nine, one four two", "order number is [order number]"),
    ("order number A B 5 5, no wait, A B 5 6", "order number [order number]"),
    ("my two orders, ending 4471 and 4498",
     "my two orders, ending [order number]"),
    ("where is BX900128", "where is [order number]"),
    ("it is JJD000390007827731124", "it is [order number]"),
    ("gift card code is g x four t nine nine l m", "gift card code is [order number]"),
    ("the voucher is welcome seven h j three", "the voucher is [secret]"),
    ("a card 5019 7170 1010 3742, August 2028", "a card [card], [secret]"),
    ("it expires april twenty nine", "it expires [secret]"),
    ("did 55129 ship yet", "did [order number] ship yet"),
    ("look up 7781-2290 please", "look up [order number] please"),
    ("order 1182, or maybe 1128", "order [order number], or maybe [order number]"),
)  # fmt: skip
_CARDS = (
    ("use forty-nine fifty-five, let me see, forty-eight sixty-two, hang on, ninety forty-three, "
     "thirty-two ninety-nine", "use [card]"),
    ("4 8 9 0, I mean 4 8 1 0, 0 4 9 0, 2 4 3 3, 9 7 2 2", "[card]"),
    ("it's 4929 1234 5678 9012 and the code on the back says 481",
     "it's [card] and the code on the back says [secret]"),
)  # fmt: skip
_LEFT = (
    "the item number on the label says 459-487",
    "do you have part number 885911 in stock",
    "article number 405290113 in white",
    "WR 5 5 is sold out, is the R 5 there",
    "u s 9 1 0 or eu 4 4",
    "do you have the XR-55A80K please",
    "lego 75192",
    "1920 x 1080",
    "5 6 7 8 9 10",
    "apple watch series 6/5/4/3/2/1 case",
    "track 10000 steps a day",
    "between 1628-29 oh I mean 1628-31",
    "a 4 paper 5 0 0 sheets",
)


@pytest.mark.parametrize(("text", "left"), _ORDERS + _CARDS)
def test_all_of_a_number_is_taken_out(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", _LEFT)
def test_what_the_shop_calls_its_own_stays(text: str) -> None:
    assert redact(text).text == text
