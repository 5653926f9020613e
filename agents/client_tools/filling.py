"""Arguments of a function from one turn: what was said, shown and wanted, never more.

A slot that nothing fills stays empty. What a value comes from is `agents.client_tools.values`;
here is the tree: objects, lists of objects, defaults, and what is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from agents.client_tools.fit_value import fits
from agents.client_tools.needs import Given
from agents.client_tools.profile import Profile
from agents.client_tools.roles import Role, role_of
from agents.client_tools.slot import NO_DEFAULT, Slot
from agents.client_tools.values import OWN_WORDS, several, value_of

_FIRST = (
    Role.EMAIL, Role.PHONE, Role.URL, Role.ORDER, Role.CODE, Role.POSTCODE, Role.DAY, Role.TIME,
    Role.MOMENT, Role.ADDRESS, Role.LANGUAGE, Role.CURRENCY, Role.AMOUNT, Role.QUANTITY, Role.PLACE,
    Role.COUNTRY,
)  # fmt: skip
"""Filled before others of the same object: their words are then not taken for free text."""


@dataclass(slots=True)
class Filled:
    """The arguments of one function."""

    arguments: dict[str, JsonValue] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    """Required ones that the turn does not give, as "item.size"."""
    told: int = 0
    """How many values the turn gave."""
    sure: int = 0
    """How many of them are no mere words of the shopper's own."""

    @property
    def whole(self) -> bool:
        """Whether nothing required is missing."""
        return not self.missing


def fill(profile: Profile, given: Given) -> Filled:
    """Return the arguments that a turn gives to a function."""
    filled = Filled()
    arguments = _object(profile.root, profile, given.afresh(), filled, "")
    filled.arguments = arguments or {}
    return filled


def _object(
    slot: Slot, profile: Profile, given: Given, filled: Filled, path: str
) -> dict[str, JsonValue] | None:
    """Fill an object; None for an optional one that the turn gives nothing to."""
    values: dict[str, JsonValue] = {}
    missing: list[str] = []
    told = filled.told
    for child in sorted(slot.children, key=lambda c: _rank(c, profile)):
        where = f"{path}{child.name}"
        found = _filled(child, profile, given, filled, where, missing)
        if found is not _NOTHING:
            values[child.name] = found  # type: ignore[assignment]  # only _NOTHING is no JSON
    if not slot.required and (missing or filled.told == told):
        filled.told = told
        return None
    filled.missing.extend(missing)
    order = {child.name: place for place, child in enumerate(slot.children)}
    return {name: values[name] for name in sorted(values, key=order.__getitem__)}


_NOTHING = object()


def _filled(
    slot: Slot,
    profile: Profile,
    given: Given,
    filled: Filled,
    path: str,
    missing: list[str],
) -> object:
    """Return the value of one slot; `_NOTHING` leaves it out."""
    value: object = _NOTHING
    if slot.kind == "object":
        inner = Filled()
        found = _object(slot, profile, given, inner, f"{path}.")
        if found is not None:
            filled.told += inner.told
            filled.sure += inner.sure
            missing.extend(inner.missing)
            return found
    elif slot.kind == "array":
        value = _list(slot, profile, given, filled)
    else:
        found_value = value_of(slot, profile, given)
        if found_value is not None and fits(found_value, slot.rules, slot.kind):
            filled.told += 1
            filled.sure += role_of(slot, profile.purpose) not in OWN_WORDS or bool(slot.enum)
            return found_value
    if value is not _NOTHING and fits(value, slot.rules):  # type: ignore[arg-type]  # a list
        return value
    if not slot.required:
        return _NOTHING
    if slot.default is not NO_DEFAULT:
        return slot.default
    if len(slot.enum) == 1:
        return slot.enum[0]
    if slot.nullable:
        return None
    missing.append(path)
    return _NOTHING


def _list(slot: Slot, profile: Profile, given: Given, filled: Filled) -> object:
    items = slot.items
    if items is None:
        return _NOTHING
    if items.kind == "object":
        return _objects(items, profile, given, filled)
    found = several(items, profile, given)
    found = [each for each in found if fits(each, items.rules, items.kind)]
    if not found:
        return _NOTHING
    filled.told += len(found)
    return found


def _objects(items: Slot, profile: Profile, given: Given, filled: Filled) -> object:
    """Fill a list of objects: one for each product that is meant, or else one."""
    roles = {role_of(child, profile.purpose) for child in items.children}
    about_goods = bool(roles & {Role.PRODUCT, Role.VARIANT, Role.TITLE})
    each_given: Sequence[Given] = (
        [replace(given, good=good) for good in given.goods] if about_goods else [given]
    )
    found: list[JsonValue] = []
    for each in each_given:
        inner = Filled()
        values = _object(items, profile, each, inner, "")
        if values and not inner.missing and inner.told:
            found.append(values)
            filled.told += inner.told
        elif about_goods:
            return _NOTHING  # half of what was asked for is not what was asked for
    return found or _NOTHING


def _rank(slot: Slot, profile: Profile) -> tuple[bool, int, bool]:
    """Order slots: sure values first, the shopper's own words last."""
    role = role_of(slot, profile.purpose)
    place = _FIRST.index(role) if role in _FIRST else len(_FIRST)
    if slot.enum:
        place = 0
    return role in OWN_WORDS and not slot.enum, place, not slot.required
