"""Text to vectors: all-MiniLM-L6-v2 in int8 on CTranslate2, on a CPU.

The weights are those of the ONNX file, whose matrices are stored as int8; ONNX Runtime
multiplies them as float32, CTranslate2 as int8. Each text is computed alone, so that its vector
does not depend on what else is embedded, to the last bit; it does on the kind of processor.
Does not cover which weights are installed where: the caller gives paths.

Source: Reimers and Gurevych 2019 (Sentence-BERT): mean over word pieces, unit length.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import ctranslate2
import numpy as np
from ctranslate2.specs import common_spec, transformer_spec
from tokenizers import BertWordPieceTokenizer

from retrieval.bert_weights import BertWeights, Linear, Norm, read_bert
from retrieval.embedder import MAX_WORD_PIECES, Vectors, distinct, unit
from retrieval.errors import EmbedderUnusable

NAME = "all-MiniLM-L6-v2-int8"

_HEAD_WIDTH = 32
"""Of the MiniLM family: 12 heads in a width of 384."""

_EPSILON = 1e-12
"""Of BERT's layer norms."""


class MiniLmEmbedder:
    """all-MiniLM-L6-v2 in int8. Threads share one copy of the weights."""

    def __init__(
        self, model_path: Path, vocab_path: Path, threads: int = 1, name: str = NAME
    ) -> None:
        """Load model and vocabulary.

        Args:
            model_path: ONNX file of the encoder, as torch exports it.
            vocab_path: BERT's vocab.txt, one word piece a line.
            threads: texts that are computed at once, one core each.
            name: what an index made with it records; another for other weights.

        Raises:
            EmbedderUnusable: a file is missing, or is not what it should be.
        """
        self.name = name
        try:
            self._tokenizer = BertWordPieceTokenizer(str(vocab_path), lowercase=True)
            weights = read_bert(model_path.read_bytes())
            vocabulary = vocab_path.read_text(encoding="utf-8").splitlines()
            self._encoder = _encoder(weights, vocabulary, threads)
        except EmbedderUnusable:
            raise
        # The tokenizer raises bare Exception; CTranslate2 has RuntimeError and ValueError.
        except Exception as error:
            raise EmbedderUnusable(
                f"The embedder cannot load {model_path.name} with {vocab_path.name}; "
                "run `aisle models` to see which file is missing or altered, and set "
                'embedding.backend to "onnx" for a model that is not of the MiniLM family.'
            ) from error
        self.dimensions = weights.width
        self._tokenizer.enable_truncation(MAX_WORD_PIECES)
        self._threads = threads
        self._texts = ThreadPoolExecutor(threads, thread_name_prefix="embedder")

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, each distinct one once, `threads` at a time.

        Each is computed alone: in a batch, processors without AVX-512 give it another vector with
        other company, up to .009 apart, for an eighth more texts a second.

        Args:
            texts: any text; what exceeds 256 word pieces is ignored.

        Returns:
            float32 [N, 384], unit length, in the order of `texts`.

        Raises:
            EmbeddingInvalid: the model gave NaN, infinity or a null vector.
        """
        once, rows = distinct(texts)
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(once)]
        if len(once) == 1 or self._threads == 1:
            means = [self._mean(ids) for ids in pieces]
        else:
            means = list(self._texts.map(self._mean, pieces))
        return unit(np.array(means, dtype=np.float32).reshape(-1, self.dimensions))[rows]

    def _mean(self, ids: list[int]) -> Vectors:
        # float32 [1, pieces, 384], a view of the engine's memory
        hidden = np.asarray(self._encoder.forward_batch([ids]).last_hidden_state)
        mean: Vectors = hidden[0].mean(axis=0)
        return mean


def _encoder(weights: BertWeights, vocabulary: list[str], threads: int) -> ctranslate2.Encoder:
    """Return the encoder in CTranslate2, its matrices rounded to int8 row by row."""
    encoder = transformer_spec.TransformerEncoderSpec(
        len(weights.layers),
        weights.width // _HEAD_WIDTH,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights.words
    encoder.position_encodings.encodings = weights.positions
    _set_norm(encoder.layernorm_embedding, weights.embedding_norm)
    for spec, layer in zip(encoder.layer, weights.layers, strict=True):
        joined = (layer.query, layer.key, layer.value)
        into, out_of = spec.self_attention.linear
        into.weight = np.concatenate([linear.weight for linear in joined])
        into.bias = np.concatenate([linear.bias for linear in joined])
        _set_linear(out_of, layer.attended)
        _set_norm(spec.self_attention.layer_norm, layer.attention_norm)
        _set_linear(spec.ffn.linear_0, layer.widening)
        _set_linear(spec.ffn.linear_1, layer.narrowing)
        _set_norm(spec.ffn.layer_norm, layer.output_norm)
    model = transformer_spec.TransformerEncoderModelSpec(encoder)
    model.config.layer_norm_epsilon = _EPSILON
    model.register_vocabulary(vocabulary)
    model.validate()
    model.optimize(quantization="int8_float32")
    try:
        with TemporaryDirectory(prefix="aisle-embedder-") as folder:
            model.save(folder)
            return ctranslate2.Encoder(
                folder, compute_type="int8", inter_threads=threads, intra_threads=1
            )
    except OSError as error:
        raise EmbedderUnusable(
            f"The embedder cannot write 24 MB into the temporary folder ({error.strerror}); "
            "free some space there, or name another folder with TMPDIR."
        ) from error


def _set_linear(spec: common_spec.LinearSpec, linear: Linear) -> None:
    spec.weight, spec.bias = linear.weight, linear.bias


def _set_norm(spec: common_spec.LayerNormSpec, norm: Norm) -> None:
    spec.gamma, spec.beta = norm.scale, norm.shift
