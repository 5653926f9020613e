"""Sound that the client commits itself, and sound in items: buffered, then recognised whole."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from livekit import rtc
from numpy.typing import NDArray

from agents.turn import Utterance
from assistant.parts import VoiceParts
from assistant.realtime.errors import EventRefused
from assistant.realtime.items import Item
from assistant.realtime.listening import Listening
from assistant.recordings.sound import Sound
from retrieval.query import Candidate
from speech.mono_stream import MonoStream
from speech.patience import recognise
from speech.splitting import split_point
from speech.transcript import Transcript

SHORTEST_S = 0.1
"""OpenAI's: a commit of less is an error."""
LONGEST_S = 300.0
"""19 MB; what comes after it is left out, and said at the commit."""
MOST_WAITING = 8
"""Recordings of one client that may wait to be recognised: the recogniser is everybody's."""
PIECE_S = 25.0
"""Longest stretch that is recognised at once; `split_point` finds a pause in front of it."""
_TAIL_S = 0.3
"""Silence behind the last sample: who lets go of a button cuts the last sound short."""
_RATE_HZ = 16_000


class SoundBuffer:
    """Sound between two commits; takes frames as `SocketMicrophone.divert` gives them."""

    def __init__(self) -> None:
        self._stream = MonoStream()
        self._pieces: list[NDArray[np.float32]] = []
        self._given_s = 0.0
        self._kept_s = 0.0

    def push(self, frame: rtc.AudioFrame) -> None:
        """Take a frame."""
        self._given_s += frame.samples_per_channel / frame.sample_rate
        if self._given_s <= LONGEST_S:
            self._pieces.append(self._stream.push(frame))

    def clear(self) -> None:
        """Forget it."""
        self._stream, self._pieces, self._given_s = MonoStream(), [], 0.0

    def take(self) -> NDArray[np.float32]:
        """Return what was buffered, and begin anew.

        Returns:
            float32 [T], mono, 16 kHz, -1..1.

        Raises:
            EventRefused: It is too short, or was too long; a buffer that is too short is kept.
        """
        if self._given_s < SHORTEST_S:
            raise EventRefused(
                f"The input audio buffer holds {self._given_s * 1000:.0f} ms of sound; "
                f"a commit needs {SHORTEST_S * 1000:.0f} ms.",
                code="input_audio_buffer_commit_empty",
            )
        given_s, pieces, stream = self._given_s, self._pieces, self._stream
        self.clear()
        if given_s > LONGEST_S:
            raise EventRefused(
                f"The input audio buffer was longer than {LONGEST_S:.0f} s; commit more often.",
                code="input_audio_buffer_too_long",
            )
        return np.concatenate([*pieces, stream.flush()])


def samples_of(sound: NDArray[np.int16], rate_hz: int) -> NDArray[np.float32]:
    """Return a whole sound as the recogniser hears it: float32 [T], mono, 16 kHz."""
    stream = MonoStream()
    frame = rtc.AudioFrame(sound.tobytes(), rate_hz, 1, len(sound))
    return np.concatenate([stream.push(frame), stream.flush()])


class Recognition:
    """Recognises sound that is an item already, and tells its words.

    Args:
        parts: The process's.
        listening: Tells them.
        heard: Told of words with their sound.
    """

    def __init__(
        self,
        parts: VoiceParts,
        listening: Listening,
        heard: Callable[[str, Sound], None] = lambda *_: None,
    ) -> None:
        self._heard = heard
        self._parts = parts
        self._listening = listening
        self._tasks: set[asyncio.Task[Utterance]] = set()

    def check_room(self) -> None:
        """Refuse a recording that would wait behind too many others of the client.

        Raises:
            EventRefused: There are as many as may wait.
        """
        if len(self._tasks) >= MOST_WAITING:
            raise EventRefused(
                f"{MOST_WAITING} recordings are not recognised yet; wait for their transcripts.",
                code="too_many_recordings",
            )

    def begin(
        self, item: Item, samples: NDArray[np.float32], products: Sequence[Candidate]
    ) -> None:
        """Begin to recognise an item's sound.

        Args:
            item: Gets the words, and the task that finds them.
            samples: float32 [T], mono, 16 kHz.
            products: On the screen: their names are expected.
        """
        item.hearing = task = asyncio.create_task(self._hear(item, samples, products))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Give up what is not recognised yet."""
        for task in self._tasks:
            task.cancel()

    async def _hear(
        self, item: Item, samples: NDArray[np.float32], products: Sequence[Candidate]
    ) -> Utterance:
        failures: list[Exception] = []
        utterance = await self._words(samples, products, failures.append)
        item.said = utterance
        pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        self._heard(utterance.text, Sound(pcm))
        if failures:
            self._listening.not_transcribed(item, "The recogniser failed; say it again.")
        else:
            self._listening.transcribed(item, utterance.text, len(samples) / _RATE_HZ)
        return utterance

    async def _words(
        self,
        samples: NDArray[np.float32],
        products: Sequence[Candidate],
        failed: Callable[[Exception], None],
    ) -> Utterance:
        """Return what was said, with the shop's terms put right; no words if nothing was."""
        hints = self._parts.shop.hints(products)
        heard: list[Transcript] = []
        rest = np.concatenate([samples, np.zeros(int(_TAIL_S * _RATE_HZ), np.float32)])
        while len(rest):
            cut = split_point(rest, PIECE_S)
            submit = partial(self._parts.recogniser.submit, rest[:cut], hints=hints)
            transcript = await recognise(submit, failed, cut / _RATE_HZ)
            rest = rest[cut:]
            if transcript is not None and transcript.text:
                heard.append(transcript)
        text = " ".join(t.text for t in heard)
        raw = " ".join(t.raw_text or t.text for t in heard)
        confidence = min((t.confidence for t in heard), default=0.0)
        return Utterance(text, True, confidence, raw if raw != text else None)
