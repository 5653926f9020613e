"""What spoken turns need of a conversation; tests bring one that only notes."""

from typing import Protocol

from agents.turn import Utterance
from assistant.journal.journal import Cut
from assistant.journal.turn_log import WENT
from assistant.planned import Planned
from assistant.recordings.sound import Sound
from assistant.turn_record import Outcome, Timings


class PlansTurns(Protocol):
    """What is needed of `assistant.conversation.Conversation`."""

    @property
    def is_stored(self) -> bool: ...

    async def plan(self, utterance: Utterance) -> Planned: ...

    def shows(self, planned: Planned) -> None: ...

    def withdraws(self, planned: Planned) -> None: ...

    def heard(self, text: str, sound: Sound) -> None: ...

    async def commit(self, planned: Planned) -> None: ...

    async def end(
        self,
        planned: Planned,
        *,
        outcome: Outcome = "completed",
        heard: str | None = None,
        cut: Cut = WENT,
    ) -> Timings: ...

    async def fail(self, utterance: Utterance, door: str | None = None) -> None: ...

    async def note_heard(self, index: int, heard: str) -> None: ...
