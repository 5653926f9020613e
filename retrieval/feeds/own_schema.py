"""Our own feed format: one `Product` as JSON, every field checked, none unknown.

A shop that can write this needs no mapping. Strict on purpose: nothing is guessed or
left out, so that what was meant is what is indexed; only markup is made plain, and a
text that addresses a model is flagged.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from retrieval.feeds.plain_text import plain_line, plain_text
from retrieval.feeds.record import Record, Refused, Value
from retrieval.feeds.suspect_text import is_suspect
from retrieval.product import Flag, Product, pieces_of

REQUIRED = frozenset(name for name, field in Product.model_fields.items() if field.is_required())
_KNOWN = frozenset(Product.model_fields)

MISSING_ALLOWED = 1
"""Required fields that a record may lack and still be meant as ours: one bad line is no other
format."""

_EXCERPT_CHARS = 80

_REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known field",
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
    "string_too_short": "must not be empty",
    "string_type": "must be text",
    "string_unicode": "is not valid Unicode",
    "decimal_max_places": "has more than {decimal_places} decimal places",
    "decimal_max_digits": "has more than {max_digits} digits",
    "decimal_parsing": "is not a number",
    "decimal_type": "is not a number",
    "finite_number": "is not a number",
    "float_parsing": "is not a number",
    "float_type": "is not a number",
    "int_parsing": "is not a whole number",
    "int_from_float": "is not a whole number",
    "int_type": "is not a whole number",
    "enum": "must be {expected}",
    "model_type": "is not a JSON object",
}


def _enriched(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return an entry with its texts made plain; everything else is for the schema to judge."""
    plain = dict(values)
    for name, made in (("title", plain_line), ("brand", plain_line), ("description", plain_text)):
        text = plain.get(name)
        if isinstance(text, str) and text:
            plain[name] = made(text)
    return plain


def is_own(records: Iterable[Record]) -> bool:
    """Say whether most of `records` are written in our own schema.

    At least one must have all that is required: a shop's own columns may well be called id,
    title, price and category, without a department in any row.
    """
    seen = list(records)
    votes = sum(_looks_own(record.values) for record in seen)
    return votes * 2 > len(seen) and any(record.values.keys() >= REQUIRED for record in seen)


def read_own(record: Record) -> Product | Refused:
    """Return the product that `record` is, or why it is none."""
    try:
        product = Product.model_validate(_enriched(record.values))
    except ValidationError as error:
        return explained(record, error)
    return _inconsistency(record, product) or _flagged(product)


def _flagged(product: Product) -> Product:
    """Flag a text that addresses a model: the one thing that no shop says of itself."""
    if Flag.SUSPECT_TEXT in product.flags or not is_suspect(
        product.title, product.description, *product.features, *product.attributes.values()
    ):
        return product
    return product.model_copy(update={"flags": (*product.flags, Flag.SUSPECT_TEXT)})


def explained(record: Record, error: ValidationError) -> Refused:
    """Return the first complaint of `error` in plain words."""
    return refused(record, *reason_of(error))


def reason_of(error: ValidationError) -> tuple[str | None, str]:
    """Return the field and the reason of the first complaint of `error`."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or None
    reason = _REASONS.get(first["type"])
    if reason is None:
        return field, f"is not accepted: {first['msg']}"
    return field, reason.format(**first.get("ctx", {}))


def refused(record: Record, field: str | None, reason: str) -> Refused:
    """Return why `record` is left out, with its beginning to find it by."""
    return Refused(record.line, field, reason, excerpt(record.values))


def excerpt(values: Mapping[str, Value]) -> str:
    """Return the beginning of an entry on one line."""
    text = " ".join(str(value) for value in values.values() if value not in (None, ""))
    return " ".join(text[: _EXCERPT_CHARS * 2].split())[:_EXCERPT_CHARS]


def _looks_own(values: Mapping[str, Value]) -> bool:
    names = values.keys()
    return names <= _KNOWN and len(REQUIRED - names) <= MISSING_ALLOWED


def _inconsistency(record: Record, product: Product) -> Refused | None:
    """Say where a product contradicts its own variants, which filters would then show."""
    if not product.variants:
        return None
    ids = Counter(variant.id for variant in product.variants)
    twice = next((identifier for identifier, count in ids.items() if count > 1), None)
    if twice is not None:
        return refused(record, "variants", f'have the id "{twice}" twice')
    cheapest = min(variant.price for variant in product.variants)
    if product.price != cheapest:
        return refused(
            record, "price", f"is {product.price} but the cheapest variant costs {cheapest}"
        )
    pieces = pieces_of(product.variants)
    if product.stock is not None and product.stock != pieces:
        return refused(record, "stock", f"is {product.stock} but the variants have {pieces}")
    return None
