"""One outcome a clip, and the ratio of many."""

from statistics import median

import numpy as np
import pytest

from evals.bench.figure import Figure
from evals.bench.peers.bench import report_of
from evals.bench.peers.contenders import OURS
from evals.bench.peers.playback import Chunk
from evals.bench.peers.stage import MIC_RATE_HZ, Heard, Performance
from evals.bench.peers.trial import Outcome, outcome_of, ratio_to_best

CLIP = np.concatenate([np.full(MIC_RATE_HZ, 0.5), np.zeros(MIC_RATE_HZ // 2)]).astype(np.float32)
"""A second of speech, and half a second that does not count."""

REPLY = np.full(MIC_RATE_HZ, 1_000, np.int16)


def _performance(replies_at: list[float], heard: list[str]) -> Performance:
    sound = [Chunk(100.0 + at, MIC_RATE_HZ, REPLY) for at in replies_at]
    return Performance("clip", 100.0, [Heard(101.0, text) for text in heard], list(sound))


def test_the_clock_runs_from_the_last_voiced_to_the_first_audible_sample() -> None:
    outcome = outcome_of(_performance([1.7], ["boots"]), CLIP)
    assert outcome.first_audio_ms == pytest.approx(700, abs=1)
    assert not outcome.cut


def test_two_turns_are_a_cut_and_the_last_answer_counts() -> None:
    outcome = outcome_of(_performance([0.6, 2.4], ["boots", "in blue"]), CLIP)
    assert outcome.cut
    assert outcome.first_audio_ms == pytest.approx(1400, abs=1)


def test_an_answer_before_the_end_is_a_cut_even_of_one_turn() -> None:
    outcome = outcome_of(_performance([0.6], ["boots"]), CLIP)
    assert outcome.cut
    assert not outcome.answered


def test_an_empty_turn_is_no_cut() -> None:
    assert not outcome_of(_performance([1.7], ["boots", " "]), CLIP).cut


def _outcomes(times: list[float | None]) -> list[Outcome]:
    return [Outcome(f"clip-{i}", t, early=False, heard=()) for i, t in enumerate(times)]


def test_the_ratio_is_to_the_better_stock_framework() -> None:
    ours = [500.0, 400.0, 600.0, 450.0, 550.0]
    slow = [2000.0, 2500.0, 1900.0, 2200.0, 2100.0]
    quick = [1500.0, 1600.0, 1400.0, 1700.0, 1550.0]
    ratio = ratio_to_best(
        _outcomes([*ours]), {"slow": _outcomes([*slow]), "quick": _outcomes([*quick])}
    )
    assert ratio is not None
    assert ratio.best == "quick"
    assert ratio.value == pytest.approx(median(ours) / median(quick))
    assert ratio.low <= ratio.value <= ratio.high
    assert ratio.high < 0.5


def test_clips_that_one_did_not_answer_are_left_out_of_its_median() -> None:
    ratio = ratio_to_best(_outcomes([500.0, 500.0]), {"stock": _outcomes([1000.0, None])})
    assert ratio is not None
    assert ratio.value == pytest.approx(0.5)
    assert ratio.n == 1


def test_there_is_no_ratio_to_who_never_answers() -> None:
    assert ratio_to_best(_outcomes([500.0]), {"stock": _outcomes([None])}) is None
    assert ratio_to_best(_outcomes([None]), {"stock": _outcomes([500.0])}) is None


def _figure(figures: tuple[Figure, ...], name: str) -> Figure:
    return next(figure for figure in figures if figure.name == name)


def test_the_report_says_who_was_best_and_who_cut_people_off() -> None:
    cut = Outcome("clip-1", 900.0, early=False, heard=("a", "b"))
    outcomes = {
        OURS.name: _outcomes([300.0, 330.0]),
        "Stock": [*_outcomes([1100.0]), cut],
    }
    report = report_of(outcomes, {"commit": "abc"})
    assert report.stamp == {"commit": "abc", "best stock": "Stock"}
    ratio = report.figures[0]
    assert ratio.value == pytest.approx(0.315)
    assert ratio.met is False
    assert _figure(report.figures, "Stock: cut short").value == 1
    assert _figure(report.figures, "Stock: of these talked over").value == 0
    assert _figure(report.figures, "Aisle: cut short").value == 0
    assert _figure(report.figures, "Stock: not answered").value == 0
    assert len(report.details) == 4


def test_a_report_without_answers_says_not_measured() -> None:
    report = report_of({OURS.name: _outcomes([300.0]), "Stock": _outcomes([None])}, {})
    assert report.figures[0].value is None
    assert report.figures[0].met is None
    assert _figure(report.figures, "Stock: not answered").value == 1
