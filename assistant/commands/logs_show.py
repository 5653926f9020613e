"""`aisle logs show`: one session of the intent log, turn by turn."""

import json
from contextlib import closing

import typer

from assistant.analytics.logged import session_records
from assistant.analytics.opening import open_store
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.events.event import Event
from assistant.turn_record import TurnRecord


def run(settings: Settings, session_id: str, as_json: bool) -> None:
    """Print a session's turns and what was done, oldest first; as JSON one list of both.

    Raises:
        StoreUnusable: The tables cannot be read.
        UsageError: The log has no such session.
    """
    with closing(open_store(settings)) as store:
        turns, events = session_records(store, settings.log_path, session_id)
    records: list[TurnRecord | Event] = sorted(
        (*turns, *events), key=lambda record: record.timestamp
    )
    if not records:
        raise UsageError(
            f"The log in {settings.log_path} has no session {session_id!r}; the log's ids are "
            "others than a client's, see docs/intent-log.md."
        )
    if as_json:
        plain = [record.model_dump(mode="json", by_alias=True) for record in records]
        typer.echo(json.dumps(plain, indent=2))
        return
    told = [_event(one) if isinstance(one, Event) else _turn(one) for one in records]
    typer.echo("\n\n".join(told))


def _event(event: Event) -> str:
    of = event.event_attributes.object
    what = "" if of is None else f" {of.description or of.object_id}"
    return f"     * {event.timestamp:%Y-%m-%d %H:%M:%S}  {event.action_name}{what}"


def _turn(record: TurnRecord) -> str:
    number = "-" if record.turn is None else str(record.turn)
    acts = ", ".join(act["act"] for act in record.acts) or "not understood"
    lines = [
        f"{number:>3}  {record.timestamp:%Y-%m-%d %H:%M:%S}  {record.modality or '-'}, {acts}, "
        f"{record.tier}, {record.outcome}",
        f"     > {record.user_query}",
    ]
    if record.raw_transcript and record.raw_transcript != record.user_query:
        lines.append(f"     (heard: {record.raw_transcript})")
    lines.append(f"     < {record.reply}")
    if record.heard is not None:
        lines.append(f"     (cut off after: {record.heard})")
    lines += [f"       - {title}" for title in record.titles[:3]]
    return "\n".join(lines)
