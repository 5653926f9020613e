"""The command line with its index on a Qdrant server."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import cli
from assistant.catalog import store_of
from assistant.config import load
from assistant.errors import ConfigError
from retrieval.folder_store import FolderStore
from retrieval.server.store import ServerStore
from tests.retrieval.qdrant_wire import Wire, running

KEY = "a-very-secret-key"
LINE = (
    '{"id":"%s","title":"%s","price":"12.50","department":"Kitchen","category":"mugs","stock":3}\n'
)


@pytest.fixture
def wire() -> Iterator[Wire]:
    with running(api_key=KEY) as server:
        yield server


def test_an_address_decides_where_the_index_lives(tmp_path: Path) -> None:
    home = {"AISLE_HOME": str(tmp_path)}
    assert isinstance(store_of(load(home)), FolderStore)
    store = store_of(
        load(
            {
                **home,
                "AISLE_CATALOG__URL": "https://qdrant.example.com:6333",
                "AISLE_CATALOG__COLLECTION": "shop",
                "AISLE_CATALOG__SHARDS": "3",
                "AISLE_CATALOG__REPLICAS": "2",
            }
        )
    )
    assert isinstance(store, ServerStore)
    assert store.place == "https://qdrant.example.com:6333 (shop)"
    assert (store.settings.shards, store.settings.replicas) == (3, 2)
    assert store.home != FolderStore(tmp_path / "index").home


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("URL", "qdrant:6333", "http"),
        ("URL", "ftp://host", "http"),
        ("URL", "http://me:secret@host", "api_key_variable"),
        ("URL", "http://host?key=secret", "api_key_variable"),
        ("COLLECTION", "../x", "collection"),
        ("SHARDS", "0", "shards"),
        ("QUANTIZATION", "some", "quantization"),
        ("PORT", "1", "catalog.port"),
    ],
)
def test_bad_settings_are_one_sentence(name: str, value: str, word: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load({f"AISLE_CATALOG__{name}": value})
    assert word in str(raised.value)
    assert "secret" not in str(raised.value)


def test_variables_of_tests_and_benches_are_no_settings() -> None:
    load({"AISLE_TEST_QDRANT_URL": "http://host:6333", "AISLE_BENCH_MILLION": "1"})


def test_a_key_that_is_not_set_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QDRANT_API_KEY", raising=False)
    settings = load(
        {
            "AISLE_HOME": str(tmp_path),
            "AISLE_CATALOG__URL": "http://host",
            "AISLE_CATALOG__API_KEY_VARIABLE": "QDRANT_API_KEY",
        }
    )
    with pytest.raises(ConfigError, match="QDRANT_API_KEY"):
        store_of(settings)


@pytest.mark.model
def test_index_status_and_search(
    wire: Wire,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("AISLE_CATALOG__URL", wire.url)
    monkeypatch.setenv("AISLE_CATALOG__API_KEY_VARIABLE", "MY_QDRANT_KEY")
    monkeypatch.setenv("MY_QDRANT_KEY", KEY)
    monkeypatch.setattr("retrieval.server.store.time.sleep", lambda seconds: None)

    def aisle(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["aisle", *arguments])
        with pytest.raises(SystemExit) as exited:
            cli.main()
        captured = capsys.readouterr()
        assert KEY not in captured.out + captured.err
        return int(exited.value.code or 0), captured.out, captured.err

    feed = tmp_path / "feed.jsonl"
    feed.write_text(LINE % ("m1", "Blue enamel mug") + LINE % ("m2", "Glass tea cup"))
    code, out, err = aisle("index", str(feed))
    assert code == 0, err
    assert f"Indexed 2 products in {wire.url} (aisle)." in out
    assert "up to date" in aisle("index", str(feed))[1]
    assert "2 products" in aisle("index", "status")[1]
    found = json.loads(aisle("search", "enamel mug", "--json")[1])
    assert found["candidates"][0]["id"] == "m1"

    feed.write_text(LINE % ("m1", "Blue enamel mug") + LINE % ("m3", "Zebra mug"))
    assert aisle("index", str(feed))[0] == 0
    found = json.loads(aisle("search", "zebra mug", "--json")[1])
    assert {each["id"] for each in found["candidates"]} == {"m1", "m3"}

    monkeypatch.setenv("MY_QDRANT_KEY", "another")
    code, _, err = aisle("search", "mug")
    assert code == 1
    assert "refuses the API key" in err
    assert len(err.strip().splitlines()) == 1
