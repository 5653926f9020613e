"""A Qdrant server through real HTTP: what is asked again, what is not, and what is said then."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from qdrant_client import models

from retrieval.errors import (
    EngineRefusesKey,
    EngineUnreachable,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    IndexOutdated,
    IndexUnwritable,
    RetrievalError,
    SearchFailed,
)
from retrieval.index import META, VOCABULARY, open_index, status_of
from retrieval.live import LiveSearch
from retrieval.query import SearchRequest, SearchResult
from retrieval.search import CatalogSearch
from retrieval.server.about import ABOUT, About, Build
from retrieval.server.connection import Connection, place_of
from retrieval.server.settings import Patience
from retrieval.server.store import ServerStore
from tests.patience import PATIENCE_S
from tests.retrieval.catalog import WordEmbedder, boots, random_catalog
from tests.retrieval.engines import QUICK, fill, quick_settings
from tests.retrieval.qdrant_wire import Fault, Wire, running

EMBEDDER = WordEmbedder()
PRODUCTS = random_catalog(12, seed=3)
KEY = "a-very-secret-key"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with running() as server:
        yield server


@pytest.fixture
def store(wire: Wire, tmp_path: Path) -> Iterator[ServerStore]:
    with closing(ServerStore(quick_settings(wire.url), tmp_path)) as store:
        yield store


def one_sentence(error: pytest.ExceptionInfo[RetrievalError]) -> str:
    message = str(error.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert KEY not in message
    assert len(message) < 300
    return message


class TestAskingAgain:
    """Faults that pass, and faults that do not."""

    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    def test_a_fault_that_passes_is_not_noticed(
        self, wire: Wire, store: ServerStore, status: int
    ) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        with closing(store.serving().engine()) as engine:
            wire.faults += [Fault(status), Fault(status, {"Retry-After": "0"})]
            assert engine.count_all() == len(PRODUCTS)
        assert not wire.faults

    def test_a_fault_that_stays_is_one_clear_error(self, wire: Wire, store: ServerStore) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        with closing(store.serving().engine()) as engine:
            wire.fails = lambda method, path: Fault(503)
            wire.requests.clear()
            with pytest.raises(EngineUnreachable) as raised:
                engine.count_all()
        assert len(wire.requests) == 1 + QUICK.retries
        assert raised.value.can_retry
        assert wire.url in one_sentence(raised)

    def test_retry_after_is_waited_for_but_not_without_end(self, wire: Wire) -> None:
        paused: list[float] = []
        patience = Patience(
            timeout_s=PATIENCE_S, retries=2, first_pause_s=0.01, longest_pause_s=0.5
        )
        opened = Connection.open(wire.url, None, patience)
        with closing(opened):
            opened._pause = paused.append  # the clock of the test
            after = {"Retry-After": "1"}
            wire.faults += [Fault(429, after), Fault(429, {"Retry-After": "86400"})]
            opened.call(lambda client: client.get_aliases())
            wire.faults += [Fault(429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})]
            opened.call(lambda client: client.get_aliases())
        assert paused[:2] == [0.5, 0.5]
        assert paused[2] <= 0.5

    def test_an_answer_that_is_too_slow(self, wire: Wire, tmp_path: Path) -> None:
        patience = Patience(timeout_s=1, retries=0)
        settings = quick_settings(wire.url, searching=patience)
        with closing(ServerStore(settings, tmp_path)) as store:
            wire.fails = lambda method, path: Fault(slow_s=3)
            with pytest.raises(EngineUnreachable, match="timed out"):
                store.serving()

    def test_nobody_listens(self, tmp_path: Path) -> None:
        store = ServerStore(quick_settings("http://127.0.0.1:9"), tmp_path)
        with closing(store), pytest.raises(EngineUnreachable) as raised:
            store.serving()
        assert "http://127.0.0.1:9" in one_sentence(raised)

    def test_a_wrong_request_is_not_asked_again(self, wire: Wire, store: ServerStore) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        with closing(store.serving().engine()) as engine:
            wire.fails = lambda method, path: Fault(400)
            wire.requests.clear()
            with pytest.raises(SearchFailed) as raised:
                engine.count_all()
        assert len(wire.requests) == 1
        assert "injected" in one_sentence(raised)

    @pytest.mark.parametrize("body", [b"<html>hello</html>", b"{}", b'{"result": 7}', b"[1"])
    def test_something_that_is_no_qdrant(self, wire: Wire, store: ServerStore, body: bytes) -> None:
        wire.fails = lambda method, path: Fault(body=body)
        with pytest.raises(SearchFailed) as raised:
            store.serving()
        assert "no Qdrant server" in one_sentence(raised)

    def test_answers_that_get_lost_while_building(self, wire: Wire, store: ServerStore) -> None:
        """Everything is done twice, and that does no harm."""
        seen: set[tuple[str, str]] = set()

        def once(method: str, path: str) -> Fault | None:
            writes = method in {"PUT", "DELETE"} or path.endswith("/aliases")
            if not writes or (method, path) in seen:
                return None
            seen.add((method, path))
            return Fault(lost=True)

        wire.fails = once
        for _ in range(2):
            fill(store, PRODUCTS, EMBEDDER)
        assert len(seen) > 5
        with closing(store.serving().engine()) as engine:
            assert engine.count_all() == len(PRODUCTS)


def test_a_wrong_key(tmp_path: Path) -> None:
    with running(api_key=KEY) as wire:
        with closing(ServerStore(quick_settings(wire.url, api_key=KEY), tmp_path)) as store:
            fill(store, PRODUCTS, EMBEDDER)
        for wrong in (None, "another"):
            settings = quick_settings(wire.url, api_key=wrong)
            with closing(ServerStore(settings, tmp_path)) as store:
                wire.requests.clear()
                with pytest.raises(EngineRefusesKey) as raised:
                    store.serving()
                assert len(wire.requests) == 1
                assert "api_key_variable" in one_sentence(raised)
        assert KEY not in repr(quick_settings(wire.url, api_key=KEY))


def test_addresses_in_messages_hold_no_secrets() -> None:
    assert place_of("https://me:secret@host:6333/qdrant/?key=1#x") == "https://host:6333/qdrant"
    assert place_of("http://[::1]:6333") == "http://[::1]:6333"


class TestGenerations:
    """Building anew under a search that goes on."""

    def test_nothing_was_built(self, store: ServerStore) -> None:
        with pytest.raises(IndexMissing) as raised:
            store.serving()
        assert "aisle index" in one_sentence(raised)

    def test_another_node_opens_what_one_has_built(
        self, wire: Wire, store: ServerStore, tmp_path: Path
    ) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        with closing(ServerStore(quick_settings(wire.url), tmp_path / "other")) as other:
            assert status_of(other).count == len(PRODUCTS)
            assert other.serving().folder is None
            engine, vocabulary = open_index(other, EMBEDDER)
            engine.close()
        assert store.serving().folder is not None
        assert vocabulary.price_low > 0

    def test_a_long_document_comes_back_whole(
        self, store: ServerStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("retrieval.server.about.PART", 60)
        fill(store, PRODUCTS, EMBEDDER)
        assert status_of(store).count == len(PRODUCTS)
        assert len(store.serving().read(VOCABULARY)) > 300

    def test_searches_never_fail_while_indexes_follow_each_other(
        self, wire: Wire, tmp_path: Path
    ) -> None:
        settings = quick_settings(wire.url, keep_old_s=0.5)
        with closing(ServerStore(settings, tmp_path)) as store:
            fill(store, [boots("g0")], EMBEDDER)
            live = LiveSearch(
                lambda: CatalogSearch.open(store, EMBEDDER),
                lambda: store.serving().name,
                poll_s=0.05,
            )
            with live:
                seen = self._found_during_swaps(live.search, store)
        assert [] not in seen.values()
        assert {name for names in seen.values() for name in names} == {f"g{n}" for n in range(6)}
        assert len(wire.client.get_collections().collections) == 2

    def test_an_engine_whose_generation_is_gone_follows_the_alias(
        self, wire: Wire, store: ServerStore
    ) -> None:
        """Here nothing waits: the generation is dropped under the searches on it."""
        fill(store, [boots("g0")], EMBEDDER)
        with closing(CatalogSearch.open(store, EMBEDDER)) as search:
            seen = self._found_during_swaps(search.search, store)
        assert [] not in seen.values()
        assert {name for names in seen.values() for name in names} == {f"g{n}" for n in range(6)}

    def _found_during_swaps(
        self, search: Callable[[SearchRequest], SearchResult], store: ServerStore
    ) -> dict[int, list[str]]:
        """Search from two threads while five generations follow each other."""
        failures: list[Exception] = []
        seen: dict[int, list[str]] = {}
        done = threading.Event()

        def searching() -> None:
            while not done.is_set():
                try:
                    found = search(SearchRequest("hiking boots"))
                    seen[len(seen)] = [each.product.id for each in found.candidates]
                except Exception as error:  # noqa: BLE001 - every failure is one too many
                    failures.append(error)

        threads = [threading.Thread(target=searching) for _ in range(2)]
        for thread in threads:
            thread.start()
        for number in range(1, 6):
            fill(store, [boots(f"g{number}")], EMBEDDER)
            ends = time.monotonic() + PATIENCE_S
            while [f"g{number}"] not in list(seen.values()) and time.monotonic() < ends:
                time.sleep(0.01)
        done.set()
        for thread in threads:
            thread.join()
        assert not failures
        return seen

    def test_what_serves_goes_on_when_a_build_fails(self, wire: Wire, store: ServerStore) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        before = store.serving().name
        with pytest.raises(KeyboardInterrupt), store.lock(), store.building() as generation:
            generation.writer(EMBEDDER.dimensions, 5.0)
            raise KeyboardInterrupt
        assert store.serving().name == before
        assert len(wire.client.get_collections().collections) == 2

    def test_what_a_killed_build_left_is_cleared_away(self, wire: Wire, store: ServerStore) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        self._leave_half_built(wire, Build("elsewhere", 1, time.time() - 3600))
        assert len(wire.client.get_collections().collections) == 3
        fill(store, PRODUCTS, EMBEDDER)
        assert len(wire.client.get_collections().collections) == 2

    def test_another_build_is_running(self, wire: Wire, store: ServerStore) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        self._leave_half_built(wire, Build("elsewhere", 1, time.time()))
        with pytest.raises(IndexLocked) as raised:
            fill(store, PRODUCTS, EMBEDDER)
        assert raised.value.can_retry
        assert wire.url in one_sentence(raised)
        names = {each.name for each in wire.client.get_collections().collections}
        assert len(names) == 3, "neither what serves nor what is being built was touched"

    def _leave_half_built(self, wire: Wire, build: Build) -> None:
        name = "aisle-g20200101T000000-0123abcd"
        with closing(Connection.open(wire.url, None, QUICK)) as connection:
            about = About(connection, name)
            about.create(1, 1)
            about.tell(build)
        assert wire.client.collection_exists(name + ABOUT)

    def test_another_embedder_takes_over(self, wire: Wire, store: ServerStore) -> None:
        class Other(WordEmbedder):
            name = "others-64"

        fill(store, PRODUCTS, EMBEDDER)
        engine = store.serving().engine()
        fill(store, PRODUCTS, Other())
        with pytest.raises(IndexOutdated) as raised:
            engine.count_all()
        engine.close()
        assert "restart" in one_sentence(raised)
        with pytest.raises(IndexOutdated):
            open_index(store, EMBEDDER)

    def test_the_name_is_somebody_elses_collection(self, wire: Wire, store: ServerStore) -> None:
        wire.client.create_collection("aisle", vectors_config={})
        with pytest.raises(IndexUnwritable) as raised:
            fill(store, PRODUCTS, EMBEDDER)
        assert "catalog.collection" in one_sentence(raised)
        assert wire.client.collection_exists("aisle")

    def test_other_collections_are_left_alone(self, wire: Wire, store: ServerStore) -> None:
        others = {"aisle-gallery", "aisle-g1", "orders", "aisle2-g20200101T000000-0123abcd"}
        for name in others:
            wire.client.create_collection(name, vectors_config={})
        for _ in range(2):
            fill(store, PRODUCTS, EMBEDDER)
        names = {each.name for each in wire.client.get_collections().collections}
        assert others <= names
        assert len(names) == len(others) + 2

    @pytest.mark.parametrize("document", [META, VOCABULARY])
    def test_documents_that_are_lost(self, wire: Wire, store: ServerStore, document: str) -> None:
        fill(store, PRODUCTS, EMBEDDER)
        about = store.serving().name + ABOUT
        points, _ = wire.client.scroll(about, limit=100)
        gone = [point.id for point in points if (point.payload or {})["document"] == document]
        wire.client.delete(about, models.PointIdsList(points=gone))
        with pytest.raises(IndexDamaged) as raised:
            open_index(store, EMBEDDER)
        assert "aisle index" in one_sentence(raised)
