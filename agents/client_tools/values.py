"""The value of one argument: from the turn's products, its wish, or its words."""

import re
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from agents.client_tools.choices import choice
from agents.client_tools.days import calendar_day
from agents.client_tools.fit_value import fits, number_as
from agents.client_tools.goods import Good
from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import OF_GOODS, Role, role_of
from agents.client_tools.said import Sort, Value
from agents.client_tools.search_words import search_words
from agents.client_tools.slot import Slot
from agents.client_tools.spoken_names import currency, language, time_zone
from agents.client_tools.words import split_name, stem
from agents.constraints import Kind
from retrieval.query import Sort as SearchSort

OWN_WORDS = frozenset({Role.OPEN, Role.TEXT, Role.REASON, Role.SUM, Role.PERSON, Role.QUERY})
"""Filled from what no other argument took."""
_SORTS = {
    SearchSort.CHEAPEST: re.compile(r"cheap|asc|^(?:(?!high).)*low"),
    SearchSort.DEAREST: re.compile(r"expens|desc|dear|^(?:(?!low).)*high"),
    SearchSort.BEST_RATED: re.compile(r"rat|review|best"),
    SearchSort.RELEVANCE: re.compile(r"relevan"),
}


def value_of(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    """Return what fills a slot that is no list and no object; None where nothing does."""
    role = role_of(slot, profile.purpose)
    if slot.kind == "boolean":
        return _yes_or_no(slot, role, profile, given)
    if slot.enum:
        return _of_enum(slot, role, given)
    value = _BY_ROLE[role](slot, profile, given)
    if isinstance(value, str) and slot.kind in ("integer", "number"):
        digits = re.sub(r"\D", "", value)
        return int(digits) if digits else None
    return value


def several(slot: Slot, profile: Profile, given: Given) -> list[JsonValue]:
    """Return the values of a list whose items are `slot`."""
    role = role_of(slot, profile.purpose)
    if role in (Role.PRODUCT, Role.VARIANT, Role.TITLE) and given.good is None:
        ids = [_of_good(role, good) for good in given.goods]
        return ids if all(i is not None for i in ids) else []
    if slot.enum:
        named = [choice((value,), given.said.lower) for value in slot.enum]
        return [found[0] for found in named if found]
    kind = {
        Role.COLOUR: Kind.COLOUR, Role.BRAND: Kind.BRAND, Role.MATERIAL: Kind.MATERIAL,
        Role.SIZE: Kind.SIZE, Role.CATEGORY: Kind.CATEGORY, Role.FEATURE: Kind.FEATURE,
    }.get(role)  # fmt: skip
    if kind is not None:
        return [str(c.value) for c in given.wanted(kind)]
    one = value_of(slot, profile, given)
    if isinstance(one, str) and role in OWN_WORDS:
        parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", one)
        return [part for part in parts if part]
    return [] if one is None else [one]


def _sort_name(value: JsonValue) -> str:
    return " ".join(split_name(str(value)))


def _of_enum(slot: Slot, role: Role, given: Given) -> JsonValue:
    if role is Role.SORT:
        wanted = given.sort
        if wanted is None:
            return None
        fitting = [e for e in slot.enum if _SORTS[wanted].search(_sort_name(e))]
        priced = [e for e in fitting if "price" in str(e).lower()]
        return (priced or fitting or [None])[0]
    if slot.kind in ("integer", "number"):
        numbers = [v for v in given.said.of(Sort.NUMBER) if v.number is not None]
        return next((e for v in numbers for e in slot.enum if e == v.number), None)
    hints: Mapping[Role, str | None] = {
        Role.SIZE: _form(given, Kind.SIZE),
        Role.COLOUR: _form(given, Kind.COLOUR),
        Role.BRAND: given.first_wanted(Kind.BRAND),
        Role.MATERIAL: given.first_wanted(Kind.MATERIAL),
        Role.CATEGORY: given.first_wanted(Kind.CATEGORY),
        Role.AUDIENCE: given.first_wanted(Kind.AUDIENCE),
    }
    found = choice(slot.enum, given.said.lower, hints.get(role))
    if found is None:
        return None
    value, span = found
    if span:
        given.claim(*span)
    return value


def _yes_or_no(slot: Slot, role: Role, profile: Profile, given: Given) -> JsonValue:
    if role is Role.IN_STOCK:
        asked = next(given.wanted(Kind.AVAILABILITY), None) or "in stock" in given.said.lower
        return True if asked else None
    words = {t.norm for t in given.said.line.tokens}
    if slot.required or words & _SWITCHED and set(slot.words) & _SWITCHES:
        if words & _OFF:
            return False
        if words & _ON:
            return True
    own = {stem(w) for w in slot.words} - {stem(w) for w in profile.name_words}
    said = [(stem(t.norm), i) for i, t in enumerate(given.said.line.tokens)]
    at = next((i for word, i in said if word in own), None)
    if at is None:
        return None
    before = {t.norm for t in given.said.line.tokens[max(0, at - 3) : at]}
    return not before & {"no", "not", "without", "off", "never"}


_ON = frozenset({"on", "enable", "activate", "show", "start", "unmute", "yes"})
_OFF = frozenset({"off", "disable", "deactivate", "hide", "stop", "mute", "no"})
_SWITCHED = _ON | _OFF
_SWITCHES = frozenset({"enabled", "enable", "on", "active", "visible", "state", "value", "show"})


def _form(given: Given, kind: Kind) -> str | None:
    """Return the size or colour of the product meant, or else of what is searched for."""
    good = given.one_good
    if good:
        return good.size if kind is Kind.SIZE else good.colour
    return given.first_wanted(kind)


def _of_good(role: Role, good: Good) -> str | None:
    if role is Role.TITLE:
        return good.product.title
    if role is Role.VARIANT:
        if good.variant:
            return good.variant.id
        return None if good.product.variants else good.product.id
    return good.product.id


def _product(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    good = given.one_good
    return _of_good(role_of(slot, profile.purpose), good) if good else None


def _quantity(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    if profile.purpose in ("cart_add", "cart_change", "cart_remove", "checkout"):
        good = given.one_good
        said = any(r.quantity is not None for r in given.turn.readings)
        if good and good.quantity and (said or slot.required):
            return number_as(slot.kind, good.quantity)
        # "Add it" asks for one.
        return number_as(slot.kind, 1) if slot.required and profile.purpose == "cart_add" else None
    return _open_number(slot, profile, given)


def _option(kind: Kind) -> Callable[[Slot, Profile, Given], JsonValue]:
    def found(slot: Slot, profile: Profile, given: Given) -> JsonValue:
        if profile.purpose not in OF_GOODS:
            return _open(slot, profile, given)
        if kind in (Kind.SIZE, Kind.COLOUR) and (form := _form(given, kind)):
            return form
        values = [str(c.value) for c in given.wanted(kind)]
        return values[-1] if values else None

    return found


def _price(most: bool) -> Callable[[Slot, Profile, Given], JsonValue]:
    def found(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
        bound = given.price.high if most else given.price.low
        return None if bound is None else number_as(slot.kind, bound, up=not most)

    return found


def _stars(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    stars = given.stars
    return _open_number(slot, profile, given) if stars is None else number_as(slot.kind, stars)


def _said(*sorts: Sort) -> Callable[[Slot, Profile, Given], JsonValue]:
    def found(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
        value = given.take(*sorts, fits=lambda v: fits(v.text, slot.rules))
        return value.text if value else None

    return found


def _order(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    def usable(value: Value) -> bool:
        return any(c.isdigit() for c in value.text)

    value = given.take(Sort.CODE, fits=usable)
    return value.text if value else None


_POSTCODE = re.compile(r"\d{4,5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?", re.IGNORECASE)


def _postcode(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    value = given.take(Sort.CODE, fits=lambda v: bool(_POSTCODE.fullmatch(v.text)))
    return value.text if value else None


def _place(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    from_there = bool(_DEPARTURE & set(slot.words))
    value = given.take(Sort.PLACE, fits=lambda v: (v.unit == "from") == from_there)
    if value is None and not from_there and not profile.from_place:
        value = given.take(Sort.PLACE)
    if value:
        return value.text
    if from_there:
        return None
    if re.search(r"\b(?:zip|postal|post ?code)\b", slot.description.lower()):
        return _postcode(slot, profile, given)
    named = _capitalised(profile, given)
    if named or not slot.required:
        return named
    return None


_DEPARTURE = frozenset({"from", "origin", "departure", "start", "source"})
_ADDRESS = re.compile(r"\b(?:to|at|is|address)\s+(\d+\w*\s+[A-Za-z].*|[A-Z]\w+ .*\d+.*)$")


def _address(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    match = _ADDRESS.search(given.said.text)
    if match is None:
        return None
    given.claim(*match.span(1))
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


def _zone(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    value = given.take(Sort.PLACE)
    return time_zone(value.text) if value else None


def _day(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    value = given.take(Sort.DAY)
    if value is None:
        return None
    if slot.rules.get("format") == "date" or "yyyy-mm-dd" in slot.description.lower():
        return calendar_day(value.text, given.today())
    return value.text


def _time(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    if not profile.has(Role.DAY, Role.MOMENT):
        return _moment(slot, profile, given)
    value = given.take(Sort.TIME)
    return value.text if value else None


def _moment(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    values = [v for s in (Sort.DAY, Sort.TIME) if (v := given.take(s))]
    if not values or slot.rules.get("format") == "date-time":
        return None  # a day and an hour without a zone make no timestamp
    return " ".join(v.text for v in values)


def _amount(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    value = given.take(Sort.MONEY, Sort.NUMBER)
    return number_as(slot.kind, value.number) if value and value.number is not None else None


def _open_number(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    """Return the number that goes with the slot's name, or the only one there is."""
    units = {stem(_UNITS.get(w, w)) for w in slot.words}

    def goes(value: Value) -> bool:
        return stem(_UNITS.get(value.unit, value.unit)) in units

    value = given.take(Sort.NUMBER, fits=goes)
    if value is None:
        scaled = _in_other_unit(slot, given)
        if scaled is not None:
            return scaled
        free = [v for v in given.said.of(Sort.NUMBER) if not stem(v.unit) in _MEASURES - units]
        value = (
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


def _in_other_unit(slot: Slot, given: Given) -> JsonValue:
    """Return "an hour" as 60 where minutes are asked for."""
    own = next((u for u in _SECONDS if stem(u) in {stem(w) for w in slot.words}), None)
    if own is None:
        return None
    for unit, seconds in _SECONDS.items():
        value = given.take(Sort.NUMBER, fits=lambda v, u=unit: stem(v.unit) == stem(u))
        if value and value.number is not None:
            return number_as(slot.kind, value.number * seconds / _SECONDS[own])
        if re.search(rf"\b(?:an?|one) {unit}\b", given.said.lower):
            return number_as(slot.kind, seconds / _SECONDS[own])
    return None


def _currency(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    return currency(given, slot)


def _language(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    return language(given, slot)


_BECAUSE = re.compile(r"\b(?:because|since|as|reason is(?: that)?|due to)\s+(.+)$", re.IGNORECASE)


def _reason(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    match = _BECAUSE.search(given.said.text)
    if match:
        return match[1].rstrip(" .!?")
    return given.said.text if slot.required else None


def _text(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    quoted = given.take(Sort.QUOTED)
    if quoted:
        return quoted.text
    if not slot.required and profile.purpose is not None:
        return None
    return given.remainder(profile.known)


def _query(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    if profile.purpose == "search":
        return search_words(given, profile)
    return _text(slot, profile, given)


_NAME = re.compile(r"\b(?:my name is|name's|this is|call me)\s+([A-Z]\w+(?: [A-Z]\w+)?)")


def _person(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    match = _NAME.search(given.said.text)
    return match[1] if match else None


_SUM = re.compile(r"-?\d[\d.,]*(?:.*\d)?")


def _sum(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    match = _SUM.search(given.said.line.text)
    return match[0] if match else None


def _open(slot: Slot, profile: Profile, given: Given) -> JsonValue:
    if slot.kind in ("integer", "number"):
        return _open_number(slot, profile, given)
    if not slot.required:
        return None
    return given.remainder(profile.known | {stem(w) for w in slot.words})


def _never(slot: Slot, profile: Profile, given: Given) -> JsonValue:  # noqa: ARG001
    return None


_BY_ROLE: Mapping[Role, Callable[[Slot, Profile, Given], JsonValue]] = {
    Role.PRODUCT: _product, Role.VARIANT: _product, Role.TITLE: _product,
    Role.QUANTITY: _quantity, Role.SIZE: _option(Kind.SIZE), Role.COLOUR: _option(Kind.COLOUR),
    Role.BRAND: _option(Kind.BRAND), Role.MATERIAL: _option(Kind.MATERIAL),
    Role.CATEGORY: _option(Kind.CATEGORY), Role.AUDIENCE: _option(Kind.AUDIENCE),
    Role.FEATURE: _option(Kind.FEATURE), Role.QUERY: _query, Role.PRICE_MOST: _price(most=True),
    Role.PRICE_LEAST: _price(most=False), Role.SORT: _never, Role.IN_STOCK: _never,
    Role.RATING: _stars, Role.ORDER: _order, Role.CODE: _said(Sort.CODE),
    Role.ADDRESS: _address, Role.POSTCODE: _postcode, Role.COUNTRY: _place, Role.PLACE: _place, Role.ZONE: _zone,
    Role.DAY: _day, Role.TIME: _time, Role.MOMENT: _moment, Role.EMAIL: _said(Sort.EMAIL),
    Role.PHONE: _said(Sort.PHONE), Role.PERSON: _person, Role.URL: _said(Sort.URL),
    Role.AMOUNT: _amount, Role.CURRENCY: _currency, Role.LANGUAGE: _language,
    Role.REASON: _reason, Role.TEXT: _text, Role.LIMIT: _never, Role.SUM: _sum, Role.OPEN: _open,
}  # fmt: skip
