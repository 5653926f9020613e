"""Amounts of money as people say and type them, and as a recogniser writes them down.

A grammar of its own: it shares nothing with the reader of prices in `agents`. Left out is
what only the price of the thing could settle: "twelve fifty" (12.50 or 1,250), "nine
ninety-nine" (9.99 or 999), "a buck fifty".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_CLIPPED_MOST = 1000
"""Above it nobody says "ten fifty" for a sum."""


@dataclass(frozen=True, slots=True)
class Said:
    """One way of saying an amount."""

    text: str
    """Such as "a hundred and fifty", "$150", "150 bucks"."""
    money: bool
    """Whether the words alone tell that it is money."""


def number_words(value: int, joint: str = " and ") -> str:
    """Return a whole number below a million in words.

    Args:
        value: From 0.
        joint: Between hundreds and what follows: " and " or " ".
    """
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return f"{_ONES[hundreds]} hundred" + (joint + number_words(rest) if rest else "")
    thousands, rest = divmod(value, 1000)
    linked = " " if rest >= 100 else joint
    return f"{number_words(thousands)} thousand" + (linked + number_words(rest) if rest else "")


def ways(amount: Decimal) -> tuple[Said, ...]:
    """Return how an amount of 5 to 9,999 may be said, without a currency by name or with one."""
    if amount != amount.to_integral_value():
        return tuple(_with_cents(amount))
    value = int(amount)
    return (*_bare(value), *_digits(value), *_with_currency(value))


def say(dice: Random, amount: Decimal, *, money: bool = False, clipped: bool = True) -> Said:
    """Return one of the ways to say `amount`.

    Args:
        dice: Chooses.
        amount: 5 to 9,999.
        money: Whether the words alone must tell that it is money.
        clipped: Whether "two fifty" for 250 is allowed: not of things that cost 2.50.
    """
    found = [w for w in ways(amount) if w.money or not money]
    if not clipped:
        short = set(_clipped(int(amount)))
        found = [w for w in found if not any(w.text.startswith(s) for s in short)]
    by_kind = [[w for w in found if w.text[:1] in "$€£0123456789"]]
    by_kind.append([w for w in found if w not in by_kind[0]])
    return dice.choice(dice.choice([kind for kind in by_kind if kind]))


def words_of(value: int) -> tuple[str, ...]:
    """Return the ways to say a whole number in words, without a currency."""
    return (*_in_full(value), *_clipped(value))


def _in_full(value: int) -> tuple[str, ...]:
    found = [number_words(value)]
    if value > 100 and value % 100:
        found.append(number_words(value, " "))
    if 100 <= value < 200:
        found += ["a" + text.removeprefix("one") for text in tuple(found)]
    if value == 1000:
        found += ["a thousand"]
    if 1100 <= value < 10_000 and value % 100 == 0 and value % 1000:
        found.append(f"{number_words(value // 100)} hundred")
    return tuple(found)


def _clipped(value: int) -> Iterator[str]:
    """Yield "two fifty" and "two-fifty"; tens only, as "two oh five" is rare."""
    if 100 < value < _CLIPPED_MOST and value % 100 >= 10:
        hundreds, rest = divmod(value, 100)
        yield f"{_ONES[hundreds]} {number_words(rest)}"
        if rest % 10 == 0:
            yield f"{_ONES[hundreds]}-{number_words(rest)}"


def _bare(value: int) -> Iterator[Said]:
    for text in words_of(value):
        yield Said(text, False)
    if value == 200:
        yield Said("a couple hundred", False)


def _digits(value: int) -> Iterator[Said]:
    yield Said(str(value), False)
    yield Said(f"${value}", True)
    if value >= 1000:
        yield Said(f"{value:,}", False)
        yield Said(f"${value:,}", True)
    if value >= 1000 and value % 100 == 0:
        yield Said(f"{Decimal(value) / 1000:f}".rstrip("0").rstrip(".") + "k", False)


def _with_currency(value: int) -> Iterator[Said]:
    for text in _in_full(value):  # "two twenty dollars" could be two of twenty
        for unit in ("dollars", "bucks"):
            yield Said(f"{text} {unit}", True)
    if value < 1000:
        yield Said(f"{number_words(value)} quid", True)
        yield Said(f"{number_words(value)} euros", True)
        yield Said(f"€{value}", True)
        yield Said(f"£{value}", True)
        yield Said(f"{value} euros", True)
        yield Said(f"{value}$", True)
    if value == 200:
        yield Said("a couple hundred bucks", True)
        yield Said("a couple of hundred dollars", True)
    if value >= 1000 and value % 1000 == 0:
        yield Said("a grand" if value == 1000 else f"{_ONES[value // 1000]} grand", True)
    for unit in ("dollars", "bucks", "dollars"):
        yield Said(f"{value:,} {unit}" if value >= 1000 else f"{value} {unit}", True)


def _with_cents(amount: Decimal) -> Iterator[Said]:
    whole, cents = divmod(int(amount * 100), 100)
    yield Said(f"{amount:.2f}", False)
    yield Said(f"${amount:.2f}", True)
    yield Said(f"{amount:.2f} dollars", True)
    yield Said(f"{number_words(whole)} dollars and {number_words(cents)} cents", True)
    if cents % 10 and 13 <= whole < 100:  # "seventy fifty" is rather a slip of the tongue
        yield Said(f"{number_words(whole)} {number_words(cents)}", False)
        yield Said(f"{number_words(whole)} {number_words(cents)}".replace("-", " "), False)
