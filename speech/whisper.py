"""Whisper on the audio that is there: one engine for all sessions of a process.

Stock use of Whisper encodes 30 s whatever was said. Here the encoder sees the audio
and a few seconds of silence (see WhisperSettings), decodes greedily without
timestamps or earlier text, and falls back to the full 30 s only on a bad score.
Does not cover turn-taking (`speech.endpointing`) or streams (`speech.whisper_stt`).
"""

import math
import threading
import time
from collections.abc import Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from speech.cuda import load_cublas
from speech.errors import RecogniserError
from speech.first_merge import with_first_merge
from speech.hints import NO_HINTS, Hints, Repaired, Repairer
from speech.recognition_queue import Job, Kind, RecognitionQueue
from speech.splitting import split_point
from speech.transcript import Transcript, Word
from speech.transcript_gate import Scores, cut_repeat, needs_full_context, refusal
from speech.weights import resolve

SAMPLE_RATE_HZ = 16_000
FULL_CONTEXT_S = 30.0
MAX_AUDIO_S = 120.0
_PIECE_S = 26.0
"""Longer audio is split at a quiet place: the model hears 30 s at most."""
_LONG_S = 10.0
_FRAMES_PER_S = 100


@dataclass(frozen=True, slots=True)
class WhisperSettings:
    """How the engine runs.

    Args:
        weights: For `speech.weights.resolve`.
        device: "auto" takes a GPU if CTranslate2 sees one and cuBLAS can be loaded.
        compute_type: None is int8 on a CPU and float16 on a GPU.
        threads: CPU threads of one recognition. Two gain nothing: on 2 cores, medians of
            40, 3 s of speech: encoder 63 ms with one and 60 with two, a token 8 and 10.
        workers: Recognitions that run at the same time: with two, a final never waits
            for its own session's partial.
        language: ISO 639-1.
        least_context_s: The encoder never sees less than this. On 40 recordings cut to
            the speech (3.2 s), words that differ from the full context: 10 % with
            1-2 s of padding (it repeats itself), 3.7 % with 8 s in all (66 ms), 2.7 %
            with 12 s (126 ms); full context takes 400 ms.
        padding_s: Silence after longer speech.
        no_repeat_ngram: No sequence of so many tokens comes twice in speech up to 10 s;
            twice as many beyond, where people do say the same words again.
        tokens_per_s: Cap on the length: fast speech has about 5 tokens a second.
        max_finals: Finals that may wait before RecogniserBusy.
        max_partials: Partials that may wait.
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
    tokens_per_s: float = 8.0
    max_finals: int = 32
    max_partials: int = 2


@dataclass(frozen=True, slots=True)
class _Decoded:
    """One pass through the model."""

    text: str
    scores: Scores
    words: tuple[Word, ...]
    encoded: Any
    """CTranslate2 StorageView [1, N / 2, d]: what the encoder made of the audio."""
    repaired: Repaired | None = None


class WhisperEngine:
    """Recognises speech in worker threads; safe to share between sessions and threads.

    Raises:
        WeightsError: The weights are missing or altered.
        RecogniserError: They do not load on this device.
    """

    def __init__(self, settings: WhisperSettings | None = None) -> None:
        # Costs a second of import; the text-only parts of the product never need it.
        from faster_whisper import WhisperModel  # noqa: PLC0415
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

        self.settings = settings = settings or WhisperSettings()
        weights = resolve(settings.weights)
        device = settings.device
        if device == "auto":
            device = "cuda" if _cuda_is_there() and load_cublas() else "cpu"
        elif device == "cuda" and not load_cublas() and _cuda_is_there():
            # CTranslate2 would say so only at the first recognition.
            raise RecogniserError(
                "Whisper on a GPU needs libcublas.so.12, which is not found; "
                "run: pip install '.[gpu]'"
            )
        self._on_cpu = device == "cpu"
        compute_type = settings.compute_type or ("int8" if self._on_cpu else "float16")
        try:
            model = WhisperModel(
                settings.weights,
                device=device,
                compute_type=compute_type,
                cpu_threads=settings.threads,
                num_workers=settings.workers,
                files={n: with_first_merge(n, weights.read(n)) for n in weights.names},
            )
        except (RuntimeError, ValueError) as error:
            raise RecogniserError(
                f"Whisper weights {settings.weights} do not load as {compute_type} on {device} "
                f"({error}); choose another device or compute_type."
            ) from error
        self._model: Any = model  # faster_whisper is untyped
        self._extract: Any = model.feature_extractor
        multilingual = bool(model.model.is_multilingual)
        try:
            self._tokens: Any = Tokenizer(
                model.hf_tokenizer, multilingual, task="transcribe", language=settings.language
            )
        except ValueError as error:
            raise RecogniserError(
                f"Whisper does not know the language {settings.language!r}; use a code like 'en'."
            ) from error
        self._queue = RecognitionQueue(settings.max_finals, settings.max_partials)
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
        if samples.ndim != 1:
            raise RecogniserError("The recogniser takes mono audio: an array of one dimension.")
        if len(samples) > MAX_AUDIO_S * SAMPLE_RATE_HZ:
            raise RecogniserError(
                f"The recogniser takes at most {MAX_AUDIO_S:.0f} s at once; split the audio."
            )
        clean = np.nan_to_num(samples.astype(np.float32), nan=0.0, posinf=1.0, neginf=-1.0)
        job = Job(np.clip(clean, -1.0, 1.0), kind, owner, hints)
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

    def _work(self) -> None:
        while (job := self._queue.take()) is not None:
            try:
                transcript = self._recognise(job)
            except Exception as error:  # noqa: BLE001  # the edge of a thread: it goes to the caller
                job.future.set_exception(
                    RecogniserError(f"Recognition failed ({error}); say it again.")
                )
            else:
                job.future.set_result(transcript)

    def _recognise(self, job: Job) -> Transcript | None:
        """Return the transcript, or None if the job is no longer wanted."""
        began = time.perf_counter()
        pieces: list[tuple[_Decoded, bool, str | None]] = []
        rest = job.samples
        while len(rest):
            cut = split_point(rest, _PIECE_S)
            piece = self._decode_with_fallback(rest[:cut], job)
            if piece is None:
                return None
            pieces.append(piece)
            rest = rest[cut:]
        kept = [decoded for decoded, _, reason in pieces if reason is None]
        judged = kept or [decoded for decoded, _, _ in pieces]
        avg_logprob = min((d.scores.avg_logprob for d in judged), default=None)
        raw = " ".join(decoded.text for decoded in kept)
        return Transcript(
            text=" ".join(d.repaired.text if d.repaired else d.text for d in kept),
            confidence=math.exp(avg_logprob) if kept and avg_logprob is not None else 0.0,
            avg_logprob=avg_logprob,
            no_speech_prob=max((d.scores.no_speech_prob for d in judged), default=None),
            language=str(self._tokens.language_code),
            took_ms=(time.perf_counter() - began) * 1000,
            audio_s=len(job.samples) / SAMPLE_RATE_HZ,
            fallback=any(fallback for _, fallback, _ in pieces),
            words=tuple(word for decoded in kept for word in decoded.words),
            raw_text=raw if any(d.repaired for d in kept) else None,
            repairs=tuple(r for d in kept if d.repaired for r in d.repaired.repairs),
            refused="; ".join(f"{why}: {d.text}" for d, _, why in pieces if why) or None,
        )

    def _decode_with_fallback(
        self, samples: NDArray[np.float32], job: Job
    ) -> tuple[_Decoded, bool, str | None] | None:
        """Return text, whether the full context was used, and why to refuse it."""
        audio_s = len(samples) / SAMPLE_RATE_HZ
        context_s = max(self.settings.least_context_s, audio_s + self.settings.padding_s)
        decoded = self._decode(samples, min(context_s, FULL_CONTEXT_S), job)
        if decoded is None:
            return None
        fallback = (
            job.kind is Kind.FINAL
            and context_s < FULL_CONTEXT_S
            and needs_full_context(decoded.text, decoded.scores)
        )
        if fallback:
            full = self._decode(samples, FULL_CONTEXT_S, job)
            if full is None:
                return None
            decoded = max(decoded, full, key=lambda one: one.scores.avg_logprob)
        reason = refusal(decoded.text, decoded.scores)
        if reason is None and job.kind is Kind.FINAL and job.hints.repairer is not None:
            decoded = self._repair(decoded, job.hints.repairer, job.hints.prompt)
        return decoded, fallback, reason

    def _repair(self, decoded: _Decoded, repairer: Repairer, prompt: str) -> _Decoded:
        def score(texts: Sequence[str], expecting: str = "") -> list[float]:
            told = ", ".join(part.rstrip(".") for part in (prompt, expecting) if part)
            return self._score(decoded.encoded, texts, f"{told}." if told else "")

        repaired = repairer.repair(decoded.text, decoded.words, score)
        return replace(decoded, repaired=repaired) if repaired.repairs else decoded

    def _score(self, encoded: Any, texts: Sequence[str], prompt: str) -> list[float]:
        """Return each text's log probability given the audio, by teacher forcing."""
        scores: list[float] = []
        for text in texts:
            tokens = self._tokens.encode(" " + text.strip())
            # One at a time: a batch would need copies of the encoded audio.
            aligned = self._model.model.align(
                encoded, self._prompt(prompt)[:-1], [tokens], encoded.shape[1] * 2
            )[0]
            scores.append(sum(math.log(max(p, 1e-9)) for p in aligned.text_token_probs))
        return scores

    def _decode(self, samples: NDArray[np.float32], context_s: float, job: Job) -> _Decoded | None:
        """Run the model once; None if the job was withdrawn or made way for a final."""
        missing = max(0, int(context_s * SAMPLE_RATE_HZ) - len(samples))
        # float32 [80, N]: silence is added to the audio, as in training, not to the features.
        features = self._extract(np.pad(samples, (0, missing)), padding=0)
        features = np.ascontiguousarray(features[:, : int(FULL_CONTEXT_S * _FRAMES_PER_S)])
        if self._unwanted(job):
            return None
        encoded = self._model.encode(features)
        if self._unwanted(job):
            return None
        prompt = self._prompt(job.hints.prompt)
        audio_s = len(samples) / SAMPLE_RATE_HZ
        cap = 8 + int(audio_s * self.settings.tokens_per_s)
        result = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            no_repeat_ngram_size=self.settings.no_repeat_ngram * (1 if audio_s <= _LONG_S else 2),
            max_length=min(len(prompt) + cap, 448),
            return_scores=True,
            return_no_speech_prob=True,
            return_logits_vocab=self._on_cpu,
            suppress_blank=True,
            suppress_tokens=[-1],
        )[0]
        ids: list[int] = list(result.sequences_ids[0])
        # CTranslate2 gives the mean over the tokens without the end of text.
        avg_logprob = float(result.scores[0]) * len(ids) / (len(ids) + 1)
        text = cut_repeat(str(self._tokens.decode(ids)).strip())
        return _Decoded(
            text=text,
            scores=Scores(avg_logprob, float(result.no_speech_prob)),
            words=self._words(ids, result.logits[0])[: len(text.split())] if self._on_cpu else (),
            encoded=encoded,
        )

    def _unwanted(self, job: Job) -> bool:
        return job.withdrawn or (job.kind is Kind.PARTIAL and self._queue.final_waits)

    def _prompt(self, words: str) -> list[int]:
        before: list[int] = []
        if words:
            before = [self._tokens.sot_prev, *self._tokens.encode(" " + words.strip())[-200:]]
        return [*before, *self._tokens.sot_sequence, self._tokens.no_timestamps]

    def _words(self, ids: list[int], logits: list[Any]) -> tuple[Word, ...]:
        """Join tokens to words with the probability of the least likely token."""
        words: list[Word] = []
        for token, scores in zip(ids, logits, strict=False):
            row: NDArray[np.float32] = np.asarray(scores, dtype=np.float32)
            top = float(row.max())
            probability = math.exp(float(row[token]) - top) / float(np.exp(row - top).sum())
            piece = str(self._tokens.decode([token]))
            if words and not piece.startswith(" "):
                last = words[-1]
                words[-1] = Word(last.text + piece, min(last.probability, probability))
            else:
                words.append(Word(piece.strip(), probability))
        return tuple(words)


def _cuda_is_there() -> bool:
    import ctranslate2  # noqa: PLC0415

    return int(ctranslate2.get_cuda_device_count()) > 0
