"""Who was erased, for all nodes of one database: what one has erased, no other brings back.

Each node's file of digests (`tombstones.py`) is copied to a table, with its salt; a node that takes
rows in reads the table while it holds the shop's lock, so that nobody is erased in between. The
table lies in a schema of its own: whoever may read the log's tables need not read it.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.postgres.schema import identifier, lock
from assistant.config import Settings, secret
from assistant.privacy.tombstones import Erased, Tombstones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from psycopg import Connection
    from psycopg.rows import TupleRow

_WITHIN_S: Final = 5
"""For the server to answer."""


class SharedTombstones(Tombstones):
    """The file of one shop, and the table that all its nodes share.

    Args:
        path: Of the file.
        settings: Of the shop, with log.url.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__(path)
        self._settings = settings

    def add(self, session_ids: "Iterable[str]", shopper_ids: "Iterable[str]", at: datetime) -> str:
        """Note who is erased, in the file and for all nodes; as `Tombstones.add`.

        Raises:
            StoreUnusable: It cannot be written.
        """
        import psycopg  # noqa: PLC0415 - an extra

        salt = super().add(session_ids, shopper_ids, at)
        log = self._settings.log
        password = None if log.password_variable is None else secret(log.password_variable)
        try:
            with psycopg.connect(
                log.url or "", password=password, connect_timeout=_WITHIN_S
            ) as connection:
                share(connection, self._settings.tenant, self.read())
        except (psycopg.Error, OSError) as error:
            raise StoreUnusable(
                f"Who is erased cannot be told to the log's database ({type(error).__name__}); "
                "check log.url and the server, then erase again. Nothing was erased."
            ) from error
        return salt


def share(connection: "Connection[TupleRow]", tenant: str, erased: Erased) -> None:
    """Let all nodes know who was erased; those that they know stay.

    Args:
        connection: In a transaction.
        tenant: Whose shop it is.
        erased: What a node's file says.

    Raises:
        psycopg.Error: It cannot be written.
    """
    if not erased:
        return
    run, schema = connection.execute, schema_of_erased(tenant)
    lock(connection, schema)
    if not _is_there(connection, schema):
        run(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'.encode())
        run(
            f"""CREATE TABLE IF NOT EXISTS "{schema}".erased (salt TEXT, digest TEXT,
            erased_at TIMESTAMP NOT NULL, PRIMARY KEY (salt, digest))""".encode()
        )
    run(
        f"""INSERT INTO "{schema}".erased AS known
        SELECT %(salt)s, unnest(%(digests)s::text[]), unnest(%(at)s::timestamp[])
        ON CONFLICT (salt, digest)
        DO UPDATE SET erased_at = greatest(known.erased_at, excluded.erased_at)
        WHERE excluded.erased_at > known.erased_at""".encode(),
        {
            "salt": erased.salt,
            "digests": list(erased.at),
            "at": [moment.isoformat() for moment in erased.at.values()],
        },
    )


def shared(connection: "Connection[TupleRow]", tenant: str) -> tuple[Erased, ...]:
    """Return who was erased on any node: one for each node that erased somebody.

    Args:
        connection: In a transaction that holds the shop's lock.
        tenant: Whose shop it is.

    Raises:
        psycopg.Error: It cannot be read: nothing may be taken in then.
    """
    schema = schema_of_erased(tenant)
    if not _is_there(connection, schema):
        return ()
    rows = connection.execute(
        f'SELECT salt, digest, erased_at FROM "{schema}".erased'.encode()
    ).fetchall()
    by_salt: dict[str, dict[str, datetime]] = {}
    for salt, digest, at in rows:
        by_salt.setdefault(salt, {})[digest] = at
    return tuple(Erased(salt, at) for salt, at in by_salt.items())


def schema_of_erased(tenant: str) -> str:
    """Return the name of the schema; no shop's tables have one like it."""
    return identifier(f"erased_aisle_{tenant}")


def _is_there(connection: "Connection[TupleRow]", schema: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s)", [f'"{schema}".erased']).fetchone()
    return found is not None and found[0] is not None
