"""Small trained heads on a sentence's embedding: what it is about, and which act it is.

Two layers, both softmax regressions in one file of numbers. The first reads the embedding alone:
one label for each act and topic of a shop, and one for each topic that is none of its business.
The second weighs the first against what the rules saw (`heads_evidence`) and gives a
probability for each act. Trained by `evals.train_heads`; the card is `data/heads.md`.

Source: linear probing of all-MiniLM-L6-v2; stacking after Wolpert, Stacked Generalization (1992).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Self

import numpy as np
import numpy.typing as npt

from agents.acts import Act
from retrieval.embedder import Vectors

Numbers = npt.NDArray[np.float32]

_WEIGHTS = "heads.npz"
_LEAST_CHANCE = 0.03
"""Below it the second layer sees no difference: on held-out templates .0001 lost .04 in F1,
since the first layer is sure of itself also where it has never heard such words."""
_LEAST_ODDS = 1e-4


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights of both layers and of the calibration."""

    embedder: str
    """Name of the embedder whose vectors the heads can read."""
    labels: tuple[str, ...]
    """Act, or act/topic."""
    mean: Numbers
    """[D], taken off every vector."""
    weights: Numbers
    """[D, L]."""
    bias: Numbers
    """[L]."""
    acts: tuple[Act, ...]
    mixed: Numbers
    """[A + E, A]: logs of the first layer's acts, then evidence."""
    mixed_bias: Numbers
    """[A]."""
    calibration: tuple[float, float, float]
    """By how much the log odds of the heads and of the rule count, and an offset."""

    @classmethod
    def load(cls) -> Self:
        """Return the shipped heads."""
        return cls.of((files("agents.understand") / "data" / _WEIGHTS).read_bytes())

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the heads in the content of a file that `evals.train_heads` wrote."""
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            by_head, by_rule, offset = stored["calibration"].tolist()
            scale = stored["scale"].astype(np.float32)
            return cls(
                embedder=str(stored["embedder"]),
                labels=tuple(stored["labels"].tolist()),
                mean=stored["mean"].astype(np.float32),
                weights=stored["weights"].astype(np.float32) * scale,
                bias=stored["bias"].astype(np.float32),
                acts=tuple(Act(name) for name in stored["acts"].tolist()),
                mixed=stored["mixed"].astype(np.float32),
                mixed_bias=stored["mixed_bias"].astype(np.float32),
                calibration=(by_head, by_rule, offset),
            )

    def topics(self, vectors: Vectors) -> Numbers:
        """Return the probability of each label by the words alone: [N, D] to [N, L]."""
        return softmax((vectors - self.mean) @ self.weights + self.bias)

    def words_say(self, topics: Numbers) -> Numbers:
        """Return the probability of each act by the words alone: [N, L] to [N, A]."""
        return topics @ membership(self.labels, self.acts)

    def chances(self, topics: Numbers, evidence: Numbers) -> Numbers:
        """Return the probability of each act, all considered: [N, L] and [N, E] to [N, A]."""
        joined = stacked(self.words_say(topics), evidence)
        return softmax(joined @ self.mixed + self.mixed_bias)

    def sureness(self, chance: float, rule: float) -> float:
        """Return how often such an act was right, 0..1.

        Args:
            chance: of the act, by `chances`.
            rule: the confidence of the rule that read it; of a guess where a head did.
        """
        by_head, by_rule, offset = self.calibration
        return float(1 / (1 + np.exp(-(by_head * odds(chance) + by_rule * odds(rule) + offset))))

    def topic(self, topics: Numbers, act: Act) -> str | None:
        """Return the likeliest topic of `act` in one row [L]; None for an act without topics."""
        places = [k for k, label in enumerate(self.labels) if label.startswith(f"{act}/")]
        if not places:
            return None
        best = max(places, key=lambda place: float(topics[place]))
        return self.labels[best].partition("/")[2]


@cache
def shipped_heads() -> Heads:
    """Return the shipped heads, read once."""
    return Heads.load()


def odds(chance: float) -> float:
    """Return the log odds of a probability."""
    within = min(max(chance, _LEAST_ODDS), 1 - _LEAST_ODDS)
    return float(np.log(within / (1 - within)))


def stacked(words: Numbers, evidence: Numbers) -> Numbers:
    """Return what the second layer reads: [N, A] and [N, E] to [N, A + E]."""
    return np.column_stack((np.log(np.maximum(words, _LEAST_CHANCE)), evidence))


@lru_cache(maxsize=4)
def membership(labels: tuple[str, ...], acts: tuple[Act, ...]) -> Numbers:
    """Return [L, A], one where a label is of an act; not to be written to."""
    own = [label.partition("/")[0] for label in labels]
    of = np.array([[name == act for act in acts] for name in own], dtype=np.float32)
    of.setflags(write=False)
    return of


def softmax(logits: npt.NDArray[np.floating]) -> Numbers:
    """Return rows that add up to one."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Numbers = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares
