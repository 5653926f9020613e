"""Arguments that the shop knows: the product meant, its form, and what is wanted of one."""

from pydantic import JsonValue

from agents.client_tools.ask import Ask, Fill
from agents.client_tools.fit_value import number_as
from agents.client_tools.goods import Good
from agents.client_tools.needs import Given
from agents.client_tools.number_values import open_number
from agents.client_tools.own_words import open_words
from agents.client_tools.roles import OF_GOODS, Role
from agents.constraints import Kind


def form_of(given: Given, kind: Kind) -> str | None:
    """Return the size or colour of the product meant, or else of what is searched for."""
    good = given.one_good
    if good:
        return good.size if kind is Kind.SIZE else good.colour
    return given.first_wanted(kind)


def name_of(role: Role, good: Good) -> str | None:
    if role is Role.TITLE:
        return good.product.title
    if role is Role.VARIANT:
        if good.variant:
            return good.variant.id
        return None if good.product.variants else good.product.id
    return good.product.id


def product(ask: Ask) -> JsonValue:
    good = ask.given.one_good
    return name_of(ask.role, good) if good else None


def quantity(ask: Ask) -> JsonValue:
    if ask.profile.purpose in ("cart_add", "cart_change", "cart_remove", "checkout"):
        good = ask.given.one_good
        told = any(r.quantity is not None for r in ask.given.turn.readings)
        if good and good.quantity and (told or ask.slot.required):
            return number_as(ask.slot.kind, good.quantity)
        # "Add it" asks for one.
        if ask.slot.required and ask.profile.purpose == "cart_add":
            return number_as(ask.slot.kind, 1)
        return None
    return open_number(ask)


def option(kind: Kind) -> Fill:
    def found(ask: Ask) -> JsonValue:
        if ask.profile.purpose not in OF_GOODS:
            return open_words(ask)
        if kind in (Kind.SIZE, Kind.COLOUR) and (form := form_of(ask.given, kind)):
            return form
        values = [str(c.value) for c in ask.given.wanted(kind)]
        return values[-1] if values else None

    return found


def price(most: bool) -> Fill:
    def found(ask: Ask) -> JsonValue:
        bound = ask.given.price.high if most else ask.given.price.low
        return None if bound is None else number_as(ask.slot.kind, bound, up=not most)

    return found


def stars(ask: Ask) -> JsonValue:
    wanted = ask.given.stars
    return open_number(ask) if wanted is None else number_as(ask.slot.kind, wanted)
