"""Arguments that are named in so many words: codes, places, days, addresses."""

import re

from pydantic import JsonValue

from agents.client_tools.ask import Ask, Fill
from agents.client_tools.days import calendar_day
from agents.client_tools.fit_value import fits
from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role
from agents.client_tools.said import Sort, Value
from agents.client_tools.spoken_names import time_zone
from agents.client_tools.words import stem


def said(*sorts: Sort) -> Fill:
    def found(ask: Ask) -> JsonValue:
        value = ask.given.take(*sorts, fits=lambda v: fits(v.text, ask.slot.rules))
        return value.text if value else None

    return found


def order(ask: Ask) -> JsonValue:
    def usable(value: Value) -> bool:
        return any(c.isdigit() for c in value.text)

    value = ask.given.take(Sort.CODE, fits=usable)
    return value.text if value else None


_POSTCODE = re.compile(r"\d{4,5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?", re.IGNORECASE)


def postcode(ask: Ask) -> JsonValue:
    value = ask.given.take(Sort.CODE, fits=lambda v: bool(_POSTCODE.fullmatch(v.text)))
    return value.text if value else None


def place(ask: Ask) -> JsonValue:
    from_there = bool(_DEPARTURE & set(ask.slot.words))
    value = ask.given.take(Sort.PLACE, fits=lambda v: (v.unit == "from") == from_there)
    if value is None and not from_there and not ask.profile.from_place:
        value = ask.given.take(Sort.PLACE)
    if value:
        return value.text
    if from_there:
        return None
    if re.search(r"\b(?:zip|postal|post ?code)\b", ask.slot.description.lower()):
        return postcode(ask)
    named = _capitalised(ask.profile, ask.given)
    if named or not ask.slot.required:
        return named
    return None


_DEPARTURE = frozenset({"from", "origin", "departure", "start", "source"})
_ADDRESS = re.compile(r"\b(?:to|at|is|address)\s+(\d+\w*\s+[A-Za-z].*|[A-Z]\w+ .*\d+.*)$")


def address(ask: Ask) -> JsonValue:
    match = _ADDRESS.search(ask.given.said.text)
    if match is None:
        return None
    ask.given.claim(*match.span(1))
    return match[1].rstrip(" .!?")


_CAPITAL = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")


def _capitalised(profile: Profile, given: Given) -> str | None:
    """Return a name that stands where no preposition is: "Boston's weather today"."""
    for match in _CAPITAL.finditer(given.said.text):
        free = not any(c.start < match.end() and match.start() < c.end for c in given.claimed)
        if free and stem(match[0].lower()) not in profile.known and match[0] != "I":
            given.claim(*match.span())
            return match[0]
    return None


def zone(ask: Ask) -> JsonValue:
    value = ask.given.take(Sort.PLACE)
    return time_zone(value.text) if value else None


def day(ask: Ask) -> JsonValue:
    value = ask.given.take(Sort.DAY)
    if value is None:
        return None
    if ask.slot.rules.get("format") == "date" or "yyyy-mm-dd" in ask.slot.description.lower():
        return calendar_day(value.text, ask.given.today())
    return value.text


def time_of_day(ask: Ask) -> JsonValue:
    if not ask.profile.has(Role.DAY, Role.MOMENT):
        return moment(ask)
    value = ask.given.take(Sort.TIME)
    return value.text if value else None


def moment(ask: Ask) -> JsonValue:
    values = [v for s in (Sort.DAY, Sort.TIME) if (v := ask.given.take(s))]
    if not values or ask.slot.rules.get("format") == "date-time":
        return None  # a day and an hour without a zone make no timestamp
    return " ".join(v.text for v in values)
