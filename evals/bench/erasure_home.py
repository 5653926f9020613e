"""A home in which shoppers have left something in every place; for the bench and for tests.

Written through the stores themselves, with words that only one shopper said (canaries).
"""

import asyncio
import io
import json
import sqlite3
import time
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from uuid import uuid4

import numpy as np
from langgraph.checkpoint.base import empty_checkpoint

from agents.boards import Board, Saved
from agents.checkpoints import open_checkpoints
from agents.ledger.rows import ENTRY
from assistant.accounts.key_file import KeyFile
from assistant.analyst.shelf import Label, Shelf
from assistant.analytics.opening import open_store
from assistant.analytics.topics.topics import Topics
from assistant.board_store import BoardStore
from assistant.config import Settings
from assistant.conversation_store import conversation_store
from assistant.events.event import Action, Event, EventAttributes, EventObject
from assistant.intent_log.log import IntentLog
from assistant.recordings.sound import Sound
from assistant.recordings.store import Recordings
from assistant.turn_record import Timings, TurnRecord
from evals.commands.from_log import make
from retrieval.personal.deed import Deed, Kind
from retrieval.personal.store import ProfileStore
from retrieval.terms import Field, Term

PRODUCTS = ("P00012", "P00013")


@dataclass(frozen=True, slots=True)
class Person:
    """One shopper of the home."""

    id: str
    canary: str
    """A word that only they say; no name, or it would be redacted."""
    sessions: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.sessions[0]


def person(number: int) -> Person:
    """Return the shopper of a number, with three sessions."""
    name = ("alpha", "bravo", "carol", "delta")[number % 4]
    sessions = tuple(f"session-{name}-{number}-{n}" for n in range(3))
    return Person(f"shopper-{name}-{number:04d}", f"zanquil{name}ite", sessions)


def turns_of(who: Person, session: str, at: datetime) -> list[TurnRecord]:
    """Return two turns of a session."""
    asked = f"boots with {who.canary} soles"
    return [
        TurnRecord.model_validate(
            {
                "query_id": f"{session}-q{number}",
                "session_id": session,
                "client_id": who.id,
                "turn": number,
                "timestamp": at + timedelta(seconds=20 * number),
                "modality": "text",
                "door": "text",
                "user_query": asked if number == 0 else f"only {who.canary} ones",
                "acts": [{"act": "find" if number == 0 else "refine", "confidence": 0.9}],
                "constraints": [],
                "query": asked,
                "query_response_hit_ids": list(PRODUCTS),
                "titles": ["Boot One", "Boot Two"],
                "relaxed": [],
                "reply": f"Here are two with {who.canary} soles.",
                "tier": "template",
                "cost_usd": "0.0012",
                "timings_ms": Timings(first_audio_ms=400.0),
                "outcome": "completed",
                "spoken_ids": [PRODUCTS[0]],
            }
        )
        for number in range(2)
    ]


def click_of(who: Person, session: str, at: datetime) -> Event:
    """Return a click of a session."""
    return Event.model_validate(
        {
            "event_id": f"{session}-e0",
            "session_id": session,
            "client_id": who.id,
            "action_name": Action.CLICK,
            "timestamp": at + timedelta(seconds=70),
            "received_at": at + timedelta(seconds=70),
            "query_id": f"{session}-q0",
            "event_attributes": EventAttributes(object=EventObject(object_id=PRODUCTS[0])),
        }
    )


