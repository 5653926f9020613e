"""How long to wait at a pause, from words, sound and habit: no audio, no model."""

import itertools
import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.completeness import Completeness, Expected
from speech.endpointing import EndpointSettings
from speech.own_pauses import MEDIAN_S, Habit, OwnPauses
from speech.turn_end import (
    CUT_COST_S,
    FALSE_START_COST,
    TAKE_BACK_S,
    Judgement,
    Pause,
    judge,
    over,
    wait_s,
)

SETTINGS = EndpointSettings()
USUAL = Habit()


def judged(
    words: str,
    sound: float | None = 0.0,
    expected: Expected | None = None,
    habit: Habit = USUAL,
) -> Judgement:
    return judge(words, expected, sound, habit, SETTINGS)


@pytest.mark.parametrize(
    ("words", "expected", "wait"),
    [
        ("Stop.", None, SETTINGS.urgent_s),
        ("hold on", None, SETTINGS.urgent_s),
        ("show me boots under", None, SETTINGS.dangling_s),
        ("I'm looking for, um", None, SETTINGS.dangling_s),
        ("", None, SETTINGS.no_words_s),
        ("Ten and a half.", "size", SETTINGS.complete_s),
        ("dark blue", "colour", SETTINGS.complete_s),
    ],
)
def test_words_that_decide_alone_are_not_changed_by_the_sound(
    words: str, expected: Expected | None, wait: float
) -> None:
    for sound in (-4.0, None, 4.0):
        judgement = judged(words, sound, expected)
        assert judgement.wait_s == wait
        assert judgement.over is None


def test_a_voice_that_sounds_unfinished_is_waited_for() -> None:
    finished = judged("Show me running shoes in size nine.", 3.0)
    unfinished = judged("Show me running shoes in size nine.", -3.0)
    assert finished.wait_s == pytest.approx(SETTINGS.complete_s, abs=0.01)
    assert unfinished.wait_s > 0.6
    assert finished.over is not None and unfinished.over is not None
    assert finished.over > 0.7 and unfinished.over < 0.3


def test_a_whole_question_ends_sooner_than_an_open_wish_of_the_same_length() -> None:
    for sound in (-1.0, 0.0, 1.0):
        price = judged("I need hiking boots under eighty dollars", sound)
        wish = judged("I need hiking boots for my brother", sound)
        assert price.over is not None and wish.over is not None
        assert price.over > wish.over and price.wait_s <= wish.wait_s


def test_a_shopper_who_pauses_long_and_often_is_given_time() -> None:
    pauses = OwnPauses()
    for _ in range(4):
        pauses.went_on(0.6)
        pauses.went_on(0.7)
        pauses.ended()
    usual = judged("I need boots for the winter", 1.0)
    slow = judged("I need boots for the winter", 1.0, habit=pauses.habit())
    assert slow.wait_s > usual.wait_s + 0.1


def test_a_shopper_who_never_pauses_is_answered_sooner() -> None:
    pauses = OwnPauses()
    for _ in range(12):
        pauses.ended()
    sounds = [step / 4 for step in range(-16, 17)]
    waits = [judged("I need boots for the winter", s).wait_s for s in sounds]
    fluent = [judged("I need boots for the winter", s, habit=pauses.habit()).wait_s for s in sounds]
    assert all(a <= b for a, b in zip(fluent, waits, strict=True))
    assert sum(fluent) < sum(waits) - 0.1


def test_habits_are_forgotten_slowly() -> None:
    pauses = OwnPauses()
    for _ in range(5):
        pauses.went_on(0.8)
        pauses.ended()
    learned = pauses.habit()
    pauses.ended()
    assert pauses.habit().median_s > MEDIAN_S + (learned.median_s - MEDIAN_S) / 2
    for _ in range(60):
        pauses.ended()
    assert pauses.habit().median_s == pytest.approx(MEDIAN_S, abs=0.005)


def test_the_gaps_between_words_are_no_pauses() -> None:
    pauses = OwnPauses()
    for _ in range(20):
        pauses.went_on(0.1)
    assert pauses.habit() == OwnPauses().habit()


@given(st.lists(st.floats(0.0, 30.0) | st.none(), max_size=60))
def test_a_habit_is_bounded_whatever_happens(happened: list[float | None]) -> None:
    pauses = OwnPauses()
    for pause_s in happened:
        if pause_s is None:
            pauses.ended()
        else:
            pauses.went_on(pause_s)
    habit = pauses.habit()
    assert 0.36 <= habit.median_s <= 0.75
    assert -1.5 <= habit.over <= 0.2
    for sound in (-4.0, None, 4.0):
        wait = judged("I need boots for the winter", sound, habit=habit).wait_s
        assert SETTINGS.complete_s - 0.02 <= wait <= 1.8 * SETTINGS.longest_wait_s


def test_the_wait_is_the_cheapest_one_by_brute_force() -> None:
    lengths = _pauses()

    def harm(silence_s: float) -> float:
        """A pause that outlasts the wait by little is a false start, by much a cut."""
        over = [p - silence_s for p in lengths if p > silence_s]
        return sum(1 if by > TAKE_BACK_S else FALSE_START_COST for by in over) / len(lengths)

    for probability in (0.05, 0.3, 0.6, 0.8, 0.95):
        chosen = wait_s(probability, USUAL, 0.2, 1.0)
        costs = {
            step * 0.016: probability * step * 0.016
            + (1 - probability) * CUT_COST_S * harm(step * 0.016)
            for step in range(13, 63)
        }
        best = min(costs, key=lambda silence: costs[silence])
        assert costs[min(costs, key=lambda s: abs(s - chosen))] <= costs[best] + 0.003


def test_more_certain_is_never_slower() -> None:
    waits = [wait_s(step / 100, USUAL, 0.2, 1.0) for step in range(101)]
    assert all(a >= b for a, b in itertools.pairwise(waits))
    costlier = [wait_s(step / 100, USUAL, 0.2, 1.0, cut_cost_s=3.0) for step in range(101)]
    assert all(a <= b for a, b in zip(waits, costlier, strict=True))


def test_words_that_decide_alone_have_no_probability() -> None:
    assert over(Pause(Completeness.DANGLING, 5, 4.0), USUAL) is None
    assert over(Pause(Completeness.COMPLETE, 5, 4.0, answers=True), USUAL) is None


def _pauses() -> list[float]:
    normal = NormalDist(math.log(MEDIAN_S), 0.45)
    return [math.exp(normal.inv_cdf((i + 0.5) / 2_000)) for i in range(2_000)]
