"""One turn as the intent log keeps it.

Field names follow User Behavior Insights 1.3 where it has one (query_id,
user_query, query_response_hit_ids, ...); the rest is Aisle's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from agents.constraints import Constraint
from agents.ledger.entries import Entry
from agents.phrasing.said import Account
from agents.turn import CartLine, Turn, Utterance
from assistant.route_record import RouteRecord, route_of
from assistant.turn_products import found_of, lacking_of, spoken_ids_of
from retrieval.query import PriceRange

SCHEMA: Final = "aisle.turn/2"
"""aisle.turn/1 had none of the fields that say so; it is still read."""
SCHEMAS: Final = r"^aisle\.turn/[1-9]\d{0,3}$"
"""A newer one is read as far as it is known; its other fields are kept."""

Outcome = Literal["completed", "interrupted", "failed"]


class Timings(BaseModel):
    """Milliseconds after the shopper's last voiced sample; None was not measured.

    For typed turns the clock starts when the text is sent.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    final_transcript_ms: float | None = None
    turn_committed_ms: float | None = None
    products_ms: float | None = None
    first_reply_text_ms: float | None = None
    first_audio_ms: float | None = None

    understand_ms: float | None = None
    """Spent in understanding, not a point in time; so are the next two."""
    retrieve_ms: float | None = None
    reply_ms: float | None = None

    def told(self) -> dict[str, Any]:
        """Return them by name, in tenths: what a client or a person reads."""
        return {
            name: None if value is None else round(value, 1)
            for name in type(self).model_fields
            for value in (getattr(self, name),)
        }


class CartRecord(BaseModel):
    """One line of the cart."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: str
    size: str | None = None
    colour: str | None = None
    quantity: int
    unit_price: str
    currency: str


class TurnRecord(BaseModel):
    """One line of the intent log."""

    model_config = ConfigDict(extra="allow", frozen=True)

    record_schema: Annotated[str, Field(pattern=SCHEMAS)] = Field(default=SCHEMA, alias="schema")
    application: str = "aisle"
    query_id: str = Field(default_factory=lambda: str(uuid4()))
    session_id: str
    client_id: str | None = None
    """The known shopper's; None of a stranger, and in old logs."""
    turn: int | None
    """From 0; None for an utterance that became no turn."""
    timestamp: datetime = Field(default_factory=lambda: datetime.now(UTC))
    modality: Literal["voice", "text"] | None
    """None in imported logs that do not tell it."""
    user_query: str
    raw_transcript: str | None = None
    asr_confidence: float | None = None
    acts: list[dict[str, Any]]
    constraints: list[dict[str, Any]]
    query_response_hit_ids: list[str]
    titles: list[str] = []
    """Of the hits, in their order; a catalog may have changed when the log is read."""
    focus: str | None = None
    """Title of the product that "it" means after the turn."""
    cart: list[CartRecord] | None = None
    """After the turn; None in old logs."""
    relaxed: list[dict[str, str]]
    reply: str
    heard: str | None = None
    """What was spoken when the reply was interrupted; None when all of it was."""
    tier: str
    cost_usd: str
    """Of all calls whose price is known."""
    route: RouteRecord | None = None
    """Who phrased the reply and why; None for what became no turn, and in old logs."""
    timings_ms: Timings
    outcome: Outcome

    # --- since aisle.turn/2 -----------------------------------------------------------------
    tenant: str = "default"
    door: str | None = None
    """By which door it came in: "realtime", "livekit", "text", "chat", "cli"."""
    object_id_field: str = "product_id"
    spoken_ids: list[str] | None = None
    """Products that the reply spoke of, in its order; None in old logs."""
    asked: str | None = None
    """What the reply asked back, as in `agents.turn.Turn.asked`; None where it asked nothing."""
    query: str | None = None
    """What was searched for in the end, made from all that holds; None where nothing was."""
    found: int | None = None
    """How many products were found. 0 where the list on the screen only stayed there; None where
    nothing was searched for, and in older logs."""
    lacking: list[dict[str, str]] | None = None
    """What was asked for that the catalog has nowhere, [{"field": "brand", "value": "Nike"}]; the
    field "type" is a kind of thing. Empty where all of it is carried; None in old logs."""
    experiments: dict[str, str] = {}
    """Arm by experiment."""
    audio: str | None = None
    """Name of the recording, which is only kept with the shopper's consent."""
    redaction: int | None = None
    """Version of the redaction that its texts went through; None where none did."""
    claimed_timestamp: datetime | None = None
    """What a clock said that could not be believed (`assistant.events.dating`)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a turn came from: what its record says besides what was said and done."""

    client_id: str | None = None
    tenant: str = "default"
    door: str | None = None
    experiments: Mapping[str, str] = field(default_factory=dict)
    audio: str | None = None
    """Name of the recording, where one was kept."""
    at: datetime | None = None
    """When the utterance was over; now if None."""


