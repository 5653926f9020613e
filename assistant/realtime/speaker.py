"""The client's loudspeaker, as AgentSession plays into it.

Sound is sent as it is made, up to some seconds ahead of what is heard. When the listener
has heard how much is reckoned from when it was sent (`assistant.realtime.play_clock`).
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final, Protocol

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities
from numpy.typing import NDArray

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.codec import encoded
from assistant.realtime.play_clock import PlayClock
from assistant.realtime.resampler import StreamResampler

AHEAD_S: Final = 20.0
"""Sound that is sent before it is heard, 1 MB: as long as a reply usually is, so that a bad
network makes no gap; a longer one waits unmade."""
_LOOK_S: Final = 0.25
"""How often a voice that is too far ahead looks again."""
LATEST_S: Final = 15.0
"""A client may say that it plays so much later than reckoned; then the reply has ended."""


_TICK_S: Final = 0.02
"""Timers wake a little early, and a client that stands still is not asked more often."""


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

    Args:
        clock: Wall clock in s.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__(label="SocketSpeaker", capabilities=AudioOutputCapabilities(pause=False))
        self.format = AudioFormat.PCM
        """Of the next reply."""
        self.ear: SpeakerEar | None = None
        """Set before the session starts."""
        self._clock = clock
        self._reply: _Reply | None = None
        self._last = PlayClock(clock)
        self._ending: asyncio.TimerHandle | None = None

    @property
    def position_s(self) -> float:
        """How much of the reply under way was played; of the last one, when there is none."""
        return self._last.position_s

    @property
    def made_s(self) -> float:
        """How much sound there is of that reply so far."""
        return self._last.made_s

    def let_pause(self, can_pause: bool) -> None:
        """Say whether the client holds its sound when it is told to."""
        if not can_pause:
            self.resume()
        self._capabilities = AudioOutputCapabilities(pause=can_pause)

    def told_position(self, position_s: float, is_playing: bool) -> None:
        """Correct the clock: the client says how much of the reply under way it played."""
        reply = self._reply
        if reply is None:
            return
        if is_playing and not reply.paused:
            reply.play.go_on()
        elif not is_playing:
            reply.play.hold()
        reply.play.correct(position_s)
        if reply.ended:
            self._schedule_end(reply)

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        reply = self._reply
        if reply is None:
            reply = _Reply(PlayClock(self._clock), self.format, frame.sample_rate)
            self._begin(reply)
            self._send(reply, frame)
            self.on_playback_started(created_at=self._clock())
        else:
            self._send(reply, frame)
        while self._reply is reply and (early_s := reply.play.left_s - AHEAD_S) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(early_s, _LOOK_S))

    def flush(self) -> None:
        super().flush()
        reply = self._reply
        if reply is None or reply.ended:
            return
        self._give(reply, reply.resampler.flush())
        reply.ended = True
        reply.latest_at = self._clock() + reply.play.left_s + LATEST_S
        if self.ear is not None:
            self.ear.sound_ended()
        self._schedule_end(reply)

    def clear_buffer(self) -> None:
        if self._reply is not None:
            self._end(self._reply, interrupted=self._reply.play.left_s > 0)

    def pause(self) -> None:
        reply = self._reply
        if reply is None or reply.paused:
            return
        reply.paused = True
        reply.play.hold()
        if self._ending is not None:
            self._ending.cancel()
        if self.ear is not None:
            self.ear.paused(True)

    def resume(self) -> None:
        reply = self._reply
        if reply is None or not reply.paused:
            return
        reply.paused = False
        reply.play.go_on()
        if self.ear is not None:
            self.ear.paused(False)
        if reply.ended:
            reply.latest_at = self._clock() + reply.play.left_s + LATEST_S
            self._schedule_end(reply)

    def _begin(self, reply: "_Reply") -> None:
        self._reply = reply
        self._last = reply.play

    def _send(self, reply: "_Reply", frame: rtc.AudioFrame) -> None:
        samples = np.frombuffer(frame.data, np.int16).reshape(-1, frame.num_channels)[:, 0]
        self._give(reply, reply.resampler.push(samples))

    def _give(self, reply: "_Reply", samples: NDArray[np.int16]) -> None:
        if not len(samples):
            return
        reply.play.add(len(samples) / reply.form.rate_hz)
        is_first, reply.is_first = reply.is_first, False
        if self.ear is not None:
            self.ear.sound(encoded(samples, reply.form), is_first)

    def _schedule_end(self, reply: "_Reply") -> None:
        if self._ending is not None:
            self._ending.cancel()
        if reply.paused:
            return
        left_s = reply.play.left_s
        wait_s = max(_TICK_S, min(left_s, reply.latest_at - self._clock()))
        self._ending = asyncio.get_running_loop().call_later(wait_s, self._look, reply)

    def _look(self, reply: "_Reply") -> None:
        """End the reply if it was played, or if the client is later than it may be."""
        if reply is not self._reply:
            return
        if reply.play.left_s <= _TICK_S or self._clock() >= reply.latest_at - _TICK_S:
            self._end(reply, interrupted=False)
        else:
            self._schedule_end(reply)  # the clock was corrected, or the client plays late

    def _end(self, reply: "_Reply", *, interrupted: bool) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
        self._reply = None
        position_s = reply.play.position_s if interrupted else reply.play.made_s
        reply.play.hold()
        reply.play.correct(position_s)
        if self.ear is not None:
            self.ear.played(position_s, interrupted)
        self.on_playback_finished(playback_position=position_s, interrupted=interrupted)


class _Reply:
    """The reply under way."""

    def __init__(self, play: PlayClock, form: AudioFormat, rate_hz: int) -> None:
        self.play = play
        self.form = form
        self.resampler = StreamResampler(rate_hz, form.rate_hz)
        self.is_first = True
        self.ended = False
        """All its sound was given."""
        self.paused = False
        self.latest_at = 0.0
