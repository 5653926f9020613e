"""The recogniser on real weights and real sound."""

import re
from collections.abc import Sequence

import jiwer
import numpy as np
import pytest
from numpy.typing import NDArray

from speech.decoding import Task, most_tokens
from speech.errors import RecogniserBusy, RecogniserError
from speech.hints import Hints, Repaired, Scorer
from speech.recognition_job import Kind
from speech.transcript import Word
from speech.whisper import WhisperEngine
from speech.whisper_model import WhisperModel
from speech.whisper_settings import WhisperSettings
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio]
RATE_HZ = 16_000
MOST_WRONG = 0.1
"""Of 25 words; none where this was written."""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", text.lower()).split())


def test_clear_speech_is_heard(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    """Numbers are as they were said; of the words few may differ, for the voice varies a little."""
    said = {
        "winter": "i want a warm jacket for winter",
        "waterproof": "is the second one waterproof",
        "boots": "i'm looking for hiking boots under 150",
        "cart": "add it to my cart size 10",
    }
    heard = {name: _plain(engine.transcribe(spoken[name]).text) for name in said}
    assert jiwer.wer(list(said.values()), list(heard.values())) <= MOST_WRONG, heard
    assert "150" in heard["boots"].split()
    assert "10" in heard["cart"].split()


def test_scores_and_words_come_with_the_text(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    transcript = engine.transcribe(spoken["winter"])
    assert 0.5 < transcript.confidence <= 1.0
    assert transcript.avg_logprob == pytest.approx(np.log(transcript.confidence))
    assert transcript.no_speech_prob is not None and transcript.no_speech_prob < 0.3
    assert " ".join(word.text for word in transcript.words) == transcript.text
    assert all(0.0 < word.probability <= 1.0 for word in transcript.words)
    assert transcript.audio_s == pytest.approx(len(spoken["winter"]) / RATE_HZ)
    assert transcript.took_ms > 0 and not transcript.fallback


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.5, 3.0])
@pytest.mark.parametrize("level", [0.0, 0.01, 0.1])
def test_silence_and_white_noise_give_no_text(
    engine: WhisperEngine, seconds: float, level: float
) -> None:
    noise = np.random.default_rng(1).normal(0, level, int(seconds * RATE_HZ))
    transcript = engine.transcribe(noise.astype(np.float32))
    assert transcript.text == "" and transcript.confidence == 0.0


def test_noise_recordings_without_speech_give_no_text(
    engine: WhisperEngine, noises: dict[str, NDArray[np.float32]]
) -> None:
    for name in ("dog_bark", "ringing_phone"):
        for seconds in (1, 2, 3):
            text = engine.transcribe(noises[name][: seconds * RATE_HZ]).text
            assert text == "", f"{name} {seconds} s: {text}"


def test_the_short_context_differs_from_the_full_one_by_few_words(
    engine: WhisperEngine, orders: list[NDArray[np.float32]]
) -> None:
    full = WhisperEngine(WhisperSettings(least_context_s=30.0, workers=1))
    try:
        want = [_plain(full.transcribe(order).text) for order in orders[:6]]
    finally:
        full.close()
    got = [_plain(engine.transcribe(order).text) for order in orders[:6]]
    assert jiwer.wer(want, got) < 0.06


