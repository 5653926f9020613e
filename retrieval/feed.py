"""Product feeds as JSON Lines: one `Product` a line, every line checked.

A refused line never stops the others; each is reported with its number, the
field and a plain reason. Other formats and the stripping of markup are not
covered here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from retrieval.errors import FeedEmpty, FeedRejected, FeedUnreadable
from retrieval.product import Product, pieces_of

MAX_REFUSED_SHARE = 0.05
"""More refused lines than this and the feed, not its lines, is what is wrong."""

MAX_LINE_BYTES = 1_000_000
"""A product is a few kB; a longer line is another file format."""

_BOM = b"\xef\xbb\xbf"

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


@dataclass(frozen=True, slots=True)
class Refused:
    """One line that is not in the feed's products."""

    line: int
    """From 1."""
    field: str | None
    """Such as "price" or "variants.0.stock"; None for the whole line."""
    reason: str
    """Such as "is missing"."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.field or 'the line'} {self.reason}"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed held."""

    products: tuple[Product, ...]
    refused: tuple[Refused, ...]


def read_jsonl(path: Path, max_refused_share: float = MAX_REFUSED_SHARE) -> Feed:
    """Read the products of `path`.

    Args:
        path: UTF-8, with or without a byte order mark; blank lines are skipped.
        max_refused_share: 0..1 of the lines that are not blank.

    Returns:
        The products in the order of the file, and every refused line with its reason.

    Raises:
        FeedUnreadable: the file cannot be opened or read.
        FeedRejected: more than the allowed share was refused.
        FeedEmpty: the file holds no product.
    """
    products: dict[str, Product] = {}
    refused: list[Refused] = []
    try:
        for number, raw in _lines(path):
            read = _read_line(number, raw)
            if isinstance(read, Refused):
                refused.append(read)
            elif read.id in products:
                refused.append(Refused(number, "id", f'"{read.id}" was used by an earlier line'))
            else:
                products[read.id] = read
    except OSError as error:
        raise FeedUnreadable(
            f"The feed {path} cannot be read ({error.strerror}); "
            "give the path of a JSON Lines file with one product a line."
        ) from error
    lines = len(products) + len(refused)
    if not lines:
        raise FeedEmpty(f"The feed {path} holds no line; give it at least one product.")
    if len(refused) > max_refused_share * lines:
        raise FeedRejected(
            f"{len(refused)} of {lines} lines of the feed {path} were refused, more than "
            f"{max_refused_share:.0%} (most often: {_commonest(refused)}); mend the feed and "
            "read it again.",
            reasons=tuple(str(each) for each in refused),
        )
    if not products:
        raise FeedEmpty(f"No line of the feed {path} is a product; first reason: {refused[0]}.")
    return Feed(tuple(products.values()), tuple(refused))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number the lines of `path` that are not blank, from 1; long ones come cut."""
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            line = raw.removeprefix(_BOM) if number == 1 else raw
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(MAX_LINE_BYTES)
            if line.strip():
                yield number, line


def _read_line(number: int, raw: bytes) -> Product | Refused:
    if len(raw) > MAX_LINE_BYTES:
        return Refused(number, None, f"is longer than {MAX_LINE_BYTES:,} bytes")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Refused(number, None, f"is not valid UTF-8 at byte {error.start + 1}")
    try:
        product = Product.model_validate_json(raw)
    except ValidationError as error:
        return _explain(number, error)
    return _inconsistency(number, product) or product


def _explain(number: int, error: ValidationError) -> Refused:
    first = error.errors(include_url=False)[0]
    kind = first["type"]
    field = ".".join(str(part) for part in first["loc"]) or None
    if kind == "json_invalid":
        return Refused(number, None, "is not JSON")
    reason = _REASONS.get(kind)
    if reason is None:
        return Refused(number, field, f"is not accepted: {first['msg']}")
    return Refused(number, field, reason.format(**first.get("ctx", {})))


def _inconsistency(number: int, product: Product) -> Refused | None:
    """Say where a product contradicts its own variants, which filters would then show."""
    if not product.variants:
        return None
    ids = Counter(variant.id for variant in product.variants)
    twice = next((identifier for identifier, count in ids.items() if count > 1), None)
    if twice is not None:
        return Refused(number, "variants", f'have the id "{twice}" twice')
    cheapest = min(variant.price for variant in product.variants)
    if product.price != cheapest:
        return Refused(
            number, "price", f"is {product.price} but the cheapest variant costs {cheapest}"
        )
    pieces = pieces_of(product.variants)
    if product.stock is not None and product.stock != pieces:
        return Refused(number, "stock", f"is {product.stock} but the variants have {pieces}")
    return None


def _commonest(refused: list[Refused]) -> str:
    counts = Counter((each.field or "the line", each.reason) for each in refused)
    (field, reason), _ = counts.most_common(1)[0]
    return f"{field} {reason}"
