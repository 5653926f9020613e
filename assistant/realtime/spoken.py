"""Spoken turns as responses: what `VoiceSession` and the speaker tell, as the protocol has it.

TurnCommitted ─▶ the user's item, response.created (or the function call)
sound, Speaking ─▶ deltas        the last sound ─▶ response.done
ReplyStopped ─▶ speech_started, and the response cancelled
TurnWithdrawn ─▶ the response cancelled; the user's item waits for the longer words
"""

import asyncio
from collections.abc import Callable, Sequence

from agents.turn import Turn, Utterance
from assistant.realtime.client_calls import ClientCalls, unsaid
from assistant.realtime.items import Item
from assistant.realtime.listening import Listening
from assistant.realtime.own_events import OwnEvents
from assistant.realtime.replies import Replies
from assistant.realtime.responses import Cause, Response, ResponseWish
from assistant.realtime.seams import Outbox
from assistant.session_events import (
    Closed,
    Heard,
    Hearing,
    ReplyStopped,
    SessionEvent,
    Speaking,
    SpeechStarted,
    SpeechStopped,
    SpokenWord,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)


class Spoken:
    """Turns what happens aloud into events; the speaker's ear.

    Args:
        outbox: Where events go.
        replies: Begins the responses.
        listening: Makes the user's items.
        calls: Which reply is a function call instead.
        own: Aisle's own events.
        wish: What a response is that nobody asked for, as the session is set up now.
    """

    def __init__(
        self,
        outbox: Outbox,
        replies: Replies,
        listening: Listening,
        calls: ClientCalls,
        own: OwnEvents,
        wish: Callable[[], ResponseWish],
    ) -> None:
        self._outbox = outbox
        self._replies = replies
        self._listening = listening
        self._calls = calls
        self._own = own
        self._wish = wish
        self.on_heard: Callable[[Item], None] = lambda _: None
        """Told of an utterance that nobody answers by itself."""
        self.on_spoken: Callable[[float], None] = lambda _: None
        """Told of seconds of sound that were sent."""
        self.on_ended: Callable[[TurnEnded], None] = lambda _: None
        """Told of every turn that ended."""
        self.on_closed: Callable[[], None] = lambda: None
        self.has_spoken = False
        self.screen: Turn | None = None
        """The turn whose products are on the screen."""
        self._voiced: Response | None = None
        """Whose sound comes now."""
        self._is_shelved = False
        """Sound that still comes was cancelled."""
        self._open: int | None = None
        """Index of the turn that is not over."""
        self.idle = asyncio.Event()
        """Whether no spoken turn is under way."""
        self.idle.set()

    # --- responses that were asked for ----------------------------------------------------

    def expects(self, response: Response) -> None:
        """Note that the sound which comes next is `response`'s."""
        self._voiced, self._is_shelved = response, False

    def cancel(self, response: Response, cause: Cause) -> None:
        """Cancel a response; what still comes of its sound is passed over."""
        response.finish("cancelled", cause)
        if response is self._voiced:
            self._is_shelved = True

    def said(self, response: Response) -> None:
        """Note that words which were no turn were played, or cut off."""
        response.finish("completed")

    def is_voiced(self, response_id: str) -> bool:
        """Say whether a response's sound is the last that was sent."""
        return self._voiced is not None and self._voiced.id == response_id

    @property
    def voiced(self) -> Response | None:
        """Whose sound was sent last, or is to come."""
        return self._voiced

    # --- the session's events -------------------------------------------------------------

    def on_event(self, event: SessionEvent) -> None:
        """Tell what happened."""
        match event:
            case SpeechStarted(at):
                self._listening.started(at)
            case SpeechStopped(_, spoken_s):
                self._listening.stopped(spoken_s)
            case Hearing(text):
                self._own.partial(self._listening.item_id, text)
            case Heard(utterance):
                self.on_heard(self._listening.heard(utterance, waits=True))
            case TurnCommitted(turn):
                self._committed(turn)
            case TurnWithdrawn(turn, before):
                self._withdrawn(turn, before)
            case Speaking(words):
                self._speaking(words)
            case ReplyStopped(_, _, speech_at):
                self._stopped(speech_at)
            case TurnEnded():
                self._ended(event)
            case Trouble(message):
                self._outbox.error(message, kind="server_error", code="server_error")
            case Closed():
                self.on_closed()

    def _speaking(self, words: Sequence[SpokenWord]) -> None:
        if self._voiced is not None and not self._is_shelved:
            self._voiced.words.extend(words)
            self._voiced.say("".join(word.text for word in words))
            self._own.words(self._voiced.id, self._voiced.message_id, words)

    def _stopped(self, speech_at: float | None) -> None:
        self._listening.started(speech_at)
        if self._voiced is not None:
            self.cancel(self._voiced, "turn_detected")

    def _committed(self, turn: Turn) -> None:
        response, item_id = self._asked_for(turn.utterance), None
        if response is None:
            item_id = self._listening.heard(turn.utterance, waits=False).id
            response = self._replies.begin(self._wish())
        response.turn = turn.index
        self.expects(response)
        self._open, self.screen = turn.index, turn
        self.idle.clear()
        call = self._calls.decided(turn)
        told = turn if call is None else unsaid(turn)
        self._own.committed(told, response.id, item_id or response.answers)
        if call is not None and response.ended is None:
            response.call(self._calls, call, turn)
            response.finish("completed")

    def _asked_for(self, utterance: Utterance) -> Response | None:
        """Return the response that the client asked for with these words."""
        voiced = self._voiced
        if voiced is None or voiced.turn is not None or voiced.asked != utterance.text:
            return None
        return voiced

    def _withdrawn(self, turn: Turn, before: Turn | None) -> None:
        self._listening.goes_on()
        self._listening.started(None)  # at once: clients clear what they were sent of the reply
        if self._voiced is not None and self._voiced.turn == turn.index:
            self.cancel(self._voiced, "turn_detected")
        self.screen = before
        self._over(turn.index)
        self._own.withdrawn(turn, before)

    def _ended(self, event: TurnEnded) -> None:
        index = event.turn.index
        if self.screen is not None and self.screen.index == index:
            self.screen = event.turn
        response = self._voiced
        if response is not None and response.turn == index:
            self._settle(response, event)
        self._over(index)
        self._own.ended(event)
        self.on_ended(event)

    def _settle(self, response: Response, event: TurnEnded) -> None:
        """End a response whose turn is over, if its sound did not."""
        if event.outcome == "failed":
            response.finish("failed", error={"type": "server_error", "code": "turn_failed"})
        elif event.outcome == "interrupted":
            response.finish("cancelled", "turn_detected")
        else:
            if not response.sound_bytes:  # the voice failed: the words are left
                response.say(event.turn.reply.text)
            response.finish("completed")
        self._is_shelved = False

    def _over(self, index: int) -> None:
        if self._open == index:
            self._open = None
            self.idle.set()

    # --- the speaker's ear ----------------------------------------------------------------

    def sound(self, sound: bytes, is_first: bool) -> None:
        """Send sound, in the client's format."""
        if self._is_shelved:
            return
        response = self._voiced
        if response is None or (is_first and response.ended is not None):
            # Words without a turn, such as an apology.
            response = self._replies.active or self._replies.begin(self._wish())
            self.expects(response)
        self.has_spoken = True
        response.sound(sound)
        self.on_spoken(response.wish.config.output_format.seconds(len(sound)))

    def sound_ended(self) -> None:
        """End the response: all its sound was given."""
        if self._voiced is not None and not self._is_shelved:
            self._voiced.finish("completed")

    def played(self, position_s: float, interrupted: bool) -> None:  # noqa: ARG002
        """Note that what was cancelled comes no more."""
        self._is_shelved = False

    def paused(self, is_paused: bool) -> None:
        """Tell the client to hold the sound, or let it go on."""
        if self._voiced is not None:
            self._own.held(self._voiced.id, is_paused)
