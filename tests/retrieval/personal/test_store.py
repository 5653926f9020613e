"""Profiles on disk: kept, switched off, exported, erased to the last byte."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import ProfilesUnusable
from retrieval.personal.deed import Kind, asked, done_to
from retrieval.personal.profile import Profile
from retrieval.personal.store import ProfileStore
from retrieval.terms import Field, Term
from tests.retrieval.catalog import boots

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SAVED = done_to(
    Kind.SAVED, boots("b", materials=("vicuna",)), NOW, vector=np.full(4, 0.5, np.float32)
)
VICUNA = Term(Field.MATERIAL, "vicuna")


@pytest.fixture
def store(tmp_path: Path) -> ProfileStore:
    return ProfileStore(tmp_path / "shoppers.sqlite")


def test_what_is_noted_is_there_for_the_next_process(store: ProfileStore, tmp_path: Path) -> None:
    assert store.note("ada", [SAVED, SAVED], "e5")
    again = ProfileStore(tmp_path / "shoppers.sqlite").get("ada").profile
    assert sum(again.liked[VICUNA].values()) == pytest.approx(6.0)
    assert again.vector is not None
    np.testing.assert_allclose(again.vector, np.full(4, 3.0))
    assert store.get("grace").profile == Profile()
    assert (tmp_path / "shoppers.sqlite").stat().st_mode & 0o077 == 0


def test_off_keeps_nothing_and_forgets_what_was_learned(store: ProfileStore) -> None:
    store.note("ada", [SAVED])
    store.switch("ada", is_on=False)
    assert not store.note("ada", [SAVED])
    assert store.get("ada").profile == Profile() and not store.get("ada").is_on
    store.switch("ada", is_on=True)
    assert store.get("ada").profile == Profile()
    assert store.note("ada", [SAVED]) and store.get("ada").profile.liked


def test_erased_is_erased_to_the_last_byte(store: ProfileStore, tmp_path: Path) -> None:
    store.note("ada-lovelace", [SAVED] * 50)
    store.note("grace", [asked([Term(Field.COLOUR, "teal")], [], NOW)])
    assert any(b"ada-lovelace" in f.read_bytes() for f in tmp_path.iterdir())
    assert store.erase("ada-lovelace")
    for file in tmp_path.iterdir():
        assert b"ada-lovelace" not in file.read_bytes() and b"vicuna" not in file.read_bytes()
    assert not store.erase("ada-lovelace")
    assert store.export("ada-lovelace") is None and store.export("grace") is not None


def test_an_export_says_all_that_is_kept(store: ProfileStore) -> None:
    store.note("ada", [SAVED])
    exported = store.export("ada")
    assert exported is not None and exported["on"] is True
    assert ["material", "vicuna", {"saved": 3.0}] in exported["liked"]
    assert exported["vector"] == [1.5] * 4


def test_reading_makes_no_file(store: ProfileStore, tmp_path: Path) -> None:
    assert not store.get("ada").profile.liked and store.export("ada") is None
    assert not store.erase("ada") and not list(tmp_path.iterdir())


def test_a_damaged_file_is_one_clear_error(store: ProfileStore, tmp_path: Path) -> None:
    (tmp_path / "shoppers.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(ProfilesUnusable, match=r"shoppers.sqlite cannot be used .*start afresh"):
        store.get("ada")


def test_many_at_once_lose_nothing(store: ProfileStore) -> None:
    def note() -> None:
        for _ in range(10):
            store.note("ada", [SAVED])

    threads = [threading.Thread(target=note) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(store.get("ada").profile.liked[VICUNA].values()) == pytest.approx(120.0)
