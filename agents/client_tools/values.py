"""The value of one argument: from the turn's products, its wish, or its words.

What each kind of argument comes from: `shop_values`, `said_values`, `number_values`, `own_words`.
"""

import re
from collections.abc import Mapping

from pydantic import JsonValue

from agents.client_tools.ask import Ask, Fill
from agents.client_tools.choices import choice
from agents.client_tools.needs import Given
from agents.client_tools.number_values import amount
from agents.client_tools.own_words import open_words, person, query, reason, sum_of, text
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role, role_of
from agents.client_tools.said import Sort
from agents.client_tools.said_values import (
    address,
    day,
    moment,
    order,
    place,
    postcode,
    said,
    time_of_day,
    zone,
)
from agents.client_tools.shop_values import (
    form_of,
    name_of,
    option,
    price,
    product,
    quantity,
    stars,
)
from agents.client_tools.slot import Slot
from agents.client_tools.spoken_names import currency, language
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
    value = _BY_ROLE[role](Ask(slot, role, profile, given))
    if isinstance(value, str) and slot.kind in ("integer", "number"):
        # An order's number may be one of the schema's numbers; "kit-mugs-009" is none.
        plain = value.replace(" ", "").replace("-", "")
        return int(plain) if plain.isdecimal() else None
    return value


def several(slot: Slot, profile: Profile, given: Given) -> list[JsonValue]:
    """Return the values of a list whose items are `slot`."""
    role = role_of(slot, profile.purpose)
    if slot.enum:
        named = [choice((value,), given.said.lower) for value in slot.enum]
        return [found[0] for found in named if found]
    if role in (Role.PRODUCT, Role.VARIANT, Role.TITLE) and given.good is None:
        names = [name for good in given.goods if (name := name_of(role, good)) is not None]
        return [*names] if len(names) == len(given.goods) else []
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
        Role.SIZE: form_of(given, Kind.SIZE),
        Role.COLOUR: form_of(given, Kind.COLOUR),
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
    if slot.required or (words & _SWITCHED and set(slot.words) & _SWITCHES):
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


def currency_named(ask: Ask) -> JsonValue:
    """Return the currency that an argument is for."""
    return currency(ask.given, ask.slot)


def language_named(ask: Ask) -> JsonValue:
    """Return the language that is named."""
    return language(ask.given, ask.slot)


def _nothing(_: Ask) -> JsonValue:
    return None


_BY_ROLE: Mapping[Role, Fill] = {
    Role.PRODUCT: product, Role.VARIANT: product, Role.TITLE: product, Role.QUANTITY: quantity,
    Role.SIZE: option(Kind.SIZE), Role.COLOUR: option(Kind.COLOUR),
    Role.BRAND: option(Kind.BRAND), Role.MATERIAL: option(Kind.MATERIAL),
    Role.CATEGORY: option(Kind.CATEGORY), Role.AUDIENCE: option(Kind.AUDIENCE),
    Role.FEATURE: option(Kind.FEATURE), Role.QUERY: query, Role.PRICE_MOST: price(most=True),
    Role.PRICE_LEAST: price(most=False), Role.SORT: _nothing, Role.IN_STOCK: _nothing,
    Role.RATING: stars, Role.ORDER: order, Role.CODE: said(Sort.CODE), Role.ADDRESS: address,
    Role.POSTCODE: postcode, Role.COUNTRY: place, Role.PLACE: place, Role.ZONE: zone,
    Role.DAY: day, Role.TIME: time_of_day, Role.MOMENT: moment, Role.EMAIL: said(Sort.EMAIL),
    Role.PHONE: said(Sort.PHONE), Role.PERSON: person, Role.URL: said(Sort.URL),
    Role.AMOUNT: amount, Role.CURRENCY: currency_named, Role.LANGUAGE: language_named,
    Role.REASON: reason, Role.TEXT: text, Role.LIMIT: _nothing, Role.SUM: sum_of,
    Role.OPEN: open_words,
}  # fmt: skip
