"""Records to write."""

from typing import Any

from assistant.events.event import Action, Event
from assistant.redaction.redact import REDACTION_VERSION
from assistant.turn_record import SCHEMA, Timings, TurnRecord


def a_turn(session: str = "s", turn: int = 0, **changed: Any) -> TurnRecord:
    """Return a turn with nothing to redact."""
    record = TurnRecord(
        schema=SCHEMA,
        session_id=session,
        turn=turn,
        modality="voice",
        user_query="blue boots – größer",
        acts=[{"act": "find"}],
        constraints=[],
        query_response_hit_ids=["a", "b"],
        relaxed=[],
        reply="Here you are.",
        tier="template",
        cost_usd="0",
        timings_ms=Timings(first_audio_ms=431.5),
        outcome="completed",
    )
    return record.model_copy(update=changed)


def an_event(session: str = "s", action: Action = Action.CLICK, **changed: Any) -> Event:
    """Return an event with nothing to redact."""
    return Event(action_name=action, session_id=session).model_copy(update=changed)


def written(record: TurnRecord) -> TurnRecord:
    """Return a turn as it is read back."""
    return record.model_copy(update={"redaction": REDACTION_VERSION})
