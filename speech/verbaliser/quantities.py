"""Rules for quantities: measures, percentages, fractions, ranges, times.

Each function takes the match of its pattern in `rules` and returns words, or None to
let the next rule try.
"""

import re
import unicodedata

from speech.verbaliser import number_words as say
from speech.verbaliser.attributive import before_noun, before_stuff
from speech.verbaliser.dimensions import AXES
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import INCH, UNITS

_STORED = frozenset(("megabytes", "gigabytes", "terabytes"))
_WIDTHS = {"W": "wide", "N": "narrow", "M": "medium", "B": "B", "D": "D", "E": "E",
           "EE": "double E", "2E": "two E", "4E": "four E"}  # fmt: skip
_LONGEST_UNIT = 12
_ENDS_IN_UNIT = re.compile(
    "[0-9]\\s?(?:" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")$"
)


def percent(m: re.Match[str], _reader: Reader) -> str:
    low = f"{say.number(m['low'])} to " if m["low"] else ""
    sign = "minus " if m["sign"] else ""
    return f"{sign}{low}{say.number(m['high'])} percent"


def inches(m: re.Match[str], reader: Reader) -> str | None:
    if reader.quoted and m["mark"] in ('"', "”"):
        return None
    single = m["n"] == "1" or before_noun(reader.text, m.end())
    said = f"{say.size_number(m['n'])} {INCH[0 if single else 1]}"
    return f"{said} {AXES[m['axis']]}" if m["axis"] else said


def feet(m: re.Match[str], reader: Reader) -> str | None:
    if re.search(r"(?<!\w)['‘]", reader.text[: m.start()]):
        return None
    return _feet(m["feet"], m["inches"], before_noun(reader.text, m.end()))


def _feet(feet: str, inches: str | None, single: bool) -> str:
    said = f"{say.number(feet)} {'foot' if feet == '1' or (single and not inches) else 'feet'}"
    return f"{said} {say.number(inches)} {INCH[inches != '1']}" if inches else said


def feet_and_inches(m: re.Match[str], _reader: Reader) -> str:
    return _feet(m["feet"], m["inches"], single=False)


def measure(m: re.Match[str], reader: Reader) -> str:
    one, many = UNITS.get(m["unit"], INCH)
    sign = "minus " if m["sign"] else ""
    low = f"{say.number(m['low'])} to " if m["low"] else ""
    inches = (one, many) == INCH
    said = f"{sign}{low}{(say.size_number if inches else say.number)(m['n'])}"
    if many in _STORED and before_stuff(reader.text, m.end()):
        return f"{said} {one if m['n'] == '1' else many} of"
    single = m["joint"] == "-" or (m["n"] == "1" and not low) or before_noun(reader.text, m.end())
    return f"{said} {one if single else many}"


def amps(m: re.Match[str], _reader: Reader) -> str:
    return f"{say.cardinal(m['n'])} {'amp' if m['n'] == '1' else 'amps'}"


def measure_range(m: re.Match[str], _reader: Reader) -> str:
    return (
        f"{say.number(m['low'])} {UNITS[m['low_unit']][m['low'] != '1']}"
        f" to {say.number(m['high'])} {UNITS[m['high_unit']][m['high'] != '1']}"
    )


def per_unit(m: re.Match[str], reader: Reader) -> str | None:
    """Read the second unit of "10 oz/yd²" after a measure."""
    before = reader.text[max(0, m.start() - _LONGEST_UNIT) : m.start()]
    if not _ENDS_IN_UNIT.search(before):
        return None
    return f"per {UNITS[m['unit']][0]}"


def stars(m: re.Match[str], _reader: Reader) -> str:
    full, whole = m.group().count("★"), len(m.group())
    return f"{say.cardinal(str(full))} out of {say.cardinal(str(whole))} stars"


def _fraction(whole: str, top: str, bottom: str, unit: str | None) -> str | None:
    part = say.fraction(top, bottom) or (say.ruler_fraction(top, bottom) if unit else None)
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
        return f"{said} {_half(m['half'])}"
    return said if minute else f"{said} o'clock"


def hours(m: re.Match[str], _reader: Reader) -> str | None:
    """Read "9am-5pm" and "9-5 pm"."""
    if int(m["low"]) > 12 or int(m["high"]) > 12:
        return None
    low = say.cardinal(m["low"]) + (f" {_half(m['low_half'])}" if m["low_half"] else "")
    return f"{low} to {say.cardinal(m['high'])} {_half(m['high_half'])}"


def _half(letter: str) -> str:
    # "A M" would be said as the article, "uh em".
    return "A-M" if letter in "aA" else "P M"


def aspect(m: re.Match[str], _reader: Reader) -> str:
    return " by ".join(say.cardinal(side) for side in m.group().split(":"))


def shoe_width(m: re.Match[str], reader: Reader) -> str | None:
    if not reader.sizes:
        return None
    return f"{say.size_number(m['n'])} {_WIDTHS[m['width']]}"


def months(m: re.Match[str], _reader: Reader) -> str:
    return f"{say.cardinal(m['low'])} to {say.cardinal(m['high'])} months"


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
