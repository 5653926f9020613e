"""Whisper on the audio that is there: one engine for all sessions of a process.

Stock use of Whisper encodes 30 s whatever was said. Here the encoder sees the audio
and a few seconds of silence (see WhisperSettings), decodes greedily without
timestamps or earlier text, and falls back to the full 30 s only where the words are
doubtful (`speech.second_pass`). Recognitions that wait together run as one batch.
Does not cover turn-taking (`speech.endpointing`) or streams (`speech.whisper_stt`).
"""

import math
import threading
import time
from collections.abc import Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from speech.decoding import Decoded, Task, most_tokens
from speech.errors import RecogniserError
from speech.hints import NO_HINTS, Hints, Repaired, Scorer
from speech.recognition_job import Job, Kind
from speech.recognition_queue import QueueSettings, RecognitionQueue
from speech.second_pass import better, deserves_full_context
from speech.silero import SileroModel, VoiceEvidence
from speech.splitting import split_point
from speech.transcript import Transcript
from speech.transcript_gate import refusal
from speech.whisper_model import SAMPLE_RATE_HZ, Encoded, WhisperModel
from speech.whisper_settings import FULL_CONTEXT_S, WhisperSettings

MAX_AUDIO_S = 120.0
_PIECE_S = 26.0
"""Longer audio is split at a quiet place: the model hears 30 s at most."""
_LONG_S = 10.0


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was decoded from one piece of a job's audio."""

    decoded: Decoded
    encoded: Encoded
    index: int
    """Of the piece in the encoded batch."""
    samples: NDArray[np.float32]
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """A piece with the verdict on its text."""

    decoded: Decoded
    fallback: bool
    refused: str | None
    repaired: Repaired | None


class WhisperEngine:
    """Recognises speech in worker threads; safe to share between sessions and threads.

    Raises:
        WeightsError: The weights are missing or altered.
        RecogniserError: They do not load on this device.
    """

    def __init__(self, settings: WhisperSettings | None = None) -> None:
        self.settings = settings = settings or WhisperSettings()
        self._model = WhisperModel(settings)
        self._voice = VoiceEvidence(SileroModel())
        self._queue = RecognitionQueue(
            QueueSettings(
                max_finals=settings.max_finals,
                max_finals_s=settings.max_finals_s,
                max_partials=settings.max_partials,
                workers=settings.workers,
                max_batch=settings.max_batch or self._model.device.max_batch,
            )
        )
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
            kind: Finals go first; a partial may be dropped (its future gives None).
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
        audio = _checked(samples, _PIECE_S)
        context_s = self.settings.context_s(len(audio) / SAMPLE_RATE_HZ)
        encoded = self._model.encode([self._model.features(audio, context_s)])
        return self._scorer(encoded, hints.prompt)(texts, expecting)

    def warm_up(self) -> None:
        """Run once, so that the first shopper does not pay for first-time allocations."""
        tone = 0.05 * np.sin(np.arange(SAMPLE_RATE_HZ, dtype=np.float32) * 0.2)
        self.transcribe(tone.astype(np.float32))

    @property
    def load(self) -> int:
        """How many recognitions wait."""
        return len(self._queue)

    def close(self) -> None:
        """Drop what waits and end the worker threads."""
        self._queue.close()
        for worker in self._workers:
            worker.join(timeout=10.0)

    def _alike(self, samples: NDArray[np.float32], hints: Hints) -> Hashable:
        """Return what jobs of one batch have in common; None for a job that runs alone."""
        audio_s = len(samples) / SAMPLE_RATE_HZ
        if not 0 < audio_s <= _PIECE_S:
            return None
        # Only one prompt length fits a batch (whisper.cc), and word probabilities on a GPU
        # are computed for one prompt.
        prompt = self._model.prompt(hints.prompt)
        same = len(prompt) if self._model.device.name == "cpu" else prompt
        return self.settings.context_s(audio_s), audio_s <= _LONG_S, same

    def _work(self) -> None:
        while batch := self._queue.take():
            try:
                self._recognise(batch)
            finally:
                self._queue.done(batch)

    def _recognise(self, batch: list[Job]) -> None:
        """Finish every job of a batch; one that fails does not take the others with it."""
        try:
            self._recognise_together(batch)
        except Exception as error:  # noqa: BLE001  # the edge of a thread: it goes to the caller
            left = [job for job in batch if not job.future.done()]
            if len(batch) > 1:
                for job in left:
                    self._recognise([job])
                return
            for job in left:
                job.fail(RecogniserError(f"Recognition failed ({error}); say it again."))

    def _recognise_together(self, jobs: list[Job]) -> None:
        began = time.perf_counter()
        cuts = [split_point(job.samples, _PIECE_S) for job in jobs]
        pieces = [job.samples[:cut] for job, cut in zip(jobs, cuts, strict=True)]
        context_s = self.settings.context_s(len(pieces[0]) / SAMPLE_RATE_HZ)
        heard = self._hear(jobs, pieces, context_s) if len(pieces[0]) else None
        if heard is None:
            for job in jobs:
                self._finish(job, [], began)
            return
        doubtful = [self._is_doubtful(job, one) for job, one in zip(jobs, heard, strict=True)]
        # Whoever needs no second pass does not wait for those who do.
        for index in sorted(range(len(jobs)), key=doubtful.__getitem__):
            job, first = jobs[index], heard[index]
            if doubtful[index]:
                first = self._hear_in_full(job, pieces[index], first)
            self._finish(job, self._rest(job, cuts[index], first), began)

    def _rest(self, job: Job, cut: int, first: _Heard) -> list[_Judged]:
        """Return the first piece and those after it, judged; nothing if no longer wanted."""
        judged = [self._judge(job, first)]
        rest = job.samples[cut:]
        while len(rest):
            cut = split_point(rest, _PIECE_S)
            piece, rest = rest[:cut], rest[cut:]
            context_s = self.settings.context_s(len(piece) / SAMPLE_RATE_HZ)
            heard = self._hear([job], [piece], context_s)
            if heard is None:
                return []
            one = heard[0]
            if self._is_doubtful(job, one):
                one = self._hear_in_full(job, piece, one)
            judged.append(self._judge(job, one))
        return judged

    def _hear(
        self, jobs: Sequence[Job], pieces: Sequence[NDArray[np.float32]], context_s: float
    ) -> list[_Heard] | None:
        """Run the model once; None if nobody wants it any more or a final needs the worker."""
        features = [self._model.features(piece, context_s) for piece in pieces]
        if all(self._unwanted(job) for job in jobs):
            return None
        encoded = self._model.encode(features)
        if all(self._unwanted(job) for job in jobs):
            return None
        seconds = [len(piece) / SAMPLE_RATE_HZ for piece in pieces]
        tasks = [
            Task(
                self._model.prompt(job.hints.prompt),
                most_tokens(audio_s, self.settings.tokens_per_s),
            )
            for job, audio_s in zip(jobs, seconds, strict=True)
        ]
        no_repeat = self.settings.no_repeat_ngram * (1 if max(seconds) <= _LONG_S else 2)
        decoded = self._model.decode(encoded, tasks, no_repeat)
        return [
            _Heard(one, encoded, index, piece)
            for index, (one, piece) in enumerate(zip(decoded, pieces, strict=True))
        ]

    def _is_doubtful(self, job: Job, heard: _Heard) -> bool:
        return (
            job.kind is Kind.FINAL
            and self.settings.least_context_s < FULL_CONTEXT_S
            and not job.withdrawn
            and deserves_full_context(heard.decoded)
        )

    def _hear_in_full(self, job: Job, piece: NDArray[np.float32], short: _Heard) -> _Heard:
        heard = self._hear([job], [piece], FULL_CONTEXT_S)
        if heard is None:
            return short
        full = heard[0]
        chosen = full if better(short.decoded, full.decoded) is full.decoded else short
        return _Heard(chosen.decoded, chosen.encoded, chosen.index, piece, fallback=True)

    def _judge(self, job: Job, heard: _Heard) -> _Judged:
        decoded = heard.decoded
        reason = refusal(decoded.text, decoded.scores, lambda: self._voice.of(heard.samples))
        repaired: Repaired | None = None
        repairer = job.hints.repairer
        if reason is None and job.kind is Kind.FINAL and repairer is not None:
            alone = self._model.only(heard.encoded, heard.index)
            score = self._scorer(alone, job.hints.prompt)
            found = repairer.repair(decoded.text, decoded.words, score)
            repaired = found if found.repairs else None
        return _Judged(decoded, heard.fallback, reason, repaired)

    def _scorer(self, encoded: Encoded, prompt: str) -> Scorer:
        def score(texts: Sequence[str], expecting: str = "") -> list[float]:
            told = ", ".join(part.rstrip(".") for part in (prompt, expecting) if part)
            tokens = self._model.prompt(f"{told}." if told else "")
            return self._model.score(encoded, texts, tokens)

        return score

    def _finish(self, job: Job, pieces: list[_Judged], began: float) -> None:
        unwanted = len(job.samples) and not pieces
        if unwanted or job.withdrawn:
            job.finish(None)
        else:
            took_ms = (time.perf_counter() - began) * 1000
            job.finish(_transcript(pieces, job.audio_s, took_ms, self._model.language))

    def _unwanted(self, job: Job) -> bool:
        return job.withdrawn or (job.kind is Kind.PARTIAL and self._queue.final_waits)


