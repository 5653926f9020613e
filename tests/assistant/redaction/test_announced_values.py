"""Passwords, codes, names of accounts, numbers of papers and accounts, and dates of birth."""

import pytest

from assistant.redaction.glance import may_hold
from assistant.redaction.redact import redact

SECRETS = [
    ("my new pw is Tiger-Moth9", "my new pw is [secret]"),
    ("the pin I set for the app's 4471", "the pin I set for the app's [secret]"),
    ("side gate code's seven oh oh one hash", "side gate code's [secret]"),
    ("the one-time code you texted me was 550 113", "the one-time code you texted me was [secret]"),
    ("magpie44 is my password", "[secret] is my password"),
    ("is open up seventy a bad password", "is [secret] a bad password"),
    ("the secret word is marmalade", "the secret word is [secret]"),
    ("I typed Harvest-1988! and it failed", "I typed [secret] and it failed"),
    ("it's capital q quince question mark forty", "it's [secret]"),
    ("press 7001 to get in", "press [secret] to get in"),
    ("log in as duke of leith", "log in as [name]"),
    ("user name p quill password brass rope nine", "user name [name] password [secret]"),
    ("I go by @teapot.ie on your forum", "I go by [name] on your forum"),
]
IDENTITIES = [
    ("NIE X7654321L", "NIE [id number]"),
    ("my d n i is one two three four five six seven eight z", "my d n i is [id number]"),
    ("Q7766554R, that's my residence permit", "[id number], that's my residence permit"),
    ("licence plate QX19 ZZB", "licence plate [id number]"),
    ("RUT 11.222.333-4", "RUT [id number]"),
    ("BSB 082-001 acc 2211 9988", "BSB [bank account] acc [bank account]"),
    ("the wrong sort code; it's 11-22-33", "the wrong sort code; it's [bank account]"),
    ("u p i is tara k nine at y b l", "u p i is [bank account]"),
    ("transit 00112, institution 004", "transit [bank account], institution [bank account]"),
]
BIRTHS = [
    ("nineteenth of october eighty one", "[date of birth]"),
    ("yes, 1981-10-19", "yes, [date of birth]"),
    ("geb. 19.10.1981", "geb. [date of birth]"),
    ("for the age check october nineteenth eighty one", "for the age check [date of birth]"),
    ("mine's nineteen ten eighty one", "mine's [date of birth]"),
    ("both twins 09.09.2020, two cots", "both twins [date of birth], two cots"),
    ("our baby came on 9 September 2025", "our baby came on [date of birth]"),
    ("she'll be nine on 21 March", "she'll be nine on [date of birth]"),
    ("october nineteenth is my birthday", "[date of birth] is my birthday"),
]
LEFT = [
    "a password book and a gate code lock",
    "my password was leaked, is it a strong password manager",
    "the code you sent me says expired, the code SUMMER too",
    "log in as a guest, sign in with apple",
    "a pot with a handle, my door handle is loose",
    "buy 2! get 1 free, wow!really",
    "user_query",
    "dinner plate 10.5 inch, pan 28 cm, power bank 20000",
    "ford transit 2019 floor mats",
    "visa gift card 100 dollars, vat 19% on 2499",
    "put it into 100 boxes, savings 1500 if I buy 2",
    "delivery on 12 november 2026 please",
    "my son needs it by 12/11/2026",
    "20 july 1969 moon landing poster",
    "sizes 10/12/14",
    "it's six ninety nine",
    "one came on 12.11.2025 broken",
]


@pytest.mark.parametrize(("text", "left"), [*SECRETS, *IDENTITIES, *BIRTHS])
def test_what_is_announced_is_taken_out(text: str, left: str) -> None:
    assert may_hold(text)
    assert redact(text).text == left


@pytest.mark.parametrize("text", LEFT)
def test_what_only_sounds_like_it_stays(text: str) -> None:
    assert redact(text).text == text
