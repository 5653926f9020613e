"""Clips with noise under them, at the ratios that are asked for."""

from collections.abc import Mapping, Sequence

from evals.noise import mixed, voiced_samples
from speech.audio_file import Samples
from speech.silero import WINDOW, SileroModel, SpeechDetector

SNRS_DB = (20, 10, 5)
_STEP = 7_919
"""Samples by which the noise starts later under each clip: a prime, so that places differ."""


def noisy(
    clips: Sequence[Samples], noises: Mapping[str, Samples], snr_db: float, silero: SileroModel
) -> list[Samples]:
    """Return the clips with noises dealt out in turn.

    Args:
        clips: float32 [T] each, mono, 16 kHz.
        noises: By name; clip k gets noise k modulo their number.
        snr_db: Power of the voiced speech over that of the noise.
        silero: Says where speech is, in the clean clip.
    """
    kinds = list(noises.values())
    return [
        mixed(
            clip,
            voiced_samples(SpeechDetector(silero).push(clip), len(clip), WINDOW),
            kinds[index % len(kinds)],
            snr_db,
            start=index * _STEP,
        )
        for index, clip in enumerate(clips)
    ]
