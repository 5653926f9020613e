"""The load generator: what it sends, what it hears, and what it makes of it."""

import asyncio
import base64
import json
from collections import Counter
from collections.abc import Awaitable, Callable

import numpy as np
import pytest
from websockets.asyncio.server import ServerConnection, serve

from assistant.errors import UsageError
from evals.bench.load.caller import LOST_AFTER_S, Asked, Caller, Manner, Reply
from evals.bench.load.crowd import Talked
from evals.bench.load.lag import Lags, lags_of, lateness
from evals.bench.load.microphone import FRAME_S, ROOM, WIRE_RATE_HZ, Question, question_of
from evals.bench.load.plan import LoadPlan
from evals.bench.load.player import Player
from evals.bench.load.report import report_of
from evals.bench.load.server import Measured
from tests.loopback import over_loopback

TONE = (0.3 * np.sin(np.arange(8_000) * 0.2)).astype(np.float32)
QUIET = np.zeros(3_200, np.float32)
ANSWERED_S = 0.25
"""After the question's last frame, as the server of these tests does."""


def _question() -> Question:
    return question_of("tone", "a tone", np.concatenate((QUIET, TONE, QUIET)), seed=1)


def _sound(seconds: float, level: int = 8_000) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.full(round(seconds * WIRE_RATE_HZ), level, np.int16)


def test_a_question_is_sent_whole_with_the_time_of_its_speech() -> None:
    question = _question()
    frames = [base64.b64decode(json.loads(frame)["audio"]) for frame in question.frames]
    assert {len(frame) for frame in frames} == {round(FRAME_S * WIRE_RATE_HZ) * 2}
    assert len(frames) * FRAME_S == pytest.approx(0.9, abs=FRAME_S)
    assert (question.speech_began_s, question.speech_ended_s) == pytest.approx((0.2, 0.7), abs=0.02)
    sent = np.frombuffer(b"".join(frames), "<i2").astype(float)
    assert np.abs(sent[: round(0.15 * WIRE_RATE_HZ)]).mean() > 5  # a room is never silent
    assert np.abs(sent).max() == pytest.approx(0.3 * 32_767, rel=0.05)


def test_sound_in_time_makes_no_gap_and_late_sound_does() -> None:
    player = Player(WIRE_RATE_HZ)
    player.take(10.0, _sound(0.5))
    player.take(10.1, _sound(0.5))
    assert player.gaps == []
    assert player.ends_at == pytest.approx(11.0)
    player.take(11.25, _sound(0.5))
    assert player.gaps == pytest.approx([0.25])
    assert player.ends_at == pytest.approx(11.75)
    assert player.sound_s == pytest.approx(1.5)


def test_the_first_audible_sample_counts_and_not_the_first() -> None:
    player = Player(WIRE_RATE_HZ)
    assert player.audible_at() is None
    player.take(5.0, _sound(0.2, level=0))
    assert player.audible_at() is None
    player.take(5.5, np.concatenate((_sound(0.1, level=0), _sound(0.3))))
    assert player.audible_at() == pytest.approx(5.6)


def test_who_speaks_over_a_reply_hears_nothing_more_of_it() -> None:
    player = Player(WIRE_RATE_HZ)
    player.take(1.0, _sound(2.0))
    assert player.stop(1.75) == pytest.approx(0.75)
    player.take(2.0, _sound(1.0))
    assert player.sound_s == pytest.approx(2.0)


def test_lateness_is_read_from_prometheus_text() -> None:
    name = "aisle_event_loop_lag_seconds"
    before = Lags(10, 0.1, {0.05: 10})
    after = lags_of(
        f'# HELP {name} x\n{name}_bucket{{le="0.05"}} 25.0\n{name}_bucket{{le="+Inf"}} 30.0\n'
        f"{name}_count 30.0\n{name}_sum 0.7\n"
    )
    told = lateness(before, after)
    assert told is not None
    assert told.n == 20
    assert told.mean_ms == pytest.approx(30.0)
    assert told.late_share == pytest.approx(0.25)
    assert lags_of("other 1.0\n") is None
    assert lateness(None, after) is None


@pytest.mark.parametrize(
    "wrong",
    [{"conversations": 0}, {"minutes": 0.0}, {"idle": -1}, {"url": "http://x"}, {"key": "k"}],
)
def test_a_plan_that_cannot_be_done_is_refused(wrong: dict[str, float | str]) -> None:
    with pytest.raises(UsageError):
        LoadPlan(**wrong)  # type: ignore[arg-type]  # any of its fields


