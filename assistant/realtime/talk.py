"""A Realtime session: what each event of a client does, over one `VoiceSession`.

Reads top to bottom: `start`, `handle`, and what each event does. The parts:

    session_config   how the session is set up        items, client_items   the conversation's items
    listening        what is heard                    push_to_talk          sound that is committed
    spoken           turns aloud, as events           written               turns in text
    answers          what is answered                 responses             one response's events
    client_calls     functions of the client          own_events            aisle.*
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace

from agents.errors import AgentError
from assistant.accounts.errors import LimitReached
from assistant.holdings import Holdings
from assistant.http.doors import named_shopper
from assistant.journal.visits import Visit
from assistant.realtime.client_events import (
    AudioClear,
    AudioCommit,
    ClientEvent,
    ConsentChange,
    ItemCreate,
    ItemDelete,
    ItemRetrieve,
    ItemTruncate,
    OutputAudioClear,
    PlaybackPosition,
    ResponseCancel,
    ResponseCreate,
    SessionUpdate,
)
from assistant.realtime.closing import Closing
from assistant.realtime.codec import decoded
from assistant.realtime.errors import EventRefused
from assistant.realtime.item_fields import Created
from assistant.realtime.items import Item, new_id, user_speech
from assistant.realtime.metering import SoundMeter
from assistant.realtime.push_to_talk import samples_of
from assistant.realtime.seams import Connection
from assistant.realtime.session_config import SessionConfig
from assistant.realtime.session_json import session_json
from assistant.realtime.session_story import (
    holdings_json,
    session_story,
    voice_names,
)
from assistant.realtime.talk_parts import talk_parts
from assistant.session_events import TurnEnded
from retrieval.query import Candidate

LASTS_S = 3_600.0
"""Of a connection, told as `expires_at`; the socket ends it."""


class RealtimeTalk:
    """One Realtime session.

    Args:
        connection: The client's socket, and who it is.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._outbox = connection.outbox
        shop, gate = connection.shop, connection.doors.gate
        self._expires_at = time.time() + LASTS_S
        self._config = SessionConfig(
            voice=shop.voice_name,
            voices=voice_names(shop),
            output_modalities=("audio",) if shop.voice else ("text",),
            transcription={"model": "aisle"},
            shopper_id=connection.caller.shopper_id,
            events=connection.takes_own_events,
        )
        self._conversation = shop.conversation(connection.caller, connection.session_id)
        self._unwatch = self._conversation.on_change(self._on_holdings)
        self._parts = parts = talk_parts(connection, self._conversation, lambda: self._config)
        parts.own.wanted = self._config.events
        self._spoken, self._voice = parts.spoken, parts.voice
        self._answers, self._client_items = parts.answers, parts.client_items
        self._meter = SoundMeter(gate, connection.caller, self._on_limit)
        self._closing = False
        self._visit: Visit | None = None
        self._writing: set[asyncio.Task[None]] = set()
        connection.on_error(self._on_error)

    async def start(self) -> None:
        """Tell of the session, and begin to listen."""
        await self._come()
        refused = await self._begin_as_token_says()
        self._tell_session("session.created")
        if refused is not None:
            self._outbox.error(str(refused), code=refused.code, param=refused.param)
        connection = self._connection
        connection.speaker.ear = self._spoken
        connection.microphone.on_sound = self._on_heard_sound
        self._spoken.on_spoken = self._on_spoken_sound
        self._spoken.on_ended = self._on_ended
        self._spoken.on_heard = self._on_heard
        self._spoken.on_closed = self._on_closed
        if self._voice is None:
            connection.microphone.divert(self._refuse_sound)
        else:
            await self._voice.start(self._config, connection.shop.voice_name)
        await self._tell_story()

    async def handle(self, event: ClientEvent) -> None:
        """Do what an event asks.

        Raises:
            EventRefused: It cannot be done.
        """
        match event:
            case SessionUpdate():
                await self._update(event)
            case AudioCommit():
                self._commit()
            case AudioClear():
                self._parts.buffer.clear()
                self._outbox.send({"type": "input_audio_buffer.cleared"})
            case OutputAudioClear():
                self._clear_output()
            case ItemCreate():
                self._client_items.create(event, self._recognise_item)
            case ItemRetrieve():
                self._client_items.retrieve(event)
            case ItemDelete():
                self._client_items.delete(event)
            case ItemTruncate():
                await self._truncate(event)
            case ResponseCreate():
                self._answers.create(event.response)
            case ResponseCancel():
                self._answers.cancel(event.response_id)
            case PlaybackPosition() | ConsentChange():
                await self._handle_own(event)

    async def _handle_own(self, event: PlaybackPosition | ConsentChange) -> None:
        match event:
            case PlaybackPosition():
                if self._voice is not None and self._spoken.is_voiced(event.response_id):
                    self._voice.played(event.played_ms / 1000, event.playing)
            case ConsentChange(audio=audio):
                recording = await self._conversation.consents(audio=audio)
                self._parts.own.consent(audio=audio, recording=recording)

    async def drain(self) -> None:
        """Return when the turn under way has ended."""
        await self._answers.settled()
        await self._spoken.idle.wait()

    async def close(self) -> None:
        """End everything."""
        self._closing = True
        self._unwatch()
        self._meter.settle()
        await self._answers.close()
        if self._voice is not None:
            if self._parts.recognition is not None:
                self._parts.recognition.close()
            await self._voice.close()
        if self._visit is not None:
            journal = self._conversation.journal
            await journal.ends(self._visit, self._connection.why_ended())
        await asyncio.gather(*self._writing, return_exceptions=True)

    # --- the session ----------------------------------------------------------------------

    async def _update(self, event: SessionUpdate) -> None:
        before = self._config
        config = before.updated(event.session, has_spoken=self._spoken.has_spoken)
        if config.speaks and self._voice is None:
            raise EventRefused(
                'This server answers in text only: ask for output_modalities ["text"].',
                code="audio_unavailable",
                param="session.output_modalities",
            )
        shopper = config.shopper_id
        if shopper != before.shopper_id and self._spoken.screen is not None:
            raise EventRefused(
                "The shopper can be named before the first turn only; open a new session.",
                code="cannot_update_shopper",
                param="session.aisle.shopper_id",
            )
        await self._set_up(config)
        self._tell_session("session.updated")
        if shopper != before.shopper_id:
            await self._take_shopper(shopper)
        elif self._voice is not None and config.voice != before.voice:
            await self._voice.renew(config, self._connection.shop.voice_name)

    async def _begin_as_token_says(self) -> EventRefused | None:
        """Start from what the caller's token was made for; return why that cannot be."""
        caller = self._connection.caller
        given = await self._connection.doors.gate.session_config(caller)
        if given is None:
            return None
        try:
            config = self._config.updated(given, has_spoken=False)
        except EventRefused as refused:  # it was checked when the token was made
            return refused
        if self._voice is None:
            config = replace(config, output_modalities=("text",))
        # A token's shopper is bound when it is made.
        await self._set_up(replace(config, shopper_id=caller.shopper_id))
        return None

    async def _set_up(self, config: SessionConfig) -> None:
        before, self._config = self._config, config
        self._conversation.journal.take_part(dict(config.experiments))
        self._parts.own.wanted = config.events
        self._parts.listening.transcribes = config.transcription is not None
        if config.tools is not before.tools:
            await self._parts.calls.learn(config.tools)
        self._parts.calls.allow(config.tools, config.choice)
        connection = self._connection
        connection.microphone.format = config.input_format
        connection.speaker.format = config.output_format
        connection.speaker.let_pause(config.can_pause and config.events)
        if self._voice is not None:
            pushed = config.turn_detection is None
            connection.microphone.divert(self._parts.buffer.push if pushed else None)
            self._voice.apply(config)

    async def _take_shopper(self, shopper_id: str | None) -> None:
        """Go on as another shopper's conversation."""
        connection = self._connection
        caller = named_shopper(connection.caller, shopper_id)
        conversation = connection.shop.conversation(caller, connection.session_id)
        if conversation is not self._conversation:
            self._unwatch()
            if self._visit is not None:
                self._conversation.journal.forgets(self._visit)
            self._conversation = conversation
            await self._come()
            self._unwatch = conversation.on_change(self._on_holdings)
            self._parts.written.conversation = conversation
            if self._voice is not None:
                await self._voice.renew(self._config, connection.shop.voice_name, conversation)
        await self._tell_story()

    async def _come(self) -> None:
        """Note that the shopper came to this conversation."""
        connection, journal = self._connection, self._conversation.journal
        resumed = False
        if connection.named:
            with suppress(AgentError):  # told with the story
                resumed = await connection.shop.parts.shopping.knows(self._conversation.id)
        self._visit = journal.begins("realtime", resumed=resumed)
        journal.take_part(dict(self._config.experiments))

    def _tell_session(self, kind: str) -> None:
        connection = self._connection
        session = session_json(
            self._config, connection.session_id, connection.model, self._expires_at
        )
        self._outbox.send({"type": kind, "session": session})

    async def _tell_story(self) -> None:
        connection = self._connection
        try:
            told = await session_story(
                connection.shop,
                connection.doors.settings,
                self._conversation,
                connection.session_id,
            )
        except AgentError as error:
            self._outbox.error(str(error), kind="server_error", code="conversation_unreadable")
            return
        self._parts.own.session(told)

    # --- what is heard --------------------------------------------------------------------

    def _commit(self) -> None:
        if self._config.turn_detection is not None:
            if not self._parts.listening.speech_is_open:
                raise EventRefused(
                    "The input audio buffer is empty: with turn detection on, the server commits "
                    "each utterance itself.",
                    code="input_audio_buffer_commit_empty",
                )
            return  # it ends by itself, and is committed then
        if self._parts.recognition is not None:
            self._parts.recognition.check_room()
        samples = self._parts.buffer.take()
        item = user_speech(new_id("item"))
        self._parts.listening.committed(item)
        item.waits = True
        if self._parts.recognition is not None:
            self._parts.recognition.begin(item, samples, self._products())

    def _recognise_item(self, created: Created) -> None:
        if created.sound is None:
            return
        recognition = self._parts.recognition
        if recognition is None:
            raise EventRefused(
                "This server takes text only.", code="audio_unavailable", param="item.content"
            )
        recognition.check_room()
        form = self._config.input_format
        samples = decoded(created.sound, form, "item.content.0.audio")
        self._on_heard_sound(len(samples) / form.rate_hz)
        recognition.begin(created.item, samples_of(samples, form.rate_hz), self._products())

    def _on_heard(self, item: Item) -> None:
        if self._config.answers_by_itself and item.waits:
            active = self._parts.replies.active
            if active is not None:
                self._answers.stop(active)
            self._answers.create()

    def _refuse_sound(self, _: object) -> None:
        """Say once that nothing is heard here."""
        self._connection.microphone.divert(lambda _: None)
        self._outbox.error(
            "This server takes text only: send conversation.item.create.", code="audio_unavailable"
        )

    # --- what is said ---------------------------------------------------------------------

    async def _truncate(self, event: ItemTruncate) -> None:
        item = self._parts.items.get(event.item_id)
        voiced = self._spoken.voiced
        playing = voiced if voiced is not None and voiced.message_id == item.id else None
        if playing is not None and playing.ended is None and self._voice is not None:
            self._voice.played(event.audio_end_ms / 1000, is_playing=False)
            self._answers.stop(playing)
        self._client_items.truncate(event)
        if self._voice is None or item.turn is None:
            return
        position_s = event.audio_end_ms / 1000
        if playing is not None:
            self._voice.played(position_s, is_playing=False)
            self._voice.interrupt()
        await self._voice.heard(item.turn, position_s)

    def _clear_output(self) -> None:
        voiced = self._spoken.voiced
        if voiced is None:
            return
        if voiced.ended is None:
            self._answers.stop(voiced)
        elif self._voice is not None:
            self._voice.interrupt()
        self._outbox.send({"type": "output_audio_buffer.cleared", "response_id": voiced.id})

    # --- what happens ---------------------------------------------------------------------

    def _products(self) -> tuple[Candidate, ...]:
        screen = self._spoken.screen
        return screen.products if screen else ()

    def _on_holdings(self, holdings: Holdings) -> None:
        self._parts.own.holdings(holdings_json(holdings))

    def _on_heard_sound(self, seconds: float) -> None:
        self._meter.add(seconds)
        self._connection.doors.metrics.audio(self._connection.shop.tenant, "heard", seconds)

    def _on_spoken_sound(self, seconds: float) -> None:
        self._meter.add(seconds)
        self._connection.doors.metrics.audio(self._connection.shop.tenant, "spoken", seconds)

    def _on_ended(self, event: TurnEnded) -> None:
        metrics, tenant = self._connection.doors.metrics, self._connection.shop.tenant
        metrics.turn(tenant, event.outcome)
        if event.timings.first_audio_ms is not None and event.turn.utterance.spoken:
            metrics.first_audio(tenant, event.timings.first_audio_ms / 1000)

    def _on_error(self, code: str) -> None:
        writing = asyncio.create_task(self._conversation.journal.error(code, "realtime"))
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)

    def _on_limit(self, error: LimitReached) -> None:
        wait_s = max(1, round(error.retry_after_s))
        self._connection.end(Closing.LIMIT, f"{error} Try again in {wait_s} s.")

    def _on_closed(self) -> None:
        if not self._closing:
            self._connection.end(Closing.FAILED)
