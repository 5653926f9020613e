"""Names that the model has never read, spoken and heard: put right, and nothing else touched."""

from collections.abc import Sequence

import numpy as np
import pytest
from livekit import rtc
from numpy.typing import NDArray

from retrieval.english import ordinary_words
from speech.hints import Hints
from speech.mono_stream import MonoStream
from speech.piper.say import Speech, synthesize_all
from speech.sound_alike.index import TermIndex
from speech.sound_alike.repairer import CatalogRepairer
from speech.sound_alike.term import Term
from speech.whisper import WhisperEngine

pytestmark = [pytest.mark.model, pytest.mark.audio]

_BRANDS = ("Nike", "Tazzora", "Bonnybark", "Tumblewick", "Grippendale", "Cocotelle", "Stenhage")
_NAMED = tuple(f"How much is the {brand} one?" for brand in _BRANDS)
_ORDINARY = (
    "Something warm for the evening, but not at night.",
    "I bought it last week and it was too small for me.",
    "No, I meant the other one, the one you said first.",
    "What time does the store close on Sunday?",
)


@pytest.fixture(scope="module")
def hints() -> Hints:
    terms = [Term(brand, "brand") for brand in _BRANDS] + [Term("desk lamps", "kind")]
    return Hints(repairer=CatalogRepairer(TermIndex(terms), ordinary_words()))


@pytest.fixture(scope="module")
def clips() -> dict[str, NDArray[np.float32]]:
    texts = (*_NAMED, *_ORDINARY)
    return dict(zip(texts, map(_to_16k, synthesize_all(texts)), strict=True))


def _to_16k(speech: Speech) -> NDArray[np.float32]:
    pcm = (speech.samples * 32767).astype(np.int16)
    mono = MonoStream()
    frame = rtc.AudioFrame(pcm.tobytes(), speech.rate_hz, 1, len(pcm))
    return np.concatenate((mono.push(frame), mono.flush()))


def _named(engine: WhisperEngine, clips: Sequence[NDArray[np.float32]], hints: Hints) -> int:
    texts = [engine.transcribe(clip, hints).text for clip in clips]
    return sum(brand in text for brand, text in zip(_BRANDS, texts, strict=True))


def test_brands_come_back_that_were_lost(
    engine: WhisperEngine, clips: dict[str, NDArray[np.float32]], hints: Hints
) -> None:
    spoken = [clips[text] for text in _NAMED]
    without, with_repair = _named(engine, spoken, Hints()), _named(engine, spoken, hints)
    assert len(_BRANDS) - with_repair <= (len(_BRANDS) - without) / 2


def test_ordinary_words_stay_and_the_raw_text_is_kept(
    engine: WhisperEngine, clips: dict[str, NDArray[np.float32]], hints: Hints
) -> None:
    for text in _ORDINARY:
        plain, repaired = engine.transcribe(clips[text]), engine.transcribe(clips[text], hints)
        assert repaired.text == plain.text
        assert repaired.raw_text is None
    changed = [t for t in (engine.transcribe(clips[text], hints) for text in _NAMED) if t.repairs]
    assert changed
    assert all(t.raw_text and t.raw_text != t.text for t in changed)


def test_the_audio_tells_a_name_from_a_word_that_sounds_like_it(
    engine: WhisperEngine, clips: dict[str, NDArray[np.float32]]
) -> None:
    text = "How much is the Tumblewick one?"
    right, wrong = engine.score(clips[text], [text, "How much is the tumble dryer one?"])
    assert right > wrong
