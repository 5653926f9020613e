"""What an embedding server answered, checked: one good vector for each text, in order.

Source: the response of POST /v1/embeddings as OpenAI documents it, which others imitate:
floats or base64 of little-endian float32, in an order that only "index" tells.
"""

import base64
import binascii

import numpy as np
from pydantic import BaseModel, ValidationError

from retrieval.embedder import Vectors, unit
from retrieval.errors import EmbeddingInvalid

_FLOAT32 = np.dtype("<f4")


class ReplyUnusable(ValueError):
    """The answer is not one vector for each text; the message completes "the server ..."."""


class _Item(BaseModel):
    index: int
    embedding: list[float] | str


class _Reply(BaseModel):
    data: list[_Item]


def read_reply(content: bytes, count: int) -> Vectors:
    """Return the vectors of an answer in the order of the texts that were sent.

    Args:
        content: the answer's body.
        count: how many texts were sent, at least 1.

    Returns:
        float32 [count, D], unit length; D as the server chose.

    Raises:
        ReplyUnusable: another number of vectors, of unequal length, or something else.
    """
    try:
        items = _Reply.model_validate_json(content).data
    except ValidationError as error:
        raise ReplyUnusable("does not answer with embeddings") from error
    if len(items) != count:
        raise ReplyUnusable(f"gave {len(items)} vectors for {count} texts")
    by_index = {item.index: item.embedding for item in items}
    if sorted(by_index) != list(range(count)):
        raise ReplyUnusable("does not say which vector is of which text")
    rows = [_vector(by_index[index]) for index in range(count)]
    if len({len(row) for row in rows}) != 1 or not len(rows[0]):
        raise ReplyUnusable("gave vectors of different lengths, or empty ones")
    try:
        return unit(np.stack(rows))
    except EmbeddingInvalid as error:
        raise ReplyUnusable("gave a vector that is no number") from error


def _vector(embedding: list[float] | str) -> Vectors:
    if not isinstance(embedding, str):
        # A float64 too large becomes infinite, which is refused with the NaNs.
        with np.errstate(over="ignore"):
            return np.array(embedding, dtype=np.float32)
    try:
        raw = base64.b64decode(embedding, validate=True)
        return np.frombuffer(raw, dtype=_FLOAT32).astype(np.float32)
    except (binascii.Error, ValueError) as error:
        raise ReplyUnusable("gave a vector that is neither numbers nor base64") from error
