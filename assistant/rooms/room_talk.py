"""One shopper's conversation in a LiveKit room: `VoiceSession` with the room's sound.

livekit-agents brings the sound (`RoomIO`); this brings the events, typed words and calls.

    shopper ─▶ microphone track             ─▶ VoiceSession ─▶ voice track      ─▶ shopper
            ─▶ text on "lk.chat"            ─▶   .ask       ─▶ topic "aisle"    ─▶
            ─▶ aisle.ask, aisle.interrupt,  ─▶
               aisle.session (calls)
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack
from typing import Any

from livekit import rtc
from livekit.agents import AgentSession
from livekit.agents.voice.room_io import (
    AudioInputOptions,
    AudioOutputOptions,
    RoomOptions,
    TextInputEvent,
    TextInputOptions,
    TextOutputOptions,
)
from pydantic import JsonValue

from agents.turn import Turn, Utterance
from assistant.config import Settings
from assistant.http.process_metrics import ProcessMetrics
from assistant.http.turns import MAX_TEXT
from assistant.journal.visits import Visit
from assistant.parts import VoiceParts
from assistant.realtime.own_events import OwnEvents
from assistant.realtime.session_story import session_story
from assistant.rooms.outbox import RoomOutbox
from assistant.rooms.ticket import RoomTicket
from assistant.session import VoiceSession
from assistant.session_events import (
    Closed,
    Hearing,
    SessionEvent,
    Speaking,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)
from assistant.shops import Shop
from speech.piper.voices import VoiceWish

_log = logging.getLogger("aisle.rooms")

MIC_RATE_HZ = 16_000
"""What the recogniser takes: resampled once, in LiveKit's native code."""

FRAME_MS = 20
"""As our other doors; LiveKit's 50 ms would delay every word by up to 30 ms more."""

VOICE_RATE_HZ = 24_000

RETURN_S = 60.0
"""How long a shopper whose connection was lost may take to come back into the room."""

DONE, LOST, STOPPED = "the shopper left", "the shopper did not come back", "the worker stops"

_REASONS = {LOST: "lost", STOPPED: "server_stops"}
"""Of the log's names for why a shopper is gone; else they left."""

_BAD_CALL = 1_500
"""Application errors of a call begin here (LiveKit's own are above 1,399 and below)."""


