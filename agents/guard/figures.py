"""Numbers in a clause, in digits and in words, with the unit or currency they are said in.

A spoken number may be read in several ways ("twelve ninety nine" is 12.99 or 1,299): all are
kept, and one of them must be true. What a number is about is decided in `agents.guard.numbers`.
"""

from dataclasses import dataclass
from decimal import Decimal

from agents.guard.text import Token
from agents.guard.units import UNITS, Amount, Unit
from retrieval.wordset import wordset

MONEY_WORDS = {
    "dollar": "USD", "dollars": "USD", "buck": "USD", "bucks": "USD", "usd": "USD",
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "gbp": "GBP", "yen": "JPY", "jpy": "JPY", "franc": "CHF", "francs": "CHF", "chf": "CHF",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "inr": "INR", "rupees": "INR",
    "cad": "CAD", "aud": "AUD",
}  # fmt: skip
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000}
ONES = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        range(10),
        strict=True,
    )
)
TEENS = dict(
    zip(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(10, 20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_SMALL = {**ONES, **TEENS, **TENS}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a clause."""

    start: int
    stop: int
    values: tuple[Decimal, ...]
    unit: Unit | None = None
    unit_word: str = ""
    currency: str = ""
    percent: bool = False
    high: Decimal | None = None
    """The second number of a range."""
    sides: tuple[Decimal, ...] = ()
    """Of "14 by 9 by 22 inches", all of them."""
    out_of: Decimal | None = None
    dozen: bool = False

    def amounts(self) -> tuple[Amount, ...]:
        """Return the figure in each of its readings."""
        return tuple(Amount(v, self.unit, self.high) for v in self.values)


def number_at(tokens: list[Token], i: int) -> tuple[tuple[Decimal, ...], int] | None:
    """Read the longest number that begins at token `i`: its readings, and where it ends."""
    token = tokens[i]
    if token.number is not None:
        return _digits(tokens, i)
    low = token.low
    if low in ("a", "an"):
        return _with_article(tokens, i)
    if low == "dozen":
        return (Decimal(12),), i + 1
    if low == "half":
        if _low(tokens, i + 1) in ("a", "the") and _low(tokens, i + 2) == "dozen":
            return (Decimal(6),), i + 3
        return None
    if low in _SMALL or low in ("hundred", "thousand"):
        return _words(tokens, i)
    return None


def _digits(tokens: list[Token], i: int) -> tuple[tuple[Decimal, ...], int]:
    value, stop = tokens[i].number or Decimal(0), i + 1
    after = tokens[stop] if stop < len(tokens) else None
    if after and after.number is not None and after.number < 1 and after.text in "½¼¾":
        return (value + after.number,), stop + 1
    scale = _SCALES.get(_low(tokens, stop))
    if scale:
        return (value * scale,), stop + 1
    if _lows(tokens, stop, 3) == ("and", "a", "half"):
        return (value + Decimal("0.5"),), stop + 3
    if _low(tokens, stop + 1) == "/" and value == int(value):
        # "2 1/2"
        top, low = tokens[stop].number, tokens[stop + 2].number if stop + 2 < len(tokens) else None
        if top and low and top < low <= 16:
            return (value + top / low,), stop + 3
    if _low(tokens, stop) == "dozen":
        return (value * 12,), stop + 1
    return (value,), stop


def _with_article(tokens: list[Token], i: int) -> tuple[tuple[Decimal, ...], int] | None:
    word = _low(tokens, i + 1)
    if word in ("hundred", "thousand", "million", "grand"):
        return _words(tokens, i)
    if word == "dozen":
        return (Decimal(12),), i + 2
    if word in _LENGTHS | _MASSES and _low(tokens, i + 2) in _COMPARED:
        return (Decimal(1),), i + 1
    if word == "couple":
        stop = i + 3 if _low(tokens, i + 2) == "of" else i + 2
        return (Decimal(2),), stop
    return None


def _words(tokens: list[Token], i: int) -> tuple[tuple[Decimal, ...], int] | None:  # noqa: PLR0912 - one rule after another
    """Read number words as a whole number, and as two numbers side by side: "one twenty nine"."""
    groups: list[int] = []
    at, total, current = i, 0, None
    used = i
    while at < len(tokens):
        low = tokens[at].low
        if low in ("a", "an") and at == i:
            current, at = 1, at + 1
            continue
        if low in ("hundred",) and (current is not None or at == i):
            current = (current if current is not None else 1) * 100
        elif low in ("thousand", "grand", "million") and (current is not None or at == i):
            total += (current if current is not None else 1) * _SCALES[low]
            current = 0
        elif low == "and" and current is not None and (current % 100 == 0) and (current or total):
            follows = _low(tokens, at + 1)
            if follows in _SMALL and not (follows == "one" and _low(tokens, at + 2) == "is"):
                at += 1
                continue
            break
        elif low in _SMALL:
            value = _SMALL[low]
            if current is None:
                current = value
            elif current % 100 == 0 and current and value < 100:
                current += value
            elif current % 1000 == 0 and total and not current:
                current = value
            elif current % 100 in TENS.values() and 0 < value < 10:
                current += value
            else:
                groups.append(total + current)
                total, current = 0, value
        elif low in ("oh", "o") and current is not None and _low(tokens, at + 1) in ONES:
            groups.append(total + current)
            total, current = 0, ONES[_low(tokens, at + 1)]
            groups.append(-1)
            at += 1
        else:
            break
        at += 1
        used = at
    if used == i or current is None:
        return None
    last = total + current
    if not groups:
        return _ending(tokens, Decimal(last), used)
    return _side_by_side(groups, last), used


def _side_by_side(groups: list[int], last: int) -> tuple[Decimal, ...]:
    spelled_oh = -1 in groups
    first = [g for g in groups if g >= 0]
    if len(first) > 1 or last > 99:
        # "one two nine": digits, or nothing that anybody says.
        if all(0 <= g < 10 for g in (*first, last)):
            return (Decimal("".join(str(g) for g in (*first, last))),)
        return (Decimal(-1),)
    head = first[0]
    if last < 10 and not spelled_oh:
        return (Decimal(head * 10 + last),) if head < 10 else (Decimal(-1),)
    whole = Decimal(head * 100 + last)
    return (whole, Decimal(head) + Decimal(last) / 100)


def _ending(tokens: list[Token], value: Decimal, stop: int) -> tuple[tuple[Decimal, ...], int]:
    if _lows(tokens, stop, 3) == ("and", "a", "half"):
        return (value + Decimal("0.5"),), stop + 3
    if _lows(tokens, stop, 3) == ("and", "a", "quarter"):
        return (value + Decimal("0.25"),), stop + 3
    if _lows(tokens, stop, 3) == ("and", "three", "quarter"):
        return (value + Decimal("0.75"),), stop + 3
    if _low(tokens, stop) == "point":
        digits, at = "", stop + 1
        while at < len(tokens) and (_low(tokens, at) in _SMALL or tokens[at].number is not None):
            spoken = tokens[at].number
            digits += str(_SMALL[tokens[at].low] if spoken is None else spoken)
            at += 1
        if digits:
            return (value + Decimal(f"0.{digits}"),), at
    if _low(tokens, stop) == "dozen":
        return (value * 12,), stop + 1
    return (value,), stop


def figure_at(tokens: list[Token], i: int) -> Figure | None:  # noqa: PLR0912 - one rule after another
    """Read a number with its currency or unit at token `i`; None if there is none."""
    currency, at = "", i
    symbol = SYMBOLS.get(tokens[i].low)
    if symbol:
        currency, at = symbol, i + 1
        if at >= len(tokens) or tokens[at].number is None:
            return None
    read = number_at(tokens, at)
    if read is None:
        return None
    values, stop = read
    if not currency and tokens[at].low == "one" and stop == at + 1 and not _counted(tokens, stop):
        return None
    sides = _more_sides(tokens, stop)
    high: Decimal | None = None
    out_of: Decimal | None = None
    if sides:
        others, stop = sides
        all_sides = (values[0], *others)
    else:
        all_sides = ()
        high, end = _to(tokens, stop)
        if high is not None and high < values[0] and _low(tokens, stop) == "-" and symbol:
            high = None  # "$125 - $28 more": a pause
        else:
            stop = end
    if _lows(tokens, stop, 2) == ("out", "of"):
        read = number_at(tokens, stop + 2) if stop + 2 < len(tokens) else None
        if read is None and _low(tokens, stop + 2) == "a" and _low(tokens, stop + 3) == "possible":
            read = number_at(tokens, stop + 4) if stop + 4 < len(tokens) else None
        if read:
            out_of, stop = read[0][0], read[1]
    elif (
        _low(tokens, stop) == "/" and stop + 1 < len(tokens) and tokens[stop + 1].number is not None
    ):
        out_of, stop = tokens[stop + 1].number, stop + 2
    if not currency:
        currency, stop, values = _money_after(tokens, stop, values)
    else:
        _, stop, values = _money_after(tokens, stop, values)
    percent = False
    if not currency and _low(tokens, stop) in ("%", "percent"):
        percent, stop = True, stop + 1
    unit: Unit | None = None
    word = ""
    if not currency and not percent:
        unit, word, stop = _unit_at(tokens, stop)
    return Figure(i, stop, values, unit, word, currency, percent, high, all_sides, out_of,
                  dozen=any(t.low == "dozen" for t in tokens[i:stop]))  # fmt: skip


def _counted(tokens: list[Token], i: int) -> bool:
    """Say whether a "one" before token `i` is a number and not "the one"."""
    counted = ("match", "option", "result", "product", "fits", "matches")
    if _low(tokens, i) in counted and _low(tokens, i - 2) in ("only", "just", "found", "is"):
        return True
    low = _low(tokens, i)
    return low in UNITS or low in MONEY_WORDS or (low in ("left", "in", "out", "percent", "review",
        "rating", "color", "size", "or", "%", "cent") and low not in ("in", "or"))  # fmt: skip


def _to(tokens: list[Token], stop: int) -> tuple[Decimal | None, int]:
    """Read the second number of "3 to 6", "3-6"."""
    low = _low(tokens, stop)
    at = stop + 1
    if (
        low == "up"
        and _low(tokens, at) == "to"
        and any(t.low == "from" for t in tokens[max(0, stop - 4) : stop])
    ):
        low, at = "to", at + 1
    if low in ("to", "through", "-"):
        if _low(tokens, at) in SYMBOLS:
            at += 1
        read = number_at(tokens, at) if at < len(tokens) else None
        if read and not (_low(tokens, at) == "one" and _low(tokens, at + 1) not in UNITS):
            return read[0][0], read[1]
    elif stop < len(tokens) and tokens[stop].joined and tokens[stop].number is not None:
        return tokens[stop].number, stop + 1
    return None, stop


def _more_sides(tokens: list[Token], stop: int) -> tuple[tuple[Decimal, ...], int] | None:
    """Read "by 9 by 22" after a first side."""
    others: list[Decimal] = []
    at = stop
    while True:
        skip = 1 if _low(tokens, at) in UNITS and _low(tokens, at + 1) in ("by", "x") else 0
        if _low(tokens, at + skip) not in ("by", "x"):
            break
        read = number_at(tokens, at + skip + 1) if at + skip + 1 < len(tokens) else None
        if read is None:
            break
        others.append(read[0][0])
        at = read[1]
    spoken = any(t.low == "by" for t in tokens[stop:at])
    if spoken and not {_low(tokens, at), _low(tokens, stop)} & _LENGTHS:
        return None
    return (tuple(others), at) if others else None


def _money_after(
    tokens: list[Token], stop: int, values: tuple[Decimal, ...]
) -> tuple[str, int, tuple[Decimal, ...]]:
    """Read "dollars", "dollars and 49 cents" or "cents" after a number."""
    low = _low(tokens, stop)
    if low in ("cent", "cents"):
        return "USD", stop + 1, tuple(v / 100 for v in values)
    if low not in MONEY_WORDS or (low in ("pound", "pounds") and not _is_money(tokens, stop)):
        return "", stop, values
    currency, stop = MONEY_WORDS[low], stop + 1
    at = stop + 1 if _low(tokens, stop) == "and" else stop
    read = number_at(tokens, at) if at < len(tokens) else None
    if read and _low(tokens, read[1]) in ("cent", "cents", "pence"):
        return currency, read[1] + 1, tuple(v + read[0][0] / 100 for v in values)
    return currency, stop, values


def _is_money(tokens: list[Token], stop: int) -> bool:
    """Say whether "pounds" is money: nothing weighs around it."""
    near = {t.low for t in tokens[max(0, stop - 6) : stop + 3]}
    if _WEIGHED & {t.low for t in tokens[max(0, stop - 6) : stop]}:
        return False
    return bool(near & {"cost", "costs", "price", "priced", "sterling", "£"})


def _unit_at(tokens: list[Token], stop: int) -> tuple[Unit | None, str, int]:
    low, after = _low(tokens, stop), _low(tokens, stop + 1)
    two = f"{low} {after}"
    joined = {
        "fl oz": "floz", "fl ounces": "floz", "fl ounce": "floz", "fluid ounce": "floz",
        "fluid ounces": "floz", "sq in": "sqin",
        "square inches": "sqin", "square inch": "sqin", "square feet": "sqft", "sq ft": "sqft",
        "degrees fahrenheit": "fahrenheit", "degrees celsius": "celsius", "degree fahrenheit":
        "fahrenheit", "degrees f": "fahrenheit", "degrees c": "celsius", "° f": "fahrenheit",
        "° c": "celsius",
    }.get(two)  # fmt: skip
    if joined:
        return UNITS[joined], two, stop + 2
    unit = UNITS.get(low)
    if unit is None or (
        low in ("in", "can", "a", "f", "c", "v", "key", "w", "h")
        and not _written(tokens, stop, low)
    ):
        return None, "", stop
    return unit, low, stop + 1


def _written(tokens: list[Token], stop: int, low: str) -> bool:
    """Tell the unit "in" of "8 in screen" from the word of "size 10 in black"."""
    if low in ("can", "key", "a"):
        return False
    if low == "in":
        after = _low(tokens, stop + 1)
        return after in _AFTER_INCHES or tokens[stop].joined
    return tokens[stop].joined or tokens[stop].capital


_MASSES = wordset("pound ounce kilo kilogram gram")
_COMPARED = wordset("lighter heavier taller wider longer shorter thicker deeper")
_WEIGHED = wordset("weigh weighs weighing weight heavy")
_LENGTHS = wordset(
    "in inch inches cm mm m ft foot feet centimeter centimeters millimeter millimeters meter "
    "meters yard yards"
)
_AFTER_INCHES = wordset(
    "wide tall deep long high thick across screen display blade heel diameter by x and or , . "
    "; ! ? in"
) | {""}


def _low(tokens: list[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _lows(tokens: list[Token], i: int, n: int) -> tuple[str, ...]:
    return tuple(t.low for t in tokens[i : i + n])
