"""Which charts the report shows, each with the same numbers as a table."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from urllib.parse import quote

from evals.report.chart_specs import Chart, Spec, bars, shares
from evals.report.judged import Judged
from evals.report.latency_charts import latency_charts
from evals.report.trials import PASS
from evals.statistics.figure import RunFigure

TIERS = ("template", "open", "closed")


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
        *latency_charts(judged),
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
