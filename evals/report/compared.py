"""What changed against a baseline."""

from evals.report.judged import Against, Judged
from evals.report.plain import Plain, rounded
from evals.statistics.verdict import MeasureVerdict

_SHOWN = ("better", "worse", "different")
_NUMBERS = ("a", "b", "difference", "low", "high", "p", "p_holm", "visible")


def compared_of(judged: Judged, against: Against) -> Plain:
    """Return the verdicts, their causes, and which trials flipped."""
    overall = [one for one in against.verdicts if one.tag is None and one.condition is None]
    parts = [one for one in against.verdicts if one.tag is not None or one.condition is not None]
    return {
        "name": against.baseline.run.plan.name,
        "headline": headline(overall),
        "causes": [
            {"stage": one.stage, "measure": one.measure, "because": one.because}
            for one in against.causes
        ],
        "overall": [_verdict(one, judged) for one in overall],
        "parts": [_verdict(one, judged) for one in parts if one.call in _SHOWN],
        "parts_tested": len(parts),
        "notes": list(against.notes),
        **_flipped(judged, against.baseline),
    }


def headline(overall: list[MeasureVerdict]) -> str:
    """Return in one sentence what became better and worse."""
    better = [one.measure for one in overall if one.call == "better"]
    worse = [one.measure for one in overall if one.call == "worse"]
    if not better and not worse:
        unsure = sum(one.call == "cannot_tell" for one in overall)
        if not overall:
            return "Nothing could be compared."
        return (
            f"No difference was shown; of {unsure} measures this run cannot tell."
            if unsure
            else "No difference was shown; all measures are the same within their margins."
        )
    told = []
    if worse:
        told.append(f"Worse: {', '.join(worse)}.")
    if better:
        told.append(f"Better: {', '.join(better)}.")
    return " ".join(told)


def _verdict(one: MeasureVerdict, judged: Judged) -> Plain:
    whole = one.as_json()
    measure = judged.measures.get(one.measure)
    return whole | {
        **{name: rounded(whole[name], 6) for name in _NUMBERS},
        "worst": list(one.worst),
        "unit": measure.unit if measure is not None else "",
        "better": measure.better if measure is not None else "neither",
        "about": measure.about if measure is not None else "",
    }


def _flipped(judged: Judged, baseline: Judged) -> Plain:
    """Return the trials whose verdict differs between both runs."""
    fails, passes = [], []
    for key, verdict in judged.verdicts.items():
        other = baseline.verdicts.get(key)
        if other is None:
            continue
        if other.state == "passed" and verdict.state in ("failed", "broke_off"):
            fails.append(key)
        elif verdict.state == "passed" and other.state in ("failed", "broke_off"):
            passes.append(key)
    here, there = set(judged.verdicts), set(baseline.verdicts)
    return {
        "now_failing": fails,
        "now_passing": passes,
        "compared": len(here & there),
        "only_here": len(here - there),
        "only_baseline": len(there - here),
    }
