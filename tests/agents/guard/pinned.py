"""A search whose first products are given, for replies that were written over a certain screen.

Which of two products that fit alike comes first depends on the processor: embeddings in int8
round differently on each. What is told of a screen must not.
"""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.query import SearchRequest, SearchResult
from retrieval.search import CatalogSearch

_DEEP = 60
"""Candidates among which the given products are looked for."""


class PinnedSearch(CatalogSearch):
    """Searches as another does, and brings the products of `first` to the front.

    Attributes:
        first: Titles in the order of the screen, or the beginnings of titles.
    """

    def __init__(self, search: CatalogSearch) -> None:
        self.__dict__.update(search.__dict__)
        self._search = search
        self.first: Sequence[str] = ()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request; see `CatalogSearch.search`."""
        limit = request.limit
        if not self.first or limit == 0:
            return self._search.search(request)
        result = self._search.search(replace(request, limit=max(limit, _DEEP)))
        ordered = sorted(result.candidates, key=lambda one: self._place(one.product.title))
        is_there = bool(ordered) and self._place(ordered[0].product.title) < len(self.first)
        return replace(
            result,
            candidates=tuple(ordered[:limit]),
            relevant=result.relevant or is_there,
        )

    def _place(self, title: str) -> int:
        places = (n for n, first in enumerate(self.first) if title.startswith(first))
        return next(places, len(self.first))
