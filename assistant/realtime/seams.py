"""Where the socket and the session of a Realtime connection meet. Types only.

The socket half (`door`, `connection`) admits, parses, decodes, and sends. The session half
(`talk`) decides what happens. What passes between them:

    socket ─▶ SocketMicrophone.append (sound)      ─▶ AgentSession, or wherever it is diverted
           ─▶ Talk.handle (every other event)      ─▶ Talk ─▶ VoiceSession
    Talk   ─▶ Outbox.send / send_sound / error     ─▶ socket
    AgentSession ─▶ SocketSpeaker ─▶ SpeakerEar (Talk) ─▶ Outbox.send_sound
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pydantic import JsonValue

from assistant.accounts.caller import Caller
from assistant.http.doors import Doors
from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.client_events import ClientEvent
from assistant.realtime.closing import Closing
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.speaker import SocketSpeaker
from assistant.shops import Shop

ServerEvent = Mapping[str, JsonValue]
"""One event to the client, without its event_id: the outbox gives it one."""


@dataclass(frozen=True, slots=True)
class SoundOf:
    """Which part of which response a piece of sound belongs to."""

    response_id: str
    item_id: str
    output_index: int = 0
    content_index: int = 0


class Outbox(Protocol):
    """What goes to the client, in the order in which it was given; never blocks or raises."""

    def send(self, event: ServerEvent) -> None:
        """Send an event; its contents are taken now, a later change of the dict is not sent."""
        ...

    def send_sound(self, of: SoundOf, sound: bytes) -> None:
        """Send sound in the client's format, as `response.output_audio.delta`.

        Pieces that still wait are joined; the first goes at once.
        """
        ...

    def drop_sound(self, response_id: str) -> int:
        """Forget what was not sent yet of a response's sound; return how many bytes that was."""
        ...

    def error(
        self,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        event_id: str | None = None,
    ) -> None:
        """Send an `error` event.

        Args:
            message: One sentence for a developer; never what a shopper said.
            kind: "invalid_request_error", "server_error" or "rate_limit_error".
            code: A name for programs.
            param: The field at fault, "session.audio.output.voice".
            event_id: The client's, of the event that was at fault.
        """
        ...

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that wait for the client to read."""
        ...


class EndsConnection(Protocol):
    def __call__(self, closing: Closing, message: str | None = None) -> None:
        """Send what waits, then close the socket with the closing's code; returns at once.

        `Talk.close` is called afterwards, as after every other end.

        Args:
            closing: Why.
            message: Sent as an error event before it; the closing's own if None.
        """
        ...


@dataclass(frozen=True, slots=True)
class Connection:
    """One client's accepted socket, as the session half sees it."""

    doors: Doors
    shop: Shop
    """Its `voice` is None where the process serves text only."""
    caller: Caller
    session_id: str
    """As the client named it, or a new one; the dialogue is stored under
    `caller.conversation_id(session_id)`."""
    named: bool
    """The client named the session: there may be a dialogue to go on with."""
    model: str
    """As the URL named it, for echoing; "aisle" if it named none."""
    outbox: Outbox
    microphone: SocketMicrophone
    speaker: SocketSpeaker
    end: EndsConnection
    takes_own_events: bool = True
    """Whether `aisle.*` events are sent before the client asks for them or refuses them."""
    why_ended: Callable[[], str] = lambda: "left"
    """Gives the reason for which the connection ended, as a name."""
    on_error: Callable[[Callable[[str], None]], None] = lambda _: None
    """Takes what is told the code of every error that the client is told."""


class Talk(Protocol):
    """One Realtime session. Made by a `TalkFactory` once the socket is accepted."""

    async def start(self) -> None:
        """Send session.created (and aisle.session), and begin to listen."""
        ...

    async def handle(self, event: ClientEvent) -> None:
        """Do what an event asks; in order, one at a time, and quickly: what takes time is a task.

        Sound (`input_audio_buffer.append`) never comes here: it goes to the microphone. What is
        raised becomes an error event that quotes the client's event_id, and the session goes on.

        Raises:
            EventRefused: It cannot be done; the client is told why.
        """
        ...

    async def drain(self) -> None:
        """Return when the turn under way has ended; the process is told to stop.

        Cancelled after `server.drain_s`; the socket is closed afterwards.
        """
        ...

    async def close(self) -> None:
        """End everything; called exactly once, also if `start` failed. The socket may be gone."""
        ...


TalkFactory = Callable[[Connection], Talk]
"""`assistant.realtime.talk.RealtimeTalk`, but for tests of the socket."""

__all__ = [
    "AudioFormat",
    "ClientEvent",
    "Closing",
    "Connection",
    "EndsConnection",
    "Outbox",
    "ServerEvent",
    "SoundOf",
    "Talk",
    "TalkFactory",
]
