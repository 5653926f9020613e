"""What a client reports: events in the shape of User Behavior Insights 1.3, bound to its sessions.

Only names, numbers and ids are taken. Texts that UBI has beside them (`message`, `description`,
`user_query`, attributes of one's own) are passed over: nobody's words come into the log this way.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final, Literal
from uuid import UUID, uuid4, uuid5

from pydantic import BaseModel, ConfigDict, Field

from assistant.accounts.caller import Caller
from assistant.accounts.errors import NotAllowed
from assistant.analytics.store import Store
from assistant.events.event import (
    Action,
    Event,
    EventAttributes,
    EventObject,
    EventPosition,
    Value,
)
from assistant.http.refused import Refused
from assistant.intent_log.reading import lines_of, record_of_line
from assistant.search_request import CleanText
from assistant.shops import Shop
from assistant.turn_record import TurnRecord

_EVENTS: Final = UUID("b3a1f6f2-7a53-5a0e-9f0e-6d6f0a0f1c9b")
"""Name space of the ids that clients gave to events: two sessions may both have an event 1."""
SESSION_PATTERN: Final = r"^[A-Za-z0-9_.:-]{1,100}$"
CLICK_BEHIND: Final = timedelta(days=7)
"""So old may what was done on a page be: one that was offline reports when it is back. An order
may be older (`assistant.events.dating`)."""

_Id = Annotated[CleanText, Field(min_length=1, max_length=200)]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ReportedObject(_Fields):
    """What it was done to."""

    object_id: _Id
    object_id_field: Literal["product_id"] = "product_id"


class ReportedPosition(_Fields):
    """Where it stood."""

    ordinal: int | None = Field(default=None, ge=1, le=10_000)
    """From 1; as it was shown if not given."""


class ReportedDetails(_Fields):
    """Numbers of an order."""

    quantity: int | None = Field(default=None, ge=1, le=100_000)
    value: Decimal | None = Field(default=None, ge=0, max_digits=14, allow_inf_nan=False)
    """Money for this object."""
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    variant_id: _Id | None = None
    order_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_.:#/-]{1,64}$")
    """Of a purchase, the shop's own: several products with the same are one order."""


class ReportedAttributes(_Fields):
    """What there is to say of an action."""

    object: ReportedObject | None = None
    position: ReportedPosition = ReportedPosition()
    details: ReportedDetails = ReportedDetails()


class Reported(_Fields):
    """One event as a client tells it; fields that are not named here are passed over."""

    action_name: Literal[
        "impression",
        "view",
        "ask",
        "click",
        "save",
        "add_to_cart",
        "remove_from_cart",
        "purchase",
    ]
    event_id: str | None = Field(default=None, pattern=r"^[!-~]{1,100}$")
    """The client's own: sent again, it is counted once."""
    session_id: str | None = Field(default=None, pattern=SESSION_PATTERN)
    query_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9-]{1,64}$")
    """Of the turn that showed the object; the last one that did if not given."""
    timestamp: datetime | None = None
    """When it happened; when it was told if not given."""
    event_attributes: ReportedAttributes = ReportedAttributes()

    @property
    def is_order(self) -> bool:
        return self.action_name == "purchase"


@dataclass(frozen=True, slots=True)
class _Place:
    """Which conversation an event belongs to."""

    session_id: str
    """As it is stored."""
    client_id: str | None


