"""The arithmetic of training the heads: softmax regression by Adam, folds, Platt's calibration.

Deterministic for a seed. Source: Kingma and Ba, Adam (2015); Platt, Probabilistic Outputs (1999).
"""

import numpy as np
import numpy.typing as npt

from agents.understand.heads import Numbers, softmax

Indices = npt.NDArray[np.int64]

BATCH = 256
RATE = 0.02
RATE_WITH_OUTLIERS = 0.002
RIDGE = 1.0
"""Pull of the calibration towards half of each."""
_ONCE, _TWICE = 0.9, 0.999


def fit(
    x: Numbers, y: Indices, classes: int, weight: Numbers, *, epochs: int, decay: float, seed: int
) -> tuple[Numbers, Numbers]:
    """Fit a softmax regression.

    Args:
        x: [N, D], of about unit spread.
        y: [N], 0..classes - 1.
        classes: how many.
        weight: [N], of mean 1.
        epochs: passes over the rows.
        decay: of the squared weights, a batch.
        seed: of the order of rows.

    Returns:
        Weights [D, classes] and bias [classes].
    """
    dice = np.random.default_rng(seed)
    model = _Adam(x.shape[1], classes, decay)
    for epoch in range(epochs):
        order = dice.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            wrong = model.chances(x[rows])
            wrong[np.arange(len(rows)), y[rows]] -= 1
            wrong *= (weight[rows] / len(rows))[:, None]
            model.step(x[rows], wrong, RATE * (1 - epoch / epochs) + 1e-4)
    return model.weights, model.bias


def fit_with_outliers(
    x: Numbers,
    y: Indices,
    outliers: Numbers,
    *,
    outliers_a_batch: int,
    epochs: int,
    decay: float,
    seed: int,
) -> tuple[Numbers, Numbers]:
    """Fit a softmax regression that is unsure of rows that are of no class.

    Args:
        x: [N, D].
        y: [N]; every class occurs.
        outliers: [O, D]; each class is made equally likely for them.
        outliers_a_batch: of each batch, drawn anew.
        epochs: passes over `x`.
        decay: of the squared weights, a batch.
        seed: of the order of rows and of the draws.

    Returns:
        Weights [D, classes] and bias [classes].
    """
    dice = np.random.default_rng(seed)
    classes = int(y.max()) + 1
    model = _Adam(x.shape[1], classes, decay)
    for epoch in range(epochs):
        order = dice.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            strange = dice.integers(0, len(outliers), outliers_a_batch)
            batch = np.concatenate((x[rows], outliers[strange]))
            wrong = model.chances(batch)
            wrong[np.arange(len(rows)), y[rows]] -= 1
            wrong[len(rows) :] -= 1 / classes
            wrong /= len(rows)
            model.step(batch, wrong, RATE_WITH_OUTLIERS * (1 - epoch / epochs) + 1e-5)
    return model.weights, model.bias


class _Adam:
    """Weights and bias with what Adam remembers of their slopes."""

    def __init__(self, width: int, classes: int, decay: float) -> None:
        self.weights = np.zeros((width, classes), np.float32)
        self.bias = np.zeros(classes, np.float32)
        self._decay = decay
        self._slopes = [np.zeros_like(self.weights), np.zeros_like(self.bias)]
        self._spreads = [np.zeros_like(self.weights), np.zeros_like(self.bias)]
        self._steps = 0

    def chances(self, x: Numbers) -> Numbers:
        return softmax(x @ self.weights + self.bias)

    def step(self, x: Numbers, wrong: Numbers, rate: float) -> None:
        """Go one step against the error [N, classes] of rows [N, D]."""
        self._steps += 1
        pulls = (x.T @ wrong + self._decay * self.weights, wrong.sum(axis=0))
        for place, (held, pull) in enumerate(zip((self.weights, self.bias), pulls, strict=True)):
            slope, spread = self._slopes[place], self._spreads[place]
            slope += (1 - _ONCE) * (pull - slope)
            spread += (1 - _TWICE) * (pull**2 - spread)
            rest = np.sqrt(spread / (1 - _TWICE**self._steps)) + 1e-8
            np.subtract(held, rate * slope / (1 - _ONCE**self._steps) / rest, out=held)


def platt(told: Numbers, right: Numbers, weight: Numbers) -> tuple[float, float, float]:
    """Fit how often claims were right by two log odds.

    Args:
        told: [N, 2], log odds of the heads and of the rule.
        right: [N], 0 or 1.
        weight: [N].

    Returns:
        A factor for each of the two, and an offset.
    """
    x = np.column_stack((told, np.ones(len(told)))).astype(np.float64)
    before = np.array([0.5, 0.5, 0.0])
    found = before.copy()
    for _ in range(30):
        said = 1 / (1 + np.exp(-(x @ found)))
        slope = x.T @ (weight * (said - right)) + RIDGE * (found - before)
        bend = (x * (weight * said * (1 - said))[:, None]).T @ x + RIDGE * np.eye(3)
        found -= np.linalg.solve(bend, slope)
    return float(found[0]), float(found[1]), float(found[2])


def logistic(x: Numbers, right: Numbers) -> Numbers:
    """Fit a logistic regression by Newton's method.

    Args:
        x: [N, D].
        right: [N], 0 or 1.

    Returns:
        float32 [D + 1], the offset last.
    """
    wide = np.column_stack((x, np.ones(len(x)))).astype(np.float64)
    found = np.zeros(wide.shape[1])
    for _ in range(30):
        said = 1 / (1 + np.exp(-(wide @ found)))
        slope = wide.T @ (said - right) + RIDGE * found
        bend = (wide * (said * (1 - said))[:, None]).T @ wide + RIDGE * np.eye(len(found))
        found -= np.linalg.solve(bend, slope)
    weights: Numbers = found.astype(np.float32)
    return weights