class RoomTalk:
    """Talks with one shopper until they leave.

    Args:
        room: Not joined yet.
        shop: Whose products; has a voice.
        ticket: Who the shopper is.
        settings: The process's.
        metrics: Where it is counted.
        on_end: Called once, with the reason, when the shopper has left.
    """

    def __init__(
        self,
        room: rtc.Room,
        shop: Shop,
        ticket: RoomTicket,
        settings: Settings,
        metrics: ProcessMetrics,
        on_end: Callable[[str], None],
    ) -> None:
        assert shop.voice is not None, "rooms need a voice"
        self._room = room
        self._shop = shop
        self._ticket = ticket
        self._settings = settings
        self._metrics = metrics
        self._on_end: Callable[[str], None] | None = on_end
        self._open = ExitStack()
        self._conversation = shop.stored_conversation(ticket.conversation_id, ticket.shopper_id)
        self._session = self._new_session(shop.voice)
        self._outbox = RoomOutbox(room, ticket.identity)
        self._events = OwnEvents(self._outbox, self._conversation.why)
        self._idle = asyncio.Event()
        self._idle.set()
        self._turn: Turn | None = None
        self._utterances = 0
        self._leaving: asyncio.TimerHandle | None = None
        self._visit: Visit | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def _new_session(self, parts: VoiceParts) -> VoiceSession:
        wish = VoiceWish(self._shop.voice_name)
        talk = self._conversation
        session = VoiceSession(parts, talk, None, None, self._on_event, voice=wish)
        session.came_by("livekit")
        return session

    async def start(self, join: Callable[[], Awaitable[None]]) -> None:
        """Join the room, begin to listen, and tell the shopper what the session goes on with.

        Args:
            join: Joins the room.

        Raises:
            AgentError: The stored conversation cannot be read.
            ConnectError: The room cannot be joined.
        """
        resumed = await self._shop.parts.shopping.knows(self._conversation.id)
        self._visit = self._conversation.journal.begins("livekit", resumed=resumed)
        self._open.enter_context(self._metrics.session(self._ticket.tenant, "room"))
        self._room.on("participant_disconnected", self._on_left)
        self._room.on("participant_connected", self._on_came)
        self._room.on("disconnected", self._on_room_gone)
        # In this order, though LiveKit would rather have the session first: RoomIO cannot be
        # told of one participant in a room that is not joined (1.8.9 asks for the local one).
        await join()
        await self._session.start(self._room, self._options())
        calls = {
            "aisle.ask": self._asked,
            "aisle.interrupt": self._interrupted,
            "aisle.session": self._told_again,
            "aisle.consent": self._consented,
        }
        for name, call in calls.items():
            self._room.local_participant.register_rpc_method(name, self._guarded(call))
        if self._ticket.identity in self._room.remote_participants:
            await self._tell_story()

    async def finish(self) -> None:
        """Wait for the turn under way, tell the shopper that the worker stops, and close."""
        await self._idle.wait()
        self._tell_trouble("The server stops; connect again in a moment.", "server_stops")
        await self.close(STOPPED)

    async def close(self, why: str = DONE) -> None:
        """End the conversation; a reply under way is cut off and its turn recorded."""
        told, self._on_end = self._on_end, None
        if told is None:
            return
        if self._leaving is not None:
            self._leaving.cancel()
        await self._session.close()
        if self._visit is not None:
            await self._conversation.journal.ends(self._visit, _REASONS.get(why, "left"))
        await self._outbox.close()
        self._open.close()
        told(why)

    # --- what the shopper types and calls -----------------------------------------------

    def ask(self, text: str) -> bool:
        """Answer typed words aloud.

        Returns:
            Whether they were taken: there must be words, and not too many.
        """
        if not text.strip() or len(text) > MAX_TEXT:
            return False
        self._session.ask(Utterance(text=text.encode("utf-8", "replace").decode()))
        return True

    async def _typed(self, _: AgentSession[None], event: TextInputEvent) -> None:
        is_own = event.participant is None or event.participant.identity == self._ticket.identity
        if is_own and not self.ask(event.text):
            self._tell_trouble(f"Send 1 to {MAX_TEXT} characters.", "text_refused")

    async def _asked(self, call: rtc.RpcInvocationData) -> str:
        try:
            text = json.loads(call.payload)["text"]
        except (ValueError, TypeError, KeyError):
            text = None
        if not isinstance(text, str) or not self.ask(text):
            raise rtc.RpcError(_BAD_CALL, f'Send {{"text": ...}} of 1 to {MAX_TEXT} characters.')
        return "{}"

    async def _interrupted(self, _: rtc.RpcInvocationData) -> str:
        self._session.interrupt()
        return "{}"

    async def _consented(self, call: rtc.RpcInvocationData) -> str:
        try:
            audio = json.loads(call.payload)["audio"]
        except (ValueError, TypeError, KeyError):
            audio = None
        if not isinstance(audio, bool):
            raise rtc.RpcError(_BAD_CALL, 'Send {"audio": true} or {"audio": false}.')
        recording = await self._conversation.consents(audio=audio)
        return json.dumps({"audio": audio, "recording": recording})

    async def _told_again(self, _: rtc.RpcInvocationData) -> str:
        await self._tell_story()
        return "{}"

    def _guarded(
        self, call: Callable[[rtc.RpcInvocationData], Awaitable[str]]
    ) -> Callable[[rtc.RpcInvocationData], Awaitable[str]]:
        async def guarded(data: rtc.RpcInvocationData) -> str:
            if data.caller_identity != self._ticket.identity:
                raise rtc.RpcError(_BAD_CALL, "Only the room's shopper may call.")
            return await call(data)

        return guarded

    # --- what happens -------------------------------------------------------------------

    def _on_event(self, event: SessionEvent) -> None:
        """Tell the shopper; a response of the Realtime protocol is a turn's reply here."""
        match event:
            case Hearing(text):
                self._events.partial(self._item(), text)
            case TurnCommitted(turn):
                self._idle.clear()
                self._turn = turn
                self._events.committed(turn, self._response(), self._item())
                self._utterances += 1
            case TurnWithdrawn(turn, before):
                self._idle.set()
                self._events.withdrawn(turn, before)
            case Speaking(words):
                self._events.words(self._response(), None, words)
            case TurnEnded(turn, timings, _, outcome, _):
                self._idle.set()
                self._events.ended(event)
                self._metrics.turn(self._ticket.tenant, outcome, "room")
                if timings.first_audio_ms is not None and turn.utterance.spoken:
                    self._metrics.first_audio(self._ticket.tenant, timings.first_audio_ms / 1000)
            case Trouble(message):
                self._idle.set()
                self._metrics.error(self._ticket.tenant, "session_trouble")
                self._tell_trouble(message, "session_trouble")
            case Closed():
                self._spawn(self.close(DONE))

    def _response(self) -> str:
        return f"turn_{self._turn.index}" if self._turn else "turn_none"

    def _item(self) -> str:
        """Return an id of the utterance under way."""
        return f"utterance_{self._utterances}"

    def _tell_trouble(self, message: str, code: str) -> None:
        self._spawn(self._conversation.journal.error(code, "livekit"))
        error: dict[str, JsonValue] = {
            "type": "server_error",
            "code": code,
            "message": message,
            "param": None,
        }
        self._outbox.send({"type": "error", "error": error})

    async def _tell_story(self) -> None:
        ticket = self._ticket
        told = await session_story(
            self._shop, self._settings, self._conversation, ticket.session_id
        )
        self._events.session(told)

    # --- who comes and goes -------------------------------------------------------------

    def _on_left(self, participant: rtc.RemoteParticipant) -> None:
        """Wait for a shopper whose connection was lost; one who left on purpose ends RoomIO."""
        if participant.identity == self._ticket.identity and self._leaving is None:
            loop = asyncio.get_running_loop()
            self._leaving = loop.call_later(RETURN_S, lambda: self._spawn(self.close(LOST)))

    def _on_came(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity == self._ticket.identity:
            if self._leaving is not None:
                self._leaving.cancel()
                self._leaving = None
            self._spawn(self._tell_story())

    def _on_room_gone(self, *_: object) -> None:
        self._spawn(self.close("the room was closed"))

    def _options(self) -> RoomOptions:
        return RoomOptions(
            text_input=TextInputOptions(text_input_cb=self._typed),
            audio_input=AudioInputOptions(
                sample_rate=MIC_RATE_HZ, frame_size_ms=FRAME_MS, auto_gain_control=False
            ),
            audio_output=AudioOutputOptions(sample_rate=VOICE_RATE_HZ, track_name="aisle"),
            # Captions at once: ours are timed by the voice (`aisle.words`), and LiveKit's
            # synchroniser would stand between the session and its loudspeaker.
            text_output=TextOutputOptions(sync_transcription=False),
            participant_identity=self._ticket.identity,
        )

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
