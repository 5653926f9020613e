"""A ledger in a Postgres database, for several machines.

Needs the extra `postgres`; everything of the ledger that knows psycopg is in this file. The
database's clock says when a call is made, so that machines whose clocks differ share one day.

Reservations that fall under the same budgets wait for each other (an advisory lock until the
commit), and the sums are then read in one statement, so that a settlement beside them is seen
whole or not at all. What ran out is booked every second; until then it counts as set aside.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from agents.errors import AgentError
from agents.ledger import postgres_tables as tables
from agents.ledger.amounts import steps_of, usd_of
from agents.ledger.bookings import EXPIRES_AFTER, Terms, expired, timed
from agents.ledger.budgets import Standing, day_of
from agents.ledger.entries import BudgetSpent, Entry, Outcome, Reservation, Spender
from agents.ledger.errors import LedgerClientMissing, LedgerFailed
from agents.ledger.open_calls import OpenCalls, Seen
from agents.ledger.rows import (
    booked_steps,
    entry_of,
    entry_row,
    moment,
    reservation_of,
    reservation_row,
)
from agents.models.usage import Usage

if TYPE_CHECKING:
    from psycopg import AsyncConnection
    from psycopg.rows import TupleRow
    from psycopg_pool import AsyncConnectionPool

_T = TypeVar("_T")

CONNECTIONS_MOST: Final = 8
"""Of one process; a call holds one for two short transactions."""
OPEN_WITHIN_S: Final = 10.0
"""For the first connection; then the server is not there."""
WAIT_AT_MOST_S: Final = 5.0
"""For a free connection."""
LOOK_EVERY_S: Final = 1.0
"""How old `headroom_usd` may be of what other machines spent."""


@asynccontextmanager
async def open_pool(
    url: str, password: str | None
) -> "AsyncIterator[AsyncConnectionPool[AsyncConnection[TupleRow]]]":
    """Open a database for the time of a `with` block, and make the ledger's tables if missing.

    Args:
        url: "postgresql://user@host:5432/name", without a password.
        password: Of that user; None leaves it to PGPASSWORD or the password file.

    Raises:
        LedgerClientMissing: the extra is not installed.
        LedgerFailed: the database cannot be reached or used.
    """
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from psycopg_pool import AsyncConnectionPool  # noqa: PLC0415
    except ImportError as error:
        raise LedgerClientMissing from error

    async def configure(connection: "AsyncConnection[TupleRow]") -> None:
        # What was committed before a lock was had must be seen after it.
        await connection.set_isolation_level(psycopg.IsolationLevel.READ_COMMITTED)

    # A pool behind a proxy such as PgBouncer cannot keep prepared statements: none are made.
    given: dict[str, object] = {"autocommit": True, "prepare_threshold": None}
    if password is not None:
        given["password"] = password
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
        url,
        kwargs=given,
        min_size=1,
        max_size=CONNECTIONS_MOST,
        timeout=WAIT_AT_MOST_S,
        configure=configure,
        check=AsyncConnectionPool.check_connection,
        open=False,
    )
    try:
        try:
            await pool.open(wait=True, timeout=OPEN_WITHIN_S)
            async with pool.connection() as connection, connection.transaction():
                # Two servers that start at once must not both make the tables.
                await connection.execute(tables.LOCK, tables.SCHEMA_LOCK)
                for statement in tables.SCHEMA:
                    await connection.execute(statement)
        except (psycopg.Error, OSError) as error:
            raise LedgerFailed("in Postgres", _first_line(error)) from error
        yield pool
    finally:
        await pool.close()


class PostgresLedger:
    """Keeps entries and budgets in a database; a `Ledger`."""

    def __init__(
        self,
        pool: "AsyncConnectionPool[AsyncConnection[TupleRow]]",
        terms: Terms,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """Use a pool of `open_pool`.

        Args:
            pool: Of connections.
            terms: Prices and budgets.
            clock: Says when a call is made; the database's own by default.
        """
        self._pool = pool
        self._terms = terms
        self._clock = clock
        self._calls = OpenCalls()
        self._seen = Seen()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._watch = asyncio.create_task(self._look_again())

    def use(self, terms: Terms) -> None:
        """Let new calls go by other prices and budgets; those under way keep theirs."""
        self._terms = terms

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        """Set aside what a call can cost at most; see `Ledger.reserve`.

        Raises:
            BudgetSpent: a budget does not hold that much any more; nothing was set aside.
            LedgerFailed: the database does not answer; nothing was set aside.
        """
        terms = self._terms
        task = self._start(self._reserve(terms, spender, model, input_tokens, max_output_tokens))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            # Who asked does not make the call: what may have been set aside comes back.
            self._start(self._undo(task))
            raise

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
            LedgerFailed: the database does not answer: the reservation runs out and is booked in
                full.
        """
        terms = self._calls.ended(reservation.id, self._terms)
        entry = timed(terms.entry(reservation, usage, outcome, reason), first_content_ms, took_ms)
        return await asyncio.shield(self._start(self._settle(entry)))

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        """Return what is left of the tightest budget, as this process saw it last."""
        return self._seen.headroom_usd(self._terms, tenant, conversation_id, self._about_now())

    def budgets_left(self) -> list[tuple[str, str, Decimal]]:
        """Return what is left of each budget by days or months: its words, whose, dollars."""
        return self._seen.left(self._terms, self._about_now())

    async def learn(self, *tenants: str) -> None:
        """Look up how the budgets of `tenants` stand, so that `headroom_usd` knows them."""
        async with self._transaction() as connection:
            day = day_of(await self._now(connection))
            for tenant in tenants:
                standing = await _standing(connection, tenant, day, None)
                self._seen.note(tenant, None, day, standing)

    async def aclose(self) -> None:
        """Finish what is being written; the pool stays open."""
        self._watch.cancel()
        await asyncio.gather(self._watch, *self._tasks, return_exceptions=True)

    async def _reserve(
        self, terms: Terms, spender: Spender, model: str, input_tokens: int, most_output: int
    ) -> Reservation:
        # Priced by this machine's clock; the day and the books go by the database's.
        asked = terms.reservation(spender, model, input_tokens, most_output, self._about_now())
        rules = [rule for rule in terms.budgets if rule.holds_for(spender.tenant)]
        values = (
            tables.lock_of(rules, spender),
            None if self._clock is None else self._clock(),
            EXPIRES_AFTER,
            *reservation_row(asked, asked.made_at)[:7],
            *reservation_row(asked, asked.made_at)[9:13],
            [tables.sum_of(rule) for rule in rules],
            [steps_of(rule.usd) for rule in rules],
        )
        async with self._connection() as connection:
            row = await (await connection.execute(tables.RESERVE, values)).fetchone()
        if row is None:
            raise LedgerFailed("in Postgres", "it did not answer")
        made_at, broken, sums = row
        if rules:
            standing, talk = _read(sums), spender.conversation_id
            if not broken:
                standing = standing.plus(asked.reserved_usd)
            self._seen.note(spender.tenant, talk, made_at[:10], standing)
        if broken:
            raise BudgetSpent(rules[broken - 1].said)
        made = replace(asked, made_at=datetime.fromisoformat(made_at))
        self._calls.began(made.id, terms)
        return made

    async def _undo(self, reserving: asyncio.Task[Reservation]) -> None:
        with suppress(AgentError):
            made = await reserving
            self._calls.ended(made.id, self._terms)
            async with self._transaction() as connection:
                await connection.execute(tables.FREE, (made.id,))

    async def _settle(self, entry: Entry) -> Entry:
        async with self._transaction() as connection:
            # Deleting orders this against another machine that books the call as expired.
            await connection.execute(tables.FREE, (entry.id,))
            found = await (await connection.execute(tables.BOOKED, (entry.id,))).fetchone()
            before = None if found is None else entry_of(found)
            if before is not None and before.outcome != "expired":
                return before
            await _book(connection, entry, before)
            if self._terms.budgets:
                spender, day = entry.spender, day_of(self._about_now())
                standing = await _standing(connection, spender.tenant, day, spender.conversation_id)
                self._seen.note(spender.tenant, spender.conversation_id, day, standing)
        return entry

    async def _look_again(self) -> None:
        """Book what ran out, and see what other machines spent."""
        while True:
            with suppress(LedgerFailed):  # what is known stays a moment older
                await self.expire()
                tenants = self._seen.tenants()
                if self._terms.budgets and tenants:
                    await self.learn(*tenants)
            await asyncio.sleep(LOOK_EVERY_S)

    async def expire(self) -> None:
        """Book in full what nobody settled in time; done every second too."""
        async with self._transaction() as connection:
            now = await self._now(connection)
            lost = await (await connection.execute(tables.EXPIRED, (moment(now),))).fetchall()
            for row in lost:
                await _book(connection, expired(reservation_of(row)), None)

    def _about_now(self) -> datetime:
        return datetime.now(UTC) if self._clock is None else self._clock()

    async def _now(self, connection: "AsyncConnection[TupleRow]") -> datetime:
        if self._clock is not None:
            return self._clock()
        row = await (await connection.execute(tables.CLOCK)).fetchone()
        if row is None or not isinstance(row[0], datetime):
            raise LedgerFailed("in Postgres", "it does not tell the time")
        return row[0].astimezone(UTC)

    @asynccontextmanager
    async def _connection(self) -> "AsyncIterator[AsyncConnection[TupleRow]]":
        import psycopg  # noqa: PLC0415 - an extra

        try:
            async with self._pool.connection() as connection:
                yield connection
        except (psycopg.Error, OSError) as error:
            raise LedgerFailed("in Postgres", _first_line(error)) from error

    @asynccontextmanager
    async def _transaction(self) -> "AsyncIterator[AsyncConnection[TupleRow]]":
        # What needs no answer travels with the next statement that does.
        async with (
            self._connection() as connection,
            connection.pipeline(),
            connection.transaction(),
        ):
            yield connection

    def _start(self, work: Coroutine[Any, Any, _T]) -> "asyncio.Task[_T]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waited may be gone: that is no error to be logged


async def _standing(
    connection: "AsyncConnection[TupleRow]",
    tenant: str,
    day: str,
    conversation_id: str | None,
    turn: int = -1,
) -> Standing:
    asked = (tenant, conversation_id, turn, day)
    row = await (await connection.execute(tables.STANDING, asked)).fetchone()
    return Standing() if row is None else _read(row[0])


def _read(sums: Sequence[int]) -> Standing:
    return Standing(*map(usd_of, sums))


async def _book(
    connection: "AsyncConnection[TupleRow]", entry: Entry, before: Entry | None
) -> None:
    """Write an entry, over the one that it replaces, and add the difference to the sums."""
    steps = booked_steps(entry.cost_usd)
    if before is not None:
        await connection.execute(tables.UNBOOK, (entry.id,))
        steps -= booked_steps(before.cost_usd)
    await connection.execute(tables.BOOK, entry_row(entry))
    if steps:
        # Everyone's sum first, always: who holds a tenant's row never waits for it.
        for who in ("", ":" + entry.spender.tenant):
            await connection.execute(tables.ADD, (who, day_of(entry.at), steps))


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