def furnish(settings: Settings, people: tuple[Person, ...], now: datetime | None = None) -> None:
    """Let everybody leave something in every place.

    Each one's first session is in the tables, the second was sealed for them by somebody who died,
    the third is in a live segment.

    Args:
        settings: Of an empty home.
        people: Who.
        now: When the last session was; this moment by default.
    """
    now = now or datetime.now(UTC)
    log = IntentLog(settings.log_path)
    with closing(open_store(settings)) as store:
        _log(log, people, 0, now - timedelta(days=2))
        store.catch_up()
        Topics(settings.topics_path, _embedded).catch_up(store)
    _log(log, people, 1, now - timedelta(days=1))
    for path in settings.log_path.glob("log-*.jsonl"):
        day = path.stem.removeprefix("log-")
        path.rename(path.with_name(f"sealed-{day}-{time.time_ns():020d}-halfway.jsonl"))
    _log(log, people, 2, now - timedelta(minutes=5))
    scenarios = settings.home / "scenarios"
    with redirect_stdout(io.StringIO()):
        make(settings, None, scenarios, [who.sessions[2] for who in people], None, None, 1, True)
    for who in people:
        _leave(settings, who, now)
    asyncio.run(_talk(settings, people))
    _bill(settings, people)


def _log(log: IntentLog, people: tuple[Person, ...], which: int, at: datetime) -> None:
    for who in people:
        session = who.sessions[which]
        for record in turns_of(who, session, at):
            log.append(record)
        log.append(click_of(who, session, at))


def _leave(settings: Settings, who: Person, now: datetime) -> None:
    recordings = Recordings(settings.recordings_path)
    recordings.consent(who.first)
    tone = np.zeros(1_600, dtype=np.int16)
    recordings.keep(who.first, 0, Sound(tone))
    shelf = Shelf(settings.analysts_path)
    shelf.queue([(f"{who.first}-q0", who.first, now.date())], "random")
    said = Label("disagree", said=f"boots with {who.canary} soles", note=who.canary)
    shelf.label(f"{who.first}-q0", said, "local")
    shelf.save_view(f"of {who.canary[-4:]}", f"/analyst/sessions/{who.first}", "local")
    deed = Deed(Kind.SAVED, now, (Term(Field.FEATURE, who.canary),))
    ProfileStore(settings.profiles_path).note(who.id, [deed])
    BoardStore(settings.boards_path).put(who.id, (Board(who.canary, (Saved(PRODUCTS[0]),)),))
    config = json.dumps({"instructions": f"You speak with {who.canary}.", "shopper": who.id})
    KeyFile(settings.accounts_path).keep_session_config("local", config, time.time() + 60)
    left = settings.home / "importing" / f"left-{who.canary}"
    left.mkdir(parents=True)
    (left / "piece.jsonl").write_text(f"{who.id} {who.canary}")


async def _talk(settings: Settings, people: tuple[Person, ...]) -> None:
    async with open_checkpoints(conversation_store(settings)) as saver:
        for who in people:
            for session in who.sessions:
                checkpoint = empty_checkpoint()
                checkpoint["channel_values"] = {"state": f"{who.canary} boots for {session}"}
                checkpoint["channel_versions"] = {"state": "1"}
                config = {"configurable": {"thread_id": session, "checkpoint_ns": ""}}
                await saver.aput(config, checkpoint, {"step": 0}, {"state": "1"})  # type: ignore[arg-type]  # a plain config


def _bill(settings: Settings, people: tuple[Person, ...]) -> None:
    """Write a row a conversation, by the table's own declaration: the ledger wants a tariff."""
    with closing(sqlite3.connect(settings.ledger_path)) as books, books:
        books.execute(f"CREATE TABLE IF NOT EXISTS entries ({ENTRY.declared})")
        columns = books.execute("PRAGMA table_info(entries)").fetchall()
        for who in people:
            for session in who.sessions:
                row = {name: 1 if "INT" in kind.upper() else "1" for _, name, kind, *_ in columns}
                row |= {"id": uuid4().hex, "conversation": session}
                marks = ", ".join("?" * len(row))
                sql = f"INSERT INTO entries ({', '.join(row)}) VALUES ({marks})"
                books.execute(sql, list(row.values()))


def _embedded(texts: object) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    made = []
    for text in texts:  # type: ignore[attr-defined]  # a sequence of texts
        seed = int.from_bytes(blake2b(str(text).encode(), digest_size=4).digest(), "big")
        vector = np.random.default_rng(seed).normal(size=16).astype(np.float32)
        made.append(vector / np.linalg.norm(vector))
    return np.stack(made)
