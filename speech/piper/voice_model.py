"""Phoneme ids to sound, piece by piece, on ONNX Runtime.

Runs in the voice's process. Knows nothing of text: phonemes come from the worker.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from speech.piper.split_model import split_model

CONTEXT_FRAMES = 10
"""Frames of context on each side of a piece. Against the whole sentence the largest
difference of a sample is 5e-2 with 4 frames, 2e-3 with 8 and 1.5e-6 with 10 to 16."""

PIECE_FRAMES = (12, 16, 32, 64)
"""Frames of each piece, the last size repeated; a frame is 256 samples, 11.6 ms. The first
piece costs 8 ms on one core, the second 12. With 12 frames 60 to 139 ms of sound are left of
the first after its silence is cut, so that a core five times as busy still brings the second
in time; 8 frames cost 2 ms less and leave 40."""

GAIN = 1.5
"""Raw peaks of 14 clauses of the joe voice: median 0.52, highest 0.74. One fixed gain keeps
clauses equally loud, which scaling each to full range (Piper's way) does not, and needs no
look at the end before the beginning is sent."""

_KNEE = 0.8
"""Above it samples are bent, not cut: reached by 6 of 14 clauses, at their peaks."""

Samples = NDArray[np.float32]
_Feed = Mapping[str, NDArray[Any]]
"""Tensors by input name; their types differ."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a sentence is spoken."""

    length_scale: float = 1.0
    """Above 1 is slower."""
    noise: float = 0.667
    """Variation of the sound; 0 with `noise_w` 0 makes every run the same."""
    noise_w: float = 0.8
    """Variation of the durations."""


class VoiceModel:
    """A VITS voice in memory."""

    def __init__(self, model_path: Path, threads: int) -> None:
        """Load the voice (about 1.3 s: 0.3 to cut the model, 1.0 for ONNX Runtime).

        Args:
            model_path: ONNX file.
            threads: of one run. Two bring the first sound after 16, 24 and 57 ms for
                1, 5 and 12 words, one after 18, 29 and 52 (medians of 30, interleaved, a
                noisy machine): not worth the recogniser's core.
        """
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Spinning threads would take the core from the recogniser between sentences.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        split = split_model(model_path.read_bytes())
        self._decoder: onnxruntime.InferenceSession | None = None
        if split is None:
            self._encoder = _session(str(model_path), options)
        else:
            self._encoder = _session(split.encoder, options)
            self._decoder = _session(split.decoder, options)
            self._latent, self._durations = split.latent, split.durations

    @property
    def streams(self) -> bool:
        """Whether a sentence's beginning comes before its end is computed."""
        return self._decoder is not None

    def speak(
        self, ids: list[int], prosody: Prosody, speaker: int
    ) -> tuple[NDArray[np.int64] | None, Iterator[Samples]]:
        """Synthesise one sentence.

        Args:
            ids: phoneme ids with padding, as Piper makes them.
            prosody: speed and variation.
            speaker: used by voices of several speakers.

        Returns:
            Frames of each id (int64 [len(ids)], None if the model does not tell), and
            the sound in pieces: float32 [t], -1..1. Later pieces are computed when asked for.
        """
        feed: _Feed = {
            "input": np.array([ids], dtype=np.int64),
            "input_lengths": np.array([len(ids)], dtype=np.int64),
            "scales": np.array(
                [prosody.noise, prosody.length_scale, prosody.noise_w], dtype=np.float32
            ),
            "sid": np.array([speaker], dtype=np.int64),
        }
        if self._decoder is None:
            whole = self._encoder.run(None, _taken(self._encoder, feed))[0].reshape(-1)
            return None, iter((_levelled(whole),))
        latent, durations = self._encoder.run(
            [self._latent, self._durations], _taken(self._encoder, feed)
        )
        return durations.reshape(-1).astype(np.int64), self._decode(self._decoder, latent, feed)

    def _decode(
        self, decoder: onnxruntime.InferenceSession, latent: NDArray[np.float32], feed: _Feed
    ) -> Iterator[Samples]:
        frames = latent.shape[2]
        sizes = iter(PIECE_FRAMES)
        start, size = 0, 0
        while start < frames:
            size = next(sizes, size)
            end = min(frames, start + size)
            low, high = max(0, start - CONTEXT_FRAMES), min(frames, end + CONTEXT_FRAMES)
            piece = {**feed, self._latent: np.ascontiguousarray(latent[:, :, low:high])}
            sound = decoder.run(None, _taken(decoder, piece))[0].reshape(-1)
            hop = len(sound) // (high - low)
            yield _levelled(sound[(start - low) * hop : (end - low) * hop])
            start = end


def _session(
    model: str | bytes, options: onnxruntime.SessionOptions
) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _taken(session: onnxruntime.InferenceSession, feed: _Feed) -> _Feed:
    return {node.name: feed[node.name] for node in session.get_inputs() if node.name in feed}


def _levelled(raw: NDArray[np.float32]) -> Samples:
    """Return `raw` at speech level, its peaks bent under 1."""
    sound = raw * np.float32(GAIN)
    loud = np.abs(sound)
    bent = _KNEE + (1 - _KNEE) * np.tanh((loud - _KNEE) / (1 - _KNEE))
    return np.where(loud > _KNEE, np.sign(sound) * bent, sound).astype(np.float32)
