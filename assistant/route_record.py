"""How a reply was routed, as the intent log keeps it: enough to replay the decision.

Holds no word of the shopper. Amounts are decimal text; None is not known.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import BaseModel, ConfigDict

from agents.ledger.entries import Entry, Outcome
from agents.models.usage import Usage
from agents.phrasing.said import Account
from agents.routing.decision import Decision
from agents.routing.situation import Situation


class CallRecord(BaseModel):
    """One call of a model."""

    model_config = ConfigDict(extra="allow", frozen=True)

    model: str
    outcome: Outcome
    usage: Usage
    cost_usd: str | None
    first_content_ms: float | None = None
    took_ms: float | None = None
    reason: str | None = None


class RouteRecord(BaseModel):
    """The situation, the decision, and what came of it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    situation: Situation
    decision: Decision
    tier: str
    """Whose words were yielded."""
    model: str
    calls: list[CallRecord] = []
    readings: list[CallRecord] = []
    """Calls that read the utterance again; their cost is part of the turn's, not of the reply's."""
    faults: list[str] = []
    switches: list[str] = []
    first_clause_ms: float | None = None
    at: datetime


def route_of(
    situation: Situation,
    decision: Decision,
    account: Account,
    readings: Sequence[Entry] = (),
) -> RouteRecord:
    """Return the record of one routed reply, with the calls that read its utterance."""
    return RouteRecord(
        situation=situation,
        decision=decision,
        tier=account.tier,
        model=account.model,
        calls=[_call(entry) for entry in account.calls],
        readings=[_call(entry) for entry in readings],
        faults=[fault.value for fault in account.faults],
        switches=list(account.switches),
        first_clause_ms=account.first_clause_ms,
        at=datetime.now(UTC),
    )


def _call(entry: Entry) -> CallRecord:
    return CallRecord(
        model=entry.model,
        outcome=entry.outcome,
        usage=entry.usage,
        cost_usd=None if entry.cost_usd is None else str(entry.cost_usd),
        first_content_ms=entry.first_content_ms,
        took_ms=entry.took_ms,
        reason=entry.reason,
    )
