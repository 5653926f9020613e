"""Where conversations are kept: a SQLite file, or this process's memory."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from agents.errors import CheckpointsFailed


@asynccontextmanager
async def open_checkpoints(path: Path | None) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Open the store of conversations for the time of a `with` block.

    Args:
        path: The SQLite file, made with its folder if it is not there; None keeps
            conversations in memory only.

    Raises:
        CheckpointsFailed: the file cannot be opened, or is no database.
    """
    if path is None:
        yield InMemorySaver()
        return
    try:
        await asyncio.to_thread(_make_private, path)
        opening = AsyncSqliteSaver.from_conn_string(str(path))
        saver = await opening.__aenter__()
    except (OSError, sqlite3.Error) as error:
        raise CheckpointsFailed(str(error)) from error
    try:
        await saver.setup()
    except sqlite3.Error as error:
        await opening.__aexit__(None, None, None)
        raise CheckpointsFailed(str(error)) from error
    try:
        yield saver
    finally:
        await opening.__aexit__(None, None, None)


def _make_private(path: Path) -> None:
    """Make the file, for its owner only: it holds what shoppers said."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
