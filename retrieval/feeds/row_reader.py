"""From a record to a `Row`: each mapped column read as what it holds.

A row without a readable price, with a title that is none, or with a stock that is no
count is refused with its column and the reason; what is merely decoration (a bad
barcode, an unknown date) is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from retrieval.feeds.attributes import fact_value, read_attributes
from retrieval.feeds.audience import audience_of
from retrieval.feeds.categories import shelf_of
from retrieval.feeds.colours import read_colours
from retrieval.feeds.columns import ColumnMapping, Target
from retrieval.feeds.lifting import lift
from retrieval.feeds.materials import read_materials
from retrieval.feeds.members import read_members
from retrieval.feeds.money import CENT, Money, read_price
from retrieval.feeds.names import OPTION, PLACES, normal
from retrieval.feeds.nested import Walk, walker
from retrieval.feeds.own_schema import excerpt
from retrieval.feeds.plain_text import plain_line, plain_text
from retrieval.feeds.record import NOT_SHOWN, Record, Refused, Value
from retrieval.feeds.row import Row
from retrieval.feeds.sizes import read_sizes
from retrieval.feeds.unreadable import Unreadable
from retrieval.feeds.values import (
    in_effect,
    is_within,
    read_availability,
    read_bool,
    read_count,
    read_date,
    read_gtin,
    read_list,
    read_name,
    read_prose,
    read_rating,
    read_urls,
    text_of,
)
from retrieval.product import Availability
from retrieval.wordset import wordset

_JOINED: Final = frozenset(
    {
        Target.IMAGES,
        Target.TAGS,
        Target.FEATURES,
        Target.ATTRIBUTES,
        Target.SUBCATEGORY,
        Target.PUBLISHED,
    }
)
"""Fields that take all their columns; of others the first that is filled counts."""

_OPTIONS: Final = frozenset({Target.OPTION_NAME, Target.OPTION_VALUE})

_CONDITIONS: Final = {
    "new": "new", "newcondition": "new", "neu": "new", "neuf": "new", "nuevo": "new",
    "refurbished": "refurbished", "refurbishedcondition": "refurbished", "renewed": "refurbished",
    "generalüberholt": "refurbished", "used": "used", "usedcondition": "used",
    "gebraucht": "used", "damagedcondition": "used", "secondary": "used", "preowned": "used",
    "secondhand": "used", "openbox": "refurbished",
}  # fmt: skip

_HIDDEN: Final = wordset(
    """
    draft archived unpublished hidden inactive disabled
    """
)
_PARENTS: Final = wordset(
    """
    configurable variable parent group grouped
    """
)


@dataclass(frozen=True, slots=True)
class PriceOptions:
    """How prices are understood."""

    currency: str | None
    """Of prices that name none; prices in others are converted to it where a rate is given."""
    rates: Mapping[str, Decimal]
    now: datetime


class _Refusal(Exception):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


Found = dict[Target, Value]


class RowReader:
    """Reads the rows of one feed by its mapping."""

    def __init__(self, mapping: ColumnMapping, prices: PriceOptions) -> None:
        self._prices = prices
        self._scale = mapping.price_scale
        self._best_rating = mapping.rating_scale
        targets = dict.fromkeys(each.target for each in mapping.columns if each.target)
        self._columns = {target: mapping.of(target) for target in targets}
        self._plan = tuple(
            (target, tuple((name, _walk_of(name)) for name in names), target in _JOINED)
            for target, names in self._columns.items()
            if target not in _OPTIONS
        )
        self._facts = tuple((column, name, _walk_of(column)) for column, name in mapping.attributes)
        self._options = _option_columns(mapping)
        self._id_is_trade_number = any(
            target is Target.GTIN
            for column in mapping.of(Target.ID)
            for target, _ in PLACES.get(normal(column), ())
        )
        self._variants = RowReader(mapping.variants, prices) if mapping.variants else None

    def key(self, record: Record) -> tuple[str, str]:
        """Return the id and the group of a record, "" for what it does not state."""
        own, group = self._first(record, Target.ID), self._first(record, Target.GROUP)
        return _identifier(own), _identifier(group)

    def other_ids(self, record: Record) -> tuple[str, ...]:
        """Return what else a row without a group is called, where it has more than one id."""
        names = [_identifier(record.values.get(each)) for each in self._columns[Target.ID]]
        return tuple(filter(None, names))[1:] if len(names) > 1 else ()

    def members(self, record: Record) -> tuple[str, ...]:
        """Return the ids of the other rows that a record lists as its variants."""
        return tuple(each["sku"] for each in read_members(self._first(record, Target.MEMBERS)))

    def _first(self, record: Record, target: Target) -> str:
        for column in self._columns.get(target, ()):
            if text := text_of(record.values.get(column)):
                return text
        return ""

    def read(self, record: Record) -> Row | Refused:
        """Return the row that `record` is, or why it is none."""
        found: Found = {}
        values = record.values
        for target, columns, joined in self._plan:
            for name, walk in columns:
                value = values.get(name) if walk is None else walk(values)
                if value is None or value == "":
                    continue
                if not joined:
                    found[target] = value
                    break
                found[target] = _join(found.get(target), value) if len(columns) > 1 else value
        try:
            return self._row(record, found)
        except _Refusal as refusal:
            return Refused(record.line, refusal.field, refusal.reason, excerpt(values))

    def _row(self, record: Record, found: Found) -> Row:
        row = Row(record.line, _identifier(found.get(Target.ID)))
        get = found.get
        row.group = _identifier(get(Target.GROUP))
        row.members = read_members(get(Target.MEMBERS)) if Target.MEMBERS in found else ()
        row.is_parent = bool(row.members) or text_of(get(Target.KIND)).casefold() in _PARENTS
        self._refuse_hidden(record, found)
        self._read_texts(row, found)
        self._read_price(row, found)
        self._read_stock(row, found)
        if Target.CATEGORY in found or Target.TAXONOMY in found or Target.DEPARTMENT in found:
            row.shelf = shelf_of(
                get(Target.CATEGORY), get(Target.SUBCATEGORY), get(Target.TAXONOMY),
                get(Target.DEPARTMENT),
            )  # fmt: skip
        self._read_looks(row, record, found)
        self._read_trust(row, found)
        if self._variants and isinstance(listed := get(Target.VARIANTS), list):
            row.variants = self._read_variants(record, listed)
        return row

    def _read_texts(self, row: Row, found: Found) -> None:
        get = found.get
        row.title = plain_line(read_name(get(Target.TITLE)))
        row.description = plain_text(read_prose(get(Target.DESCRIPTION)))
        row.brand = plain_line(read_name(get(Target.BRAND))) or None
        row.seller = plain_line(read_name(get(Target.SELLER))) or None
        row.url = text_of(get(Target.URL)) or None
        row.images = read_urls(get(Target.IMAGES))
        number = get(Target.GTIN) if Target.GTIN in found else self._trade_number(found)
        row.gtin = read_gtin(read_name(number))
        row.mpn = text_of(get(Target.MPN)) or None
        if Target.CONDITION in found:
            stated = read_name(get(Target.CONDITION)).rpartition("/")[2]
            word = "".join(filter(str.isalpha, stated)).casefold()
            row.condition = _CONDITIONS.get(word)

    def _read_price(self, row: Row, found: Found) -> None:
        currency = _currency(found.get(Target.CURRENCY)) or self._prices.currency
        price = self._money(Target.PRICE, found, currency, lenient=row.is_parent)
        sale = self._money(Target.SALE_PRICE, found, currency, lenient=True)
        listed = self._money(Target.LIST_PRICE, found, currency, lenient=True)
        now = self._prices.now
        if sale and not (
            in_effect(found.get(Target.SALE_DATES), now)
            and is_within(found.get(Target.SALE_FROM), found.get(Target.SALE_TO), now)
        ):
            sale = None
        if sale and (price is None or sale.amount < price.amount):
            listed, price = price or listed, sale
        if price is None:
            return
        row.currency = price.currency or currency
        row.price = price.amount
        if listed and listed.amount > price.amount:
            row.list_price = listed.amount
        self._convert(row)

    def _convert(self, row: Row) -> None:
        """Bring a price to the currency asked for, where a rate was given."""
        wanted, own = self._prices.currency, row.currency
        if row.price is None or own is None or wanted is None or own == wanted:
            return
        if (rate := self._prices.rates.get(own)) is None:
            return
        row.attributes[f"price_in_{own.lower()}"] = str(row.price)
        row.price = max((row.price * rate).quantize(CENT), CENT)
        if row.list_price is not None:
            listed = (row.list_price * rate).quantize(CENT)
            row.list_price = listed if listed > row.price else None
        row.currency = wanted

    def _money(
        self, target: Target, found: Found, currency: str | None, lenient: bool
    ) -> Money | None:
        if (value := found.get(target)) is None:
            return None
        try:
            return read_price(value, self._scale, currency)
        except Unreadable as error:
            # An empty sale is written as 0, the price of a whole product often too.
            if lenient and str(error) in ("must be above 0", "is missing"):
                return None
            raise _Refusal(self._columns[target][0], str(error)) from None

    def _read_stock(self, row: Row, found: Found) -> None:
        try:
            row.stock = read_count(found.get(Target.STOCK))
        except Unreadable as error:
            raise _Refusal(self._columns[Target.STOCK][0], str(error)) from None
        try:
            row.availability, counted = read_availability(_status(found.get(Target.AVAILABILITY)))
        except Unreadable as error:
            raise _Refusal(self._columns[Target.AVAILABILITY][0], str(error)) from None
        if row.stock is None:
            row.stock = counted
        if not row.stock and Target.STOCK_TRACKER in self._columns.keys() - found.keys():
            row.stock = None
        policy = text_of(found.get(Target.STOCK_POLICY)).casefold()
        if (
            row.stock == 0
            and row.availability in (None, Availability.IN_STOCK)
            and (policy == "continue" or read_bool(policy))
        ):
            row.availability = Availability.BACKORDER

    def _read_looks(self, row: Row, record: Record, found: Found) -> None:
        get = found.get
        row.colours = read_colours(get(Target.COLOUR))
        row.materials = read_materials(get(Target.MATERIAL))
        row.sizes = read_sizes(get(Target.SIZE))
        row.audience = audience_of(get(Target.GENDER), get(Target.AGE_GROUP))
        features = read_list(get(Target.FEATURES))
        row.features = tuple(plain_line(each).casefold() for each in features[:MAX_FEATURES])
        row.tags = read_list(get(Target.TAGS), commas=True)
        if Target.ATTRIBUTES in found:
            row.attributes |= read_attributes(get(Target.ATTRIBUTES))
        for column, name, walk in self._facts:
            value = record.values.get(column) if walk is None else walk(record.values)
            if value not in (None, "") and (stated := fact_value(value)):
                row.attributes.setdefault(name, stated)
        if self._options:
            pairs = (
                (text_of(record.values.get(name)), plain_line(text_of(record.values.get(value))))
                for name, value in self._options
            )
            row.options = tuple((name, value) for name, value in pairs if name or value)
        if row.attributes:
            lift(row)

    def _read_trust(self, row: Row, found: Found) -> None:
        if Target.RATING in found:
            try:
                row.rating, counted = read_rating(found[Target.RATING], self._best_rating)
                row.rating_count = counted or 0
            except Unreadable as error:
                raise _Refusal(self._columns[Target.RATING][0], str(error)) from None
        if Target.RATING_COUNT in found:
            try:
                row.rating_count = read_count(found[Target.RATING_COUNT]) or row.rating_count
            except Unreadable as error:
                raise _Refusal(self._columns[Target.RATING_COUNT][0], str(error)) from None
        row.updated = read_date(found.get(Target.UPDATED))
        row.ai_imagery = read_bool(found.get(Target.AI_IMAGERY)) is True
        row.restricted = _is_restricted(found.get(Target.RESTRICTED))

    def _trade_number(self, found: Found) -> Value:
        """Return the id where it is a trade item number, as of a bookshop's ISBN."""
        return found.get(Target.ID) if self._id_is_trade_number else None

    def _refuse_hidden(self, record: Record, found: Found) -> None:
        if Target.PUBLISHED not in found:
            return
        for column in self._columns[Target.PUBLISHED]:
            value = walker(column)(record.values)
            for each in value if isinstance(value, list) else [value]:
                if read_bool(each) is False or text_of(each).casefold() in _HIDDEN:
                    raise _Refusal(column, NOT_SHOWN)

    def _read_variants(self, record: Record, listed: list[Value]) -> tuple[Row, ...]:
        rows = []
        for number, each in enumerate(listed[:MAX_VARIANTS]):
            if not (isinstance(each, Mapping) and self._variants):
                continue
            row = self._variants.read(Record(record.line, each))
            if isinstance(row, Refused):
                raise _Refusal(f"variants.{number}.{row.field}", row.reason)
            rows.append(row)
        return tuple(rows)


