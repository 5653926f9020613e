"""From a batch of jobs to their transcripts: passes through the model, verdicts, repair.

Runs in a worker thread of the engine. What is worth a second pass is decided in
`speech.second_pass`, what is no speech in `speech.transcript_gate`.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.decoding import Decoded, Task, most_tokens
from speech.errors import RecogniserError
from speech.hints import Repaired, Scorer
from speech.recognition_job import SAMPLE_RATE_HZ, Job, Kind
from speech.second_pass import CONTEXT_S, better, deserves_second_pass
from speech.silero import SileroModel, VoiceEvidence
from speech.splitting import split_point
from speech.transcript import Transcript
from speech.transcript_gate import refusal
from speech.whisper_model import Encoded, WhisperModel
from speech.whisper_settings import FULL_CONTEXT_S, LONG_S, PIECE_S, WhisperSettings


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


class Recogniser:
    """Finishes jobs with the model.

    Args:
        model: Shared by all workers.
        settings: The engine's.
        final_waits: Whether a final needs the worker that a partial has.
    """

    def __init__(
        self, model: WhisperModel, settings: WhisperSettings, final_waits: Callable[[], bool]
    ) -> None:
        self._model = model
        self._settings = settings
        self._final_waits = final_waits
        self._voice = VoiceEvidence(SileroModel())

    def finish(self, batch: list[Job]) -> None:
        """Finish every job of a batch; one that fails does not take the others with it."""
        try:
            self._recognise_together(batch)
        except Exception as error:  # noqa: BLE001  # the edge of a thread: it goes to the caller
            left = [job for job in batch if not job.future.done()]
            if len(batch) > 1:
                for job in left:
                    self.finish([job])
                return
            for job in left:
                job.fail(RecogniserError(f"Recognition failed ({error}); say it again."))

    def _recognise_together(self, jobs: list[Job]) -> None:
        began = time.perf_counter()
        cuts = [split_point(job.samples, PIECE_S) for job in jobs]
        pieces = [job.samples[:cut] for job, cut in zip(jobs, cuts, strict=True)]
        context_s = self._settings.context_s(len(pieces[0]) / SAMPLE_RATE_HZ)
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
                first = self._hear_again(job, pieces[index], first)
            self._finish(job, self._rest(job, cuts[index], first), began)

    def _rest(self, job: Job, cut: int, first: _Heard) -> list[_Judged]:
        """Return the first piece and those after it, judged; nothing if no longer wanted."""
        judged = [self._judge(job, first)]
        rest = job.samples[cut:]
        while len(rest):
            cut = split_point(rest, PIECE_S)
            piece, rest = rest[:cut], rest[cut:]
            context_s = self._settings.context_s(len(piece) / SAMPLE_RATE_HZ)
            heard = self._hear([job], [piece], context_s)
            if heard is None:
                return []
            one = heard[0]
            if self._is_doubtful(job, one):
                one = self._hear_again(job, piece, one)
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
                most_tokens(audio_s, self._settings.tokens_per_s),
            )
            for job, audio_s in zip(jobs, seconds, strict=True)
        ]
        no_repeat = self._settings.no_repeat_ngram * (1 if max(seconds) <= LONG_S else 2)
        decoded = self._model.decode(encoded, tasks, no_repeat)
        return [
            _Heard(one, encoded, index, piece)
            for index, (one, piece) in enumerate(zip(decoded, pieces, strict=True))
        ]

    def _is_doubtful(self, job: Job, heard: _Heard) -> bool:
        return (
            job.kind is not Kind.PARTIAL
            and self._settings.least_context_s < FULL_CONTEXT_S
            and not job.withdrawn
            and deserves_second_pass(heard.decoded)
        )

    def _hear_again(self, job: Job, piece: NDArray[np.float32], short: _Heard) -> _Heard:
        first_s = self._settings.context_s(len(piece) / SAMPLE_RATE_HZ)
        context_s = CONTEXT_S if first_s < CONTEXT_S else FULL_CONTEXT_S
        heard = self._hear([job], [piece], context_s)
        if heard is None:
            return short
        longer = heard[0]
        kept = better(short.decoded, longer.decoded)
        chosen = longer if kept is longer.decoded else short
        return _Heard(chosen.decoded, chosen.encoded, chosen.index, piece, fallback=True)

    def _judge(self, job: Job, heard: _Heard) -> _Judged:
        decoded = heard.decoded
        reason = refusal(decoded.text, decoded.scores, lambda: self._voice.of(heard.samples))
        repaired: Repaired | None = None
        repairer = job.hints.repairer
        if reason is None and job.kind is not Kind.PARTIAL and repairer is not None:
            alone = self._model.only(heard.encoded, heard.index)
            score = self.scorer(alone, job.hints.prompt)
            found = repairer.repair(decoded.text, decoded.words, score)
            repaired = found if found.repairs else None
        return _Judged(decoded, heard.fallback, reason, repaired)

    def scorer(self, encoded: Encoded, prompt: str) -> Scorer:
        """Return the scorer of one encoded stretch of audio."""

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
        return job.withdrawn or (job.kind is not Kind.FINAL and self._final_waits())


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
