"""Where a reply is through pauses, and which of its words were heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livekit.agents.types import TimedString

from assistant.playout import Playout, heard_until, question_heard, words_between

TEXT = "Here are boots. Would you like them?"
WORDS = [
    TimedString(word + " ", start_time=i * 0.3, end_time=i * 0.3 + 0.25)
    for i, word in enumerate(TEXT.split())
]


def test_pauses_do_not_count() -> None:
    playout = Playout()
    playout.start(100.0)
    playout.pause(101.0)
    playout.pause(101.5)  # twice is once
    assert playout.position_s(105.0) == pytest.approx(1.0)
    playout.resume(106.0)
    assert playout.position_s(106.5) == pytest.approx(1.5)
    playout.end(1.6)
    assert not playout.sounding
    assert playout.position_s(200.0) == 1.6


@given(st.lists(st.tuples(st.booleans(), st.floats(0.0, 2.0)), max_size=20))
def test_the_position_is_the_time_that_was_not_paused(steps: list[tuple[bool, float]]) -> None:
    playout, now, played, paused = Playout(), 50.0, 0.0, False
    playout.start(now)
    for pause, lasts in steps:
        (playout.pause if pause else playout.resume)(now)
        paused = pause
        now += lasts
        played += 0.0 if paused else lasts
        assert playout.position_s(now) == pytest.approx(played)


@given(st.floats(0.0, 4.0))
def test_what_was_heard_is_a_beginning_that_was_spoken_to_its_end(position_s: float) -> None:
    heard = heard_until(WORDS, position_s)
    assert TEXT.startswith(heard)
    count = len(heard.split())
    assert count == sum(word.end_time <= position_s for word in WORDS)  # type: ignore[operator]  # all are timed


def test_words_that_sound_in_a_stretch() -> None:
    assert words_between(WORDS, 0.28, 0.65) == ("are ", "boots. ")
    assert words_between(WORDS, 9.0, 9.5) == ()


@pytest.mark.parametrize(
    ("position_s", "heard"), [(0.5, False), (1.0, False), (1.6, True), (9.0, True)]
)
def test_a_question_is_heard_before_its_last_words(position_s: float, heard: bool) -> None:
    assert question_heard(WORDS, position_s, TEXT) is heard


def test_a_question_that_the_voice_has_not_reached_is_not_heard() -> None:
    assert not question_heard(WORDS[:3], 9.0, TEXT)
    assert not question_heard(WORDS[:3], 9.0, "Here are boots.")
