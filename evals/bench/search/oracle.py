"""Whether a product fulfils a request, read from the product alone.

Written from what `retrieval.query` promises, not from any engine's filters, so that the two
can disagree.
"""

from dataclasses import dataclass

from retrieval.product import Flag, Product, Variant
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.terms import ALL_OF, Field, Term
from retrieval.vocabulary import Vocabulary, values_of

HardTerms = dict[Field, set[str]]

_OF_OFFERS = (Field.SIZE, Field.COLOUR)


@dataclass(frozen=True, slots=True)
class Oracle:
    """Judges products of one catalog."""

    vocabulary: Vocabulary

    def hard_terms(self, request: SearchRequest, relaxed: tuple[Term, ...]) -> HardTerms:
        """Return what is still wanted once `relaxed` was given up."""
        wanted = [term for term in request.wanted if term.hard and term not in relaxed]
        kept: HardTerms = {}
        for term in wanted:
            kept.setdefault(term.field, set()).add(term.value)
        given_up = {term.value for term in relaxed if term.field is Field.CATEGORY}
        if given_up and Field.DEPARTMENT not in kept:
            kept[Field.DEPARTMENT] = {self.vocabulary.department_of[name] for name in given_up}
        return kept

    def allows(self, product: Product, request: SearchRequest, hard: HardTerms) -> bool:
        """Return whether `product` breaks nothing that `request` insists on.

        Args:
            product: any of the catalog.
            request: its wanted terms count only as far as they are in `hard`.
            hard: from `hard_terms`.
        """
        return self._allows_product(product, request, hard) and any(
            offer_fits(product, variant, request, hard) for variant in product.variants or (None,)
        )

    def _allows_product(self, product: Product, request: SearchRequest, hard: HardTerms) -> bool:
        if Flag.RESTRICTED in product.flags or product.id in request.exclude_ids:
            return False
        if request.avoid_ai_imagery and Flag.AI_IMAGERY in product.flags:
            return False
        currency = request.currency or self.vocabulary.currency
        if _is_priced(request) and product.currency != currency:
            return False
        if request.min_rating is not None and (product.rating or -1) < request.min_rating:
            return False
        low, names_offer = request.price.low, any(name in hard for name in _OF_OFFERS)
        if low is not None and not names_offer and product.price < low:
            return False
        unwanted = {(term.field, term.value) for term in request.unwanted}
        for name, found in values_of(product).items():
            values = set(found)
            if name in _OF_OFFERS:
                continue
            if any((name, value) in unwanted for value in values):
                return False
            if name in hard and not _holds(name, values, hard[name]):
                return False
        return True


def offer_fits(
    product: Product, variant: Variant | None, request: SearchRequest, hard: HardTerms
) -> bool:
    """Return whether one variant, or a product without any, has all that is asked of an offer."""
    sold = variant or product
    have = {
        Field.SIZE: {variant.size} if variant and variant.size else set(),
        Field.COLOUR: colours_of(product, variant),
    }
    unwanted = {(term.field, term.value) for term in request.unwanted}
    return (
        all(have[name] & hard[name] for name in have if name in hard)
        and not any((name, value) in unwanted for name in have for value in have[name])
        and (request.price.low is None or sold.price >= request.price.low)
        and (request.price.high is None or sold.price <= request.price.high)
        and (sold.in_stock or not request.in_stock_only)
    )


def colours_of(product: Product, variant: Variant | None) -> set[str]:
    """Return a variant's own colours and those of the product that are no variant's own."""
    if variant is None:
        return set(product.colours)
    own = {variant.colour} if variant.colour else set()
    return own | (set(product.colours) - {each.colour for each in product.variants})


def _holds(name: Field, values: set[str], wanted: set[str]) -> bool:
    return wanted <= values if name in ALL_OF else bool(values & wanted)


def _is_priced(request: SearchRequest) -> bool:
    return request.price != PriceRange() or request.sort in (Sort.CHEAPEST, Sort.DEAREST)
