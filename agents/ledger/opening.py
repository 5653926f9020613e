"""Opening a ledger, wherever it is: in a file, in Postgres, or in a file that is thrown away."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agents.ledger.bookings import Terms
from agents.ledger.postgres_ledger import PostgresLedger, open_pool
from agents.ledger.sqlite_ledger import Clock, SqliteLedger, utc_now

if TYPE_CHECKING:  # LangGraph's stores take a second to import
    from agents.checkpoints import Postgres

OpenLedger = SqliteLedger | PostgresLedger
"""A `Ledger` that also takes new terms (`use`) and looks budgets up (`learn`)."""


@asynccontextmanager
async def open_ledger(
    where: "Path | Postgres | None", terms: Terms, clock: Clock | None = None
) -> AsyncIterator[OpenLedger]:
    """Open a ledger for the time of a `with` block.

    Args:
        where: A SQLite file on a local disk, made with its folder if it is missing; a Postgres
            database, for several machines; None keeps the books until the block ends.
        terms: Prices and budgets; `use` replaces them.
        clock: Says when a call is made; the machine's or the database's own by default.

    Raises:
        LedgerFailed: the file cannot be opened, or is no ledger; the server does not answer.
        LedgerClientMissing: its client is not installed.
    """
    if isinstance(where, Path):
        async with _open_file(where, terms, clock or utc_now) as books:
            yield books
    elif where is None:
        with tempfile.TemporaryDirectory(prefix="aisle-ledger-") as folder:
            file = Path(folder) / "ledger.sqlite"
            async with _open_file(file, terms, clock or utc_now) as books:
                yield books
    else:
        async with open_pool(where.url, where.password) as pool:
            ledger = PostgresLedger(pool, terms, clock)
            try:
                yield ledger
            finally:
                await ledger.aclose()


@asynccontextmanager
async def _open_file(path: Path, terms: Terms, clock: Clock) -> AsyncIterator[SqliteLedger]:
    ledger = await asyncio.to_thread(SqliteLedger, path, terms, clock)
    try:
        yield ledger
    finally:
        await ledger.aclose()
