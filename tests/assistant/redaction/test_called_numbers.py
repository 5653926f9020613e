"""Cards, codes of doors, phones, e-mails and orders by how shoppers call them; goods that stay."""

import pytest

from assistant.redaction.glance import may_hold
from assistant.redaction.redact import redact

_FOUND = (
    # cards
    ("visa *4242", "visa *[secret]"),
    ("xxxx xxxx xxxx 9911", "xxxx xxxx xxxx [secret]"),
    ("paid w/ mc ****5100", "paid w/ mc ****[secret]"),
    ("the one that ends nine nine oh one", "the one that ends [secret]"),
    ("should be the one with four oh four one at the end",
     "should be the one with [secret] at the end"),
    ("the three on the back are nine oh two", "the three on the back are [secret]"),
    ("my debit card four oh two five", "my debit card [secret]"),
    ("the amex ending two one oh oh four", "the amex ending [secret]"),
    ("sec code: 7781", "sec code: [secret]"),
    ("valid thru eleven twenty seven", "valid thru [secret]"),
    # doors and passwords
    ("the gate code is hash four four one two", "the gate code is [secret]"),
    ("buzz four oh two to get in", "buzz [secret] to get in"),
    ("code 4471C for the lobby", "code [secret] for the lobby"),
    ("the lockbox combo's three three one eight", "the lockbox combo's [secret]"),
    ("you sent me six two one nine four four is that it", "you sent me [secret] is that it"),
    ("five five eight two oh one is the code you texted me",
     "[secret] is the code you texted me"),
    ("the login code is k seven m four", "the login code is [secret]"),
    ("login: annab / Pa55word", "login: [name] / [secret]"),
    ("user: k.lee pass: moonlight", "user: [name] pass: [secret]"),
    # phones
    ("nine eight seven six five four three two one oh that's my mobile",
     "[phone] that's my mobile"),
    ("(416) 555-0178 x22", "[phone]"),
    ("put down nine nine three hundred one eight eight four two",
     "put down [phone]"),
    # e-mails
    ("send the receipt to info at bloom and wild florist dot co dot uk",
     "send the receipt to [email]"),
    ("it's j smith the number four at yahoo dot ca", "it's [email]"),
    ("kofi_mensah at yahoo com", "[email]"),
    ("a r jones at me dot com", "[email]"),
    # orders
    ("cancel 7719-AB please, it came twice", "cancel [order number] please, it came twice"),
    ("it's order bee tee six six one two oh", "it's order [order number]"),
    ("the number on the slip is eight eight two four one",
     "the number on the slip is [order number]"),
)  # fmt: skip
_LEFT = (
    "canon p g five four five ink",
    "r t x four oh seven oh",
    "c r two oh three two",
    "my oven's a siemens h b five seven eight does that tray fit it",
    "graphics card four oh seven oh",
    "u s b three point two",
    "two oh five fifty five sixteen",
    "compatible with 770, 780, 785, 870, 880 and 980 series Roomba",
    "Hama 00173114, 1,5 m",
    "4000-5000k",
    "70-200 f2.8",
    "**2024 edition**",
    "xxx 2002 dvd",
    "Rated 4.5 ****",
    "the back is two inches too long",
    "the three on the back are loose",
    "front door is two thousand millimetres",
    "you sent me twelve of them i ordered two",
    "do you price match at home depot dot com",
    "i found info at the big tent company dot com",
    "orders at smith and sons dot com take a week",
)


@pytest.mark.parametrize(("text", "left"), _FOUND)
def test_what_is_called_so_is_taken_out(text: str, left: str) -> None:
    assert may_hold(text)
    assert redact(text).text == left


@pytest.mark.parametrize("text", _LEFT)
def test_goods_and_counts_stay(text: str) -> None:
    assert redact(text).text == text
