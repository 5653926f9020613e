"""`aisle bench guard`: what the fact guard lets through, what it wrongly refuses, and its time.

The examination is held out: figures are counts and shares, by family and by catalog, and no line
of it is ever printed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from agents.guard.guard import Guard
from assistant.config import Settings
from evals.bench.data import shared_data
from evals.bench.figure import Figure, Report, percentile_of
from evals.bench.stamp import stamp
from evals.guard_case import Case
from evals.guard_exam import Examined, Maker, Outcome, at_most, by_family, examine, wilson
from evals.guard_hand import blind_false, blind_true, hand_false, hand_true
from evals.guard_patterns import FALSE_A_FAMILY, false_cases, true_cases
from evals.guard_plans import Recorded, read_plans
from evals.guard_record import other_plans

OTHER_A_FAMILY = 50
"""Replies of a family over each other catalog, whose plans are fewer."""
_TIMED = 4_000
"""Checks that are drawn for the percentiles: their bootstrap takes long on all of them."""
REACH_MS = 2.0
REACH_REFUSED = 0.01


@dataclass(frozen=True, slots=True)
class Examination:
    """All replies that count."""

    true: tuple[Case, ...]
    false: tuple[Case, ...]
    blind_true: tuple[Case, ...]
    blind_false: tuple[Case, ...]


def examination(
    sample: Sequence[Recorded], others: Sequence[Recorded], a_family: int = FALSE_A_FAMILY
) -> Examination:
    """Return the examination over the recorded plans and those of other catalogs."""
    catalogs = [[r for r in others if r.catalog == c] for c in sorted({r.catalog for r in others})]
    true = [*true_cases(sample), *hand_true(sample)]
    false = [*false_cases(sample, a_family), *hand_false(sample)]
    for plans in catalogs:
        true += true_cases(plans)
        false += false_cases(plans, OTHER_A_FAMILY)
    return Examination(
        tuple(case for case in true if case.is_exam),
        tuple(case for case in false if case.is_exam),
        tuple(blind_true(sample)),
        tuple(blind_false(sample)),
    )


def run(settings: Settings) -> Report:
    """Put the shipped guard to the examination."""
    exam = examination(read_plans(), other_plans(shared_data(settings)))
    return Report("guard", figures(exam, Guard), stamp(None))


def figures(exam: Examination, maker: Maker) -> tuple[Figure, ...]:
    """Return every figure of one guard."""
    examine(exam.true[:200], maker)  # warms up
    true, false = examine(exam.true, maker), examine(exam.false, maker)
    true_blind, false_blind = examine(exam.blind_true, maker), examine(exam.blind_false, maker)
    return (
        _heard("invented_facts_heard", false.outcomes, 0),
        _refused("true_replies_refused", true.outcomes, REACH_REFUSED),
        _heard("blind_invented_facts_heard", false_blind.outcomes, 0),
        _refused("blind_true_replies_refused", true_blind.outcomes, REACH_REFUSED),
        _timed("clause_p50", (true, false), 50),
        _timed("clause_p95", (true, false), 95, REACH_MS),
        percentile_of("guard_made_p95", _drawn(true.making_ms), 95, "ms"),
        percentile_of("sheet_made_p95", true.sheets_ms, 95, "ms"),
        _crashed((true, false, true_blind, false_blind)),
        _masked(false.outcomes),
        *_heard_by_catalog(false.outcomes),
        *_refused_by_catalog(true.outcomes),
        *(_refused(f"true_{f}_refused", o) for f, o in by_family(true.outcomes).items()),
        *(_heard(f"invented_{f}_heard", o) for f, o in by_family(false.outcomes).items()),
    )


def _heard(name: str, outcomes: Sequence[Outcome], reach: float | None = None) -> Figure:
    heard, n = sum(o.heard for o in outcomes), len(outcomes)
    if not n:
        return Figure(name, None, "replies", 0, reach=reach)
    low, high = at_most(heard)
    return Figure(name, heard, "replies", n, low, high, reach)


def _refused(name: str, outcomes: Sequence[Outcome], reach: float | None = None) -> Figure:
    refused, n = sum(o.wrongly_refused for o in outcomes), len(outcomes)
    if not n:
        return Figure(name, None, "", 0, reach=reach)
    low, high = wilson(refused, n)
    return Figure(name, refused / n, "", n, low, high, reach)


def _masked(outcomes: Sequence[Outcome]) -> Figure:
    """Return the share of false replies that were refused for a true clause before."""
    masked, n = sum(o.missed_early for o in outcomes), len(outcomes)
    low, high = wilson(masked, n)
    return Figure("invented_stopped_before", masked / n, "", n, low, high)


def _crashed(examined: Sequence[Examined]) -> Figure:
    """Return how many replies the guard could not check for an error of its own."""
    outcomes = [o for each in examined for o in each.outcomes]
    crashed = sum(o.crashed for o in outcomes)
    low, high = at_most(crashed)
    return Figure("guard_errors", crashed, "replies", len(outcomes), low, high, 0)


def _heard_by_catalog(outcomes: Sequence[Outcome]) -> Iterable[Figure]:
    for catalog in ("sample", "magento", "dummyjson"):
        own = [o for o in outcomes if o.case.recorded.catalog == catalog]
        yield _heard(f"{catalog}_invented_facts_heard", own)


def _refused_by_catalog(outcomes: Sequence[Outcome]) -> Iterable[Figure]:
    for catalog in ("sample", "magento", "dummyjson"):
        own = [o for o in outcomes if o.case.recorded.catalog == catalog]
        yield _refused(f"{catalog}_true_replies_refused", own)


def _timed(
    name: str, examined: Sequence[Examined], percent: int, reach: float | None = None
) -> Figure:
    took = [ms for each in examined for ms in each.checks_ms]
    return percentile_of(name, _drawn(took), percent, "ms", reach=reach)


def _drawn(values: Sequence[float]) -> list[float]:
    return Random(len(values)).sample(list(values), min(_TIMED, len(values)))
