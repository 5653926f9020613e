"""Every engine must say the same: Edge, and a Qdrant server in local mode and over HTTP.

With AISLE_TEST_QDRANT_URL set, a real server must say it too.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from random import Random
from typing import NamedTuple

import numpy as np
import pytest

from retrieval.conditions import Conditions
from retrieval.engine import Engine, Hit, Reading
from retrieval.errors import SearchClosed
from retrieval.index import open_index
from retrieval.payload import point_id
from retrieval.product import Flag, Product
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.search import CatalogSearch
from retrieval.store import Store
from retrieval.terms import Field, Term
from retrieval.text import document
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import WordEmbedder, random_catalog
from tests.retrieval.conftest import quick_folder
from tests.retrieval.engines import ENGINES, fill, quiet, store_of

PRODUCTS = random_catalog(90, seed=5)
"""Fewer than the hits that an engine looks at, so that all engines see the same ones."""

SHOWN = [product for product in PRODUCTS if Flag.RESTRICTED not in product.flags]
WORDS = Vocabulary.of(PRODUCTS)
EMBEDDER = WordEmbedder()
HALF = 5e-4
"""What a cosine may differ by: vectors are kept as float16, which local mode does not do."""

TEXTS = ("alpine tents", "blue hiking boots for women", "desk lamp", "waterproof", "zzz", "the")
SIZES = {"edge": 150, "memory": 80, "path": 40, "wire": 30, "real": 300}
"""Generated requests on each engine."""


class Opened(NamedTuple):
    """One engine, and the reference that it must agree with."""

    name: str
    engine: Engine
    edge: Engine
    search: CatalogSearch
    reference: CatalogSearch


@pytest.fixture(scope="module")
def edge() -> Iterator[tuple[Engine, CatalogSearch]]:
    """Open the reference: an index in a folder."""
    with quick_folder() as folder, store_of("edge", folder) as store:
        fill(store, PRODUCTS, EMBEDDER)
        engine, vocabulary = open_index(store, EMBEDDER)
        with closing(engine):
            yield engine, CatalogSearch(engine, vocabulary, EMBEDDER)


@pytest.fixture(scope="module", params=ENGINES)
def opened(request: pytest.FixtureRequest, edge: tuple[Engine, CatalogSearch]) -> Iterator[Opened]:
    """Open each engine with the same products."""
    with ExitStack() as stack:
        stack.enter_context(quiet())
        folder = stack.enter_context(quick_folder())
        store: Store = stack.enter_context(store_of(request.param, folder))
        fill(store, PRODUCTS, EMBEDDER)
        engine, vocabulary = open_index(store, EMBEDDER)
        assert vocabulary.values == Vocabulary.of(SHOWN).values
        stack.enter_context(closing(engine))
        search = CatalogSearch(engine, vocabulary, EMBEDDER)
        yield Opened(request.param, engine, edge[0], search, edge[1])


def request_of(random: Random) -> SearchRequest:
    """Return a request with every kind of constraint, few enough that something is found."""

    def terms(most: int, hard: float) -> tuple[Term, ...]:
        fields = random.choices(list(Field), k=random.randint(0, most))
        return tuple(
            Term(name, random.choice(list(WORDS.values[name])), random.random() < hard)
            for name in fields
        )

    low = random.choice((None, None, 10, 20))
    high = random.choice((None, None, "49.50", 100))
    return SearchRequest(
        text=random.choice(TEXTS),
        wanted=terms(2, hard=0.7),
        unwanted=terms(2, hard=1.0),
        price=PriceRange(
            None if low is None else WORDS.price_low + low,
            None if high is None else type(WORDS.price_low)(high),
        ),
        min_rating=random.choice((None, None, 2.5, 4.0)),
        in_stock_only=random.random() < 0.3,
        avoid_ai_imagery=random.random() < 0.3,
        sort=random.choice(list(Sort)),
        exclude_ids=frozenset(f"p{random.randrange(90)}" for _ in range(random.choice((0, 20)))),
        facets=tuple(random.sample(list(Field), random.choice((0, 2)))),
        limit=random.choice((1, 10, 200)),
    )


def same(mine: list[Hit], other: list[Hit]) -> None:
    """Check that two engines found the same, in the same order but for equal scores."""
    others = {hit.id: hit for hit in other}
    assert {hit.id for hit in mine} == set(others)
    assert len(mine) == len(other)
    for left, at_its_place in zip(mine, other, strict=True):
        right = others[left.id]
        # Edge reads some numbers from JSON with an error in the last binary digit.
        assert left.facts.standing == pytest.approx(right.facts.standing)
        assert left.facts == replace(right.facts, standing=left.facts.standing)
        assert left.cosine == pytest.approx(right.cosine, abs=HALF)
        assert left.cosine == pytest.approx(at_its_place.cosine, abs=2 * HALF)
        assert left.lexical == pytest.approx(right.lexical, rel=1e-5, abs=1e-6)
    mine, other = (
        sorted((hit for hit in hits if hit.lexical_rank), key=lambda hit: hit.lexical_rank or 0)
        for hits in (mine, other)
    )
    assert [hit.lexical_rank for hit in mine] == list(range(1, len(mine) + 1))
    assert [hit.lexical for hit in mine] == pytest.approx([hit.lexical for hit in other], abs=2e-5)


def test_engines_find_the_same(opened: Opened) -> None:
    random = Random(17)
    found = relevant = 0
    for _ in range(SIZES[opened.name]):
        request = request_of(random)
        conditions = Conditions.of(request, currency=random.choice((None, "USD", "EUR")))
        reading = Reading((Field.COLOUR, Field.MATERIAL), offers=random.random() < 0.5)
        soft = tuple(term for term in request.wanted if not term.hard)
        vector = EMBEDDER.embed([request.text])[0]
        count = opened.engine.count(conditions)
        assert count == opened.edge.count(conditions)
        mine = opened.engine.nearest(vector, request.text, conditions, soft, reading)
        same(mine, opened.edge.nearest(vector, request.text, conditions, soft, reading))
        assert len(mine) == count, "everything that fulfils the conditions is within the pool"
        found += bool(mine)
        relevant += any(hit.lexical_rank for hit in mine)
    assert found > SIZES[opened.name] / 4
    assert relevant > SIZES[opened.name] / 10


def test_facets_prices_and_orders_are_the_same(opened: Opened) -> None:
    random = Random(23)
    for _ in range(SIZES[opened.name] // 6):
        conditions = Conditions.of(request_of(random))
        for fields, limit in (((Field.BRAND, Field.FEATURE), 2), (tuple(Field), 100)):
            mine = opened.engine.facets(conditions, fields, limit)
            assert mine == opened.edge.facets(conditions, fields, limit)
            for counted in mine.values():
                assert list(counted.values()) == sorted(counted.values(), reverse=True)
        assert opened.engine.prices(conditions) == opened.edge.prices(conditions)
        for key, descending in (("price", False), ("price", True), ("standing", True)):
            everything = opened.engine.ordered(conditions, key, descending, limit=500)
            same(everything, opened.edge.ordered(conditions, key, descending, limit=500))
            values = [getattr(hit.facts, key) for hit in everything]
            assert values == sorted(values, reverse=descending)
            # Which of equal products come before a limit is each engine's own choice.
            first = opened.engine.ordered(conditions, key, descending, limit=5)
            assert [getattr(hit.facts, key) for hit in first] == values[:5]


def test_searches_answer_the_same(opened: Opened) -> None:
    random = Random(29)
    swapped = 0
    for _ in range(SIZES[opened.name] // 2):
        request = request_of(random)
        mine, reference = opened.search.search(request), opened.reference.search(request)
        for name in ("total", "relaxed", "relevant", "facets", "prices", "cheapest_outside"):
            assert getattr(mine, name) == getattr(reference, name), (name, request)
        left, right = (
            [(each.product.id, each.variant) for each in result.candidates]
            for result in (mine, reference)
        )
        assert len(left) == len(right)
        swapped += left != right
    # Scores that differ by less than a float's error may change places.
    assert swapped <= SIZES[opened.name] / 50


def _offers(product: Product) -> list[tuple[str | None, set[str], bool]]:
    """Size, colours and stock of what can be bought of a product."""
    if not product.variants:
        return [(None, set(product.colours), product.in_stock)]
    common = set(product.colours) - {each.colour for each in product.variants}
    return [
        (each.size, common | ({each.colour} if each.colour else set()), each.in_stock)
        for each in product.variants
    ]


_GOOD = "nothing of low quality"

MEANINGS: dict[str, tuple[SearchRequest, Callable[[Product], bool]]] = {
    "all of the features": (
        SearchRequest("", (Term(Field.FEATURE, "waterproof"), Term(Field.FEATURE, "lightweight"))),
        lambda product: {"waterproof", "lightweight"} <= set(product.features),
    ),
    "one of the brands": (
        SearchRequest("", (Term(Field.BRAND, "Veldra"), Term(Field.BRAND, "Oskwell"))),
        lambda product: product.brand in {"Veldra", "Oskwell"},
    ),
    "size and colour of one offer": (
        SearchRequest("", (Term(Field.SIZE, "9"), Term(Field.COLOUR, "blue"))),
        lambda product: any(
            size == "9" and "blue" in colours for size, colours, _ in _offers(product)
        ),
    ),
    "an offer without the colour": (
        SearchRequest("", unwanted=(Term(Field.COLOUR, "red"),)),
        lambda product: any("red" not in colours for _, colours, _ in _offers(product)),
    ),
    "an offer in stock": (
        SearchRequest("", in_stock_only=True),
        lambda product: any(here for _, _, here in _offers(product)),
    ),
    _GOOD: (SearchRequest(""), lambda product: Flag.LOW_QUALITY not in product.flags),
    "no generated pictures": (
        SearchRequest("", avoid_ai_imagery=True),
        lambda product: Flag.AI_IMAGERY not in product.flags,
    ),
}


@pytest.mark.parametrize("meaning", MEANINGS)
def test_filters_mean_what_they_say(opened: Opened, meaning: str) -> None:
    """Exact semantics, checked against the products themselves."""
    request, fits = MEANINGS[meaning]
    request = replace(request, with_low_quality=meaning != _GOOD)
    expected = {point_id(product.id) for product in SHOWN if fits(product)}
    hits = opened.engine.ordered(Conditions.of(request), "price", descending=False, limit=500)
    assert {hit.id for hit in hits} == expected
    assert 0 < len(expected) < len(SHOWN)


def test_products_and_vectors_come_back_as_they_were(opened: Opened) -> None:
    ids = [point_id(product.id) for product in PRODUCTS]
    stored = opened.engine.products([*ids, point_id("nobody's")])
    assert stored == dict(zip(ids, PRODUCTS, strict=True))
    vectors = opened.engine.vectors([*ids[:10], point_id("nobody's")])
    expected = opened.edge.vectors(ids[:10])
    assert set(vectors) == set(ids[:10])
    for point, vector in vectors.items():
        assert vector.dtype == np.float32
        assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3)
        assert np.allclose(vector, expected[point], atol=HALF)
    assert opened.engine.products([]) == {}
    assert opened.engine.vectors([]) == {}


def test_words_that_one_product_states(opened: Opened) -> None:
    product = PRODUCTS[0]
    ids = [point_id(product.id), point_id(PRODUCTS[1].id)]
    assert opened.engine.holds_every_word(product.title, ids)
    assert not opened.engine.holds_every_word(f"{product.title} zeppelin", ids)
    assert not opened.engine.holds_every_word("", ids)
    assert not opened.engine.holds_every_word(product.title, [])


def test_nothing_fulfils(opened: Opened) -> None:
    nothing = Conditions.of(SearchRequest("", wanted=(Term(Field.BRAND, "Nobody"),)))
    vector = EMBEDDER.embed(["boots"])[0]
    assert opened.engine.count(nothing) == 0
    assert opened.engine.nearest(vector, "boots", nothing) == []
    assert opened.engine.ordered(nothing, "price", descending=False, limit=5) == []
    assert opened.engine.prices(nothing) == PriceRange()
    assert opened.engine.facets(nothing, (Field.BRAND,), 5) == {Field.BRAND: {}}


@pytest.mark.parametrize("engine", ENGINES)
def test_replacing_and_removing(engine: str) -> None:
    before = random_catalog(20, seed=1)
    again = [each.model_copy(update={"title": f"Changed {each.id}"}) for each in before[:3]]
    with quiet(), quick_folder() as folder, store_of(engine, folder) as store:
        with store.lock(), store.building() as generation:
            writer = generation.writer(EMBEDDER.dimensions, average_words=8.0)
            texts = [document(product) for product in before]
            writer.add(before, texts, EMBEDDER.embed(texts))
            writer.add(again, texts[:3], EMBEDDER.embed(texts[:3]))
            writer.remove(["p5", "p6", "nobody's"])
            writer.remove([])
            assert writer.count_all() == 18
            writer.finish()
            writer.close()
            writer.close()
            with pytest.raises(SearchClosed):
                writer.add(before, texts, EMBEDDER.embed(texts))
            generation.write("meta.json", b"{}")
        with closing(store.serving().engine()) as searching:
            assert searching.count_all() == 18
            stored = searching.products([point_id("p0"), point_id("p5")])
            assert [product.title for product in stored.values()] == ["Changed p0"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_closed_engine_says_so(engine: str) -> None:
    with quiet(), quick_folder() as folder, store_of(engine, folder) as store:
        fill(store, PRODUCTS[:5], EMBEDDER)
        searching = store.serving().engine()
        searching.close()
        searching.close()
        with pytest.raises(SearchClosed):
            searching.count_all()
