"""The recogniser under test, and running it over many clips."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from assistant.config import Settings
from assistant.parts import activity_of, open_search, recogniser_of
from retrieval.vocabulary import Vocabulary
from speech.audio_file import RATE_HZ, Samples
from speech.hints import NO_HINTS, Hints
from speech.silero import WINDOW, SileroModel, SpeechDetector
from speech.transcript import Transcript
from speech.whisper import WhisperEngine
from speech.whisper_settings import FULL_CONTEXT_S

_AT_ONCE = 2
"""As many as the engine has workers."""
_PRE_ROLL_S = 0.3
_POST_ROLL_S = 0.032
_START_WINDOWS = 3
_VOICED = 0.5


@dataclass(frozen=True, slots=True)
class Recognisers:
    """What is measured, loaded once."""

    engine: WhisperEngine
    """As sessions use it."""
    full: WhisperEngine
    """The same with the full 30 s context."""
    silero: SileroModel
    vocabulary: Vocabulary
    """Of the index."""


@contextmanager
def recognisers(settings: Settings) -> Iterator[Recognisers]:
    """Load what is measured, and close it at the end.

    Raises:
        SpeechError, RetrievalError: A part cannot be loaded; the message says what to do.
    """
    search = open_search(settings)
    vocabulary = search.vocabulary
    search.close()
    engine = recogniser_of(settings)
    full = WhisperEngine(replace(engine.settings, least_context_s=FULL_CONTEXT_S))
    try:
        yield Recognisers(engine, full, activity_of(), vocabulary)
    finally:
        engine.close()
        full.close()


def recognise_all(
    engine: WhisperEngine, clips: Sequence[Samples], hints: Hints | Sequence[Hints] = NO_HINTS
) -> list[Transcript]:
    """Return the transcript of each clip, two at a time.

    Args:
        engine: Which recogniser.
        clips: float32 [T] each, mono, 16 kHz.
        hints: The same for all, or one for each.
    """
    each = [hints] * len(clips) if isinstance(hints, Hints) else hints
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(engine.transcribe, clips, each))


def cut_to_speech(samples: Samples, silero: SileroModel) -> Samples:
    """Return the part of a clip that a stream would send to the recogniser.

    From 0.3 s before the first 96 ms of speech to 32 ms after the last; the whole clip
    where there is no speech.
    """
    voiced = SpeechDetector(silero).push(samples) >= _VOICED
    runs = np.convolve(voiced, np.ones(_START_WINDOWS), mode="valid") == _START_WINDOWS
    if not runs.any():
        return samples
    start = int(runs.argmax()) * WINDOW - int(_PRE_ROLL_S * RATE_HZ)
    end = (int(np.flatnonzero(voiced)[-1]) + 1) * WINDOW + int(_POST_ROLL_S * RATE_HZ)
    return samples[max(0, start) : end]
