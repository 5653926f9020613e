"""The figure of what the WebSocket adds."""

import pytest

from evals.bench.front.report import Both, report_of


def test_the_difference_is_of_requests_that_were_answered_both_ways() -> None:
    asked = [Both(f"request-{n}", 400.0 + n, 430.0 + n) for n in range(20)]
    asked.append(Both("lost", None, 2_000.0))
    figures = {figure.name: figure for figure in report_of(asked, None).figures}
    difference = figures["WebSocket: median less that in process"]
    assert difference.value == pytest.approx(30.0)
    assert difference.n == 20
    assert difference.low is not None and difference.high is not None
    assert difference.low <= 30.0 <= difference.high
    assert difference.met
    assert figures["requests without a figure"].value == 1


def test_nothing_measured_is_no_figure() -> None:
    figures = report_of([Both("lost", None, None)], None).figures
    assert all(f.value is None for f in figures if "requests without" not in f.name)
