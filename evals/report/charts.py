"""Which charts the report shows, each with the same numbers as a table."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from evals.report.chart_specs import Spec, bars, histogram, shares
from evals.report.judged import Judged
from evals.report.trials import PASS
from evals.runs.record import TurnSeen
from evals.statistics.figure import RunFigure

TIERS = ("template", "open", "closed")
BINS = 24

Chart = dict[str, Any]
"""id, title, about, spec (None: not measured, and `missing` says why), columns, rows."""


def charts_of(judged: Judged, baseline: Judged | None, causes: Mapping[str, str]) -> list[Chart]:
    """Return all charts.

    Args:
        judged: The run.
        baseline: Shown beside it; None without one.
        causes: What lost a spoken trial, by the trial's key.
    """
    return [
        _by_tag(judged, baseline),
        _by_condition(judged, baseline),
        *_latency(judged),
        *_tiers(judged),
        _loss(judged, causes),
    ]


def _by_tag(judged: Judged, baseline: Judged | None) -> Chart:
    figures = [one for one in judged.figures if one.measure == PASS and one.tag is not None]
    figures.sort(key=lambda one: (one.value if one.value is not None else 2.0, one.tag))
    before = {
        str(one.tag): one.value
        for one in (baseline.figures if baseline is not None else ())
        if one.measure == PASS and one.tag is not None
    }
    rows = [_share(one, str(one.tag), "tag", before.get(str(one.tag))) for one in figures]
    about = "Trials that passed, by tag of their scenario; the weakest first. Lines are 95 %."
    return _share_chart(
        "success-by-tag", "Success by tag", about, rows, "Not measured: no scenario has a tag."
    )


def _by_condition(judged: Judged, baseline: Judged | None) -> Chart:
    conditions = judged.run.plan.conditions
    rows = []
    for condition in conditions:
        only = None if len(conditions) == 1 else condition
        figure = judged.figure(PASS, condition=only)
        before = baseline.figure(PASS, condition=only) if baseline is not None else None
        if figure is not None:
            value = before.value if before is not None else None
            rows.append(_share(figure, condition, "condition", value))
    about = "Trials that passed, by how they were heard. Lines are 95 %."
    none = "Not measured: no trial was scored."
    return _share_chart("success-by-condition", "Success by condition", about, rows, none)


def _share(figure: RunFigure, name: str, field: str, before: float | None) -> Spec:
    span = "" if figure.low is None else f", 95 % {figure.low:.0%} to {figure.high:.0%}"
    return {
        "name": name,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "n": figure.trials,
        "scenarios": figure.scenarios,
        "before": before,
        "href": f"#{field}={quote(name, safe='')}",
        "told": f"{name}: {figure.value or 0:.0%} of {figure.trials} trials{span}",
    }


def _share_chart(id_: str, title: str, about: str, rows: Sequence[Spec], none: str) -> Chart:
    rows = [row for row in rows if row["value"] is not None]
    if any(row["before"] is not None for row in rows):
        about += " Diamonds are the baseline."
    return {
        "id": id_,
        "title": title,
        "about": about,
        "missing": None if rows else none,
        "spec": shares(rows, "trials that passed") if rows else None,
        "columns": ["", "passed", "95 %", "trials", "scenarios", "baseline"],
        "rows": [
            [
                row["name"],
                _percent(row["value"]),
                f"{_percent(row['low'])} to {_percent(row['high'])}",
                row["n"],
                row["scenarios"],
                _percent(row["before"]),
            ]
            for row in rows
        ],
        "links": [row["href"] for row in rows],
    }


def _latency(judged: Judged) -> list[Chart]:
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


def _tiers(judged: Judged) -> list[Chart]:
    replies: Counter[str] = Counter()
    cost: defaultdict[str, Decimal] = defaultdict(Decimal)
    conversations = 0
    for record in judged.run.records:
        conversations += record.valid
        for turn in record.turns if record.valid else ():
            replies[turn.tier] += 1
            cost[turn.tier] += turn.cost_usd
    names = [*(t for t in TIERS if t in replies), *sorted(set(replies) - set(TIERS))]
    total = sum(replies.values())
    spent = sum(cost.values(), Decimal(0))
    shares_ = [(n, replies[n], f"{replies[n]} ({replies[n] / total:.1%})") for n in names]
    costs = [(n, float(cost[n]), f"${cost[n]:.4f}") for n in names]
    each = spent / conversations if conversations else Decimal(0)
    about = f"${spent:.4f} in all, ${each:.5f} a conversation, of calls whose price is known."
    none = "Not measured: there is no reply."
    return [
        _bar_chart(
            "replies-by-tier",
            "Replies by tier",
            "Who phrased the replies.",
            _bars(shares_, "tier"),
            "replies",
            none,
        ),
        _bar_chart(
            "cost-by-tier",
            "Cost by tier",
            about,
            _bars(costs, "tier") if spent else [],
            "USD",
            "No reply cost anything: no call of a model was billed." if total else none,
        ),
    ]


def _loss(judged: Judged, causes: Mapping[str, str]) -> Chart:
    lost = Counter(causes.values())
    spoken = sum(any(t.hearing for t in r.turns) for r in judged.run.records)
    rows = [
        (cause.replace("_", " "), float(n), str(n), f"#cause={quote(cause, safe='')}")
        for cause, n in lost.most_common()
        if cause != "none"
    ]
    told = [_bar(*row) for row in rows]
    none = "Not measured: no trial was spoken." if not spoken else "No spoken trial was lost."
    return _bar_chart(
        "loss-by-cause",
        "Loss by cause",
        "Spoken trials that failed, by where the loss began.",
        told,
        "trials",
        none,
    )


def _bars(rows: Sequence[tuple[str, float, str]], field: str) -> list[Spec]:
    return [
        _bar(name, value, label, f"#{field}={quote(name, safe='')}") for name, value, label in rows
    ]


def _bar(name: str, value: float, label: str, href: str) -> Spec:
    return {
        "name": name,
        "value": value,
        "label": label,
        "href": href,
        "told": f"{name}: {label}",
    }


def _bar_chart(
    id_: str, title: str, about: str, rows: Sequence[Spec], axis: str, none: str
) -> Chart:
    return {
        "id": id_,
        "title": title,
        "about": about,
        "missing": None if rows else none,
        "spec": bars(rows, axis, "~g" if axis == "USD" else "d") if rows else None,
        "columns": ["", axis],
        "rows": [[row["name"], row["label"]] for row in rows],
        "links": [row["href"] for row in rows],
    }


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


Drawer = Callable[[Spec, str], str]


def drawn(charts: Sequence[Chart], draw: Drawer) -> dict[str, str]:
    """Return the drawing of every chart that has something to show, by its id."""
    return {
        chart["id"]: draw(chart["spec"], f"{chart['title']}. {chart['about']}")
        for chart in charts
        if chart["spec"] is not None
    }
