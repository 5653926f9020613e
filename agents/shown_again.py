"""An earlier list once more, in the order in which it was shown then. Pure.

"The second one" then means after "back to the tents" what it meant before. Prices and
stock are today's; a list of which something left the catalog or the budget is searched anew.
"""

from agents.requests import price_of
from agents.wishes import Wish
from retrieval.product import Product
from retrieval.query import Candidate, PriceRange, SearchResult
from retrieval.search import Search


def shown_again(wish: Wish, search: Search) -> SearchResult | None:
    """Return the list that an earlier wish had on the screen.

    Args:
        wish: With the cards of that list.
        search: The catalog.

    Returns:
        None where the list would no longer be what was asked for.
    """
    bounds = price_of(wish.state)
    candidates: list[Candidate] = []
    for card in wish.screen:
        product = search.product(card.product_id)
        if product is None or not _within(product, bounds):
            return None
        variant = next((v for v in product.variants if v.id == card.variant_id), None)
        candidates.append(Candidate(product, variant, card.score, card.cosine))
    return SearchResult(tuple(candidates), total=len(candidates))


def _within(product: Product, bounds: PriceRange) -> bool:
    above = bounds.low is None or product.price >= bounds.low
    return above and (bounds.high is None or product.price <= bounds.high)
