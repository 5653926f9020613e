"""A ledger in one SQLite file, for every process of one machine.

    async with open_ledger(home / "ledger.sqlite", terms) as ledger:
        reservation = await ledger.reserve(spender, "gpt", input_tokens=900, max_output_tokens=160)

The file must be on a local disk: SQLite's write-ahead log needs memory that its readers share.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from agents.ledger.bookings import Terms, timed
from agents.ledger.budgets import day_of
from agents.ledger.entries import Entry, Outcome, Reservation, Spender
from agents.ledger.errors import LedgerFailed
from agents.ledger.open_calls import OpenCalls, Seen
from agents.ledger.sqlite_books import SqliteBooks, connect
from agents.ledger.writer import BooksWriter
from agents.models.usage import Usage

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time by the machine's clock."""
    return datetime.now(UTC)


class SqliteLedger:
    """Keeps entries and budgets in a file; a `Ledger`."""

    def __init__(self, path: Path, terms: Terms, clock: Clock = utc_now) -> None:
        """Open the file, made if it is missing; blocks for some milliseconds.

        Args:
            path: Of the file.
            terms: Prices and budgets.
            clock: Says when a call is made, with a zone.

        Raises:
            LedgerFailed: it cannot be opened, or is no database.
        """
        self._path = path
        self._terms = terms
        self._clock = clock
        self._calls = OpenCalls()
        self._seen = Seen()
        self._touched: set[tuple[str, str]] = set()
        try:
            connection = connect(path)
        except (sqlite3.Error, OSError) as error:
            raise LedgerFailed(str(path), str(error)) from error
        self._writer = BooksWriter(connection, str(path), self._expire, self._look)

    def use(self, terms: Terms) -> None:
        """Let new calls go by other prices and budgets; those under way keep theirs."""
        self._terms = terms

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        """Set aside what a call can cost at most; see `Ledger.reserve`.

        Raises:
            BudgetSpent: a budget does not hold that much any more; nothing was set aside.
            LedgerFailed: the file cannot be written; nothing was set aside.
        """
        terms = self._terms
        made = terms.reservation(spender, model, input_tokens, max_output_tokens, self._clock())
        self._calls.began(made.id, terms)

        def write(books: SqliteBooks) -> None:
            self._touched.add((spender.tenant, spender.conversation_id))
            books.reserve(made, terms.budgets)

        try:
            await asyncio.shield(self._writer.submit(write))
        except asyncio.CancelledError:
            # Who asked does not make the call: what may have been set aside comes back.
            self._calls.ended(made.id, terms)
            self._writer.submit(lambda books: books.forget(made.id))
            raise
        except BaseException:
            self._calls.ended(made.id, terms)
            raise
        return made

    async def settle(
        self,
        reservation: Reservation,
        usage: Usage | None,
        outcome: Outcome,
        *,
        first_content_ms: float | None = None,
        took_ms: float | None = None,
        reason: str | None = None,
    ) -> Entry:
        """Book what a call cost; see `Ledger.settle`. It is booked though the caller be cancelled.

        Raises:
            LedgerFailed: the file cannot be written: the reservation runs out and is booked in
                full.
        """
        terms = self._calls.ended(reservation.id, self._terms)
        entry = timed(terms.entry(reservation, usage, outcome, reason), first_content_ms, took_ms)
        spender = reservation.spender

        def write(books: SqliteBooks) -> Entry:
            self._touched.add((spender.tenant, spender.conversation_id))
            return books.settle(entry)

        return await asyncio.shield(self._writer.submit(write))

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        """Return what is left of the tightest budget, as this process saw it last."""
        return self._seen.headroom_usd(self._terms, tenant, conversation_id, self._clock())

    def budgets_left(self) -> list[tuple[str, str, Decimal]]:
        """Return what is left of each budget by days or months: its words, whose, dollars."""
        return self._seen.left(self._terms, self._clock())

    async def learn(self, *tenants: str) -> None:
        """Look up how the budgets of `tenants` stand, so that `headroom_usd` knows them."""
        day = day_of(self._clock())

        def look(books: SqliteBooks) -> None:
            for tenant in tenants:
                self._seen.note(tenant, None, day, books.standing(tenant, day, None))

        await self._writer.submit(look)

    async def aclose(self) -> None:
        """Write what waits, and close the file."""
        await asyncio.to_thread(self._writer.close)

    def _expire(self, books: SqliteBooks) -> None:
        """Before a transaction's own work: book what nobody settled."""
        for entry in books.expire(self._clock()):
            self._touched.add((entry.spender.tenant, entry.spender.conversation_id))

    def _look(self, books: SqliteBooks, others: bool) -> None:
        """After a commit: note how things stand. Runs in the writer's thread."""
        touched, self._touched = self._touched, set()
        budgets = self._terms.budgets
        if not budgets:
            return
        day = day_of(self._clock())
        tenants = {tenant for tenant, _ in touched}
        for tenant in tenants.union(self._seen.tenants()) if others else tenants:
            self._seen.note(tenant, None, day, books.standing(tenant, day, None))
        if any(rule.by_conversation for rule in budgets):
            for tenant, conversation_id in touched:
                standing = books.standing(tenant, day, conversation_id)
                self._seen.note(tenant, conversation_id, day, standing)
