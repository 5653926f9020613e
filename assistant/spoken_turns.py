"""The turns of a spoken conversation: which plan is kept, what was heard of its reply.

Between AgentSession's events and `Conversation`. Holds no model and no audio,
so its order of events can be tested alone:

    plan (any number of times) ─▶ keep (the utterance is over) ─▶ playing ─▶ played ─▶ end
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from livekit.agents.types import TimedString

from agents.errors import AgentError
from agents.turn import Turn, Utterance
from assistant.conversation import Planned
from assistant.errors import LogUnwritable
from assistant.session_events import SessionEvent, Trouble, TurnCommitted, TurnEnded
from assistant.turn_record import Outcome, Timings
from retrieval.errors import RetrievalError
from speech.utterance_timings import UtteranceTimings

logger = logging.getLogger("aisle.session")

_T = TypeVar("_T")


class PlansTurns(Protocol):
    """What is needed of `assistant.conversation.Conversation`."""

    async def plan(self, utterance: Utterance) -> Planned: ...

    async def commit(self, planned: Planned) -> None: ...

    async def end(
        self, planned: Planned, *, outcome: Outcome = "completed", heard: str | None = None
    ) -> Timings: ...

    async def fail(self, utterance: Utterance) -> None: ...


class SpokenTurns:
    """Keeps one plan an utterance and ends each kept turn exactly once.

    Args:
        conversation: Plans, commits and logs.
        on_event: Told of what happens, on the event loop.
        on_kept: Called with each turn when its utterance is over, before it is stored.
    """

    def __init__(
        self,
        conversation: PlansTurns,
        on_event: Callable[[SessionEvent], None],
        on_kept: Callable[[Turn], None],
    ) -> None:
        self._conversation = conversation
        self._on_event = on_event
        self._on_kept = on_kept
        self._plans: dict[str, asyncio.Task[Planned]] = {}
        """By transcript, since the last turn that was kept: all on one state."""
        self._current: Planned | None = None
        self._commit: asyncio.Task[bool] | None = None
        self._utterance: UtteranceTimings | None = None
        self._made_words: list[TimedString] = []
        self._playing_words: list[TimedString] = []
        self._heard = ""
        self._tasks: set[asyncio.Task[Any]] = set()

    # --- before the utterance is over ---------------------------------------------------

    async def plan(self, utterance: Utterance) -> Turn:
        """Plan the reply to a transcript that may still change; the same words only once.

        The plan goes on when its caller is cancelled: the utterance may be kept all the same.
        """
        planned = await asyncio.shield(self._planning(utterance))
        if planned.clock.first_text_at is None:
            planned.clock.first_text_at = time.time()  # its clauses leave for the voice now
        return planned.turn

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        logger.error("a turn failed", extra={"error": type(error).__name__})
        logger.debug("the failure of the turn", exc_info=error)  # may hold what was said

    def voice_begins(self) -> list[TimedString]:
        """Return where the words of the reply that is spoken now are to be kept."""
        self._made_words = []
        return self._made_words

    # --- the utterance is over ----------------------------------------------------------

    def utterance_ended(self, timings: UtteranceTimings) -> None:
        """Note when the words that come next were spoken and known."""
        self._utterance = timings

    def keep(self, utterance: Utterance) -> None:
        """Make the plan for `utterance` the conversation's next turn, once it is ready."""
        planning = self._planning(utterance)
        timings, self._utterance = self._utterance, None
        self._plans.clear()
        if _succeeded(planning):
            self._begin(planning.result(), timings)
        else:
            self._spawn(self._begin_when_planned(planning, utterance, timings))

    async def say(self, utterance: Utterance) -> Turn:
        """Make a turn of its own that no words were recognised for."""
        planned = await self._conversation.plan(utterance)
        self._begin(planned, None)
        return planned.turn

    # --- the reply ----------------------------------------------------------------------

    def playing(self, started_at: float) -> None:
        """Note when the first sound of the reply was played (`time.time`)."""
        self._playing_words, self._heard = self._made_words, ""
        if self._current is not None and self._current.clock.first_audio_at is None:
            self._current.clock.first_audio_at = started_at

    def played(self, position_s: float) -> None:
        """Note how much of the reply was played, in seconds."""
        self._heard = _words_until(self._playing_words, position_s)

    def end(self, *, interrupted: bool) -> None:
        """End the current turn, if there is one."""
        if self._current is not None:
            planned, self._current = self._current, None
            self._spawn(self._finish(planned, self._commit, self._heard if interrupted else None))

    async def close(self) -> None:
        """Record a turn whose reply is under way, and wait for all that is to be stored."""
        self.end(interrupted=True)
        for planning in self._plans.values():
            planning.cancel()
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    # --- inside -------------------------------------------------------------------------

    def _planning(self, utterance: Utterance) -> asyncio.Task[Planned]:
        key = _key(utterance.text)
        planning = self._plans.get(key)
        if planning is None or (planning.done() and not _succeeded(planning)):
            planning = self._plans[key] = asyncio.create_task(self._conversation.plan(utterance))
            planning.add_done_callback(_retrieve)
        return planning

    async def _begin_when_planned(
        self,
        planning: asyncio.Task[Planned],
        utterance: Utterance,
        timings: UtteranceTimings | None,
    ) -> None:
        await asyncio.wait([planning])
        if _succeeded(planning):
            self._begin(planning.result(), timings)
            return
        self._on_event(Trouble("An utterance could not be answered."))
        try:
            await self._conversation.fail(utterance)
        except LogUnwritable as error:
            self._on_event(Trouble(str(error)))

    def _begin(self, planned: Planned, timings: UtteranceTimings | None) -> None:
        self.end(interrupted=True)  # only if AgentSession never told the end of the one before
        planned.clock.committed_at = time.time()
        if timings is not None:
            planned.clock.speech_ended_at = timings.ended_at_s
            planned.clock.final_ready_at = timings.ready_at_s
        self._current = planned
        self._heard, self._playing_words = "", []
        self._on_kept(planned.turn)
        self._on_event(TurnCommitted(planned.turn))
        self._commit = self._spawn(self._store(planned))

    async def _store(self, planned: Planned) -> bool:
        try:
            await self._conversation.commit(planned)
        except AgentError as error:
            self._on_event(Trouble(str(error)))
            return False
        return True

    async def _finish(
        self, planned: Planned, commit: asyncio.Task[bool] | None, heard: str | None
    ) -> None:
        stored = commit is None or await commit
        outcome: Outcome = "completed" if heard is None else "interrupted"
        if not stored:
            outcome = "failed"
        timings = planned.clock.timings(planned.turn)
        try:
            timings = await self._conversation.end(planned, outcome=outcome, heard=heard)
        except (LogUnwritable, AgentError, RetrievalError) as error:
            self._on_event(Trouble(str(error)))
        speech_ended_at = planned.clock.speech_ended_at
        self._on_event(TurnEnded(planned.turn, timings, speech_ended_at, outcome, heard))

    def _spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _succeeded(planning: asyncio.Task[Planned]) -> bool:
    return planning.done() and not planning.cancelled() and planning.exception() is None


def _retrieve(planning: asyncio.Task[Planned]) -> None:
    """Take note of a failure that nobody may await: the plan was thrown away."""
    if not planning.cancelled():
        planning.exception()


def _words_until(words: list[TimedString], position_s: float) -> str:
    """Return the words that had begun to be spoken at `position_s`."""
    heard = [w for w in words if isinstance(w.start_time, float) and w.start_time < position_s]
    return "".join(heard).strip()


def _key(text: str) -> str:
    """Return what two spellings of one transcript have in common, as AgentSession compares them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
