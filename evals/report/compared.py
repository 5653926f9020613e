"""What changed against a baseline."""

from collections.abc import Sequence
from dataclasses import asdict

from evals.report.judged import Against, Judged
from evals.report.plain import Plain, rounded
from evals.statistics.verdict import MeasureVerdict

_SHOWN = ("better", "worse", "different")
_NUMBERS = ("a", "b", "difference", "low", "high", "p", "p_holm", "visible")

_HEADLINES = {
    "better": "Better than the baseline.",
    "worse": "Worse than the baseline.",
    "mixed": "Better in some ways, worse in others.",
    "same": "The same as the baseline, within the margin of every measure.",
    "cannot_tell": "Cannot tell: no difference was shown, and one may have been missed.",
}


def compared_of(judged: Judged, against: Against) -> Plain:
    """Return the verdicts, their causes, and which trials flipped."""
    found = against.comparison
    return {
        "name": against.baseline.run.plan.name,
        "headline": found.headline,
        "told": _HEADLINES.get(found.headline, found.headline),
        "causes": [asdict(cause) for cause in found.causes],
        "violations": [asdict(one) for one in found.violations],
        "overall": _verdicts(found.verdicts, judged),
        "parts": _verdicts([one for one in found.parts if one.call in _SHOWN], judged),
        "parts_tested": len(found.parts),
        "scenarios": found.scenarios,
        "only_here": list(found.only_b),
        "only_baseline": list(found.only_a),
        "rewritten": list(found.changed),
        "machines": asdict(found.machines)
        | {"differ": found.machines.differ, "slower": rounded(found.machines.slower, 3)},
        "notes": list(found.notes),
        **_flipped(judged, against.baseline),
    }


def _verdicts(verdicts: Sequence[MeasureVerdict], judged: Judged) -> list[Plain]:
    measures = judged.measures
    told = []
    for one in verdicts:
        whole, measure = one.as_json(), measures.get(one.measure)
        whole |= {name: rounded(whole[name], 6) for name in _NUMBERS}
        whole |= {
            "worst": list(one.worst),
            "unit": measure.unit if measure is not None else "",
            "better": measure.better if measure is not None else "neither",
            "about": measure.about if measure is not None else "",
        }
        told.append(whole)
    return told


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
    return {"now_failing": fails, "now_passing": passes}
