"""Whisper on the audio that is there: one engine for all sessions of a process.

Stock use of Whisper encodes 30 s whatever was said. Here the encoder sees the audio
and a few seconds of silence (see WhisperSettings), decodes greedily without
timestamps or earlier text, and hears again with a longer context where the words are
doubtful (`speech.second_pass`). Recognitions that wait together run as one batch.
Does not cover turn-taking (`speech.endpointing`) or streams (`speech.whisper_stt`).
"""

import threading
import time
from collections.abc import Hashable, Sequence
from concurrent.futures import Future
from typing import cast

import numpy as np
from numpy.typing import NDArray

from speech.errors import RecogniserError
from speech.hints import NO_HINTS, Hints
from speech.recognition import Recogniser
from speech.recognition_job import SAMPLE_RATE_HZ, Job, Kind
from speech.recognition_queue import QueueSettings, RecognitionQueue
from speech.transcript import Transcript
from speech.whisper_model import WhisperModel
from speech.whisper_settings import LONG_S, PIECE_S, WhisperSettings

MAX_AUDIO_S = 120.0


class WhisperEngine:
    """Recognises speech in worker threads; safe to share between sessions and threads.

    Raises:
        WeightsError: The weights are missing or altered.
        RecogniserError: They do not load on this device.
    """

    def __init__(self, settings: WhisperSettings | None = None) -> None:
        self.settings = settings = settings or WhisperSettings()
        self._model = WhisperModel(settings)
        self._queue = RecognitionQueue(
            QueueSettings(
                max_finals=settings.max_finals,
                max_finals_s=settings.max_finals_s,
                max_partials=settings.max_partials,
                workers=settings.workers,
                max_batch=settings.max_batch or self._model.device.max_batch,
            )
        )
        self._recogniser = Recogniser(self._model, settings, lambda: self._queue.final_waits)
        self._workers = [
            threading.Thread(target=self._work, name=f"whisper-{index}", daemon=True)
            for index in range(settings.workers)
        ]
        for worker in self._workers:
            worker.start()

    def submit(
        self,
        samples: NDArray[np.float32],
        kind: Kind = Kind.FINAL,
        owner: Hashable = None,
        hints: Hints = NO_HINTS,
    ) -> Job:
        """Queue audio and return at once; the transcript comes in the job's future.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1, at most 120 s. Values that are
                not finite are taken as silence.
            kind: Finals go first; a partial or a file may be dropped (its future gives None).
            owner: Whoever asks; a newer request displaces the owner's waiting partial.
            hints: Words to expect, and who repairs a final transcript.

        Raises:
            RecogniserBusy: Too much waits already.
            RecogniserError: The array is no such audio.
        """
        audio = _checked(samples)
        job = Job(audio, kind, owner, hints, self._alike(audio, hints))
        self._queue.put(job)
        return job

    def transcribe(self, samples: NDArray[np.float32], hints: Hints = NO_HINTS) -> Transcript:
        """Recognise audio and wait for it.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1, at most 120 s.
            hints: Words to expect, and who repairs the transcript.

        Raises:
            RecogniserBusy: Too much waits already.
            RecogniserError: The array is no such audio.
        """
        future = cast("Future[Transcript]", self.submit(samples, hints=hints).future)
        return future.result()

    def score(
        self,
        samples: NDArray[np.float32],
        texts: Sequence[str],
        hints: Hints = NO_HINTS,
        expecting: str = "",
    ) -> list[float]:
        """Return how probable each text is for this audio, in the caller's thread.

        Args:
            samples: float32 [T], mono, 16 kHz, -1..1, at most 26 s.
            texts: What might have been said.
            hints: Words to expect.
            expecting: More of them, as for a `Scorer`.

        Returns:
            Natural-log probabilities, summed over each text's tokens without its end.

        Raises:
            RecogniserError: The array is no such audio, or the weights cannot score.
        """
        audio = _checked(samples, PIECE_S)
        context_s = self.settings.context_s(len(audio) / SAMPLE_RATE_HZ)
        encoded = self._model.encode([self._model.features(audio, context_s)])
        return self._recogniser.scorer(encoded, hints.prompt)(texts, expecting)

    def warm_up(self) -> None:
        """Run once, so that the first shopper does not pay for first-time allocations."""
        tone = 0.05 * np.sin(np.arange(SAMPLE_RATE_HZ, dtype=np.float32) * 0.2)
        self.transcribe(tone.astype(np.float32))

    @property
    def load(self) -> int:
        """How many recognitions wait."""
        return len(self._queue)

    @property
    def takes_work(self) -> bool:
        """Whether a final transcript asked for now would be made."""
        return self._queue.takes_finals and any(worker.is_alive() for worker in self._workers)

    def close(self) -> None:
        """Drop what waits and end the worker threads."""
        self._queue.close()
        for worker in self._workers:
            worker.join(timeout=10.0)

    def _alike(self, samples: NDArray[np.float32], hints: Hints) -> Hashable:
        """Return what jobs of one batch have in common; None for a job that runs alone."""
        audio_s = len(samples) / SAMPLE_RATE_HZ
        if not 0 < audio_s <= PIECE_S:
            return None
        # Only one prompt length fits a batch (whisper.cc), and word probabilities on a GPU
        # are computed for one prompt.
        prompt = self._model.prompt(hints.prompt)
        same = len(prompt) if self._model.device.name == "cpu" else prompt
        return self.settings.context_s(audio_s), audio_s <= LONG_S, same

    def _work(self) -> None:
        while batch := self._queue.take():
            began = time.monotonic()
            try:
                self._recogniser.finish(batch)
            finally:
                self._queue.done(batch, time.monotonic() - began)


def _checked(samples: NDArray[np.float32], longest_s: float = MAX_AUDIO_S) -> NDArray[np.float32]:
    if samples.ndim != 1:
        raise RecogniserError("The recogniser takes mono audio: an array of one dimension.")
    if len(samples) > longest_s * SAMPLE_RATE_HZ:
        raise RecogniserError(
            f"The recogniser takes at most {longest_s:.0f} s at once; split the audio."
        )
    clean = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(clean, -1.0, 1.0)
