"""Text to vectors: what every embedder is, and the arithmetic that they share.

    minilm_embedder  all-MiniLM-L6-v2 in int8 on CTranslate2, the default
    onnx_embedder    a sentence encoder in a file of ONNX
    torch_embedder   all-MiniLM-L6-v2 in float32, on a GPU
    url_embedder     a model behind an OpenAI-compatible URL

`vector_cache` and `recent_vectors` wrap one of these and are embedders too.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retrieval.errors import EmbeddingInvalid

Vectors = npt.NDArray[np.float32]

MAX_WORD_PIECES = 256
"""The length that all-MiniLM-L6-v2 was trained with; longer text is cut."""


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


def in_batches(
    texts: Sequence[str],
    dimensions: int,
    size: int,
    embed: Callable[[list[str]], Vectors],
) -> Vectors:
    """Embed each distinct text once, those of similar length together: least padding.

    Args:
        texts: any text; a lone surrogate, which no tokenizer takes, becomes a mark.
        dimensions: of a vector.
        size: texts of a batch.
        embed: takes a batch.

    Returns:
        float32 [N, dimensions], in the order of `texts`.
    """
    once, rows = distinct(texts)
    vectors = np.empty((len(once), dimensions), dtype=np.float32)
    by_length = sorted(range(len(once)), key=lambda index: len(once[index]))
    for start in range(0, len(by_length), size):
        batch = by_length[start : start + size]
        vectors[batch] = embed([once[index] for index in batch])
    return vectors[rows]


def distinct(texts: Sequence[str]) -> tuple[list[str], npt.NDArray[np.intp]]:
    """Return each text once, well-formed, and for every text given the row where it is.

    Args:
        texts: any text; a lone surrogate becomes a question mark.

    Returns:
        The distinct texts in the order of their first, and rows [N].
    """
    places: dict[str, int] = {}
    rows = [places.setdefault(well_formed(text), len(places)) for text in texts]
    return list(places), np.array(rows, dtype=np.intp)


def well_formed(text: str) -> str:
    """Return `text` as Unicode that can be encoded: a lone surrogate becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


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
