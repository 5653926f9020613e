"""One turn as the intent log keeps it.

Field names follow User Behavior Insights 1.3 where it has one (query_id,
user_query, query_response_hit_ids, ...); the rest is Aisle's own.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from agents.constraints import Constraint
from agents.ledger.entries import Entry
from agents.phrasing.said import Account
from agents.turn import CartLine, Turn, Utterance
from assistant.route_record import RouteRecord, route_of
from retrieval.query import PriceRange

SCHEMA: Final = "aisle.turn/1"

Outcome = Literal["completed", "interrupted", "failed"]


class Timings(BaseModel):
    """Milliseconds after the shopper's last voiced sample; None was not measured.

    For typed turns the clock starts when the text is sent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

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
            for name, value in self.model_dump().items()
        }


class CartRecord(BaseModel):
    """One line of the cart."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    size: str | None = None
    colour: str | None = None
    quantity: int
    unit_price: str
    currency: str


class TurnRecord(BaseModel):
    """One line of the intent log."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_schema: Literal["aisle.turn/1"] = Field(default=SCHEMA, alias="schema")
    application: str = "aisle"
    query_id: str = Field(default_factory=lambda: str(uuid4()))
    session_id: str
    client_id: str | None = None
    """The known shopper's; None of a stranger, and in old logs."""
    turn: int | None
    """From 0; None for an utterance that became no turn."""
    timestamp: datetime = Field(default_factory=lambda: datetime.now(UTC))
    modality: Literal["voice", "text"]
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


def record_of(
    turn: Turn,
    timings: Timings,
    account: Account,
    *,
    outcome: Outcome = "completed",
    heard: str | None = None,
    readings: Sequence[Entry] = (),
    client_id: str | None = None,
) -> TurnRecord:
    """Return the record of a turn that was committed; `readings` are calls that read it again."""
    utterance = turn.utterance
    reading_usd = sum((e.cost_usd for e in readings if e.cost_usd is not None), Decimal(0))
    return TurnRecord(
        schema=SCHEMA,
        session_id=turn.conversation_id,
        client_id=client_id,
        turn=turn.index,
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


def failure_of(session_id: str, utterance: Utterance, client_id: str | None = None) -> TurnRecord:
    """Return the record of an utterance that could not be answered."""
    return TurnRecord(
        schema=SCHEMA,
        session_id=session_id,
        client_id=client_id,
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
