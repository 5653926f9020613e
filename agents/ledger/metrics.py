"""Counters and times for Prometheus: the bill and the router's health as they change.

Labels are bounded: models and tenants only by the names that the policy has, reasons and faults
by their own lists, anything else as "other"; conversations never. Dollars are floats here, as
Prometheus has nothing else: the exact amounts are the ledger's.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from agents.guard.verdict import Fault
from agents.ledger.entries import Entry
from agents.models import errors
from agents.routing.decision import TEMPLATE, Decision

BreakerState = Literal["closed", "half_open", "open"]

_NAMESPACE: Final = "aisle"
OTHER: Final = "other"
_BREAKER: Final[dict[BreakerState, int]] = {"closed": 0, "half_open": 1, "open": 2}
_CALL_S: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.5, 2.0, 3.0, 6.0, 15.0, 60.0)
"""Dense around the deadline of 0.6 s for the first content."""
_DECISION_S: Final = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02)
"""Around 1 ms, which a decision may take."""
_GUARD_S: Final = (0.0001, 0.0005, 0.001, 0.002, 0.005, 0.02)
"""Around 2 ms, which a clause may take."""


_OF_PHRASING: Final = (
    *("guard", "hedge", "budget", "ledger", "empty", "late", "long", "refused", "filtered"),
    "no_client",
)
"""Why somebody else goes on with a reply beside failures (`agents.phrasing.writing`)."""


def _reasons() -> frozenset[str]:
    found, waiting = set(_OF_PHRASING), [errors.ModelFailed]
    while waiting:
        kind = waiting.pop()
        found.add(kind.reason)
        waiting.extend(kind.__subclasses__())
    return frozenset(found)


class Metrics:
    """What the router, the phrasing and the ledger count, in a registry of their own."""

    def __init__(self, models: Iterable[str] = (), tenants: Iterable[str] = ()) -> None:
        """Make all series.

        Args:
            models: Names that the policy has.
            tenants: Names that the policy has.
        """
        self.registry = CollectorRegistry()
        self._reasons = _reasons()
        self._faults = frozenset(fault.value for fault in Fault)
        self.know(models, tenants)
        self._make_of_calls()
        self._make_of_routing()

    def know(self, models: Iterable[str], tenants: Iterable[str]) -> None:
        """Take the names of a policy that was loaded; others are counted as "other"."""
        self._models = frozenset(models) | {TEMPLATE}
        self._tenants = frozenset(tenants)

    def called(self, entry: Entry) -> None:
        """Count a call that was booked."""
        model, task = self._model(entry.model), entry.spender.task.value
        reason = "" if entry.reason is None else self._reason(entry.reason)
        self._calls.labels(model, task, entry.outcome, reason).inc()
        usage = entry.usage
        for kind, tokens in (
            ("fresh", usage.fresh),
            ("cached", usage.cached),
            ("written", usage.written),
            ("output", usage.output - min(usage.reasoning, usage.output)),
            ("reasoning", min(usage.reasoning, usage.output)),
        ):
            self._tokens.labels(model, kind).inc(tokens)
        if entry.cost_usd is None:
            self._unpriced.labels(model).inc()
        else:
            tenant = self._tenant(entry.spender.tenant)
            self._cost.labels(model, task, tenant).inc(float(entry.cost_usd))
        if usage.estimated:
            self._estimated.labels(model).inc()
        if entry.overrun_usd > 0:
            self._overrun.labels(model).inc(float(entry.overrun_usd))
        if entry.first_content_ms is not None:
            self._first.labels(model).observe(entry.first_content_ms / 1000)
        if entry.took_ms is not None:
            self._took.labels(model).observe(entry.took_ms / 1000)

    def decided(self, decision: Decision, task: str, seconds: float) -> None:
        """Count a decision.

        Args:
            decision: As it was made.
            task: What it was for.
            seconds: How long it took.
        """
        explored = "yes" if decision.explored else "no"
        self._decisions.labels(task, decision.tier, self._model(decision.model), explored).inc()
        self._decision_s.observe(seconds)

    def judged(self, model: str, faults: Iterable[Fault], seconds: float) -> None:
        """Count a clause that the guard has read.

        Args:
            model: Whose clause it is.
            faults: What was found; empty where it may be spoken.
            seconds: How long it took.
        """
        name = self._model(model)
        found = tuple(faults)
        self._clauses.labels(name, "refused" if found else "passed").inc()
        for fault in found:
            value = fault.value if fault.value in self._faults else OTHER
            self._faults_seen.labels(name, value).inc()
        self._guard_s.observe(seconds)

    def switched(self, before: str, after: str, reason: str) -> None:
        """Count that another model (or the template) goes on with a reply."""
        self._switches.labels(self._model(before), self._model(after), self._reason(reason)).inc()

    def breaker(self, model: str, state: BreakerState) -> None:
        """Note the state of a model's breaker."""
        self._breakers.labels(self._model(model)).set(_BREAKER[state])

    def budget_left(self, budget: str, tenant: str, left_usd: Decimal) -> None:
        """Note what is left of a budget.

        Args:
            budget: `BudgetRule.said`.
            tenant: Whose; "" for everyone's.
            left_usd: Dollars.
        """
        self._left.labels(budget, self._tenant(tenant) if tenant else "").set(float(left_usd))

    def policy_loaded(self, accepted: bool) -> None:
        """Count a policy file that was read, and whether it holds now."""
        self._policies.labels("accepted" if accepted else "refused").inc()

    def exposition(self) -> bytes:
        """Return all series in Prometheus' text format."""
        return generate_latest(self.registry)

    def _make_of_calls(self) -> None:
        self._calls = self._counter(
            "model_calls",
            "Calls of models by how they ended; reason is of failures.",
            ("model", "task", "outcome", "reason"),
        )
        self._tokens = self._counter(
            "model_tokens", "Tokens; the kinds add up to all.", ("model", "kind")
        )
        self._cost = self._counter(
            "model_cost_usd", "Cost of priced calls.", ("model", "task", "tenant")
        )
        self._unpriced = self._counter("model_unpriced_calls", "Calls without a price.", ("model",))
        self._estimated = self._counter(
            "model_estimated_calls", "Calls whose usage was not told.", ("model",)
        )
        self._overrun = self._counter(
            "model_overrun_usd", "Cost beyond what was set aside.", ("model",)
        )
        self._first = self._histogram(
            "model_first_content_seconds", "From the request to the first content.", _CALL_S
        )
        self._took = self._histogram("model_call_seconds", "From the request to the end.", _CALL_S)

    def _make_of_routing(self) -> None:
        self._decisions = self._counter(
            "route_decisions",
            "Decisions by tier and model; explored by chance or not.",
            ("task", "tier", "model", "explored"),
        )
        self._decision_s = self._histogram(
            "route_decision_seconds", "Time of a decision.", _DECISION_S, ()
        )
        self._switches = self._counter(
            "route_switches",
            "Replies that another model went on with.",
            ("before", "after", "reason"),
        )
        self._breakers = self._gauge(
            "model_breaker_state", "0 closed, 1 half open, 2 open.", ("model",)
        )
        self._left = self._gauge("budget_left_usd", "What is left.", ("budget", "tenant"))
        self._policies = self._counter("route_policy_loads", "Policy files read.", ("result",))
        self._clauses = self._counter(
            "guard_clauses", "Clauses that the guard has read.", ("model", "result")
        )
        self._faults_seen = self._counter(
            "guard_faults", "What the guard refused.", ("model", "fault")
        )
        self._guard_s = self._histogram("guard_clause_seconds", "Time of a clause.", _GUARD_S, ())

    def _counter(self, name: str, means: str, labels: tuple[str, ...]) -> Counter:
        return Counter(name, means, labels, namespace=_NAMESPACE, registry=self.registry)

    def _gauge(self, name: str, means: str, labels: tuple[str, ...]) -> Gauge:
        return Gauge(name, means, labels, namespace=_NAMESPACE, registry=self.registry)

    def _histogram(
        self,
        name: str,
        means: str,
        buckets: tuple[float, ...],
        labels: tuple[str, ...] = ("model",),
    ) -> Histogram:
        return Histogram(
            name, means, labels, namespace=_NAMESPACE, registry=self.registry, buckets=buckets
        )

    def _model(self, name: str) -> str:
        return name if name in self._models else OTHER

    def _tenant(self, name: str) -> str:
        return name if name in self._tenants else OTHER

    def _reason(self, name: str) -> str:
        return name if name in self._reasons else OTHER
