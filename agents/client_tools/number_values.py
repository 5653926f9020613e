"""Arguments that are numbers: by the unit that their name asks for, or the only one said."""

import re
from functools import partial

from pydantic import JsonValue

from agents.client_tools.ask import Ask
from agents.client_tools.fit_value import number_as
from agents.client_tools.said import Sort, Value
from agents.client_tools.words import stem

_UNITS = {
    "cm": "centimeters", "kg": "kilograms", "kilos": "kilograms", "lb": "pounds", "lbs": "pounds",
    "km": "kilometers", "mi": "miles", "ft": "feet", "foot": "feet", "in": "inches",
    "min": "minutes", "mins": "minutes", "sec": "seconds", "secs": "seconds", "hrs": "hours",
    "people": "guests", "persons": "guests", "party": "guests", "person": "guests",
}  # fmt: skip
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_MEASURES = frozenset(stem(unit) for unit in ("pm", "am", "dollars", "euros", *_SECONDS))


def amount(ask: Ask) -> JsonValue:
    """Return the first amount of money, or else the first number."""
    return _as_asked(ask, ask.given.take(Sort.MONEY, Sort.NUMBER))


def open_number(ask: Ask) -> JsonValue:
    """Return the number that goes with the argument's name, or the only one there is."""
    units = {_unit(word) for word in ask.slot.words}
    value = ask.given.take(Sort.NUMBER, fits=lambda v: _unit(v.unit) in units)
    if value is None:
        scaled = _in_other_unit(ask)
        if scaled is not None:
            return scaled
        free = [v for v in ask.given.said.of(Sort.NUMBER) if stem(v.unit) not in _MEASURES - units]
        if ask.slot.required or len(free) == 1:
            value = ask.given.take(Sort.NUMBER, fits=lambda v: v in free)
    return _as_asked(ask, value)


def _as_asked(ask: Ask, value: Value | None) -> JsonValue:
    if value is None or value.number is None:
        return None
    return number_as(ask.slot.kind, value.number)


def _unit(word: str) -> str:
    return stem(_UNITS.get(word, word))


def _in_other_unit(ask: Ask) -> JsonValue:
    """Return "an hour" as 60 where minutes are asked for."""
    words = {stem(w) for w in ask.slot.words}
    own = next((unit for unit in _SECONDS if stem(unit) in words), None)
    if own is None:
        return None
    for unit, seconds in _SECONDS.items():
        value = ask.given.take(Sort.NUMBER, fits=partial(_is_of, unit))
        if value and value.number is not None:
            return number_as(ask.slot.kind, value.number * seconds / _SECONDS[own])
        if re.search(rf"\b(?:an?|one) {unit}\b", ask.given.said.lower):
            return number_as(ask.slot.kind, seconds / _SECONDS[own])
    return None


def _is_of(unit: str, value: Value) -> bool:
    return stem(value.unit) == stem(unit)
