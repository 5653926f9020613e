"""Looking whether a text is anywhere in the databases that an installation uses."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.postgres.schema import schema_of
from assistant.config import Settings, secret
from assistant.privacy.search import SHORT

_SHARED: Final = ("checkpoints", "checkpoint_blobs", "checkpoint_writes")
_LEDGER: Final = ("aisle_entries", "aisle_reservations")


def found_in_databases(settings: Settings, needles: Sequence[str]) -> tuple[list[str], int]:
    """Look through the tables of the log, of conversations and of the ledger, where in Postgres.

    Args:
        settings: Of the shop.
        needles: Not empty texts; case counts.

    Returns:
        The tables that hold one, and how many were looked through.

    Raises:
        StoreUnusable: A database cannot be reached.
        ConfigError: The variable of a password is not set.
    """
    found: list[str] = []
    count = 0
    for url, variable, tables, schema in _databases(settings):
        some, looked = _found(url, variable, tables, schema, needles)
        found, count = found + some, count + looked
    return found, count


_Database = tuple[str, str | None, tuple[str, ...], str | None]


def _databases(settings: Settings) -> Iterator[_Database]:
    """Yield url, variable of the password, tables, and a schema all of whose tables are meant."""
    log, talk, router = settings.log, settings.conversations, settings.router
    if log.url is not None:
        yield log.url, log.password_variable, (), schema_of(settings.tenant)
    if talk.url is not None:
        yield talk.url, talk.password_variable, _SHARED, None
    if router.ledger_url is not None:
        yield router.ledger_url, router.ledger_password_variable, _LEDGER, None


def _found(
    url: str,
    variable: str | None,
    tables: Sequence[str],
    schema: str | None,
    needles: Sequence[str],
) -> tuple[list[str], int]:
    import psycopg  # noqa: PLC0415 - an extra

    password = None if variable is None else secret(variable)
    told = [
        rf"(^|[^A-Za-z0-9_]){re.escape(n)}([^A-Za-z0-9_]|$)"
        if len(n) >= SHORT
        else rf"[\",(]{re.escape(n)}[\",)]"
        for n in needles
    ]
    # A row as text writes bytes as hexadecimal digits.
    told += [needle.encode().hex() for needle in needles if len(needle) >= SHORT]
    pattern = "|".join(told)
    found = []
    try:
        with psycopg.connect(url, autocommit=True, password=password) as database:
            names = [*tables]
            if schema is not None:
                rows = database.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]
                ).fetchall()
                names = [f'"{schema}"."{row[0]}"' for row in rows]
            there = [
                name
                for name in names
                if (row := database.execute("SELECT to_regclass(%s)", [name]).fetchone()) and row[0]
            ]
            for name in there:
                sql = f"SELECT 1 FROM {name} AS t WHERE t::text ~ %s LIMIT 1".encode()
                if database.execute(sql, [pattern]).fetchone():
                    found.append(f"database table {name}".replace('"', ""))
    except (psycopg.Error, OSError) as error:
        raise StoreUnusable(
            f"A database cannot be looked through ({type(error).__name__}); see whether it can be "
            "reached, and erase again."
        ) from error
    return found, len(there)
