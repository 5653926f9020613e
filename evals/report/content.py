"""Everything that the page shows, as plain data: what `report.json` holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from evals.report.chart_specs import Chart
from evals.report.charts import charts_of
from evals.report.compared import compared_of
from evals.report.conversation import beside_baseline, conversation_of, scenario_of
from evals.report.judged import Against, Judged
from evals.report.plain import Plain
from evals.report.recordings import Recordings
from evals.report.shelf import Shelf
from evals.report.stamp import stamp_of
from evals.report.summary import summary_of

FORMAT: Final = "aisle.eval-report/1"


@dataclass(frozen=True, slots=True)
class Content:
    """The report before it is a page."""

    plain: Plain
    """As docs/eval-report.md describes it."""
    charts: list[Chart]
    sounds: dict[str, str]
    """Those that become part of the page: data URIs by number."""


def content_of(
    judged: Judged,
    against: Against | None,
    recordings: Recordings,
    causes: Mapping[str, str],
    made_at: datetime | None = None,
) -> Content:
    """Gather everything.

    Args:
        judged: The run.
        against: A baseline; None without one.
        recordings: Takes the run's sounds.
        causes: What lost a spoken trial, by the trial's key.
        made_at: When the report is made; now if None.
    """
    run = judged.run
    baseline = against.baseline if against is not None else None
    shelf = Shelf(judged.products)
    conversations = _conversations(judged, baseline, shelf, recordings, causes)
    charts = charts_of(judged, baseline, causes)
    sounds, embedded = recordings.described()
    plain: Plain = {
        "format": FORMAT,
        "name": run.plan.name,
        "planted": run.plan.planted,
        "state": run.state,
        "missing": run.missing,
        "made_at": (made_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        "summary": summary_of(judged, baseline),
        "compared": compared_of(judged, against) if against is not None else None,
        "measures": [
            {
                "name": one.name,
                "version": one.version,
                "stage": one.stage.value,
                "unit": one.unit,
                "better": one.better,
                "about": one.about,
                "margin": one.margin,
            }
            for one in judged.scored.measures
        ],
        "charts": [{k: v for k, v in chart.items() if k != "spec"} for chart in charts],
        "scenarios": {name: scenario_of(one) for name, one in run.scenarios.items()},
        "conversations": conversations,
        "products": shelf.forms,
        "sounds": sounds,
        "stamp": stamp_of(run, baseline.run if baseline is not None else None),
    }
    return Content(plain, charts, embedded)


def _conversations(
    judged: Judged,
    baseline: Judged | None,
    shelf: Shelf,
    recordings: Recordings,
    causes: Mapping[str, str],
) -> list[Plain]:
    others = {r.key: r for r in baseline.run.records} if baseline is not None else {}
    told = []
    for record in judged.run.records:
        key = record.key
        case = judged.case(record)
        one = conversation_of(record, judged.verdicts[key], case, shelf, recordings)
        one["cause"] = causes.get(key)
        if baseline is not None and key in others:
            other = others[key]
            verdict, its_case = baseline.verdicts[key], baseline.case(other)
            one["baseline"] = beside_baseline(record, other, verdict, its_case, shelf)
        told.append(one)
    return told
