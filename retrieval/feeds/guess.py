"""A mapping guessed from a feed's first records: by names, checked by values, then by values.

A name is believed only if what stands below it can be read as what it says; a
required field without a name is looked for among the values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from retrieval.errors import ColumnsUnknown
from retrieval.feeds.attributes import fact_name
from retrieval.feeds.columns import ColumnMapping, LeftOut, MappedColumn, Target
from retrieval.feeds.facts import fact_or_reason
from retrieval.feeds.names import OPTION, PLACES, normal
from retrieval.feeds.nested import walker
from retrieval.feeds.published import SPARSE
from retrieval.feeds.record import FeedFormat, Record, Value
from retrieval.feeds.signs import (
    filled,
    looks_like,
    readable_share,
    scale_of_ratings,
    unique_share,
)
from retrieval.feeds.values import text_of
from retrieval.wordset import wordset

READABLE: Final = 0.5
"""Of a column's values that can be read as its name says: below it the name means another thing."""

NAMED: Final = 0.95
PUBLISHED: Final = 1.0
LATER_NAME: Final = 0.8
"""Confidence of a guess by a field's first three names, by a published one, by a later one."""

_FIRST_NAMES = 3

SEVERAL: Final = frozenset(
    {Target.IMAGES, Target.TAGS, Target.FEATURES, Target.ATTRIBUTES, Target.OPTION_NAME,
     Target.OPTION_VALUE, Target.DESCRIPTION, Target.GTIN, Target.SUBCATEGORY,
     Target.PUBLISHED}
)  # fmt: skip
"""Fields that more than one column may fill."""

_PUBLISHED_FORMATS: Final = frozenset(
    {FeedFormat.GOOGLE_TSV, FeedFormat.GOOGLE_XML, FeedFormat.SHOPIFY_CSV,
     FeedFormat.AGENTIC_JSON, FeedFormat.JSON_LD}
)  # fmt: skip

_BY_VALUES: Final = (
    Target.PRICE, Target.ID, Target.IMAGES, Target.URL, Target.GTIN, Target.CURRENCY,
    Target.AVAILABILITY, Target.GENDER, Target.COLOUR, Target.CATEGORY, Target.TITLE,
    Target.DESCRIPTION,
)  # fmt: skip
_BY_VALUES_SURE: Final = 0.6

_CENTS: Final = wordset(
    """
    pricecents priceincents unitamount amountcents pricecent
    """
)


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    values: tuple[Value, ...]
    place: int
    """Where it stands in the feed."""

    @property
    def is_empty(self) -> bool:
        return not any(value not in (None, "", [], {}) for value in self.values)


def guess(records: Sequence[Record], feed_format: FeedFormat, whole: bool = True) -> ColumnMapping:
    """Return the mapping that fits the first records of a feed.

    Args:
        records: some hundreds, to tell by values what names do not say.
        feed_format: a published one has published names.
        whole: whether the records are products, not the variants within one.

    Raises:
        ColumnsUnknown: no column is an id, a title or a price.
    """
    columns = _columns_of(records)
    taken: dict[str, MappedColumn] = {}
    published = feed_format in _PUBLISHED_FORMATS
    for each in _named(columns, published):
        _take(each, taken)
    for target, names in SPARSE.get(feed_format, {}).items():
        for name in names.split():
            if name not in taken and (whole or target is not Target.GROUP):
                taken[name] = MappedColumn(name, target, "published name", PUBLISHED)
    _settle_groups(columns, taken)
    _by_trade_number(columns, taken)
    _by_values(columns, taken, published)
    if whole:
        _require(taken, columns)
    left_out: list[LeftOut] = []
    for column in columns:
        if column.name in taken or _is_covered(column.name, taken):
            continue
        reason = fact_or_reason(column.name, column.values)
        if reason is None and not any(isinstance(v, dict) for v in column.values):
            fact = _fact_of(column.name, columns)
            taken[column.name] = MappedColumn(column.name, None, name=fact)
        elif "." not in column.name:
            left_out.append(LeftOut(column.name, reason or "an object"))
    return ColumnMapping(
        columns=tuple(sorted(taken.values(), key=_order)),
        left_out=tuple(left_out),
        source=f"published columns of {feed_format}" if published else "guessed",
        price_scale=_price_scale(columns, taken),
        rating_scale=_rating_scale(columns, taken),
        variants=_guess_variants(records, taken, feed_format) if whole else None,
    )


