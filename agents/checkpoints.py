"""Where conversations are kept: a SQLite file, a Postgres database, or this process's memory."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from agents.errors import CheckpointsFailed


@dataclass(frozen=True, slots=True)
class Postgres:
    """A database of conversations."""

    url: str
    """"postgresql://user@host:5432/name", without a password."""
    password: str | None = field(default=None, repr=False)
    """None leaves it to PGPASSWORD or the user's password file."""


@asynccontextmanager
async def open_checkpoints(
    where: Path | Postgres | None,
) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Open the store of conversations for the time of a `with` block.

    Args:
        where: The SQLite file, made with its folder if it is not there; or a Postgres
            database; None keeps conversations in memory only.

    Raises:
        CheckpointsFailed: the file cannot be opened, or is no database; the server does not
            answer.
        PostgresMissing: its client is not installed.
    """
    if where is None:
        yield InMemorySaver()
    elif isinstance(where, Postgres):
        from agents.postgres_checkpoints import open_postgres  # noqa: PLC0415 - an extra

        async with open_postgres(where.url, where.password) as saver:
            yield saver
    else:
        async with _open_sqlite(where) as saver:
            yield saver


def store_errors() -> tuple[type[Exception], ...]:
    """Return what reading or writing a store raises when it fails."""
    psycopg = sys.modules.get("psycopg")
    return (OSError, sqlite3.Error, *((psycopg.Error,) if psycopg else ()))


async def erase(saver: BaseCheckpointSaver[str], conversation_id: str) -> None:
    """Erase every checkpoint of a conversation, in a file down to its bytes.

    Raises:
        CheckpointsFailed: the store cannot be written.
    """
    try:
        await saver.adelete_thread(conversation_id)
        if isinstance(saver, AsyncSqliteSaver):
            # Deleted pages are overwritten (`secure_delete`); the log holds copies until then.
            async with saver.lock, saver.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)"):
                pass
    except store_errors() as error:
        raise CheckpointsFailed(str(error)) from error


@asynccontextmanager
async def _open_sqlite(path: Path) -> AsyncIterator[BaseCheckpointSaver[str]]:
    try:
        await asyncio.to_thread(_make_private, path)
        opening = AsyncSqliteSaver.from_conn_string(str(path))
        saver = await opening.__aenter__()
    except (OSError, sqlite3.Error) as error:
        raise CheckpointsFailed(str(error)) from error
    try:
        await saver.setup()
        await saver.conn.execute("PRAGMA secure_delete = ON")
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
