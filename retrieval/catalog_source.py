"""Where the products of an index come from: a feed file, or products that are at hand."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from retrieval.errors import FeedUnreadable
from retrieval.feeds.catalog_feed import CatalogFeed, FeedOptions
from retrieval.feeds.columns import Target
from retrieval.feeds.record import Refused
from retrieval.index import digest
from retrieval.product import Product

_READ_BYTES = 1 << 20

_SALE_DATES = (Target.SALE_DATES, Target.SALE_FROM, Target.SALE_TO)


class CatalogSource(Protocol):
    """Products that are read one after the other, as often as asked."""

    @property
    def name(self) -> str:
        """As messages call it."""

    @property
    def fingerprint(self) -> str:
        """Equal as long as reading it gives the same products. Cheaper than reading them."""

    def read(self) -> Iterator[Product | Refused]:
        """Give all entries in their order, each once.

        Raises:
            FeedError: it cannot be read to its end, or changed while it was read.
        """

    def position(self) -> tuple[int, int]:
        """Return how far the latest reading is and of what; (0, 0) if it is not known."""


@dataclass(frozen=True)
class ProductList:
    """Products in memory."""

    products: Sequence[Product]
    name: str

    @cached_property
    def fingerprint(self) -> str:
        return f"products {digest(self.products)}"

    def read(self) -> Iterator[Product | Refused]:
        yield from self.products

    def position(self) -> tuple[int, int]:
        return 0, 0


@dataclass(frozen=True)
class FeedSource:
    """A feed file, as `CatalogFeed` reads it."""

    path: Path
    options: FeedOptions = field(default_factory=FeedOptions)

    @property
    def name(self) -> str:
        return str(self.path)

    @cached_property
    def feed(self) -> CatalogFeed:
        """The feed, looked at but not yet read.

        Raises:
            FeedError: it cannot be opened, or nothing tells what its columns mean.
        """
        return CatalogFeed.open(self.path, self.options)

    @cached_property
    def fingerprint(self) -> str:
        """Of the file's bytes and of what decides how they are read.

        Raises:
            FeedUnreadable: the file, or that of the mapping, cannot be read.
        """
        # Opened first: a change between the two looks is then noticed when it is read.
        _ = self.feed
        options = self.options
        mapping = options.mapping
        how = {
            "format": options.format,
            "mapping": _digest(mapping) if mapping else None,
            # A newer release may read the same columns otherwise, or know more of them.
            "columns": sha256(repr(self.feed.mapping).encode()).hexdigest(),
            "release": _release(),
            "currency": options.currency,
            # Sale prices come and go with the hour, without a change of the feed.
            "hour": self.options.now.strftime("%Y-%m-%dT%H") if self._has_sales else None,
            "rates": {name: str(rate) for name, rate in sorted(options.rates.items())},
        }
        return f"feed {_digest(self.path)} {json.dumps(how)}"

    @property
    def _has_sales(self) -> bool:
        return any(self.feed.mapping.of(target) for target in _SALE_DATES)

    def read(self) -> Iterator[Product | Refused]:
        yield from self.feed.products()

    def position(self) -> tuple[int, int]:
        return self.feed.progress()


def _release() -> str:
    try:
        return version("aisle")
    except PackageNotFoundError:
        return ""


def _digest(path: Path) -> str:
    hashed = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_READ_BYTES):
                hashed.update(chunk)
    except OSError as error:
        raise FeedUnreadable(
            f"The file {path} cannot be read ({error.strerror}); give the path of a product feed."
        ) from error
    return hashed.hexdigest()
