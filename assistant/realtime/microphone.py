"""What the client's microphone sends, as AgentSession hears it."""

from collections.abc import Callable

from livekit import rtc
from livekit.agents.voice.io import AudioInput

from assistant.realtime.audio_format import AudioFormat

Sink = Callable[[rtc.AudioFrame], None]
"""Takes mono frames, int16, at the rate of the client's format."""


class SocketMicrophone(AudioInput):
    """Fed by the socket, read by AgentSession.

    `format` may be set at any moment; sound that came before keeps its own.
    """

    def __init__(self) -> None:
        super().__init__(label="SocketMicrophone")
        self.format = AudioFormat.PCM
        self.on_sound: Callable[[float], None] | None = None
        """Told of each append's seconds, after it was taken: for counting."""

    @property
    def received_s(self) -> float:
        """Seconds of sound received since the connection began: the protocol's audio clock."""
        raise NotImplementedError

    def divert(self, sink: Sink | None) -> None:
        """Give sound to `sink` from now on, at once and unpaced; None: to AgentSession again."""
        raise NotImplementedError

    def append(self, audio: str) -> None:
        """Take base64 as the client sent it.

        Raises:
            BadAudio: It is no base64, or no whole number of samples; nothing was taken of it.
        """
        raise NotImplementedError

    def stream_s_at(self, wall_at: float) -> float:
        """Return which second of received sound a wall-clock time (`time.time`) is: for
        audio_start_ms of what VoiceSession tells in wall time."""
        raise NotImplementedError

    def close(self) -> None:
        """End the stream."""
        raise NotImplementedError
