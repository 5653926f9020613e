"""Reading a catalog without indexing it: what a mapping makes of its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.catalog_source import CatalogSource
from retrieval.errors import IndexUnwritable
from retrieval.feeds.record import Refused
from retrieval.product import Product
from retrieval.refused_rows import write_refused

_SHOWN_REASONS = 10


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a catalog holds."""

    first: tuple[Product, ...]
    products: int
    refused: tuple[Refused, ...]
    """The first ten."""
    refused_count: int


def dry_run(source: CatalogSource, refused_file: Path | None, shown: int) -> DryRun:
    """Read all of `source`.

    Args:
        source: stays as it is.
        refused_file: where refused rows are written, if anywhere.
        shown: how many products to return.

    Raises:
        FeedError: it cannot be read.
        IndexUnwritable: `refused_file` cannot be written.
    """
    first: list[Product] = []
    refused: list[Refused] = []
    count = {Product: 0, Refused: 0}

    def entries() -> Iterator[Refused]:
        for entry in source.read():
            if isinstance(entry, Refused):
                count[Refused] += 1
                if len(refused) < _SHOWN_REASONS:
                    refused.append(entry)
                yield entry
            else:
                count[Product] += 1
                if len(first) < shown:
                    first.append(entry)

    if refused_file is None:
        for _ in entries():
            pass
    else:
        try:
            write_refused(refused_file, entries())
        except OSError as error:
            raise IndexUnwritable(
                f"The refused rows cannot be written to {refused_file} ({error.strerror}); "
                "choose another --refused file."
            ) from error
    return DryRun(tuple(first), count[Product], tuple(refused), count[Refused])
