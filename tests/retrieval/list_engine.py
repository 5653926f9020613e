"""An engine over a list of products: exact, slow, and with no index to disagree with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.conditions import Conditions
from retrieval.embedder import Vectors
from retrieval.engine import POOL, USUAL, Hit, PointId, Reading
from retrieval.offers import Offer, offers_of
from retrieval.payload import facts_of, payload_of, point_id
from retrieval.product import Flag, Product
from retrieval.query import PriceRange
from retrieval.search import CatalogSearch
from retrieval.terms import ALL_OF, Field, Term
from retrieval.text import document
from retrieval.vocabulary import Vocabulary, values_of
from tests.retrieval.catalog import WordEmbedder


def listed(*products: Product) -> tuple[CatalogSearch, "ListEngine"]:
    """Return a search over a list, and its engine."""
    engine = ListEngine(products)
    return CatalogSearch(engine, Vocabulary.of(products), WordEmbedder()), engine


class ListEngine:
    """Answers as `retrieval.engine.Engine` promises, by looking at every product."""

    def __init__(self, products: Sequence[Product]) -> None:
        self._products = {point_id(product.id): product for product in products}
        vectors = WordEmbedder().embed([document(product) for product in products])
        self._vectors = dict(zip(self._products, vectors, strict=True))
        self.counted: list[Conditions] = []
        """What was counted, in order."""

    @property
    def generation(self) -> str:
        return ""

    def count(self, conditions: Conditions, seen: int = 0) -> int:
        self.counted.append(conditions)
        return len(self._fitting(conditions))

    def count_all(self) -> int:
        return len(self._products)

    def nearest(
        self,
        vector: Vectors,
        text: str,
        conditions: Conditions,
        soft: Sequence[Term] = (),
        reading: Reading = USUAL,
    ) -> list[Hit]:
        fitting = self._fitting(conditions)
        cosines = {each: float(self._vectors[each] @ vector) for each in fitting}
        overlaps = {each: _overlap(text, self._products[each]) for each in fitting}
        best = sorted(fitting, key=lambda each: (-cosines[each], str(each)))[:POOL]
        ranks = {each: rank for rank, each in enumerate(best, 1)}
        named = sorted(
            (each for each in best if overlaps[each]), key=lambda each: (-overlaps[each], str(each))
        )
        words = {each: rank for rank, each in enumerate(named, 1)}
        return [
            Hit(
                each,
                facts_of(payload_of(self._products[each]), reading.fields),
                cosines[each],
                ranks[each],
                words.get(each),
                float(overlaps[each]),
            )
            for each in best
        ]

    def ordered(
        self,
        conditions: Conditions,
        key: str,
        descending: bool,
        limit: int,
        reading: Reading = USUAL,
    ) -> list[Hit]:
        payloads = {each: payload_of(self._products[each]) for each in self._fitting(conditions)}
        order = sorted(payloads, key=lambda each: payloads[each][key], reverse=descending)
        return [
            Hit(each, facts_of(payloads[each], reading.fields), cosine=0.0)
            for each in order[:limit]
        ]

    def facets(
        self, conditions: Conditions, fields: Sequence[Field], limit: int
    ) -> Mapping[Field, Mapping[str, int]]:
        counts: dict[Field, Counter[str]] = {name: Counter() for name in fields}
        for each in self._fitting(conditions):
            values = values_of(self._products[each])
            for name in fields:
                counts[name].update(values[name])
        return {name: dict(counter.most_common(limit)) for name, counter in counts.items()}

    def prices(self, conditions: Conditions) -> PriceRange:
        prices = [self._products[each].price for each in self._fitting(conditions)]
        return PriceRange(min(prices, default=None), max(prices, default=None))

    def vectors(self, ids: Sequence[PointId]) -> dict[PointId, Vectors]:
        return {each: vector for each, vector in self._vectors.items() if each in set(ids)}

    def holds_every_word(self, text: str, ids: Sequence[PointId]) -> bool:
        words = set(text.lower().split())
        return any(
            words <= set(document(self._products[each]).lower().split())
            for each in ids
            if isinstance(each, int)
        )

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        return {each: product for each, product in self._products.items() if each in set(ids)}

    def close(self) -> None:
        self._products.clear()

    def _fitting(self, conditions: Conditions) -> list[int]:
        return [each for each, product in self._products.items() if fulfils(product, conditions)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is asked of one product again and again."""

    product: Product
    """Held, so that no other gets its id."""
    values: Mapping[Field, set[str]]
    offers: tuple[Offer, ...]


_KNOWN: dict[int, _Known] = {}
_KNOWN_MOST = 10_000


def _known(product: Product) -> _Known:
    if id(product) not in _KNOWN:
        if len(_KNOWN) >= _KNOWN_MOST:
            _KNOWN.clear()
        values = {name: set(found) for name, found in values_of(product).items()}
        _KNOWN[id(product)] = _Known(product, values, tuple(offers_of(product)))
    return _KNOWN[id(product)]


def fulfils(product: Product, conditions: Conditions) -> bool:
    """Say whether `product` fulfils `conditions`, read straight from its fields."""
    known = _known(product)
    values = known.values
    offers = [each for each in known.offers if conditions.allows(each)]
    bounds = conditions.price
    if conditions.names_variant:
        bounds = PriceRange()
    return (
        Flag.RESTRICTED not in product.flags
        and not conditions.unwanted_flags & set(product.flags)
        and product.id not in conditions.exclude_ids
        and conditions.currency in (None, product.currency)
        and (conditions.min_rating is None or (product.rating or 0) >= conditions.min_rating)
        and (bounds.low is None or product.price >= bounds.low)
        and (bounds.high is None or product.price <= bounds.high)
        and (bool(offers) or not conditions.is_about_offers)
        and all(
            wanted <= values[name] if name in ALL_OF else bool(wanted & values[name])
            for name, wanted in conditions.wanted.items()
        )
        and not any(unwanted & values[name] for name, unwanted in _of_products(conditions))
    )


def _of_products(conditions: Conditions) -> list[tuple[Field, frozenset[str]]]:
    """What is unwanted of a product; an unwanted size or colour is a matter of its offers."""
    return [
        (name, values)
        for name, values in conditions.unwanted.items()
        if name not in (Field.SIZE, Field.COLOUR)
    ]


def _overlap(text: str, product: Product) -> int:
    return len(set(text.lower().split()) & set(document(product).lower().split()))
