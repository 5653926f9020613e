"""Baselines by hand, and savings over turns."""

from datetime import UTC, datetime

import pytest

from evals.routing.baselines import Baseline, Prompted, baselines
from evals.routing.savings import Priced, bill_of

AT = datetime(2026, 11, 1, tzinfo=UTC)
TURN = Prompted(input=500, stable=300, output=30, first=False)
FIRST = Prompted(input=500, stable=300, output=30, first=True)


@pytest.mark.parametrize(
    ("model", "fresh", "cached", "out"),
    [
        ("gpt-5", 1.25, 0.125, 10),
        ("claude-sonnet-4-6", 3, 0.3, 15),
        ("claude-haiku-4-5", 1, 0.1, 5),
    ],
)
def test_baselines_by_hand(model: str, fresh: float, cached: float, out: float) -> None:
    def usd(shape: str, cache: str, turn: Prompted = TURN) -> float:
        found = next(b for b in baselines() if (b.model, b.shape, b.cache) == (model, shape, cache))
        return found.usd(turn, AT) * 1e6

    assert usd("compact", "fresh") == pytest.approx(500 * fresh + 30 * out)
    assert usd("compact", "cached") == pytest.approx(200 * fresh + 300 * cached + 30 * out)
    assert usd("single", "fresh") == pytest.approx(1_500 * fresh + 80 * out)
    assert usd("single", "cached") == pytest.approx(220 * fresh + 1_280 * cached + 80 * out)
    assert usd("agent", "fresh") == pytest.approx(3_000 * fresh + 140 * out)
    # No vendor caches 300 tokens.
    assert usd("compact", "vendor") == usd("compact", "fresh")


def test_a_vendors_cache_has_a_least_length_and_a_price_of_writing() -> None:
    sonnet = Baseline("claude-sonnet-4-6", "single", "vendor")
    assert sonnet.usd(FIRST, AT) * 1e6 == pytest.approx(220 * 3 + 1_280 * 3.75 + 80 * 15)
    assert sonnet.usd(TURN, AT) * 1e6 == pytest.approx(220 * 3 + 1_280 * 0.3 + 80 * 15)
    haiku = Baseline("claude-haiku-4-5", "single", "vendor")
    assert haiku.usd(TURN, AT) * 1e6 == pytest.approx(1_500 + 80 * 5)


def _turns(usd: float, asked_of_ten: int) -> list[Priced]:
    return [
        Priced(f"c{i}", usd if turn < asked_of_ten else 0.0, float(turn < asked_of_ten), TURN, AT)
        for i in range(20)
        for turn in range(10)
    ]


def test_what_90_percent_takes_reaches_it() -> None:
    baseline = Baseline("gpt-5", "single", "fresh")
    a_call = baseline.usd(TURN, AT)
    few = bill_of(_turns(a_call, 3), (baseline,))
    assert few.savings[0].share.value == pytest.approx(0.7)
    assert few.savings[0].without_model == pytest.approx(0.9)
    reached = bill_of(_turns(a_call, 1), (baseline,))
    assert reached.savings[0].share.value == pytest.approx(0.9)
    assert reached.asking.value == pytest.approx(0.1)


def test_dearer_than_the_baseline_is_a_negative_saving() -> None:
    baseline = Baseline("claude-haiku-4-5", "compact", "cached")
    found = bill_of(_turns(3 * baseline.usd(TURN, AT), 10), (baseline,))
    assert found.savings[0].share.value == pytest.approx(-2)


def test_turns_without_any_model_save_everything() -> None:
    found = bill_of(_turns(0.0, 0))
    assert {s.share.value for s in found.savings} == {1.0}
    assert {s.without_model for s in found.savings} == {None}
