"""`aisle bench stt`: what it counts, what it needs, and that it can see a failure."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from evals.bench.stt import no_words, orders
from evals.bench.stt.hinted import TermShop, hinted_by
from evals.bench.stt.in_noise import noisy
from evals.bench.stt.recogniser import Recognisers, cut_to_speech, recognise_all
from evals.bench.stt.section import difference, ratio, share
from evals.bench.stt.streamed import hear
from evals.noise import synthetic_noises
from evals.rates import Tally
from evals.spoken_set import pace_of, speak
from evals.wer import word_errors
from retrieval.product import Product
from retrieval.vocabulary import Vocabulary
from speech.audio_file import RATE_HZ, Samples
from speech.hints import NO_HINTS
from speech.silero import SileroModel
from speech.sound_alike.term import Term
from speech.transcript import Word
from speech.whisper import WhisperEngine

SENTENCE = "I would like a warm jacket for the winter."


def test_a_figure_without_clips_is_not_measured() -> None:
    for figure in (share("s", None), difference("d", None, None), ratio("r", None, None, reach=1)):
        assert (figure.value, figure.n, figure.met) == (None, 0, None)


def test_more_slots_found_than_lost_is_met_and_fewer_is_not() -> None:
    full = Tally((9, 10), (10, 10))
    better = difference("d", Tally((10, 10), (10, 10)), full, reach=-0.01, smaller_is_better=False)
    worse = difference("d", Tally((7, 10), (10, 10)), full, reach=-0.01, smaller_is_better=False)
    assert (better.met, worse.met) == (True, False)


def test_models_are_known_while_they_are_on_the_screen() -> None:
    lamp = Term("Aurora Lamp", "model")
    shop = TermShop([Term("lamps", "kind"), Term("Northpeak", "brand"), lamp])

    def always(texts: Sequence[str], expecting: str = "") -> list[float]:
        return [0.0, *(9.0 for _ in texts[1:])]

    def repaired(named: Sequence[Term]) -> str:
        repairer = shop.hints(named).repairer
        assert repairer is not None
        words = [Word(word, 0.1) for word in ("the", "aroar", "lump")]
        return repairer.repair("the aroar lump", words, always).text

    assert repaired([lamp]) == "the Aurora Lamp"
    assert "Aurora" not in repaired([])


@pytest.fixture(scope="module")
def parts() -> Recognisers:
    engine = WhisperEngine()
    return Recognisers(engine, engine, SileroModel(), _vocabulary())


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    (clip,) = speak([SENTENCE], Settings(home=tmp_path_factory.mktemp("aisle")))
    return clip.samples()


def _vocabulary() -> Vocabulary:
    product = {
        "id": "1",
        "title": "A jacket",
        "department": "clothing",
        "category": "jackets",
        "price": "10",
        "currency": "USD",
        "stock": 1,
    }
    return Vocabulary.of([Product.model_validate(product)])


@pytest.mark.model
def test_without_recordings_every_figure_is_there_and_none_is_measured(
    parts: Recognisers, tmp_path: Path
) -> None:
    hinted = hinted_by(parts.vocabulary)
    absent = orders.measure(parts, hinted, synthetic_noises(), None)
    empty = orders.measure(parts, hinted, synthetic_noises(), tmp_path)
    assert [f.value for f in absent.figures] == [None] * len(absent.figures)
    assert [f.name for f in absent.figures] == [f.name for f in empty.figures]
    assert not absent.details


@pytest.mark.model
def test_a_clip_is_spoken_once_and_cut_as_a_stream_cuts_it(
    parts: Recognisers, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path)
    (first,) = speak([SENTENCE], settings)
    written_ns = first.path.stat().st_mtime_ns
    (again,) = speak([SENTENCE], settings)
    assert again.path == first.path
    assert again.path.stat().st_mtime_ns == written_ns
    assert pace_of(SENTENCE) == pace_of(SENTENCE)
    quiet = np.zeros(RATE_HZ, np.float32)
    whole = np.concatenate((quiet, first.samples(), quiet))
    cut = cut_to_speech(whole, parts.silero)
    assert 1.5 * RATE_HZ < len(whole) - len(cut) < 3 * RATE_HZ
    (heard,) = recognise_all(parts.engine, [cut])
    assert word_errors([SENTENCE], [heard.text]).errors <= 1


@pytest.mark.model
def test_the_stream_writes_words_for_speech_and_none_for_noise(
    parts: Recognisers, spoken: Samples
) -> None:
    heard = hear(parts.engine, parts.silero, spoken, NO_HINTS)
    assert word_errors([SENTENCE], [heard.text]).errors <= 1
    assert heard.starts == 1
    # The same counting that finds nothing in noise must find words where there are some.
    played = no_words.measure(parts, NO_HINTS, {"door": spoken}, of_each_s=6.0).figures[0]
    assert played.value is not None
    assert played.value >= 3
    assert played.met is False


@pytest.mark.model
def test_noise_is_dealt_out_in_turn(parts: Recognisers, spoken: Samples) -> None:
    noises = {"low": np.full(100, 0.5, np.float32), "high": np.full(100, -0.5, np.float32)}
    one, other, third = (
        float(np.mean(mix - spoken)) for mix in noisy([spoken] * 3, noises, 20.0, parts.silero)
    )
    assert one > 0 > other
    assert third == pytest.approx(one)