Answer = Callable[[ServerConnection, int], Awaitable[None]]


async def _call(answer: Answer, questions: int = 1) -> tuple[Caller, list[str], int]:
    """Ask a server that hears a question end by itself; return also how many frames it got."""
    last = _question().frames[-1]
    frames = asked = 0

    async def hear(connection: ServerConnection) -> None:
        nonlocal frames, asked
        async for message in connection:
            frames += 1
            if message == last:
                asked += 1
                await asyncio.sleep(ANSWERED_S)
                await answer(connection, asked)

    errors: list[str] = []
    async with serve(hear, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        caller = Caller(
            Measured(f"http://127.0.0.1:{port}", "key"), [_question()] * questions, errors.append
        )
        begin = asyncio.Event()
        begin.set()
        await caller.run(lambda: None, begin, Manner(patient=True))
    return caller, errors, frames


async def _reply(connection: ServerConnection, number: int) -> None:
    of = {"response_id": f"r{number}", "item_id": f"i{number}"}
    delta = base64.b64encode(_sound(0.2).tobytes()).decode()
    words = {"item_id": f"u{number}", "transcript": "a tone"}
    kind = "conversation.item.input_audio_transcription.completed"
    for event in (
        {"type": kind, **words},
        {"type": "response.created", "response": {"id": f"r{number}"}},
        {"type": "response.output_audio.delta", **of, "delta": delta},
        {"type": "response.done", "response": {"id": f"r{number}", "status": "completed"}},
    ):
        await connection.send(json.dumps(event))


@over_loopback
async def test_an_answer_is_timed_from_the_last_voiced_sample() -> None:
    caller, errors, frames = await _call(_reply, questions=2)
    assert errors == []
    assert [asked.heard for asked in caller.asked] == ["a tone", "a tone"]
    # The clip has 0.2 s of quiet after its words.
    for asked in caller.asked:
        assert asked.first_audio_ms is not None
        assert (
            0.98 * (ANSWERED_S + 0.2)
            < asked.first_audio_ms / 1000
            < 1.02 * (ANSWERED_S + 0.2) + FRAME_S
        )
        assert not asked.cut
    assert frames > 2 * len(_question().frames)  # the microphone stays open
    assert len(ROOM) == pytest.approx(1 / FRAME_S)


@over_loopback
async def test_what_the_server_refuses_is_counted_and_a_closed_socket_ends_the_call() -> None:
    async def refuse(connection: ServerConnection, _: int) -> None:
        await connection.send(json.dumps({"type": "error", "error": {"code": "too_many"}}))
        await connection.close(1013)

    caller, errors, _ = await _call(refuse)
    assert errors[0] == "too_many"
    assert errors[1:] in (["closed 1013"], ["ConnectionClosedOK"], ["ConnectionClosedError"])
    assert caller.asked[0].first_audio_ms is None


def test_the_report_counts_lost_questions_gaps_and_what_was_not_measured() -> None:
    answered, lost = (Asked(_question(), 100.0) for _ in range(2))
    reply = Reply(Player(WIRE_RATE_HZ), status="completed")
    reply.player.take(100.4, _sound(0.5))
    reply.player.take(101.0, _sound(0.5))
    withdrawn = Reply(Player(WIRE_RATE_HZ), status="cancelled")
    withdrawn.player.take(99.0, _sound(0.1))
    answered.replies |= {"first": withdrawn, "second": reply}
    answered.transcripts["item"] = "a tone"
    talked = Talked((answered, lost), Counter(("busy",)), 0.3, (0.0,), None, None)
    report = report_of(talked, None, LoadPlan(), {}, 0.5)
    told = {figure.name: figure.value for figure in report.figures}
    assert told["first audio, median"] == pytest.approx(400.0)
    assert told["questions without an answer"] == 1
    assert told["errors that clients were told"] == 1
    assert told["gaps in replies"] == 1
    assert told["longest gap"] == pytest.approx(100.0)
    assert told["questions cut short"] == 0.0
    assert told["word error rate"] == pytest.approx(0.5)
    assert told["idle session, resident"] is None
    assert told["cores: server"] is None
    assert LOST_AFTER_S > 5  # a slow answer is no lost one
