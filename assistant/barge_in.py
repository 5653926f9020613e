"""Speech over a reply: held back until it is known to be more than listening.

Stands between the recogniser's stream and AgentSession. While no reply is played every
event passes. Speech over a reply pauses it at once, and its events are held:

    START_OF_SPEECH  ─▶ pause
    words            ─▶ `assistant.overlap.judge`: stop the reply, and all events pass,
                        or wait for more
    END_OF_SPEECH    ─▶ nothing but listening, an echo or a noise: AgentSession never hears
                        of it, and the reply goes on from where it paused

It also takes an end of turn back, when the shopper goes on before anything was heard of
the reply. AgentSession's own interruption by voice activity is not used: it ends a reply
at the first final transcript, "mm-hm" as well.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from livekit.agents import stt
from livekit.agents.types import TimedString

from agents.turn import Turn
from assistant.ends_of_turn import EndsOfTurn
from assistant.overlap import Overlap, Verdict, judge
from assistant.playout import AHEAD_S, Playout, question_heard, words_between

_WITH_TEXT = (
    stt.SpeechEventType.INTERIM_TRANSCRIPT,
    stt.SpeechEventType.PREFLIGHT_TRANSCRIPT,
    stt.SpeechEventType.FINAL_TRANSCRIPT,
)


@dataclass(frozen=True, slots=True)
class BargeInSettings:
    """When a reply is held and let go.

    Args:
        patience_s: Sound without words after which the reply goes on all the same. The
            first partial transcript is there after 0.45 s of speech and its recognition: 0.7 s,
            but 1.9 s on a machine with seven times as much to do as it can.
        pauses: So often a reply is paused in vain; then only words stop it. Music would
            make it stutter, and so would its own echo.
        before_s: Words that began to sound so long before speech was noticed may be its echo.
        kept_s: Longest wait for AgentSession to take an end of turn in.
    """

    patience_s: float = 2.0
    pauses: int = 2
    before_s: float = 0.6
    kept_s: float = 0.3


class Replies(Protocol):
    """The reply under way, as the session rules it."""

    def pause(self) -> bool:
        """Hold the sound; say whether it can be held."""
        ...

    def resume(self) -> None:
        """Let it go on."""
        ...

    def stop(self) -> None:
        """End the reply for good."""
        ...

    async def stopped(self) -> None:
        """Return when AgentSession has put away what was stopped, soon at any rate."""
        ...

    def withdraw(self) -> bool:
        """Undo the last turn if nothing was heard of its reply; say whether that was so."""
        ...

    def words(self) -> Sequence[TimedString]:
        """Return the words of the reply that is played, timed from its first sample."""
        ...

    def turn(self) -> Turn | None:
        """Return the turn whose reply is played."""
        ...


class BargeIn:
    """Passes the recogniser's events on, or holds them.

    Args:
        replies: What is paused, resumed and stopped.
        clock: Wall clock in s.
        on_wordless: Told of speech without words while no reply was played, with the
            wall-clock times of its first and last voiced sample.
        on_stopped: Told of the words that stopped a reply and when they were recognised.
        settings: When a reply is held and let go.
    """

    def __init__(
        self,
        replies: Replies,
        clock: Callable[[], float],
        on_wordless: Callable[[float, float], None],
        on_stopped: Callable[[str, float], None],
        settings: BargeInSettings | None = None,
    ) -> None:
        self._replies = replies
        self._clock = clock
        self._on_wordless = on_wordless
        self._on_stopped = on_stopped
        self._settings = settings or BargeInSettings()
        self._playout = Playout()
        self._held: list[stt.SpeechEvent] | None = None
        """Events of an utterance over a reply; None if they pass."""
        self._started: stt.SpeechEvent | None = None
        """The start of an utterance that is not over."""
        self._start_passed = False
        self._worded = False
        self._from_s = 0.0
        self._own: tuple[str, ...] = ()
        """Words of the reply that the microphone heard in front of the shopper's."""
        self._vain_pauses = 0
        self._echoing = False
        """The loudspeaker was heard before: only words stop a reply."""
        self._patience: asyncio.TimerHandle | None = None
        self._ends = EndsOfTurn()
        self.yields = True
        """Whether words stop a reply. Without it speech over a reply is passed over: the reply
        goes on, and nothing was said."""

    # --- the reply ----------------------------------------------------------------------

    def playing(self, at: float) -> None:
        """Note that a reply's first sample is played; over open speech it is held at once."""
        self._playout.start(at)
        self._vain_pauses = 0
        if self._started is not None and self._held is None:
            self._overlap()

    def played(self, position_s: float) -> None:
        """Note that the reply ended after `position_s`."""
        self._playout.end(position_s)
        self._stop_patience()

    # --- the end of a turn --------------------------------------------------------------

    def utterance_ended(self) -> None:
        """Note that the recogniser decided an end of turn; its events are on their way."""
        self._ends.told += 1

    def kept(self) -> bool:
        """Note that AgentSession took an utterance in; False if it was taken back meanwhile."""
        self._ends.arrived.set()
        taken_back, self._ends.taken_back = self._ends.taken_back, False
        return not taken_back

    def take_back(self) -> bool:
        """Say whether the utterance that just ended may go on: nothing came of it yet.

        Asked by the recogniser when speech begins again; True withdraws the reply.
        """
        if self._ends.told > self._ends.seen:
            self._ends.dropping = True  # AgentSession does not know of it
            return True
        if not self._ends.arrived.is_set():
            self._ends.taken_back = True
            return True
        return self._replies.withdraw()

    # --- the recogniser's events --------------------------------------------------------

    async def hear(self, event: stt.SpeechEvent) -> list[stt.SpeechEvent]:
        """Return what AgentSession is to know of now, in order."""
        if not self._ends.arrived.is_set() and event.type != stt.SpeechEventType.RECOGNITION_USAGE:
            # A new start would make AgentSession forget an end that it is still taking in.
            await self._ends.wait(self._settings.kept_s)
        passed = self._judged(event)
        if passed:
            # The words of a reply that was cut off belong to the context of the next plan.
            await self._replies.stopped()
        return passed

    @property
    def speech_is_open(self) -> bool:
        """Whether somebody speaks now."""
        return self._started is not None

    @property
    def speech_began_at(self) -> float | None:
        """Wall-clock time at which the speech that is open began."""
        return self._started.speech_start_time if self._started else None

    def close(self) -> None:
        """Forget what is held."""
        self._stop_patience()
        self._held = None

    # --- inside -------------------------------------------------------------------------

    def _judged(self, event: stt.SpeechEvent) -> list[stt.SpeechEvent]:
        match event.type:
            case stt.SpeechEventType.START_OF_SPEECH:
                return self._start(event)
            case stt.SpeechEventType.END_OF_SPEECH:
                return self._end(event)
            case kind if kind in _WITH_TEXT and event.alternatives:
                return self._words(event)
            case _:
                return [event]

    def _start(self, event: stt.SpeechEvent) -> list[stt.SpeechEvent]:
        if self._held is not None:
            return []
        self._started, self._start_passed = event, False
        self._worded, self._own = False, ()
        if self._playout.sounding:
            self._overlap()
            return []
        self._start_passed = True
        return [event]

    def _overlap(self) -> None:
        self._held = []
        self._from_s = self._playout.position_s(self._clock())
        if not self.yields or self._echoing or self._vain_pauses >= self._settings.pauses:
            return
        if self._replies.pause():
            self._playout.pause(self._clock())
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(self._settings.patience_s, self._resume)

    def _words(self, event: stt.SpeechEvent) -> list[stt.SpeechEvent]:
        final = event.type == stt.SpeechEventType.FINAL_TRANSCRIPT
        if self._ends.dropping:
            return []
        self._worded |= final
        if self._held is None:
            return [self._without_own(event)]
        if not self.yields and self._playout.sounding:
            return []
        judgement = judge(self._overlapping(event.alternatives[0], final))
        match judgement.verdict:
            case Verdict.STOP:
                if judgement.text != event.alternatives[0].text:
                    self._own = self._played()
                    self._echoing = True
                sounding = self._playout.sounding
                passed = [*self._release(), self._without_own(event)]
                if sounding:
                    self._on_stopped(judgement.text, event.created_at)
                return passed
            case Verdict.ECHO:
                self._echoing |= len(event.alternatives[0].text.split()) > 1
        if final:
            self._held.append(event)
        return []

    def _end(self, event: stt.SpeechEvent) -> list[stt.SpeechEvent]:
        if self._ends.dropping:
            self._ends.dropping = False
            self._ends.seen += 1
            return []
        started, self._started = self._started, None
        worded, self._worded = self._worded, False
        self._ends.seen += worded
        if self._held is not None:
            self._held = None
            self._resume()
            return [event] if self._start_passed else []
        if worded:
            self._ends.arrived.clear()
        elif started is not None and started.speech_start_time and event.speech_end_time:
            self._on_wordless(started.speech_start_time, event.speech_end_time)
        return [event]

    def _overlapping(self, heard: stt.SpeechData, final: bool) -> Overlap:
        turn = self._replies.turn()
        words = self._replies.words()
        asked = turn.asked if turn else None
        # Who began to speak before the question cannot have answered it.
        if asked and turn and not question_heard(words, self._from_s, turn.reply.text):
            asked = None
        return Overlap(
            text=heard.text,
            confidence=heard.confidence,
            final=final,
            played=self._played(),
            asked=asked,
        )

    def _played(self) -> tuple[str, ...]:
        position_s = self._playout.position_s(self._clock())
        begin_s = self._from_s - self._settings.before_s
        return words_between(self._replies.words(), begin_s, position_s + AHEAD_S)

    def _release(self) -> list[stt.SpeechEvent]:
        """Stop the reply and return what was held back."""
        held, self._held = self._held or [], None
        self._stop_patience()
        if self._playout.sounding:
            self._replies.stop()
        events = [self._without_own(e) for e in held]
        if self._started is not None and not self._start_passed:
            self._start_passed = True
            events.insert(0, self._started)
        return events

    def _without_own(self, event: stt.SpeechEvent) -> stt.SpeechEvent:
        if not self._own:
            return event
        said = event.alternatives[0]
        text = judge(Overlap(said.text, said.confidence, final=True, played=self._own)).text
        return replace(event, alternatives=[replace(said, text=text or said.text)])

    def _resume(self) -> None:
        self._stop_patience()
        if self._playout.paused:
            self._vain_pauses += 1
            self._playout.resume(self._clock())
            self._replies.resume()

    def _stop_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