def test_values_that_are_not_finite_and_clipping_do_no_harm(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    dirty = spoken["winter"] * 1.0
    dirty[::997] = np.nan
    dirty[5::4001] = np.inf
    assert "jacket" in engine.transcribe(dirty).text
    loud = engine.transcribe(spoken["winter"] * 20.0)
    assert "jacket" in loud.text


def test_long_audio_is_split_and_joined(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    pause = np.zeros(5 * RATE_HZ // 2, np.float32)
    names = ("boots", "waterproof", "cart", "cheaper", "winter", "blue")
    audio = np.concatenate([part for name in names for part in (spoken[name], pause)])
    assert len(audio) > 26 * RATE_HZ
    heard = _plain(engine.transcribe(audio).text)
    for words in ("hiking boots", "waterproof", "my cart", "something cheaper", "jacket", "bucks"):
        assert words in heard
    with pytest.raises(RecogniserError, match="120 s"):
        engine.transcribe(np.zeros(121 * RATE_HZ, np.float32))
    with pytest.raises(RecogniserError, match="mono"):
        engine.transcribe(np.zeros((2, RATE_HZ), np.float32))


def test_overload_is_a_clear_busy_error_and_everything_accepted_is_answered(
    spoken: dict[str, NDArray[np.float32]],
) -> None:
    small = WhisperEngine(WhisperSettings(workers=1, max_finals=2, max_partials=1))
    try:
        jobs = []
        with pytest.raises(RecogniserBusy, match="waiting"):
            for index in range(20):
                jobs.append(small.submit(spoken["winter"], Kind.FINAL, owner=index))  # noqa: PERF401
        assert 2 <= len(jobs) <= 4
        for job in jobs:
            transcript = job.future.result(timeout=PATIENCE_S)
            assert transcript is not None and "jacket" in transcript.text
    finally:
        small.close()


def test_a_withdrawn_final_gives_none(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    job = engine.submit(spoken["boots"])
    job.withdraw()
    assert job.future.result(timeout=PATIENCE_S) is None


def test_unknown_language_is_refused() -> None:
    with pytest.raises(RecogniserError, match="language 'xx'"):
        WhisperEngine(WhisperSettings(language="xx"))


def test_a_batch_gives_what_each_gives_alone(spoken: dict[str, NDArray[np.float32]]) -> None:
    settings = WhisperSettings(workers=1)
    model = WhisperModel(settings)
    names = ("winter", "ten", "waterproof", "cheaper")
    features = [model.features(spoken[name], 8.0) for name in names]
    tasks = [
        Task(model.prompt("boots, jackets."), most_tokens(len(spoken[name]) / RATE_HZ, 8.0))
        for name in names
    ]
    together = model.encode(features)
    batch = model.decode(together, tasks, 5)
    for index, (one, task) in enumerate(zip(features, tasks, strict=True)):
        encoded = model.encode([one])
        alone = model.decode(encoded, [task], 5)[0]
        assert batch[index].text == alone.text != ""
        assert batch[index].scores.avg_logprob == pytest.approx(alone.scores.avg_logprob, abs=0.02)
        assert batch[index].scores.no_speech_prob == pytest.approx(
            alone.scores.no_speech_prob, abs=0.02
        )
        texts = [alone.text, "a dog barks"]
        for got, want in zip(
            model.score(model.only(together, index), texts, task.prompt),
            model.score(encoded, texts, task.prompt),
            strict=True,
        ):
            assert got == pytest.approx(want, rel=0.02)


def test_one_that_fails_or_is_withdrawn_does_not_hurt_its_batch(
    spoken: dict[str, NDArray[np.float32]],
) -> None:
    class Broken:
        def repair(self, text: str, words: Sequence[Word], score: Scorer) -> Repaired:
            raise ValueError("a fault of the repairer's own")

    engine = WhisperEngine(WhisperSettings(workers=1, max_batch=4))
    try:
        busy = engine.submit(spoken["boots"])  # the others wait together behind it
        good = engine.submit(spoken["winter"], owner="a")
        broken = engine.submit(spoken["ten"], owner="b", hints=Hints(repairer=Broken()))
        gone = engine.submit(spoken["blue"], owner="c")
        last = engine.submit(spoken["waterproof"], owner="d")
        gone.withdraw()
        with pytest.raises(RecogniserError, match="say it again"):
            broken.future.result(timeout=PATIENCE_S)
        assert gone.future.result(timeout=PATIENCE_S) is None
        for job, word in ((busy, "hiking"), (good, "jacket"), (last, "waterproof")):
            transcript = job.future.result(timeout=PATIENCE_S)
            assert transcript is not None and word in transcript.text
    finally:
        engine.close()


def test_the_right_words_score_better_than_sound_alikes(
    engine: WhisperEngine, spoken: dict[str, NDArray[np.float32]]
) -> None:
    texts = ["I want a warm jacket for winter.", "I want a warm racket for winter."]
    right, wrong = engine.score(spoken["winter"], texts)
    assert right > wrong + 1.0
    told, _ = engine.score(spoken["winter"], texts, Hints("jackets, boots."), "winter jackets")
    assert told > wrong
