"""Fits the weights by which `agents.understand.repairs` tells what was taken back.

`python -m evals.train_repairs ../shared/data/disfl-qa/dev.json` fits on half of the
questions, by a hash of their keys, and prints how many of each half are read as the
originals. The text of the questions is not kept: weights only.
Source: Disfl-QA (Gupta et al., 2021), CC-BY-4.0.
"""

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.understand import repairs
from agents.understand.edit_terms import Word
from agents.understand.repair_features import Cut, features
from evals.bench.agent.repairs import plain

WEIGHTS = Path(repairs.__file__).parent / "data" / "repair_weights.json"
L2 = 0.1
"""By four-fold cross-validation on the tuning half: .02 gives .637 exact, .1 .645, .3 .635."""
STEPS = 400
RATE = 0.1
LEAST_SEEN = 2
"""A feature of one question only says nothing of others."""
SMALLEST_KEPT = 0.02

Pair = tuple[str, str]
"""Disfluent and original."""


def halves(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Return the questions to fit on and those held out."""
    split: tuple[list[Pair], list[Pair]] = ([], [])
    for key, row in json.loads(path.read_text(encoding="utf-8")).items():
        half = int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2
        split[half].append((row["disfluent"], row["original"]))
    return split


def exact(pairs: Sequence[Pair]) -> float:
    """Return the share of questions whose fluent text is the original."""
    return float(np.mean([plain(repairs.fluent(d)) == plain(o) for d, o in pairs]))


def fit(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return weights that make the cuts of `pairs` likely among all and none."""
    names: dict[str, int] = {}
    seen: dict[str, int] = {}
    questions: list[tuple[list[list[str]], list[int]]] = []
    for disfluent, original in pairs:
        words = repairs.words_of(disfluent)
        cuts = list(repairs.cuts(words))
        meant = plain(original)
        right = [k for k, cut in enumerate(cuts) if plain(_without(words, cut)) == meant]
        if cuts and right:
            named = [list(features(words, cut)) for cut in cuts]
            questions.append((named, right))
            for name in {n for cut_names in named for n in cut_names}:
                seen[name] = seen.get(name, 0) + 1
        words = repairs.words_of(original)
        if cuts := list(repairs.cuts(words)):
            questions.append(([list(features(words, cut)) for cut in cuts], []))
    for name, times in seen.items():
        if times >= LEAST_SEEN:
            names[name] = len(names)
    rows = [_matrix(named, names) for named, _ in questions]
    golds = [right for _, right in questions]
    return dict(zip(names, _ascend(rows, golds, len(names)).tolist(), strict=True))


def _without(words: Sequence[Word], cut: Cut) -> str:
    return " ".join(w.text for w in (*words[: cut.start], *words[cut.stop :]))


def _matrix(named: list[list[str]], names: Mapping[str, int]) -> NDArray[np.float64]:
    rows = np.zeros((len(named) + 1, len(names)))
    for row, cut_names in enumerate(named):
        for name in cut_names:
            if name in names:
                rows[row, names[name]] += 1
    return rows


def _ascend(
    rows: list[NDArray[np.float64]], golds: list[list[int]], width: int
) -> NDArray[np.float64]:
    """Fit by Adam; the last row of each question, all zeros, is "nothing taken back"."""
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        slope = -L2 * weights
        for matrix, right in zip(rows, golds, strict=True):
            scores = matrix @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            target = np.zeros(len(chances))
            gold = right or [len(chances) - 1]
            target[gold] = chances[gold] / chances[gold].sum()
            slope += matrix.T @ (target - chances) / len(rows) * 100
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def main() -> None:
    """Fit, write the weights and say how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    path = parser.parse_args().questions
    tuning, held_out = halves(path)
    fitted = {n: round(w, 3) for n, w in fit(tuning).items() if abs(w) >= SMALLEST_KEPT}
    card = {
        "of": "log-linear model of what is taken back in a self-repair",
        "fitted on": f"{len(tuning)} questions of Disfl-QA dev (CC-BY-4.0, Gupta et al., 2021)",
        "by": "python -m evals.train_repairs",
    }
    text = json.dumps({"card": card, "weights": fitted}, indent=0, sort_keys=True)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")
    repairs.weights.cache_clear()
    report = {"tuning": exact(tuning), "held_out": exact(held_out), "features": len(fitted)}
    print(json.dumps(report))  # noqa: T201 - the command's answer


if __name__ == "__main__":
    main()
