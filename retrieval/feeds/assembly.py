"""From the rows of one product to the product: its variants, price, stock and facts.

The cheapest variant gives the price, all together the stock. What all variants share
is the product's, what differs is theirs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from retrieval.feeds.categories import NO_CATEGORY, NO_DEPARTMENT, narrowed
from retrieval.feeds.colours import read_colours
from retrieval.feeds.derive_audience import derive_size
from retrieval.feeds.derive_colours import derive_colours
from retrieval.feeds.enrichment import enrich
from retrieval.feeds.lifting import option_kind
from retrieval.feeds.materials import read_materials
from retrieval.feeds.own_schema import reason_of
from retrieval.feeds.record import Refused
from retrieval.feeds.row import Row
from retrieval.feeds.sizes import read_sizes
from retrieval.feeds.titles import common_title
from retrieval.product import Availability, Flag, Product, Variant, availability_of, pieces_of
from retrieval.wordset import wordset

DEFAULT_CURRENCY: Final = "USD"
"""Of prices where neither the feed nor the options name one."""

_BEST_FIRST: Final = (
    Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER,
    Availability.BACKORDER, Availability.OUT_OF_STOCK,
)  # fmt: skip
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NO_FEATURES: Final = wordset(
    """
    new sale erin_recommends featured bestseller in_stock
    """
)
"""Facts with "yes" that say nothing about what a product can do."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What the feed calls the fields that a product must have, for the reasons of refusals."""

    id: str = "id"
    title: str = "title"
    price: str = "price"
    shows: bool = True
    """Whether it has a column of pictures or descriptions."""


def assemble(rows: Sequence[Row], names: FieldNames) -> Iterator[Product | Refused]:
    """Yield the product that `rows` are (at most one), and the rows that are refused.

    Args:
        rows: all rows of one product, in the order of the feed; at least one.
        names: of the feed's columns.
    """
    head = next((row for row in rows if row.is_parent), None)
    if head is None:
        head = _whole(rows) or next((row for row in rows if row.title), rows[0])
    product_id = (head.group or head.id) if head in rows and not head.is_parent else head.id
    product_id = product_id or head.group
    if not product_id:
        yield _refused(head, names.id, "is missing")
        return
    if not (title := head.title if head.is_parent else common_title(rows)):
        yield _refused(head, names.title, "is missing")
        return
    _resolve_options(rows, head)
    sold: list[Row] = []
    for row in _sold(rows, head):
        if isinstance(row, Refused):
            yield row
        elif row.price is None:
            yield _refused(row, names.price, "is missing")
        elif sold and row.currency != sold[0].currency:
            reason = f"is in {row.currency}, other variants are in {sold[0].currency}"
            yield _refused(row, names.price, reason)
        else:
            sold.append(row)
    if not sold:
        return
    _read_own_titles(sold, title)
    stated = _stated(product_id, title, head, rows, sold)
    try:
        variants = _variants(product_id, head, sold)
        stated |= _offer_of(variants, sold[0]) if variants else _single(sold[0])
        stated["variants"] = variants
        enrich(stated, tuple(tag for row in rows for tag in row.tags), names.shows)
        yield Product(**stated)
    except ValidationError as error:
        field, reason = reason_of(error)
        yield _refused(head, field, reason)


def _refused(row: Row, field: str | None, reason: str) -> Refused:
    return Refused(row.line, field, reason, f"{row.id} {row.title}".strip()[:80])


def _whole(rows: Sequence[Row]) -> Row | None:
    """Return the row that stands for the product rather than for one variant of it."""
    if len(rows) < 2:
        return None
    for row in rows:
        if row.id == row.group and not (row.sizes or row.colours or row.options):
            return row
    return None


