"""A search that follows its index: a new generation is opened beside the old one and swapped in.

No search ever waits or fails for it. The old generation is closed when the last search on
it has ended. A generation that cannot be opened (made with another embedder, say) changes
nothing but a line in the log: what served goes on serving.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from retrieval.embedder import Embedder, Vectors
from retrieval.errors import RetrievalError, SearchClosed
from retrieval.product import Product
from retrieval.query import SearchRequest, SearchResult
from retrieval.search import CatalogSearch
from retrieval.vocabulary import Vocabulary

POLL_S = 1.0
"""Between two looks at which generation serves: one small file is read."""

_TRIES = 3
"""Openings in a row, while generations follow each other faster than they open."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Held:
    """One open generation."""

    name: str
    search: CatalogSearch
    users: int = 0
    retired: bool = False

    @property
    def is_idle(self) -> bool:
        return self.retired and not self.users


class LiveSearch:
    """Answers as `CatalogSearch` does, from whichever generation serves. Any thread may ask."""

    def __init__(
        self,
        open_search: Callable[[], CatalogSearch],
        serving: Callable[[], str],
        poll_s: float = POLL_S,
    ) -> None:
        """Open the index, and follow it until `close`.

        Args:
            open_search: opens the generation that serves.
            serving: names it; asked every `poll_s`.
            poll_s: seconds.

        Raises:
            RetrievalError: as `open_search` and `serving`.
        """
        self._open_search = open_search
        self._serving = serving
        self._poll_s = poll_s
        self._lock = threading.Lock()
        self._renewals: list[Callable[[Vocabulary], None]] = []
        self._refused: str | None = None
        self._held: _Held | None = self._opened()
        self._closing = threading.Event()
        self._watch = threading.Thread(target=self._follow, name="index-watch", daemon=True)
        self._watch.start()

    def on_renewal(self, call: Callable[[Vocabulary], None]) -> None:
        """Have `call` told the vocabulary of each new generation, before its first search.

        It runs on the watching thread, so that what it builds costs no search its time.
        """
        self._renewals.append(call)

    @property
    def vocabulary(self) -> Vocabulary:
        with self._using() as search:
            return search.vocabulary

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request; as `CatalogSearch.search`."""
        with self._using() as search:
            return search.search(request)

    def product(self, product_id: str) -> Product | None:
        """Return one product, whatever its flags; None if there is none."""
        with self._using() as search:
            return search.product(product_id)

    def every_product(self) -> tuple[Product, ...]:
        """Return all products that can be found; as `CatalogSearch.every_product`."""
        with self._using() as search:
            return search.every_product()

    @property
    def space(self) -> str:
        """Name of the embedder that made the vectors."""
        with self._using() as search:
            return search.space

    @property
    def embedder(self) -> Embedder:
        """What makes the vectors of queries, whichever generation serves."""
        with self._using() as search:
            return search.embedder

    def vectors(self, product_ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the stored unit vectors of those products that there are."""
        with self._using() as search:
            return search.vectors(product_ids)

    def close(self) -> None:
        """Stop following and release the index. Safe to call twice."""
        self._closing.set()
        if threading.current_thread() is not self._watch:
            self._watch.join()
        self._swap(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _using(self) -> Iterator[CatalogSearch]:
        """Keep the generation that serves now open while the block runs."""
        with self._lock:
            held = self._held
            if held is None:
                raise SearchClosed("This search was closed; open the index again.")
            held.users += 1
        try:
            yield held.search
        finally:
            with self._lock:
                held.users -= 1
                idle = held.is_idle
            if idle:
                held.search.close()

    def _swap(self, held: _Held | None) -> None:
        with self._lock:
            old, self._held = self._held, held
            if old is not None:
                old.retired = True
            idle = old is not None and old.is_idle
        if old is not None and idle:
            old.search.close()

    def _follow(self) -> None:
        while not self._closing.wait(self._poll_s):
            try:
                self._renew()
            except RetrievalError as error:
                self._report(error)
            except Exception:  # noqa: BLE001 - the watch outlives whatever a renewal meets
                _log.exception("the new index is not used")

    def _renew(self) -> None:
        """Open and swap in another generation, if another one serves."""
        held = self._held
        if held is None or self._serving() == held.name:
            return
        fresh = self._opened()
        try:
            for call in self._renewals:
                call(fresh.search.vocabulary)
        except BaseException:
            fresh.search.close()
            raise
        self._swap(fresh)
        self._refused = None
        _log.info("serving a new generation of the index")

    def _opened(self) -> _Held:
        """Open what serves; between its name and its opening another may have come."""
        for attempt in range(_TRIES):
            name = self._serving()
            search = self._open_search()
            if self._serving() == name or attempt == _TRIES - 1:
                return _Held(name, search)
            search.close()
        raise AssertionError("unreachable")

    def _report(self, error: RetrievalError) -> None:
        """Log an error once, not every second."""
        if str(error) != self._refused:
            self._refused = str(error)
            _log.warning("the new index is not used: %s", error)
