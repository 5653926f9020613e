"""Numbers as replies say them: in words, honestly rounded, or wrong on purpose.

Does not cover which number belongs to which product (`evals.guard_truth`, `evals.guard_lies`).
"""

from decimal import Decimal
from itertools import pairwise
from random import Random

from agents.reply.money import money
from evals.amount_speech import number_words

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CLOSE = Decimal("0.03")
"""An "about" within 3 % is honest."""


def price_words(amount: Decimal, dice: Random) -> str:
    """Return "one hundred twenty-five dollars", "twenty-four dollars and forty-nine cents"."""
    whole, cents = int(amount), int(amount * 100) % 100
    said = number_words(whole, dice.choice((" ", " and "))) + (
        " dollar" if whole == 1 else " dollars"
    )
    if not cents:
        return said
    if dice.random() < 0.5:
        return (
            f"{number_words(whole, ' ')} {number_words(cents)}"
            if whole < 100
            else said + (f" and {number_words(cents)} cents")
        )
    return f"{said} and {number_words(cents)} cents"


def rate_words(rating: str) -> str:
    """Return "four point seven" for "4.7"."""
    whole, _, rest = rating.partition(".")
    return _DIGITS[int(whole)] + "".join(
        f"{' point' if i == 0 else ''} {_DIGITS[int(d)]}" for i, d in enumerate(rest)
    )


def near_price(amount: Decimal, dice: Random) -> str | None:
    """Return an honest rounding: "just under $130" for 129; None where none sounds right."""
    step = Decimal(10) if amount >= 40 else Decimal(5)
    above = (amount // step + 1) * step
    below = amount // step * step
    found: list[str] = []
    if 0 < above - amount <= step / 5:
        found += [f"{w} {money(above)}" for w in ("just under", "a little under", "almost")]
    if below and 0 < amount - below <= step / 5:
        found += [f"{w} {money(below)}" for w in ("just over", "a little over")]
    nearest = above if above - amount < amount - below else below
    if nearest and abs(nearest - amount) <= _CLOSE * amount and nearest != amount:
        found += [f"{w} {money(nearest)}" for w in ("about", "around", "roughly")]
    return dice.choice(found) if found else None


def near_count(count: int, dice: Random) -> str | None:
    """Return "over 1,200" for 1,226, "nearly 50" for 49; None for small counts."""
    step = 100 if count >= 400 else 10
    if count < 20:
        return None
    below, above = count // step * step, (count // step + 1) * step
    found = []
    if below < count:
        found += [f"over {below:,}", f"more than {below:,}"]
    if above - count <= step // 5:
        found += [f"nearly {above:,}", f"almost {above:,}"]
    return dice.choice(found) if found else None


def shifted(amount: Decimal, dice: Random, taken: frozenset[Decimal]) -> Decimal:
    """Return an amount that is a little off and in nobody's facts."""
    for _ in range(40):
        step = dice.choice((1, 2, 5, 10, 20, 30)) if amount >= 30 else dice.choice((1, 2, 3))
        wrong = amount + step * dice.choice((-1, 1))
        if wrong > 0 and wrong not in taken:
            return wrong
    return amount + Decimal("7.13")


def digits_swapped(amount: Decimal, dice: Random, taken: frozenset[Decimal]) -> Decimal | None:
    """Return the amount with two digits exchanged, or a digit lost; None where it stays."""
    text = str(amount.quantize(Decimal(1))) if amount == int(amount) else str(amount)
    places = [i for i, c in enumerate(text) if c.isdigit()]
    found: list[Decimal] = []
    for left, right in pairwise(places):
        turned = list(text)
        turned[left], turned[right] = turned[right], turned[left]
        found.append(Decimal("".join(turned)))
    found += [Decimal(text.replace(".", "", 1) + "0"), amount / 10]
    usable = [f for f in found if f not in taken and f > 0 and f == round(f, 2)]
    return round(dice.choice(usable), 2) if usable else None


def spaced_digits(amount: Decimal) -> str:
    """Return "$ 1 2 5"."""
    return "$ " + " ".join(str(int(amount)))


def spelled_digits(amount: Decimal) -> str:
    """Return "one two five dollars"."""
    return " ".join(_DIGITS[int(c)] for c in str(int(amount))) + " dollars"


def full_width(amount: Decimal) -> str:
    """Return the amount in full-width digits."""
    return "$" + "".join(chr(0xFF10 + int(c)) for c in str(int(amount)))


def arabic_digits(amount: Decimal) -> str:
    """Return the amount in Arabic-Indic digits."""
    return "$" + "".join(chr(0x0660 + int(c)) for c in str(int(amount)))


def homoglyphs(text: str) -> str:
    """Return the text with Cyrillic letters that look alike."""
    return text.translate(str.maketrans("aeopcxy", "аеорсху"))
