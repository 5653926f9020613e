"""A LiveKit room without a server: real `rtc` classes, only what would go over the network is kept.

The sound is LiveKit's own: tracks are published from real audio sources, and the shopper's
microphone is a real local track that is heard as if it came from afar.
"""

import asyncio
import json
from typing import Any, cast

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from tests.patience import PATIENCE_S

RATE_HZ = 16_000
FRAME = 160


class FakeParticipant:
    """Stands where `rtc.RemoteParticipant` does."""

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self.sid = f"PA_{identity}"
        self.name = ""
        self.metadata = ""
        self.attributes: dict[str, str] = {}
        self.kind = rtc.ParticipantKind.PARTICIPANT_KIND_STANDARD
        self.state = rtc.ParticipantState.PARTICIPANT_STATE_ACTIVE
        self.client_protocol = 1
        self.permissions = None
        self.disconnect_reason: int | None = None
        self.track_publications: dict[str, Any] = {}


class FakePublication:
    """Stands where a track's publication does."""

    def __init__(self, track: rtc.LocalAudioTrack) -> None:
        self.track = track
        self.sid = "TR_mic"
        self.source = rtc.TrackSource.SOURCE_MICROPHONE
        self.name = "mic"
        self.kind = rtc.TrackKind.KIND_AUDIO
        self.audio_features: list[int] = []

    async def wait_for_subscription(self) -> None:
        """Return at once: the shopper listens."""


class FakeAgent:
    """Stands where `rtc.LocalParticipant` does, and keeps what it sends."""

    def __init__(self) -> None:
        self.identity = "agent"
        self.sid = "PA_agent"
        self.kind = rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
        self.track_publications: dict[str, Any] = {}
        self.attributes: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        self.receivers: set[tuple[str, ...]] = set()
        self.long_events = 0
        self.calls: dict[str, Any] = {}
        self.track: rtc.LocalAudioTrack | None = None
        self.changed = asyncio.Condition()

    async def publish_data(
        self, data: bytes, *, topic: str, destination_identities: list[str]
    ) -> None:
        assert topic == "aisle"
        assert len(data) < 15 * 1024
        await self._keep(json.loads(data), destination_identities)

    async def send_text(self, text: str, *, topic: str, destination_identities: list[str]) -> None:
        assert topic == "aisle"
        self.long_events += 1
        await self._keep(json.loads(text), destination_identities)

    async def _keep(self, event: dict[str, Any], to: list[str]) -> None:
        self.receivers.add(tuple(to))
        async with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    async def wait_for(
        self, kind: str, count: int = 1, within_s: float = PATIENCE_S
    ) -> dict[str, Any]:
        """Return the `count`th event of a type."""
        async with asyncio.timeout(within_s), self.changed:
            await self.changed.wait_for(lambda: len(self.of(kind)) >= count)
        return self.of(kind)[count - 1]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]

    async def publish_track(self, track: rtc.LocalAudioTrack, _: object) -> FakePublication:
        self.track = track
        return FakePublication(track)

    def register_rpc_method(self, name: str, handler: Any) -> None:
        self.calls[name] = handler

    async def set_attributes(self, attributes: dict[str, str]) -> None:
        self.attributes.update(attributes)

    async def stream_text(self, **_: object) -> "FakeTextWriter":
        return FakeTextWriter()

    async def publish_transcription(self, _: object) -> None:
        """Keep nothing: captions are LiveKit's own."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"the room code asks the local participant for {name}")


class FakeTextWriter:
    """Takes captions."""

    async def write(self, _: str) -> None:
        """Keep nothing."""

    async def aclose(self, **_: object) -> None:
        """Do nothing."""


class FakeRoom(rtc.Room):
    """A room that is joined without a server."""

    made: "list[FakeRoom]" = []  # noqa: RUF012 - the tests look here

    def __init__(self) -> None:
        super().__init__()
        self.agent = FakeAgent()
        self.joined_with: tuple[str, str] | None = None
        self.gone = False
        FakeRoom.made.append(self)

    async def connect(self, url: str, token: str, options: object = None) -> None:
        self.joined_with = (url, token)
        self.emit("connection_state_changed", rtc.ConnectionState.CONN_CONNECTED)

    async def disconnect(self, **_: object) -> None:
        self.gone = True

    def isconnected(self) -> bool:
        return self.joined_with is not None and not self.gone

    @property
    def local_participant(self) -> Any:
        if self.joined_with is None:
            raise AssertionError("used before the room was joined")
        return self.agent

    @property
    def name(self) -> str:
        return "aisle-test"

    @property
    def calls(self) -> dict[str, Any]:
        """What the agent lets the shopper call."""
        return self.agent.calls

    # --- what the shopper does ----------------------------------------------------------

    def comes(self, identity: str) -> FakeParticipant:
        shopper = FakeParticipant(identity)
        self._remote_participants[identity] = cast(rtc.RemoteParticipant, shopper)
        self.emit("participant_connected", shopper)
        return shopper

    def goes(self, shopper: FakeParticipant, reason: int) -> None:
        shopper.disconnect_reason = reason
        del self._remote_participants[shopper.identity]
        self.emit("participant_disconnected", shopper)

    def talks(self, shopper: FakeParticipant) -> "Microphone":
        microphone = Microphone()
        publication = FakePublication(microphone.track)
        shopper.track_publications["TR_mic"] = publication
        self.emit("track_subscribed", microphone.track, publication, shopper)
        return microphone


class Microphone:
    """The shopper's track, with silence between clips as an open microphone has it."""

    def __init__(self) -> None:
        self._source = rtc.AudioSource(RATE_HZ, 1, queue_size_ms=100)
        self.track = rtc.LocalAudioTrack.create_audio_track("mic", self._source)
        self._clip = np.zeros(0, np.int16)
        self._spoken = asyncio.Event()
        self._running = asyncio.create_task(self._run())

    async def say(self, samples: NDArray[np.float32]) -> None:
        """Speak a clip, float32 [T] mono 16 kHz, in real time."""
        self._spoken.clear()
        self._clip = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
        await self._spoken.wait()

    async def close(self) -> None:
        self._running.cancel()
        await self._source.aclose()

    async def _run(self) -> None:
        while True:
            part, self._clip = self._clip[:FRAME], self._clip[FRAME:]
            if not len(self._clip):
                self._spoken.set()
            frame = np.zeros(FRAME, np.int16)
            frame[: len(part)] = part
            await self._source.capture_frame(rtc.AudioFrame(frame.tobytes(), RATE_HZ, 1, FRAME))
