"""Values of the held-out frames, written before the redactor that they examine.

Other names, streets and ways of saying than `values.py` has; sloppier, too.
"""

from collections.abc import Callable
from random import Random

from evals.redaction.frames import Value, listed

_FIRST = listed(
    "Dolores Priya Tadeusz Kwame Ingrid Xiomara Bartholomew Noor Giulia Henrik Mei Ravi Saoirse "
    "Tyrone Ludmila Esteban Aaliyah Finn Gretchen Hiroshi Brandon Courtney Dwayne Elaine Hannah"
)
_LAST = listed(
    "Okonkwo Petrov Whitcombe Nakamura Lindqvist Abernathy O'Rourke Zielinski Featherstone Ibarra "
    "Castellanos Huang Mbeki Vanderbilt Kapoor Rosenthal McAllister Yilmaz Delacroix Sorensen"
)
_STREETS = (
    "Hawthorne",
    "Willow Creek",
    "Martin Luther King",
    "Sycamore",
    "Bayview",
    "Old Mill",
    "Cedar Ridge",
    "Fulton",
    "Pleasant Valley",
    "Lincoln",
    "Rosewood",
    "21st",
    "Third",
    "Grand",
    "Peachtree",
    "Sunset",
)
_TYPES = (
    "Street",
    "Ave",
    "Blvd",
    "Road",
    "Drive",
    "Ln",
    "Court",
    "Way",
    "Place",
    "Terrace",
    "St",
    "Circle",
    "Trail",
)
_TOWNS = (
    "Boise, ID 83702",
    "Tucson AZ 85719",
    "Baton Rouge, Louisiana",
    "Portland, Oregon 97209",
    "Akron OH",
    "Des Moines, IA 50309",
    "Sacramento California",
)
_DIGITS = listed("oh one two three four five six seven eight nine")
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_DAYS = ("third", "twenty first", "ninth")
_MONTHS = "January February March April May June July August September October November December"


def _digits(dice: Random, count: int) -> str:
    return str(dice.randint(1, 9)) + "".join(dice.choices("0123456789", k=count - 1))


def _said(dice: Random, digits: str) -> str:
    """Return figures as somebody reads them out, one by one or in pairs, with a pause at times."""
    pairs = dice.random() < 0.3
    words, at = [], 0
    while at < len(digits):
        pair = digits[at : at + 2]
        if pairs and len(pair) == 2 and pair[0] != "0":
            words.append(_pair(pair))
            at += 2
            continue
        if len(pair) == 2 and pair[0] == pair[1] and dice.random() < 0.4:
            words += ["double", _zero(dice, pair[0])]
            at += 2
            continue
        words.append(_zero(dice, digits[at]))
        at += 1
        if at < len(digits) and dice.random() < 0.05:
            words.append(dice.choice(("uh", "um", "and then")))
    return " ".join(words)


def _zero(dice: Random, digit: str) -> str:
    return dice.choice(("oh", "zero")) if digit == "0" else _DIGITS[int(digit)]


def _pair(pair: str) -> str:
    if pair[0] == "1":
        return _TEENS[int(pair[1])]
    tens = _TENS[int(pair[0]) - 2]
    return tens if pair[1] == "0" else f"{tens} {_DIGITS[int(pair[1])]}"


def _grouped(dice: Random, digits: str, sizes: tuple[int, ...]) -> str:
    by = dice.choice((" ", "-", ".", ", ", " - "))
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return by.join(parts)


def _card(dice: Random, _way: str) -> str:
    length = dice.choice((16, 16, 16, 15))
    digits = _digits(dice, length)
    written: tuple[Callable[[], str], ...] = (
        lambda: digits,
        lambda: _grouped(dice, digits, (4, 4, 4, 4) if length == 16 else (4, 6, 5)),
        lambda: " ".join(digits),
        lambda: f"{digits[:4]}-{digits[4:8]} {digits[8:12]} {digits[12:]}",
    )
    if dice.random() < 0.5:
        return _said(dice, digits)
    return dice.choice(written)()


