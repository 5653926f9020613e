"""Values for the frames that the redactor is tuned on."""

import re
from random import Random

from evals.redaction.frames import Value, listed

_FIRST = listed("Miriam Peter Anna John Maria Carlos Wei Fatima Olga David Susan Robert")
_LAST = listed("Schulz Smith Kowalski Garcia Johnson Nguyen Brown Miller Novak Rossi")
_STREETS = ("Oak", "Maple", "Main", "West Elm", "Washington", "North Park", "5th", "Cherry Hill")
_KINDS = ("Street", "Avenue", "Road", "Lane", "Boulevard", "Drive")
_WORDS = listed("zero one two three four five six seven eight nine")
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")


def _digits(dice: Random, count: int) -> str:
    return "".join(dice.choices("0123456789", k=count))


def _said(dice: Random, digits: str) -> str:
    """Return figures as they are read out: one by one, in pairs, doubled, with a pause."""
    words = [_WORDS[int(digit)] for digit in digits]
    way = dice.choice(("one by one", "one by one", "in pairs", "doubled", "with a pause"))
    if way == "in pairs":
        pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
        words = [_pair(pair) for pair in pairs]
    elif way == "doubled":
        words = re.sub(r"\b(\w+) \1\b", r"double \1", " ".join(words)).split()
    elif way == "with a pause":
        words.insert(len(words) // 2, dice.choice(("uh", "um", "and then")))
    if dice.random() < 0.5:
        words = ["oh" if word == "zero" else word for word in words]
    by = dice.choice((" ", " ", ", "))
    return by.join(words)


def _pair(pair: str) -> str:
    if len(pair) < 2 or pair[0] == "0":
        return " ".join(_WORDS[int(digit)] for digit in pair)
    if pair[0] == "1":
        return _TEENS[int(pair[1])]
    tens = _TENS[int(pair[0]) - 2]
    return tens if pair[1] == "0" else f"{tens} {_WORDS[int(pair[1])]}"


def _card(dice: Random, _way: str) -> str:
    digits = f"4{_digits(dice, 15)}"
    groups = [digits[at : at + 4] for at in range(0, 16, 4)]
    return dice.choice((digits, " ".join(groups), "-".join(groups), _said(dice, digits)))


def _phone(dice: Random, _way: str) -> str:
    digits = f"4{_digits(dice, 9)}"
    written = (
        f"({digits[:3]}) {digits[3:6]}-{digits[6:]}",
        f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
        digits,
        f"+1{digits}",
        _said(dice, digits),
        _said(dice, digits),
    )
    return dice.choice(written)


def _email(dice: Random, _way: str) -> str:
    first, last = dice.choice(_FIRST).lower(), dice.choice(_LAST).lower()
    return dice.choice(
        (
            f"{first}.{last}@example.com",
            f"{first}{dice.randint(1, 99)}@example.org",
            f"{first} dot {last} at example dot com",
            f"{first} underscore {last} at gmail dot com",
            f"{' '.join(first)} at example dot com",
            f"{first}.{last} at example.com",
            f"{first} at gmail",
        )
    )


def _address(dice: Random, _way: str) -> str:
    number = dice.choice(
        (str(dice.randint(1, 9999)), "twelve thirty four", "twenty two", "five hundred")
    )
    unit = dice.choice(("", "", " apartment 4b", " Apt. 12"))
    town = dice.choice(("", "", ", Springfield, IL 62704", ", Austin, TX"))
    text = f"{number} {dice.choice(_STREETS)} {dice.choice(_KINDS)}{unit}{town}"
    return text if dice.random() < 0.5 else text.lower().replace(",", "")


def _zip(dice: Random, _way: str) -> str:
    digits = _digits(dice, 5)
    return dice.choice((digits, _said(dice, digits)))


def _order(dice: Random, _way: str) -> str:
    digits = _digits(dice, 6)
    letter = dice.choice("ABCDEF")
    return dice.choice(
        (
            digits,
            f"{letter}{digits}",
            f"{letter} {' '.join(digits)}",
            _said(dice, digits),
            f"AB-{digits}",
        )
    )


def _name(dice: Random, way: str) -> str:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    if way == "spelled":
        return dice.choice((" ", "-")).join(last.upper())
    text = {"first": first, "sign": first, "last": last}.get(way, f"{first} {last}")
    return text.lower() if dice.random() < 0.4 else text


def _dob(dice: Random, _way: str) -> str:
    return dice.choice(("May 3rd 1984", "05/03/1984", "the third of May nineteen eighty four"))


def _ssn(dice: Random, _way: str) -> str:
    digits = _digits(dice, 9)
    return dice.choice((f"{digits[:3]}-{digits[3:5]}-{digits[5:]}", digits, _said(dice, digits)))


def _secret(dice: Random, way: str) -> str:
    if way == "expiry":
        return dice.choice(("12/27", "March 2029", "oh four twenty eight"))
    if way == "password":
        return dice.choice(("hello123", "swordfish"))
    digits = _digits(dice, 3 if way == "cvv" else 4)
    return dice.choice((digits, _said(dice, digits)))


def _iban(dice: Random, _way: str) -> str:
    return dice.choice(("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"))


def _ip(_dice: Random, _way: str) -> str:
    return "192.168.1.44"


VALUES: dict[str, Value] = {
    "card": _card,
    "phone": _phone,
    "email": _email,
    "address": _address,
    "zip": _zip,
    "order": _order,
    "name": _name,
    "dob": _dob,
    "ssn": _ssn,
    "secret": _secret,
    "iban": _iban,
    "ip": _ip,
}
