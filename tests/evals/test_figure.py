"""Figures, their intervals and whether they reach what is asked."""

import json
import random
from statistics import median

from evals.bench.figure import Figure, Report, bootstrap_interval, median_of, percentile_of


def test_interval_of_the_median_holds_the_true_median_about_as_often_as_it_says() -> None:
    dice = random.Random(3)
    held = 0
    for _ in range(60):
        sample = [dice.gauss(10, 2) for _ in range(30)]
        low, high = bootstrap_interval(sample, median)
        held += low <= 10 <= high
    assert 50 <= held <= 60


def test_median_and_percentile() -> None:
    values = [float(v) for v in range(1, 101)]
    assert median_of("m", values, "ms").value == 50.5
    p95 = percentile_of("p", values, 95, "ms", reach=90)
    assert p95.value is not None
    assert 95 <= p95.value <= 96
    assert p95.met is False


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    figure = median_of("m", [], "ms", reach=100)
    assert figure.value is None
    assert figure.met is None
    assert figure.n == 0


def test_report_is_one_json_object() -> None:
    report = Report("b", (Figure("f", 0.5, "", 10, reach=0.6),), {"cores": 2})
    data = json.loads(report.to_json())
    assert data["figures"][0]["met"] is True
    assert data["figures"][0].keys() == {
        "name", "value", "unit", "n", "low", "high", "reach", "met",
    }  # fmt: skip
