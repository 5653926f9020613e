"""The pool of connections to the log's database, and errors that never hold its password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assistant.analytics.errors import StoreUnusable
from assistant.config import secret
from assistant.config_tables import LogSettings

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow
    from psycopg_pool import ConnectionPool

CONNECTIONS_MOST: Final = 8
"""Of one process: the pages ask a handful of questions at once."""
WAIT_AT_MOST_S: Final = 5.0
"""For a free connection, or for a server that is away; then it is told so."""
_SETTINGS: Final = (
    "SELECT set_config('search_path', %(path)s, true), set_config('timezone', 'UTC', true), "
    "set_config('client_min_messages', 'warning', true), set_config('jit', 'off', true), "
    "set_config('work_mem', '128MB', true)"
)


def pool_of(settings: LogSettings) -> "ConnectionPool[Connection[TupleRow]]":
    """Return a pool that connects when it is first used; the server may be away now.

    Args:
        settings: With a url; the password is read from the environment variable that they name.

    Raises:
        StoreUnusable: The extra is not installed.
        ConfigError: The variable is not set.
    """
    try:
        from psycopg import ClientCursor, IsolationLevel  # noqa: PLC0415 - an extra
        from psycopg_pool import ConnectionPool  # noqa: PLC0415
    except ImportError as error:
        raise StoreUnusable(
            "log.url needs a package that is not installed: pip install 'aisle[postgres]'."
        ) from error
    from assistant.analytics.postgres.dialect import NumberLoader  # noqa: PLC0415 - needs psycopg

    def configure(connection: "Connection[TupleRow]") -> None:
        connection.adapters.register_loader("numeric", NumberLoader)
        # What was committed before a lock was had must be seen after it.
        connection.isolation_level = IsolationLevel.READ_COMMITTED

    # Values are written into the question by psycopg, quoted: a null or a text has no type of its
    # own then. A pool behind a proxy such as PgBouncer keeps no prepared statements: none are made.
    given: dict[str, object] = {
        "autocommit": True,
        "prepare_threshold": None,
        "cursor_factory": ClientCursor,
        "connect_timeout": int(WAIT_AT_MOST_S),
        "client_encoding": "utf8",  # whatever the role's or the database's own is
    }
    if settings.password_variable is not None:
        given["password"] = secret(settings.password_variable)
    return ConnectionPool(
        settings.url or "",
        kwargs=given,
        min_size=0,
        max_size=CONNECTIONS_MOST,
        timeout=WAIT_AT_MOST_S,
        configure=configure,
        check=ConnectionPool.check_connection,
        name="aisle-log",
        open=False,
    )


@contextmanager
def transaction(
    pool: "ConnectionPool[Connection[TupleRow]]", schema: str, *, read_only: bool = False
) -> "Iterator[Connection[TupleRow]]":
    """Hold a connection in a transaction whose unqualified tables are those of `schema`.

    Raises:
        StoreUnusable: The database cannot be reached or used; what was done is undone.
    """
    import psycopg  # noqa: PLC0415 - an extra

    try:
        with pool.connection() as connection, connection.transaction():
            if read_only:
                connection.execute("SET TRANSACTION READ ONLY")
            connection.execute(_SETTINGS, {"path": f'"{schema}", pg_catalog, pg_temp'})
            yield connection
    except (psycopg.Error, OSError) as error:
        raise unusable(error) from error


def unusable(error: Exception) -> StoreUnusable:
    """Return what to tell of an error of the database: its first line, which holds no row."""
    lines = (str(error).strip() or type(error).__name__).splitlines()
    return StoreUnusable(
        f"The log's database cannot be used ({lines[0].rstrip('.')}); check log.url and the "
        "server: what was logged waits on disk meanwhile, and nothing is lost."
    )
