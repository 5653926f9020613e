"""Boards of known shoppers, from one conversation to the next, and gone when erased."""

from pathlib import Path

import pytest

from agents.boards import Board, Saved
from assistant.board_store import BoardStore
from assistant.errors import BoardsUnusable

TRIP = (Board("trip", (Saved("mug-1"), Saved("boot-1", "boot-1-9"))), Board("empty"))


def test_boards_come_back(tmp_path: Path) -> None:
    BoardStore(tmp_path / "b.sqlite").put("ann", TRIP)
    assert BoardStore(tmp_path / "b.sqlite").get("ann") == TRIP
    assert BoardStore(tmp_path / "b.sqlite").get("bob") == ()


def test_erased_is_erased(tmp_path: Path) -> None:
    store = BoardStore(tmp_path / "b.sqlite")
    assert not store.erase("ann")
    store.put("ann", TRIP)
    assert store.erase("ann")
    assert store.get("ann") == ()
    assert b"mug-1" not in (tmp_path / "b.sqlite").read_bytes()


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "b.sqlite").write_text("no database, however long this line may be")
    with pytest.raises(BoardsUnusable, match="move the file away"):
        BoardStore(tmp_path / "b.sqlite").get("ann")