def _sold(rows: Sequence[Row], head: Row) -> Iterator[Row | Refused]:
    """Yield the rows that can be bought; a second one of the same id is refused."""
    if head.variants:
        for row in head.variants:
            if row.price is None:
                row.price, row.list_price = head.price, head.list_price
            row.currency = row.currency or head.currency
            yield row
        return
    lines: dict[str, int] = {}
    others = [row for row in rows if row is not head]
    bare = bool(others) and (head.is_parent or head is _whole(rows))
    for row in rows:
        if row is head and bare:
            continue
        if row.id and row.id in lines:
            yield _refused(row, "id", f'"{row.id}" was used by line {lines[row.id]}')
            continue
        lines[row.id] = row.line
        # Shopify writes a product's further pictures as rows with nothing else.
        if row.price is None and row is not head and not row.options and not row.sizes:
            continue
        yield row


def _resolve_options(rows: Sequence[Row], head: Row) -> None:
    """Name the options of later rows as the first row does, and read those that have a field."""
    named = next((row.options for row in rows if any(name for name, _ in row.options)), ())
    for row in (*rows, *head.variants):
        for number, (own, value) in enumerate(row.options):
            name = own or (named[number][0] if number < len(named) else "")
            if not value or value.casefold() == "default title":
                continue
            match option_kind(name):
                case "colour":
                    row.colours = read_colours(value) or row.colours
                case "size":
                    row.sizes = read_sizes(value) or row.sizes
                case "material":
                    row.materials = read_materials(value) or row.materials
                case _:
                    key = _NOT_SLUG.sub("_", name.casefold()).strip("_") or f"option_{number + 1}"
                    row.attributes[key] = value
    for member in head.members:
        own_row = next((row for row in rows if row.id == member["sku"]), None)
        if own_row:
            own_row.sizes = own_row.sizes or read_sizes(member.get("size", ""))
            own_row.colours = own_row.colours or read_colours(member.get("color", ""))


def _read_own_titles(sold: Sequence[Row], title: str) -> None:
    """Read size and colour out of variants' own titles: "Chaz Hoodie-XS-Black"."""
    if len(sold) < 2:
        return
    for row in sold:
        own = row.title[len(title) :] if row.title.startswith(title) else ""
        if not own or (row.sizes and row.colours):
            continue
        parts = [part.strip() for part in _TITLE_MARKS.split(own) if part.strip()]
        if not row.sizes:
            row.sizes = next(((s,) for part in parts if (s := derive_size(f" - {part}"))), ())
        if not row.colours:
            row.colours = derive_colours(" | ".join(parts), "", (), None)


_TITLE_MARKS = re.compile(r"[-–—/|,()\[\]]")


def _stated(
    product_id: str, title: str, head: Row, rows: Sequence[Row], sold: Sequence[Row]
) -> dict[str, Any]:
    """Return the fields of the product that do not depend on what is sold at which price."""
    all_rows = (head, *(row for row in rows if row is not head), *head.variants)
    one = len(all_rows) == 1
    shelf = head.shelf if one else next((row.shelf for row in all_rows if row.shelf), None)
    stated: dict[str, Any] = {"id": product_id, "title": title, "currency": sold[0].currency}
    for name in ("brand", "description", "url", "mpn", "condition", "seller", "updated", "rating"):
        value = getattr(head, name) if one else _first(all_rows, name)
        if value:
            stated[name] = value
    stated["currency"] = sold[0].currency or DEFAULT_CURRENCY
    stated["gtin"] = head.gtin if one else None
    stated["rating_count"] = max(row.rating_count for row in all_rows)
    stated["images"] = head.images if one else _union(all_rows, "images")
    stated["colours"] = _colours(sold) or head.colours
    stated["materials"] = head.materials if one else _union(all_rows, "materials")
    stated["audience"] = head.audience if one else _first(all_rows, "audience")
    stated["attributes"] = _common_facts(head, sold)
    yes = [n.replace("_", " ") for n, v in stated["attributes"].items()
           if v == "yes" and n not in _NO_FEATURES]  # fmt: skip
    own = head.features if one else _union(all_rows, "features")
    stated["features"] = tuple(dict.fromkeys((*own, *yes)))
    if shelf and shelf.category:
        stated["department"] = shelf.department
        stated["category"] = narrowed(shelf, title)
        stated["category_path"] = shelf.path
    else:
        stated["department"], stated["category"] = NO_DEPARTMENT, NO_CATEGORY
    stated["taxonomy_id"] = shelf.taxonomy_id if shelf else None
    flags = []
    if any(row.ai_imagery for row in all_rows):
        flags.append(Flag.AI_IMAGERY)
    if any(row.restricted for row in all_rows):
        flags.append(Flag.RESTRICTED)
    stated["flags"] = tuple(flags)
    return stated


