"""When a record is said to have happened, as far as that can be believed.

Clocks of clients may be wrong by years, and a server's may jump. The day of `timestamp` decides in
which segment and in which part of the tables a record is kept, so that an unbelievable one would
make days that nobody looks at. What was claimed stays in the record, as `claimed_timestamp`.
"""

from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from assistant.events.event import Event
from assistant.turn_record import TurnRecord

Record = TypeVar("Record", TurnRecord, Event)

AHEAD: Final = timedelta(minutes=5)
"""So much a clock may be ahead of ours: phones that set theirs by the net are within seconds."""
BEHIND: Final = timedelta(days=366)
"""So much later something may be reported: an order is reported back after days, and a shop that
brings last year's orders does it by `aisle logs import`."""


def dated(record: Record, now: datetime | None = None) -> Record:
    """Return the record with a time that can be believed, in UTC; itself where it has one.

    A time without a zone is UTC. One that is more than `AHEAD` ahead of the server's clock or more
    than `BEHIND` behind it becomes the time at which the server was told.

    Args:
        record: A turn or an event; of an event, `received_at` is the server's own.
        now: The server's clock, with a zone; the machine's if None.
    """
    clock = now or datetime.now(UTC)
    changes: dict[str, datetime] = {}
    received = clock
    if isinstance(record, Event):
        received = _utc(record.received_at)
        if not _is_believable(received, clock):
            received = clock
        if received != record.received_at:
            changes["received_at"] = received
    claimed = _utc(record.timestamp)
    at = claimed if _is_believable(claimed, received) else received
    if at != claimed:
        changes["claimed_timestamp"] = claimed
    if at != record.timestamp or record.timestamp.tzinfo is not UTC:
        changes["timestamp"] = at
    return record.model_copy(update=changes) if changes else record


def _is_believable(at: datetime, told: datetime) -> bool:
    return told - BEHIND <= at <= told + AHEAD


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    try:
        return at.astimezone(UTC)
    except OverflowError:  # the first or the last hours of time itself
        return at.replace(tzinfo=UTC)
