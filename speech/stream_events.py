"""What a recognition stream tells AgentSession, in LiveKit's events."""

from livekit.agents import stt
from livekit.agents.utils import aio

from speech.transcript import Transcript
from speech.utterance import speech_data


class StreamEvents:
    """Writes one stream's events into its channel."""

    def __init__(self, channel: "aio.Chan[stt.SpeechEvent]") -> None:
        self._channel = channel

    def started(self, at_s: float) -> None:
        """Speech began.

        Args:
            at_s: Wall time.
        """
        self._send(
            stt.SpeechEvent(type=stt.SpeechEventType.START_OF_SPEECH, speech_start_time=at_s)
        )

    def words(
        self, kind: stt.SpeechEventType, transcript: Transcript, began_s: float, ended_s: float
    ) -> None:
        """Tell words: interim, preflight or final; times in s of stream time."""
        self._send(
            stt.SpeechEvent(type=kind, alternatives=[speech_data(transcript, began_s, ended_s)])
        )

    def ended(self, at_s: float, heard_s: float) -> None:
        """Speech ended.

        Args:
            at_s: Wall time.
            heard_s: Length of the audio, for metrics.
        """
        self._send(stt.SpeechEvent(type=stt.SpeechEventType.END_OF_SPEECH, speech_end_time=at_s))
        usage = stt.RecognitionUsage(audio_duration=heard_s)
        self._send(
            stt.SpeechEvent(type=stt.SpeechEventType.RECOGNITION_USAGE, recognition_usage=usage)
        )

    def _send(self, event: stt.SpeechEvent) -> None:
        self._channel.send_nowait(event)
