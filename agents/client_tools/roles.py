"""What an argument of a function is for, told by its name, its format and its description."""

import re
from enum import StrEnum

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
_NAMES: tuple[tuple[Role, str], ...] = (
    (Role.VARIANT, r"\bvariants?( ids?)?$|\bvariation( id)?$"),
    (Role.PRODUCT, rf"\b{_GOODS} (ids?|skus?|codes?|numbers?|keys?|uuids?|handles?)$|\bskus?( ids?)?$"
                   r"|\basin$|\bproduct handle$"),
    (Role.TITLE, rf"\b{_GOODS} (names?|titles?)$|^titles?$"),
    (Role.ORDER, r"\b(order|purchase|confirmation|tracking|shipment|invoice|parcel|package|return|"
                 r"reference|booking|reservation|ticket|case)\b.*\b(ids?|numbers?|no|code|ref|"
                 r"reference)$|^(order|reference|confirmation|tracking)$"),
    (Role.IN_STOCK, r"\bin stock( only)?$|\bavailable( only)?$|\bstock only$|\bonly available$"),
    (Role.RATING, r"\b(min(imum)?|least) (rating|stars)$|^rating min$|^stars at least$"),
    (Role.PRICE_MOST, r"\b(max(imum)?|highest|upper|high|up to|top)\b.*\b(price|cost|budget|amount)\b"
                      r"|\b(price|cost|budget)\b.*\b(max(imum)?|to|high|upper|below|under|lte|lt|cap|"
                      r"ceiling|limit)$|^budget$|^(price )?under$|\bprice range (max|high|to)\b"),
    (Role.PRICE_LEAST, r"\b(min(imum)?|lowest|lower|low)\b.*\b(price|cost|budget|amount)\b|\b(price|"
                       r"cost|budget)\b.*\b(min(imum)?|from|low|lower|above|over|gte|gt|floor)$"),
    (Role.SORT, r"\b(sort|order)( ?(by|order|key|field|direction|ing))?$|^(sort|ordering|order by)"),
    (Role.LIMIT, r"\b(limit|top k|top n|max results|num(ber of)? results|page( size)?|per page|offset|"
                 r"count of results|results)$"),
    (Role.QUANTITY, r"\b(quantity|quantities|qty|count|how many|pieces|units|number of (items|units|"
                    r"pieces))$|^(amount|number)$"),
    (Role.EMAIL, r"\be ?mail( address)?$|^mail$"),
    (Role.PHONE, r"\b(phone|mobile|telephone|cell)( number)?$"),
    (Role.URL, r"\b(url|link|website|uri)$"),
    (Role.POSTCODE, r"\b(zip|postal|post) ?(code)?$|\bpostcode$|^zip"),
    (Role.ZONE, r"\btime ?zone$|^tz$"),
    (Role.COUNTRY, r"\bcountry( name)?$"),
    (Role.CODE, r"\b(coupon|promo|promotion|discount|voucher|gift ?card|referral)?\b ?code$|^(coupon|"
                r"promo|voucher|ticker|symbol|stock symbol|flight number|serial number)$|\bcode$"),
    (Role.MOMENT, r"\b(date ?time|when|timestamp|scheduled (at|for)|start(s)?( at| time)?|slot)$"),
    (Role.DAY, r"\b(date|day|weekday|day of( the)? week|on)$"),
    (Role.TIME, r"\b(time|hour|time of day|at)$"),
    (Role.ADDRESS, r"\baddress( line)?$"),
    (Role.PLACE, r"\b(location|city|town|place|destination|origin|area|region|state|province|"
                 r"near|nearby|venue|airport|store|branch|shop|where|to|from)( name)?$"),
    (Role.SIZE, r"\bsizes?$"),
    (Role.COLOUR, r"\bcolou?rs?$|\bshade$"),
    (Role.BRAND, r"\bbrands?( names?)?$|\b(maker|manufacturer|vendor)$"),
    (Role.MATERIAL, r"\b(materials?|fabric)$"),
    (Role.CATEGORY, r"\b(categor(y|ies)|product type|department|kind|product kind)$|^type$"),
    (Role.AUDIENCE, r"\b(gender|audience|for whom|target group|sex)$"),
    (Role.FEATURE, r"\b(features?|attributes?|tags?|keywords list)$"),
    (Role.QUERY, r"\b(query|q|search|search (term|text|query|string|words)|keywords?|terms?|needle|"
                 r"search terms)$"),
    (Role.CURRENCY, r"\bcurrenc(y|ies)( code)?$"),
    (Role.LANGUAGE, r"\b(language|lang|locale)( code| name)?$"),
    (Role.AMOUNT, r"\b(amount|sum|value|price|money)$"),
    (Role.SUM, r"\b(expression|formula|calculation|equation)$"),
    (Role.PERSON, r"\b(customer|first|last|full|user|shopper|your|contact|person|recipient|guest)? ?"
                  r"name$"),
    (Role.REASON, r"\b(reason|cause|why|motive|justification)$"),
    (Role.TEXT, r"\b(message|note|notes|comments?|text|content|body|feedback|summary|details|"
                r"description|issue|question|topic|subject|request|phrase|sentence)$"),
)  # fmt: skip
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _NAMES)
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
_NUMBERS_ONLY = frozenset({
    Role.QUANTITY, Role.PRICE_MOST, Role.PRICE_LEAST, Role.RATING, Role.AMOUNT, Role.LIMIT,
})  # fmt: skip
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
    for role, pattern in _PATTERNS:
        if pattern.search(last):
            if role is Role.SORT and purpose in _ORDERS:
                return Role.ORDER
            return role
    if re.fullmatch(rf"(?:.* )?{_GOODS}", last):
        return Role.PRODUCT if purpose in OF_GOODS else Role.OPEN
    return Role.OPEN
