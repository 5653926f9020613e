"""Turns that were taken for over too early: the stream with a made-up engine and voice."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest

from speech.endpointing import EndpointSettings
from speech.last_turn import WINDOW_S
from speech.own_pauses import OwnPauses
from speech.recognition_stream import StreamParts
from tests.speech.test_bad_streams import (
    Events,
    Rig,
    frames,
    silence,
    speech,
)

WAIT_S = EndpointSettings().longest_wait_s


class Session(Rig):
    """Says whether the reply was unheard, and counts how often it is asked."""

    def __init__(self, unheard: bool) -> None:
        super().__init__()
        self.unheard = unheard
        self.asked = 0
        self.pauses = OwnPauses()

    def taken_back(self) -> bool:
        self.asked += 1
        return self.unheard

    def parts(self) -> StreamParts:
        return replace(super().parts(), taken_back=self.taken_back, pauses=self.pauses)


async def heard(session: Session, gap_s: float) -> list[float]:
    """Return the seconds of audio behind each final."""
    audio = (silence(0.5), speech(1.0), silence(gap_s), speech(1.5), silence(2.5))
    await session.hear(frames(*audio))
    return [float(text.split()[-3]) for text in session.texts()]


async def test_an_unheard_reply_is_taken_back_and_the_words_are_joined() -> None:
    session = Session(unheard=True)
    first, joined = await heard(session, WAIT_S + 0.3)
    # The whole of both, the gap included, is heard again as one.
    assert joined == pytest.approx(first + WAIT_S + 0.3 + 1.5, abs=0.1)
    assert session.asked == 1
    assert session.count(Events.START_OF_SPEECH) == session.count(Events.END_OF_SPEECH) == 2
    early, whole = session.timings
    assert not early.joined and whole.joined
    assert whole.started_s == early.started_s
    assert whole.text == session.texts()[1]  # not the first words twice
    finals = [e for e in session.events if e.type is Events.FINAL_TRANSCRIPT]
    assert finals[0].alternatives[0].start_time == finals[1].alternatives[0].start_time


async def test_a_reply_that_was_heard_stays_and_the_new_words_stand_alone() -> None:
    session = Session(unheard=False)
    _, second = await heard(session, WAIT_S + 0.3)
    assert second == pytest.approx(1.5 + 0.35, abs=0.1)
    assert session.asked == 1
    assert [timings.joined for timings in session.timings] == [False, False]


async def test_speech_long_after_the_end_is_not_asked_about() -> None:
    session = Session(unheard=True)
    assert len(await heard(session, WAIT_S + WINDOW_S + 0.5)) == 2
    assert session.asked == 0


async def test_speech_within_the_wait_needs_no_taking_back() -> None:
    session = Session(unheard=True)
    assert len(await heard(session, 0.3)) == 1
    assert session.asked == 0


async def test_a_turn_can_be_taken_back_twice() -> None:
    session = Session(unheard=True)
    gap = silence(WAIT_S + 0.3)
    audio = (silence(0.5), speech(1.0), gap, speech(1.0), gap, speech(1.0), silence(2.5))
    await session.hear(frames(*audio))
    lengths = [float(text.split()[-3]) for text in session.texts()]
    assert len(lengths) == 3
    assert lengths[2] == pytest.approx(lengths[0] + 2 * (WAIT_S + 0.3 + 1.0), abs=0.1)
    assert len({timings.started_s for timings in session.timings}) == 1


async def test_a_long_turn_that_is_taken_back_is_still_cut_in_time() -> None:
    session = Session(unheard=True)
    longest_s = EndpointSettings().longest_s
    audio = (silence(0.5), speech(10.0), silence(WAIT_S + 0.3), speech(30.0), silence(2.5))
    await session.hear(frames(*audio))
    assert max(session.engine.finals) <= longest_s + 0.1


async def test_the_shoppers_pauses_are_learned_over_streams() -> None:
    session = Session(unheard=False)
    before = session.pauses.habit()
    for _ in range(4):
        await session.hear(frames(silence(0.5), speech(1.0), silence(0.33), speech(1.0)))
    assert session.pauses.habit().median_s < before.median_s
    slow = Session(unheard=True)
    for _ in range(4):
        await heard(slow, WAIT_S + 0.2)
    after = slow.pauses.habit()
    assert after.median_s > before.median_s + 0.05
    assert after.over < 0


async def test_what_was_kept_of_the_last_turn_is_dropped_after_a_second() -> None:
    session = Session(unheard=True)
    stream = session.stream()
    reading = asyncio.create_task(session.read(stream))
    for frame in frames(silence(0.5), speech(1.0), silence(WAIT_S + WINDOW_S + 60.0)):
        stream.push_frame(frame)
    stream.end_input()
    await reading
    assert stream._last is None
    assert len(np.concatenate(list(stream._recent))) < 16_000
    await stream.aclose()
