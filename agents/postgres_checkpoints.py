"""Conversations in a Postgres database, for several servers that share them.

Needs the extra `postgres`. Everything that knows psycopg is in this file.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from langgraph.checkpoint.base import BaseCheckpointSaver

from agents.errors import CheckpointsFailed, PostgresMissing

CONNECTIONS_MOST = 8
"""Of one process; a turn holds one for two short statements."""
OPEN_WITHIN_S = 10.0
"""For the first connection; then the server is not there."""
WAIT_AT_MOST_S = 5.0
"""For a free connection in a turn."""


@asynccontextmanager
async def open_postgres(url: str, password: str | None) -> AsyncIterator[BaseCheckpointSaver[str]]:
    """Open the database for the time of a `with` block, and make its tables if they are missing.

    Args:
        url: "postgresql://user@host:5432/name", without a password.
        password: Of that user; None leaves it to PGPASSWORD or the password file.

    Raises:
        PostgresMissing: the extra is not installed.
        CheckpointsFailed: the database cannot be reached or used.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver  # noqa: PLC0415
        from psycopg.rows import DictRow, dict_row  # noqa: PLC0415
        from psycopg_pool import AsyncConnectionPool  # noqa: PLC0415
    except ImportError as error:
        raise PostgresMissing from error
    # A pool behind a proxy such as PgBouncer cannot keep prepared statements: none are made.
    given: dict[str, object] = {
        "autocommit": True,
        "prepare_threshold": None,
        "row_factory": dict_row,
    }
    if password is not None:
        given["password"] = password
    try:
        pool: AsyncConnectionPool[psycopg.AsyncConnection[DictRow]] = AsyncConnectionPool(
            url,
            kwargs=given,
            min_size=1,
            max_size=CONNECTIONS_MOST,
            timeout=WAIT_AT_MOST_S,
            check=AsyncConnectionPool.check_connection,
            open=False,
        )
        await pool.open(wait=True, timeout=OPEN_WITHIN_S)
    except (psycopg.Error, OSError) as error:
        await pool.close()
        raise CheckpointsFailed(_first_line(error)) from error
    try:
        saver = AsyncPostgresSaver(pool)
        try:
            await saver.setup()
        except psycopg.Error as error:
            raise CheckpointsFailed(_first_line(error)) from error
        yield saver
    finally:
        await pool.close()


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
