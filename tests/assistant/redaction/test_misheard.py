"""What a recogniser bent is taken out; what is wanted of a shop stays."""

import pytest

from assistant.redaction.figures import rows_of
from assistant.redaction.misheard import heard_in
from assistant.redaction.redact import redact
from assistant.redaction.tokens import tokens_of

TAKEN_OUT = [
    ("Put it on my visa for 2897-3746-0051580 please.", "Put it on my visa [card] please."),
    ("Put my phone down as far. 1, 3, 3, 3. 7, 6, 8, 8, 2.", "Put my phone down as [phone]."),
    ("My phone is 503, I'm then 555, then I'm a 144.", "My phone is [phone]."),
    ("Debate is for 1111 1111 111111 1111, no wait 111111", "Debate is [card]"),
    ("My number is 619-5555 on the Note 123.", "My number is [phone]."),
    ("my order 650 on 497 please", "my order [order number] please"),
    ("Charge it to far, far, A, free, 7, 1, L, L, free, 9, 2, 7, L, free 5, 9.",
     "Charge it to [card]."),
    ("Can I use card 514756956337W1057 instead?", "Can I use card [card] instead?"),
    ("Zep 03082", "Zep [address]"),
    ("The card expires a 130", "The card expires [secret]"),
    ("Mine ends in 6604.", "Mine ends in [secret]."),
    ("Contact me by email and IGELGmail.net", "Contact me by email and [email]"),
    ("My email is Jane Doe, brightpath.com", "My email is [email]"),
    ("I was Barnum birthday November 3rd, 1977.", "I was Barnum birthday [date of birth]."),
    ("Bring the sofa to 700 North King's Milterres and go", "Bring the sofa to [address] and go"),
    ("My street is Tanner's close number 12.", "My street is [address]."),
    ("My address is AD266 Monor Road.", "My address is [address]."),
    ("Hi, my name is Leipoldine. Leipoldine's Wick.", "Hi, my name is [name]. [name]."),
    ("Johnson Spell BROWN", "[name] Spell [name]"),
    ("My neighbor, Lucodamico has it.", "My neighbor, [name] has it."),
]  # fmt: skip

LEFT = [
    "tvs for 1000 to 2000 dollars",
    "between 1984 and 1991",
    "sizes 8, 9, 10, 11, 12, 13, 14",
    "I want 650 on sale for 497 dollars",
    "model 514756956337 please",
    "deliver it to 3 different stores",
    "send 12 boxes to the office",
    "size 48wx24h for the living room",
    "look at 100 or 200 for 300",
    "the sale ends 12/25",
    "the warranty ends in 2004",
    "an email about the sale at target.com",
    "a poster of July 4th, 2026",
    "zip ties 10000 pack",
    "one two three, free for one, two for three",
]


@pytest.mark.parametrize(("text", "left"), TAKEN_OUT)
def test_what_was_misheard_is_taken_out(text: str, left: str) -> None:
    assert redact(text).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_is_wanted_of_a_shop_stays(text: str) -> None:
    assert redact(text).text == text
    assert list(heard_in(tokens_of(text), tuple(rows_of(tokens_of(text))))) == []
