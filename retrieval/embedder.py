"""Text to vectors: all-MiniLM-L6-v2, int8, on ONNX Runtime.

Does not cover which weights are installed where: the caller gives paths.

Source: Reimers and Gurevych 2019 (Sentence-BERT): mean over word pieces, unit length.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import BertWordPieceTokenizer

from retrieval.errors import EmbedderUnusable, EmbeddingInvalid

Vectors = npt.NDArray[np.float32]

MAX_WORD_PIECES = 256
"""The length that the model was trained with; longer text is cut."""

BATCH = 8
"""Documents of similar length at a time: 12 ms each by 8, 14 by 32, 20 by 64, on one thread."""


class Embedder(Protocol):
    """Turns text into unit vectors. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """Names the weights; an index built with another name is refused."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return float32 [N, dimensions], unit length, in the order of `texts`."""


class MiniLmEmbedder:
    """all-MiniLM-L6-v2 as int8 ONNX."""

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(self, model_path: Path, vocab_path: Path, threads: int = 1) -> None:
        """Load model and vocabulary.

        Args:
            model_path: ONNX file.
            vocab_path: BERT's vocab.txt, one word piece a line.
            threads: cores of one call. One query took 4 ms with 1 thread and 9 ms with 2
                on a shared 2-core machine.

        Raises:
            EmbedderUnusable: a file is missing, or is not what it should be.
        """
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            self._tokenizer = BertWordPieceTokenizer(str(vocab_path), lowercase=True)
            self._session = ort.InferenceSession(
                str(model_path), options, providers=["CPUExecutionProvider"]
            )
        # Both libraries raise bare Exception, with several subclasses that share no base.
        except Exception as error:
            raise EmbedderUnusable(
                f"The embedder cannot load {model_path.name} with {vocab_path.name}; "
                "run `aisle models` to see which file is missing or altered."
            ) from error
        self._tokenizer.enable_truncation(MAX_WORD_PIECES)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in batches of similar length.

        Args:
            texts: any text; what exceeds 256 word pieces is ignored.

        Returns:
            float32 [N, 384], unit length, in the order of `texts`.

        Raises:
            EmbeddingInvalid: the model gave NaN, infinity or a null vector.
        """
        return in_batches(texts, self.dimensions, BATCH, self._batch)

    def _batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        (hidden,) = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)},
        )
        weights = mask[..., None].astype(np.float32)
        return unit((hidden * weights).sum(axis=1) / weights.sum(axis=1))


def in_batches(
    texts: Sequence[str],
    dimensions: int,
    size: int,
    embed: Callable[[list[str]], Vectors],
) -> Vectors:
    """Embed texts of similar length together, which wastes least on padding.

    Args:
        texts: any text; a lone surrogate, which no tokenizer takes, becomes a mark.
        dimensions: of a vector.
        size: texts of a batch.
        embed: takes a batch.

    Returns:
        float32 [N, dimensions], in the order of `texts`.
    """
    vectors = np.empty((len(texts), dimensions), dtype=np.float32)
    by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for start in range(0, len(by_length), size):
        rows = by_length[start : start + size]
        batch = [texts[row].encode("utf-8", "replace").decode() for row in rows]
        vectors[rows] = embed(batch)
    return vectors


def unit(vectors: Vectors) -> Vectors:
    """Scale float32 [N, D] to unit length.

    Raises:
        EmbeddingInvalid: a vector has NaN, infinity or no length.
    """
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise EmbeddingInvalid(
            "The embedder gave a vector that is no number; run `aisle models` to check its file."
        )
    scaled: Vectors = (vectors / lengths).astype(np.float32, copy=False)
    return scaled
