"""What is tried once more where a search fell short for a reason that the words tell.

"Silver" is read as the material where nothing is silver by color; a product called by its name
stands alone; and "ideally under 200" holds nothing back where little is that cheap.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from agents.clarify import POOL
from agents.constraints import Kind
from agents.named_in_full import named_in_full
from agents.read_otherwise import read_otherwise
from agents.reading import Reading
from agents.reply.plan import SPOKEN
from agents.requests import ON_SCREEN, price_of, request_of
from agents.search_text import stems_of
from agents.state import DialogueState
from agents.wishes import Wish
from retrieval.query import Candidate, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.terms import Field


@dataclass(frozen=True, slots=True)
class SecondLook:
    """Searches again with what the first search told."""

    search: Callable[[SearchRequest], SearchResult]
    values: Mapping[Field, Mapping[str, int]]
    """What the catalog has of each field."""

    def again(
        self, wish: Wish, reading: Reading, result: SearchResult
    ) -> tuple[Wish, SearchResult]:
        """Return the wish as it is to be meant, and what fits it."""
        if result.relaxed:
            wish, result = self._read_otherwise(wish, result)
            result = _stated_in_titles(result)
        if result.relaxed or not result.candidates:
            return wish, result
        called = named_in_full(reading, result.candidates)
        if len(called) < len(result.candidates):
            return wish, replace(result, candidates=called, total=len(called))
        return wish, self._beyond_hoped(wish, result)

    def _read_otherwise(self, wish: Wish, result: SearchResult) -> tuple[Wish, SearchResult]:
        other = read_otherwise(wish.state, result.relaxed, self.values)
        if other is None:
            return wish, result
        request = request_of(other, wish.exclude_ids, wish.shown_ids)
        found = self.search(replace(request, limit=POOL))
        return (wish, result) if found.relaxed else (replace(wish, state=other), found)

    def _beyond_hoped(self, wish: Wish, result: SearchResult) -> SearchResult:
        """Add what lies nearest beyond a price that was only hoped for."""
        price = price_of(wish.state)
        if not _is_hoped(wish.state) or len(result.candidates) >= SPOKEN:
            return result
        order = Sort.CHEAPEST if price.low is None else Sort.DEAREST
        request = request_of(wish.state, wish.exclude_ids, wish.shown_ids)
        request = replace(request, price=PriceRange(), sort=order, limit=POOL)
        free = self.search(request)
        here = {c.product.id for c in result.candidates}
        more = [c for c in free.candidates if c.product.id not in here and not free.relaxed]
        more = [c for c in more if not within(price, (c,))][: ON_SCREEN - len(result.candidates)]
        if not more:
            return result
        shown = (*result.candidates, *more)
        return replace(result, candidates=shown, total=max(free.total, len(shown)))


def _stated_in_titles(result: SearchResult) -> SearchResult:
    """Keep what has a feature in its title, where none is listed with it: "Round Plant Pot"."""
    if not result.relaxed or any(term.field is not Field.FEATURE for term in result.relaxed):
        return result
    words = stems_of(" ".join(term.value for term in result.relaxed))
    stated = tuple(c for c in result.candidates if words and words <= stems_of(c.product.title))
    if not stated:
        return result
    return replace(result, candidates=stated, total=len(stated), relaxed=(), relaxations=())


def _is_hoped(state: DialogueState) -> bool:
    """Say whether one bound on the price was hedged: "ideally under 200", but not "around"."""
    held = [c for c in state.constraints if c.kind is Kind.PRICE and c.wanted]
    price = price_of(state)
    one_sided = (price.low is None) is not (price.high is None)
    return bool(held) and not held[-1].hard and one_sided


def within(price: PriceRange, found: Sequence[Candidate]) -> bool:
    """Say whether every price found lies in a range."""
    costs = [c.product.price for c in found]
    return all(
        (price.low is None or cost >= price.low) and (price.high is None or cost <= price.high)
        for cost in costs
    )
