"""Is run B better than run A? Per measure, per condition, per tag; and where it began."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from evals.measures.measure import Measure
from evals.measures.scored import ScoredRun
from evals.statistics.called import verdict_on
from evals.statistics.causes import causes
from evals.statistics.comparison import Comparison, Headline, Machines
from evals.statistics.figures import tags_of
from evals.statistics.machines import machines_of
from evals.statistics.musts import new_violations
from evals.statistics.pairs import Pairs, identical, pairs_of
from evals.statistics.tested import Tested, corrected, tested
from evals.statistics.turned import TASK, flips_of, turned_of
from evals.statistics.verdict import MeasureVerdict


def compare(a: ScoredRun, b: ScoredRun, tags: Sequence[str] | None = None) -> Comparison:
    """Compare run B with run A.

    Args:
        a: The baseline.
        b: What is judged.
        tags: Of these tags only; None for all.
    """
    pairs = pairs_of(a, b)
    measures, other_versions = _measures_of(a, b)
    machines = machines_of(a, b, pairs)
    whole = [tested(measure, pairs) for measure in measures]
    parts = list(_parts(measures, pairs, tags))
    verdicts = _family(whole, machines)
    same = identical(pairs, measures)
    comparison = Comparison(
        a=a.name,
        b=b.name,
        headline=_headline(verdicts, identical=same),
        verdicts=verdicts,
        parts=(
            *_family([one for one in parts if one.measure.name == TASK], machines),
            *_family([one for one in parts if one.measure.name != TASK], machines),
        ),
        violations=tuple(v for m in measures for v in new_violations(m, pairs)),
        flips=flips_of(pairs),
        turned=turned_of(pairs, measures),
        scenarios=len(pairs.scenarios),
        only_a=pairs.only_a,
        only_b=pairs.only_b,
        changed=pairs.changed,
        machines=machines,
        stamps=_apart(a.stamp, b.stamp),
        notes=tuple(_notes(a, b, other_versions, identical=same)),
    )
    return replace(comparison, causes=causes(comparison))


def _measures_of(a: ScoredRun, b: ScoredRun) -> tuple[list[Measure], list[str]]:
    """Return the measures that both were scored with, and those whose versions differ."""
    before = {measure.name: measure for measure in a.measures}
    both = [m for m in b.measures if m.name in before]
    apart = [m.name for m in both if m.version != before[m.name].version]
    return [m for m in both if m.name not in apart], apart


def _parts(
    measures: Sequence[Measure], pairs: Pairs, tags: Sequence[str] | None
) -> Iterator[Tested]:
    conditions = pairs.conditions if len(pairs.conditions) > 1 else ()
    for condition in conditions:
        own = pairs.where(condition=condition)
        yield from (tested(measure, own, condition=condition) for measure in measures)
    for tag in tags_of(pairs.a):
        if tags and tag not in tags:
            continue
        own = pairs.where(tag=tag)
        yield from (tested(m, own, tag=tag) for m in measures if m.statistic != "p95")


def _family(family: Sequence[Tested], machines: Machines) -> tuple[MeasureVerdict, ...]:
    """Correct the tests of one family for each other, and call them."""
    ps, tests = corrected(family)
    verdicts = (verdict_on(one, p, tests, machines) for one, p in zip(family, ps, strict=True))
    return tuple(
        verdict
        for verdict in verdicts
        if verdict.call != "not_measured" or (verdict.tag is None and verdict.condition is None)
    )


def _headline(verdicts: Sequence[MeasureVerdict], *, identical: bool) -> Headline:
    calls = {verdict.call for verdict in verdicts}
    if {"better", "worse"} <= calls:
        return "mixed"
    if "worse" in calls:
        return "worse"
    if "better" in calls:
        return "better"
    task = next((v for v in verdicts if v.measure == TASK), None)
    return "same" if identical or (task is not None and task.call == "same") else "cannot_tell"


def _apart(a: Mapping[str, Any], b: Mapping[str, Any]) -> Mapping[str, tuple[Any, Any]]:
    from evals.runs.stamp import differences  # noqa: PLC0415 - imports the assistant's settings

    return {name: (was, now) for name, was, now in differences(a, b)}


def _notes(
    a: ScoredRun, b: ScoredRun, other_versions: Sequence[str], *, identical: bool
) -> Iterator[str]:
    if identical:
        yield "Not one trial came out otherwise, but for its times."
    for run in (a, b):
        if run.missing:
            yield f"{run.name} was stopped: {run.missing} of its trials were not played."
    if a.seed == b.seed:
        yield "Both runs have the same seed: what they share by chance is no evidence."
    if other_versions:
        yield f"Left out, since their versions differ: {', '.join(other_versions)}."