class Binder:
    """Binds the events of one request.

    Args:
        caller: Who reports.
        shop: Whose shop it is.
        store: Gives the log's tables; asked only for what is in no memory.
    """

    def __init__(self, caller: Caller, shop: Shop, store: Callable[[], Store]) -> None:
        self._caller = caller
        self._shop = shop
        self._store = store
        self._recalled: set[str] = set()
        self._known: set[str] = set()
        self._shoppers: dict[str, str | None] = {}

    async def bound(self, reported: Reported, at: str, received: datetime) -> Event:
        """Return the event as it is logged.

        Args:
            reported: As the client told it.
            at: Where in the request, for errors: "events.3".
            received: Now.

        Raises:
            Refused: It cannot be taken; the message names the event and the field.
        """
        place = await self._place(reported, at)
        query_id, turn, ordinal = await self._showing(reported, place, at)
        attributes, details = reported.event_attributes, reported.event_attributes.details
        told: dict[str, Value] = {"by": "hand"}
        left_out = set() if reported.is_order else {"order_id"}
        for name, value in details.model_dump(exclude_none=True, exclude=left_out).items():
            told[name] = str(value) if isinstance(value, Decimal) else value
        happened = reported.timestamp or received
        named = reported.event_id
        event = Event(
            event_id=str(uuid5(_EVENTS, f"{place.session_id} {named}")) if named else str(uuid4()),
            action_name=Action(reported.action_name),
            query_id=query_id,
            session_id=place.session_id,
            client_id=place.client_id,
            turn=turn,
            timestamp=happened,
            received_at=received,
            event_attributes=EventAttributes(
                object=self._object(reported, place, at),
                position=EventPosition(ordinal=attributes.position.ordinal or ordinal),
                details=told,
            ),
            tenant=self._shop.tenant,
        )
        return _dated(event, received)

    # --- whose ----------------------------------------------------------------------------

    async def _place(self, reported: Reported, at: str) -> _Place:
        caller = self._caller
        if reported.is_order and caller.is_token:
            raise Refused(
                f"{at}.action_name: a purchase is reported by the shop's server, with a key.",
                param=f"{at}.action_name",
                code="not_allowed",
                status=403,
            )
        if reported.session_id is not None or caller.session_id is not None:
            try:
                named = caller.session(reported.session_id)
                stored = caller.conversation_id(named)
            except NotAllowed as error:
                raise self._no_session(at, str(error)) from None
            if await self._is_known(stored):
                return _Place(stored, caller.shopper_id)
        if reported.query_id is not None and not caller.is_token:
            found = await self._session_of(reported.query_id)
            if found is not None:
                return found
        if reported.session_id is None and caller.session_id is None:
            if reported.query_id is not None and not caller.is_token:
                raise Refused(
                    f"{at}.query_id: the shop has no such turn, or it was erased.",
                    param=f"{at}.query_id",
                    code="query_not_found",
                    status=404,
                )
            raise Refused(
                f"{at}.session_id: name the session, or with a key the query_id of its turn.",
                param=f"{at}.session_id",
                code="session_needed",
            )
        raise self._no_session(at, "there is no such session of yours.")

    def _no_session(self, at: str, why: str) -> Refused:
        why = why[:1].lower() + why[1:]
        return Refused(
            f"{at}.session_id: {why}",
            param=f"{at}.session_id",
            code="session_not_found",
            status=404,
        )

    async def _is_known(self, stored: str) -> bool:
        """Say whether there is or was a conversation: one that goes on, is stored or logged."""
        parts = self._shop.parts
        if stored in self._known or parts.shown.knows(stored):
            return True
        talk = self._shop.running.get(stored)
        if talk is not None and not talk.was_forgotten:
            return True
        if not await parts.shopping.knows(stored):
            await self._recall(stored)
            if not parts.shown.knows(stored):
                return False
        self._known.add(stored)
        return True

    async def _session_of(self, query_id: str) -> _Place | None:
        """Return the conversation of a turn of this shop."""
        shown = self._shop.parts.shown
        stored = shown.conversation_of(query_id)
        if stored is None:
            rows = await asyncio.to_thread(self._found, query_id)
            if rows is None:
                return None
            stored, self._shoppers[rows[0]] = rows
        elif stored not in self._shoppers:
            records = await asyncio.to_thread(self._shop.parts.log.session, stored)
            self._shoppers[stored] = next((r.client_id for r in records if r.client_id), None)
        self._known.add(stored)
        return _Place(stored, self._shoppers[stored])

    def _found(self, query_id: str) -> tuple[str, str | None] | None:
        """Look for a turn in the segments, then in the tables."""
        mark = query_id.encode()
        for line in lines_of(self._shop.parts.log.folder):
            record = record_of_line(line) if mark in line else None
            if isinstance(record, TurnRecord) and record.query_id == query_id:
                return record.session_id, record.client_id
        rows = self._store().ask(
            "SELECT session_id, client_id FROM turns WHERE query_id = $id", {"id": query_id}
        )
        if not rows.rows:
            return None
        session_id, client_id = rows.rows[0]
        return str(session_id), None if client_id is None else str(client_id)

    # --- which turn -----------------------------------------------------------------------

    async def _showing(
        self, reported: Reported, place: _Place, at: str
    ) -> tuple[str | None, int | None, int | None]:
        """Return the turn that showed the object, its index, and the object's place."""
        shown, product = self._shop.parts.shown, reported.event_attributes.object
        known = shown.of(place.session_id, product.object_id) if product else None
        if reported.query_id is None:
            if known is None and product is not None:
                await self._recall(place.session_id)
                known = shown.of(place.session_id, product.object_id)
            return (known.query_id, known.turn, known.ordinal) if known else (None, None, None)
        is_theirs, turn = shown.turn_of(place.session_id, reported.query_id)
        if not is_theirs:
            await self._recall(place.session_id)
            is_theirs, turn = shown.turn_of(place.session_id, reported.query_id)
        if not is_theirs:
            raise Refused(
                f"{at}.query_id: the session has no such turn.",
                param=f"{at}.query_id",
                code="query_not_found",
                status=404,
            )
        same = known if known is not None and known.query_id == reported.query_id else None
        return reported.query_id, turn, same.ordinal if same else None

    async def _recall(self, stored: str) -> None:
        """Bring back what a conversation showed before this process, once a request."""
        if stored in self._recalled:
            return
        self._recalled.add(stored)
        from assistant.analytics.logged import session_records  # noqa: PLC0415 - loads DuckDB

        folder = self._shop.parts.log.folder
        turns, _ = await asyncio.to_thread(lambda: session_records(self._store(), folder, stored))
        self._shop.parts.shown.recall(turns)

    def _object(self, reported: Reported, place: _Place, at: str) -> EventObject | None:
        named = reported.event_attributes.object
        if named is None:
            if reported.is_order:
                return None
            raise Refused(
                f"{at}.event_attributes.object: name the product that it was done to.",
                param=f"{at}.event_attributes.object",
                code="object_needed",
            )
        parts = self._shop.parts
        product = parts.search.product(named.object_id)
        if product is None and parts.shown.of(place.session_id, named.object_id) is None:
            raise Refused(
                f"{at}.event_attributes.object.object_id: the shop has no such product.",
                param=f"{at}.event_attributes.object.object_id",
                code="no_such_product",
                status=404,
            )
        title = product.title if product is not None else None
        return EventObject(object_id=named.object_id, description=title)


def _dated(event: Event, received: datetime) -> Event:
    """Return the event with a time that can be believed; what a page did is not older than days."""
    at = event.timestamp if event.timestamp.tzinfo else event.timestamp.replace(tzinfo=UTC)
    if event.action_name is not Action.PURCHASE and at < received - CLICK_BEHIND:
        return event.model_copy(update={"timestamp": received, "claimed_timestamp": at})
    return event
