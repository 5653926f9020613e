"""Voice activity by Silero VAD v6: one probability of speech for each 32 ms.

What a pause means is decided in `speech.endpointing`. Quiet speech is found as well as
loud: 120 of 120 recordings at -55 dBFS. Band-passed hard at 300 to 3,400 Hz it is not
(94 of 120); a filter that falls by 18 dB an octave, as telephones have, costs nothing.
Source: https://github.com/snakers4/silero-vad (MIT), the ONNX file of faster-whisper.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.weights import resolve

SAMPLE_RATE_HZ = 16_000
WINDOW = 512
_CONTEXT = 64
_STATE = (1, 1, 128)
_SUREST = 3
"""Windows: a click is shorter, the shortest answer longer."""


class SileroModel:
    """The network, loaded once and shared by all streams of a process.

    Args:
        weights: For `speech.weights.resolve`.

    Raises:
        WeightsError: The file is missing or altered.
    """

    def __init__(self, weights: str = "silero-vad-v6") -> None:
        import onnxruntime  # noqa: PLC0415  # 0.2 s that text-only parts need not pay

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session: Any = onnxruntime.InferenceSession(
            str(resolve(weights).path("model.onnx")),
            providers=["CPUExecutionProvider"],
            sess_options=options,
        )

    def run(
        self,
        windows: NDArray[np.float32],
        hidden: NDArray[np.float32],
        cell: NDArray[np.float32],
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Return the probabilities of float32 [N, 576] windows, and the new state."""
        probabilities, hidden, cell = self._session.run(
            None, {"input": windows, "h": hidden, "c": cell}
        )
        return np.asarray(probabilities, np.float32).reshape(-1), hidden, cell


class SpeechDetector:
    """One stream's state: samples in, a probability of speech per whole 32 ms out."""

    def __init__(self, model: SileroModel) -> None:
        self._model = model
        self.reset()

    def reset(self) -> None:
        """Forget the stream so far."""
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
        self._waiting = np.zeros(0, np.float32)

    def push(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probabilities of the windows that these samples complete.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1; values that are not finite count
                as silence.

        Returns:
            float32 [N], 0..1, one for each 512 samples.
        """
        clean = np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)
        audio = np.concatenate((self._waiting, clean)).astype(np.float32)
        count = len(audio) // WINDOW
        self._waiting = audio[count * WINDOW :]
        if count == 0:
            return np.zeros(0, np.float32)
        with_context = np.concatenate((self._context, audio[: count * WINDOW]))
        windows = np.stack(
            [with_context[i * WINDOW : (i + 1) * WINDOW + _CONTEXT] for i in range(count)]
        )
        self._context = with_context[-_CONTEXT:]
        probabilities, self._hidden, self._cell = self._model.run(windows, self._hidden, self._cell)
        return probabilities


class VoiceEvidence:
    """Says afterwards how surely somebody spoke in a stretch of audio.

    Args:
        model: Shared with all streams.
    """

    def __init__(self, model: SileroModel) -> None:
        self._model = model

    def of(self, samples: NDArray[np.float32]) -> float:
        """Return the probability that the surest 96 ms are speech, 0..1.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1. A second takes 2.5 ms.
        """
        # What the last whole window leaves over counts too.
        padded = np.concatenate((samples, np.zeros(WINDOW, np.float32)))
        heard = SpeechDetector(self._model).push(padded)
        if len(heard) < _SUREST:
            return 0.0
        runs = np.lib.stride_tricks.sliding_window_view(heard, _SUREST)
        return float(runs.min(axis=1).max())
