"""The client's loudspeaker, as AgentSession plays into it."""

from typing import Protocol

from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities

from assistant.realtime.audio_format import AudioFormat


class SpeakerEar(Protocol):
    """Who is told what the speaker does: the session half. Calls are on the event loop, quick."""

    def sound(self, sound: bytes, is_first: bool) -> None:
        """Send sound, in the client's format; `is_first` of a reply."""
        ...

    def sound_ended(self) -> None:
        """The reply's last sound was given; it may be played for a while yet."""
        ...

    def played(self, position_s: float, interrupted: bool) -> None:
        """The reply was played to its end, or cut off after `position_s`."""
        ...

    def paused(self, is_paused: bool) -> None:
        """Hold the sound, or let it go on; only where `can_pause` was set."""
        ...


class SocketSpeaker(AudioOutput):
    """Sends sound as it is made, and keeps a clock of how much of it was played.

    `format` is that of the next reply; set it before the first.
    """

    def __init__(self) -> None:
        super().__init__(
            label="SocketSpeaker", capabilities=AudioOutputCapabilities(pause=False)
        )
        self.format = AudioFormat.PCM
        self.ear: SpeakerEar | None = None
        """Set before the session starts."""

    @property
    def position_s(self) -> float:
        """How much of the reply under way was played; of the last one, when there is none."""
        raise NotImplementedError

    @property
    def made_s(self) -> float:
        """How much sound there is of that reply so far."""
        raise NotImplementedError

    def let_pause(self, can_pause: bool) -> None:
        """Say whether the client holds its sound when it is told to."""
        raise NotImplementedError

    def told_position(self, position_s: float, is_playing: bool) -> None:
        """Correct the clock: the client says how much of the reply under way it played."""
        raise NotImplementedError

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        raise NotImplementedError

    def clear_buffer(self) -> None:
        raise NotImplementedError