def _phone(dice: Random, _way: str) -> str:
    digits = f"{dice.randint(2, 9)}{dice.randint(0, 9)}{dice.randint(1, 9)}" + _digits(dice, 7)
    ways: tuple[Callable[[], str], ...] = (
        lambda: _grouped(dice, digits, (3, 3, 4)),
        lambda: f"({digits[:3]}) {digits[3:6]}-{digits[6:]}",
        lambda: digits,
        lambda: f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}",
        lambda: f"+{dice.choice((44, 49, 33, 61, 91))} {digits[:3]} {digits[3:]}",
        lambda: f"{digits[:3]}{dice.choice((' ', '-'))}{digits[3:]}",
        lambda: f"{digits[3:6]}-{digits[6:]}",
    )
    if dice.random() < 0.55:
        groups = [_said(dice, digits[:3]), _said(dice, digits[3:6]), _said(dice, digits[6:])]
        start = dice.choice(("", "", "area code ", "one ", "plus one "))
        return start + dice.choice((" ", ", ", " ")).join(groups)
    return dice.choice(ways)()


def _email(dice: Random, _way: str) -> str:
    first, last = dice.choice(_FIRST).lower(), dice.choice(_LAST).lower().replace("'", "")
    domain, end = dice.choice(("gmail", "outlook", "proton", "mycompany", "yahoo")), "com"
    number = dice.randint(1, 99)
    spelled = " ".join(first[:4])
    ways = (
        f"{first}.{last}@{domain}.{end}",
        f"{first}{number}@{domain}.{end}",
        f"{first[0]}_{last}@{domain}.co.uk",
        f"{first}-{last} at {domain}.{end}",
        f"{first}.{last} at {domain} dot {end}",
        f"{first} dot {last} at {domain} dot {end}",
        f"{first} underscore {last} at {domain} dot org",
        f"{first} {_pair(str(dice.randint(11, 99)))} at {domain} dot {end}",
        f"{spelled} at {domain} dot {end}",
        f"{'-'.join(first[:5])} at {domain}.{end}",
        f"{first[0]} dot {last} at {domain} dot {end}",
        f"{first}{last} at {domain} dot co dot uk",
        f"{first} {last} at {domain} dot {end}",
        f"{first} @ {domain} . {end}",
        f"{first}.{last}@{domain}",
    )
    return dice.choice(ways)


def _street_number(dice: Random) -> str:
    number = dice.choice((dice.randint(1, 99), dice.randint(100, 999), dice.randint(1000, 9999)))
    text = str(number)
    if dice.random() < 0.5:
        return text
    if len(text) <= 2:
        return _pair(text) if len(text) == 2 else _DIGITS[number]
    if len(text) == 3:
        rest = _pair(text[1:]) if text[1] != "0" else f"oh {_zero(dice, text[2])}"
        return f"{_DIGITS[int(text[0])]} {rest}"
    second = _pair(text[2:]) if text[2] != "0" else f"oh {_zero(dice, text[3])}"
    return f"{_pair(text[:2])} {second}"


def _address(dice: Random, _way: str) -> str:
    street = dice.choice(_STREETS)
    side = dice.choice(("", "", "", "West ", "N. ", "South "))
    kind = dice.choice(_TYPES)
    unit = dice.choice(("", "", "", f" Apt {dice.randint(1, 40)}", f", Unit {dice.choice('ABC')}"))
    town = dice.choice(("", "", f", {dice.choice(_TOWNS)}"))
    text = f"{_street_number(dice)} {side}{street} {kind}{unit}{town}"
    return text.lower().replace(",", "") if dice.random() < 0.4 else text


def _zip(dice: Random, way: str) -> str:
    digits = _digits(dice, 5)
    if way:
        return digits if dice.random() < 0.5 else _said(dice, digits)
    return dice.choice((digits, f"{digits}-{_digits(dice, 4)}", _said(dice, digits)))


