"""A search that follows its index: no search fails while generations are swapped under it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from retrieval.errors import IndexLocked, SearchClosed
from retrieval.folder_store import FolderStore
from retrieval.index import build
from retrieval.live import LiveSearch
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch
from retrieval.terms import Field
from tests.patience import PATIENCE_S
from tests.retrieval.catalog import WordEmbedder, boots, random_catalog

POLL_S = 0.02


@contextmanager
def live(folder: Path) -> Iterator[LiveSearch]:
    store = FolderStore(folder)
    with LiveSearch(
        lambda: CatalogSearch.open(folder, WordEmbedder()),
        lambda: store.serving().name,
        poll_s=POLL_S,
    ) as search:
        yield search


def wait_for(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends, "nothing happened"
        time.sleep(POLL_S / 2)


def build_edition(folder: Path, number: int) -> None:
    catalog = [boots(f"{number}-{each}", brand=f"Edition{number}") for each in range(20)]
    build(catalog, folder, WordEmbedder())


def edition(search: LiveSearch) -> str:
    return next(iter(search.vocabulary.values[Field.BRAND]))


def test_searches_go_on_through_five_swaps(quick_path: Path) -> None:
    build_edition(quick_path, 0)
    failures: list[Exception] = []
    answered: list[str] = []
    over = threading.Event()

    def shop(search: LiveSearch) -> None:
        while not over.is_set():
            try:
                found = search.search(SearchRequest("hiking boots", limit=5)).candidates
                brands = {each.product.brand for each in found}
                assert len(found) == 5 and len(brands) == 1  # of one generation
                answered.extend(brand for brand in brands if brand)
            except Exception as error:  # noqa: BLE001 - any failure is one too many
                failures.append(error)
                return

    with live(quick_path) as search:
        shoppers = [threading.Thread(target=shop, args=(search,)) for _ in range(3)]
        for each in shoppers:
            each.start()
        for number in range(1, 6):
            build_edition(quick_path, number)
            wait_for(lambda wanted=f"Edition{number}": edition(search) == wanted)  # type: ignore[misc]  # a default binds the loop's value
        wait_for(lambda: answered[-1:] == ["Edition5"])
        over.set()
        for each in shoppers:
            each.join()
    assert not failures
    assert set(answered) == {f"Edition{number}" for number in range(6)} or len(answered) > 100
    assert len(list(quick_path.glob("g-*"))) == 1


def test_old_generations_are_closed(quick_path: Path) -> None:
    build_edition(quick_path, 0)
    opened: list[CatalogSearch] = []

    def open_search() -> CatalogSearch:
        opened.append(CatalogSearch.open(quick_path, WordEmbedder()))
        return opened[-1]

    store = FolderStore(quick_path)
    with LiveSearch(open_search, lambda: store.serving().name, poll_s=POLL_S) as search:
        build_edition(quick_path, 1)
        wait_for(lambda: edition(search) == "Edition1")
        with pytest.raises(SearchClosed):
            opened[0].search(SearchRequest("boots"))
        assert search.product("1-3") is not None
        assert search.product("0-3") is None
    with pytest.raises(SearchClosed):
        search.search(SearchRequest("boots"))
    with closing(CatalogSearch.open(quick_path, WordEmbedder())):
        pass


def test_a_search_that_runs_during_the_swap_ends_on_the_old_generation(quick_path: Path) -> None:
    build_edition(quick_path, 0)
    asked, swapped = threading.Event(), threading.Event()

    class Slow(WordEmbedder):
        def embed(self, texts):  # type: ignore[no-untyped-def]  # as its base
            if texts == ["slow boots"]:
                asked.set()
                assert swapped.wait(PATIENCE_S)
            return super().embed(texts)

    store = FolderStore(quick_path)
    found: list[str] = []
    with LiveSearch(
        lambda: CatalogSearch.open(quick_path, Slow()), lambda: store.serving().name, poll_s=POLL_S
    ) as search:

        def ask() -> None:
            result = search.search(SearchRequest("slow boots", limit=3))
            found.extend(each.product.id for each in result.candidates)

        asking = threading.Thread(target=ask)
        asking.start()
        assert asked.wait(PATIENCE_S)
        build_edition(quick_path, 1)
        wait_for(lambda: edition(search) == "Edition1")
        swapped.set()
        asking.join()
        assert len(found) == 3
        assert all(each.startswith("0-") for each in found)


def test_renewals_hear_the_new_words_before_the_first_search(quick_path: Path) -> None:
    build_edition(quick_path, 0)
    heard: list[tuple[str, str]] = []
    with live(quick_path) as search:
        search.on_renewal(
            lambda words: heard.append((next(iter(words.values[Field.BRAND])), edition(search)))
        )
        build_edition(quick_path, 1)
        wait_for(lambda: edition(search) == "Edition1")
    assert heard == [("Edition1", "Edition0")]


def test_an_index_of_another_embedder_is_not_taken(
    quick_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Other(WordEmbedder):
        name = "other-64"

    build_edition(quick_path, 0)
    with live(quick_path) as search:
        build(random_catalog(5, seed=3), quick_path, Other())
        wait_for(lambda: "other-64" in caplog.text)
        assert search.search(SearchRequest("hiking boots")).candidates
        time.sleep(POLL_S * 5)
        assert caplog.text.count("other-64") == 1
        build_edition(quick_path, 2)
        wait_for(lambda: edition(search) == "Edition2")


def test_a_folder_that_goes_away_leaves_the_search_answering(quick_path: Path) -> None:
    build_edition(quick_path, 0)
    with live(quick_path) as search:
        (quick_path / "CURRENT").unlink()
        time.sleep(POLL_S * 3)
        assert search.search(SearchRequest("hiking boots")).candidates
        with pytest.raises(IndexLocked):
            (quick_path / "CURRENT").write_text(next(quick_path.glob("g-*")).name)
            CatalogSearch.open(quick_path, WordEmbedder())
