"""One entry of a feed as it stands in the file, and one that was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
"""What a field of any format holds, as the format's parser gives it."""


class FeedFormat(StrEnum):
    """Formats that shops publish products in."""

    GOOGLE_TSV = "google-tsv"
    GOOGLE_XML = "google-xml"
    SHOPIFY_CSV = "shopify-csv"
    AGENTIC_JSON = "agentic-json"
    JSON_LD = "json-ld"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Record:
    """One entry: a row, an <item>, a JSON object."""

    line: int
    """Where it begins, from 1; of Parquet, which has no lines, the row."""
    values: Mapping[str, Value]
    """Column or element names as written, without name spaces."""


NOT_SHOWN = "says that the shop does not show it"
"""Why a draft is left out."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One entry that is not among a feed's products."""

    line: int
    """From 1."""
    field: str | None
    """Such as "price" or "variants.0.stock"; None for the whole entry."""
    reason: str
    """Such as "is missing"."""
    excerpt: str = ""
    """The beginning of what was refused, to find it by."""

    @property
    def is_draft(self) -> bool:
        """Whether the shop itself does not show it: left out, but nothing about it is wrong."""
        return self.reason == NOT_SHOWN

    def __str__(self) -> str:
        return f"line {self.line}: {self.field or 'the line'} {self.reason}"
