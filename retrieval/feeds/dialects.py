"""Whose columns a feed has, told by their names: Google's, Shopify's, the agentic feed's.

Fields as published in 2026 and, where they were renamed, before. Decides nothing about
what the columns mean: that is the mapping's part.
"""

from collections.abc import Iterable, Sequence

from retrieval.feeds.record import FeedFormat, Record, Value
from retrieval.feeds.sniff import Container

_GOOGLE = frozenset(
    {"image link", "additional image link", "google product category", "item group id"}
    | {"product type", "sale price", "availability", "gtin", "mpn", "product detail", "link"}
    | {"identifier exists", "shipping weight", "custom label 0", "age group", "condition"}
)
_GOOGLE_SIGNS = 3
"""Of Google's own names beside id and title: a shop's own CSV may well have a link and a gtin."""

_SHOPIFY = (
    frozenset({"handle", "variant price"}),
    frozenset({"handle", "variant sku"}),
    frozenset({"handle", "option1 name"}),
    frozenset({"url handle", "option1 name"}),
    frozenset({"url handle", "compare at price"}),
    frozenset({"url handle", "sku", "price"}),
)
"""Any of these, together: its export names columns one way, its newer template another."""

_AGENTIC = frozenset(
    {"is eligible search", "is eligible checkout", "enable search", "enable checkout"}
    | {"is ads eligible"}
)
_AGENTIC_PAIRS = (
    frozenset({"item id", "group id"}),
    frozenset({"item id", "listing has variations"}),
    frozenset({"item id", "seller name"}),
)

_LD = ("@context", "@type", "@graph")


def dialect_of(container: Container, columns: Sequence[str], head: Iterable[Record]) -> FeedFormat:
    """Tell the format of a feed whose container, columns and first records are known."""
    names = {name.lower().replace("_", " ").replace("-", " ").strip() for name in columns}
    match container:
        case Container.PAGE:
            return FeedFormat.JSON_LD
        case Container.XML:
            return FeedFormat.GOOGLE_XML
    if _is_agentic(names, head):
        return FeedFormat.AGENTIC_JSON
    match container:
        case Container.DELIMITED:
            if any(signs <= names for signs in _SHOPIFY):
                return FeedFormat.SHOPIFY_CSV
            if {"id", "title"} <= names and len(names & _GOOGLE) >= _GOOGLE_SIGNS:
                return FeedFormat.GOOGLE_TSV
            return FeedFormat.CSV
        case Container.JSON | Container.JSONL if any(name in columns for name in _LD):
            return FeedFormat.JSON_LD
        case Container.JSON:
            return FeedFormat.JSON
        case Container.JSONL:
            return FeedFormat.JSONL
        case Container.YAML:
            return FeedFormat.YAML
        case Container.PARQUET:
            return FeedFormat.PARQUET


def _is_agentic(names: set[str], head: Iterable[Record]) -> bool:
    if names & _AGENTIC or any(pair <= names for pair in _AGENTIC_PAIRS):
        return True
    return "variants" in names and any(_nested_price(each.values.get("variants")) for each in head)


def _nested_price(variants: Value) -> bool:
    """Say whether variants carry prices as the nested form of the agentic feed does."""
    first = variants[0] if isinstance(variants, list) and variants else None
    price = first.get("price") if isinstance(first, dict) else None
    return isinstance(price, dict) and {"amount", "currency"} <= price.keys()
