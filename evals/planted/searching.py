"""Searches with one thing wrong, around a search with nothing wrong."""

from dataclasses import replace

from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest, SearchResult, Sort
from retrieval.search import MAX_LIMIT, Search
from retrieval.vocabulary import Vocabulary


class _Around:
    """Answers as the search within.

    Args:
        within: A search with nothing wrong.
    """

    def __init__(self, within: Search) -> None:
        self._within = within

    @property
    def vocabulary(self) -> Vocabulary:
        return self._within.vocabulary

    def product(self, product_id: str) -> Product | None:
        """Return one product; None if there is none."""
        return self._within.product(product_id)


class Unranked(_Around):
    """Keeps every condition, and puts what is found in the catalog's order."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request; see `retrieval.search.Search`."""
        if request.sort is not Sort.RELEVANCE:
            return self._within.search(request)
        found = self._within.search(replace(request, limit=MAX_LIMIT))
        in_order = sorted(found.candidates, key=lambda candidate: candidate.product.id)
        return replace(found, candidates=tuple(in_order[: request.limit]))


class Unpriced(_Around):
    """Does not look at prices."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request; see `retrieval.search.Search`."""
        return self._within.search(replace(request, price=PriceRange()))


class Unrelaxed(_Around):
    """Finds nothing where a wish would have to be given up."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request; see `retrieval.search.Search`."""
        found = self._within.search(request)
        if not found.relaxed:
            return found
        return replace(found, candidates=(), total=0, relaxed=(), relaxations=(), relevant=False)
