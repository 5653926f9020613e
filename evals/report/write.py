"""The report of a run: one page, one JUnit file, one JSON file."""

from dataclasses import dataclass
from pathlib import Path

from evals.report.content import content_of
from evals.report.judged import Against, Judged
from evals.report.junit import junit_of
from evals.report.page import embeddable, page_of
from evals.report.recordings import Keeping, Recordings
from evals.runs.run import JUNIT_FILE, REPORT_FILE, Run
from retrieval.generations import replace_file

JSON_FILE = "report.json"


@dataclass(frozen=True, slots=True)
class ReportPaths:
    """Where a report was written."""

    page: Path
    junit: Path
    json: Path


def write_report(
    run: Run, baseline: Run | None = None, *, out: Path | None = None, sounds: Keeping = "embed"
) -> ReportPaths:
    """Score a run, compare it where there is a baseline, and write its report.

    Args:
        run: As `read_run` returns it; whole or stopped.
        baseline: An earlier run.
        out: The page; in the run's folder if None. The other two files lie beside it.
        sounds: Whether recordings become part of the page.

    Raises:
        EvalExtraMissing: The drawing library is not installed.
        OSError: The disk is full or refuses.
    """
    from evals.measures.score_run import score_run  # noqa: PLC0415 - takes a second to import
    from evals.statistics.figures import figures_of  # noqa: PLC0415

    scored = score_run(run)
    judged = Judged(run, scored, figures_of(scored))
    return write_judged(judged, _against(judged, baseline), out=out, sounds=sounds)


def write_judged(
    judged: Judged,
    against: Against | None = None,
    *,
    out: Path | None = None,
    sounds: Keeping = "embed",
) -> ReportPaths:
    """Write the report of a run that was scored already; see `write_report`."""
    from evals.report.causes import causes_of  # noqa: PLC0415
    from evals.report.charts import drawn  # noqa: PLC0415
    from evals.report.drawing import draw  # noqa: PLC0415 - draws with a library that is optional

    page = out or judged.run.folder / REPORT_FILE
    recordings = Recordings(judged.run.folder, page, sounds)
    content = content_of(judged, against, recordings, causes_of(judged))
    paths = ReportPaths(page, page.with_name(JUNIT_FILE), page.with_name(JSON_FILE))
    if out is not None and page.stem != Path(REPORT_FILE).stem:
        # Of two reports in one folder neither overwrites the other's files.
        paths = ReportPaths(
            page, page.with_name(f"{page.stem}.junit.xml"), page.with_name(f"{page.stem}.json")
        )
    page.parent.mkdir(parents=True, exist_ok=True)
    replace_file(paths.page, page_of(content, drawn(content.charts, draw)))
    replace_file(paths.junit, junit_of(judged).decode("utf-8"))
    replace_file(paths.json, embeddable(content.plain))
    return paths


def _against(judged: Judged, baseline: Run | None) -> Against | None:
    if baseline is None:
        return None
    from evals.measures.score_run import score_run  # noqa: PLC0415
    from evals.statistics.compare import compare  # noqa: PLC0415
    from evals.statistics.figures import figures_of  # noqa: PLC0415

    scored = score_run(baseline)
    before = Judged(baseline, scored, figures_of(scored))
    return Against(before, compare(scored, judged.scored))
