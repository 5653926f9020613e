"""Text to vectors: a BERT-like sentence encoder in a file of ONNX, on ONNX Runtime.

For models other than all-MiniLM-L6-v2, which `minilm_embedder` computes 2.7 times as fast.
The mean over word pieces is taken here, as sentence-transformers do; a model that wants its
first piece instead is not covered. Does not cover which weights are installed where: the
caller gives paths.

Source: Reimers and Gurevych 2019 (Sentence-BERT): mean over word pieces, unit length.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import BertWordPieceTokenizer

from retrieval.embedder import MAX_WORD_PIECES, Vectors, in_batches, unit
from retrieval.errors import EmbedderUnusable

BATCH = 8
"""Documents of similar length at a time: 12 ms each by 8, 14 by 32, 20 by 64, on one thread."""

_HIDDEN_STATES = 3
"""Rank of the output: texts, word pieces, dimensions."""


class OnnxEmbedder:
    """A sentence encoder as ONNX."""

    def __init__(self, model_path: Path, vocab_path: Path, name: str, threads: int = 1) -> None:
        """Load model and vocabulary.

        Args:
            model_path: ONNX file; its first output is float32 [texts, pieces, dimensions].
            vocab_path: BERT's vocab.txt, one word piece a line.
            name: what an index made with it records; another for other weights.
            threads: cores of one call. One query took 4 ms with 1 thread and 9 ms with 2
                on a shared 2-core machine.

        Raises:
            EmbedderUnusable: a file is missing, or is not what it should be.
        """
        self.name = name
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        try:
            self._tokenizer = BertWordPieceTokenizer(str(vocab_path), lowercase=True)
            self._session = ort.InferenceSession(
                str(model_path), options, providers=["CPUExecutionProvider"]
            )
            self.dimensions = _dimensions(self._session)
        # Both libraries raise bare Exception, with several subclasses that share no base.
        except Exception as error:
            raise EmbedderUnusable(
                f"The embedder cannot load {model_path.name} with {vocab_path.name}; "
                "run `aisle models` to see which file is missing or altered."
            ) from error
        self._inputs = {given.name for given in self._session.get_inputs()}
        self._tokenizer.enable_truncation(MAX_WORD_PIECES)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, in batches of similar length.

        Args:
            texts: any text; what exceeds 256 word pieces is ignored.

        Returns:
            float32 [N, dimensions], unit length, in the order of `texts`.

        Raises:
            EmbeddingInvalid: the model gave NaN, infinity or a null vector.
        """
        return in_batches(texts, self.dimensions, BATCH, self._batch)

    def _batch(self, texts: list[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch(texts)
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {k: v for k, v in given.items() if k in self._inputs})[0]
        weights = mask[..., None].astype(np.float32)
        return unit((hidden * weights).sum(axis=1) / weights.sum(axis=1))


def _dimensions(session: ort.InferenceSession) -> int:
    """Return the length of a vector.

    Raises:
        ValueError: the first output is not one vector for each word piece.
    """
    shape = session.get_outputs()[0].shape
    if len(shape) != _HIDDEN_STATES or not isinstance(shape[-1], int):
        raise ValueError(f"output of shape {shape}")
    return shape[-1]
