"""The embedded engine alone, against the products that were put into it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from random import Random

import numpy as np
import pytest

from retrieval import edge_shard, edge_writer
from retrieval.conditions import Conditions
from retrieval.edge import EdgeEngine
from retrieval.edge_writer import EdgeWriter
from retrieval.embedder import Vectors
from retrieval.engine import COUNTED, PointId, Reading, fused
from retrieval.errors import IndexUnwritable, SearchFailed
from retrieval.offers import offers_of
from retrieval.payload import point_id
from retrieval.product import Flag, Product
from retrieval.query import PriceRange, SearchRequest
from retrieval.terms import Field, Term
from retrieval.text import document
from retrieval.vocabulary import values_of
from tests.retrieval.catalog import WordEmbedder, random_catalog
from tests.retrieval.conftest import quick_folder
from tests.retrieval.list_engine import fulfils

PRODUCTS = random_catalog(600, seed=3)
TEXTS = [document(product) for product in PRODUCTS]
VECTORS = WordEmbedder().embed(TEXTS)
ALL = Conditions.of(SearchRequest(""))
_HIDDEN = {Flag.RESTRICTED, Flag.LOW_QUALITY}
SHOWN = [product for product in PRODUCTS if _HIDDEN.isdisjoint(product.flags)]


def written(folder: Path) -> EdgeWriter:
    writer = EdgeWriter.create(folder, WordEmbedder.dimensions, average_words=12.0)
    writer.add(PRODUCTS, TEXTS, VECTORS)
    return writer


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with quick_folder() as parent:
        with closing(written(parent / "shard")) as writer:
            writer.finish()
        yield parent / "shard"


@pytest.fixture
def engine(folder: Path) -> Iterator[EdgeEngine]:
    with closing(EdgeEngine.load(folder)) as engine:
        yield engine


def query(text: str) -> Vectors:
    vector: Vectors = WordEmbedder().embed([text])[0]
    return vector


def test_every_hit_has_its_true_cosine_and_its_place_among_all(engine: EdgeEngine) -> None:
    vector = query("alpine tents in red")
    hits = engine.nearest(vector, "alpine tents in red", ALL)
    ids: list[PointId] = [point_id(product.id) for product in PRODUCTS]
    cosines = dict(zip(ids, VECTORS @ vector, strict=True))
    shown = sorted((cosines[point_id(p.id)] for p in SHOWN), reverse=True)
    assert [hit.dense_rank for hit in hits] == list(range(1, len(hits) + 1))
    assert len(hits) > 100
    for hit in hits:
        assert hit.cosine == pytest.approx(cosines[hit.id], abs=2e-3)
    found = [hit.cosine for hit in hits[:100]]
    assert found == pytest.approx(shown[:100], abs=2e-3)


def test_what_shares_no_word_has_no_lexical_rank(engine: EdgeEngine) -> None:
    ids: list[PointId] = [point_id(product.id) for product in PRODUCTS]
    texts = dict(zip(ids, TEXTS, strict=True))
    hits = engine.nearest(query("tents"), "tents", ALL)
    for hit in hits:
        if hit.lexical_rank is not None:
            assert hit.lexical > 0
            assert "tents" in texts[hit.id]
        else:
            assert hit.lexical == 0
    ranked = sorted((h for h in hits if h.lexical_rank), key=lambda h: h.lexical_rank or 0)
    assert [h.lexical_rank for h in ranked] == list(range(1, 101))
    scores = [h.lexical for h in ranked]
    assert scores == sorted(scores, reverse=True)


def test_a_shortlist_is_the_best_of_the_union(engine: EdgeEngine) -> None:
    vector, text = query("city sneakers"), "city sneakers blue"
    union = engine.nearest(vector, text, ALL)
    short = engine.nearest(vector, text, ALL, reading=Reading(most=20))
    dense = [hit.id for hit in union if hit.dense_rank and hit.dense_rank <= 100]
    words = sorted((h for h in union if h.lexical_rank), key=lambda h: h.lexical_rank or 0)
    assert {hit.id for hit in short} == set(fused([dense, [hit.id for hit in words]], 20))
    of_all = {hit.id: hit for hit in union}
    for hit in short:
        assert (hit.cosine, hit.lexical_rank) == (of_all[hit.id].cosine, hit.lexical_rank)


def test_fusion_prefers_what_both_lists_hold() -> None:
    assert fused([[1, 2, 3], [4, 3]], None) == [3, 1, 4, 2]
    assert fused([[1, 2, 3], [4, 3]], 2) == [3, 1]
    assert fused([[], []], 5) == []


def test_counts_are_exact_where_they_are_small(folder: Path) -> None:
    truth = Counter(product.category for product in SHOWN)
    with closing(EdgeEngine.load(folder, exact_up_to=0)) as engine:
        for category, count in truth.items():
            wanted = (Term(Field.CATEGORY, category), Term(Field.BRAND, "Veldra"))
            conditions = Conditions.of(SearchRequest("", wanted=wanted))
            both = [p for p in SHOWN if (p.category, p.brand) == (category, "Veldra")]
            assert engine.count(conditions) == len(both) < COUNTED
            assert count > 0
        many = engine.count(ALL)
        assert many >= COUNTED
        assert many == pytest.approx(len(SHOWN), rel=0.2)


def test_facets_and_prices_are_those_of_the_matching(engine: EdgeEngine) -> None:
    conditions = Conditions.of(SearchRequest("", wanted=(Term(Field.CATEGORY, "tents"),)))
    tents = [product for product in SHOWN if product.category == "tents"]
    fields = (Field.BRAND, Field.COLOUR, Field.SIZE)
    found = engine.facets(conditions, fields, 50)
    for name in fields:
        assert found[name] == Counter(v for p in tents for v in values_of(p)[name])
    prices = [product.price for product in tents]
    assert engine.prices(conditions) == PriceRange(min(prices), max(prices))
    nothing = Conditions.of(SearchRequest("", price=PriceRange(Decimal(10**6), None)))
    assert engine.prices(nothing) == PriceRange()


def test_vectors_are_the_stored_ones(engine: EdgeEngine) -> None:
    ids = [point_id(product.id) for product in PRODUCTS[:5]]
    found = engine.vectors([*ids, point_id("no such product")])
    assert set(found) == set(ids)
    for each, vector in zip(ids, VECTORS[:5], strict=True):
        np.testing.assert_allclose(found[each], vector, atol=1e-3)


def test_the_scan_agrees_with_the_arithmetic(engine: EdgeEngine) -> None:
    vector = query("desk lamps nylon")
    in_order = sorted(SHOWN, key=lambda p: -float(WordEmbedder().embed([document(p)])[0] @ vector))
    found = engine.nearest_of_all(vector, ALL, 10)
    best = {point_id(product.id) for product in in_order[:10]}
    assert len(best & set(found)) >= 8  # equal texts may change places


def test_an_update_replaces_and_removes(quick_path: Path) -> None:
    folder = quick_path / "shard"
    with closing(written(folder)) as writer:
        writer.finish()
    renamed = PRODUCTS[1].model_copy(update={"title": "Zanzibar"})
    with closing(EdgeWriter.load(folder, average_words=12.0)) as writer:
        writer.remove([PRODUCTS[0].id, "no such product"])
        writer.remove([])
        writer.add([renamed], ["Zanzibar"], WordEmbedder().embed(["Zanzibar"]))
        writer.finish()
        assert writer.count_all() == len(PRODUCTS) - 1
    with closing(EdgeEngine.load(folder)) as engine:
        stored = engine.products([point_id(product.id) for product in PRODUCTS[:2]])
        assert [product.title for product in stored.values()] == ["Zanzibar"]
        assert engine.count_all() == len(PRODUCTS) - 1


def test_segments_that_fill_are_finished_one_by_one(
    quick_path: Path, monkeypatch: pytest.MonkeyPatch, engine: EdgeEngine
) -> None:
    monkeypatch.setattr(edge_writer, "SEGMENT", 150)
    monkeypatch.setattr(edge_shard, "_SCANNED_KB", 1)
    writer = EdgeWriter.create(quick_path / "shard", WordEmbedder.dimensions, average_words=12.0)
    with closing(writer):
        for start in range(0, len(PRODUCTS), 150):
            rows = slice(start, start + 150)
            writer.add(PRODUCTS[rows], TEXTS[rows], VECTORS[rows])
        writer.finish()
    assert len(list((quick_path / "shard" / "segments").iterdir())) > 3
    with closing(EdgeEngine.load(quick_path / "shard")) as several:
        assert several.count_all() == len(PRODUCTS)
        for text in ("trail hiking boots", "city tents 7"):
            vector = query(text)
            one, many = (each.nearest(vector, text, ALL) for each in (engine, several))
            found = {hit.id for hit in one[:10]} & {hit.id for hit in many[:10]}
            assert len(found) >= 9
            assert [hit.cosine for hit in many[:5]] == pytest.approx(
                [hit.cosine for hit in one[:5]], abs=1e-3
            )


def test_offers_keep_their_cents(engine: EdgeEngine) -> None:
    conditions = Conditions.of(SearchRequest("", wanted=(Term(Field.SIZE, "XL"),)))
    by_id: dict[object, Product] = {point_id(product.id): product for product in PRODUCTS}
    hits = engine.ordered(
        conditions, "price", descending=False, limit=20, reading=Reading(offers=True)
    )
    assert hits
    for hit in hits:
        prices = {variant.price for variant in by_id[hit.id].variants}
        assert {offer.price for offer in hit.facts.offers} == prices


def test_a_full_disk_and_a_panic_are_one_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(SearchFailed, match="refused"), edge_shard.refusals():
        raise panic("called `Result::unwrap()` on an `Err` value: Os { code: 28 }")
    with pytest.raises(KeyboardInterrupt), edge_shard.refusals():
        raise KeyboardInterrupt
    monkeypatch.setattr(edge_shard, "OPENING_BYTES", 10**18)
    with pytest.raises(IndexUnwritable, match="disk is full"):
        EdgeEngine.load(folder)


def test_a_read_only_folder_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write anywhere, so the question is answered for it.
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(IndexUnwritable, match="read-only"):
        EdgeEngine.load(folder)


def test_filters_about_offers_find_what_the_offers_say(engine: EdgeEngine) -> None:
    """Values for combinations and prices stand in for the offers: both must say the same."""
    random = Random(31)
    varied = [p for p in SHOWN if len({v.price for v in p.variants}) > 1]
    assert len(varied) > len(SHOWN) / 10
    found = 0
    for _ in range(400):
        offer = random.choice(list(offers_of(random.choice(varied))))
        price = offer.price + Decimal(random.choice(("-0.01", "0", "0.01", "15")))
        sizes = (offer.size, random.choice(("9", "XL")))[: random.randint(0, 2)]
        colours = (*offer.colours, "blue")[: random.randint(0, 2)]
        request = SearchRequest(
            "",
            wanted=(
                *(Term(Field.SIZE, each) for each in sizes if each),
                *(Term(Field.COLOUR, each) for each in colours),
            ),
            unwanted=(Term(Field.COLOUR, "red"),) if random.random() < 0.3 else (),
            price=random.choice(
                (PriceRange(None, price), PriceRange(price, None), PriceRange(price, price))
            ),
            in_stock_only=random.random() < 0.4,
            with_low_quality=random.random() < 0.5,
        )
        conditions = Conditions.of(request)
        expected = {point_id(p.id) for p in PRODUCTS if fulfils(p, conditions)}
        hits = engine.ordered(conditions, "price", descending=False, limit=1_000)
        assert {hit.id for hit in hits} == expected
        assert engine.count(conditions) == len(expected)
        found += bool(expected)
    assert found > 200


def test_what_is_known_to_fulfil_is_not_counted_again(folder: Path) -> None:
    with closing(EdgeEngine.load(folder, exact_up_to=0)) as engine:
        assert engine.count(ALL, seen=COUNTED) >= COUNTED
        assert engine.count(ALL, seen=10**6) == 10**6