_BARE: Final = wordset(
    """
    name value amount unit text label title id type key min max from to data list default
    """
)


def _fact_of(column: str, columns: Sequence[_Column]) -> str:
    """Return the fact that a column states: of "details.waterproof" the last part, if it tells."""
    last = column.rpartition(".")[2]
    alone = sum(each.name.rpartition(".")[2] == last for each in columns) == 1
    return fact_name(last if alone and last.casefold() not in _BARE else column)


def _guess_variants(
    records: Sequence[Record], taken: Mapping[str, MappedColumn], feed_format: FeedFormat
) -> ColumnMapping | None:
    column = next((c for c, each in taken.items() if each.target is Target.VARIANTS), None)
    if column is None:
        return None
    walk = walker(column)
    inner = [
        Record(record.line, each)
        for record in records
        if isinstance(listed := walk(record.values), list)
        for each in listed
        if isinstance(each, dict)
    ]
    return guess(inner[:MAX_INNER], feed_format, whole=False) if inner else None


MAX_INNER: Final = 500
"""Variants looked at to guess what their fields are."""


def _columns_of(records: Sequence[Record]) -> list[_Column]:
    """Return the columns of the first records, those within objects by their path."""
    names: dict[str, None] = {}
    for record in records:
        for name, value in record.values.items():
            names[name] = None
            inner = value[0] if isinstance(value, list) and len(value) == 1 else value
            if isinstance(inner, Mapping) and not _lists_variants(name):
                names |= dict.fromkeys(_paths(name, inner, 2))
    walks = {name: walker(name) for name in names}
    return [
        _Column(name, tuple(walk(record.values) for record in records), place)
        for place, (name, walk) in enumerate(walks.items())
    ]


def _lists_variants(column: str) -> bool:
    return any(target is Target.VARIANTS for target, _ in PLACES.get(normal(column), ()))


def _paths(name: str, value: Mapping[str, Value], depth: int) -> Iterator[str]:
    for key, each in value.items():
        path = f"{name}.{key}"
        if isinstance(each, Mapping) and depth > 1:
            yield from _paths(path, each, depth - 1)
        yield path


def _named(columns: Sequence[_Column], published: bool) -> Iterator[MappedColumn]:
    """Yield what the columns' names say, the surest first, if the values do not disagree."""
    offers: list[tuple[int, int, _Column, Target]] = []
    for column in columns:
        if option := OPTION.fullmatch(normal(column.name)):
            is_name = option[2] in ("name", "category")
            target = Target.OPTION_NAME if is_name else Target.OPTION_VALUE
            offers.append((0, column.place, column, target))
            continue
        offers += [
            (place + (_EMPTY if column.is_empty else 0), column.place, column, target)
            for target, place in _places(column.name)
        ]
    offers.sort(key=lambda offer: (offer[3] is Target.SUBCATEGORY, *offer[:2]))
    for place, _, column, target in offers:
        if readable_share(target, column.values) >= READABLE:
            sure = NAMED if place < _FIRST_NAMES else LATER_NAME
            why = "published name" if published else "its name"
            yield MappedColumn(column.name, target, why, PUBLISHED if published else sure)


_EMPTY: Final = 1_000
"""Later than any name: an empty column gives way to one that is filled."""
_WITHIN: Final = 100
"""As `_EMPTY`, for a name that is known only without the object around it."""


