"""The socket's loudspeaker: what is sent when, and how much of it was heard."""

import asyncio
from dataclasses import dataclass, field

import numpy as np
import pytest
from livekit import rtc
from livekit.agents.voice.io import PlaybackFinishedEvent

from assistant.realtime import speaker as speaker_module
from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.play_clock import PlayClock
from assistant.realtime.speaker import SocketSpeaker
from tests.loopback import loop_s, over_loopback
from tests.patience import PATIENCE_S

RATE_HZ = 22_050
LATE_S = 0.02
"""In the loop's own seconds: what plays is looked at as often."""


def _frame(length_s: float, level: int = 4_000) -> rtc.AudioFrame:
    samples = np.full(round(length_s * RATE_HZ), level, np.int16)
    return rtc.AudioFrame(samples.tobytes(), RATE_HZ, 1, len(samples))


@dataclass
class _Ear:
    sounds: list[tuple[bytes, bool]] = field(default_factory=list)
    ends: int = 0
    played_: list[tuple[float, bool]] = field(default_factory=list)
    pauses: list[bool] = field(default_factory=list)

    def sound(self, sound: bytes, is_first: bool) -> None:
        self.sounds.append((sound, is_first))

    def sound_ended(self) -> None:
        self.ends += 1

    def played(self, position_s: float, interrupted: bool) -> None:
        self.played_.append((position_s, interrupted))

    def paused(self, is_paused: bool) -> None:
        self.pauses.append(is_paused)


def _only(played: list[tuple[float, bool]]) -> object:
    (once,) = played
    return once


@pytest.fixture
def ear() -> _Ear:
    return _Ear()


@pytest.fixture
def speaker(ear: _Ear) -> SocketSpeaker:
    made = SocketSpeaker(loop_s)
    made.ear = ear
    return made


@pytest.mark.parametrize("form", AudioFormat)
@over_loopback
async def test_sound_is_sent_at_once_in_the_clients_format(
    speaker: SocketSpeaker, ear: _Ear, form: AudioFormat
) -> None:
    speaker.format = form
    began = loop_s()
    for _ in range(50):
        await speaker.capture_frame(_frame(0.02))
    speaker.flush()
    assert loop_s() - began < 0.01
    assert [first for _, first in ear.sounds] == [True] + [False] * (len(ear.sounds) - 1)
    assert form.seconds(sum(len(sound) for sound, _ in ear.sounds)) == pytest.approx(1.0, abs=0.002)
    assert (ear.ends, ear.played_) == (1, [])
    played = await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert loop_s() - began == pytest.approx(1.0, abs=LATE_S)
    assert _only(ear.played_) == (pytest.approx(1.0, abs=0.002), False)
    assert not played.interrupted


@over_loopback
async def test_a_reply_that_is_cut_off_was_heard_as_long_as_time_went(
    speaker: SocketSpeaker, ear: _Ear
) -> None:
    ended: list[PlaybackFinishedEvent] = []
    speaker.on("playback_finished", ended.append)
    await speaker.capture_frame(_frame(2.0))
    await asyncio.sleep(0.3)
    speaker.flush()  # as AgentSession does when it cancels a voice
    speaker.clear_buffer()
    assert ended[0].interrupted
    assert ended[0].playback_position == pytest.approx(0.3, abs=LATE_S)
    assert ear.played_[0][1]
    assert speaker.position_s == ended[0].playback_position  # it stands still
    await speaker.capture_frame(_frame(0.1))
    assert ear.sounds[-1][1]  # the first of the next reply
    speaker.flush()
    speaker.clear_buffer()
    speaker.clear_buffer()
    assert len(ended) == 2


@over_loopback
async def test_a_voice_that_is_far_ahead_waits_and_can_be_cut_off(
    speaker: SocketSpeaker, ear: _Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "AHEAD_S", 0.5)

    async def speak() -> None:
        for _ in range(100):
            await speaker.capture_frame(_frame(0.1))

    speaking = asyncio.create_task(speak())
    await asyncio.sleep(0.3)
    sent_s = AudioFormat.PCM.seconds(sum(len(sound) for sound, _ in ear.sounds))
    assert sent_s <= 0.3 + 0.5 + 0.1 + LATE_S
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking
    speaker.flush()
    speaker.clear_buffer()
    assert ear.played_[0][1]


@over_loopback
async def test_the_clients_word_for_the_position_counts(speaker: SocketSpeaker, ear: _Ear) -> None:
    await speaker.capture_frame(_frame(0.5))
    speaker.flush()
    began = loop_s()
    speaker.told_position(0.0, is_playing=False)  # its jitter buffer is filling
    await asyncio.sleep(0.4)
    assert speaker.position_s == 0.0
    speaker.told_position(0.1, is_playing=True)
    await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert loop_s() - began == pytest.approx(0.8, abs=LATE_S)
    assert _only(ear.played_) == (pytest.approx(0.5, abs=0.002), False)
    speaker.told_position(9.0, is_playing=True)  # of a reply that is over: nothing


@over_loopback
async def test_a_client_that_stands_still_does_not_hold_the_session(
    speaker: SocketSpeaker, ear: _Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "LATEST_S", 0.3)
    await speaker.capture_frame(_frame(0.2))
    speaker.flush()
    speaker.told_position(0.1, is_playing=False)
    await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert len(ear.played_) == 1


@over_loopback
async def test_only_a_client_that_can_hold_its_sound_is_asked_to(
    speaker: SocketSpeaker, ear: _Ear
) -> None:
    assert not speaker.can_pause
    speaker.let_pause(True)
    assert speaker.can_pause
    await speaker.capture_frame(_frame(0.3))
    speaker.flush()
    speaker.pause()
    speaker.pause()
    held_at = speaker.position_s
    await asyncio.sleep(0.4)
    assert speaker.position_s == pytest.approx(held_at, abs=0.001)
    assert not ear.played_
    speaker.resume()
    await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert ear.pauses == [True, False]
    speaker.pause()  # nothing is played
    speaker.resume()
    assert ear.pauses == [True, False]


@over_loopback
async def test_a_reply_cut_off_while_it_is_held_was_heard_up_to_there(
    speaker: SocketSpeaker, ear: _Ear
) -> None:
    speaker.let_pause(True)
    await speaker.capture_frame(_frame(1.0))
    await asyncio.sleep(0.1)
    speaker.pause()
    await asyncio.sleep(0.3)
    speaker.clear_buffer()
    assert _only(ear.played_) == (pytest.approx(0.1, abs=LATE_S / 2), True)


def test_the_clock_leaves_gaps_out_and_stops_at_the_end() -> None:
    now = 10.0
    clock = PlayClock(lambda: now)
    assert clock.position_s == 0.0
    clock.add(1.0)
    now = 10.4
    assert clock.position_s == pytest.approx(0.4)
    now = 12.0
    assert clock.position_s == pytest.approx(1.0)
    clock.add(0.5)  # the voice fell behind by a second
    now = 12.2
    assert clock.position_s == pytest.approx(1.2)
    clock.hold()
    now = 20.0
    assert clock.position_s == pytest.approx(1.2)
    clock.go_on()
    clock.correct(9.0)
    assert clock.position_s == clock.made_s == pytest.approx(1.5)
    clock.correct(-1.0)
    assert clock.position_s == 0.0