def _checked(samples: NDArray[np.float32], longest_s: float = MAX_AUDIO_S) -> NDArray[np.float32]:
    if samples.ndim != 1:
        raise RecogniserError("The recogniser takes mono audio: an array of one dimension.")
    if len(samples) > longest_s * SAMPLE_RATE_HZ:
        raise RecogniserError(
            f"The recogniser takes at most {longest_s:.0f} s at once; split the audio."
        )
    clean = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(clean, -1.0, 1.0)


def _transcript(
    pieces: Sequence[_Judged], audio_s: float, took_ms: float, language: str
) -> Transcript:
    kept = [piece for piece in pieces if piece.refused is None]
    scores = [piece.decoded.scores for piece in kept or pieces]
    avg_logprob = min((one.avg_logprob for one in scores), default=None)
    repaired = any(piece.repaired for piece in kept)
    raw = " ".join(piece.decoded.text for piece in kept)
    refused = [f"{p.refused}: {p.decoded.text}" for p in pieces if p.refused]
    return Transcript(
        text=" ".join(p.repaired.text if p.repaired else p.decoded.text for p in kept),
        confidence=math.exp(avg_logprob) if kept and avg_logprob is not None else 0.0,
        avg_logprob=avg_logprob,
        no_speech_prob=max((one.no_speech_prob for one in scores), default=None),
        language=language,
        took_ms=took_ms,
        audio_s=audio_s,
        fallback=any(piece.fallback for piece in pieces),
        words=tuple(word for piece in kept for word in piece.decoded.words),
        raw_text=raw if repaired else None,
        repairs=tuple(r for p in kept if p.repaired for r in p.repaired.repairs),
        refused="; ".join(refused) or None,
    )
