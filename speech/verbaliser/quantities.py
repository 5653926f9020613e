"""Rules for quantities: money, measures, percentages, fractions, ranges, times.

Each function takes the match of its pattern in `rules` and returns words, or None to
let the next rule try.
"""

import re
import unicodedata

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import CURRENCIES, INCH, MAGNITUDES, PERIOD_NAMES, UNITS


def money_range(m: re.Match[str], _reader: Reader) -> str:
    unit, units, cents = CURRENCIES[m["mark"]]
    if "." in m["low"] or "." in m["high"]:
        low = say.price(m["low"], unit, units, cents)
        return f"{low} to {say.price(m['high'], unit, units, cents)}"
    return f"{say.cardinal(m['low'])} to {say.price(m['high'], unit, units, cents)}"


def money(m: re.Match[str], _reader: Reader) -> str:
    unit, units, cents = CURRENCIES[m["mark"]]
    said = say.price(m["amount"], unit, units, cents)
    if m["magnitude"]:
        said = f"{say.number(m['amount'])} {MAGNITUDES[m['magnitude']]} {units}"
    return f"minus {said}" if m["sign"] else said


def money_code(m: re.Match[str], _reader: Reader) -> str:
    return say.price(m["amount"], *CURRENCIES[m["code"]])


def per(m: re.Match[str], reader: Reader) -> str | None:
    before = reader.text[: m.start()].rstrip()
    if before and (before[-1].isdigit() or before[-1].isalpha()):
        period = m["period"]
        if period == "each":
            return "each"
        return f"per {PERIOD_NAMES.get(period) or UNITS.get(period, (period,))[0]}"
    return None


def percent(m: re.Match[str], _reader: Reader) -> str:
    low = f"{say.number(m['low'])} to " if m["low"] else ""
    sign = "minus " if m["sign"] else ""
    return f"{sign}{low}{say.number(m['high'])} percent"


def box(m: re.Match[str], _reader: Reader) -> str:
    sides = [say.number(side) for side in (m["a"], m["b"], m["c"]) if side]
    said = " by ".join(sides)
    if m["unit"]:
        said += " " + (UNITS.get(m["unit"], INCH))[1]
    return said


def inches(m: re.Match[str], reader: Reader) -> str | None:
    if reader.quoted and m["mark"] in ('"', "”"):
        return None
    return f"{say.number(m['n'])} {INCH[m['n'] != '1']}"


def feet(m: re.Match[str], reader: Reader) -> str | None:
    if re.search(r"(?<!\w)'", reader.text[: m.start()]):
        return None
    feet = f"{say.number(m['feet'])} {'foot' if m['feet'] == '1' else 'feet'}"
    if not m["inches"]:
        return feet
    return f"{feet} {say.number(m['inches'])} {INCH[m['inches'] != '1']}"


def measure(m: re.Match[str], _reader: Reader) -> str:
    one, many = UNITS.get(m["unit"], INCH)
    sign = "minus " if m["sign"] else ""
    low = f"{say.number(m['low'])} to " if m["low"] else ""
    singular = m["joint"] == "-" or (m["n"] == "1" and not low)
    return f"{sign}{low}{say.number(m['n'])} {one if singular else many}"


def _fraction(whole: str, top: str, bottom: str, unit: str | None) -> str | None:
    part = say.fraction(top, bottom)
    if part is None:
        return None
    one, many = (UNITS.get(unit, INCH)) if unit else ("", "")
    if not whole:
        return f"{part} {one}".strip()
    part = part.replace("one ", "a ", 1)
    return f"{say.cardinal(whole)} and {part} {many}".strip()


def mixed(m: re.Match[str], _reader: Reader) -> str | None:
    return _fraction(m["whole"], m["top"], m["bottom"], m["unit"])


def vulgar(m: re.Match[str], _reader: Reader) -> str | None:
    top, _, bottom = unicodedata.normalize("NFKC", m["part"]).partition("\u2044")
    return _fraction(m["whole"], top, bottom, m["unit"])


def over(m: re.Match[str], _reader: Reader) -> str:
    top, bottom = m["top"], m["bottom"]
    if (top, bottom) == ("24", "7"):
        return "twenty-four seven"
    joint = "out of" if bottom in ("5", "10", "100") else "slash"
    return f"{say.number(top)} {joint} {say.number(bottom)}"


def clock(m: re.Match[str], _reader: Reader) -> str | None:
    hour, minute = int(m["hour"]), int(m["minute"] or 0)
    if hour > 24 or minute > 59:
        return None
    said = say.cardinal(str(hour))
    if minute:
        said += f" {'oh ' if minute < 10 else ''}{say.cardinal(str(minute))}"
    if m["half"]:
        return f"{said} {m['half'].upper()} M"
    return said if minute else f"{said} o'clock"


def range_words(m: re.Match[str], reader: Reader) -> str:
    one = say.size_number if reader.sizes else say.number
    return f"{one(m['low'])} to {one(m['high'])}"


def version(m: re.Match[str], _reader: Reader) -> str:
    return " point ".join(say.cardinal(part) for part in m.group().split("."))


def number_words(m: re.Match[str], reader: Reader) -> str:
    said = (say.size_number if reader.sizes else say.number)(m["n"])
    if m["sign"]:
        said = f"minus {said}"
    return f"{said} plus" if m["plus"] else said
