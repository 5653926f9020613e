"""What a feed file is made of, told by its first bytes.

The container (rows, JSON, XML, ...) first; whose columns it holds (`dialects`) is another
question: the same agentic-commerce feed comes as JSON, JSON Lines, CSV and TSV.
"""

import json
import re
from enum import StrEnum
from itertools import pairwise

from retrieval.feeds.delimited import delimiter_of
from retrieval.feeds.json_stream import is_wrapper
from retrieval.feeds.record import Value
from retrieval.feeds.source import HEAD_BYTES, Source


class Container(StrEnum):
    """How a file is divided into entries."""

    DELIMITED = "rows of cells"
    JSON = "JSON"
    JSONL = "JSON Lines"
    XML = "XML"
    PAGE = "an HTML page"
    YAML = "YAML"
    PARQUET = "Parquet"


_SUFFIXES = {
    ".csv": Container.DELIMITED,
    ".tsv": Container.DELIMITED,
    ".tab": Container.DELIMITED,
    ".json": Container.JSON,
    ".jsonld": Container.JSON,
    ".jsonl": Container.JSONL,
    ".ndjson": Container.JSONL,
    ".xml": Container.XML,
    ".rss": Container.XML,
    ".atom": Container.XML,
    ".html": Container.PAGE,
    ".htm": Container.PAGE,
    ".yaml": Container.YAML,
    ".yml": Container.YAML,
    ".parquet": Container.PARQUET,
}

_FOREIGN = {
    b"PK\x03\x04": "a zip archive or a spreadsheet: unpack it, or save the sheet as CSV",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: save the sheet as CSV",
    b"BZh": "compressed with bzip2: unpack it, or use gzip",
    b"\xfd7zXZ": "compressed with xz: unpack it, or use gzip",
    b"\x28\xb5\x2f\xfd": "compressed with zstd: unpack it, or use gzip",
    b"%PDF": "a PDF file: export the products in another format",
    b"SQLite format 3": "a database: export the products in another format",
}

_PAGE = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b|<script\b", re.IGNORECASE)
_KEY = rb"[\"']?[\w@][\w @.-]{0,80}[\"']?\s*:(?:\s|$)"
_YAML_ITEM = re.compile(rb"^[ ]*-[ \t]+(?:[&!][\w-]+[ \t]+)?(?:\{|" + _KEY + rb")", re.MULTILINE)
_YAML_KEY = re.compile(rb"^" + _KEY, re.MULTILINE)
_SAMPLE_LINES = 20
_SAMPLE_BYTES = 4_096
_BINARY_SHARE = 10
"""One zero in so many bytes is no text; a damaged export has a few."""


def foreign(head: bytes) -> str | None:
    """Say what a file is that cannot be read, and what to do with it; None if it may be read."""
    for magic, name in _FOREIGN.items():
        if head.startswith(magic):
            return name
    return None


def container_of(source: Source) -> Container | None:
    """Tell how `source` is divided, by its content, then by its name; None if neither says."""
    head = source.head
    if head.startswith(b"PAR1"):
        return Container.PARQUET
    text = head.lstrip()
    named = suffix_of(source)
    match text[:1]:
        case b"<":
            return Container.PAGE if _PAGE.search(text[:2048]) else Container.XML
        case b"[":
            return Container.JSON
        case b"{":
            return _json_kind(text, len(head) < HEAD_BYTES, named)
    if _BINARY_SHARE * head.count(0, 0, _SAMPLE_BYTES) > len(head[:_SAMPLE_BYTES]):
        return None
    if _is_yaml(text, named):
        return Container.YAML
    if delimiter_of(head.decode("utf-8", errors="replace")) is not None:
        return Container.DELIMITED
    return named if named in (Container.YAML, Container.JSONL, Container.DELIMITED) else None


def suffix_of(source: Source) -> Container | None:
    """Tell what the name of `source` says, without ".gz"."""
    suffixes = [each.lower() for each in source.path.suffixes if each.lower() != ".gz"]
    return _SUFFIXES.get(suffixes[-1]) if suffixes else None


def _json_kind(text: bytes, whole: bool, named: Container | None) -> Container:
    """Tell one object a line from objects over several lines."""
    lines = text.splitlines()[:_SAMPLE_LINES]
    complete = lines if whole or len(lines) == _SAMPLE_LINES else lines[:-1]
    filled = [line.rstrip() for line in complete if line.strip()]
    read = [_object(line) for line in filled]
    objects = [value for value in read if value is not None]
    if any(is_wrapper(value) for value in objects):
        return Container.JSON
    opening = sum(line.startswith(b"{") and len(line) > 1 for line in filled)
    if named is Container.JSONL or len(objects) == len(filled) == 1:
        return Container.JSONL if opening else Container.JSON
    # Within one document a comma stands between two objects.
    if any(None not in pair for pair in pairwise(read)):
        return Container.JSONL
    alike = 2 * len(objects) >= len(filled) > 1 and opening > 1
    return Container.JSONL if alike else Container.JSON


def _object(line: bytes) -> dict[str, Value] | None:
    """Return the object that a line is; None if it is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_yaml(text: bytes, named: Container | None) -> bool:
    content = b"\n".join(
        line for line in text.splitlines()[:200] if line.strip() and not line.startswith(b"#")
    )
    if content.startswith((b"%YAML", b"---")):
        return True
    if content.startswith(b"-") and _YAML_ITEM.match(content):
        return True
    if not _YAML_KEY.match(content):
        return False
    if named is Container.YAML or _YAML_ITEM.search(content):
        return True
    lines = content.splitlines()[:_SAMPLE_LINES]
    keys = sum(bool(_YAML_KEY.match(line)) for line in lines)
    return named is not Container.DELIMITED and 2 * keys > len(lines) > 1
