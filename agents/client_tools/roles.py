"""What an argument of a function is for, told by its name, its format and its description."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from agents.client_tools.slot import Slot


class Role(StrEnum):
    """What fills an argument."""

    PRODUCT = "product"
    VARIANT = "variant"
    TITLE = "title"
    QUANTITY = "quantity"
    SIZE = "size"
    COLOUR = "colour"
    BRAND = "brand"
    MATERIAL = "material"
    CATEGORY = "category"
    AUDIENCE = "audience"
    FEATURE = "feature"
    QUERY = "query"
    PRICE_MOST = "price_most"
    PRICE_LEAST = "price_least"
    SORT = "sort"
    IN_STOCK = "in_stock"
    RATING = "rating"
    ORDER = "order"
    CODE = "code"
    POSTCODE = "postcode"
    COUNTRY = "country"
    ADDRESS = "address"
    PLACE = "place"
    ZONE = "zone"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    EMAIL = "email"
    PHONE = "phone"
    PERSON = "person"
    URL = "url"
    AMOUNT = "amount"
    CURRENCY = "currency"
    LANGUAGE = "language"
    REASON = "reason"
    TEXT = "text"
    """Words of the shopper's own, to be passed on."""
    LIMIT = "limit"
    """How many results: never said by a shopper."""
    SUM = "sum"
    """Something to work out: "12 times 7"."""
    OPEN = "open"


_GOODS = r"(?:products?|items?|skus?|articles?|goods|listings?)"
_FORMATS = {
    "email": Role.EMAIL,
    "date": Role.DAY,
    "time": Role.TIME,
    "date-time": Role.MOMENT,
    "uri": Role.URL,
}
OF_GOODS = frozenset({
    "cart_add", "cart_remove", "cart_change", "save", "stock", "price", "reviews", "details",
    "compare", "notify", "search", "similar",
})  # fmt: skip
"""Purposes of functions about products."""
_ORDERS = frozenset({"order_status", "order_cancel", "refund", "return"})
_BARE = re.compile(rf"^(?:ids?|identifiers?|key|handle|{_GOODS})$")
_NUMBER = re.compile(r"\b(?:ids?|identifiers?|numbers?|no|ref)$")
_NUMERIC = frozenset({"number", "integer"})
_NEVER_NUMBERS = frozenset({
    Role.SIZE, Role.COLOUR, Role.BRAND, Role.TIME, Role.DAY, Role.TEXT, Role.REASON, Role.QUERY,
    Role.PLACE, Role.MOMENT, Role.CATEGORY, Role.FEATURE, Role.MATERIAL, Role.PERSON,
})  # fmt: skip


def role_of(slot: Slot, purpose: str | None) -> Role:
    """Return what fills a slot.

    Args:
        slot: The argument.
        purpose: What its function is for, as in `data/purposes.toml`; None if not known.
    """
    stated = slot.rules.get("format")
    if isinstance(stated, str) and stated in _FORMATS:
        return _FORMATS[stated]
    own = Role.SORT if purpose == "sort" and slot.enum else _role_of_name(slot, purpose)
    if slot.kind in _NUMERIC and own in _NEVER_NUMBERS:
        return Role.OPEN
    if slot.kind == "string" and own is Role.AMOUNT:
        return Role.OPEN
    return own


def _role_of_name(slot: Slot, purpose: str | None) -> Role:
    last = " ".join(slot.words[-3:])
    name = " ".join(slot.words[-1:])
    if purpose in OF_GOODS and _BARE.match(last if len(slot.words) == 1 else name):
        return Role.PRODUCT
    if purpose in _ORDERS and _NUMBER.search(last):
        return Role.ORDER
    for role, patterns in _named_roles():
        if any(pattern.search(last) for pattern in patterns):
            if role is Role.SORT and purpose in _ORDERS:
                return Role.ORDER
            if role is Role.QUANTITY and name == "amount" and purpose not in OF_GOODS:
                return Role.AMOUNT
            return role
    if re.fullmatch(rf"(?:.* )?{_GOODS}", last):
        return Role.PRODUCT if purpose in OF_GOODS else Role.OPEN
    return Role.OPEN


@cache
def _named_roles() -> tuple[tuple[Role, tuple[re.Pattern[str], ...]], ...]:
    """Return the roles in the order in which names are tried, with their patterns."""
    text = files("agents.client_tools").joinpath("data/roles.toml").read_text("utf-8")
    return tuple(
        (Role(each["name"]), tuple(re.compile(pattern) for pattern in each["patterns"]))
        for each in tomllib.loads(text)["role"]
    )
