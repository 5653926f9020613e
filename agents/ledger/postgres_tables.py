"""The ledger's tables in Postgres, and what is asked of them."""

import zlib
from collections.abc import Sequence
from typing import Final

from agents.ledger.budgets import BudgetRule
from agents.ledger.entries import Spender
from agents.ledger.rows import ENTRY, RESERVATION

_LOCKS: Final = 0x4169736C
"""First half of the advisory locks' keys, so that they meet no other program's."""

SCHEMA_LOCK: Final = (_LOCKS, 0)
"""Held while the tables are made."""
SCHEMA: Final = (
    f"CREATE TABLE IF NOT EXISTS aisle_reservations ({RESERVATION.declared})",
    "CREATE INDEX IF NOT EXISTS aisle_reservations_expiry ON aisle_reservations (expires_at)",
    f"CREATE TABLE IF NOT EXISTS aisle_entries ({ENTRY.declared})",
    "CREATE INDEX IF NOT EXISTS aisle_entries_conversation ON aisle_entries (tenant, conversation)",
    "CREATE INDEX IF NOT EXISTS aisle_entries_day ON aisle_entries (day, tenant)",
    "CREATE TABLE IF NOT EXISTS aisle_spent (who TEXT NOT NULL, day TEXT NOT NULL, "
    "steps BIGINT NOT NULL, PRIMARY KEY (who, day))",
)
STANDING: Final = """
WITH s AS (
    SELECT who, day, steps FROM aisle_spent
    WHERE who IN ('', %(who)s) AND day >= %(first)s AND day < %(after)s
), r AS (
    SELECT tenant, conversation, turn, day, reserved FROM aisle_reservations
), e AS (
    SELECT day, turn, coalesce(cost, 0) AS steps FROM aisle_entries
    WHERE tenant = %(tenant)s AND conversation = %(conversation)s
    UNION ALL
    SELECT day, turn, reserved FROM r
    WHERE tenant = %(tenant)s AND conversation = %(conversation)s
), t AS (
    SELECT who, day, steps FROM s
    UNION ALL SELECT '', day, reserved FROM r WHERE day >= %(first)s AND day < %(after)s
    UNION ALL SELECT %(who)s, day, reserved FROM r
    WHERE tenant = %(tenant)s AND day >= %(first)s AND day < %(after)s
)
SELECT
    (SELECT coalesce(sum(steps), 0)::bigint FROM t WHERE who = '' AND day = %(day)s),
    (SELECT coalesce(sum(steps), 0)::bigint FROM t WHERE who = ''),
    (SELECT coalesce(sum(steps), 0)::bigint FROM t WHERE who = %(who)s AND day = %(day)s),
    (SELECT coalesce(sum(steps), 0)::bigint FROM t WHERE who = %(who)s),
    (SELECT coalesce(sum(steps), 0)::bigint FROM e),
    (SELECT coalesce(sum(steps), 0)::bigint FROM e WHERE day = %(day)s),
    (SELECT coalesce(sum(steps), 0)::bigint FROM e WHERE day >= %(first)s AND day < %(after)s),
    (SELECT coalesce(sum(steps), 0)::bigint FROM e WHERE turn = %(turn)s)
"""

EXPIRED: Final = f"""
DELETE FROM aisle_reservations WHERE id IN (
    SELECT id FROM aisle_reservations WHERE expires_at <= %s FOR UPDATE SKIP LOCKED
) RETURNING {RESERVATION.names}
"""
RESERVE: Final = f"INSERT INTO aisle_reservations VALUES ({', '.join(['%s'] * RESERVATION.count)})"
FREE: Final = "DELETE FROM aisle_reservations WHERE id = %s"
BOOKED: Final = f"SELECT {ENTRY.names} FROM aisle_entries WHERE id = %s FOR UPDATE"
UNBOOK: Final = "DELETE FROM aisle_entries WHERE id = %s"
BOOK: Final = f"INSERT INTO aisle_entries VALUES ({', '.join(['%s'] * ENTRY.count)})"
ADD: Final = (
    "INSERT INTO aisle_spent VALUES (%s, %s, %s) "
    "ON CONFLICT (who, day) DO UPDATE SET steps = aisle_spent.steps + excluded.steps"
)
LOCK: Final = "SELECT pg_advisory_xact_lock(%s, %s)"
CLOCK: Final = "SELECT clock_timestamp()"


def lock_of(rules: Sequence[BudgetRule], spender: Spender) -> tuple[int, int] | None:
    """Return the advisory lock that orders reservations under these budgets; None needs none.

    The widest budget decides: who falls under one of everyone's waits for everyone.
    """
    applying = [rule for rule in rules if rule.holds_for(spender.tenant)]
    if not applying:
        return None
    timed = {rule.scope for rule in applying if rule.period in ("day", "month")}
    if "all" in timed:
        key = ""
    elif "tenant" in timed:
        key = f":{spender.tenant}"
    else:
        key = f":{spender.tenant}:{spender.conversation_id}"
    return _LOCKS, zlib.crc32(key.encode()) - 2**31
