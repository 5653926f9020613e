"""The head for everyday talk: which act a part is, learned from people's own wordings.

One hidden layer reads the embedding, the words and pieces of words by their hashes, what the
first layer of `heads` says of the embedding, and what the rules saw. Trained by
`evals.train_everyday` on lines that people wrote who had not seen the rules; the card is
`data/heads.md`.

Source: hashed features after Weinberger et al., Feature Hashing for Large Scale Multitask
Learning (2009); subwords after Bojanowski et al., Enriching Word Vectors (2017).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Self
from zlib import crc32

import numpy as np

from agents.acts import Act
from agents.reading import Shown
from agents.understand.heads import Numbers, odds, softmax
from retrieval.embedder import Vectors

_WEIGHTS = "everyday.npz"

BUCKETS = 4_096
WORDS_MOST = 48
"""Words that are hashed, as many as are embedded."""
VECTOR_SCALE, HASH_SCALE, WORDS_SCALE = 4.0, 4.0, 0.5
"""Bring the inputs to about one spread; vectors at double lost .015 in F1 on other people."""
_LEAST_CHANCE = 0.03
_PIECES = (3, 4, 5)
_WORD = re.compile(r"[a-z0-9$']+|[?]")


@dataclass(frozen=True, slots=True)
class Everyday:
    """The weights of both layers."""

    mean: Numbers
    """[D], taken off every vector."""
    inner: Numbers
    """[D + BUCKETS + E + 1 + A, H]."""
    inner_bias: Numbers
    """[H]."""
    outer: Numbers
    """[H, A]."""
    outer_bias: Numbers
    """[A]."""
    acts: tuple[Act, ...]
    calibration: tuple[float, float, float]
    """By how much the log odds of this head and of the rule count, and an offset."""

    @classmethod
    def load(cls) -> Self:
        """Return the shipped head."""
        return cls.of((files("agents.understand") / "data" / _WEIGHTS).read_bytes())

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the head in the content of a file that `evals.train_everyday` wrote."""
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            by_head, by_rule, offset = stored["calibration"].tolist()
            return cls(
                mean=stored["mean"].astype(np.float32),
                inner=stored["inner"].astype(np.float32) * stored["scale"].astype(np.float32),
                inner_bias=stored["inner_bias"].astype(np.float32),
                outer=stored["outer"].astype(np.float32),
                outer_bias=stored["outer_bias"].astype(np.float32),
                acts=tuple(Act(name) for name in stored["acts"].tolist()),
                calibration=(by_head, by_rule, offset),
            )

    def chances(
        self, vectors: Vectors, texts: Sequence[str], evidence: Numbers, by_words: Numbers
    ) -> Numbers:
        """Return the probability of each act.

        Args:
            vectors: [N, D], of the texts.
            texts: N, in normal words.
            evidence: [N, E + 1], by `evidence_here`.
            by_words: [N, A], what `Heads.words_say`.

        Returns:
            [N, A].
        """
        wide = vectors.shape[1]
        dense = self.dense(vectors, self.mean, evidence, by_words)
        rows = np.concatenate((self.inner[:wide], self.inner[wide + BUCKETS :]))
        inner = dense @ rows + self.inner_bias
        for place, text in enumerate(texts):
            buckets, counts = hashed(text)
            inner[place] += counts @ self.inner[wide + buckets]
        return softmax(np.maximum(inner, 0) @ self.outer + self.outer_bias)

    @staticmethod
    def dense(vectors: Vectors, mean: Numbers, evidence: Numbers, by_words: Numbers) -> Numbers:
        """Return float32 [N, D + E + 1 + A]: all inputs but the hashed words."""
        logs = np.log(np.maximum(by_words, _LEAST_CHANCE)) * WORDS_SCALE
        joined = np.column_stack(((vectors - mean) * VECTOR_SCALE, evidence, logs))
        return joined.astype(np.float32)

    def sureness(self, chance: float, rule: float) -> float:
        """Return how often such an act was right, 0..1.

        Args:
            chance: of the act, by `chances`.
            rule: the confidence of the rule that read it; of a guess where this head did.
        """
        by_head, by_rule, offset = self.calibration
        return float(1 / (1 + np.exp(-(by_head * odds(chance) + by_rule * odds(rule) + offset))))


@cache
def shipped_everyday() -> Everyday:
    """Return the shipped head, read once."""
    return Everyday.load()


def evidence_here(evidence: Numbers, shown: Shown) -> Numbers:
    """Return float32 [E + 1]: the evidence of a part, and whether one product is talked of."""
    return np.append(evidence, np.float32(len(shown.titles) == 1))


def hashed(text: str) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], Numbers]:
    """Return the buckets of a text's words, pairs of words and pieces of words.

    Args:
        text: in normal words.

    Returns:
        int64 [K] buckets, each once, and float32 [K] how often each, scaled by the length.
    """
    words = _WORD.findall(text.lower())[:WORDS_MOST]
    keys = {f"w{word}" for word in words}
    ends = ["<", *words, ">"]
    keys.update(("w<", "w>"))
    keys.update(f"w{a} {b}" for a, b in pairwise(ends))
    line = f" {' '.join(words)} "
    for size in _PIECES:
        keys.update(f"c{line[at : at + size]}" for at in range(len(line) - size + 1))
    found = np.array([crc32(key.encode()) % BUCKETS for key in keys], np.int64)
    buckets, counts = np.unique(found, return_counts=True)
    return buckets, (counts * (HASH_SCALE / np.sqrt(len(keys)))).astype(np.float32)