_KNOWN_WITHIN: Final = frozenset(
    {Target.PRICE, Target.SALE_PRICE, Target.LIST_PRICE, Target.CURRENCY, Target.STOCK,
     Target.AVAILABILITY, Target.BRAND, Target.GTIN, Target.MPN, Target.COLOUR, Target.MATERIAL,
     Target.SIZE, Target.RATING, Target.RATING_COUNT}
)  # fmt: skip
"""Fields whose names mean the same in any object: a "name" or a "type" there may be anything's."""


def _places(column: str) -> tuple[tuple[Target, int], ...]:
    name = normal(column)
    if name.startswith("features"):
        return ((Target.FEATURES, 0),)
    if name in PLACES or "." not in name:
        return PLACES.get(name, ())
    last = name.rpartition(".")[2]
    return tuple((t, place + _WITHIN) for t, place in PLACES.get(last, ()) if t in _KNOWN_WITHIN)


def _take(each: MappedColumn, taken: dict[str, MappedColumn]) -> None:
    if each.column in taken or each.target is None:
        return
    used = {mapped.target for mapped in taken.values()}
    if each.target in used and each.target not in SEVERAL:
        return
    if "." in each.column and each.target in used:
        return
    # "regular_price" is the price where there is no other; "type" narrows a category.
    if each.target is Target.SUBCATEGORY and Target.CATEGORY not in used:
        return
    taken[each.column] = each


def _settle_groups(columns: Sequence[_Column], taken: dict[str, MappedColumn]) -> None:
    """Tell a column that groups variants from one that is another name of the product."""
    values = {column.name: column.values for column in columns}
    of = {each.target: each for each in taken.values() if each.target}
    group, own = of.get(Target.GROUP), of.get(Target.ID)
    if (
        group
        and normal(group.column) not in _GROUPS_ALWAYS
        and not _repeats(values.get(group.column, ()))
    ):
        del taken[group.column]
        group = None
    if own and group:
        _settle_ids(columns, taken, own, values.get(group.column, ()))
    if own and group is None and _repeats(values.get(own.column, ())):
        for column in columns:
            offered = [target for target, _ in _places(column.name)]
            if Target.ID in offered and column.name != own.column and not _repeats(column.values):
                taken[own.column] = MappedColumn(own.column, Target.GROUP, "repeats", 0.8)
                taken[column.name] = MappedColumn(column.name, Target.ID, "unique", NAMED)
                return
    if own is None and group is not None:
        taken[group.column] = MappedColumn(group.column, Target.ID, group.why, LATER_NAME)


def _settle_ids(
    columns: Sequence[_Column],
    taken: dict[str, MappedColumn],
    own: MappedColumn,
    groups: Sequence[Value],
) -> None:
    """Of two ids take the one first that rows name their product by: WooCommerce's SKU."""
    named = {text_of(value) for value in filled(groups)}
    values = {column.name: column.values for column in columns}
    if not named or named & {text_of(value) for value in values.get(own.column, ())}:
        return
    for column in columns:
        offered = [target for target, _ in _places(column.name)]
        if Target.ID not in offered or column.name == own.column:
            continue
        if 2 * len(named & {text_of(value) for value in column.values}) >= len(named):
            del taken[own.column]
            taken[column.name] = MappedColumn(column.name, Target.ID, "parents are named by it")
            taken[own.column] = MappedColumn(own.column, Target.ID, own.why, LATER_NAME)
            return


_GROUPS_ALWAYS: Final = wordset(
    """
    itemgroupid groupid productgroupid parentsku parentid parent parentcode inproductgroupwithid
    """
)


def _repeats(values: Sequence[Value]) -> bool:
    present = filled(values)
    return len(present) > 1 and unique_share(present) < 1.0