MAX_ID_CHARS: Final = 200
MAX_FEATURES: Final = 20
MAX_VARIANTS: Final = 2_000
"""Of one product: Shopify's own bound."""


def _walk_of(column: str) -> Walk | None:
    """Return what reads a column within another; None for a plain one, which is read faster."""
    return walker(column) if "." in column else None


def _identifier(value: Value) -> str:
    """Return an id; of WooCommerce's "id:44" the number, and no lone surrogates."""
    text = text_of(value).removeprefix("id:")[:MAX_ID_CHARS]
    if text[:1] in ("'", "="):
        # As spreadsheets keep leading zeros: '00123 and ="00123".
        text = text.lstrip("'=").strip('"')
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _join(before: Value, value: Value) -> Value:
    if before is None:
        return value
    first = before if isinstance(before, list) else [before]
    return [*first, *(value if isinstance(value, list) else [value])]


def _status(value: Value) -> Value:
    """Return what an availability object says, such as {"available": true, "status": ...}."""
    if isinstance(value, Mapping):
        return value.get("status") or value.get("available")
    return value


def _currency(value: Value) -> str | None:
    """Return an ISO code; anything else in the column is no currency."""
    text = text_of(value).upper()
    return text if len(text) == 3 and text.isascii() and text.isalpha() else None


_AGE = {"1", "18", "18+", "21", "21+", "16", "16+"}


def _is_restricted(value: Value) -> bool:
    return bool(read_bool(value)) or text_of(value).casefold() in _AGE | {"adult", "mature"}


def _option_columns(mapping: ColumnMapping) -> tuple[tuple[str, str], ...]:
    """Return the columns of names and values that belong together, by their numbers."""
    names: dict[str, str] = {}
    values: dict[str, str] = {}
    for each in mapping.columns:
        if each.target in _OPTIONS:
            match = OPTION.fullmatch(normal(each.column))
            number = match[1] if match else each.column
            (names if each.target is Target.OPTION_NAME else values)[number] = each.column
    return tuple((names.get(number, ""), column) for number, column in values.items())
