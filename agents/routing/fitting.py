"""A logistic regression and its calibration, in numpy: the same input, the same numbers.

Newton's method on the penalised likelihood (Hastie et al., "Elements of Statistical Learning",
4.4); Platt's calibration with his smoothed targets (1999); isotonic by pooling adjacent
violators. Knows nothing of routing.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS_MOST = 60
_CLOSE_ENOUGH = 1e-9
_LOGIT_MOST = 35.0


def logistic(rows: Floats, good: Floats, weights: Floats, penalty: float) -> Floats:
    """Fit a logistic regression with an L2 penalty on all but the bias.

    Args:
        rows: float64 [N, D].
        good: float64 [N], 0..1.
        weights: float64 [N], of each row; 1 on average.
        penalty: Above 0.

    Returns:
        float64 [D + 1]: the weights of the columns as they are given, the bias last.
    """
    scale = rows.std(axis=0)
    scale[scale == 0] = 1.0
    centre = rows.mean(axis=0)
    table = np.hstack([(rows - centre) / scale, np.ones((len(rows), 1))])
    ridge = np.full(table.shape[1], penalty)
    ridge[-1] = 1e-6
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS_MOST):
        predicted = sigmoids(table @ found)
        gradient = table.T @ (weights * (predicted - good)) + ridge * found
        spread = weights * predicted * (1.0 - predicted)
        curvature = (table * spread[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        step *= min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-12))
        found -= step
        if float(np.abs(step).max()) < _CLOSE_ENOUGH:
            break
    slopes = found[:-1] / scale
    return np.append(slopes, found[-1] - float(slopes @ centre))


def platt(logits: Floats, good: Floats) -> tuple[float, float]:
    """Return slope and shift that turn logits into calibrated ones.

    Targets are pulled in from 0 and 1 by what so few examples can say. A slope below 0 would
    turn the order around: it becomes 0, and every turn has the mean.
    """
    positives = float(good.sum())
    negatives = len(good) - positives
    targets = np.where(good > 0, (positives + 1.0) / (positives + 2.0), 1.0 / (negatives + 2.0))
    slope, shift = logistic(logits[:, None], targets, np.ones(len(good)), 1e-3)
    if slope < 0:
        mean = float(targets.mean())
        return 0.0, float(np.log(mean / (1.0 - mean)))
    return float(slope), float(shift)


def isotonic(logits: Floats, good: Floats) -> tuple[list[float], list[float]]:
    """Return the rising steps that fit best: the mean logit of each, and its probability."""
    order = np.argsort(logits, kind="stable")
    blocks: list[tuple[float, float, float]] = []  # sum of logits, of good ones, count
    for index in order:
        blocks.append((float(logits[index]), float(good[index]), 1.0))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((last[0] + before[0], last[1] + before[1], last[2] + before[2]))
    return [b[0] / b[2] for b in blocks], [b[1] / b[2] for b in blocks]


def sigmoids(logits: Floats) -> Floats:
    """Return 1 / (1 + exp(-logit)) of each."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -_LOGIT_MOST, _LOGIT_MOST))))


def log_loss(logits: Floats, good: Floats) -> float:
    """Return the mean negative log likelihood of 0 or 1."""
    clipped = np.clip(logits, -_LOGIT_MOST, _LOGIT_MOST)
    return float(np.mean(np.logaddexp(0.0, clipped) - good * clipped))
