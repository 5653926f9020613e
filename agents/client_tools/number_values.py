"""Arguments that are numbers: by the unit that their name asks for, or the only one said."""

import re
from functools import partial

from pydantic import JsonValue

from agents.client_tools.ask import Ask
from agents.client_tools.fit_value import number_as
from agents.client_tools.needs import Given
from agents.client_tools.said import Sort, Value
from agents.client_tools.slot import Slot
from agents.client_tools.words import stem


def amount(ask: Ask) -> JsonValue:
    value = ask.given.take(Sort.MONEY, Sort.NUMBER)
    return number_as(ask.slot.kind, value.number) if value and value.number is not None else None


def open_number(ask: Ask) -> JsonValue:
    """Return the number that goes with the ask.slot's name, or the only one there is."""
    units = {stem(_UNITS.get(w, w)) for w in ask.slot.words}

    def goes(value: Value) -> bool:
        return stem(_UNITS.get(value.unit, value.unit)) in units

    value = given.take(Sort.NUMBER, fits=goes)
    if value is None:
        scaled = _in_other_unit(slot, given)
        if scaled is not None:
            return scaled
        free = [v for v in ask.given.said.of(Sort.NUMBER) if stem(v.unit) not in _MEASURES - units]
        if ask.slot.required or len(free) == 1:
            value = ask.given.take(Sort.NUMBER, fits=lambda v: v in free)
            given.take(Sort.NUMBER, fits=lambda v: v in free)
            if slot.required or len(free) == 1
            else None
        )
    return number_as(slot.kind, value.number) if value and value.number is not None else None


_UNITS = {
    "cm": "centimeters", "kg": "kilograms", "kilos": "kilograms", "lb": "pounds", "lbs": "pounds",
    "km": "kilometers", "mi": "miles", "ft": "feet", "foot": "feet", "in": "inches",
    "min": "minutes", "mins": "minutes", "sec": "seconds", "secs": "seconds", "hrs": "hours",
    "people": "guests", "persons": "guests", "party": "guests", "person": "guests",
}  # fmt: skip
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_MEASURES = frozenset(stem(unit) for unit in ("pm", "am", "dollars", "euros", *_SECONDS))


def _is_of(unit: str, value: Value) -> bool:
    return stem(value.unit) == stem(unit)


def _in_other_unit(slot: Slot, given: Given) -> JsonValue:
    """Return "an hour" as 60 where minutes are asked for."""
    own = next((u for u in _SECONDS if stem(u) in {stem(w) for w in slot.words}), None)
    if own is None:
        return None
    for unit, seconds in _SECONDS.items():
        value = given.take(Sort.NUMBER, fits=partial(_is_of, unit))
        if value and value.number is not None:
            return number_as(slot.kind, value.number * seconds / _SECONDS[own])
        if re.search(rf"\b(?:an?|one) {unit}\b", given.said.lower):
            return number_as(slot.kind, seconds / _SECONDS[own])
    return None
