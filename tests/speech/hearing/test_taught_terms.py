"""A made-up name that was taught is heard by the very hearing that sessions use."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from livekit import rtc
from numpy.typing import NDArray

from assistant.hearing import ShopHearing
from assistant.hearing_terms import HearingTerms
from retrieval.product import Product
from retrieval.vocabulary import Vocabulary
from speech.mono_stream import MonoStream
from speech.piper.say import Speech, synthesize_all
from speech.whisper import WhisperEngine

pytestmark = [pytest.mark.model, pytest.mark.audio]

_TAUGHT = ("Tazzora", "Bonnybark", "Tumblewick", "Grippendale", "Cocotelle", "Stenhage")
_SAID = "How much is the {} one?"


def _to_16k(speech: Speech) -> NDArray[np.float32]:
    pcm = (speech.samples * 32767).astype(np.int16)
    mono = MonoStream()
    frame = rtc.AudioFrame(pcm.tobytes(), speech.rate_hz, 1, len(pcm))
    return np.concatenate((mono.push(frame), mono.flush()))


def test_taught_names_are_heard_in_a_session_that_runs(
    engine: WhisperEngine, tmp_path: Path
) -> None:
    product = Product(
        id="1",
        title="Keldan Lamp",
        brand="Keldan",
        price=Decimal(90),
        stock=3,
        department="Home",
        category="desk lamps",
    )
    terms = HearingTerms(tmp_path / "hearing-terms.json")
    hearing = ShopHearing(Vocabulary.of([product]), terms)
    clips = [_to_16k(s) for s in synthesize_all([_SAID.format(name) for name in _TAUGHT])]

    def lost() -> int:
        hints = hearing.hints(())  # as a session asks before each utterance
        texts = [engine.transcribe(clip, hints).text for clip in clips]
        return sum(name not in text for name, text in zip(_TAUGHT, texts, strict=True))

    before = lost()
    assert before >= 2
    for name in _TAUGHT:
        terms.add(name)
    hearing.relearn()
    assert lost() <= before / 2