def _order(dice: Random, way: str) -> str:
    letters = "".join(dice.choices("ABCDEFGHKLMNPRSTWXZ", k=2))
    digits = _digits(dice, dice.choice((5, 6, 8, 9, 12)))
    if way == "parcel":
        return dice.choice((f"1Z{_digits(dice, 8)}{letters}{_digits(dice, 6)}", _digits(dice, 12)))
    return dice.choice(
        (
            digits,
            f"#{digits}",
            f"{letters}{digits}",
            f"{letters}-{digits}",
            f"{digits[:3]}-{digits[3:]}",
            _said(dice, digits),
            f"{letters[0].lower()} {letters[1].lower()} {_said(dice, digits[:5])}",
            f"{letters[0]} {' '.join(digits[:5])}",
            f"{letters[0]} {letters[1]} dash {_said(dice, digits[:5])}",
        )
    )


def _name(dice: Random, way: str) -> str:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    if way == "spelled":
        by = dice.choice((" ", "-", ", "))
        return by.join(last.replace("'", "").upper() if dice.random() < 0.5 else last.lower())
    if way in ("first", "sign"):
        text = first
    elif way == "last":
        text = last
    else:
        text = dice.choice(
            (f"{first} {last}", f"{first} {last}", first, f"{first} {first[0]}. {last}")
        )
    return text.lower().replace(".", "") if dice.random() < 0.4 else text


def _dob(dice: Random, _way: str) -> str:
    year, month, day = dice.randint(1945, 2005), dice.randint(1, 12), dice.randint(1, 28)
    name = listed(_MONTHS)[month - 1]
    return dice.choice(
        (
            f"{month}/{day}/{year}",
            f"{year}-{month:02}-{day:02}",
            f"{name} {day}, {year}",
            f"{day} {name} {year}",
            f"{name} the {dice.choice(_DAYS)} nineteen {_pair(str(dice.randint(45, 99)))}",
            f"{day}.{month}.{year % 100:02}",
        )
    )


def _ssn(dice: Random, _way: str) -> str:
    digits = _digits(dice, 9)
    return dice.choice(
        (
            f"{digits[:3]}-{digits[3:5]}-{digits[5:]}",
            digits,
            _grouped(dice, digits, (3, 2, 4)),
            _said(dice, digits),
        )
    )


def _secret(dice: Random, way: str) -> str:
    if way == "expiry":
        month, year = dice.randint(1, 12), dice.randint(27, 33)
        name = listed(_MONTHS)[month - 1]
        return dice.choice(
            (
                f"{month:02}/{year}",
                f"{name} 20{year}",
                f"{month:02} {year}",
                f"{_DIGITS[dice.randint(1, 9)]} twenty {_DIGITS[dice.randint(7, 9)]}",
            )
        )
    if way == "password":
        return dice.choice(("hunter2", "Sunshine!99", "correct-horse-7", "letmein123", "P@ssw0rd"))
    digits = _digits(dice, 3 if way == "cvv" else 4)
    return digits if dice.random() < 0.5 else _said(dice, digits)


def _iban(dice: Random, _way: str) -> str:
    digits = _digits(dice, 20)
    country = dice.choice(("DE", "FR", "ES", "GB", "NL"))
    text = country + digits if country != "GB" else f"GB{digits[:2]}NWBK{digits[2:16]}"
    if dice.random() < 0.5:
        return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
    return text


def _ip(dice: Random, _way: str) -> str:
    return ".".join(str(dice.randint(11, 220)) for _ in range(4))


EXAM_VALUES: dict[str, Value] = {
    "card": _card, "phone": _phone, "email": _email, "address": _address, "zip": _zip,
    "order": _order, "name": _name, "dob": _dob, "ssn": _ssn, "secret": _secret,
    "iban": _iban, "ip": _ip,
}  # fmt: skip