NOWHERE: Final = Origin()


def record_of(
    turn: Turn,
    timings: Timings,
    account: Account,
    *,
    origin: Origin = NOWHERE,
    outcome: Outcome = "completed",
    heard: str | None = None,
    readings: Sequence[Entry] = (),
) -> TurnRecord:
    """Return the record of a turn that was committed.

    Args:
        turn: With its reply as it was said.
        timings: Of the turn.
        account: How the reply came about.
        origin: Where it came from.
        outcome: How it ended.
        heard: What of the reply was spoken, when it was cut off.
        readings: Calls that read the utterance again.
    """
    utterance = turn.utterance
    reading_usd = sum((e.cost_usd for e in readings if e.cost_usd is not None), Decimal(0))
    return TurnRecord(
        schema=SCHEMA,
        query_id=turn.query_id,
        session_id=turn.conversation_id,
        client_id=origin.client_id,
        turn=turn.index,
        timestamp=origin.at or datetime.now(UTC),
        modality="voice" if utterance.spoken else "text",
        user_query=utterance.text,
        raw_transcript=utterance.raw_text,
        asr_confidence=utterance.confidence,
        acts=acts_of(turn),
        constraints=[constraint_of(c) for c in turn.constraints],
        query_response_hit_ids=[c.product.id for c in turn.products],
        titles=[c.product.title for c in turn.products],
        focus=turn.focus.title if turn.focus else None,
        cart=[_cart_line(line) for line in turn.cart],
        relaxed=[{"field": t.field.value, "value": t.value} for t in turn.relaxed],
        reply=turn.reply.text,
        heard=heard,
        tier=account.tier,
        cost_usd=str(account.cost_usd + reading_usd),
        route=_route_of(turn, account, readings),
        timings_ms=timings,
        outcome=outcome,
        tenant=origin.tenant,
        door=origin.door,
        spoken_ids=list(spoken_ids_of(turn, heard)),
        asked=turn.asked,
        query=turn.query,
        found=found_of(turn),
        lacking=lacking_of(turn),
        experiments=dict(origin.experiments),
        audio=origin.audio,
    )


def _cart_line(line: CartLine) -> CartRecord:
    return CartRecord(
        title=line.title,
        size=line.size,
        colour=line.colour,
        quantity=line.quantity,
        unit_price=str(line.unit_price),
        currency=line.currency,
    )


def _route_of(turn: Turn, account: Account, readings: Sequence[Entry]) -> RouteRecord | None:
    if turn.situation is None or turn.decision is None:
        return None
    return route_of(turn.situation, turn.decision, account, readings)


def failure_of(session_id: str, utterance: Utterance, origin: Origin = NOWHERE) -> TurnRecord:
    """Return the record of an utterance that could not be answered."""
    return TurnRecord(
        schema=SCHEMA,
        session_id=session_id,
        client_id=origin.client_id,
        turn=None,
        modality="voice" if utterance.spoken else "text",
        user_query=utterance.text,
        raw_transcript=utterance.raw_text,
        asr_confidence=utterance.confidence,
        acts=[],
        constraints=[],
        query_response_hit_ids=[],
        relaxed=[],
        reply="",
        tier="none",
        cost_usd="0",
        timings_ms=Timings(),
        outcome="failed",
        tenant=origin.tenant,
        door=origin.door,
        spoken_ids=[],
        experiments=dict(origin.experiments),
    )


def acts_of(turn: Turn) -> list[dict[str, Any]]:
    """Return the turn's acts as plain data, in order."""
    return [
        {"act": r.act.value, "confidence": round(r.confidence, 3), "words": r.words}
        for r in turn.readings
    ]


def constraint_of(constraint: Constraint) -> dict[str, Any]:
    """Return a constraint as plain data."""
    value: Any = constraint.value
    if isinstance(value, PriceRange):
        value = {
            "low": None if value.low is None else str(value.low),
            "high": None if value.high is None else str(value.high),
        }
    return {
        "kind": constraint.kind.value,
        "value": value if isinstance(value, (str, dict)) else str(value),
        "wanted": constraint.wanted,
        "hard": constraint.hard,
        "words": constraint.words,
        "turn": constraint.turn,
    }
