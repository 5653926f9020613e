"""Rules for money: prices, ranges, prices by the month or the pound."""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import CURRENCIES, MAGNITUDES, PERIOD_NAMES, UNITS

_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_NATIONS = {"US": "U S", "CA": "Canadian", "C": "Canadian", "CAD": "Canadian", "A": "Australian",
            "AU": "Australian", "NZ": "New Zealand", "HK": "Hong Kong"}  # fmt: skip
NATION = "|".join(sorted(_NATIONS, key=len, reverse=True))


def money_range(m: re.Match[str], reader: Reader) -> str | None:
    """Read "$50-$75" and, after "between", "$50 and $75"."""
    joint = "and" if m["joint"].strip() == "and" else "to"
    if joint == "and" and not _BETWEEN.search(reader.text[max(0, m.start() - 9) : m.start()]):
        return None
    unit, units, cents = CURRENCIES[m["mark"]]
    high = say.price(m["high"], unit, units, cents)
    if "." in m["low"] or "." in m["high"]:
        return f"{say.price(m['low'], unit, units, cents)} {joint} {high}"
    return f"{say.cardinal(m['low'])} {joint} {high}"


def money(m: re.Match[str], _reader: Reader) -> str:
    unit, units, cents = CURRENCIES[m["mark"]]
    said = say.price(m["amount"], unit, units, cents)
    if m["magnitude"]:
        said = f"{say.number(m['amount'])} {MAGNITUDES[m['magnitude']]} {units}"
    return f"minus {said}" if m["sign"] else said


def money_of_nation(m: re.Match[str], _reader: Reader) -> str:
    """Read "US$50" as fifty U S dollars."""
    nation = _NATIONS[m["nation"]]
    return say.price(m["amount"], f"{nation} dollar", f"{nation} dollars", "cents")


def money_code(m: re.Match[str], _reader: Reader) -> str:
    return say.price(m["amount"], *CURRENCIES[m["code"]])


def money_with_comma(m: re.Match[str], _reader: Reader) -> str:
    """Read "12,99 €" and "€1.299,00", as they are written where the euro is."""
    mark = m["before"] or m["after"]
    amount = f"{m['whole'].replace('.', '')}.{m['cents']}"
    return say.price(amount, *CURRENCIES[mark])


def cents(m: re.Match[str], _reader: Reader) -> str:
    return f"{say.cardinal(m['n'])} {'cent' if m['n'] == '1' else 'cents'}"


def several_for(m: re.Match[str], _reader: Reader) -> str:
    """Read "2/$30" as two for thirty dollars; the price is left to the next rule."""
    return f"{say.cardinal(m['n'])} for"


def per(m: re.Match[str], reader: Reader) -> str | None:
    before = reader.text[: m.start()].rstrip()
    if before and (before[-1].isdigit() or before[-1].isalpha()):
        period = m["period"]
        if period in ("each", "ea"):
            return "each"
        return f"per {PERIOD_NAMES.get(period) or UNITS.get(period, (period,))[0]}"
    return None
