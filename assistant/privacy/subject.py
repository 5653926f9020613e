"""Who a request is about: a known shopper with all their sessions, or one session of a stranger."""

from collections.abc import Collection
from dataclasses import dataclass

from assistant.analytics.store import Parameter, Store
from assistant.intent_log.log import IntentLog
from assistant.turn_record import TurnRecord

_AT_ONCE = 500
"""Ids of one question."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, as far as Aisle knows one."""

    shopper_id: str | None
    """None where it is about a session of a stranger."""
    session_ids: tuple[str, ...]
    turn_ids: tuple[str, ...] = ()
    """query_id of each turn of those sessions that the log knows."""

    @property
    def shoppers(self) -> tuple[str, ...]:
        """The shopper's id, if there is one."""
        return () if self.shopper_id is None else (self.shopper_id,)

    @property
    def names(self) -> tuple[str, ...]:
        """Every id that stands for them."""
        return (*self.shoppers, *self.session_ids)

    def and_also(self, other: "Subject") -> "Subject":
        """Return the same person with what else was found of them."""
        return Subject(
            self.shopper_id,
            tuple(sorted({*self.session_ids, *other.session_ids})),
            tuple(sorted({*self.turn_ids, *other.turn_ids})),
        )


def shopper(shopper_id: str, store: Store, log: IntentLog, more: Collection[str] = ()) -> Subject:
    """Return a shopper with every session that the log and its tables know of.

    Args:
        shopper_id: As the shop calls them.
        store: The log's tables.
        log: What has not come to the tables yet.
        more: Sessions that are known to be theirs besides, such as one that is open.

    Raises:
        StoreUnusable, LogUnwritable: They cannot be read.
    """
    found = {*more, *(record.session_id for record in log.records(client_ids=(shopper_id,)))}
    for table in ("turns", "events", "sessions"):
        sql = f"SELECT DISTINCT session_id FROM {table} WHERE client_id = $shopper"
        found |= {str(row[0]) for row in store.ask(sql, {"shopper": shopper_id}).rows}
    sessions = tuple(sorted(found))
    return Subject(shopper_id, sessions, _turns(sessions, store, log))


def session(session_id: str, store: Store, log: IntentLog) -> Subject:
    """Return one session, of whomever.

    Raises:
        StoreUnusable, LogUnwritable: The log cannot be read.
    """
    return Subject(None, (session_id,), _turns((session_id,), store, log))


def _turns(session_ids: tuple[str, ...], store: Store, log: IntentLog) -> tuple[str, ...]:
    records = log.records(session_ids=session_ids) if session_ids else []
    found = {record.query_id for record in records if isinstance(record, TurnRecord)}
    for start in range(0, len(session_ids), _AT_ONCE):
        some = session_ids[start : start + _AT_ONCE]
        names: dict[str, Parameter] = {f"s{number}": id_ for number, id_ in enumerate(some)}
        told = ", ".join(f"${name}" for name in names)
        rows = store.ask(f"SELECT query_id FROM turns WHERE session_id IN ({told})", names).rows
        found |= {str(row[0]) for row in rows}
    return tuple(sorted(found))
