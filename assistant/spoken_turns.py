"""The turns of a spoken conversation: which plan is kept, what was heard of its reply.

Between AgentSession's events and `Conversation`. Holds no model and no audio,
so its order of events can be tested alone:

    plan (any number of times) ─▶ keep (the utterance is over) ─▶ playing ─▶ played ─▶ end
                                       └──▶ withdraw (the shopper went on, nothing was heard)

A kept turn is on the screen at once, and stored when the beginning of its reply has
been heard: until then it can be withdrawn as if it had never been.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from livekit.agents.types import TimedString

from agents.errors import AgentError
from agents.turn import Turn, Utterance
from assistant.errors import LogUnwritable
from assistant.highlight import Highlight
from assistant.planned import Planned
from assistant.playout import heard_until
from assistant.session_events import (
    Heard,
    SessionEvent,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)
from assistant.turn_record import Outcome, Timings
from retrieval.errors import RetrievalError
from speech.utterance_timings import UtteranceTimings

logger = logging.getLogger("aisle.session")

_T = TypeVar("_T")

UNHEARD_S = 0.45
"""Beginning of a reply that counts as unheard, when the shopper speaks up within it. A voice
is noticed 0.1 s after it begins and people take 0.2 s and more to react: who speaks that
soon had not finished, and goes on. The words are then one request, answered once."""


class PlansTurns(Protocol):
    """What is needed of `assistant.conversation.Conversation`."""

    async def plan(self, utterance: Utterance) -> Planned: ...

    async def commit(self, planned: Planned) -> None: ...

    async def end(
        self, planned: Planned, *, outcome: Outcome = "completed", heard: str | None = None
    ) -> Timings: ...

    async def fail(self, utterance: Utterance) -> None: ...

    async def note_heard(self, index: int, heard: str) -> None: ...


class SpokenTurns:
    """Keeps one plan an utterance and ends each kept turn exactly once.

    Args:
        conversation: Plans, commits and logs.
        on_event: Told of what happens, on the event loop.
        on_kept: Called with each turn when its utterance is over, before it is stored; and
            with the turn before it, or None, when it is withdrawn.
    """

    def __init__(
        self,
        conversation: PlansTurns,
        on_event: Callable[[SessionEvent], None],
        on_kept: Callable[[Turn | None], None],
    ) -> None:
        self._conversation = conversation
        self._on_event = on_event
        self._on_kept = on_kept
        self._plans: dict[str, asyncio.Task[Planned]] = {}
        """By transcript, since the last turn that was kept: all on one state."""
        self._waiting: list[_Kept] = []
        """Kept before their plans were ready."""
        self._current: _Kept | None = None
        self._before: Turn | None = None
        """The last turn that something was heard of."""
        self._heard_soon: asyncio.TimerHandle | None = None
        self._utterance: UtteranceTimings | None = None
        self._highlight = Highlight(on_event)
        self._made_words: list[TimedString] = []
        self._playing_words: list[TimedString] = []
        self._heard = ""
        self._tasks: set[asyncio.Task[Any]] = set()
        self.only_listens = False
        """Whether utterances through the microphone are left to the front door."""

    # --- before the utterance is over ---------------------------------------------------

    async def plan(self, utterance: Utterance) -> Planned:
        """Plan the reply to a transcript that may still change; the same words only once.

        The plan goes on when its caller is cancelled: the utterance may be kept all the same. An
        utterance that was kept already and of which nothing was asked yet is not planned anew.
        """
        kept = self._unspoken(_key(utterance.text))
        return await asyncio.shield(kept.planning if kept else self._planning(utterance))

    def overheard(self, utterance: Utterance) -> None:
        """Tell of an utterance that the front door answers."""
        self._utterance = None
        self._on_event(Heard(utterance))

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        logger.error("a turn failed", extra={"error": type(error).__name__})
        logger.debug("the failure of the turn", exc_info=error)  # may hold what was said

    def voice_begins(self) -> list[TimedString]:
        """Return where the words of the reply that is spoken now are to be kept."""
        self._made_words = []
        self._highlight.begins(self._made_words)
        return self._made_words

    def words_made(self, reply: list[TimedString], words: Sequence[TimedString]) -> None:
        """Note words that were added to a list of `voice_begins`."""
        self._highlight.made(reply, words)

    # --- the utterance is over ----------------------------------------------------------

    def utterance_ended(self, timings: UtteranceTimings) -> None:
        """Note when the words that come next were spoken and known."""
        self._utterance = timings

    def keep(self, utterance: Utterance) -> None:
        """Make the plan for `utterance` the conversation's next turn, once it is ready."""
        kept = _Kept(self._planning(utterance), utterance, self._utterance)
        self._utterance = None
        self._plans.clear()
        if _succeeded(kept.planning):
            self._begin(kept)
        else:
            self._waiting.append(kept)
            self._spawn(self._begin_when_planned(kept))

    async def say(self, utterance: Utterance) -> Turn:
        """Make a turn of its own that no words were recognised for."""
        self._settle()
        planning = asyncio.create_task(self._conversation.plan(utterance))
        planned = await planning
        self._begin(_Kept(planning, utterance, None))
        return planned.turn

    def withdraw(self) -> bool:
        """Undo the last turn that was kept, if nothing was heard of its reply.

        Returns:
            Whether there was such a turn; its plan is kept, in case nothing follows.
        """
        if self._waiting:
            kept = self._waiting.pop()
        elif self._current is not None and self._current.commit is None:
            kept, self._current = self._current, None
            self._stop_timer()
            self._on_kept(self._before)
            planned = kept.planning.result()
            planned.let_go()
            planned.clock.first_text_at = planned.clock.first_audio_at = None
            self._on_event(TurnWithdrawn(planned.turn, self._before))
        else:
            return False
        self._plans[_key(kept.utterance.text)] = kept.planning
        return True

    # --- the reply ----------------------------------------------------------------------

    @property
    def turn(self) -> Turn | None:
        """The turn whose reply is under way, with what was written of it so far."""
        return self._current.planning.result().as_said() if self._current else None

    @property
    def words(self) -> Sequence[TimedString]:
        """The words of the reply that is played, as far as the voice has spoken ahead."""
        return self._playing_words

    def playing(self, started_at: float) -> None:
        """Note when the first sound of the reply was played (`time.time`)."""
        self._playing_words, self._heard = self._made_words, ""
        self._highlight.plays(self._playing_words)
        if self._current is None:
            return
        clock = self._current.planning.result().clock
        if clock.first_audio_at is None:
            clock.first_audio_at = started_at
        self._stop_timer()
        loop = asyncio.get_running_loop()
        self._heard_soon = loop.call_later(UNHEARD_S, self._settle)

    def played(self, position_s: float) -> None:
        """Note how much of the reply was played, in seconds."""
        self._heard = heard_until(self._playing_words, position_s)

    def end(self, *, interrupted: bool) -> None:
        """End the current turn, if there is one."""
        self._settle()
        if self._current is not None:
            kept, self._current = self._current, None
            heard = self._heard if interrupted else None
            self._spawn(self._finish(kept.planning.result(), kept.commit, heard))

    async def heard_until(self, index: int, position_s: float) -> None:
        """Correct what was heard of the last reply, if it is that of turn `index`."""
        heard = heard_until(self._playing_words, position_s)
        if self._current is not None and self.turn is not None and self.turn.index == index:
            self._heard = heard
            return
        while self._tasks:  # the turn may be on its way to the store
            await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._before is not None and self._before.index == index:
            await self._conversation.note_heard(index, heard)

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
            self._settle()  # the plan is to see the state after the turn before it
            planning = self._plans[key] = asyncio.create_task(self._conversation.plan(utterance))
            planning.add_done_callback(_retrieve)
        return planning

    def _unspoken(self, key: str) -> "_Kept | None":
        """Return the turn of these words that was kept before anyone asked for its reply."""
        for kept in (*self._waiting, self._current):
            if kept is None or _key(kept.utterance.text) != key:
                continue
            if not kept.planning.done() or not (
                _succeeded(kept.planning) and kept.planning.result().begun
            ):
                return kept
        return None

    async def _begin_when_planned(self, kept: "_Kept") -> None:
        await asyncio.wait([kept.planning])
        if kept not in self._waiting:
            return  # withdrawn
        self._waiting.remove(kept)
        if _succeeded(kept.planning):
            self._begin(kept)
            return
        self._on_event(Trouble("An utterance could not be answered."))
        try:
            await self._conversation.fail(kept.utterance)
        except LogUnwritable as error:
            self._on_event(Trouble(str(error)))

    def _begin(self, kept: "_Kept") -> None:
        self.end(interrupted=True)  # only if AgentSession never told the end of the one before
        planned = kept.planning.result()
        planned.keep()
        planned.clock.committed_at = time.time()
        if kept.timings is not None:
            planned.clock.speech_ended_at = kept.timings.ended_at_s
            planned.clock.final_ready_at = kept.timings.ready_at_s
        self._current = kept
        self._heard, self._playing_words = "", []
        self._on_kept(planned.turn)
        self._on_event(TurnCommitted(planned.turn))

    def _settle(self) -> None:
        """Store the current turn: something was heard of it, or something new begins."""
        self._stop_timer()
        kept = self._current
        if kept is not None and kept.commit is None:
            planned = kept.planning.result()
            self._before = planned.turn
            kept.commit = self._spawn(self._store(planned))

    def _stop_timer(self) -> None:
        if self._heard_soon is not None:
            self._heard_soon.cancel()
            self._heard_soon = None

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


@dataclass(slots=True, eq=False)
class _Kept:
    """An utterance that is over, with its plan."""

    planning: asyncio.Task[Planned]
    utterance: Utterance
    timings: UtteranceTimings | None
    commit: asyncio.Task[bool] | None = None
    """Set once something was heard of the reply."""


def _succeeded(planning: asyncio.Task[Planned]) -> bool:
    return planning.done() and not planning.cancelled() and planning.exception() is None


def _retrieve(planning: asyncio.Task[Planned]) -> None:
    """Take note of a failure that nobody may await: the plan was thrown away."""
    if not planning.cancelled():
        planning.exception()


def _key(text: str) -> str:
    """Return what two spellings of one transcript have in common, as AgentSession compares them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