def _first(rows: Sequence[Row], name: str) -> Any:
    return next((value for row in rows if (value := getattr(row, name))), None)


def _union(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for row in rows for value in getattr(row, name)))


def _colours(sold: Sequence[Row]) -> tuple[str, ...]:
    """Return the colours of a product: of several variants the main colour of each.

    A second colour of one variant would else count as a colour of all the others.
    """
    if all(row.colours == sold[0].colours for row in sold):
        return sold[0].colours
    return tuple(dict.fromkeys(row.colours[0] for row in sold if row.colours))


def _common_facts(head: Row, sold: Sequence[Row]) -> dict[str, str]:
    if len(sold) == 1 and (sold[0] is head or not head.attributes):
        return sold[0].attributes
    first, *rest = sold
    shared = {
        name: value
        for name, value in first.attributes.items()
        if all(row.attributes.get(name) == value for row in rest)
    }
    return head.attributes | shared if head not in sold else shared


def _variants(product_id: str, head: Row, sold: Sequence[Row]) -> tuple[Variant, ...]:
    """Return the variants; none for a product that is sold in one form."""
    if len(sold) == 1 and not sold[0].sizes and not head.variants and not head.is_parent:
        return ()
    shared = _common_facts(head, sold)
    taken: set[str] = set()
    variants: list[Variant] = []
    for number, row in enumerate(sold, start=1):
        colour = row.colours[0] if row.colours else None
        own = {n: v for n, v in row.attributes.items() if shared.get(n) != v}
        if len(row.colours) > 1:
            own.setdefault("colours", "/".join(row.colours))
        several = len(row.sizes) > 1
        for size in row.sizes or (None,):
            identifier = row.id if row.id and not several else ""
            if not identifier:
                base = row.id or product_id
                parts = (base, _slug(colour if not row.id else None), _slug(size))
                identifier = "-".join(part for part in parts if part)
            if identifier in taken or identifier == "":
                identifier = f"{identifier}-{number}"
            taken.add(identifier)
            variants.append(
                Variant(
                    id=identifier,
                    price=row.price,  # type: ignore[arg-type] # rows without one are refused
                    list_price=row.list_price,
                    # One count over several sizes is no count of any of them.
                    stock=None if several else row.stock,
                    availability=_availability(row),
                    size=size,
                    colour=colour,
                    image=row.images[0] if row.images and len(sold) > 1 else None,
                    url=row.url if row.url != head.url else None,
                    gtin=row.gtin,
                    attributes=own,
                )
            )
    return tuple(variants)


def _slug(text: str | None) -> str:
    return _NOT_SLUG.sub("-", text.casefold()).strip("-") if text else ""


def _availability(row: Row) -> Availability:
    return availability_of(row.stock, row.availability)


def _offer_of(variants: Sequence[Variant], first: Row) -> dict[str, Any]:
    """Return price, stock and availability of a product over its variants."""
    cheapest = min(variants, key=lambda variant: variant.price)
    have = {variant.availability for variant in variants}
    several = len(first.sizes) > 1 and len({v.id for v in variants}) == len(first.sizes)
    return {
        "price": cheapest.price,
        "list_price": cheapest.list_price,
        "stock": first.stock if several else pieces_of(variants),
        "availability": next(each for each in _BEST_FIRST if each in have),
    }


def _single(row: Row) -> dict[str, Any]:
    return {
        "price": row.price,
        "list_price": row.list_price,
        "stock": row.stock,
        "availability": _availability(row),
    }
