"""How long turns took: the distributions of first audio and of typed turns."""

from collections import Counter
from collections.abc import Sequence

from evals.report.chart_specs import Chart, histogram
from evals.report.judged import Judged
from evals.runs.record import TurnSeen

BINS = 24


def latency_charts(judged: Judged) -> list[Chart]:
    """Return the distributions of what spoken and typed turns took."""
    turns = [t for r in judged.run.records if r.valid for t in r.turns]
    heard = [t for t in turns if t.hearing is not None]
    found = []
    if heard:
        found.append(
            _distribution(
                "first-audio",
                "Time to first audio",
                "From the last audible sample of a question to the first of its reply.",
                [_timed(t, "first_audio_ms") for t in heard if t.hearing and t.hearing.real_time],
            )
        )
    if len(heard) < len(turns) or not turns:
        found.append(
            _distribution(
                "turn-time",
                "Time of a typed turn",
                "From sending the text to the end of the reply's words.",
                [_timed(t, "whole_turn_ms") for t in turns if t.hearing is None],
            )
        )
    return found


def _timed(turn: TurnSeen, name: str) -> float | None:
    return turn.timings_ms.get(name)


def _distribution(id_: str, title: str, about: str, values: Sequence[float | None]) -> Chart:
    known = sorted(value for value in values if value is not None)
    chart: Chart = {"id": id_, "title": title, "about": about, "missing": None, "links": []}
    chart |= {"columns": ["ms", "turns"], "rows": [], "spec": None}
    if not known:
        return chart | {"missing": "Not measured: no turn was timed as a listener waits."}
    median, p95 = _quantile(known, 0.5), _quantile(known, 0.95)
    # The last bin holds everything beyond: one slow turn must not flatten all others.
    most = min(known[-1], max(p95 * 1.6, median * 3)) or 1.0
    low = min(known[0], most)
    step = (most - low) / BINS or 1.0
    counts = Counter(min(int((value - low) / step), BINS - 1) for value in known)
    rows = []
    for n in range(BINS):
        start, end = low + n * step, low + (n + 1) * step
        beyond = n == BINS - 1 and known[-1] > most * 1.001
        span = f"{start:.0f} ms and more" if beyond else f"{start:.0f} to {end:.0f} ms"
        rows.append(
            {
                "start": round(start, 2),
                "end": round(end, 2),
                "count": counts.get(n, 0),
                "span": span,
                "href": f"#slower={start:.0f}",
                "told": f"{span}: {counts.get(n, 0)} turns",
            }
        )
    named = ((median, f"median {median:.0f}"), (min(p95, most), f"p95 {p95:.0f}"))
    marks = [
        {
            "value": value,
            "label": label,
            "row": row,
            "align": "left" if value < low + 0.7 * (most - low) else "right",
        }
        for row, (value, label) in enumerate(named)
    ]
    chart["about"] = f"{about} {len(known)} turns; the longest took {known[-1]:.0f} ms."
    return chart | {
        "spec": histogram(rows, marks, "ms"),
        "rows": [["median", round(median)], ["p95", round(p95)]]
        + [[row["span"], row["count"]] for row in rows if row["count"]],
    }


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation (Hyndman and Fan's type 7)."""
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
