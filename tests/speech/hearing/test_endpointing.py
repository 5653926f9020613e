"""Turn detection in stream time: no audio, no model, no clock."""

import itertools

import pytest

from speech.completeness import Completeness
from speech.endpointing import WINDOW_S, Endpointer, EndpointSettings, Phase, Step

SETTINGS = EndpointSettings()


class Shopper:
    """Speaks and is silent for given times; notes each step with its stream time."""

    def __init__(self, completeness: Completeness | None = Completeness.COMPLETE) -> None:
        self.endpointer = Endpointer(SETTINGS)
        self.completeness = completeness
        self.steps: list[tuple[Step, float]] = []

    def hear(self, seconds: float, probability: float) -> None:
        for _ in range(round(seconds / WINDOW_S)):
            self._note(self.endpointer.hear(probability))

    def speak(self, seconds: float) -> None:
        self.hear(seconds, 0.9)

    def pause(self, seconds: float) -> None:
        self.hear(seconds, 0.05)

    def _note(self, steps: list[Step]) -> None:
        for step in steps:
            self.steps.append((step, self.endpointer.now_s))
            if step is Step.CANDIDATE_DUE:
                self._note(self.endpointer.judge(SETTINGS.budget_s(self.completeness)))

    def names(self) -> list[Step]:
        return [step for step, _ in self.steps if step is not Step.PARTIAL_DUE]

    def time_of(self, wanted: Step) -> float:
        return next(time_s for step, time_s in self.steps if step is wanted)


@pytest.mark.parametrize(
    ("completeness", "budget_s"),
    [
        (Completeness.URGENT, SETTINGS.urgent_s),
        (Completeness.COMPLETE, SETTINGS.complete_s),
        (Completeness.OPEN, SETTINGS.open_s),
        (Completeness.UNCLEAR, SETTINGS.unclear_s),
        (Completeness.DANGLING, SETTINGS.dangling_s),
        (None, SETTINGS.no_words_s),
    ],
)
def test_silence_waits_as_long_as_the_words_ask(
    completeness: Completeness | None, budget_s: float
) -> None:
    shopper = Shopper(completeness)
    shopper.speak(0.96)
    ended_s = shopper.endpointer.now_s
    shopper.pause(2.0)
    assert shopper.names() == [Step.STARTED, Step.CANDIDATE_DUE, Step.ENDED]
    assert shopper.time_of(Step.ENDED) - ended_s == pytest.approx(budget_s, abs=WINDOW_S)
    assert shopper.endpointer.last_voiced_s == pytest.approx(ended_s)


def test_the_candidate_is_asked_for_at_the_start_of_the_pause() -> None:
    shopper = Shopper()
    shopper.speak(0.96)
    shopper.pause(0.5)
    assert shopper.time_of(Step.CANDIDATE_DUE) - 0.96 <= 0.07


def test_a_fragment_with_a_comma_pause_is_one_utterance() -> None:
    shopper = Shopper(Completeness.UNCLEAR)
    shopper.speak(0.96)
    shopper.pause(0.4)
    shopper.completeness = Completeness.COMPLETE
    shopper.speak(0.96)
    shopper.pause(1.0)
    assert shopper.names() == [
        Step.STARTED,
        Step.CANDIDATE_DUE,
        Step.RESUMED,
        Step.CANDIDATE_DUE,
        Step.ENDED,
    ]


def test_a_click_neither_starts_nor_resumes() -> None:
    shopper = Shopper()
    shopper.speak(WINDOW_S * 2)
    shopper.pause(0.3)
    assert shopper.steps == []
    shopper.speak(0.64)
    shopper.pause(0.16)
    shopper.speak(WINDOW_S)
    shopper.pause(1.0)
    assert shopper.names() == [Step.STARTED, Step.CANDIDATE_DUE, Step.ENDED]


def test_partials_come_at_least_every_400_ms_of_speech() -> None:
    shopper = Shopper()
    shopper.speak(5.0)
    times = [time_s for step, time_s in shopper.steps if step is Step.PARTIAL_DUE]
    assert 11 <= len(times) <= 14
    assert max(b - a for a, b in itertools.pairwise(times)) <= 0.4


def test_a_late_judgement_ends_the_turn_at_once() -> None:
    endpointer = Endpointer(SETTINGS)
    for _ in range(20):
        endpointer.hear(0.9)
    while not endpointer.awaits_judgement:
        assert Step.ENDED not in endpointer.hear(0.0)
    assert endpointer.silence_s == pytest.approx(SETTINGS.complete_s, abs=WINDOW_S)
    assert endpointer.judge(SETTINGS.complete_s) == [Step.ENDED]
    assert endpointer.phase is Phase.IDLE


def test_a_judgement_of_a_pause_that_is_over_is_ignored() -> None:
    shopper = Shopper(Completeness.DANGLING)
    shopper.speak(0.64)
    shopper.pause(0.3)
    shopper.speak(0.64)
    assert shopper.endpointer.judge(SETTINGS.urgent_s) == []
    assert shopper.endpointer.phase is Phase.SPEAKING


def test_a_long_utterance_is_settled_in_parts_at_its_pauses() -> None:
    shopper = Shopper(Completeness.DANGLING)
    shopper.speak(SETTINGS.part_s + 1)
    shopper.pause(0.6)
    shopper.speak(2.0)
    shopper.pause(0.6)
    assert shopper.names() == [
        Step.STARTED,
        Step.CANDIDATE_DUE,
        Step.PART_DUE,
        Step.RESUMED,
        Step.CANDIDATE_DUE,
    ]


def test_speech_without_a_pause_is_cut_and_goes_on() -> None:
    shopper = Shopper()
    shopper.speak(SETTINGS.longest_s + 0.1)
    assert shopper.names()[:2] == [Step.STARTED, Step.TOO_LONG]
    shopper.endpointer.shortened(3.0)
    shopper.steps.clear()
    shopper.speak(20.0)
    assert Step.TOO_LONG not in shopper.names()
    shopper.pause(1.0)
    assert shopper.names()[-1] is Step.ENDED


def test_a_pause_after_which_the_shopper_goes_on_is_measured() -> None:
    shopper = Shopper(Completeness.DANGLING)
    shopper.speak(0.96)
    shopper.pause(0.48)
    shopper.speak(0.64)
    assert shopper.endpointer.paused_s == pytest.approx(0.48, abs=WINDOW_S)


def test_an_utterance_that_goes_on_with_an_ended_one_keeps_its_beginning() -> None:
    shopper = Shopper()
    shopper.speak(0.96)
    started_s = shopper.endpointer.started_s
    shopper.pause(0.5)
    shopper.speak(0.64)
    shopper.endpointer.rejoin(started_s, 2.1)
    assert shopper.endpointer.started_s == started_s
    shopper.speak(SETTINGS.longest_s - 2.3)
    assert Step.TOO_LONG not in shopper.names()
    shopper.speak(0.3)
    assert Step.TOO_LONG in shopper.names()
