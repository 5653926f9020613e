"""The stage with a framework of twenty lines: real process, real pipes, real time."""

import sys
from pathlib import Path

import numpy as np
import pytest

from evals.bench.peers.errors import PeerFailed
from evals.bench.peers.stage import MIC_RATE_HZ, performing
from evals.bench.peers.trial import outcome_of

pytestmark = pytest.mark.timing

ECHO = """
import base64, json, sys, time
def tell(**line): print(json.dumps(line), flush=True)
tell(**{"is": "ready", "versions": {"echo": "1"}})
quiet, spoken = 0, False
for line in sys.stdin:
    voiced = any(base64.b64decode(line))
    quiet = 0 if voiced else quiet + 1
    spoken = spoken or voiced
    if spoken and quiet == 20:  # 400 ms
        spoken = False
        tell(**{"is": "heard", "at": time.time(), "text": "hello"})
        pcm = base64.b64encode(b"\\x00\\x08" * 8000).decode()
        tell(**{"is": "audio", "at": time.time(), "rate_hz": 16000, "pcm": pcm})
"""

CLIP = np.concatenate([np.zeros(4_800), np.full(8_000, 0.5), np.zeros(4_800)]).astype(np.float32)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.txt"


async def test_a_framework_that_answers_after_400_ms_is_measured_so(log: Path) -> None:
    async with performing("echo", (sys.executable, "-c", ECHO), {}, log) as stage:
        assert stage.versions == {"echo": "1"}
        performance = await stage.perform("clip", CLIP)
    assert MIC_RATE_HZ == 16_000
    outcome = outcome_of(performance, CLIP)
    assert outcome.heard == ("hello",)
    assert not outcome.cut
    assert outcome.first_audio_ms is not None
    assert 380 <= outcome.first_audio_ms < 900  # a busy machine wakes up late


async def test_a_second_reply_is_waited_for_when_the_first_was_stopped(log: Path) -> None:
    cuts = ECHO + (
        "    if quiet == 40: tell(**{'is': 'cleared', 'at': time.time()})\n"
        "    if quiet == 240:\n"  # 4 s later, as on a busy machine
        "        tell(**{'is': 'heard', 'at': time.time(), 'text': 'again'})\n"
        "        tell(**{'is': 'audio', 'at': time.time(), 'rate_hz': 16000, 'pcm': pcm})\n"
    )
    async with performing("cuts", (sys.executable, "-c", cuts), {}, log) as stage:
        performance = await stage.perform("clip", CLIP)
    assert [heard.text for heard in performance.heard] == ["hello", "again"]
    assert outcome_of(performance, CLIP).cut


async def test_telling_the_loudspeaker_to_stop_is_no_reply(log: Path) -> None:
    clears = ECHO.replace(
        "    if spoken and quiet == 20:  # 400 ms",
        "    if spoken and quiet == 5: tell(**{'is': 'cleared', 'at': time.time()})\n"
        "    if spoken and quiet == 250:  # 5 s",
    )
    async with performing("clears", (sys.executable, "-c", clears), {}, log) as stage:
        outcome = outcome_of(await stage.perform("clip", CLIP), CLIP)
    assert outcome.first_audio_ms is not None
    assert outcome.first_audio_ms > 4_900


async def test_one_that_does_not_start_names_its_log(log: Path) -> None:
    broken = (sys.executable, "-c", "raise SystemExit('no such model')")
    with pytest.raises(PeerFailed, match=r"broken .*log\.txt"):
        async with performing("broken", broken, {}, log):
            pass
    assert "no such model" in log.read_text(encoding="utf-8")  # noqa: ASYNC240  # nothing else runs


async def test_one_that_dies_in_between_is_noticed(log: Path) -> None:
    dies = (
        sys.executable,
        "-c",
        ECHO.replace("for line in sys.stdin:", "for line in [sys.stdin.readline()]:"),
    )
    with pytest.raises(PeerFailed):
        async with performing("dies", dies, {}, log) as stage:
            await stage.perform("clip", CLIP)
