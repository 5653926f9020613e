"""The ledger's tables and functions in Postgres, and what is asked of them.

Reserving is one function, so that the lock is held for as long as the server takes, not for as
many messages as there are statements.
"""

import zlib
from collections.abc import Sequence
from typing import Final

from agents.ledger.budgets import BudgetRule, Standing
from agents.ledger.entries import Spender
from agents.ledger.rows import ENTRY, RESERVATION

_LOCKS: Final = 0x4169736C
"""First half of the advisory locks' keys, so that they meet no other program's."""
SCHEMA_LOCK: Final = (_LOCKS, 0)
"""Held while the tables are made."""

SUMS: Final = tuple(Standing.__dataclass_fields__)
"""What `aisle_standing_1` returns, in its order."""
_STANDING: Final = """
CREATE OR REPLACE FUNCTION aisle_standing_1(
    p_tenant text, p_conversation text, p_turn int, p_day text
) RETURNS bigint[] LANGUAGE sql STABLE AS $$
WITH span AS (
    SELECT left(p_day, 7) || '-01' AS first,
           to_char((left(p_day, 7) || '-01')::timestamp + interval '1 month', 'YYYY-MM-DD') AS after
), held AS (
    SELECT tenant, conversation, turn, day, reserved FROM aisle_reservations
), timed AS (
    SELECT who, day, steps FROM aisle_spent, span
    WHERE who IN ('', ':' || p_tenant) AND day >= first AND day < after
    UNION ALL
    SELECT '', day, reserved FROM held, span WHERE day >= first AND day < after
    UNION ALL
    SELECT ':' || p_tenant, day, reserved FROM held, span
    WHERE tenant = p_tenant AND day >= first AND day < after
), talk AS (
    SELECT day, turn, coalesce(cost, 0) AS steps FROM aisle_entries
    WHERE tenant = p_tenant AND conversation = p_conversation
    UNION ALL
    SELECT day, turn, reserved FROM held
    WHERE tenant = p_tenant AND conversation = p_conversation
), sums AS (
    SELECT coalesce(sum(steps) FILTER (WHERE who = '' AND day = p_day), 0) AS all_day,
           coalesce(sum(steps) FILTER (WHERE who = ''), 0) AS all_month,
           coalesce(sum(steps) FILTER (WHERE who <> '' AND day = p_day), 0) AS tenant_day,
           coalesce(sum(steps) FILTER (WHERE who <> ''), 0) AS tenant_month
    FROM timed
), talks AS (
    SELECT coalesce(sum(steps), 0) AS whole,
           coalesce(sum(steps) FILTER (WHERE day = p_day), 0) AS day,
           coalesce(sum(steps) FILTER (WHERE talk.day >= first AND talk.day < after), 0) AS month,
           coalesce(sum(steps) FILTER (WHERE turn = p_turn), 0) AS turn
    FROM talk, span
)
SELECT ARRAY[all_day, all_month, tenant_day, tenant_month, whole, talks.day, month, turn]::bigint[]
FROM sums, talks
$$
"""
_RESERVE: Final = f"""
CREATE OR REPLACE FUNCTION aisle_reserve_1(
    p_lock int[], p_clock timestamptz, p_expires_after interval,
    p_id text, p_tenant text, p_conversation text, p_turn int, p_task text, p_decision text,
    p_model text, p_reserved bigint, p_priced int, p_input bigint, p_output bigint,
    p_sums int[], p_limits bigint[]
) RETURNS TABLE (o_made_at text, o_broken int, o_standing bigint[]) LANGUAGE plpgsql AS $$
DECLARE
    v_now timestamptz;
    v_expires text;
BEGIN
    IF cardinality(p_lock) = 2 THEN
        PERFORM pg_advisory_xact_lock(p_lock[1], p_lock[2]);
    END IF;
    v_now := coalesce(p_clock, clock_timestamp());
    o_made_at := to_char(v_now AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"');
    v_expires := to_char(
        (v_now + p_expires_after) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'
    );
    o_broken := 0;
    IF cardinality(p_limits) > 0 THEN
        o_standing := aisle_standing_1(p_tenant, p_conversation, p_turn, left(o_made_at, 10));
        FOR i IN 1 .. cardinality(p_limits) LOOP
            IF p_reserved > 0 AND o_standing[p_sums[i]] + p_reserved > p_limits[i] THEN
                o_broken := i;
                EXIT;
            END IF;
        END LOOP;
    END IF;
    IF o_broken = 0 THEN
        INSERT INTO aisle_reservations ({RESERVATION.names}) VALUES (
            p_id, p_tenant, p_conversation, p_turn, p_task, p_decision, p_model, o_made_at,
            left(o_made_at, 10), p_reserved, p_priced, p_input, p_output, v_expires
        );
    END IF;
    RETURN NEXT;
END
$$
"""
SCHEMA: Final = (
    f"CREATE TABLE IF NOT EXISTS aisle_reservations ({RESERVATION.declared})",
    "CREATE INDEX IF NOT EXISTS aisle_reservations_expiry ON aisle_reservations (expires_at)",
    f"CREATE TABLE IF NOT EXISTS aisle_entries ({ENTRY.declared})",
    "CREATE INDEX IF NOT EXISTS aisle_entries_conversation ON aisle_entries (tenant, conversation)",
    "CREATE INDEX IF NOT EXISTS aisle_entries_day ON aisle_entries (day, tenant)",
    "CREATE TABLE IF NOT EXISTS aisle_spent (who TEXT NOT NULL, day TEXT NOT NULL, "
    "steps BIGINT NOT NULL, PRIMARY KEY (who, day))",
    _STANDING,
    _RESERVE,
)

STANDING: Final = "SELECT aisle_standing_1(%s, %s, %s::int, %s)"
RESERVE: Final = (
    "SELECT o_made_at, o_broken, o_standing FROM aisle_reserve_1(%s::int[], %s, %s, "
    "%s, %s, %s, %s::int, %s, %s, %s, %s::bigint, %s::int, %s::bigint, %s::bigint, "
    "%s::int[], %s::bigint[])"
)
EXPIRED: Final = f"""
DELETE FROM aisle_reservations WHERE id IN (
    SELECT id FROM aisle_reservations WHERE expires_at <= %s FOR UPDATE SKIP LOCKED
) RETURNING {RESERVATION.names}
"""
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


def sum_of(rule: BudgetRule) -> int:
    """Return which sum of `aisle_standing_1` a budget is held to, from 1."""
    return SUMS.index(rule.sum_name) + 1


def lock_of(applying: Sequence[BudgetRule], spender: Spender) -> list[int]:
    """Return the advisory lock that orders reservations under these budgets; empty needs none.

    The widest budget decides: who falls under one of everyone's waits for everyone.
    """
    if not applying:
        return []
    timed = {rule.scope for rule in applying if rule.period in ("day", "month")}
    if "all" in timed:
        key = ""
    elif "tenant" in timed:
        key = f":{spender.tenant}"
    else:
        key = f":{spender.tenant}:{spender.conversation_id}"
    return [_LOCKS, zlib.crc32(key.encode()) - 2**31]
