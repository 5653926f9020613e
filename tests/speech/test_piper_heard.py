"""What the voice says, by ear: spoken by Piper, heard by Whisper, compared."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from evals.words import words_of
from speech.piper.say import synthesize_all
from speech.verbaliser.lexicon import load_lexicon
from speech.whisper import WhisperEngine

pytestmark = [pytest.mark.model, pytest.mark.audio]

_HEARD = {
    "The range is $50-$75, or 50-75 W.": "the range is 50 to 75 dollars or 50 to 75 watts",
    "It is 20 x 30 cm, and weighs 2.5 kg.": "it is 20 by 30 centimeters and weighs 2.5 kilograms",
    "It comes with a USB-A cable.": "it comes with a USB-A cable",
    "Your order #48213 is on its way.": "your order number 48213 is on its way",
    'The table is 60"W x 30"D.': "the table is 60 inches wide by 30 inches deep",
    "Open Mon-Fri, 9am-5pm.": "open monday to friday 9 a.m. to 5 p.m.",
    "It's the New Balance 574.": "it's the new balance 574",
}
"""What is written, and what Whisper writes for a person who says it."""

MOST_WRONG = 0.1
"""Of all letters and digits; 0.02 where this was written."""


@pytest.fixture(scope="module")
def engine() -> Iterator[WhisperEngine]:
    engine = WhisperEngine()
    yield engine
    engine.close()


def _at_16_khz(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=16_000)
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
    frame.sample_rate = rate_hz
    out = [part.to_ndarray()[0] for part in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate([np.zeros(1_600, np.float32), *out, np.zeros(4_800, np.float32)])


def _letters(text: str) -> str:
    """The words without the ways of writing them: "USB-A" is "usba", "9 a.m." is "9am"."""
    return "".join(c for word in words_of(text) for c in word if c.isalnum())


def test_people_would_understand_what_is_said(engine: WhisperEngine) -> None:
    wrong = total = 0
    for expected, speech in zip(_HEARD.values(), synthesize_all(_HEARD), strict=True):
        heard = engine.transcribe(_at_16_khz(speech.samples, speech.rate_hz)).text
        total += len(_letters(expected))
        wrong += _distance(_letters(expected), _letters(heard))
    assert wrong / total <= MOST_WRONG


def _distance(one: str, two: str) -> int:
    """Return the edit distance of two strings, by brute force."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def test_a_users_pronunciation_is_heard(engine: WhisperEngine, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('kestrel = "banana"\nridge = "[[ pəteɪɾoʊ ]]"\n', "utf-8")
    texts = ("I have the Kestrel and the Ridge in stock.",)
    (usual,) = synthesize_all(texts)
    (own,) = synthesize_all(texts, lexicon=load_lexicon(path))
    heard_usual = engine.transcribe(_at_16_khz(usual.samples, usual.rate_hz)).text.lower()
    heard_own = engine.transcribe(_at_16_khz(own.samples, own.rate_hz)).text.lower()
    assert "ridge" in heard_usual and "banana" not in heard_usual
    assert "banana" in heard_own and "potato" in heard_own and "ridge" not in heard_own
