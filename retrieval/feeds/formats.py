"""From a file to a feed that can be read: which format it is, and who reads it."""

from functools import partial
from itertools import islice
from pathlib import Path

from retrieval.errors import FeedEmpty, FeedUnknown
from retrieval.feeds.delimited import delimiter_of, delimiter_of_header, header_of, read_delimited
from retrieval.feeds.dialects import dialect_of
from retrieval.feeds.feed_file import FeedFile, Read
from retrieval.feeds.google_xml import read_xml
from retrieval.feeds.json_ld import read_page, with_products
from retrieval.feeds.json_stream import read_json
from retrieval.feeds.jsonl import read_jsonl
from retrieval.feeds.parquet import read_parquet
from retrieval.feeds.record import FeedFormat, Record
from retrieval.feeds.sniff import Container, container_of, foreign, suffix_of
from retrieval.feeds.source import Source
from retrieval.feeds.yaml_feed import read_yaml

__all__ = ["FeedFile", "open_feed"]

_READERS: dict[Container, Read] = {
    Container.JSON: read_json,
    Container.JSONL: read_jsonl,
    Container.XML: read_xml,
    Container.PAGE: read_page,
    Container.YAML: read_yaml,
    Container.PARQUET: read_parquet,
}

_TEXTS = (Container.JSONL, Container.JSON, Container.DELIMITED)

_CONTAINERS: dict[FeedFormat, tuple[Container, ...]] = {
    FeedFormat.GOOGLE_TSV: (Container.DELIMITED,),
    FeedFormat.GOOGLE_XML: (Container.XML,),
    FeedFormat.SHOPIFY_CSV: (Container.DELIMITED,),
    FeedFormat.AGENTIC_JSON: (*_TEXTS, Container.PARQUET, Container.YAML),
    FeedFormat.JSON_LD: (Container.JSON, Container.JSONL, Container.PAGE),
    FeedFormat.JSONL: (Container.JSONL, Container.JSON),
    FeedFormat.JSON: (Container.JSON, Container.JSONL),
    FeedFormat.CSV: (Container.DELIMITED,),
    FeedFormat.PARQUET: (Container.PARQUET,),
    FeedFormat.YAML: (Container.YAML,),
}
"""What each format may come as."""

_SNIFFED_RECORDS = 20


def open_feed(path: Path, format: FeedFormat | None = None) -> FeedFile:  # noqa: A002
    """Open a product feed.

    Args:
        path: a file, plain or gzipped, of any size.
        format: None to tell it by the file's content, and by its name where that is silent.

    Raises:
        FeedUnreadable: it cannot be opened, or is damaged near its beginning.
        FeedUnknown: it is in none of the formats, or not in the one that `format` says.
        FeedEmpty: it holds nothing.
    """
    source = Source(path)
    if not source.head.strip():
        raise FeedEmpty(f"The feed {path} holds nothing; give it at least one product.")
    container = _container(source, format)
    if container is Container.DELIMITED:
        return _open_delimited(source, format)
    read = _READERS[container]
    if format is None:
        head = _first_records(source, read)
        columns = tuple(dict.fromkeys(name for record in head for name in record.values))
        format = dialect_of(container, columns, head)  # noqa: A001
    if format is FeedFormat.JSON_LD and container is not Container.PAGE:
        read = with_products(read)
    return FeedFile(source, format, read)


def _open_delimited(source: Source, feed_format: FeedFormat | None) -> FeedFile:
    head = source.head.decode("utf-8", errors="replace")
    delimiter = delimiter_of(head) or delimiter_of_header(head)
    if delimiter is None:
        raise FeedUnknown(
            f"The feed {source.path} has no column that commas, tabs, semicolons or bars "
            "separate; give it a header and at least two columns."
        )
    columns = header_of(head, delimiter)
    read = partial(read_delimited, delimiter=delimiter)
    known = feed_format or dialect_of(Container.DELIMITED, columns, ())
    return FeedFile(source, known, read, columns=tuple(dict.fromkeys(filter(None, columns))))


def _container(source: Source, feed_format: FeedFormat | None) -> Container:
    """Tell how the file is divided, and that this is what the format asks for."""
    if what := foreign(source.head):
        raise FeedUnknown(f"The feed {source.path} is {what}.")
    container = container_of(source)
    if feed_format is None:
        if container is None:
            raise FeedUnknown(
                f"The feed {source.path} is in no format that is read; give a file in one of "
                f"{_listed()} or name one of these with --format."
            )
        return container
    allowed = _CONTAINERS[feed_format]
    if container in allowed:
        return container
    named = suffix_of(source)
    if container is None and (named in allowed or len(allowed) == 1):
        return named if named in allowed else allowed[0]
    raise FeedUnknown(
        f"The feed {source.path} is not {feed_format} but looks like "
        f"{container or 'none of the formats'}; name another format or none."
    )


def _listed() -> str:
    return ", ".join(FeedFormat)


def _first_records(source: Source, read: Read) -> tuple[Record, ...]:
    """Return the records to tell the format by, of the few first entries."""
    first = islice(read(source), _SNIFFED_RECORDS)
    return tuple(entry for entry in first if isinstance(entry, Record))
