"""The figures of the spoken answer, and the seam that lets a model phrase it."""

import asyncio
import json
import os
import sys
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from numpy.typing import NDArray

from agents.acts import Act
from agents.reading import Reading
from agents.turn import Reply, Turn, Utterance
from assistant.audio_io import Played
from assistant.clip_conversation import HeardTurn
from assistant.clips import conversations
from assistant.config import Settings
from assistant.turn_record import Timings
from evals.bench.figure import Figure, Report
from evals.bench.peers.playback import stretches
from evals.bench.peers.stage import performing
from evals.bench.peers.trial import outcome_of
from evals.bench.spoken_requests import GROUPS, Request
from evals.bench.stub_llm import stub_llm
from evals.bench.voice import Answered, report_of

REQUEST = Request("request", "boots", np.zeros(16_000, np.float32))


def _played(samples: NDArray[np.int16]) -> Played:
    return Played(samples=samples, rate_hz=10_000, started_at=0.0, ended_at=1.0, interrupted=False)


def _heard(final_ms: float, committed_ms: float, audio_ms: float) -> HeardTurn:
    turn = Turn(
        conversation_id=str(uuid4()),
        index=0,
        utterance=Utterance(text="boots"),
        readings=(Reading(Act.FIND, confidence=1.0, words="boots"),),
        constraints=(),
        products=(),
        focus=None,
        relaxed=(),
        cart=(),
        reply=Reply(("Yes.",), "template"),
    )
    timings = Timings(
        final_transcript_ms=final_ms, turn_committed_ms=committed_ms, first_audio_ms=audio_ms
    )
    sound = np.concatenate([np.zeros(400, np.int16), np.full(10_000, 900, np.int16)])
    return HeardTurn(0, turn, timings, "completed", _played(sound))


def _value(report: Report, name: str) -> Figure:
    return next(figure for figure in report.figures if figure.name == name)


def test_the_report_says_how_soon_and_where_the_time_went() -> None:
    templates = [Answered(REQUEST, (_heard(200 + i, 400, 440 + i),)) for i in range(5)]
    llm = [Answered(REQUEST, (_heard(200, 400, 700),))]
    report = report_of(templates, llm, {"commit": "abc"})
    assert report.stamp == {"commit": "abc"}
    median = _value(report, "template: first audio, median")
    assert median.value == 442
    assert median.n == 5
    assert median.met
    assert _value(report, "template: from there to the end of the turn").value == 198
    assert _value(report, "LLM: from there to the first audible sample").value == 300
    assert _value(report, "template: of it quiet before the first word").value == pytest.approx(40)
    assert len(report.details) == 6


def test_a_request_taken_for_two_is_a_cut_and_its_last_turn_is_the_answer() -> None:
    whole = Answered(REQUEST, (_heard(200, 400, 440),))
    split = Answered(REQUEST, (_heard(-900, -700, -600), _heard(200, 400, 480)))
    report = report_of([whole, split], [whole], {})
    assert _value(report, "template: requests cut short").value == 0.5
    assert _value(report, "template: requests cut short").met is False
    assert _value(report, "template: first audio, median").value == 460


def test_an_answer_before_the_end_is_a_cut() -> None:
    assert Answered(REQUEST, (_heard(-900, -700, -600),)).cut


def test_a_request_without_an_answer_is_no_latency() -> None:
    report = report_of([Answered(REQUEST, ())], [Answered(REQUEST, ())], {})
    assert _value(report, "template: first audio, median").value is None


def test_enough_requests_have_a_comma_inside() -> None:
    texts = [text for group in GROUPS for text in group]
    assert len(texts) == len(set(texts)) >= 12
    assert sum("," in text for text in texts) >= 4


@pytest.mark.model
@pytest.mark.audio
async def test_aisle_speaks_what_a_model_phrases_on_the_stage_of_the_others(
    sample_home: Path, tmp_path: Path
) -> None:
    settings = Settings(home=sample_home)
    samples = conversations()[0].clips[0].samples()
    program = (sys.executable, "-P", "-m", "evals.bench.peers.programs.aisle_program")
    environ = {**os.environ, "AISLE_HOME": str(settings.home)}
    async with stub_llm() as llm:
        plan = tmp_path / "plan.json"
        written = json.dumps({"settings": "default", "llm_url": llm.url})
        await asyncio.to_thread(plan.write_text, written, encoding="utf-8")
        command = (*program, plan)
        async with performing("Aisle", command, environ, tmp_path / "log.txt") as stage:
            performance = await stage.perform("boots", samples)
    outcome = outcome_of(performance, samples)
    assert not outcome.cut
    assert "hiking boots" in outcome.heard[0]
    assert outcome.first_audio_ms is not None
    assert outcome.first_audio_ms > 150  # the model alone takes as long
    spoken_s = sum(len(s.pcm) / s.rate_hz for s in stretches(performance.sound))
    assert 4.0 < spoken_s < 12.0  # the stub's 22 words, not the template's
