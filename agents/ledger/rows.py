"""Reservations and entries as rows of a database, the same in SQLite and Postgres.

Amounts are whole numbers of `amounts.USD_STEP`; moments are ISO text of UTC with microseconds,
all of one width, so that they sort as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from agents.ledger.amounts import steps_of, usd_of
from agents.ledger.budgets import day_of
from agents.ledger.entries import Entry, Reservation, Spender
from agents.models.call import Task
from agents.models.usage import Usage

Row = Sequence[Any]
"""What a database driver returns: typed by the columns below, not by Python."""

_SPENDER: Final = (
    ("id", "TEXT PRIMARY KEY"),
    ("tenant", "TEXT NOT NULL"),
    ("conversation", "TEXT NOT NULL"),
    ("turn", "INTEGER NOT NULL"),
    ("task", "TEXT NOT NULL"),
    ("decision", "TEXT NOT NULL"),
    ("model", "TEXT NOT NULL"),
    ("at", "TEXT NOT NULL"),
    ("day", "TEXT NOT NULL"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, in the order of its rows."""

    typed: tuple[tuple[str, str], ...]

    @property
    def names(self) -> str:
        """The names, for a SELECT or an INSERT."""
        return ", ".join(name for name, _ in self.typed)

    @property
    def declared(self) -> str:
        """Names with types, for a CREATE TABLE."""
        return ", ".join(f"{name} {kind}" for name, kind in self.typed)

    @property
    def count(self) -> int:
        """How many values a row has."""
        return len(self.typed)


RESERVATION: Final = Columns(
    (
        *_SPENDER,
        ("reserved", "BIGINT NOT NULL"),
        ("priced", "INTEGER NOT NULL"),
        ("input_tokens", "BIGINT NOT NULL"),
        ("max_output_tokens", "BIGINT NOT NULL"),
        ("expires_at", "TEXT NOT NULL"),
    )
)
ENTRY: Final = Columns(
    (
        *_SPENDER,
        ("outcome", "TEXT NOT NULL"),
        ("fresh", "BIGINT NOT NULL"),
        ("cached", "BIGINT NOT NULL"),
        ("written", "BIGINT NOT NULL"),
        ("output", "BIGINT NOT NULL"),
        ("reasoning", "BIGINT NOT NULL"),
        ("estimated", "INTEGER NOT NULL"),
        ("cost", "BIGINT"),
        ("overrun", "BIGINT NOT NULL"),
        ("first_content_ms", "DOUBLE PRECISION"),
        ("took_ms", "DOUBLE PRECISION"),
        ("reason", "TEXT"),
    )
)


def moment(at: datetime) -> str:
    """Return a moment as it is stored."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def reservation_row(reservation: Reservation, expires_at: datetime) -> tuple[object, ...]:
    """Return a reservation as a row of `RESERVATION`."""
    return (
        *_spender_values(reservation.id, reservation.spender, reservation.model),
        moment(reservation.made_at),
        day_of(reservation.made_at),
        steps_of(reservation.reserved_usd),
        int(reservation.priced),
        reservation.input_tokens,
        reservation.max_output_tokens,
        moment(expires_at),
    )


def reservation_of(row: Row) -> Reservation:
    """Return the reservation of a row."""
    return Reservation(
        id=row[0],
        spender=_spender_of(row),
        model=row[6],
        made_at=datetime.fromisoformat(row[7]),
        reserved_usd=usd_of(row[9]),
        priced=bool(row[10]),
        input_tokens=row[11],
        max_output_tokens=row[12],
    )


def entry_row(entry: Entry) -> tuple[object, ...]:
    """Return an entry as a row of `ENTRY`."""
    usage = entry.usage
    return (
        *_spender_values(entry.id, entry.spender, entry.model),
        moment(entry.at),
        day_of(entry.at),
        entry.outcome,
        usage.fresh,
        usage.cached,
        usage.written,
        usage.output,
        usage.reasoning,
        int(usage.estimated),
        None if entry.cost_usd is None else steps_of(entry.cost_usd),
        steps_of(entry.overrun_usd),
        entry.first_content_ms,
        entry.took_ms,
        entry.reason,
    )


def entry_of(row: Row) -> Entry:
    """Return the entry of a row."""
    return Entry(
        id=row[0],
        spender=_spender_of(row),
        model=row[6],
        at=datetime.fromisoformat(row[7]),
        outcome=row[9],
        usage=Usage(row[10], row[11], row[12], row[13], row[14], bool(row[15])),
        cost_usd=None if row[16] is None else usd_of(row[16]),
        overrun_usd=usd_of(row[17]),
        first_content_ms=row[18],
        took_ms=row[19],
        reason=row[20],
    )


def booked_steps(cost_usd: Decimal | None) -> int:
    """Return what a cost adds to the sums of budgets; an unknown one adds nothing."""
    return 0 if cost_usd is None else steps_of(cost_usd)


def _spender_values(identity: str, spender: Spender, model: str) -> tuple[object, ...]:
    return (
        identity,
        spender.tenant,
        spender.conversation_id,
        spender.turn,
        spender.task.value,
        spender.decision_id,
        model,
    )


def _spender_of(row: Row) -> Spender:
    return Spender(
        tenant=row[1],
        conversation_id=row[2],
        turn=row[3],
        task=Task(row[4]),
        decision_id=row[5],
    )
