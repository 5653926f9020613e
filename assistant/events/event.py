"""One event of a session that is no turn, with the names of User Behavior Insights 1.3.

A turn is a query there, and everything that a shopper did with what it showed is an event that
names the turn's `query_id`.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EVENT_SCHEMA: Final = "aisle.event/1"
EVENT_SCHEMAS: Final = r"^aisle\.event/[1-9]\d{0,3}$"
"""A newer one is read as far as it is known; its other fields are kept."""

ActionName = Annotated[str, StringConstraints(min_length=1, max_length=100)]
"""Of an action that this version does not know; UBI allows any."""

Value = str | int | float | bool | None


class Action(StrEnum):
    """What happened. A client may report the first eight; the others are Aisle's own."""

    IMPRESSION = "impression"
    """A product was on the screen."""
    VIEW = "view"
    """A product's page or card was opened."""
    ASK = "ask"
    """A product was asked about, by voice or by a tap."""
    CLICK = "click"
    SAVE = "save"
    ADD_TO_CART = "add_to_cart"
    REMOVE_FROM_CART = "remove_from_cart"
    PURCHASE = "purchase"
    """An order, reported back by the shop."""
    SESSION_START = "session_start"
    SESSION_END = "session_end"
    INTERRUPTION = "interruption"
    """The shopper cut the reply off; the turn's `heard` says how much of it was spoken."""
    ERROR = "error"
    CONSENT = "consent"
    """Given or taken back; `event_attributes.details` says for what."""


class EventObject(BaseModel):
    """What an action was done to."""

    model_config = ConfigDict(extra="allow", frozen=True)

    object_id: str
    object_id_field: str = "product_id"
    description: str | None = None


class EventPosition(BaseModel):
    """Where it stood."""

    model_config = ConfigDict(extra="allow", frozen=True)

    ordinal: int | None = None
    """From 1, in the list that was shown."""


class EventAttributes(BaseModel):
    """What there is to say of an action."""

    model_config = ConfigDict(extra="allow", frozen=True)

    object: EventObject | None = None
    position: EventPosition | None = None
    details: dict[str, Value] = {}
    """Plain values, such as {"quantity": 2, "value": "59.90", "currency": "USD"} of a purchase or
    {"code": "rate_limit_exceeded"} of an error. No free text that a shopper said."""


class Event(BaseModel):
    """One line of the intent log that is no turn."""

    model_config = ConfigDict(extra="allow", frozen=True)

    record_schema: Annotated[str, Field(pattern=EVENT_SCHEMAS)] = Field(
        default=EVENT_SCHEMA, alias="schema"
    )
    event_id: str = Field(default_factory=lambda: str(uuid4()))
    """One event is counted once, however often it is reported."""
    application: str = "aisle"
    action_name: Annotated[Action | ActionName, Field(union_mode="left_to_right")]
    """An action of a newer schema is kept by its name."""
    query_id: str | None = None
    """Of the turn that showed the object; None where there was none."""
    session_id: str
    client_id: str | None = None
    """The known shopper's; None of a stranger."""
    turn: int | None = None
    timestamp: datetime = Field(default_factory=lambda: datetime.now(UTC))
    """When it happened, as far as that can be believed (`assistant.events.dating`)."""
    claimed_timestamp: datetime | None = None
    """What was said instead, where that could not be believed."""
    received_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    """When the server was told: what a client's clock says may be wrong."""
    message_type: str | None = None
    message: str | None = None
    event_attributes: EventAttributes = EventAttributes()
    tenant: str = "default"
    redaction: int | None = None
    """Version of the redaction that its texts went through; None where none did."""
