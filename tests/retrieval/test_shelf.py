"""The file of facts and products beside an Edge shard."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.engine import PointId
from retrieval.errors import IndexDamaged, SearchClosed, SearchFailed
from retrieval.payload import facts_of, payload_of, point_id
from retrieval.product import Flag, Product
from retrieval.shelf import FILE, Shelf, ShelfWriter
from retrieval.terms import Field
from tests.retrieval.catalog import random_catalog
from tests.retrieval.conftest import quick_folder

PRODUCTS = random_catalog(300, seed=8)
FOUND = [product for product in PRODUCTS if Flag.RESTRICTED not in product.flags]
BY_ID: dict[PointId, Product] = {point_id(product.id): product for product in PRODUCTS}


def filled(folder: Path) -> None:
    with closing(ShelfWriter.open(folder)) as writer:
        writer.put(PRODUCTS)
        writer.finish()


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with quick_folder() as folder:
        filled(folder)
        with closing(Shelf.open(folder)) as shelf:
            yield shelf


def test_products_come_back_as_they_were(shelf: Shelf) -> None:
    assert shelf.products(list(BY_ID)) == BY_ID
    assert shelf.products([point_id("nobody's")]) == {}
    assert shelf.products([]) == {}


@pytest.mark.parametrize("fields", [(), (Field.COLOUR, Field.BRAND), tuple(Field)])
def test_facts_are_those_that_an_engine_would_keep(shelf: Shelf, fields: tuple[Field, ...]) -> None:
    found = shelf.facts([point_id(product.id) for product in FOUND], fields, offers=True)
    for product in FOUND:
        assert found[point_id(product.id)] == facts_of(payload_of(product), fields)


def test_nothing_is_read_that_nobody_asked_for(shelf: Shelf) -> None:
    facts = shelf.facts(list(BY_ID))
    assert len(facts) == len(BY_ID)
    assert not any(each.offers or each.values for each in facts.values())


def test_a_product_that_is_found_and_not_there_is_an_error(shelf: Shelf) -> None:
    with pytest.raises(SearchFailed):
        shelf.facts([next(iter(BY_ID)), point_id("nobody's")])
    assert shelf.facts([]) == {}


def test_several_threads_read_at_once(shelf: Shelf) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda each: shelf.products([each]), list(BY_ID) * 3)
        assert all(answer == {each: BY_ID[each]} for answer in answers for each in answer)


def test_replacing_and_removing(quick_path: Path) -> None:
    filled(quick_path)
    first, second, third = PRODUCTS[:3]
    renamed = first.model_copy(update={"title": "Zanzibar"})
    with closing(ShelfWriter.open(quick_path)) as writer:
        writer.put([renamed])
        writer.put([])
        writer.remove([point_id(second.id), point_id("nobody's")])
        writer.finish()
        writer.close()
    with closing(Shelf.open(quick_path)) as shelf:
        found = shelf.products([point_id(each.id) for each in (first, second, third)])
        assert list(found.values()) in ([renamed, third], [third, renamed])
        assert len(shelf.products(list(BY_ID))) == len(PRODUCTS) - 1


@pytest.mark.parametrize("content", [None, b"", b"no database" * 1_000])
def test_what_is_no_shelf_is_damage(quick_path: Path, content: bytes | None) -> None:
    if content is not None:
        (quick_path / FILE).write_bytes(content)
    with pytest.raises(IndexDamaged):
        Shelf.open(quick_path)


def test_damage_is_an_error_wherever_it_is(quick_path: Path) -> None:
    filled(quick_path)
    whole = (quick_path / FILE).read_bytes()
    refused = 0
    for place in range(0, len(whole), 4096):
        damaged = whole[:place] + b"\x7f" * 4096 + whole[place + 4096 :]
        (quick_path / FILE).write_bytes(damaged)
        try:
            with closing(Shelf.open(quick_path)) as shelf:
                assert shelf.products(list(BY_ID)) == BY_ID
        except (IndexDamaged, SearchFailed):
            refused += 1
    assert refused > 5


def test_closed_it_says_so(quick_path: Path) -> None:
    filled(quick_path)
    shelf = Shelf.open(quick_path)
    shelf.close()
    shelf.close()
    with pytest.raises(SearchClosed):
        shelf.facts([1])
