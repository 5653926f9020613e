"""Rules for lengths side by side: "20 x 30 cm", "8.5\" x 11\"", "60\"W x 30\"D", "1920x1080"."""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.attributive import before_noun
from speech.verbaliser.reader import Reader
from speech.verbaliser.units import INCH, UNITS

_MARKS = {"in": INCH, '"': INCH, "″": INCH, "”": INCH, "''": INCH, "'": ("foot", "feet"),
          "′": ("foot", "feet"), "’": ("foot", "feet")}  # fmt: skip
AXES = {"W": "wide", "D": "deep", "H": "high", "L": "long"}
_AXIS_NAMES = {"W": "width", "D": "depth", "H": "height", "L": "length"}
_NUM = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MARK = "''|[\"″”'′’]"
_BETWEEN = r"\s?[x×X]\s?"
_SIDE = rf"{_NUM}(?:{_MARK})?(?:\s?[WDHL](?!\w))?"
_ONE_SIDE = re.compile(rf"(?P<n>{_NUM})(?P<mark>{_MARK})?\s?(?P<axis>[WDHL])?")
_MODEL = re.compile(r"[0-9]X[0-9]+[WDHL]$")
"""The end of "7800X3D", which is no box."""

_WAIST = (22, 60)
"""Inches: "32W x 34L" are trousers."""


def box_pattern(unit: str, stop: str) -> str:
    """Return the pattern of two or three sides; `unit` and `stop` are those of a measure."""
    # A side is not read from inside a model name: "7800X3D" is no box.
    sides = rf"(?P<sides>{_SIDE}(?:{_BETWEEN}{_SIDE}){{1,2}})"
    return sides + rf"(?:\s?(?P<unit>{unit}|in(?!\w)){stop}|(?!\w))"


AXES_PATTERN = r"[LWHD](?:\s?[x×]\s?[LWHD]){1,2}(?!\w)"


def box(m: re.Match[str], reader: Reader) -> str | None:
    if _MODEL.search(m.group()):
        return None
    found = list(_ONE_SIDE.finditer(m["sides"]))
    single = before_noun(reader.text, m.end())
    if m["unit"]:
        one, many = _MARKS.get(m["unit"]) or UNITS[m["unit"]]
        return f"{_by([say.number(f['n']) for f in found])} {one if single else many}"
    if not any(f["mark"] or f["axis"] for f in found):
        return _by([_pixels(f["n"], found) for f in found])
    if _are_trousers(found):
        return f"{say.number(found[0]['n'])} waist, {say.number(found[1]['n'])} length"
    last = found[-1]["mark"]
    together = not any(f["axis"] for f in found) and all(f["mark"] in (None, last) for f in found)
    if together:
        return f"{_by([say.size_number(f['n']) for f in found])} {_unit(last, single)}"
    return _by([_side(f) for f in found])


def axes(m: re.Match[str], _reader: Reader) -> str:
    return _by([_AXIS_NAMES[c] for c in m.group() if c in _AXIS_NAMES])


def _by(sides: list[str]) -> str:
    return " by ".join(sides)


def _side(side: re.Match[str]) -> str:
    said = say.size_number(side["n"])
    if side["mark"]:
        said += f" {_unit(side['mark'], side['n'] == '1')}"
    return f"{said} {AXES[side['axis']]}" if side["axis"] else said


def _unit(mark: str, single: bool) -> str:
    return _MARKS[mark][0 if single else 1]


def _pixels(number: str, sides: list[re.Match[str]]) -> str:
    """Read "1920x1080" in pairs, as a name; "20 x 30" as numbers."""
    if len(sides) == 2 and all(f["n"].isdecimal() and 3 <= len(f["n"]) <= 4 for f in sides):
        return say.model_number(number)
    return say.number(number)


def _are_trousers(sides: list[re.Match[str]]) -> bool:
    low, high = _WAIST
    return (
        [f["axis"] for f in sides] == ["W", "L"]
        and not any(f["mark"] for f in sides)
        and all(low <= float(f["n"].replace(",", "")) <= high for f in sides)
    )
