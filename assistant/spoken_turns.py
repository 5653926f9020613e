"""The turns of a spoken conversation: which plan is kept, what was heard of its reply.

Between AgentSession's events and `Conversation`. Holds no model and no audio,
so its order of events can be tested alone:

    plan (any number of times) ─▶ keep (the utterance is over) ─▶ playing ─▶ played ─▶ end
                                       └──▶ withdraw (the shopper went on, nothing was heard)

The plans are in `assistant.spoken_plans`, the words of the reply in `assistant.spoken_reply`, and
how a turn is stored and logged in `assistant.turn_endings`.

A kept turn is on the screen at once, and stored when the beginning of its reply has
been heard: until then it can be withdrawn as if it had never been.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from livekit.agents.types import TimedString

from agents.turn import Turn, Utterance
from assistant.journal.journal import Cut, StoppedBy
from assistant.planned import Planned
from assistant.recordings.sound import Sound
from assistant.session_events import Heard, SessionEvent, TurnCommitted, TurnWithdrawn
from assistant.spoken_plans import Kept, SpokenPlans, is_ready
from assistant.spoken_reply import SpokenReply
from assistant.spoken_seams import PlansTurns
from assistant.turn_endings import TurnEndings, note_failure
from speech.utterance_timings import UtteranceTimings

UNHEARD_S = 0.45
"""Beginning of a reply that counts as unheard, when the shopper speaks up within it. A voice
is noticed 0.1 s after it begins and people take 0.2 s and more to react: who speaks that
soon had not finished, and goes on. The words are then one request, answered once."""


class SpokenTurns:
    """Keeps one plan an utterance and ends each kept turn exactly once.

    Args:
        conversation: Plans, commits and logs.
        on_event: Told of what happens, on the event loop.
        on_kept: Called with each turn when its utterance is over, before it is stored; and
            with the turn before it, or None, when it is withdrawn.
        sound_of: Gives the sound of an utterance, where it is to be kept.
    """

    def __init__(
        self,
        conversation: PlansTurns,
        on_event: Callable[[SessionEvent], None],
        on_kept: Callable[[Turn | None], None],
        sound_of: Callable[[UtteranceTimings], Sound | None] = lambda _: None,
    ) -> None:
        self.door: str | None = None
        """Through which the utterances come."""
        self.only_listens = False
        """Whether utterances through the microphone are left to the front door."""
        self.stopped_by: StoppedBy = "hand"
        """What cuts the reply off that is under way, if it is cut off now."""
        self._sound_of = sound_of
        self._conversation = conversation
        self._on_event = on_event
        self._on_kept = on_kept
        self._plans = SpokenPlans(conversation.plan, self._settle)
        self._reply = SpokenReply(on_event)
        self._endings = TurnEndings(conversation, on_event)
        self._current: Kept | None = None
        self._begun = 0
        """How many turns began."""
        self._before: Turn | None = None
        """The last turn that something was heard of."""
        self._heard_soon: asyncio.TimerHandle | None = None
        self._utterance: UtteranceTimings | None = None

    # --- before the utterance is over ---------------------------------------------------

    async def plan(self, utterance: Utterance) -> Planned:
        """Plan the reply to a transcript that may still change; the same words only once.

        The plan goes on when its caller is cancelled: the utterance may be kept all the same. An
        utterance that was kept already and of which nothing was asked yet is not planned anew.
        """
        kept = self._plans.unspoken(utterance, self._current)
        return await asyncio.shield(kept.planning if kept else self._plans.planning(utterance))

    def overheard(self, utterance: Utterance) -> None:
        """Tell of an utterance that the front door answers."""
        timings, self._utterance = self._utterance, None
        if timings is not None and (sound := self._sound_of(timings)) is not None:
            self._conversation.heard(utterance.text, sound)
        self._on_event(Heard(utterance))

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        note_failure(error)

    def voice_begins(self) -> list[TimedString]:
        """Return where the words of the reply that is spoken now are to be kept."""
        return self._reply.begins()

    def words_made(self, reply: list[TimedString], words: Sequence[TimedString]) -> None:
        """Note words that were added to a list of `voice_begins`."""
        self._reply.made(reply, words)

    # --- the utterance is over ----------------------------------------------------------

    def utterance_ended(self, timings: UtteranceTimings) -> None:
        """Note when the words that come next were spoken and known."""
        self._utterance = timings

    def keep(self, utterance: Utterance) -> None:
        """Make the plan for `utterance` the conversation's next turn, once it is ready."""
        kept = self._plans.keep(utterance, self._utterance)
        self._utterance = None
        if is_ready(kept.planning):
            self._begin(kept)
        else:
            self._endings.spawn(self._begin_when_planned(kept))

    async def say(self, utterance: Utterance) -> Turn:
        """Make a turn of its own that no words were recognised for."""
        while True:
            await self._plans.none_waits()
            self._settle()
            begun = self._begun
            planning = asyncio.create_task(self._conversation.plan(utterance))
            planned = await planning
            if begun == self._begun and not self._plans.waiting:
                break  # else it was planned without the turn that came in between
        self._plans.clear()  # they are without this turn
        self._begin(Kept(planning, utterance, None))
        return planned.turn

    def withdraw(self) -> bool:
        """Undo the last turn that was kept, if nothing was heard of its reply.

        Returns:
            Whether there was such a turn; its plan is kept, in case nothing follows.
        """
        if self._plans.waiting:
            kept = self._plans.waiting.pop()
        elif self._current is not None and self._current.commit is None:
            kept, self._current = self._current, None
            self._stop_timer()
            self._on_kept(self._before)
            planned = kept.planning.result()
            planned.let_go()
            self._conversation.withdraws(planned)
            planned.clock.first_text_at = planned.clock.first_audio_at = None
            self._on_event(TurnWithdrawn(planned.turn, self._before))
        else:
            return False
        self._plans.takes_back(kept)
        return True

    # --- the reply ----------------------------------------------------------------------

    @property
    def turn(self) -> Turn | None:
        """The turn whose reply is under way, with what was written of it so far."""
        return self._current.planning.result().as_said() if self._current else None

    @property
    def words(self) -> Sequence[TimedString]:
        """The words of the reply that is played, as far as the voice has spoken ahead."""
        return self._reply.words

    def playing(self, started_at: float) -> None:
        """Note when the first sound of the reply was played (`time.time`)."""
        self._reply.plays()
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
        self._reply.played(position_s)

    def end(self, *, interrupted: bool) -> None:
        """End the current turn, if there is one."""
        commit = self._settle()
        if self._current is not None and commit is not None:
            kept, self._current = self._current, None
            heard = self._reply.heard if interrupted else None
            cut = Cut(self._reply.heard_s, self.stopped_by)
            self._endings.finish(kept.planning.result(), commit, heard, cut)

    async def heard_until(self, index: int, position_s: float) -> None:
        """Correct what was heard of the last reply, if it is that of turn `index`."""
        heard = self._reply.until(position_s)
        if self._current is not None and self.turn is not None and self.turn.index == index:
            self._reply.played(position_s)
            return
        await self._endings.settled()  # the turn may be on its way to the store
        if self._before is not None and self._before.index == index:
            await self._conversation.note_heard(index, heard)

    async def close(self) -> None:
        """Record a turn whose reply is under way, and wait for all that is to be stored."""
        self._leave()
        self._plans.cancel()
        while self._endings.are_under_way:
            await self._endings.settled()
            self._leave()  # a turn that waited for its plan until now

    # --- inside -------------------------------------------------------------------------

    def _leave(self) -> None:
        self.stopped_by = "left"
        self.end(interrupted=True)

    async def _begin_when_planned(self, kept: Kept) -> None:
        if not await self._plans.decide(kept):
            return
        planned = is_ready(kept.planning)
        try:
            if planned:
                self._begin(kept)
        finally:
            kept.decided.set()  # whoever waits for it plans after it, whatever came of it
        if not planned:
            await self._endings.failed(kept.utterance, self.door)

    def _begin(self, kept: Kept) -> None:
        self.end(interrupted=True)  # only if AgentSession never told the end of the one before
        self._begun += 1
        planned = kept.planning.result()
        planned.keep()
        planned.clock.committed_at = time.time()
        if kept.timings is not None:
            planned.clock.speech_ended_at = kept.timings.ended_at_s
            planned.clock.final_ready_at = kept.timings.ready_at_s
            planned.sound = self._sound_of(kept.timings)
        planned.door = self.door
        self._conversation.shows(planned)
        self._current = kept
        self._reply.is_awaited()
        self.stopped_by = "hand"
        self._on_kept(planned.turn)
        self._on_event(TurnCommitted(planned.turn))

    def _settle(self) -> asyncio.Task[bool] | None:
        """Store the current turn: something was heard of it, or something new begins."""
        self._stop_timer()
        kept = self._current
        if kept is None:
            return None
        if kept.commit is None:
            planned = kept.planning.result()
            self._before = planned.turn
            kept.commit = self._endings.store(planned)
        return kept.commit

    def _stop_timer(self) -> None:
        if self._heard_soon is not None:
            self._heard_soon.cancel()
            self._heard_soon = None
