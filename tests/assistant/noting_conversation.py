"""A conversation that only notes what is asked of it, and spoken turns over it."""

import asyncio
from dataclasses import dataclass, field

from agents.errors import StalePlan
from agents.turn import Utterance
from assistant.journal.journal import Cut
from assistant.journal.turn_log import WENT
from assistant.planned import Planned
from assistant.recordings.sound import Sound
from assistant.session_events import SessionEvent
from assistant.spoken_turns import SpokenTurns
from assistant.turn_record import Outcome, Timings
from tests.planned import planned_turn


@dataclass
class NotingConversation:
    """Plans at once, or when told to, and notes what is asked of it."""

    gate: asyncio.Event | None = None
    storing: asyncio.Event | None = None
    plan_error: Exception | None = None
    commit_error: Exception | None = None
    end_error: Exception | None = None
    stores: bool = True
    planned: list[str] = field(default_factory=list)
    committed: list[str] = field(default_factory=list)
    ended: list[tuple[str, Outcome, str | None]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    corrected: list[tuple[int, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)

    async def plan(self, utterance: Utterance) -> Planned:
        self.planned.append(utterance.text)
        index = len(self.committed)
        if self.gate is not None:
            await self.gate.wait()
        if self.plan_error is not None:
            raise self.plan_error
        return Planned(planned_turn(utterance, index=index))

    async def commit(self, planned: Planned) -> None:
        if self.commit_error is not None:
            raise self.commit_error
        if self.storing is not None:
            await self.storing.wait()
        if planned.turn.index != len(self.committed):
            raise StalePlan("c", planned.turn.index, len(self.committed))
        self.committed.append(planned.turn.utterance.text)

    def shows(self, planned: Planned) -> None:
        self.shown.append(planned.turn.utterance.text)

    def withdraws(self, planned: Planned) -> None:
        self.shown.remove(planned.turn.utterance.text)

    def heard(self, text: str, sound: Sound) -> None:
        self.sounds.append(text)

    async def end(
        self,
        planned: Planned,
        *,
        outcome: Outcome = "completed",
        heard: str | None = None,
        cut: Cut = WENT,
    ) -> Timings:
        if outcome == "interrupted":
            self.cuts.append(cut)
        self.ended.append((planned.turn.utterance.text, outcome, heard))
        if self.end_error is not None:
            raise self.end_error
        return planned.clock.timings(planned.turn)

    @property
    def is_stored(self) -> bool:
        return self.stores

    async def fail(self, utterance: Utterance, door: str | None = None) -> None:
        self.failed.append(utterance.text)

    async def note_heard(self, index: int, heard: str) -> None:
        self.corrected.append((index, heard))


class Session:
    """Turns with what they told."""

    def __init__(self, conversation: NotingConversation) -> None:
        self.events: list[SessionEvent] = []
        self.kept: list[str | None] = []
        self.turns = SpokenTurns(
            conversation,
            self.events.append,
            lambda turn: self.kept.append(turn.utterance.text if turn else None),
        )

    def of(self, kind: type[SessionEvent]) -> list[SessionEvent]:
        return [event for event in self.events if isinstance(event, kind)]


def said(text: str) -> Utterance:
    """Return words as a recogniser gives them."""
    return Utterance(text, spoken=True)
