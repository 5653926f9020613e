"""How the recogniser runs, and how much audio it is shown."""

import math
from dataclasses import dataclass
from typing import Literal

FULL_CONTEXT_S = 30.0
"""What Whisper was trained on, and the most it can hear at once."""
PIECE_S = 26.0
"""Longer audio is split at a quiet place."""
LONG_S = 10.0
"""From here on people do say the same words again."""

_CONTEXT_STEP_S = 2.0
"""Contexts come in steps, so that recognitions which arrive together fit into one batch."""


@dataclass(frozen=True, slots=True)
class WhisperSettings:
    """How the engine runs.

    Args:
        weights: For `speech.weights.resolve`.
        device: "auto" takes a GPU if CTranslate2 sees one and cuBLAS can be loaded.
        compute_type: None is int8 on a CPU and float16 on a GPU.
        threads: CPU threads of one recognition. Two gain nothing: on 2 cores, medians of
            40, 3 s of speech: encoder 63 ms with one and 60 with two, a token 8 and 10.
        workers: Recognitions that run at the same time; all but one may be partials.
        language: ISO 639-1.
        least_context_s: The encoder never sees less than this. On 40 recordings cut to
            the speech (3.2 s), words that differ from the full context: 10 % with
            1-2 s of padding (it repeats itself), 3.7 % with 8 s in all (66 ms), 2.7 %
            with 12 s (126 ms); full context takes 400 ms.
        padding_s: Silence after longer speech.
        no_repeat_ngram: No sequence of so many tokens comes twice in speech up to LONG_S;
            twice as many beyond, where people do say the same words again.
        tokens_per_s: Cap on the length, with 8 to spare: fast speech has about 5 tokens a second.
        max_batch: Recognitions that run as one batch when they wait together; None is
            the device's own (`speech.device`).
        max_finals: Finals that may wait before RecogniserBusy.
        max_finals_s: Seconds of audio that may wait in finals before RecogniserBusy.
        max_partials: Partials that may wait, of all owners together.
    """

    weights: str = "whisper-base"
    device: Literal["auto", "cpu", "cuda"] = "cpu"
    compute_type: str | None = None
    threads: int = 1
    workers: int = 2
    language: str = "en"
    least_context_s: float = 8.0
    padding_s: float = 3.0
    no_repeat_ngram: int = 5
    tokens_per_s: float = 6.0
    max_batch: int | None = None
    max_finals: int = 32
    max_finals_s: float = 160.0
    max_partials: int = 8

    def context_s(self, audio_s: float) -> float:
        """Return how much audio and silence the encoder sees of `audio_s` seconds."""
        wanted_s = max(self.least_context_s, audio_s + self.padding_s)
        return min(math.ceil(wanted_s / _CONTEXT_STEP_S) * _CONTEXT_STEP_S, FULL_CONTEXT_S)
