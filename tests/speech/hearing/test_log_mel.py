"""Our features against faster-whisper's, bit for bit but for rounding."""

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from speech.log_mel import log_mel


@pytest.mark.parametrize("bands", [80, 128])
@pytest.mark.parametrize("samples", [0, 1, 399, 16_000, 51_234, 128_000])
def test_features_are_those_of_the_padded_audio(bands: int, samples: int) -> None:
    rng = np.random.default_rng(samples)
    audio = rng.normal(0, 0.1, samples).astype(np.float32)
    theirs = FeatureExtractor(feature_size=bands)
    want = theirs(np.pad(audio, (0, 128_000 - samples)), padding=0)[:, :800]
    got = log_mel(audio, theirs.mel_filters, 800)
    assert got.shape == (bands, 800) and got.dtype == np.float32
    if samples < 128_000:
        assert np.abs(got - want).max() < 1e-5
    else:
        # Without silence after it, only the mirrored end differs: theirs mirrors the speech.
        assert np.abs(got - want)[:, :-2].max() < 1e-5
