"""The books in one SQLite file: what is set aside, what was booked, and the sums of each day.

Synchronous, and without prices: `sqlite_ledger` runs it in a thread of its own. Every method
runs inside a transaction that its caller has begun.
"""

import sqlite3
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from agents.ledger.amounts import usd_of
from agents.ledger.bookings import EXPIRES_AFTER, expired
from agents.ledger.budgets import BudgetRule, Standing, day_of, exceeded, month_of
from agents.ledger.entries import BudgetSpent, Entry, Reservation
from agents.ledger.rows import (
    ENTRY,
    RESERVATION,
    booked_steps,
    entry_of,
    entry_row,
    moment,
    reservation_of,
    reservation_row,
)

LOCKED_FOR_S: Final = 15.0
"""For other processes to let go of the file: 64 of them on two cores kept one waiting for 2.7 s,
though a transaction takes milliseconds, since SQLite does not queue who waits."""
_AGAIN_S: Final = 0.02
"""Before the switch to the write-ahead log is tried again."""
_EVERYONE: Final = ""
"""Key of everyone's sums; that of a tenant is ":" and its name."""

_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS reservations ({RESERVATION.declared});
CREATE INDEX IF NOT EXISTS reservations_expiry ON reservations (expires_at);
CREATE INDEX IF NOT EXISTS reservations_conversation ON reservations (tenant, conversation);
CREATE TABLE IF NOT EXISTS entries ({ENTRY.declared});
CREATE INDEX IF NOT EXISTS entries_conversation ON entries (tenant, conversation);
CREATE INDEX IF NOT EXISTS entries_day ON entries (day, tenant);
CREATE TABLE IF NOT EXISTS spent (
    who TEXT NOT NULL, day TEXT NOT NULL, steps BIGINT NOT NULL, PRIMARY KEY (who, day)
) WITHOUT ROWID;
"""
_ADD: Final = (
    "INSERT INTO spent VALUES (?, ?, ?) "
    "ON CONFLICT (who, day) DO UPDATE SET steps = steps + excluded.steps"
)
_OF_TIME: Final = """
SELECT coalesce(sum(steps) FILTER (WHERE day = :day), 0), coalesce(sum(steps), 0) FROM (
    SELECT day, steps FROM spent WHERE who = :who AND day >= :first AND day < :after
    UNION ALL
    SELECT day, reserved FROM reservations
    WHERE (:tenant IS NULL OR tenant = :tenant) AND day >= :first AND day < :after
)
"""
_OF_CONVERSATION: Final = """
SELECT coalesce(sum(steps), 0),
       coalesce(sum(steps) FILTER (WHERE day = :day), 0),
       coalesce(sum(steps) FILTER (WHERE day >= :first AND day < :after), 0),
       coalesce(sum(steps) FILTER (WHERE turn = :turn), 0)
FROM (
    SELECT day, turn, coalesce(cost, 0) AS steps FROM entries
    WHERE tenant = :tenant AND conversation = :conversation
    UNION ALL
    SELECT day, turn, reserved FROM reservations
    WHERE tenant = :tenant AND conversation = :conversation
)
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file in autocommit mode; it is made, for its owner only, if missing.

    The write-ahead log lets `aisle bill` read while calls are booked. Each commit reaches the
    disk: on a machine that loses power, money that was spent stays spent.

    Raises:
        sqlite3.Error: it is no database, or locked.
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(
        path, timeout=LOCKED_FOR_S, isolation_level=None, check_same_thread=False
    )
    try:
        _use_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the file over, however many others do so now.

    SQLite does not wait for them as it waits for a writer: the switch fails at once.
    """
    until = time.monotonic() + LOCKED_FOR_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)


class SqliteBooks:
    """The tables of one open file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def reserve(self, reservation: Reservation, rules: Sequence[BudgetRule]) -> None:
        """Set money aside, if every budget holds it.

        Raises:
            BudgetSpent: one does not; nothing was written.
        """
        spender = reservation.spender
        applying = [rule for rule in rules if rule.holds_for(spender.tenant)]
        if applying and reservation.reserved_usd > 0:
            standing = self.standing(
                spender.tenant,
                day_of(reservation.made_at),
                spender.conversation_id if any(r.by_conversation for r in applying) else None,
                spender.turn,
            )
            broken = exceeded(applying, spender.tenant, standing, reservation.reserved_usd)
            if broken is not None:
                raise BudgetSpent(broken.said)
        row = reservation_row(reservation, reservation.made_at + EXPIRES_AFTER)
        marks = ", ".join("?" * RESERVATION.count)
        self._connection.execute(f"INSERT INTO reservations VALUES ({marks})", row)

    def settle(self, entry: Entry) -> Entry:
        """Book a call and free what was set aside for it.

        A call that had run out is booked anew, as it was; one that was settled stays as it is.

        Returns:
            What the books say of it now.
        """
        booked = self._booked(entry.id)
        if booked is not None and booked.outcome != "expired":
            return booked
        self._connection.execute("DELETE FROM reservations WHERE id = ?", (entry.id,))
        self._write(entry, booked)
        return entry

    def forget(self, reservation_id: str) -> None:
        """Free what was set aside for a call that was never made."""
        self._connection.execute("DELETE FROM reservations WHERE id = ?", (reservation_id,))

    def expire(self, now: datetime) -> list[Entry]:
        """Book in full what ran out before `now`, and return it."""
        rows = self._connection.execute(
            f"SELECT {RESERVATION.names} FROM reservations WHERE expires_at <= ?", (moment(now),)
        ).fetchall()
        lost = [expired(reservation_of(row)) for row in rows]
        for entry in lost:
            self.forget(entry.id)
            self._write(entry, self._booked(entry.id))
        return lost

    def standing(
        self, tenant: str, day: str, conversation_id: str | None, turn: int = -1
    ) -> Standing:
        """Return what is spent and set aside.

        Args:
            tenant: Whose.
            day: The accounting day; its month is that of the months' sums.
            conversation_id: None leaves the conversation's sums at zero.
            turn: Of that conversation.
        """
        first, after = month_of(day)
        span = {"day": day, "first": first, "after": after}
        ask = self._connection.execute
        everyone = ask(_OF_TIME, {**span, "who": _EVERYONE, "tenant": None}).fetchone()
        own = ask(_OF_TIME, {**span, "who": ":" + tenant, "tenant": tenant}).fetchone()
        talk = (0, 0, 0, 0)
        if conversation_id is not None:
            named = {"tenant": tenant, "conversation": conversation_id, "turn": turn}
            talk = ask(_OF_CONVERSATION, {**span, **named}).fetchone()
        return Standing(*map(usd_of, (*everyone, *own, *talk)))

    def _booked(self, identity: str) -> Entry | None:
        row = self._connection.execute(
            f"SELECT {ENTRY.names} FROM entries WHERE id = ?", (identity,)
        ).fetchone()
        return None if row is None else entry_of(row)

    def _write(self, entry: Entry, before: Entry | None) -> None:
        """Write an entry, over the one that it replaces, and add the difference to the sums."""
        marks = ", ".join("?" * ENTRY.count)
        self._connection.execute(
            f"INSERT OR REPLACE INTO entries VALUES ({marks})", entry_row(entry)
        )
        steps = booked_steps(entry.cost_usd)
        if before is not None:
            steps -= booked_steps(before.cost_usd)
        if steps:
            day = day_of(entry.at)
            keys = (_EVERYONE, ":" + entry.spender.tenant)
            self._connection.executemany(_ADD, [(who, day, steps) for who in keys])
