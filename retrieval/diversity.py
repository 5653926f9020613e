"""Putting unlike products side by side: maximal marginal relevance over stored vectors.

Pure. Only equals change places: what is out of stock or far from the text stays behind.

Source: Carbonell and Goldstein 1998 (maximal marginal relevance).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from retrieval.embedder import Vectors

CONSIDERED = 50
"""Best hits that may change places."""


def diversified(
    scores: Sequence[float],
    vectors: Vectors,
    diversity: float,
    groups: Sequence[object] | None = None,
) -> list[int]:
    """Return an order in which each next one is good, and unlike those before it.

    Args:
        scores: best first within a group; any scale.
        vectors: float32 [N, dimensions], unit length, in the order of `scores`.
        diversity: 0 keeps the order, 1 looks at differences alone.
        groups: [N]; equal neighbours form a group, and no group mixes with another.

    Returns:
        Every index once; the first stays first.
    """
    order: list[int] = []
    likeness = np.full(len(scores), -1.0)
    """Of each to the likest one before it."""
    for group in _runs(groups if groups is not None else [None] * len(scores)):
        worth = _worth(np.asarray(scores[group.start : group.stop], dtype=np.float64))
        left = np.ones(len(group), dtype=bool)
        for _ in group:
            gain = (1 - diversity) * worth - diversity * likeness[group.start : group.stop]
            # The first has nothing to differ from: the best, whatever the diversity.
            chosen = int(np.argmax(np.where(left, gain if order else worth, -np.inf)))
            left[chosen] = False
            order.append(group.start + chosen)
            likeness = np.maximum(likeness, vectors @ vectors[order[-1]])
    return order


def _worth(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scale scores to 0..1, so that they weigh as much as likenesses do."""
    spread = scores.max() - scores.min()
    scaled: npt.NDArray[np.float64] = (scores - scores.min()) / (spread or 1.0)
    return scaled


def _runs(groups: Sequence[object]) -> list[range]:
    starts = [i for i in range(len(groups)) if i == 0 or groups[i] != groups[i - 1]]
    return [range(start, end) for start, end in pairwise([*starts, len(groups)])]
