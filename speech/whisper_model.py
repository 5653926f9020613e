"""Whisper's network on its device: audio to features, features to text, text to scores.

The one place that knows faster-whisper and CTranslate2, both untyped. Batches in,
batches out; what is worth a second pass is decided in `speech.whisper`.
"""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NewType

import numpy as np
from numpy.typing import NDArray

from speech.decoding import Decoded, Task, max_length, mean_logprob, shortened, words_of
from speech.device import Device, choose_device
from speech.errors import RecogniserError
from speech.first_merge import with_first_merge
from speech.log_mel import log_mel
from speech.transcript_gate import Scores, cut_repeat
from speech.weights import Weights, resolve
from speech.whisper_settings import WhisperSettings

SAMPLE_RATE_HZ = 16_000
_FRAMES_PER_S = 100
_PROMPT_TOKENS = 200

Encoded = NewType("Encoded", object)
"""CTranslate2 StorageView [B, N / 2, d]: what the encoder made of B stretches of audio."""


class WhisperModel:
    """The loaded network; safe to share between threads.

    Raises:
        WeightsError: The weights are missing or altered.
        RecogniserError: They do not load on this device, or do not know the language.
    """

    def __init__(self, settings: WhisperSettings) -> None:
        weights = resolve(settings.weights)
        self.device = choose_device(settings.device, settings.compute_type)
        loaded = _load(weights, settings, self.device)
        self._model: Any = loaded.model
        self._filters: NDArray[np.float32] = loaded.feature_extractor.mel_filters
        self._tokens: Any = _tokenizer(loaded, settings.language)
        bands = int(self._model.n_mels)
        if len(self._filters) != bands:
            raise RecogniserError(
                f"Whisper weights {settings.weights} hear {bands} mel bands, but "
                f"{len(self._filters)} are computed; put the model's preprocessor_config.json "
                "beside model.bin."
            )
        self.language = str(self._tokens.language_code)
        self._aligns = "alignment_heads" in json.loads(weights.read("config.json"))
        self.prompt = lru_cache(maxsize=64)(self._prompt)

    def features(self, samples: NDArray[np.float32], context_s: float) -> NDArray[np.float32]:
        """Return what the encoder hears.

        Args:
            samples: float32 [T], mono, 16 kHz.
            context_s: Silence fills up to so much, at most 30 s.

        Returns:
            float32 [mel bands, 100 * context_s]: one frame for each 10 ms.
        """
        # Silence follows the audio, as in training, not the features.
        return log_mel(samples, self._filters, round(context_s * _FRAMES_PER_S))

    def encode(self, features: Sequence[NDArray[np.float32]]) -> Encoded:
        """Encode stretches of equal length as one batch."""
        from ctranslate2 import StorageView  # noqa: PLC0415  # loaded by now

        return Encoded(self._model.encode(StorageView.from_array(np.stack(features))))

    def decode(self, encoded: Encoded, tasks: Sequence[Task], no_repeat: int) -> list[Decoded]:
        """Decode a batch greedily, without timestamps or earlier text.

        Args:
            encoded: Of as many stretches as there are tasks.
            tasks: Their prompts must be of one length (equal on a GPU).
            no_repeat: No sequence of so many tokens comes twice.
        """
        on_cpu = self.device.name == "cpu"
        results = self._model.generate(
            encoded,
            [list(task.prompt) for task in tasks],
            beam_size=1,
            no_repeat_ngram_size=no_repeat,
            max_length=max_length(tasks),
            return_scores=True,
            return_no_speech_prob=True,
            return_logits_vocab=on_cpu,
            suppress_blank=True,
            suppress_tokens=[-1],
        )
        texts = [shortened(r.sequences_ids[0], t) for r, t in zip(results, tasks, strict=True)]
        if on_cpu:
            pairs = zip(texts, results, strict=True)
            probabilities = [_probabilities(ids, result.logits[0]) for ids, result in pairs]
        else:
            probabilities = self._align(encoded, tasks[0].prompt, texts)
        return [
            self._decoded(result, ids, known)
            for result, ids, known in zip(results, texts, probabilities, strict=True)
        ]

    def only(self, encoded: Encoded, index: int) -> Encoded:
        """Return one stretch of a batch, copied."""
        from ctranslate2 import Device as Place  # noqa: PLC0415
        from ctranslate2 import StorageView  # noqa: PLC0415

        view: Any = encoded
        if view.shape[0] == 1:
            return encoded
        # numpy cannot look into a GPU; CTranslate2 takes the copy back there by itself.
        rows = np.asarray(view if self.device.name == "cpu" else view.to_device(Place.cpu))
        return Encoded(StorageView.from_array(np.ascontiguousarray(rows[index : index + 1])))

    def score(self, encoded: Encoded, texts: Sequence[str], prompt: Sequence[int]) -> list[float]:
        """Return each text's log probability given the audio, by teacher forcing.

        Args:
            encoded: One stretch.
            texts: What might have been said.
            prompt: As for decoding.

        Returns:
            For each the sum over its tokens, natural log. The end of the text is not in it:
            CTranslate2 does not tell it.

        Raises:
            RecogniserError: The weights do not say which heads align.
        """
        if not self._aligns:
            raise RecogniserError(
                "These Whisper weights cannot score texts: their config.json has no "
                "alignment_heads; convert them with a current CTranslate2."
            )
        tokens = [self._tokens.encode(" " + text.strip()) for text in texts]
        scored = [self._align(encoded, prompt, [ids])[0] for ids in tokens]
        return [sum(math.log(max(p, 1e-9)) for p in found) for found in scored]

    def _prompt(self, words: str) -> tuple[int, ...]:
        """Return the tokens before the text, `words` being taken as said before."""
        before: list[int] = []
        if words:
            spoken = self._tokens.encode(" " + words.strip())[-_PROMPT_TOKENS:]
            before = [self._tokens.sot_prev, *spoken]
        return (*before, *self._tokens.sot_sequence, self._tokens.no_timestamps)

    def _align(
        self, encoded: Encoded, prompt: Sequence[int], texts: Sequence[list[int]]
    ) -> list[list[float]]:
        """Return the probability of each token; nothing if the weights cannot align."""
        if not self._aligns:
            return [[] for _ in texts]
        view: Any = encoded
        # It adds the prompt's last token, "no timestamps", by itself.
        found = self._model.align(view, list(prompt[:-1]), list(texts), view.shape[1] * 2)
        return [[float(p) for p in one.text_token_probs] for one in found]

    def _decoded(self, result: Any, ids: list[int], probabilities: list[float]) -> Decoded:
        whole: list[int] = result.sequences_ids[0]
        text = cut_repeat(str(self._tokens.decode(ids)).strip())
        pieces = [str(self._tokens.decode([token])) for token in ids]
        words = words_of(pieces, probabilities) if probabilities else ()
        kept = probabilities if probabilities and len(ids) < len(whole) else None
        return Decoded(
            text=text,
            scores=Scores(
                mean_logprob(float(result.scores[0]), whole, kept), float(result.no_speech_prob)
            ),
            words=words[: len(text.split())],
            least=min(probabilities, default=1.0),
        )


def _load(weights: Weights, settings: WhisperSettings, device: Device) -> Any:
    # Costs a second of import; the text-only parts of the product never need it.
    from faster_whisper import WhisperModel as Loaded  # noqa: PLC0415

    try:
        return Loaded(
            settings.weights,
            device=device.name,
            compute_type=device.compute_type,
            cpu_threads=settings.threads,
            num_workers=settings.workers,
            files={n: with_first_merge(n, weights.read(n)) for n in weights.names},
        )
    except (RuntimeError, ValueError) as error:
        raise RecogniserError(
            f"Whisper weights {settings.weights} do not load as {device.compute_type} on "
            f"{device.name} ({error}); choose another device or compute_type."
        ) from error


def _tokenizer(loaded: Any, language: str) -> Any:
    from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

    multilingual = bool(loaded.model.is_multilingual)
    if not multilingual and language != "en":
        raise RecogniserError(
            f"These Whisper weights know English only; set language to 'en', not {language!r}."
        )
    try:
        return Tokenizer(loaded.hf_tokenizer, multilingual, task="transcribe", language=language)
    except ValueError as error:
        raise RecogniserError(
            f"Whisper does not know the language {language!r}; use a code like 'en'."
        ) from error


def _probabilities(ids: Sequence[int], logits: Sequence[Any]) -> list[float]:
    """Return the probability of each token from the decoder's output at its step."""
    found: list[float] = []
    for token, scores in zip(ids, logits, strict=False):
        row: NDArray[np.float32] = np.asarray(scores, dtype=np.float32)
        top = float(row.max())
        found.append(math.exp(float(row[token]) - top) / float(np.exp(row - top).sum()))
    return found
