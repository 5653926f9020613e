"""The voice's process: real weights, asked, cancelled, killed and closed."""

import asyncio
import contextlib
import itertools
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray

from speech.errors import VoiceDied, VoiceUnavailable
from speech.piper.line import Line
from speech.piper.process import PiperWorker
from speech.piper.voice_files import VoiceFiles

pytestmark = [pytest.mark.model, pytest.mark.audio, pytest.mark.asyncio(loop_scope="module")]

_SHORT = Line("Sure.", deterministic=True)
_LINE = Line(
    "The first one is a brown leather boot at one hundred and twenty dollars.", deterministic=True
)
_LONG = Line(
    "The first one is a brown leather boot at one hundred and twenty dollars and the second "
    "one comes in black or green with a soft lining for the winter.",
    deterministic=True,
)


@pytest.fixture(scope="module")
def files() -> VoiceFiles:
    return VoiceFiles.named()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worker(files: VoiceFiles) -> AsyncIterator[PiperWorker]:
    worker = PiperWorker(files)
    yield worker
    await worker.close()


async def _said(worker: PiperWorker, line: Line) -> NDArray[np.int16]:
    return np.frombuffer(b"".join([s.pcm async for s in worker.speak(line)]), dtype="<i2")


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


async def test_a_sentence_comes_in_pieces_and_the_same_each_time(worker: PiperWorker) -> None:
    sounds = [sound async for sound in worker.speak(_LINE)]
    assert len(sounds) > 4
    assert sounds[0].words
    assert not any(sound.words for sound in sounds[1:])
    pcm = np.frombuffer(b"".join(sound.pcm for sound in sounds), dtype="<i2")
    assert 2.5 < len(pcm) / worker.files.rate_hz < 6
    assert np.array_equal(pcm, await _said(worker, _LINE))


async def test_silence_is_cut_at_both_ends(worker: PiperWorker) -> None:
    pcm = np.abs((await _said(worker, Line("Hello there."))).astype(np.int32))
    loud = np.flatnonzero(pcm > 300)
    assert loud[0] < 0.03 * worker.files.rate_hz
    assert len(pcm) - loud[-1] < 0.12 * worker.files.rate_hz


async def test_words_are_timed_in_order_within_the_sound(worker: PiperWorker) -> None:
    sounds = [sound async for sound in worker.speak(_LINE)]
    samples = sum(len(sound.pcm) for sound in sounds) // 2
    words = sounds[0].words
    assert len(words) == pytest.approx(len(_LINE.text.split()), abs=2)
    assert all(a <= b for a, b in words)
    assert all(one[0] < two[0] for one, two in itertools.pairwise(words))
    assert 0.8 * samples < words[-1][1] < samples + 0.3 * worker.files.rate_hz


async def test_speed_shortens(worker: PiperWorker) -> None:
    fast = Line(_LINE.text, speed=1.5, deterministic=True)
    assert len(await _said(worker, fast)) < 0.8 * len(await _said(worker, _LINE))


async def test_phonemes_are_spoken(worker: PiperWorker) -> None:
    plain = await _said(worker, Line("aisle", deterministic=True))
    given = await _said(worker, Line("[[ ˈaɪl ]]", deterministic=True))
    assert len(given) == pytest.approx(len(plain), rel=0.4)


@pytest.mark.parametrize(
    ("stock_s", "order"), [(0.0, ["short", "long"]), (60.0, ["long", "short"])]
)
async def test_who_has_no_sound_left_goes_first(
    worker: PiperWorker, stock_s: float, order: list[str]
) -> None:
    done: list[str] = []

    async def ask(name: str, line: Line, stock_s: float) -> None:
        async for _ in worker.speak(line, stock_s=stock_s):
            pass
        done.append(name)

    await asyncio.gather(ask("long", _LONG, 0.0), ask("short", _SHORT, stock_s))
    assert done == order


async def test_replies_by_turns_are_each_whole(worker: PiperWorker) -> None:
    alone = await _said(worker, _LINE)
    both = await asyncio.gather(_said(worker, _LINE), _said(worker, _LINE))
    assert all(np.array_equal(alone, one) for one in both)


async def test_a_killed_worker_still_gives_the_sentence(worker: PiperWorker) -> None:
    whole = await _said(worker, _LINE)
    first_pid = worker.pid
    got = b""
    async for sound in worker.speak(_LINE):
        if not got:
            assert first_pid is not None
            os.kill(first_pid, signal.SIGKILL)
        got += sound.pcm
    assert np.array_equal(np.frombuffer(got, dtype="<i2"), whole)
    assert worker.pid != first_pid
    assert worker.health == "ready"


