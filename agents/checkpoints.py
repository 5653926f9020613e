"""Where conversations are kept: a SQLite file, a Postgres database, or this process's memory."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

from agents.errors import CheckpointsFailed
from agents.patient_checkpoints import open_patient

_GREGORIAN: Final = datetime(1582, 10, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Postgres:
    """A database of conversations."""

    url: str
    """"postgresql://user@host:5432/name", without a password."""
    password: str | None = field(default=None, repr=False)
    """None leaves it to PGPASSWORD or the user's password file."""


@asynccontextmanager
async def open_checkpoints(
    where: Path | Postgres | None, within_s: float | None = None
) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Open the store of conversations for the time of a `with` block.

    Args:
        where: The SQLite file, made with its folder if it is not there; or a Postgres
            database; None keeps conversations in memory only.
        within_s: How long anyone waits for the file's disk; what it does not take by then is kept
            in memory (`agents.patient_checkpoints`). None waits, and raises what fails.

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
        async with _open_sqlite(where, within_s) as saver:
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


async def give_back_space(saver: BaseCheckpointSaver[str]) -> None:
    """Let a database write over what was erased; a file does so at once.

    Raises:
        CheckpointsFailed: the store cannot be written.
    """
    if isinstance(saver, (AsyncSqliteSaver, InMemorySaver)):
        return
    try:
        async with saver.conn.connection() as connection:  # type: ignore[attr-defined]  # its pool
            for table in ("checkpoints", "checkpoint_blobs", "checkpoint_writes"):
                await connection.execute(f"VACUUM (ANALYZE) {table}")
    except store_errors() as error:
        raise CheckpointsFailed(str(error)) from error


async def untouched_since(saver: BaseCheckpointSaver[str], before: datetime) -> tuple[str, ...]:
    """Return the conversations whose last checkpoint was stored before a moment.

    Args:
        saver: Of `open_checkpoints`.
        before: With a zone.

    Raises:
        CheckpointsFailed: the store cannot be read.
    """
    sql = "SELECT thread_id, max(checkpoint_id) AS last FROM checkpoints GROUP BY thread_id"
    rows: Iterable[tuple[str, str]]
    try:
        if isinstance(saver, AsyncSqliteSaver):
            async with saver.lock, saver.conn.execute(sql) as asked:
                rows = [(row[0], row[1]) for row in await asked.fetchall()]
        elif isinstance(saver, InMemorySaver):
            rows = [(id_, max(kept[""])) for id_, kept in saver.storage.items() if kept.get("")]
        else:
            async with saver.conn.connection() as connection:  # type: ignore[attr-defined]  # pool
                asked_there = await connection.execute(sql)
                rows = [(row["thread_id"], row["last"]) for row in await asked_there.fetchall()]
    except store_errors() as error:
        raise CheckpointsFailed(str(error)) from error
    return tuple(id_ for id_, last in rows if _moment(last) < before)


def _moment(checkpoint_id: str) -> datetime:
    """Return when a checkpoint was made: its id is a UUID of version 6.

    Source: RFC 9562, 5.6: 100 ns since 1582-10-15, the highest bits first.
    """
    number = UUID(checkpoint_id).int
    ticks = (number >> 80) << 12 | (number >> 64) & 0xFFF
    return _GREGORIAN + timedelta(microseconds=ticks // 10)


@asynccontextmanager
async def _open_sqlite(
    path: Path, within_s: float | None
) -> AsyncIterator[BaseCheckpointSaver[str]]:
    try:
        await asyncio.to_thread(_make_private, path)
        opening: AbstractAsyncContextManager[AsyncSqliteSaver]
        if within_s is None:
            opening = AsyncSqliteSaver.from_conn_string(str(path))
        else:
            opening = open_patient(path, within_s)
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
