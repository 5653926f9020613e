"""The arithmetic of training a head with one hidden layer: Adam, dropout, weighted rows.

Deterministic for a seed. Source: Kingma and Ba, Adam (2015); Srivastava et al., Dropout (2014).
"""

from dataclasses import dataclass

import numpy as np

from agents.understand.heads import Numbers, softmax
from evals.head_fit import Indices

INNER = 96
EPOCHS, BATCH, RATE, DECAY, DROPPED = 16, 64, 0.002, 1e-3, 0.5
"""Chosen on unseen authors: decay .0001 to .003, dropout .3 to .5 and 64 to 96 inner numbers
differ by less than .006 in macro F1; without a hidden layer it is .05 lower."""
_ONCE, _TWICE = 0.9, 0.999


@dataclass(frozen=True, slots=True)
class Net:
    """Weights and biases of both layers."""

    inner: Numbers
    inner_bias: Numbers
    outer: Numbers
    outer_bias: Numbers

    def chances(self, x: Numbers) -> Numbers:
        """Return [N, classes] for [N, D]."""
        return softmax(
            np.maximum(x @ self.inner + self.inner_bias, 0) @ self.outer + self.outer_bias
        )


def fit_net(x: Numbers, y: Indices, classes: int, weight: Numbers, *, seed: int) -> Net:
    """Fit both layers.

    Args:
        x: [N, D].
        y: [N], 0..classes - 1.
        classes: how many.
        weight: [N].
        seed: of the first weights, the order of rows and what is dropped.

    Returns:
        The net.
    """
    dice = np.random.default_rng(seed)
    held = [
        _drawn(dice, x.shape[1], INNER), np.zeros(INNER, np.float32),
        _drawn(dice, INNER, classes), np.zeros(classes, np.float32),
    ]  # fmt: skip
    slopes, spreads = [np.zeros_like(h) for h in held], [np.zeros_like(h) for h in held]
    steps = 0
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS) + 1e-5
        order = dice.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start : start + BATCH]
            steps += 1
            pulls = _pulls(held, x[rows], y[rows], weight[rows], dice)
            for k, pull in enumerate(pulls):
                slopes[k] += (1 - _ONCE) * (pull - slopes[k])
                spreads[k] += (1 - _TWICE) * (pull**2 - spreads[k])
                rest = np.sqrt(spreads[k] / (1 - _TWICE**steps)) + 1e-8
                held[k] -= rate * slopes[k] / (1 - _ONCE**steps) / rest
    return Net(*held)


def _drawn(dice: np.random.Generator, rows: int, columns: int) -> Numbers:
    drawn: Numbers = (dice.standard_normal((rows, columns)) / np.sqrt(rows)).astype(np.float32)
    return drawn


def _pulls(
    held: list[Numbers], x: Numbers, y: Indices, weight: Numbers, dice: np.random.Generator
) -> list[Numbers]:
    """Return the slopes of the error by each weight."""
    inner = np.maximum(x @ held[0] + held[1], 0)
    kept = ((dice.random(inner.shape) > DROPPED) / (1 - DROPPED)).astype(np.float32)
    seen = inner * kept
    wrong = softmax(seen @ held[2] + held[3])
    wrong[np.arange(len(y)), y] -= 1
    wrong *= (weight / len(y))[:, None]
    back = (wrong @ held[2].T) * kept * (inner > 0)
    return [
        x.T @ back + DECAY * held[0], back.sum(axis=0),
        seen.T @ wrong + DECAY * held[2], wrong.sum(axis=0),
    ]  # fmt: skip