async def test_a_killed_worker_repeats_and_drops_nothing_of_a_natural_voice(
    worker: PiperWorker,
) -> None:
    """Each making varies in length, so that counting samples would stutter."""
    natural = Line(_LONG.text)
    await worker.start()
    pid = worker.pid
    assert pid is not None
    whole = len(await _said(worker, natural))
    got = 0
    async for sound in worker.speak(natural):
        got += len(sound.pcm) // 2
        if pid is not None and got > 0.4 * whole:
            os.kill(pid, signal.SIGKILL)
            pid = None
    assert got == pytest.approx(whole, rel=0.15)


async def test_a_worker_that_hangs_is_replaced(files: VoiceFiles) -> None:
    worker = PiperWorker(files, patience_s=4.0)  # of a busy machine, too
    try:
        await worker.start()
        pid = worker.pid
        assert pid is not None
        got = 0
        async for sound in worker.speak(_LINE):
            if not got:
                os.kill(pid, signal.SIGSTOP)
            got += len(sound.pcm)
        assert got == 2 * len(await _said(worker, _LINE))
        assert worker.pid != pid
        assert _gone(pid)
    finally:
        await worker.close()


async def test_a_spare_takes_over_without_a_new_start(files: VoiceFiles) -> None:
    worker = PiperWorker(files, spare=True)
    try:
        await worker.start()
        assert worker._spare is not None
        spare = await worker._spare  # it is ready
        pid = worker.pid
        assert pid is not None
        pieces = 0
        async for _ in worker.speak(_LINE):
            if not pieces:
                os.kill(pid, signal.SIGKILL)
            pieces += 1
        assert pieces > 1
        assert worker.pid == spare.pid != pid
    finally:
        await worker.close()
    assert worker.pid is None


async def test_a_worker_killed_while_idle_is_restarted(worker: PiperWorker) -> None:
    await worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    assert len(await _said(worker, _SHORT)) > 0


async def test_twice_killed_is_an_error_and_the_next_sentence_works(worker: PiperWorker) -> None:
    with pytest.raises(VoiceDied):
        async for _ in worker.speak(_LINE):
            if worker.pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker.pid, signal.SIGKILL)
    assert len(await _said(worker, _SHORT)) > 0


@pytest.mark.timing
async def test_cancelling_stops_the_work_soon(worker: PiperWorker) -> None:
    very_long = Line(" and then ".join([_LONG.text.rstrip(".")] * 4))
    started = time.perf_counter()
    await _said(worker, very_long)
    whole_s = time.perf_counter() - started

    speaking = asyncio.create_task(_said(worker, very_long))
    waiting = asyncio.create_task(_said(worker, very_long))
    await asyncio.sleep(0)
    async with contextlib.aclosing(worker.speak(very_long)) as sounds:
        speaking.cancel()
        waiting.cancel()
        async for _ in sounds:
            break
    started = time.perf_counter()
    await _said(worker, _SHORT)
    assert time.perf_counter() - started < whole_s / 2


@pytest.mark.parametrize("text", ["", " ", ".", "漢字", "\x00", "🙂", "[[", "[[ ]]", "a" * 500])
async def test_odd_text_does_not_hurt_the_worker(worker: PiperWorker, text: str) -> None:
    pid = worker.pid
    await _said(worker, Line(text))
    assert len(await _said(worker, _SHORT)) > 0
    assert pid in (worker.pid, None)


async def test_close_leaves_no_child(files: VoiceFiles) -> None:
    worker = PiperWorker(files)
    speaking = asyncio.create_task(_said(worker, _LINE))
    await worker.start()
    pid = worker.pid
    assert pid is not None
    await worker.close()
    assert _gone(pid)
    assert worker.health == "stopped"
    with pytest.raises((VoiceUnavailable, VoiceDied)):
        await speaking
    with pytest.raises(VoiceUnavailable):
        await worker.start()


async def test_a_file_that_is_no_model_is_one_clear_error(
    files: VoiceFiles, tmp_path: Path
) -> None:
    bad = tmp_path / "model.onnx"
    bad.write_bytes(b"not a model")
    worker = PiperWorker(VoiceFiles("bad", bad, files.config, files.rate_hz))
    with pytest.raises(VoiceUnavailable, match="does not load"):
        await worker.start()
    assert worker.pid is None
    await worker.close()
