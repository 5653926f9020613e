"""What Prometheus reads."""

from dataclasses import replace
from decimal import Decimal

from agents.guard.verdict import Fault
from agents.ledger.entries import Entry
from agents.ledger.metrics import Metrics
from agents.models.usage import Usage
from agents.routing.decision import template_decision
from tests.agents.ledger.shop import NOON, spender

ENTRY = Entry(
    id="1",
    spender=spender(),
    model="gpt",
    outcome="completed",
    usage=Usage(fresh=100, cached=20, output=30, reasoning=10),
    cost_usd=Decimal("0.25"),
    at=NOON,
    first_content_ms=250.0,
    took_ms=900.0,
)


def _value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"aisle_{name}", labels)


def test_calls_tokens_and_costs_add_up() -> None:
    metrics = Metrics(["gpt"], ["shop"])
    metrics.called(ENTRY)
    metrics.called(replace(ENTRY, cost_usd=None, outcome="failed", reason="busy"))
    reply = {"model": "gpt", "task": "reply"}
    assert _value(metrics, "model_calls_total", **reply, outcome="completed", reason="") == 1
    assert _value(metrics, "model_calls_total", **reply, outcome="failed", reason="busy") == 1
    assert _value(metrics, "model_cost_usd_total", **reply, tenant="shop") == 0.25
    assert _value(metrics, "model_unpriced_calls_total", model="gpt") == 1
    kinds = ("fresh", "cached", "written", "output", "reasoning")
    tokens = [_value(metrics, "model_tokens_total", model="gpt", kind=kind) for kind in kinds]
    assert tokens == [200, 40, 0, 40, 20]
    assert _value(metrics, "model_first_content_seconds_sum", model="gpt") == 0.5


def test_names_of_strangers_make_no_series() -> None:
    metrics = Metrics(["gpt"], ["shop"])
    for number in range(50):
        stranger = spender(tenant=f"tenant-{number}", conversation=f"talk-{number}")
        metrics.called(
            replace(ENTRY, spender=stranger, model=f"model-{number}", reason=f"reason-{number}")
        )
        metrics.switched(f"model-{number}", "gpt", f"reason-{number}")
    text = metrics.exposition().decode()
    assert not [name for name in ("talk-", "tenant-", "model-", "reason-") if name in text]
    other = {"model": "other", "task": "reply", "tenant": "other"}
    assert _value(metrics, "model_cost_usd_total", **other) == 12.5


def test_routing_the_guard_and_budgets_are_counted() -> None:
    metrics = Metrics(["gpt"], ["shop"])
    metrics.decided(template_decision("1", "fixed"), "reply", 0.0002)
    metrics.judged("gpt", [Fault.PRICE, Fault.NAME], 0.001)
    metrics.judged("gpt", [], 0.001)
    metrics.switched("gpt", "template", "timed_out")
    metrics.breaker("gpt", "open")
    metrics.budget_left("tenant a day", "shop", Decimal("3.5"))
    metrics.policy_loaded(accepted=False)
    decided = {"task": "reply", "tier": "template", "model": "template", "explored": "no"}
    assert _value(metrics, "route_decisions_total", **decided) == 1
    assert _value(metrics, "guard_clauses_total", model="gpt", result="refused") == 1
    assert _value(metrics, "guard_clauses_total", model="gpt", result="passed") == 1
    assert _value(metrics, "guard_faults_total", model="gpt", fault="price") == 1
    switched = {"before": "gpt", "after": "template", "reason": "timed_out"}
    assert _value(metrics, "route_switches_total", **switched) == 1
    assert _value(metrics, "model_breaker_state", model="gpt") == 2
    assert _value(metrics, "budget_left_usd", budget="tenant a day", tenant="shop") == 3.5
    assert _value(metrics, "route_policy_loads_total", result="refused") == 1


def test_two_registries_do_not_meet() -> None:
    one, two = Metrics(["gpt"]), Metrics(["gpt"])
    one.called(ENTRY)
    assert b'model="gpt"' not in two.exposition()
