"""What a comparison says of one measure: better, worse, the same, or that it cannot tell."""

from dataclasses import dataclass

from evals.statistics.comparison import Machines
from evals.statistics.machines import is_timed, slower_at_least
from evals.statistics.musts import MUSTS
from evals.statistics.paired import SHOWN
from evals.statistics.tested import Tested
from evals.statistics.verdict import Call, MeasureVerdict

DIFFERENT_MACHINES = "the machines differ"


@dataclass(frozen=True, slots=True)
class Called:
    """The call and the reason for it."""

    call: Call
    method: str


def verdict_on(one: Tested, p_holm: float | None, tests: int, machines: Machines) -> MeasureVerdict:
    """Return the verdict on one measure.

    Args:
        one: What was found.
        p_holm: Its corrected p.
        tests: That were corrected for.
        machines: What the runs ran on.
    """
    called = _called(one, p_holm, machines)
    if one.measure.name in MUSTS and one.a == one.b == MUSTS[one.measure.name]:
        called = Called("same", "not one case in either")
    return MeasureVerdict(
        measure=one.measure.name,
        stage=one.measure.stage.value,
        call=called.call,
        a=one.a,
        b=one.b,
        difference=one.difference,
        low=one.low,
        high=one.high,
        p=one.test.p if one.test else None,
        p_holm=p_holm,
        visible=one.visible(tests),
        scenarios=one.scenarios,
        method=called.method,
        tag=one.tag,
        condition=one.condition,
        worst=one.worst,
    )


def _called(one: Tested, p_holm: float | None, machines: Machines) -> Called:
    method = one.test.method if one.test else "too few scenarios"
    if one.difference is None:
        return Called("not_measured", "")
    if one.low is None or one.high is None or p_holm is None:
        return Called("cannot_tell", method)
    if is_timed(one.measure):
        return _timed(one, p_holm, machines, method)
    margin = one.measure.margin
    if margin > 0 and -margin <= one.low and one.high <= margin:
        return Called("same", method)
    if p_holm < SHOWN and (one.low > 0 or one.high < 0):
        return Called(_direction(one), method)
    return Called("cannot_tell", method)


def _timed(one: Tested, p_holm: float, machines: Machines, method: str) -> Called:
    """Call a difference in time only if it is there with and without the machines' own speed."""
    if machines.differ:
        return Called("cannot_tell", DIFFERENT_MACHINES)
    if one.a is None or one.b is None or one.low is None or one.high is None:
        return Called("cannot_tell", method)
    at_worst = one.measure.statistic == "p95"
    slower = machines.slower_at_worst if at_worst else machines.slower
    if abs(slower - 1) > _TICK_NOISE:
        method = f"{method}; the machine took {slower:.2f} times as long"
    evened = [_evened(one.a, (one.low, one.b, one.high), by) for by in _speeds(machines, at_worst)]
    margin = one.measure.margin
    if margin > 0 and all(-margin <= e.low and e.high <= margin for e in evened):
        return Called("same", method)
    shown = p_holm < SHOWN and all(
        abs(even.difference) > margin
        and even.difference * (one.b - one.a) > 0
        and slower_at_least(even.difference, even.low, even.high, one.a)
        for even in evened
    )
    return Called(_direction(one) if shown else "cannot_tell", method)


@dataclass(frozen=True, slots=True)
class _Even:
    """B less A as it would be on A's machine."""

    difference: float
    low: float
    high: float


def _evened(a: float, b: tuple[float, float, float], slower: float) -> _Even:
    """Even out a machine that took `slower` times as long; `b` is low, value and high."""
    low, value, high = b
    return _Even(value / slower - a, (a + low) / slower - a, (a + high) / slower - a)


def _speeds(machines: Machines, at_worst: bool) -> tuple[float, ...]:
    """Return how many times as long B's machine took, in the ways that all must agree.

    The median of the tick does not tell who had others beside him for a part of the time: a run
    beside a test suite took 54 ms a turn, alone 32, with ticks of 2.6 and 2.4 at the median and
    6.0 and 2.9 at the 95th percentile.
    """
    if at_worst:
        return 1.0, machines.slower_at_worst
    return 1.0, machines.slower, machines.slower_at_worst


_TICK_NOISE = 0.1


def _direction(one: Tested) -> Call:
    if one.measure.better == "neither" or one.difference is None:
        return "different"
    rose = one.difference > 0
    return "better" if rose == (one.measure.better == "higher") else "worse"
