"""How a kept turn is stored, ended and logged, whatever fails; each in a task of its own.

Nobody who waits for these tasks cancels them: a client that goes away while its turn is on its way
to the store takes nothing back.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from agents.errors import AgentError
from agents.turn import Utterance
from assistant.diagnostics import told_of
from assistant.errors import LogUnwritable
from assistant.journal.journal import Cut
from assistant.planned import Planned
from assistant.session_events import SessionEvent, Trouble, TurnEnded
from assistant.spoken_seams import PlansTurns
from assistant.turn_record import Outcome
from retrieval.errors import RetrievalError

logger = logging.getLogger("aisle.session")

_T = TypeVar("_T")


class TurnEndings:
    """Ends the turns of one conversation.

    Args:
        conversation: Commits and logs.
        on_event: Told of what fails, and of each turn's end.
    """

    def __init__(self, conversation: PlansTurns, on_event: Callable[[SessionEvent], None]) -> None:
        self._conversation = conversation
        self._on_event = on_event
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def are_under_way(self) -> bool:
        """Whether something is not stored or logged yet."""
        return bool(self._tasks)

    def spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        """Begin something that `settled` waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settled(self) -> None:
        """Return when all that was begun is over; who is cancelled here cancels none of it."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    def store(self, planned: Planned) -> asyncio.Task[bool]:
        """Make a turn the conversation's state; the task says whether that went well."""
        return self.spawn(self._store(planned))

    def finish(
        self, planned: Planned, commit: asyncio.Task[bool], heard: str | None, cut: Cut
    ) -> None:
        """Log a turn once it is stored, and tell of its end.

        Args:
            planned: The turn.
            commit: As of `store`.
            heard: What was heard of its reply, if it was cut off.
            cut: How it was.
        """
        self.spawn(self._finish(planned, commit, heard, cut))

    async def failed(self, utterance: Utterance, door: str | None) -> None:
        """Log an utterance that could not be answered, and tell of it."""
        self._on_event(Trouble("An utterance could not be answered."))
        try:
            await self._conversation.fail(utterance, door)
        except Exception as error:  # noqa: BLE001  # the turn's edge
            self._trouble(error)

    async def _store(self, planned: Planned) -> bool:
        try:
            await self._conversation.commit(planned)
        except Exception as error:  # noqa: BLE001  # the turn's edge: its end is told all the same
            self._trouble(error)
            return False
        return True

    async def _finish(
        self, planned: Planned, commit: asyncio.Task[bool], heard: str | None, cut: Cut
    ) -> None:
        stored = await commit
        outcome: Outcome = "completed" if heard is None else "interrupted"
        if not stored:
            outcome = "failed"
        timings = planned.clock.timings(planned.turn)
        is_logged = True
        try:
            timings = await self._conversation.end(planned, outcome=outcome, heard=heard, cut=cut)
        except Exception as error:  # noqa: BLE001  # the turn's edge: its end is told all the same
            is_logged = False
            self._trouble(error)
        speech_ended_at = planned.clock.speech_ended_at
        is_stored = stored and self._conversation.is_stored
        self._on_event(
            TurnEnded(planned.turn, timings, speech_ended_at, outcome, heard, is_logged, is_stored)
        )

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, (AgentError, LogUnwritable, RetrievalError)):
            self._on_event(Trouble(str(error)))  # said on purpose, for a user
            return
        note_failure(error)
        self._on_event(Trouble(f"The turn could not be kept ({type(error).__name__})."))


def note_failure(error: Exception) -> None:
    """Note what failed in a turn: its kind for operators, its words for who debugs."""
    logger.error("a turn failed", extra={"error": type(error).__name__})
    logger.debug("the failure of the turn: %s", "; ".join(told_of(error)))