def _by_trade_number(columns: Sequence[_Column], taken: dict[str, MappedColumn]) -> None:
    """Take a trade item number for the id where nothing else is called one: a bookshop's ISBN."""
    if any(each.target is Target.ID for each in taken.values()):
        return
    for column in columns:
        mapped = taken.get(column.name)
        is_number = mapped is not None and mapped.target is Target.GTIN
        if is_number and column.values and unique_share(column.values) == 1.0:
            taken[column.name] = MappedColumn(column.name, Target.ID, "unique", LATER_NAME)
            return


def _by_values(columns: Sequence[_Column], taken: dict[str, MappedColumn], published: bool) -> None:
    # Who publishes a format names its fields as it says: there a look-alike is another thing.
    for target in _REQUIRED if published else _BY_VALUES:
        if any(each.target is target for each in taken.values()):
            continue
        for column in columns:
            free = column.name not in taken and "." not in column.name
            if free and looks_like(target, column.values):
                why = f"looks like {_LOOKS.get(target, target.value)}"
                taken[column.name] = MappedColumn(column.name, target, why, _BY_VALUES_SURE)
                break


_LOOKS: Final = {
    Target.PRICE: "prices", Target.ID: "unique ids", Target.TITLE: "titles",
    Target.IMAGES: "addresses of pictures", Target.URL: "addresses", Target.COLOUR: "colours",
    Target.GTIN: "trade item numbers", Target.CURRENCY: "currencies", Target.GENDER: "genders",
    Target.DESCRIPTION: "descriptions", Target.CATEGORY: "paths",
}  # fmt: skip

_REQUIRED: Final = (Target.ID, Target.TITLE, Target.PRICE)


def _require(taken: Mapping[str, MappedColumn], columns: Sequence[_Column]) -> None:
    have = {each.target for each in taken.values()}
    in_variants = Target.VARIANTS in have
    missing = [
        target.value
        for target in _REQUIRED
        if target not in have and not (target is Target.PRICE and in_variants)
    ]
    if not missing:
        return
    names = ", ".join(column.name for column in columns[:20] if "." not in column.name) or "none"
    raise ColumnsUnknown(
        f"No column of the feed looks like the {' or the '.join(missing)} (columns: {names}); "
        'write a mapping file with lines such as "title: COLUMN" and pass it with --mapping FILE.'
    )


def _is_covered(column: str, taken: Mapping[str, MappedColumn]) -> bool:
    """Say whether an object is read through its parts, or a part through its object."""
    whole = column.split(".", maxsplit=1)[0]
    return any(name == whole or name.split(".")[0] == column for name in taken if name != column)


_PLACE_OF: Final = {target: place for place, target in enumerate(Target)}


def _order(each: MappedColumn) -> int:
    return len(_PLACE_OF) if each.target is None else _PLACE_OF[each.target]


def _price_scale(columns: Sequence[_Column], taken: Mapping[str, MappedColumn]) -> int:
    prices = [each.column for each in taken.values() if each.target is Target.PRICE]
    if any(normal(name).rpartition(".")[2] in _CENTS for name in prices):
        return 100
    values: list[Value] = []
    for column in columns:
        if column.name in prices:
            values += column.values
        elif column.name in taken and taken[column.name].target is Target.VARIANTS:
            lists = [value for value in column.values if isinstance(value, list)]
            values += [
                each.get("price") for all_ in lists for each in all_ if isinstance(each, dict)
            ]
    amounts = [value.get("amount") for value in filled(values) if isinstance(value, Mapping)]
    if amounts and len(amounts) == len(filled(values)):
        # The agentic commerce protocols count minor units: {"amount": 7999, "currency": "USD"}.
        return 100 if all(type(amount) is int for amount in amounts) else 1
    return 1


def _rating_scale(columns: Sequence[_Column], taken: Mapping[str, MappedColumn]) -> float:
    for column in columns:
        if column.name in taken and taken[column.name].target is Target.RATING:
            return scale_of_ratings(column.values)
    return 5.0
